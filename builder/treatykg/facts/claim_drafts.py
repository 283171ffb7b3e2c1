"""Claims while they are being found, and which of them stay: no claim inside a claim of the same voice, no repeats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from treatykg.facts.reading import Reading
from treatykg.facts.said import Meaning, Said
from treatykg.facts.voices import find_host, with_bodies
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


def to_claim_draft(said: Said, meaning: Meaning, rule: str, *, words: Span | None = None) -> ClaimDraft:
    """Return the claim that what somebody says amounts to.

    :param words: the evidence, when it is more than what is said
    """
    content, document = said.content, said.reading.linked.document
    return ClaimDraft(
        type=meaning.type,
        token=content.head,
        evidence=(Evidence(words or content.span, rule),),
        sentence=document.sentence_of_token[content.head],
        speakers=with_bodies(said.reading, said.speakers),
        targets=meaning.targets,
        content=content.span,
        content_tokens=content.tokens,
    )


def select_claims(reading: Reading, drafts: Iterable[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Return the claims that say something of their own, in the order of the text."""
    ordered = sorted(drafts, key=lambda d: d.token)
    told = _joined(_without_nested(reading, ordered))
    title = reading.linked.document.title_tokens
    kept = [d for d in told if d.token >= title or not _repeated(d, told)]
    kept = [d for d in kept if not _goes_on(d, kept)]
    return _countercharges(_with_threatened(kept))


def _goes_on(draft: ClaimDraft, drafts: Sequence[ClaimDraft]) -> bool:
    """Whether a statement only goes on with what the same voice says just before, in its sentence or the one before."""
    return draft.type == "Statement" and any(
        d.sentence in (draft.sentence - 1, draft.sentence)
        and d.token < draft.token
        and set(d.speakers) == set(draft.speakers)
        for d in drafts
    )


def _repeated(draft: ClaimDraft, drafts: Sequence[ClaimDraft]) -> bool:
    """Whether a claim of the title is only a statement, or comes again in the text."""
    return draft.type == "Statement" or any(
        d is not draft and d.type == draft.type and set(d.speakers) & set(draft.speakers) for d in drafts
    )


def _without_nested(reading: Reading, drafts: Sequence[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Yield the claims without those that are only part of what the same speaker says, and without statements that hold a claim."""
    told: dict[int, list[ClaimDraft]] = defaultdict(list)
    for draft in drafts:
        told[draft.sentence].append(draft)
    for draft in drafts:
        near = (d for s in range(draft.sentence - 1, draft.sentence + 2) for d in told.get(s, ()))
        strong = [d for d in near if d is not draft and d.type != "Statement" and _same_voice(d, draft)]
        inside = any(_is_inside(reading, draft, d) for d in strong)
        holding = draft.type == "Statement" and any(_holds(draft, d) for d in strong)
        if not inside and not holding:
            yield draft


def _same_voice(first: ClaimDraft, second: ClaimDraft) -> bool:
    return not set(first.speakers).isdisjoint(second.speakers)


def _holds(outer: ClaimDraft, inner: ClaimDraft) -> bool:
    return outer.content_tokens[0] <= inner.token < outer.content_tokens[1]


def _is_inside(reading: Reading, draft: ClaimDraft, outer: ClaimDraft) -> bool:
    """Whether the claim is part of what the other says; one that only the parser joins to it stands beside it."""
    if draft.joined_to == outer.token or not _holds(outer, draft):
        return False
    verb = reading.doc[draft.token]
    return not (verb.dep_ == "conj" and find_host(verb).i <= outer.token)


def _joined(drafts: Iterable[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Make one claim of what the same voice says in the same way in one sentence, unless it names different targets."""
    found: dict[tuple[str, int], list[ClaimDraft]] = defaultdict(list)
    for draft in drafts:
        same = found[draft.type, draft.sentence]
        index = next((n for n, d in enumerate(same) if _same_voice(d, draft)), None)
        if index is None or _at_others(same[index], draft):
            same.append(draft)
        else:
            same[index] = replace(same[index], targets=same[index].targets or draft.targets)
    return tuple(sorted((d for same in found.values() for d in same), key=lambda d: d.token))


def _at_others(first: ClaimDraft, second: ClaimDraft) -> bool:
    return bool(first.targets and second.targets and first.targets != second.targets)


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
