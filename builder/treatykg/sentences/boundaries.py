"""Sentence boundaries that the parser must respect: paragraphs, titles and datelines are never part of another sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

BOUNDARIES = "treatykg_boundaries"

# Where a file is wrapped by hand, a line of about this many characters that ends no sentence goes on in the next.
_SHORTEST_WRAPPED, _LONGEST_WRAPPED = 55, 110
_FINAL = (".", "!", "?", ":", ";", '"', "”", "’", "'", ")")

# "GENEVA, March 3 (Agency) - ", "Bern, 27.03.2025 - ", "NEW DELHI: ", "Phnom Penh (VNA) - " at the start of a paragraph.
_DATELINE = re.compile(
    r"""(?:(?<=\n)|\A)[ \t]*
    (?:[A-Z][\w.'’-]*[ ]?){1,4}                       # a city, in capitals or not
    (?:[ ]?,[ ][A-Z][\w.'’ -]{1,30}?){0,2}            # its state or country
    (?:[ ]?,?[ ](?=[^\n]{0,25}\d)[\w.,/ ]{3,25}?      # a day
      |,[ ](?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?
    (?:[ ]?\([\w ./-]{2,30}\))?                        # an agency
    [ ]?(?:--|[-–—:])[ \n]+(?=\S)""",
    re.VERBOSE,
)
_COLON_CITY = re.compile(r"[A-Z][A-Z .'’-]+:\s*\Z")


def find_dateline(text: str, start: int = 0) -> re.Match[str] | None:
    """The first dateline of `text` at the beginning of a paragraph from `start` on, within its first 2,000 code points."""
    for match in _DATELINE.finditer(text, start, min(len(text), start + 2000)):
        words = match.group().strip()
        if not words.endswith(":") or _COLON_CITY.fullmatch(words):
            return match
    return None


def ends_paragraph(text: str, start: int, end: int) -> bool:
    r"""Whether the white space `[start, end)` ends a paragraph or title: an empty line, or a line break that wraps no sentence.

    >>> ends_paragraph("Oslo hosts talks\nMinisters met.", 16, 17)
    True
    """
    breaks = text.count("\n", start, end)
    if breaks != 1 or end >= len(text):
        return breaks > 0
    line = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    unfinished = not line.endswith(_FINAL)
    return not (unfinished and (text[end].islower() or _SHORTEST_WRAPPED <= len(line) <= _LONGEST_WRAPPED))


@Language.component(BOUNDARIES)
def mark_boundaries(doc: Doc) -> Doc:
    """Start a sentence after every paragraph and after the dateline; keep white space with the sentence before it."""
    text = doc.text  # spaCy joins it anew each time
    dateline = find_dateline(text)
    start, end = dateline.span() if dateline else (-1, -1)
    new_line = True
    for token in doc:
        if token.is_space:
            if token.i:
                token.is_sent_start = False
            new_line = new_line or ends_paragraph(text, token.idx, token.idx + len(token))
        elif new_line or token.idx == end:
            token.is_sent_start = True
            new_line = False
        elif start <= token.idx < end:
            token.is_sent_start = False
    return doc
