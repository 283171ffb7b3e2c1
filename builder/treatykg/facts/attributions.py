"""Attributions without a verb of saying: "for the minister, the pact is ...", "in Chile's view", "to Peru it is a mistake"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from treatykg.facts.claim_drafts import ClaimDraft
from treatykg.facts.content import Content
from treatykg.facts.drafts import Draft
from treatykg.facts.meaning import Meaning, find_meaning
from treatykg.facts.opinion import judge, words
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.said import Said
from treatykg.facts.voices import with_bodies
from treatykg.model import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "attribution.view"
_VERBAL = ("VERB", "AUX")


def find_attributions(reading: Reading, events: Sequence[Draft], found: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield a claim for each clause that is told as somebody's view."""
    taken = {d.token for d in found}
    for token in reading.doc:
        if token.dep_ != "prep" or token.head.pos_ not in _VERBAL or token.head.i in taken:
            continue
        speakers = _viewer(reading, token)
        if speakers:
            yield from _draft(reading, token, speakers, events)


def _viewer(reading: Reading, preposition: Token) -> tuple[str, ...]:
    viewed = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if viewed is None:
        return ()
    if preposition.lower_ in ("in", "by", "from", "to") and viewed.lemma_.lower() in words("voice.words_of"):
        of = [t for c in viewed.children if c.lower_ == "of" for t in c.children if t.dep_ == "pobj"]
        owners = [c for c in viewed.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        return _named(reading, (*owners, *of))
    if preposition.lower_ in ("for", "to") and _opens(preposition) and preposition.head.lemma_ == "be":
        return _named(reading, (viewed,))
    return ()


def _named(reading: Reading, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Return whom the tokens name, or the name that stands after them: "the Chilean president, Marta Rojas"."""
    found: dict[str, None] = {}
    for token in tokens:
        after = [c.i for c in token.children if c.dep_ == "appos"]
        following = token.doc[token.i + 1 : token.i + 6]
        if len(following) > 1 and following[0].text == ",":
            after.extend(t.i for t in following[1:] if t.pos_ == "PROPN" and t.left_edge.i == token.i + 2)
        found.update(dict.fromkeys(reading.referents((token.i,), AGENT_TYPES) or reading.referents(after, AGENT_TYPES)))
    return tuple(found)


def _opens(preposition: Token) -> bool:
    """Whether the phrase stands before the subject, at the beginning of its clause."""
    before = preposition.doc[preposition.i - 1] if preposition.i else None
    subject = next((c for c in preposition.head.children if c.dep_ in ("nsubj", "expl")), None)
    starts = preposition.is_sent_start or (
        before is not None and (before.is_punct or before.is_space or before.dep_ == "cc")
    )
    return bool(starts) and subject is not None and preposition.i < subject.i


def _draft(
    reading: Reading, preposition: Token, speakers: tuple[str, ...], events: Sequence[Draft]
) -> Iterator[ClaimDraft]:
    head, document = preposition.head, reading.linked.document
    phrase = {t.i for t in preposition.subtree}
    said = tuple(t.i for t in head.subtree if t.i not in phrase and not t.is_punct and not t.is_space)
    if not said:
        return
    span = document.span(min(said), max(said) + 1)
    content = Content(span, (min(said), max(said) + 1), head.i, said)
    meaning = find_meaning(Said(reading, content, speakers, events))
    if meaning.type == "Statement":
        meaning = Meaning(judge(t for t in head.subtree if t.i > head.i) or "Statement")
    first = min(said[0], min(phrase))
    yield ClaimDraft(
        type=meaning.type,
        token=head.i,
        evidence=(Evidence(document.span(first, max(said) + 1), RULE),),
        sentence=document.sentence_of_token[head.i],
        speakers=with_bodies(reading, speakers),
        targets=meaning.targets,
        content=span,
        content_tokens=content.tokens,
    )
