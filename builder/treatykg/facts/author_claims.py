"""Claims that the author of an official statement makes in its own sentences: "We will ...", "This is a flagrant breach of ..."."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from treatykg.facts.claim_drafts import ClaimDraft, to_claim_draft
from treatykg.facts.content import to_content
from treatykg.facts.drafts import Draft
from treatykg.facts.meaning import find_meaning, is_vague, rests_with
from treatykg.facts.opinion import words
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.said import Meaning, Said

if TYPE_CHECKING:
    from spacy.tokens import Token

    from treatykg.model import Sentence

RULE = "author.sentence"
_FEWEST = 2  # words for the author: one "we" may slip into a report


def find_author_claims(reading: Reading, events: Sequence[Draft], found: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield what the sentences of a text in the first person promise, threaten, charge or praise, beside the claims found."""
    author = find_author(reading)
    taken = {d.sentence for d in found}
    for sentence in reading.linked.document.sentences if author else ():
        if sentence.index not in taken and sentence.first_token >= reading.linked.document.title_tokens:
            yield from _draft(reading, sentence, author, events)


def find_author(reading: Reading) -> tuple[str, ...]:
    """Return who says "we" or "I" outside quotations; nobody in a report."""
    spoken = Counter(
        reading.referents((t.i,), AGENT_TYPES)
        for t in reading.linked.document.tokens
        if t.lower_ in words("voice.first_person") and not reading.linked.document.quoted(t.i)
    )
    spoken.pop((), None)
    return max(spoken, key=lambda e: (spoken[e], e)) if spoken.total() >= _FEWEST else ()


def _draft(
    reading: Reading, sentence: Sentence, author: tuple[str, ...], events: Sequence[Draft]
) -> Iterator[ClaimDraft]:
    root = reading.doc[sentence.first_token : sentence.end_token].root
    tokens = tuple(t.i for t in root.subtree if not t.is_punct and not t.is_space)
    if root.pos_ not in ("VERB", "AUX") or not tokens or reading.linked.document.quoted(root.i):
        return
    if any(reading.doc[t].text == "I" and reading.linked.refer(t) not in (author, ()) for t in tokens):
        return  # another speaker's turn
    said = Said(reading, to_content(reading, tokens, root), author, events)
    meaning = find_meaning(said)
    if _is_claim(said, meaning, root):
        yield to_claim_draft(said, meaning, RULE)


def _is_claim(said: Said, meaning: Meaning, root: Token) -> bool:
    """Whether the sentence is more than a report: a promise of the author's own, or a charge, praise or blame."""
    told = any(root.i in (e.tokens or (e.token,)) for e in said.events)
    if meaning.type == "Pledge":
        return said.own and not told
    if meaning.type == "Accusation":
        return is_vague(said) or bool(
            rests_with(said)
        )  # "This is a breach"; that somebody broke in is the report itself
    return meaning.type in ("Denial", "Threat") and not told
