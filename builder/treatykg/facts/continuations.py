"""Quotations that go on: what a speaker says in the sentences after the one that names them, with no verb of saying."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.claim_drafts import ClaimDraft, to_claim_draft
from treatykg.facts.content import to_content
from treatykg.facts.drafts import Draft
from treatykg.facts.meaning import find_meaning
from treatykg.facts.reading import Reading
from treatykg.facts.said import Said

if TYPE_CHECKING:
    from treatykg.model import Sentence

RULE = "claim.continued"


def find_continuations(reading: Reading, events: Sequence[Draft], found: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield what the sentences amount to that carry on the quotation of the claim before them; plain statements are left out."""
    document = reading.linked.document
    if not document.quotations:
        return
    last = {draft.sentence: draft for draft in sorted(found, key=lambda d: d.token)}
    speaking: ClaimDraft | None = None
    for sentence in document.sentences:
        if sentence.index in last:
            speaking = last[sentence.index] if _quotes(reading, sentence) else None
            continue
        if speaking is None or not _is_quoted_whole(reading, sentence):
            speaking = None
            continue
        draft = _draft(reading, sentence, speaking, events)
        if draft is not None and (draft.type, draft.targets) != (speaking.type, speaking.targets):
            yield draft


def _quotes(reading: Reading, sentence: Sentence) -> bool:
    return any(reading.linked.document.quoted(t) for t in range(sentence.first_token, sentence.end_token))


def _is_quoted_whole(reading: Reading, sentence: Sentence) -> bool:
    """Whether every word of the sentence is quoted."""
    tokens = (reading.doc[t] for t in range(sentence.first_token, sentence.end_token))
    return all(reading.linked.document.quoted(t.i) for t in tokens if not t.is_punct and not t.is_space)


def _draft(reading: Reading, sentence: Sentence, speaking: ClaimDraft, events: Sequence[Draft]) -> ClaimDraft | None:
    root = reading.doc[sentence.first_token : sentence.end_token].root
    tokens = tuple(t.i for t in root.subtree if not t.is_punct and not t.is_space)
    if not tokens:
        return None
    said = Said(reading, to_content(reading, tokens, root), speaking.speakers, events)
    meaning = find_meaning(said)
    if meaning.type == "Statement":
        return None
    return replace(to_claim_draft(said, meaning, RULE), speakers=speaking.speakers)
