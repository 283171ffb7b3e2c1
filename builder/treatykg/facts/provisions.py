"""Provisions: what a treaty obliges, forbids or allows whom to do, from the ways news introduce it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from treatykg.facts.introductions import Introduction, find_introduction, things_of
from treatykg.facts.norms import main_tokens, own_tokens, with_subject
from treatykg.facts.obligations import find_obligation, is_procedure
from treatykg.facts.paragraphs import Paragraphs
from treatykg.facts.reading import Reading
from treatykg.facts.subject_matter import subject_matter
from treatykg.facts.terms import Clause, find_term
from treatykg.model import Evidence, ObligationType, Span
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_SINGLE = frozenset(("Defense", "Nonaggression", "Neutrality", "NonAlignment", "NoSanctions", "PeaceAndSecurity"))
_ARTICLE = re.compile(r"\bArticles? (\d+[a-z]?|[IVXLC]+)\b")
_SHORT = 3  # words with which a coordinated verb only fills up what the one before says


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


def find_provisions(reading: Reading) -> tuple[ProvisionDraft, ...]:
    """Return the provisions in the order of the text."""
    paragraphs = Paragraphs(reading.linked.document)
    found: list[ProvisionDraft] = []
    told: set[int] = set()
    covered: set[int] = set()
    for predicate in reading.predicates.values():
        if predicate.token in covered or _in_title(reading, predicate):
            continue
        how = find_introduction(reading, predicate)
        if how is None and predicate.kind == "verb":
            how = find_term(Clause(reading, predicate, paragraphs, told))
        drafts = tuple(_drafts(reading, predicate, how)) if how else ()
        if drafts:
            told.add(predicate.sentence)
            covered.update(t for d in drafts for t in own_tokens(reading.doc[d.token]))
            found.extend(drafts)
    return _joined_single(found)


def _in_title(reading: Reading, predicate: Predicate) -> bool:
    return predicate.sentence == 0 and bool(reading.linked.document.title_tokens)


def _drafts(reading: Reading, predicate: Predicate, how: Introduction) -> Iterator[ProvisionDraft]:
    """Yield one provision for each thing that the clause obliges to, forbids or allows."""
    about = subject_matter(reading, how.treaties) if how.sure else {}
    for tokens, head in _parts(reading, predicate, how):
        span = reading.linked.document.span(tokens[0], tokens[-1] + 1)
        core = " ".join(reading.doc[t].text for t in _core(reading, predicate, how, head))
        kind = find_obligation(core) or find_obligation(span.of(reading.text), about)
        if (kind is not None or how.sure) and not is_procedure(core):
            yield _draft(reading, predicate, how, (kind or "Other", span, head))


def _core(reading: Reading, predicate: Predicate, how: Introduction, head: Token) -> list[int]:
    """Return the words that tell what the provision is about: without the treaty that is subject, with who or what is bound."""
    if how.rule == "provision.treaty-verb":
        return main_tokens(head, subject=head.i != predicate.token)
    return with_subject(reading.doc[predicate.token], head) if predicate.kind == "verb" else main_tokens(head)


def _draft(
    reading: Reading, predicate: Predicate, how: Introduction, part: tuple[ObligationType, Span, Token]
) -> ProvisionDraft:
    kind, span, head = part
    sentence = reading.linked.document.sentences[predicate.sentence]
    article = _ARTICLE.search(sentence.span.of(reading.text))
    cited = _cited(reading, predicate.sentence)
    return ProvisionDraft(
        type=kind,
        token=head.i,
        evidence=(Evidence(span, how.rule),),
        sentence=predicate.sentence,
        treaties=how.treaties,
        obligors=how.obligors,
        article_number=article.group(1) if article and not cited else None,
        cites=cited,
        trigger=_trigger(reading, head),
        quoted=any(q.start < span.end and span.start < q.end for q in reading.linked.document.quotations),
    )


def _parts(reading: Reading, predicate: Predicate, how: Introduction) -> Iterator[tuple[list[int], Token]]:
    """Yield the tokens of each thing that is bound, and their head; a few words only fill up what stands before."""
    heads = things_of(how.heads) if how.rule == "provision.written" else how.heads
    parts: list[tuple[list[int], Token]] = []
    for head in heads:
        tokens = own_tokens(head)
        if parts and sum(reading.doc[t].is_alpha for t in tokens) <= _SHORT:
            parts[-1][0].extend(tokens)
        elif parts or how.rule != "provision.term":
            parts.append((tokens, head))
        else:
            parts.append((sorted({*with_subject(reading.doc[predicate.token], head), *tokens}), head))
    yield from parts


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
