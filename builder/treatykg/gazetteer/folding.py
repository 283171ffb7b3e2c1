"""Folding of text for comparison with names: one code point to one, so that offsets stay exact.

Diacritics, apostrophes, hyphens and white space come in many code points and mean the same in names.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_APOSTROPHES = "\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02be\u02bf\u0060\u00b4\u2032\uff07"
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212"
_SPACES = "\t\n\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_STROKES = dict(zip("øØđĐłŁıħĦðÐ", "oOdDlLihHdD", strict=True))
_LETTERS = (range(0x00C0, 0x0250), range(0x1E00, 0x1F00))  # Latin letters with diacritics

# Marks that a text may hold between the letters of a name: combining accents, soft hyphen, zero-width characters.
IGNORABLE = re.compile("[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]")


@cache
def _table() -> dict[int, str]:
    """Code point to the one character it folds to."""
    variants = ((_APOSTROPHES, "'"), (_HYPHENS, "-"), (_SPACES, " "))
    table = {ord(char): target for chars, target in variants for char in chars}
    table.update((ord(char), base) for char, base in _STROKES.items())
    for code in (code for block in _LETTERS for code in block):
        letters = unicodedata.normalize("NFD", chr(code))
        if len(letters) > 1 and all(map(unicodedata.combining, letters[1:])):
            table[code] = letters[0]
    return table


def fold(text: str) -> str:
    """`text` with diacritics, apostrophes, hyphens and white space folded; case and length are kept.

    >>> fold("Nuku’alofa, Tórshavn")
    "Nuku'alofa, Torshavn"
    """
    return text.translate(_table()) if not text.isascii() or "\n" in text or "\t" in text or "`" in text else text


def fold_without_marks(text: str) -> tuple[str, tuple[int, ...]]:
    """`text` folded and freed of ignorable marks, and the offset in `text` of each character that remains."""
    offsets = tuple(index for index, char in enumerate(text) if not IGNORABLE.match(char))
    return fold("".join(text[index] for index in offsets)), offsets
