"""Which sentences stand in one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from treatykg.sentences import Document

_BLANK = re.compile(r"\n[ \t\r]*\n")
_BREAK = re.compile(r"\n")


@dataclass(frozen=True)
class Paragraphs:
    """The paragraphs of a document: parted by blank lines, or by line breaks in a text without blank lines."""

    document: Document

    @cached_property
    def _of_sentence(self) -> tuple[int, ...]:
        text = self.document.article.text
        breaks = [m.start() for m in (_BLANK if _BLANK.search(text) else _BREAK).finditer(text)]
        numbers, at = [], 0
        for sentence in self.document.sentences:
            first = self.document.doc[sentence.first_token]
            start = next(
                (t.idx for t in self.document.doc[sentence.first_token : sentence.end_token] if not t.is_space),
                first.idx,
            )
            while at < len(breaks) and breaks[at] < start:
                at += 1
            numbers.append(at)
        return tuple(numbers)

    @cached_property
    def _first(self) -> tuple[int, ...]:
        """For each sentence the first one of its paragraph."""
        firsts: list[int] = []
        for sentence, number in enumerate(self._of_sentence):
            same = sentence > 0 and self._of_sentence[sentence - 1] == number
            firsts.append(firsts[-1] if same else sentence)
        return tuple(firsts)

    def before(self, sentence: int) -> range:
        """Return the sentences of the same paragraph that stand before this one."""
        return range(self._first[sentence], sentence)

    def previous(self, sentence: int) -> range:
        """Return the sentences of the paragraph before that of this one."""
        end = self._first[sentence]
        return range(self._first[end - 1], end) if end > 0 else range(0)
