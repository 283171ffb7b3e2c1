"""From candidates to mentions: where two overlap, which one stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from treatykg.model import Mention

_ORDER = {
    "Person": 0,
    "Treaty": 1,
    "LegalInstrument": 2,
    "Legislature": 3,
    "GovernmentBody": 4,
    "InternationalOrganization": 5,
    "Organization": 6,
    "StateGroup": 7,
    "State": 8,
    "Place": 9,
}
_CLOSED = frozenset(
    {"InternationalOrganization", "Organization", "Place", "State"}
)  # nothing is named inside their known names
_NAMED_AFTER_CITIES = frozenset({"Organization", "InternationalOrganization"})
_INSIDE = frozenset(
    {"State", "InternationalOrganization", "StateGroup", "Legislature", "GovernmentBody", "Treaty", "Person"}
)


def select_mentions(candidates: Iterable[Mention]) -> tuple[Mention, ...]:
    """The candidates that stand, in the order of the text.

    The longest of overlapping ones stands; inside it only what has another head and may be part of it (an owner, a party).
    """
    covering: dict[int, list[Mention]] = defaultdict(list)
    for mention in sorted(candidates, key=_rank):
        near = {other for token in range(mention.first_token, mention.end_token) for other in covering[token]}
        twin = next((other for other in near if _twins(other, mention)), None)
        if twin is not None:
            _replace(covering, twin, replace(twin, key=mention.key))
        elif all(_agree(outer, mention) for outer in near):
            _replace(covering, None, mention)
    chosen = {mention for found in covering.values() for mention in found}
    return tuple(sorted(chosen, key=lambda each: (each.first_token, -each.end_token, each.head)))


def _twins(outer: Mention, inner: Mention) -> bool:
    """Whether `inner` is the known name at the heart of a longer phrase: both are one, and its key is that of both."""
    same = outer.head == inner.head and outer.type == inner.type
    return same and outer.key is None and inner.key is not None and _covers(outer, inner)


def _replace(covering: dict[int, list[Mention]], old: Mention | None, new: Mention) -> None:
    for token in range(new.first_token, new.end_token):
        covering[token] = [mention for mention in covering[token] if mention != old] + [new]


def _rank(mention: Mention) -> tuple[int, int, int]:
    return mention.first_token - mention.end_token, mention.key is None, _ORDER[mention.type]


def _agree(outer: Mention, inner: Mention) -> bool:
    """Whether `inner`, which overlaps the longer `outer`, can stand beside it: as its owner, party or member."""
    if not _covers(outer, inner) or inner.head == outer.head or outer.type == "Person":
        return False
    if outer.key and outer.type in _CLOSED:
        return False
    if inner.type == "Place":
        return outer.form != "name" and outer.type != "Treaty"
    if outer.type == "Treaty":
        return _in_treaty(outer, inner)
    if inner.type == "Person" and outer.form == "name":
        return outer.type == "GovernmentBody"
    return inner.type in _INSIDE and not (inner.form == "metonym" and outer.type in _NAMED_AFTER_CITIES)


def _in_treaty(outer: Mention, inner: Mention) -> bool:
    """Whether the name or description of an agreement has `inner` as a party, or as another treaty it belongs to."""
    if outer.form != "name":
        return inner.form == "name" if inner.type == "Treaty" else inner.type in _INSIDE
    if inner.form == "metonym":
        return False
    if inner.type == "Treaty":
        return inner.key is not None and inner.first_token > outer.head
    if outer.rule == "treaty:name" and inner.first_token < outer.head:
        return inner.type == "State"
    return inner.type in {"State", "InternationalOrganization"}


def _covers(outer: Mention, inner: Mention) -> bool:
    return outer.first_token <= inner.first_token and inner.end_token <= outer.end_token
