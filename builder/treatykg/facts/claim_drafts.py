"""Claims while they are being found, and which of them stay: no claim inside a claim of the same voice, no repeats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from treatykg.facts.reading import Reading
from treatykg.facts.voices import find_host
from treatykg.model import ClaimType, Evidence, Span


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """One claim, before it has an identifier: entity ids, the tokens of what is claimed, the words, the rule.

    `joined_to`: the reporting verb of another claim whose clause this one continues.
    """

    type: ClaimType
    token: int
    evidence: tuple[Evidence, ...]
    sentence: int
    speakers: tuple[str, ...]
    targets: tuple[str, ...] = ()
    content: Span | None = None
    content_tokens: tuple[int, int] = (0, 0)
    clause_tokens: tuple[int, int] = (0, 0)
    joined_to: int | None = None

    @property
    def about_tokens(self) -> range:
        """The tokens that tell what the claim is about: what is said, else the clause of the claim itself."""
        return range(*self.content_tokens) if self.content is not None else range(*self.clause_tokens)


def select_claims(reading: Reading, drafts: Iterable[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Return the claims that say something of their own, in the order of the text."""
    ordered = sorted(drafts, key=lambda d: d.token)
    told = _joined(_without_nested(reading, ordered))
    title = reading.linked.document.title_tokens
    kept = [d for d in told if d.token >= title or not _repeated(d, told)]
    return _countercharges(_with_threatened(kept))


def _repeated(draft: ClaimDraft, drafts: Sequence[ClaimDraft]) -> bool:
    """Whether a claim of the title is only a statement, or comes again in the text."""
    return draft.type == "Statement" or any(
        d is not draft and d.type == draft.type and set(d.speakers) & set(draft.speakers) for d in drafts
    )


def _without_nested(reading: Reading, drafts: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield the claims without those that are only part of what the same speaker says, and without statements said beside a claim."""
    for draft in drafts:
        same = [d for d in drafts if d is not draft and set(d.speakers) & set(draft.speakers)]
        inside = any(_is_inside(reading, draft, d) and d.type != "Statement" for d in same)
        stronger = draft.type == "Statement" and any(
            draft.content_tokens[0] <= d.token < draft.content_tokens[1] for d in same if d.type != "Statement"
        )
        if not inside and not stronger:
            yield draft


def _is_inside(reading: Reading, draft: ClaimDraft, outer: ClaimDraft) -> bool:
    """Whether the claim is part of what the other says; one that only the parser joins to it stands beside it."""
    verb = reading.doc[draft.token]
    if draft.joined_to == outer.token:
        return False
    beside = verb.dep_ == "conj" and find_host(verb).i <= outer.token
    return outer.content_tokens[0] <= draft.token < outer.content_tokens[1] and not beside


def _joined(drafts: Iterable[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Make one claim of what the same voice says in the same way in one sentence, and of its statements in one paragraph."""
    found: dict[tuple[object, ...], ClaimDraft] = {}
    for draft in drafts:
        same = (
            k
            for k, d in found.items()
            if d.type == draft.type and d.sentence == draft.sentence and set(d.speakers) & set(draft.speakers)
        )
        key = next(same, (draft.type, draft.speakers, draft.sentence))
        first = found.get(key)
        if first is not None and first.targets and draft.targets and first.targets != draft.targets:
            found[(*key, draft.token)] = draft
        elif first is None:
            found[key] = draft
        else:
            found[key] = replace(first, targets=first.targets or draft.targets)
    return tuple(found.values())


def _with_threatened(drafts: Sequence[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Direct a threat that names nobody at whom the same voice has just blamed or opposed."""
    found: list[ClaimDraft] = []
    for draft in drafts:
        near = (
            d for d in reversed(found) if draft.sentence - d.sentence <= 1 and set(d.speakers) & set(draft.speakers)
        )
        blamed = next((d.targets for d in near if d.type in ("Opposition", "Accusation") and d.targets), ())
        found.append(replace(draft, targets=blamed) if draft.type == "Threat" and not draft.targets else draft)
    return tuple(found)


def _countercharges(drafts: Sequence[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Who answers a charge by calling it an attempt at something accuses the accusers."""
    found: list[ClaimDraft] = []
    for draft in drafts:
        charges = [f for f in found if f.type == "Accusation" and set(f.targets) & set(draft.speakers)]
        denies = any(f.type == "Denial" and f.sentence == draft.sentence for f in found)
        if draft.type == "Accusation" and denies and charges:
            found.append(replace(draft, targets=charges[-1].speakers))
        else:
            found.append(draft)
    return tuple(found)
