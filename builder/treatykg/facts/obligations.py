"""What a provision is about: its obligation type, from the words of its clause. Data: `lexicon/obligations.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from treatykg.facts.cues import Cue, find_cues, hollow_cues, obligation_cues, procedure_cues, split_words
from treatykg.model import ObligationType

_ENOUGH = 1.6
_CLEAR = 2.5  # a clause that says this much needs no help from what the treaty is called
_LEANING = 0.6  # how much what the treaty is about counts between types for which the words speak
_HINTED = 1.5  # how much a treaty must be about a type for a faint word of the clause to be enough
_HALF_AFTER = 40.0  # words after which a cue tells half as much: English says the main thing first


def find_obligation(clause: str, about: Mapping[ObligationType, float] | None = None) -> ObligationType | None:
    """Return the type for which the words of the clause speak most; None if too little does.

    What the treaty is `about` helps a clause that says little itself.

    >>> find_obligation("abolish tariffs on most industrial goods")
    'TradeLiberalization'
    >>> find_obligation("the ships may not enter", {"ResourceSharing": 2.5})
    'ResourceSharing'
    """
    return best_obligation(clause, about)[0]


def best_obligation(
    clause: str, about: Mapping[ObligationType, float] | None = None
) -> tuple[ObligationType | None, float]:
    """Return the type as `find_obligation` does, and how much speaks for it."""
    weights = weigh_types(clause)
    if max(weights.values(), default=0.0) < _CLEAR:
        for kind, weight in (about or {}).items():
            weights[kind] = weights.get(kind, 0.0) + weight
    best = max(weights, key=lambda kind: (weights[kind], kind), default=None)
    if best is None or weights[best] < _ENOUGH:
        return None, 0.0
    return best, weights[best]


def choose_obligation(
    readings: Sequence[str], about: Mapping[ObligationType, float], *, sure: bool, hinted: bool = False
) -> ObligationType | None:
    """Return the type of a clause that can be read shorter or longer: of the first reading that tells it clearly.

    Without such, what the treaty is about decides together with the little that is said. When the clause is a provision for `sure`,
    it may say nothing at all: then the treaty alone decides, or it is "Other". When it is nearly so (`hinted`), a faint word is
    enough.
    """
    told = [_told(reading, about) for reading in readings]
    clear = next((kind for kind, weight in told if weight >= _CLEAR), None)
    if clear is not None:
        return clear
    if not sure and not any(kind for kind, _ in told):
        return next((kind for reading in readings if hinted and (kind := _hinted(reading, about))), None)
    return next((kind for reading in readings if (kind := find_obligation(reading, about))), "Other")


def _hinted(clause: str, about: Mapping[ObligationType, float]) -> ObligationType | None:
    """Return what a treaty is mainly about when a word of the clause speaks for it too: "release 70 men" by a deal on prisoners."""
    kind = max(about, key=lambda k: (about[k], k), default=None)
    return kind if kind is not None and about[kind] >= _HINTED and weigh_types(clause).get(kind, 0.0) > 0.0 else None


def _told(clause: str, about: Mapping[ObligationType, float]) -> tuple[ObligationType | None, float]:
    """Return the type that the words tell, and how much speaks for it; of several, what the treaty is about helps to choose."""
    weights = weigh_types(clause)
    best = max(weights, key=lambda kind: (weights[kind] + _LEANING * about.get(kind, 0.0), kind), default=None)
    return (best, weights[best]) if best is not None and weights[best] >= _ENOUGH else best_obligation(clause)


def weigh_types(text: str) -> dict[ObligationType, float]:
    """Return how much the words of a text speak for each type; each cue counts once, the longer before the shorter inside it."""
    return dict(_weigh(text))


@lru_cache(maxsize=4096)  # a clause is weighed several times: alone, with its treaty, as part of a list
def _weigh(text: str) -> Mapping[ObligationType, float]:
    words = split_words(text)
    weights: dict[ObligationType, float] = {}
    covered: dict[str, set[int]] = {}
    hollow = _hollow(words)
    for at, end, cue in sorted(
        find_cues(words, obligation_cues()), key=lambda m: (-m[2].weight, m[0] - m[1], m[0], m[2].kind)
    ):
        inside = covered.setdefault(cue.kind, set())
        if not inside & set(range(at, end)) and not (hollow and hollow >= set(range(at, end))):
            inside.update(range(at, end))
            kind: ObligationType = cue.kind  # type: ignore[assignment]  # checked when read
            weights[kind] = weights.get(kind, 0.0) + cue.weight / (1 + at / _HALF_AFTER)
    return weights


def _hollow(said: Sequence[str]) -> frozenset[int]:
    """Return the places of words that tell nothing by themselves where they stand."""
    if not any(word in _opening() for word in said):
        return frozenset()
    return frozenset(at for first, end, _ in find_cues(said, hollow_cues()) for at in range(first, end))


@cache
def _opening() -> frozenset[str]:
    """Return the words with which hollow phrases begin."""
    cues = (cue for each in hollow_cues().values() for cue in each)
    return frozenset(word for cue in cues if (first := cue.pattern[0]) is not None for word in first.whole)


def is_procedure(text: str) -> bool:
    """Whether the words tell how a treaty is made, bound to or ended, which is an event.

    >>> is_procedure("both parliaments must ratify it"), is_procedure("both must disarm")
    (True, False)
    """
    said = split_words(text)
    return _any(said, procedure_cues("words")) and not _any(said, procedure_cues("unless"))


def _any(said: list[str], cues: Mapping[str, tuple[Cue, ...]]) -> bool:
    return next(find_cues(said, cues), None) is not None
