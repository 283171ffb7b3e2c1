"""What somebody says: the clause or quotation that a reporting verb governs, and what kind of claim that makes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.facts.opinion import judge, words
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.model import ClaimType, Span
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Content:
    """The words that are said: their span, their tokens (half-open) and the word that heads them."""

    span: Span
    tokens: tuple[int, int]
    head: int


def find_content(reading: Reading, predicate: Predicate) -> Content | None:
    """Return what the predicate's subject says: the clause it governs, or the quotation of its sentence."""
    clauses = predicate.fillers("clause")
    token = reading.doc[predicate.token]
    if (
        not clauses
        and token.dep_ in ("parataxis", "advcl", "ccomp")
        and token.head.pos_ in ("VERB", "AUX")
        and not _marked(token)
    ):
        clauses = (
            token.head.i,
        )  # "The pact, said the minister, will last": the parser hangs the saying from what is said
    if clauses:
        return _of_clause(reading, reading.doc[clauses[0]], predicate.token)
    return _of_quotation(reading, predicate)


def _marked(token: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.i < token.i and c.pos_ in ("SCONJ", "ADV") for c in token.children)


def _of_clause(reading: Reading, head: Token, speaking: int) -> Content:
    own = {t.i for t in reading.doc[speaking].subtree} if reading.doc[speaking].head.i == head.i else set()
    inside = [t.i for t in head.subtree if t.i not in own and not t.is_punct]
    first, last = (min(inside), max(inside)) if inside else (head.i, head.i)
    return Content(reading.linked.document.span(first, last + 1), (first, last + 1), head.i)


def _of_quotation(reading: Reading, predicate: Predicate) -> Content | None:
    document = reading.linked.document
    sentence = document.sentences[predicate.sentence].span
    for quotation in document.quotations:
        if sentence.start <= quotation.start < sentence.end and quotation.end - quotation.start > 15:
            span = reading.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
            if span is not None:
                return Content(quotation, (span.start, span.end), span.root.i)
    return None


def classify(
    reading: Reading, content: Content, speakers: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[ClaimType, tuple[str, ...]]:
    """Return what saying this amounts to, and at whom it is directed: a promise, threat, demand, praise, blame or plain statement."""
    tokens = reading.doc[content.tokens[0] : content.tokens[1]]
    inner = reading.predicates.get(content.head)
    if inner is None:
        return _judged(reading, content, speakers, targets)
    subjects = reading.referents(inner.fillers("object" if inner.passive else "subject"), AGENT_TYPES)
    modals = {c.lower_ for c in reading.doc[content.head].children if c.dep_ == "aux"}
    own = bool(set(subjects) & set(reading.with_principals(speakers))) or _first_person(reading, inner)
    if modals & (words("pledge") | {"would"}) and own and inner.factuality != "Conditional":
        retaliates = any(t.lemma_.lower() in words("retaliation") for t in tokens)
        return ("Threat" if retaliates else "Pledge"), targets or _mentioned(reading, content, speakers)
    if modals & words("demand") and not own and subjects:
        return "Demand", subjects
    if subjects and not own and any(t.lemma_.lower() in words("blame") for t in tokens):
        return "Accusation", tuple(s for s in subjects if reading.entity(s).type != "Person") or subjects
    return _judged(reading, content, speakers, targets)


def _judged(
    reading: Reading, content: Content, speakers: tuple[str, ...], targets: tuple[str, ...]
) -> tuple[ClaimType, tuple[str, ...]]:
    kind = judge(reading.doc[content.tokens[0] : content.tokens[1]])
    return (kind, targets or _mentioned(reading, content, speakers)) if kind else ("Statement", ())


def _first_person(reading: Reading, inner: Predicate) -> bool:
    return any(reading.doc[t].lower_ in ("i", "we") for t in inner.fillers("subject"))


def _mentioned(reading: Reading, content: Content, speakers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the states named in what is said, other than the speakers' own."""
    own = set(reading.with_principals(speakers))
    states = reading.referents(range(*content.tokens), ("State", "StateGroup"))
    return tuple(s for s in states if s not in own)[:1]
