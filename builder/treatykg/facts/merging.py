"""One event per happening: drafts that speak of the same thing become one, with the evidence of all."""

from __future__ import annotations

from collections.abc import Iterable

from treatykg.facts.drafts import Draft
from treatykg.facts.story import STORY
from treatykg.model import EventType, TimeInterval

# What a treaty passes through once: two mentions without contradicting dates or actors are one happening.
_ONCE: frozenset[EventType] = frozenset(("EntryIntoForce", "Termination"))
# What several do together: in one sentence, other actors are further actors of the same happening.
_TOGETHER: frozenset[EventType] = frozenset(
    ("Signature", "Adoption", "Negotiation", "InstrumentExchange", "Amendment", "Extension")
)
# Provisional application comes before the entry into force, and does not stand for it.
_PROVISIONAL = frozenset(("force.apply-provisionally", "force.provisional"))
_REPEATED = "ellipsis.same"
_FOLLOWED = "ellipsis.followed"  # "signed in May; Chad followed": done later


def merge_drafts(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Join every draft to the earlier one of the same happening that it agrees with most."""
    merged: list[Draft] = []
    for draft in drafts:
        same = [i for i, earlier in enumerate(merged) if same_happening(earlier, draft)]
        if same:
            best = max(same, key=lambda i: (_agreement(merged[i], draft), -i))
            merged[best] = merged[best].joined(draft)
        else:
            merged.append(draft)
    return tuple(merged)


def _agreement(first: Draft, second: Draft) -> tuple[int, bool]:
    return len(set(first.actors) & set(second.actors)), first.time is not None and first.time == second.time


def same_happening(first: Draft, second: Draft) -> bool:
    """Whether two drafts can be mentions of one happening: same type, treaty and certainty, nothing that contradicts."""
    if first.type == second.type and _nested(first, second):
        return True
    if (first.frame in _PROVISIONAL) != (second.frame in _PROVISIONAL):
        return False
    return (
        first.type == second.type
        and _same_certainty(first, second)
        and _agree(first.treaties, second.treaties)
        and (times_agree(first.time, second.time) or _told_again(first, second))
        and (
            first.type in _ONCE or _same_actors(first, second) or _together(first, second) or _told_again(first, second)
        )
    )


def _nested(first: Draft, second: Draft) -> bool:
    """Whether the word for the one is an argument of the word for the other: "announced its withdrawal"."""
    return second.governor in (first.tokens or (first.token,)) or first.governor == second.token


def _same_certainty(first: Draft, second: Draft) -> bool:
    if first.in_title != second.in_title:
        return True
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


def _told_again(first: Draft, second: Draft) -> bool:
    """Whether the second only says who signed for whom: "the two signed it today. It was signed for Chad by its envoy"."""
    signed = first.type == "Signature" and bool(first.treaties)
    undated = second.time is None or second.time.rule == STORY
    return signed and undated and second.actors != () and bool(set(first.actors) & set(second.actors))


def _together(first: Draft, second: Draft) -> bool:
    """Whether the two only name further actors of one act: "A signed, as did B"; chambers vote each for itself."""
    if first.sentence != second.sentence or not first.treaties or second.frame == _FOLLOWED:
        return False
    repeated = second.frame == _REPEATED and second.type not in ("DomesticApproval", "DomesticRejection")
    return repeated or first.type in _TOGETHER


def times_agree(first: TimeInterval | None, second: TimeInterval | None) -> bool:
    """Whether two intervals can hold the same moment; an unknown time agrees with every time."""
    if first is None or second is None:
        return True
    starts_late = first.earliest and second.latest and first.earliest > second.latest
    ends_early = first.latest and second.earliest and first.latest < second.earliest
    return not (starts_late or ends_early)
