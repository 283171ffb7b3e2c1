"""Provisions: what a treaty obliges, forbids or allows whom to do, from the ways news introduce it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from treatykg.facts.obligations import find_obligation
from treatykg.facts.reading import Reading
from treatykg.lexicon import load_words
from treatykg.model import Evidence, ObligationType, Span
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBLIGORS = ("State", "StateGroup", "InternationalOrganization", "GovernmentBody")
_SINGLE = frozenset(("Defense", "Nonaggression", "Neutrality", "NonAlignment", "NoSanctions", "PeaceAndSecurity"))
_ARTICLE = re.compile(r"\bArticles? (\d+[a-z]?|[IVXLC]+)\b")


@dataclass(frozen=True, slots=True)
class ProvisionDraft:
    """One provision, before it has an identifier."""

    type: ObligationType
    token: int
    evidence: tuple[Evidence, ...]
    sentence: int
    treaties: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    article_number: str | None = None
    cites: tuple[str, ...] = ()
    trigger: Span | None = None
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """How a predicate introduces a provision: by which rule, of which treaties, whom it binds (tokens), where it is said."""

    rule: str
    treaties: tuple[str, ...]
    obligors: tuple[str, ...]
    strong: bool


def words(name: str) -> frozenset[str]:
    """Return a list of words that introduce provisions."""
    return load_words("provisions", f"introduce.{name}")


def find_provisions(reading: Reading) -> tuple[ProvisionDraft, ...]:
    """Return the provisions in the order of the text."""
    found: list[ProvisionDraft] = []
    for predicate in reading.predicates.values():
        how = _introduced(reading, predicate)
        if how is not None:
            found.extend(_drafts(reading, predicate, how))
    return _joined_single(_without_nested(reading, found))


def _introduced(reading: Reading, predicate: Predicate) -> _Found | None:
    if predicate.kind != "verb" or predicate.factuality in ("Alleged", "Denied"):
        return None
    if predicate.sentence == 0 and reading.linked.document.title_tokens:
        return None
    return _by_treaty(reading, predicate) or _under_treaty(reading, predicate) or _by_parties(reading, predicate)


def _by_treaty(reading: Reading, predicate: Predicate) -> _Found | None:
    """ "The treaty obliges both to ...", "Article 5 provides that ...", "a pact that bans ..."."""
    if predicate.passive or predicate.lemma not in words("treaty_verbs"):
        return None
    subjects = predicate.fillers("subject")
    treaties = reading.referents(subjects, ("Treaty",))
    part = next((t for t in subjects if reading.doc[t].lemma_.lower() in words("parts")), None)
    if part is not None and not treaties:
        owners = reading.predicates[part].fillers("of", "possessor", "in") if part in reading.predicates else ()
        treaties = reading.referents(owners, ("Treaty",)) or reading.focus(predicate.token)
    if not treaties or predicate.factuality in ("Negated",):
        return None
    bound = reading.referents(predicate.fillers("object", "indirect"), _OBLIGORS)
    return _Found(
        "provision.treaty-verb", treaties, bound or _parties(reading, treaties), strong=part is not None or bool(bound)
    )


def _under_treaty(reading: Reading, predicate: Predicate) -> _Found | None:
    """ "Under the agreement, Norway will ...", "by the terms of the treaty"."""
    for role in words("under"):
        for token in predicate.fillers(role):
            treaties = reading.referents((token, *_inside(reading, token)), ("Treaty",))
            if treaties and not (role == "by" and predicate.passive):
                return _Found("provision.under-treaty", treaties, _bound(reading, predicate, treaties), strong=True)
    if any(c.lower_ == "according" for c in reading.doc[predicate.token].children):
        treaties = reading.referents(predicate.fillers("to"), ("Treaty",))
        if treaties:
            return _Found("provision.under-treaty", treaties, _bound(reading, predicate, treaties), strong=True)
    return None


def _by_parties(reading: Reading, predicate: Predicate) -> _Found | None:
    """ "Parties must ...", "each side renounces ...", "the two countries will ...", "both undertake to ..."."""
    doc = reading.doc
    subjects = predicate.fillers("object" if predicate.passive else "subject")
    auxiliaries = {c.lower_ for c in doc[predicate.token].children if c.dep_ == "aux"}
    modal = bool(auxiliaries & words("modals")) or _is_to(doc[predicate.token])
    treaties = reading.focus(predicate.token)
    if not treaties or not subjects or predicate.lemma in words("never"):
        return None
    generic = any(doc[t].lemma_.lower() in words("parties") for t in subjects)
    agents = reading.referents(subjects, _OBLIGORS)
    parties = set(_parties(reading, treaties))
    all_parties = len(parties) > 1 and set(agents) == parties
    undertakes = predicate.lemma in words("party_verbs")
    if (generic or all_parties) and (modal or undertakes) and predicate.factuality in ("Actual", "Planned"):
        return _Found(
            "provision.parties",
            treaties,
            agents or tuple(parties),
            strong=modal and bool(auxiliaries & {"must", "shall"}),
        )
    return None


def _is_to(token: Token) -> bool:
    """ "Norway is to open its market"."""
    return token.dep_ == "xcomp" and token.head.lemma_ == "be" and any(c.tag_ == "TO" for c in token.children)


def _inside(reading: Reading, token: int) -> tuple[int, ...]:
    return reading.predicates[token].fillers("of", "in") if token in reading.predicates else ()


def _bound(reading: Reading, predicate: Predicate, treaties: tuple[str, ...]) -> tuple[str, ...]:
    subjects = predicate.fillers("object" if predicate.passive else "subject")
    return reading.agents(subjects, _OBLIGORS) or _parties(reading, treaties)


def _parties(reading: Reading, treaties: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p for t in treaties for p in reading.entity(t).parties))


def _drafts(reading: Reading, predicate: Predicate, how: _Found) -> Iterator[ProvisionDraft]:
    """Yield one provision for each thing that the clause obliges to, forbids or allows."""
    for head in _parts(reading, predicate):
        span = _span(reading, head, predicate.token)
        kind = find_obligation(span.of(reading.text))
        if kind is None and not how.strong:
            continue
        sentence = reading.linked.document.sentences[predicate.sentence]
        article = _ARTICLE.search(sentence.span.of(reading.text))
        yield ProvisionDraft(
            type=kind or "Other",
            token=head.i,
            evidence=(Evidence(span, how.rule),),
            sentence=predicate.sentence,
            treaties=how.treaties,
            obligors=how.obligors,
            article_number=article.group(1) if article and not _cited(reading, predicate.sentence) else None,
            cites=_cited(reading, predicate.sentence),
            trigger=_trigger(reading, head),
            quoted=any(q.start < span.end and span.start < q.end for q in reading.linked.document.quotations),
        )


def _parts(reading: Reading, predicate: Predicate) -> list[Token]:
    """Return the heads of what is obliged: the coordinated verbs or objects that the introducing verb governs, else the verb."""
    token = reading.doc[predicate.token]
    governed = [c for c in token.children if c.dep_ in ("xcomp", "ccomp") and c.i > token.i]
    heads = governed or [token]
    return [t for head in heads for t in (head, *_joined(head))]


def _joined(head: Token) -> Iterator[Token]:
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX"):
            yield child
            yield from _joined(child)


def _span(reading: Reading, head: Token, introducing: int) -> Span:
    joined = {
        t.i for child in head.children if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") for t in child.subtree
    }
    inside = [t.i for t in head.subtree if t.i not in joined and not t.is_space]
    first = min([introducing, *inside]) if head.i == introducing else min(inside)
    return reading.linked.document.span(first, max(inside) + 1)


def _cited(reading: Reading, sentence: int) -> tuple[str, ...]:
    at = reading.linked.document.sentences[sentence]
    return reading.referents(range(at.first_token, at.end_token), ("LegalInstrument",))


def _trigger(reading: Reading, head: Token) -> Span | None:
    """Return the words that say when the obligation arises: "if one of them is attacked", "in the event of"."""
    for child in head.children:
        conditional = child.dep_ == "advcl" and any(
            c.lower_ in ("if", "should", "when", "once") for c in child.children
        )
        event = (
            child.dep_ == "prep" and child.lower_ == "in" and any(c.lower_ in ("event", "case") for c in child.children)
        )
        if conditional or event:
            return reading.linked.document.span(child.left_edge.i, child.right_edge.i + 1)
    return None


def _joined_single(drafts: Iterable[ProvisionDraft]) -> tuple[ProvisionDraft, ...]:
    """Join what a treaty obliges the same parties to only once (mutual defence, non-aggression ...), however often it is told."""
    found: dict[object, ProvisionDraft] = {}
    for draft in drafts:
        single = draft.type in _SINGLE
        key = (draft.type, draft.treaties, frozenset(draft.obligors)) if single else draft
        before = found.get(key)
        found[key] = draft if before is None else _both(before, draft)
    return tuple(found.values())


def _both(first: ProvisionDraft, second: ProvisionDraft) -> ProvisionDraft:
    return replace(
        first,
        evidence=(*first.evidence, *second.evidence),
        article_number=first.article_number or second.article_number,
        cites=tuple(dict.fromkeys((*first.cites, *second.cites))),
        trigger=first.trigger or second.trigger,
        quoted=first.quoted or second.quoted,
    )


def _without_nested(reading: Reading, drafts: Iterable[ProvisionDraft]) -> Iterator[ProvisionDraft]:
    """Yield each provision once: of two whose words contain each other, the one found first."""
    kept: list[Span] = []
    for draft in drafts:
        span = draft.evidence[0].span
        if not any(k.start <= span.start and span.end <= k.end for k in kept):
            kept.append(span)
            yield draft
