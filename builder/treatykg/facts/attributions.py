"""Attributions without a verb of saying: "for the minister, the pact is ...", "in Chile's view", "according to Peru"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from treatykg.facts.claim_drafts import ClaimDraft, to_claim_draft
from treatykg.facts.content import Content, to_content
from treatykg.facts.drafts import Draft
from treatykg.facts.meaning import find_meaning, matters
from treatykg.facts.opinion import judge, words
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.said import Meaning, Said
from treatykg.facts.voices import find_speakers, find_spoken_for
from treatykg.predicates.arguments import coordinated

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "attribution.view"
_VERBAL = ("VERB", "AUX")


def find_attributions(reading: Reading, events: Sequence[Draft], found: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield a claim for each clause that is told as somebody's view, or according to somebody."""
    taken = {d.token for d in found}
    for token in reading.linked.document.tokens:
        if token.dep_ not in ("prep", "advcl") or token.head.pos_ not in _VERBAL or token.head.i in taken:
            continue
        source = _source(reading, token)
        speakers = source or (_viewer(reading, token) if token.dep_ == "prep" else ())
        content = _told(reading, token) if speakers else None
        if content is None:
            continue
        said = Said(reading, content, speakers, events)
        meaning = find_meaning(said)
        if meaning.type != "Statement":
            yield _draft(reading, token, said, meaning)
        elif not source:
            kind = judge(t for t in token.head.subtree if t.i > token.head.i) or "Statement"
            yield _draft(reading, token, said, Meaning(kind, meaning.targets))
        elif matters(said) and not any(token.head.i in (e.tokens or (e.token,)) for e in events):
            yield _draft(reading, token, said, meaning)


def _source(reading: Reading, token: Token) -> tuple[str, ...]:
    """Return according to whom it is told; nobody when it is what a treaty says."""
    if token.lower_ != "according":
        return ()
    named = [g for c in token.children if c.lower_ == "to" for g in c.children if g.dep_ == "pobj"]
    return find_speakers(reading, find_spoken_for(reading, tuple(t.i for n in named for t in coordinated(n))))


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


def _told(reading: Reading, phrase: Token) -> Content | None:
    """Return the clause that the phrase is about, without the phrase."""
    outside = {t.i for t in phrase.subtree}
    said = tuple(t.i for t in phrase.head.subtree if t.i not in outside and not t.is_punct and not t.is_space)
    if not said:
        return None
    return to_content(reading, said, phrase.head)


def _draft(reading: Reading, phrase: Token, said: Said, meaning: Meaning) -> ClaimDraft:
    first, end = said.content.tokens
    whole = reading.linked.document.span(min(first, phrase.left_edge.i), end)
    return to_claim_draft(said, meaning, RULE, words=whole)
