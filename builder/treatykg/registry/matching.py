"""Which entry of a register a treaty of the news is: by the comparison of `treatykg.resolution`, with a strict threshold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import combinations, product
from typing import Final

from treatykg.gazetteer import fold
from treatykg.lexicon import load_words
from treatykg.model import EventType, Factuality, ObligationType
from treatykg.registry.accounts import Account, ToldAct
from treatykg.resolution import Act, Comparison, Name, Profile, compare
from treatykg.resolution.anchors import load_anchors
from treatykg.resolution.titles import read_title

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


@dataclass(frozen=True, slots=True)
class Match:
    """The entry that a treaty is; or, where none is clear, the candidates."""

    entry: Candidate | None
    candidates: tuple[Candidate, ...] = ()


class RegisterIndex:
    """The entries of a register, to be found by what few of them share: two states, or a word of their names."""

    def __init__(self, entries: Iterable[Account]) -> None:
        self.entries = tuple(entries)
        self._by_id = {each.id: each for each in self.entries}

    def find(self, told: Account) -> Match:
        """The entry that a treaty of the news is, or the entries that it may be, the best first; or nothing."""
        if told.id in self._by_id:
            return Match(Candidate(self._by_id[told.id], 1.0, ("the same identifier",)))
        profile = to_profile(told, _NEWS)
        if known := _anchors().get(told.id):  # what the gazetteer knows of it is not news, but tells which entry it is
            profile = replace(profile, names=(*profile.names, *known.names), acts=(*profile.acts, *known.acts))
        near = {number for key in _keys(profile) for number in self._numbers.get(key, ())}
        others = [self._profiles[number] for number in sorted(near)]
        return self._settle(profile, [(compare(profile, each), each) for each in others if not _refers(each, profile)])

    def _settle(self, profile: Profile, found: Iterable[tuple[Comparison, Profile]]) -> Match:
        fitting = [(each, other) for each, other in found if not each.forbidden and each.score >= STRICT]
        fitting.sort(key=lambda pair: (-pair[0].score, pair[1].id))
        best = [pair for pair in fitting if fitting[0][0].bits - pair[0].bits < MARGIN]
        candidates = tuple(Candidate(self._by_id[other.id], each.score, each.reasons) for each, other in best)
        clear = len(best) == 1 and _is_named_alike(profile, best[0][1])
        return Match(candidates[0]) if clear else Match(None, candidates)

    @cached_property
    def _numbers(self) -> Mapping[str, Sequence[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for number, profile in enumerate(self._profiles):
            for key in _keys(profile):
                found[key].append(number)
        return {key: numbers for key, numbers in found.items() if "+" in key or len(numbers) <= _RARE}

    @cached_property
    def _profiles(self) -> Sequence[Profile]:
        return [to_profile(each, _REGISTER) for each in self.entries]


def to_profile(account: Account, article: str) -> Profile:
    """An account as `treatykg.resolution` compares it."""
    key = account.id if account.id in _anchors() else None
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


def _keys(profile: Profile) -> set[str]:
    """What a profile may share with one of the same treaty: pairs of states of a treaty of few, words of its names."""
    states = sorted({*profile.parties, *profile.states})
    pairs = {"+".join(pair) for pair in combinations(states, 2)} if len(states) <= _FEW else set[str]()
    return pairs | {word for name in profile.names for word in _WORD.findall(_plain(name.text))}


def _refers(entry: Profile, told: Profile) -> bool:
    """Whether an entry is about the treaty instead of being it: "Agreement regarding Article 34 of the Treaty of Lausanne"."""
    openers = "|".join(sorted(map(re.escape, load_words("resolution", "words.openers"))))
    names = "|".join(re.escape(_plain(name.text)) for name in told.names if len(name.text.split()) > 1)
    reference = re.compile(rf"\b(?:{openers}) (?:the )?(?:{names})\b") if names else None
    return reference is not None and any(reference.search(_plain(name.text)) for name in entry.names)


def _is_named_alike(a: Profile, b: Profile) -> bool:
    """Whether one name holds two telling words or more of another, or no less than all and the same noun ("treaty", "pact").

    On the day of a great treaty lesser ones are signed at the same place; two treaties of one river are not one.
    """
    pairs = product(*([read_title(name.text).telling for name in each.names] for each in (a, b)))
    told = [(x, y) for x, y in pairs if x and y]
    contained = [min(len(x), len(y)) for x, y in told if x <= y or y <= x]
    if any(x & y for x, y in told) and not contained:
        return False
    return max(contained, default=0) > 1 or bool(_nouns(a) & _nouns(b))


def _nouns(profile: Profile) -> frozenset[str]:
    words = (word for name in profile.names for word in _WORD.findall(_plain(name.text)))
    return load_words("treaty_nouns", "heads").intersection(words)


def _plain(name: str) -> str:
    return fold(name).lower()


@cache
def _anchors() -> Mapping[str, Profile]:
    """The treaties of the gazetteer by key."""
    return {each.id: each for each in load_anchors()}


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
