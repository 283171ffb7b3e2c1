"""Cues: words in an order that speak for a type of obligation, and where they stand. Data: `lexicon/obligations.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, get_args

from treatykg.errors import KnowledgeError
from treatykg.lexicon import load_lexicon
from treatykg.model import ObligationType

_WEIGHTS = {"strong": 4.0, "plain": 2.0, "faint": 1.0}
_SPECIFIC = 0.1  # by how much of its weight a cue counts more for each further word: what says more decides
_GAP = 4
_KEY = 3
_WORD = re.compile(r"[0-9]+(?=(?:bn|tn|m)\b)|[a-z0-9]+(?:'[a-z]+)?")  # "300bn" is two words
_MOST_WORDS = 50_000
_BEGUN: dict[tuple[str, int], Sequence[Cue]] = {}  # what was asked before: the words of news recur
_CLASS = re.compile(r"<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Part:
    """What one word of a cue may be: one of these words, or any that begins with one of these letters."""

    whole: frozenset[str]
    begins: tuple[str, ...]

    def fits(self, word: str) -> bool:
        """Whether the word is one of these."""
        return word in self.whole or word.startswith(self.begins)


Pattern: TypeAlias = tuple[Part | None, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that speak for a type: each a pattern for one word, or None for up to four words between."""

    kind: str
    weight: float
    pattern: Pattern


def split_words(text: str) -> list[str]:
    """Return the words in lower case; a hyphen separates, an apostrophe does not.

    >>> split_words("Each other's duty-free goods")
    ['each', "other's", 'duty', 'free', 'goods']
    """
    return _WORD.findall(text.lower().replace("’", "'"))


def find_cues(words: Sequence[str], cues: Mapping[str, Sequence[Cue]]) -> Iterator[tuple[int, int, Cue]]:
    """Yield where each cue begins and ends."""
    for at, word in enumerate(words):
        for cue in _beginning_with(word, cues.get(word[:_KEY], ())):
            end = _end(words, at, cue.pattern)
            if end is not None:
                yield at, end, cue


def _beginning_with(word: str, cues: Sequence[Cue]) -> Sequence[Cue]:
    """Return those of the cues that begin with the word."""
    key = (word, id(cues))  # the tables of cues last as long as the process
    found = _BEGUN.get(key)
    if found is None:
        if len(_BEGUN) > _MOST_WORDS:
            _BEGUN.clear()
        found = _BEGUN[key] = tuple(c for c in cues if c.pattern[0] is not None and c.pattern[0].fits(word))
    return found


def _end(words: Sequence[str], at: int, pattern: Sequence[Part | None]) -> int | None:
    """Return where the pattern ends that begins at this word; None if it does not stand there."""
    for index, part in enumerate(pattern):
        if part is None:
            rest = pattern[index + 1 :]
            following = rest[0]
            for start in range(at, min(at + _GAP + 1, len(words))):
                if following is None or following.fits(words[start]):
                    end = _end(words, start, rest)
                    if end is not None:
                        return end
            return None
        if at >= len(words) or not part.fits(words[at]):
            return None
        at += 1
    return at


@cache
def obligation_cues() -> Mapping[str, tuple[Cue, ...]]:
    """Return the cues of all types, by the letters with which they begin."""
    types = load_lexicon("obligations")["types"]
    unknown = sorted(set(types) - set(get_args(ObligationType)))
    if unknown:
        raise KnowledgeError(f"lexicon/obligations.toml: no such obligation type: {', '.join(unknown)}")
    return _by_beginning(
        _cue(kind, strength, cue) for kind, lists in types.items() for strength, cues in lists.items() for cue in cues
    )


@cache
def hollow_cues() -> Mapping[str, tuple[Cue, ...]]:
    """Return the phrases of which no single word tells anything, by the letters with which they begin."""
    return _by_beginning(Cue("", 1.0, _pattern(cue)) for cue in load_lexicon("obligations")["hollow"]["words"])


@cache
def procedure_cues(kind: str) -> Mapping[str, tuple[Cue, ...]]:
    """Return the words of how a treaty is made, or those that outweigh them, by the letters with which they begin."""
    return _by_beginning(Cue("", 1.0, _pattern(cue)) for cue in load_lexicon("obligations")["procedure"][kind])


def _cue(kind: str, strength: str, words: str) -> Cue:
    pattern = _pattern(words)
    further = sum(part is not None for part in pattern) - 1
    return Cue(kind, _WEIGHTS[strength] * (1 + _SPECIFIC * further), pattern)


def _by_beginning(cues: Iterable[Cue]) -> Mapping[str, tuple[Cue, ...]]:
    found: dict[str, dict[Cue, None]] = {}
    for cue in cues:
        first = cue.pattern[0]
        if first is None or any(len(each) < _KEY for each in first.begins):
            raise KnowledgeError(
                f"lexicon/obligations.toml: a cue must begin with a word or three letters of it: {cue}"
            )
        for each in (*first.whole, *first.begins):
            found.setdefault(each[:_KEY], {})[cue] = None
    return {beginning: tuple(each) for beginning, each in found.items()}


def _pattern(cue: str) -> Pattern:
    """Read a cue: words, beginnings of words, classes of words in angle brackets, and gaps."""
    parts: list[Part | None] = []
    for word in cue.split():
        if word == "*":
            parts.append(None)
        elif named := _CLASS.fullmatch(word):
            parts.append(_class(named.group(1)))
        else:
            *whole, last = _WORD.findall(word)
            parts.extend(_word(each) for each in whole)
            parts.append(_beginning(last) if word.endswith("-") else _word(last))
    return tuple(parts)


@cache
def _class(name: str) -> Part:
    """Return a class of words of `lexicon/obligations.toml`, each of them written as in a cue."""
    classes = load_lexicon("obligations")["classes"]
    if name not in classes:
        raise KnowledgeError(f"lexicon/obligations.toml: no such class of words: <{name}>")
    members = [_beginning(each[:-1]) if each.endswith("-") else _word(each) for each in classes[name]]
    return Part(frozenset().union(*(m.whole for m in members)), tuple(b for m in members for b in m.begins))


def _word(stem: str) -> Part:
    return Part(frozenset((stem, f"{stem}s", f"{stem}es", f"{stem}'s", f"{stem}s'")), ())


def _beginning(stem: str) -> Part:
    return Part(frozenset(), (stem,))
