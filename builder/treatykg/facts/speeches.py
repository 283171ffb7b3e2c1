"""Words set out with their speaker and no verb of saying: "Mr DOUGHTY: That is untrue", and a quotation with "– Kaja Kallas" below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from treatykg.facts.claim_drafts import ClaimDraft, to_claim_draft
from treatykg.facts.content import to_content
from treatykg.facts.drafts import Draft
from treatykg.facts.meaning import find_meaning, matters
from treatykg.facts.reading import Reading
from treatykg.facts.said import Meaning, Said

if TYPE_CHECKING:
    from treatykg.model import Sentence

RULE = "claim.set-out"
_LONGEST = 10  # words with which a speaker is named: "Ana Salas, minister of trade:"
_TITLE = 4
_DASHES = ("-", "–", "—", "--", "―")


def find_speeches(reading: Reading, events: Sequence[Draft], found: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield what is said in words that are set out with the name of who says them."""
    taken = {d.sentence for d in found}
    for sentence in reading.linked.document.sentences:
        yield from (d for d in _set_out(reading, events, sentence) if d.sentence not in taken)


def _set_out(reading: Reading, events: Sequence[Draft], sentence: Sentence) -> Iterator[ClaimDraft]:
    head = reading.doc[sentence.first_token : min(sentence.first_token + _LONGEST, sentence.end_token)]
    if head and head[0].text in _DASHES:
        speaker = _named(reading, range(sentence.first_token + 1, sentence.end_token))
        quoted = list(_quoted_before(reading, sentence)) if speaker else []
        yield from _drafts(reading, events, speaker, quoted)
        return
    colon = next((t.i for t in head if t.text == ":"), None)
    if colon is not None and not any(t.pos_ in ("VERB", "AUX") for t in reading.doc[sentence.first_token : colon]):
        speaker = _named(reading, range(sentence.first_token, colon))
        rest = range(colon + 1, sentence.end_token)
        yield from _drafts(reading, events, speaker, [rest] if speaker and len(rest) > 1 else [])


def _named(reading: Reading, tokens: range) -> tuple[str, ...]:
    """Return the person whom the words name first, behind a title at most."""
    begins = range(tokens.start, tokens.start + _TITLE + 1)
    named = (m for m in reading.linked.mentions if m.first_token in begins and m.end_token <= tokens.stop)
    return next((p for m in named if (p := reading.referents((m.head,), ("Person",)))), ())


def _quoted_before(reading: Reading, sentence: Sentence) -> Iterator[range]:
    """Yield the sentences of the quotation that ends just before the sentence."""
    document = reading.linked.document
    last = next((q for q in document.quotations if 0 <= sentence.span.start - q.end <= len(_DASHES[-1]) + 2), None)
    for each in document.sentences[: sentence.index] if last is not None else ():
        if last is not None and last.start <= each.span.start + 1 and each.span.start < last.end:
            yield range(each.first_token, each.end_token)


def _drafts(
    reading: Reading, events: Sequence[Draft], speaker: tuple[str, ...], sentences: Sequence[range]
) -> Iterator[ClaimDraft]:
    """Yield what each sentence amounts to beside a statement; one statement when none is more."""
    read = [_read(reading, events, speaker, each) for each in sentences]
    told = [(said, meaning) for said, meaning in read if meaning.type != "Statement"]
    plain = [(said, meaning) for said, meaning in read if matters(said)][:1]
    for said, meaning in told or plain:
        yield to_claim_draft(said, meaning, RULE)


def _read(reading: Reading, events: Sequence[Draft], speaker: tuple[str, ...], tokens: range) -> tuple[Said, Meaning]:
    spoken = tuple(t for t in tokens if not reading.doc[t].is_punct and not reading.doc[t].is_space)
    root = reading.doc[spoken[0] : spoken[-1] + 1].root
    said = Said(reading, to_content(reading, spoken, root), speaker, events)
    return said, find_meaning(said)
