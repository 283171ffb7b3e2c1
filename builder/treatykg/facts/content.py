"""What somebody says: the clause or quotation that a reporting verb governs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.facts.opinion import words
from treatykg.facts.reading import Reading
from treatykg.model import Span
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

_SHORTEST_QUOTATION = 15  # code points; shorter ones are single words in inverted commas
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_VERBAL = ("VERB", "AUX")
_KNOWN = frozenset(("known", "clear", "plain"))  # "made it clear that"
_PHRASE = frozenset(("aux", "auxpass", "neg", "prt", "npadvmod", "prep", "dative"))


@dataclass(frozen=True, slots=True)
class Content:
    """The words that are said: their span, their tokens (half-open), the word that heads them, and each token that is said."""

    span: Span
    tokens: tuple[int, int]
    head: int
    said: tuple[int, ...]


def to_content(reading: Reading, inside: tuple[int, ...], head: Token) -> Content:
    """Return what the tokens say, of which there is one at least, and the head is the main one."""
    first, last = min(inside), max(inside)
    return Content(reading.linked.document.span(first, last + 1), (first, last + 1), head.i, inside)


def find_content(reading: Reading, predicate: Predicate, voice: tuple[int, ...] = ()) -> Content | None:
    """Return what the predicate's subject says: the clause it governs or interrupts, or the quotation of its sentence.

    `voice`: the tokens that name the speaker, which are no part of it.
    """
    token = reading.doc[predicate.token]
    if _points_back(token):
        return _of_sentence_before(reading, predicate)
    saying = _saying(token, [reading.doc[v] for v in voice])
    for head in _clauses(predicate, token, reading):
        content = _of_clause(reading, head, saying)
        if content is not None:
            before = content.tokens[1] <= predicate.token
            return _with_rest_of_quotation(reading, predicate, content) if before else content
    return _of_quotation(reading, predicate) or _of_rest(reading, token, saying, voice)


def _points_back(verb: Token) -> bool:
    """Whether what is said stands in the sentence before: "So spoke the minister", "With these words the minister opened"."""
    adverbs = [c for c in verb.children if c.lower_ in ("so", "thus") and c.i < verb.i and c.is_sent_start]
    phrases = [c for c in verb.children if c.lower_ in ("with", "in") and c.is_sent_start]
    these = [
        t
        for p in phrases
        for t in p.subtree
        if t.lower_ in ("words", "remark") and t.left_edge.lower_ in ("these", "those", "such")
    ]
    return bool(adverbs or these)


def _of_sentence_before(reading: Reading, predicate: Predicate) -> Content | None:
    document = reading.linked.document
    before = document.sentences[predicate.sentence - 1] if predicate.sentence else None
    if before is None or not any(before.span.start <= q.start < before.span.end for q in document.quotations):
        return None
    inside = tuple(t.i for t in reading.doc[before.first_token : before.end_token] if not t.is_punct and not t.is_space)
    return to_content(reading, inside, _head_of(reading, inside)) if inside else None


def _clauses(predicate: Predicate, verb: Token, reading: Reading) -> Iterable[Token]:
    """Yield the heads of clauses that can be what is said, the most likely first."""
    below = [g.i for c in verb.children if c.dep_ == "acomp" for g in c.children if g.dep_ == "ccomp"]
    below += [g.i for c in verb.children if c.dep_ == "ccomp" and c.lower_ in _KNOWN for g in c.children if _is_that(g)]
    below += [g.i for c in verb.children if c.dep_ == "dobj" for g in c.children if g.dep_ == "acl" and _is_that(g)]
    governed = [reading.doc[t] for t in below or predicate.fillers("clause") if not _cut_off(reading.doc[t], verb)]
    yield from sorted(
        governed, key=lambda t: (t.dep_ != "ccomp" or t.pos_ not in _VERBAL, not (t.i > verb.i and _is_that(t)), t.i)
    )
    interrupted = (
        verb.dep_ in ("parataxis", "advcl", "ccomp", "conj", "dep", "acl") and _is_finite(verb) and not _joined(verb)
    )
    interrupted = interrupted and not _is_governed(verb)
    interrupted = interrupted or _is_parenthesis(verb)
    if interrupted and verb.head.pos_ in (*_VERBAL, "NOUN", "PROPN", "ADJ"):
        yield _clause_head(
            verb
        )  # "The pact, said the minister, will last": the parser hangs the saying from what is said


def _is_governed(verb: Token) -> bool:
    """Whether the clause of the verb is itself what the word before it says: "said *he remained worried*"."""
    first = verb.left_edge.i
    return verb.dep_ == "ccomp" and verb.head.i < first and not verb.doc[first - 1].is_punct


def _is_that(clause: Token) -> bool:
    """Whether the clause tells what its noun holds: "gave their word *that they would sign*"."""
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _cut_off(clause: Token, verb: Token) -> bool:
    """Whether a semicolon or colon stands between a clause and the verb after it, to which the parser joined it."""
    return clause.i < verb.i and any(t.text in (";", ":") for t in verb.doc[clause.i : verb.i])


def _is_parenthesis(verb: Token) -> bool:
    """Whether a short clause between commas tells who says it, though the parser takes it for a relative one: ", Chile insists,"."""
    first, after = verb.left_edge, verb.i + 1
    bounded = first.i > 0 and first.nbor(-1).text == "," and after < len(verb.doc) and verb.doc[after].text == ","
    return verb.dep_ == "relcl" and bounded and not any(t.tag_ in ("WDT", "WP", "WRB") for t in verb.subtree)


def _clause_head(verb: Token) -> Token:
    """Return the verb of the clause from which a reporting verb hangs, by a noun of it at times."""
    at = verb.head
    while at.pos_ not in _VERBAL and at.head.i != at.i:
        at = at.head
    return at


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.children if c.dep_ == "aux")


def _joined(verb: Token) -> bool:
    return any(
        (
            c.dep_ in ("mark", "advmod")
            and c.pos_ in ("SCONJ", "ADV")
            and c.lower_ not in ("as", "so", "once", "also", "too")
        )
        or c.tag_ == "TO"
        for c in verb.children
        if c.i < verb.i
    ) or (verb.dep_ == "conj" and any(c.dep_ == "cc" for c in verb.head.children))


def _saying(verb: Token, voice: list[Token]) -> frozenset[int]:
    """Return the tokens of the reporting phrase itself: the verb, its auxiliaries and adverbs, who speaks, when, where and to whom."""
    inside = {verb.i}
    governed = {t.i for t in verb.subtree} if any(verb in v.subtree for v in voice) else set()
    for child in (*verb.children, *voice):
        if child in voice or child.dep_ in _PHRASE or (child.pos_ == "ADV" and child.lower_ != "so"):
            inside.update(
                t.i for t in child.subtree if t.i not in governed and not (child in voice and _said_by(t, child))
            )
        elif child.dep_ in ("nsubj", "dobj") and child.i > verb.i - 12 and not _stands_before(child, verb, voice):
            clauses = (g for g in child.children if g.dep_ == "acl" and _is_that(g))
            held = {t.i for clause in clauses for t in clause.subtree}
            inside.update(t.i for t in child.subtree if t.i not in held)
    return frozenset(inside)


def _stands_before(subject: Token, verb: Token, voice: list[Token]) -> bool:
    """Whether what the parser takes for the subject is what is said, since the speaker follows the verb."""
    after = bool(voice) and all(v.i > verb.i for v in voice)
    return after and subject.i < verb.i and verb.nbor(-1).is_punct


def _said_by(token: Token, speaker: Token) -> bool:
    """Whether the token hangs from the speaker's name only by mistake: a clause's subject taken for an apposition."""
    return (
        token.dep_ == "appos"
        and token.head == speaker
        and token.right_edge.i + 1 < len(token.doc)
        and token.doc[token.right_edge.i + 1].pos_ in _VERBAL
    )


def _of_clause(reading: Reading, head: Token, saying: frozenset[int]) -> Content | None:
    inside = tuple(t.i for t in head.subtree if t.i not in saying and not t.is_punct and not t.is_space)
    if not inside or (head.i in saying):
        return None
    return to_content(reading, inside, head)


def clauses_joined_to(reading: Reading, content: Content) -> Iterator[Content]:
    """Yield the clauses with subjects of their own that "and" joins to the main one of what is said."""
    for verb in reading.doc[content.head].children:
        own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)
        if verb.dep_ == "conj" and verb.i in content.said and verb.pos_ in _VERBAL and own:
            yield to_content(reading, tuple(t.i for t in verb.subtree if t.i in content.said), verb)


def _of_quotation(reading: Reading, predicate: Predicate) -> Content | None:
    document = reading.linked.document
    sentence = document.sentences[predicate.sentence].span
    for quotation in document.quotations:
        if sentence.start <= quotation.start < sentence.end and quotation.end - quotation.start > _SHORTEST_QUOTATION:
            span = reading.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
            if span is not None and not span.start <= predicate.token < span.end:
                return Content(quotation, (span.start, span.end), span.root.i, tuple(range(span.start, span.end)))
    return None


def _of_rest(reading: Reading, verb: Token, saying: frozenset[int], voice: tuple[int, ...]) -> Content | None:
    """Return the rest of the sentence when the reporting phrase stands after a comma: "Not so, said the minister"."""
    sentence = verb.sent
    before = [t for t in sentence if t.i < min(saying, default=verb.i)]
    after = voice and min(voice) > verb.i
    if not after or not before or not before[-1].is_punct or verb.lemma_.lower() in words("voice.never_inverted"):
        return None
    inside = tuple(t.i for t in sentence if t.i not in saying and not t.is_punct and not t.is_space)
    return to_content(reading, inside, _head_of(reading, inside)) if inside and len(inside) < len(sentence) else None


def _with_rest_of_quotation(reading: Reading, predicate: Predicate, content: Content) -> Content:
    """Add the rest of a quotation that the reporting phrase interrupts: "It may not be easy," he said, "but it is right"."""
    document = reading.linked.document
    sentence = document.sentences[predicate.sentence].span
    said = set(content.said)
    for quotation in document.quotations:
        if sentence.start <= quotation.start < sentence.end and quotation.start >= content.span.end:
            span = reading.doc.char_span(quotation.start, quotation.end, alignment_mode="expand")
            said.update(t.i for t in span or () if not t.is_punct)
    return (
        to_content(reading, tuple(sorted(said)), reading.doc[content.head])
        if len(said) > len(content.said)
        else content
    )


def _head_of(reading: Reading, inside: tuple[int, ...]) -> Token:
    """Return the first verb of the tokens that no other verb of them governs, else the first token."""
    verbs = [
        reading.doc[i]
        for i in inside
        if reading.doc[i].pos_ in _VERBAL and reading.doc[i].dep_ not in ("aux", "auxpass")
    ]
    return next((v for v in verbs if v.dep_ not in ("relcl", "acl", "advcl", "pcomp")), reading.doc[inside[0]])
