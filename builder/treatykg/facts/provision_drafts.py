"""Provisions while they are being found: what the words say beside the type, and which of them are one and the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from treatykg.facts.grounds import Introduction
from treatykg.facts.reading import Reading
from treatykg.model import Evidence, ObligationType, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

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


def to_draft(reading: Reading, how: Introduction, kind: ObligationType, span: Span, head: Token) -> ProvisionDraft:
    """Return the provision that the words of the span tell, headed by the token."""
    sentence = reading.linked.document.sentence_of_token[head.i]
    return ProvisionDraft(
        type=kind,
        token=head.i,
        evidence=(Evidence(span, how.rule),),
        sentence=sentence,
        treaties=how.treaties,
        obligors=how.obligors,
        article_number=_article_number(reading, sentence, how.treaties),
        cites=_cited(reading, sentence),
        trigger=_trigger(reading, head),
        quoted=any(q.start < span.end and span.start < q.end for q in reading.linked.document.quotations),
    )


def _cited(reading: Reading, sentence: int) -> tuple[str, ...]:
    at = reading.linked.document.sentences[sentence]
    return reading.referents(range(at.first_token, at.end_token), ("LegalInstrument",))


def _article_number(reading: Reading, sentence: int, treaties: tuple[str, ...]) -> str | None:
    """Return the article of the treaty itself that the sentence names, never one "of the Charter" or of another treaty."""
    span = reading.linked.document.sentences[sentence].span
    for match in _ARTICLE.finditer(span.of(reading.text)):
        token = reading.doc.char_span(span.start + match.start(), span.start + match.end(), alignment_mode="expand")
        owners = _owners(reading, token.root) if token is not None else ()
        if set(owners) <= set(treaties):
            return match.group(1)
    return None


def _owners(reading: Reading, article: Token) -> tuple[str, ...]:
    """Return the documents whose article it is: "Article 5 *of the treaty*", "*the Charter*'s Article 51"."""
    named = [g.i for c in article.children if c.lower_ in ("of", "in") for g in c.children if g.dep_ == "pobj"]
    named += [c.i for c in article.children if c.dep_ in ("poss", "nmod", "compound")]
    return reading.referents(named, ("LegalInstrument", "Treaty"))


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


def join_single(drafts: Iterable[ProvisionDraft]) -> tuple[ProvisionDraft, ...]:
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
