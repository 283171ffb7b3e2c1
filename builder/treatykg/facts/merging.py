"""One event per happening: drafts that speak of the same thing become one, with the evidence of all."""

from __future__ import annotations

from collections.abc import Iterable

from treatykg.facts.drafts import Draft
from treatykg.model import TimeInterval

# What a treaty passes through once: two mentions without contradicting dates or actors are one happening.
_ONCE = frozenset(("EntryIntoForce", "Termination"))


def merge_drafts(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Join every draft to the first earlier one of the same happening."""
    merged: list[Draft] = []
    for draft in drafts:
        for index, earlier in enumerate(merged):
            if same_happening(earlier, draft):
                merged[index] = earlier.joined(draft)
                break
        else:
            merged.append(draft)
    return tuple(merged)


def same_happening(first: Draft, second: Draft) -> bool:
    """Whether two drafts can be mentions of one happening: same type, treaty and certainty, nothing that contradicts."""
    return (
        first.type == second.type
        and _same_certainty(first, second)
        and _agree(first.treaties, second.treaties)
        and (first.type in _ONCE or _same_actors(first, second))
        and times_agree(first.time, second.time)
    )


def _same_certainty(first: Draft, second: Draft) -> bool:
    kinds = {first.factuality, second.factuality}
    return len(kinds) == 1 or kinds == {"Planned", "Conditional"}


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the two name a common treaty, or neither names any."""
    return bool(set(first) & set(second)) or (not first and not second)


def _same_actors(first: Draft, second: Draft) -> bool:
    """Whether one names no actor, or all of one's actors are among the other's."""
    a, b = set(first.actors), set(second.actors)
    if not a or not b:
        return bool(first.treaties) or (not a and not b and first.sentence == second.sentence)
    return a <= b or b <= a


def times_agree(first: TimeInterval | None, second: TimeInterval | None) -> bool:
    """Whether two intervals can hold the same moment; an unknown time agrees with every time."""
    if first is None or second is None:
        return True
    starts_late = first.earliest and second.latest and first.earliest > second.latest
    ends_early = first.latest and second.earliest and first.latest < second.earliest
    return not (starts_late or ends_early)
