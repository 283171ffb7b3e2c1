"""Which entry of a register a treaty of the news is: by the comparison of `treatykg.resolution`, with a strict threshold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from treatykg.gazetteer import fold, load_gazetteer
from treatykg.model import EventType, Factuality, ObligationType
from treatykg.registry.accounts import Account, ToldAct
from treatykg.resolution import Act, Comparison, Name, Profile, compare

STRICT: Final = 0.95
"""From this score on an entry of a register is a treaty of the news; merging the nodes of articles asks for less."""

MARGIN: Final = 2.0
"""Bits by which the best entry must fit better than the next: exchanges of notes come in series."""

_FEW = 4  # parties; a treaty of more is not told by them
_RARE = 400  # entries; a word of more of them tells little
_WORD = re.compile(r"[^\W\d_]{4,}")
_NEWS, _REGISTER = "news", "register"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry of a register that a treaty of the news may be, with the comparison's score and reasons."""

    entry: Account
    score: float
    reasons: tuple[str, ...]


class RegisterIndex:
    """The entries of a register, to be found by what few of them share: two states, or a word of their names."""

    def __init__(self, entries: Iterable[Account]) -> None:
        self.entries = tuple(entries)
        self._by_id = {each.id: each for each in self.entries}

    def find(self, told: Account) -> tuple[Candidate, ...]:
        """The entries that a treaty may be, the best first: one if it is clear, several if it is not, none if none fits."""
        if told.id in self._by_id:
            return (Candidate(self._by_id[told.id], 1.0, ("the same identifier",)),)
        profile = to_profile(told, _NEWS)
        near = {number for key in _keys(told) for number in self._numbers.get(key, ())}
        return _best((compare(profile, self._profile(each)), self.entries[each]) for each in sorted(near))

    @cached_property
    def _numbers(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for key in _keys(entry):
                found[key].append(number)
        return {key: numbers for key, numbers in found.items() if "+" in key or len(numbers) <= _RARE}

    @cached_property
    def _profiles(self) -> dict[int, Profile]:
        return {}

    def _profile(self, number: int) -> Profile:
        """The profile of an entry; reading its title takes a while, so that it is made when first compared."""
        if number not in self._profiles:
            self._profiles[number] = to_profile(self.entries[number], _REGISTER)
        return self._profiles[number]


def to_profile(account: Account, article: str) -> Profile:
    """An account as `treatykg.resolution` compares it."""
    key = account.id if account.id in _known() else None
    few = len(account.parties) <= _FEW
    signed = [act for act in account.acts if act.type == "Signature" and act.factuality == "Actual"]
    states = {actor for act in account.acts for actor in act.actors if actor.startswith(("state/", "organization/"))}
    return Profile(
        article, account.id, "Treaty", account.label,
        names=tuple(_names(account)),
        key=key,
        parties=tuple(sorted(account.parties)) if few else (),
        states=tuple(sorted(states)) if few else (),
        acts=tuple(_act(each, account.parties if few else ()) for each in account.acts),
        places=tuple(sorted({place for act in signed for place in act.places})),
        obligations=tuple(sorted(_obligations(account))),
    )  # fmt: skip


def _keys(account: Account) -> set[str]:
    """What an account may share with one of the same treaty: pairs of states of a treaty of few, words of its names."""
    actors = {actor for act in account.acts for actor in act.actors if actor.startswith("state/")}
    states = sorted({*account.parties, *actors})
    pairs = {"+".join(pair) for pair in combinations(states, 2)} if len(states) <= _FEW else set[str]()
    names = (*account.names, *account.descriptions)
    return pairs | {word for name in names for word in _WORD.findall(fold(name).lower())}


def _best(found: Iterable[tuple[Comparison, Account]]) -> tuple[Candidate, ...]:
    fitting = [(each, entry) for each, entry in found if not each.forbidden and each.score >= STRICT]
    fitting.sort(key=lambda pair: (-pair[0].score, pair[1].id))
    if not fitting:
        return ()
    best = fitting[0][0].bits
    return tuple(Candidate(entry, each.score, each.reasons) for each, entry in fitting if best - each.bits < MARGIN)


def _known() -> frozenset[str]:
    return frozenset(load_gazetteer().keys("Treaty"))


def _names(account: Account) -> Iterable[Name]:
    for name in account.names:
        yield Name(name, "acronym" if name.isupper() and len(name.split()) == 1 else "name")
    for words in account.descriptions:
        yield Name(words, "description")


def _act(act: ToldAct, parties: tuple[str, ...]) -> Act:
    kind: EventType = act.type  # type: ignore[assignment]  # the graph has the ontology's terms only
    factuality: Factuality = act.factuality  # type: ignore[assignment]  # as above
    actors = act.actors or (parties if kind == "Signature" else ())
    return Act(kind, factuality, act.earliest, act.latest, tuple(sorted(actors)))


def _obligations(account: Account) -> Iterable[ObligationType]:
    return account.obligations  # type: ignore[return-value]  # as above
