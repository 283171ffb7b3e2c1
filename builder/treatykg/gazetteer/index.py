"""The index of surfaces: finds the longest known names in a text, from left to right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeAlias

from treatykg.gazetteer.folding import IGNORABLE, fold, fold_without_marks
from treatykg.gazetteer.values import NameHit, Naming
from treatykg.model import Span

Surfaces: TypeAlias = Mapping[str, tuple[Naming, ...]]  # folded surface -> its readings; none: it hides what it holds
_ByFirstWord: TypeAlias = Mapping[str, tuple[str, ...]]  # first word -> surfaces that begin with it, the longest first

_WORD = re.compile(r"\w+")
_HEADLINE_LETTERS = 4  # shorter words in capitals are too often acronyms or stress


def _by_first_word(surfaces: Iterable[str]) -> _ByFirstWord:
    groups: dict[str, list[str]] = defaultdict(list)
    for surface in surfaces:
        if word := _WORD.match(surface):
            groups[word.group()].append(surface)
    return {word: tuple(sorted(group, key=lambda each: (-len(each), each))) for word, group in groups.items()}


def _ends_word(text: str, end: int) -> bool:
    return end == len(text) or not _WORD.match(text, end)


class NameIndex:
    """Finds names in texts: case counts, but words in capitals also match names of four letters or more."""

    def __init__(self, surfaces: Surfaces) -> None:
        self._surfaces = surfaces
        self._by_first_word = _by_first_word(surfaces)

    @cached_property
    def _capitals(self) -> Mapping[str, str]:
        """Names in capitals, as headlines write them, and the surface each stands for."""
        long_enough = (name for name in self._surfaces if sum(map(str.isalpha, name)) >= _HEADLINE_LETTERS)
        return {name.upper(): name for name in sorted(long_enough, reverse=True) if not name.isupper()}

    @cached_property
    def _capitals_by_first_word(self) -> _ByFirstWord:
        return _by_first_word(self._capitals)

    def find(self, text: str) -> tuple[NameHit, ...]:
        """The known names in `text`: longest first, from left to right, without overlap; spans are exact in `text`."""
        if not IGNORABLE.search(text):
            return tuple(NameHit(Span(start, end), self._surfaces[name]) for start, end, name in self._scan(fold(text)))
        folded, offsets = fold_without_marks(text)
        return tuple(
            NameHit(Span(offsets[start], _after_accents(text, offsets[end - 1] + 1)), self._surfaces[name])
            for start, end, name in self._scan(folded)
        )

    def _scan(self, folded: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and surface of each name in folded text."""
        position = 0
        for word in _WORD.finditer(folded):
            if word.start() >= position and (found := self._longest(folded, word)):
                surface, position = found
                if self._surfaces[surface]:
                    yield word.start(), position, surface

    def _longest(self, folded: str, word: re.Match[str]) -> tuple[str, int] | None:
        """The longest surface that begins with `word`, and where it ends."""
        start, first = word.span()[0], word.group()
        for name in self._by_first_word.get(first, ()):
            if folded.startswith(name, start) and _ends_word(folded, start + len(name)):
                return name, start + len(name)
        return self._longest_in_capitals(folded, start, first) if first.isupper() else None

    def _longest_in_capitals(self, folded: str, start: int, first: str) -> tuple[str, int] | None:
        for name in self._capitals_by_first_word.get(first, ()):
            if folded.startswith(name, start) and _ends_word(folded, start + len(name)):
                return self._capitals[name], start + len(name)
        return None


def _after_accents(text: str, end: int) -> int:
    """Where a name ends whose last letter ends at `end`: the accents of that letter belong to it."""
    while end < len(text) and "\u0300" <= text[end] <= "\u036f":
        end += 1
    return end
