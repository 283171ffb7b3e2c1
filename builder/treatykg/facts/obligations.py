"""What a provision is about: its obligation type, from the words of its clause. Data: `lexicon/obligations.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from treatykg.errors import KnowledgeError
from treatykg.lexicon import load_lexicon
from treatykg.model import ObligationType

_WEIGHTS = {"strong": 4.0, "plain": 2.0, "faint": 1.0}
_ENOUGH = 1.6
_CLEAR = 2.5  # a clause that says this much needs no help from what the treaty is called
_HALF_AFTER = 40.0  # words after which a cue tells half as much: English says the main thing first
_GAP = 4
_KEY = 3
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a type: each a pattern for one word, or None for up to four words between."""

    kind: str
    weight: float
    pattern: tuple[tuple[str, bool] | None, ...]


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
    readings: Sequence[str], about: Mapping[ObligationType, float], *, sure: bool
) -> ObligationType | None:
    """Return the type of a clause that can be read shorter or longer: of the first reading that tells it clearly.

    Without such, what the treaty is about decides together with the little that is said. When the clause is a provision for `sure`,
    it may say nothing at all: then the treaty alone decides, or it is "Other".
    """
    told = [best_obligation(reading) for reading in readings]
    clear = next((kind for kind, weight in told if weight >= _CLEAR), None)
    if clear is not None:
        return clear
    if not sure and not any(kind for kind, _ in told):
        return None
    return next((kind for reading in readings if (kind := find_obligation(reading, about))), "Other")


def weigh_types(text: str) -> dict[ObligationType, float]:
    """Return how much the words of a text speak for each type; each cue counts once, the longer before the shorter inside it."""
    words = split_words(text)
    weights: dict[ObligationType, float] = {}
    covered: dict[str, set[int]] = {}
    for at, end, cue in sorted(_matches(words, _cues()), key=lambda m: (-m[2].weight, m[0] - m[1], m[0], m[2].kind)):
        inside = covered.setdefault(cue.kind, set())
        if not inside & set(range(at, end)):
            inside.update(range(at, end))
            kind: ObligationType = cue.kind  # type: ignore[assignment]  # checked when read
            weights[kind] = weights.get(kind, 0.0) + cue.weight / (1 + at / _HALF_AFTER)
    return weights


def is_procedure(text: str) -> bool:
    """Whether the words tell how a treaty is made, bound to or ended, which is an event.

    >>> is_procedure("both parliaments must ratify it"), is_procedure("both must disarm")
    (True, False)
    """
    said = split_words(text)
    return _any(said, _procedure("words")) and not _any(said, _procedure("unless"))


def _any(said: list[str], cues: Mapping[str, tuple[Cue, ...]]) -> bool:
    return next(_matches(said, cues), None) is not None


def split_words(text: str) -> list[str]:
    """Return the words in lower case; a hyphen separates, an apostrophe does not.

    >>> split_words("Each other's duty-free goods")
    ['each', "other's", 'duty', 'free', 'goods']
    """
    return _WORD.findall(text.lower().replace("’", "'"))


def _matches(words: Sequence[str], cues: Mapping[str, Sequence[Cue]]) -> Iterator[tuple[int, int, Cue]]:
    """Yield where each cue begins and ends."""
    for at, word in enumerate(words):
        for cue in cues.get(word[:_KEY], ()):
            end = _end(words, at, cue.pattern)
            if end is not None:
                yield at, end, cue


def _end(words: Sequence[str], at: int, pattern: Sequence[tuple[str, bool] | None]) -> int | None:
    """Return where the pattern ends that begins at this word; None if it does not stand there."""
    for index, part in enumerate(pattern):
        if part is None:
            rest = pattern[index + 1 :]
            return next((e for gap in range(_GAP + 1) if (e := _end(words, at + gap, rest)) is not None), None)
        if at >= len(words) or not _fits(words[at], *part):
            return None
        at += 1
    return at


def _fits(word: str, stem: str, begins: bool) -> bool:
    return word.startswith(stem) if begins else word in (stem, f"{stem}s", f"{stem}es", f"{stem}'s", f"{stem}s'")


@cache
def _cues() -> Mapping[str, tuple[Cue, ...]]:
    types = load_lexicon("obligations")["types"]
    unknown = sorted(set(types) - set(get_args(ObligationType)))
    if unknown:
        raise KnowledgeError(f"lexicon/obligations.toml: no such obligation type: {', '.join(unknown)}")
    return _by_beginning(
        Cue(kind, _WEIGHTS[strength], _pattern(cue))
        for kind, lists in types.items()
        for strength, cues in lists.items()
        for cue in cues
    )


@cache
def _procedure(kind: str) -> Mapping[str, tuple[Cue, ...]]:
    return _by_beginning(Cue("", 1.0, _pattern(cue)) for cue in load_lexicon("obligations")["procedure"][kind])


def _by_beginning(cues: Iterable[Cue]) -> Mapping[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for cue in cues:
        first = cue.pattern[0]
        if first is None or (first[1] and len(first[0]) < _KEY):
            raise KnowledgeError(
                f"lexicon/obligations.toml: a cue must begin with a word or three letters of it: {cue}"
            )
        found.setdefault(first[0][:_KEY], []).append(cue)
    return {beginning: tuple(each) for beginning, each in found.items()}


def _pattern(cue: str) -> tuple[tuple[str, bool] | None, ...]:
    parts: list[tuple[str, bool] | None] = []
    for word in cue.split():
        if word == "*":
            parts.append(None)
            continue
        *whole, last = _WORD.findall(word)
        parts.extend((each, False) for each in whole)
        parts.append((last, word.endswith("-")))
    return tuple(parts)
