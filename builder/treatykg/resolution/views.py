"""What comparison needs of a profile, worked out once: titles read, days by kind of act, words of names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from treatykg.resolution.profile import Act, Profile
from treatykg.resolution.titles import Title, read_title

_T = TypeVar("_T", int, str)
_CONSENTS = frozenset(
    ("DomesticApproval", "Ratification", "Accession", "InstrumentExchange", "InstrumentDeposit", "EntryIntoForce")
)


@dataclass(frozen=True, slots=True)
class TreatyView:
    """The features of a treaty as one article, or the gazetteer, tells of it."""

    named: tuple[Title, ...]
    described: tuple[Title, ...]
    acronyms: frozenset[str]
    kinds: frozenset[str]
    weak: frozenset[str]
    plain: bool
    numbers: frozenset[int]
    years: frozenset[int]
    marks: frozenset[str]
    fields: frozenset[str]
    words: frozenset[str]
    parties: frozenset[str]
    states: frozenset[str]
    signed: tuple[Act, ...]
    consents: tuple[Act, ...]


@lru_cache(maxsize=200_000)
def treaty_view(profile: Profile) -> TreatyView:
    """The features of a treaty's profile."""
    named = _titles(profile, "name")
    described = _titles(profile, "description")
    titles = (*named, *described)
    kinds = frozenset(title.kind for title in titles if title.kind)
    return TreatyView(
        named, described,
        frozenset(name.text for name in profile.names if name.form == "acronym"),
        kinds, frozenset(title.weak for title in titles if title.weak),
        plain=any(title.kind is None for title in titles),
        numbers=_joined(title.numbers for title in titles),
        years=_joined(title.years for title in titles),
        marks=_joined(title.marks for title in titles),
        fields=_joined(title.fields for title in titles),
        words=_joined(title.telling for title in titles),
        parties=frozenset(profile.parties),
        states=frozenset(profile.parties) or frozenset(profile.states),
        signed=tuple(act for act in profile.acts if act.type == "Signature" and _dated(act)),
        consents=tuple(act for act in profile.acts if act.type in _CONSENTS and _dated(act)),
    )  # fmt: skip


def _titles(profile: Profile, form: str) -> tuple[Title, ...]:
    return tuple(dict.fromkeys(read_title(name.text) for name in profile.names if name.form == form))


def _joined(parts: Iterable[frozenset[_T]]) -> frozenset[_T]:
    return frozenset(each for part in parts for each in part)


def _dated(act: Act) -> bool:
    return act.earliest is not None and act.latest is not None and act.factuality in {"Actual", "Planned"}
