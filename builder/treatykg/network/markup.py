"""Text and attributes as XML 1.0 takes them."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

# https://www.w3.org/TR/xml/#charsets: everything outside Char, and the carriage return, which readers turn into a line feed.
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# In attributes readers turn these into spaces unless they are written as references.
_LINE_BREAKS = {"\n": "&#10;", "\t": "&#9;"}


def to_text(value: str | float) -> str:
    """The value as text of an element; U+FFFD stands for what no XML document can hold."""
    return escape(_NOT_XML.sub("\ufffd", str(value)))


def to_attribute(value: str | float) -> str:
    """The value as an attribute, with its quotation marks.

    >>> print(to_attribute('"a" < b'))
    '"a" &lt; b'
    """
    return quoteattr(_NOT_XML.sub("\ufffd", str(value)), _LINE_BREAKS)
