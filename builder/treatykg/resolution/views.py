"""What comparison needs of a profile, worked out once: titles read, days by kind of act, words of names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TypeVar

from treatykg.lexicon import load_words
from treatykg.model import EventType
from treatykg.resolution.profile import Act, Profile
from treatykg.resolution.states import continuing, in_order
from treatykg.resolution.titles import Title, read_title

_T = TypeVar("_T", int, str)
_CONSENTS = frozenset(
    ("DomesticApproval", "Ratification", "Accession", "InstrumentExchange", "InstrumentDeposit", "EntryIntoForce")
)


@dataclass(frozen=True, slots=True)
class TreatyView:
    """The features of a treaty as one article, or the gazetteer, tells of it; historical states count as what they became.

    :ivar plain: whether something calls it a treaty, convention, agreement ... and not only a protocol or annex
    :ivar parent: words for the treaty that a protocol or annex belongs to
    :ivar parties: those that its names and descriptions say
    :ivar acting: these, and the states and organizations that act in what happens to it
    :ivar around: these, and the states that the article names most
    :ivar home: the states and organizations that the article names most, the first one most
    :ivar outlet: the states from which it is told
    :ivar beside: the pairs of states whose treaties are told beside it
    :ivar open: whether all states may join it, by its noun
    :ivar signed: when it was signed, or else adopted
    :ivar consents: what follows signature
    """

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
    rare: frozenset[str]
    parent: frozenset[str]
    context: frozenset[str]
    story: frozenset[str]
    parties: frozenset[str]
    acting: frozenset[str]
    around: frozenset[str]
    home: tuple[str, ...]
    outlet: frozenset[str]
    beside: frozenset[frozenset[str]]
    open: bool
    signed: tuple[Act, ...]
    consents: tuple[Act, ...]
    signature_day: date | None


@lru_cache(maxsize=65_536)
def treaty_view(profile: Profile) -> TreatyView:
    """The features of a treaty's profile."""
    named = _titles(profile, "name")
    described = _titles(profile, "description")
    titles = (*named, *described)
    organizations = [each for title in titles for each in title.states if each.startswith("organization/")]
    signed = _dated_acts(profile, "Signature") or _dated_acts(profile, "Adoption")
    kinds = frozenset(title.kind for title in titles if title.kind)
    return TreatyView(
        named, described,
        frozenset(name.text for name in profile.names if name.form == "acronym") - load_words("resolution", "words.acronyms"),
        kinds, frozenset(title.weak for title in titles if title.weak),
        plain=any(title.kind is None for title in titles),
        numbers=_joined(title.numbers for title in (*titles, *_titles(profile, "acronym"))),
        years=_joined(title.years for title in titles) | frozenset(profile.years),
        marks=_joined(title.marks for title in titles),
        fields=_joined(title.fields for title in titles),
        words=_joined(title.telling for title in titles),
        rare=_joined(title.rare for title in titles),
        parent=frozenset(profile.parent),
        context=frozenset(profile.context),
        story=frozenset(profile.story),
        parties=continuing(profile.parties),
        acting=continuing((*profile.parties, *profile.states)),
        around=continuing((*profile.parties, *profile.states, *profile.circle, *organizations)),
        home=in_order(profile.circle),
        outlet=continuing(profile.outlet),
        beside=frozenset(continuing(pair.split("+")) for pair in profile.beside),
        signature_day=min((act.latest for act in signed if act.latest), default=None),
        open=len(profile.parties) < 2 and any(title.open and not title.fields & _closed() for title in named),
        signed=signed,
        consents=tuple(act for act in profile.acts if act.type in _CONSENTS and _dated(act)),
    )  # fmt: skip


def _titles(profile: Profile, form: str) -> tuple[Title, ...]:
    return tuple(dict.fromkeys(read_title(name.text) for name in profile.names if name.form == form))


@cache
def _closed() -> frozenset[str]:
    """The fields in which even a convention is one of two states."""
    return load_words("resolution", "words.closed")


def _dated_acts(profile: Profile, kind: EventType) -> tuple[Act, ...]:
    return tuple(act for act in profile.acts if act.type == kind and _dated(act))


def _joined(parts: Iterable[frozenset[_T]]) -> frozenset[_T]:
    return frozenset(each for part in parts for each in part)


def _dated(act: Act) -> bool:
    return act.earliest is not None and act.latest is not None and act.factuality in {"Actual", "Planned"}
