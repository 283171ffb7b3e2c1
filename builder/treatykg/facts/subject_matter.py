"""What the treaties of a clause are about: from what they are called, and from what is known of treaties of the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from treatykg.facts.obligations import weigh_types
from treatykg.facts.reading import Reading
from treatykg.gazetteer import load_gazetteer
from treatykg.model import ObligationType

_KNOWN = 2.5  # of a known treaty's first obligation; what else it obliges to counts a little less
_STEP = 0.3
_NAMED = 0.5


def subject_matter(reading: Reading, treaties: Iterable[str]) -> Mapping[ObligationType, float]:
    """Return how much the treaties themselves speak for each type. "Other" is nothing that a treaty is about."""
    total: dict[ObligationType, float] = {}
    for treaty in treaties:
        entity = reading.entity(treaty)
        for kind, weight in _weights(entity.key, " ".join((entity.label, *entity.aliases))).items():
            total[kind] = max(total.get(kind, 0.0), weight)
    return total


@cache
def _weights(key: str | None, names: str) -> Mapping[ObligationType, float]:
    called = weigh_types(names)
    found: dict[ObligationType, float] = {kind: _NAMED * called[kind] for kind in called if kind != "Other"}
    for rank, kind in enumerate(_known(key)):
        found[kind] = max(found.get(kind, 0.0), _KNOWN - _STEP * rank)
    return found


def _known(key: str | None) -> tuple[ObligationType, ...]:
    listed = load_gazetteer().details(key)["obligations"].split("|") if key else []
    return tuple(kind for kind in listed if kind and kind != "Other")  # type: ignore[misc]  # the tables' checks allow types only
