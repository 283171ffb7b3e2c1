"""The names of nodes in a picture: two lines at most, so that boxes stay small."""

from __future__ import annotations

from dataclasses import dataclass

from treatykg.network.scene import text_width

FONT_SIZE, LINE_HEIGHT = 12.0, 14.0
_LINE_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Label:
    """The lines of a name."""

    lines: tuple[str, ...]

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(text_width(line, FONT_SIZE) for line in self.lines)

    @property
    def height(self) -> float:
        """The height of all lines."""
        return LINE_HEIGHT * len(self.lines)


def label_of(name: str) -> Label:
    """The name in one line or two, cut with an ellipsis where it does not fit; what stands before a colon is a line.

    >>> label_of("Treaty on the Non-Proliferation of Nuclear Weapons").lines
    ('Treaty on the', 'Non-Proliferation of…')
    """
    kind, colon, words = name.partition(": ")
    first, rest = (kind, words) if colon and len(kind) <= _LINE_LENGTH else _break(" ".join(name.split()) or "?")
    if not rest:
        return Label((first,))
    second, left = _break(rest)
    return Label((first, f"{second}…" if left else second))


def _break(text: str) -> tuple[str, str]:
    """What goes on a line, and what is left: cut at a space if there is one, else inside the word."""
    if len(text) <= _LINE_LENGTH:
        return text, ""
    cut = text.rfind(" ", 0, _LINE_LENGTH + 1)
    return (text[:cut], text[cut + 1 :]) if cut > 0 else (text[:_LINE_LENGTH], text[_LINE_LENGTH:])
