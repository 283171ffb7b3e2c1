"""XML from anywhere: what it is, and its text, with no entity that it declares itself."""

from __future__ import annotations

import codecs
import re
from typing import Final
from xml.parsers import expat

from treatykg.errors import ArticleError

_DECLARED: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ENTITY: Final = re.compile("<!ENTITY", re.IGNORECASE)
_BEFORE_ROOT: Final = re.compile(
    r"\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>", re.DOTALL | re.IGNORECASE
)
_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_MOST_ATTRIBUTES: Final = 100  # of one element
_MOST_NAMESPACES: Final = 1_000  # declared in one document
_HEAD: Final = 65_536  # bytes within which a document begins with its outermost element
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Every codec of Python that is an encoding of text in which markup is ASCII; no other can hide a declaration.
_ENCODINGS: Final = re.compile(
    r"(utf-?8|us-ascii|ascii|iso-?8859-\d+|latin-?\d|windows-?125\d|cp125\d|koi8-[ru]|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis)"
)


def decode_xml(data: bytes, *, charset: str | None = None, place: str) -> str:
    """The text of an XML document, without its declaration.

    What is UTF-8 is read so whatever is declared: servers often declare wrongly, and nothing else looks like UTF-8 by chance.

    :param charset: the encoding that the header of an HTTP answer tells
    :raises ArticleError: if it is in none of the encodings of the web, or declares entities, which are never expanded
    """
    text = _decode(data, _find_encodings(data, charset), place).removeprefix("\ufeff")
    if _ENTITY.search(text):
        raise ArticleError(f"{place}: declares XML entities, which are not expanded: save it without them")
    return _DECLARATION.sub("", text, count=1)


def check_structure(text: str, *, place: str) -> None:
    """Refuse what takes the parsers of feeds a time that grows with the square of its size.

    :raises ArticleError: if an element has more attributes, or the document declares more namespaces, than any feed needs
    """
    declared = 0

    def start(_: str, attributes: dict[str, str]) -> None:
        nonlocal declared
        declared += sum(name.startswith("xmlns") for name in attributes)
        if len(attributes) > _MOST_ATTRIBUTES or declared > _MOST_NAMESPACES:
            raise ArticleError(
                f"{place}: hundreds of attributes or namespaces, so no feed that anybody wrote: leave it out"
            )

    parser = expat.ParserCreate(encoding="utf-8")
    parser.StartElementHandler = start
    try:
        parser.Parse(text, True)
    except expat.ExpatError:
        return  # from here on it is read by other means, which do not mind


def find_root(text: str) -> str | None:
    """The name of the outermost element, without prefix and in lower case.

    >>> find_root("<!-- news --><rss version='2.0'/>"), find_root("News.")
    ('rss', None)
    """
    position = 0
    while skipped := _BEFORE_ROOT.match(text, position):
        position = skipped.end()
    root = _ROOT.match(text, position)
    return root[1].lower() if root else None


def _find_encodings(data: bytes, charset: str | None) -> list[str]:
    if marked := next((name for mark, name in _MARKS if data.startswith(mark)), None):
        return [marked]
    declared = _DECLARED.match(data.lstrip()[:200])
    told = (charset, declared[1].decode("ascii") if declared else None)
    return ["utf-8", *(name for name in told if name and _ENCODINGS.fullmatch(name.lower()))]


def _decode(data: bytes, encodings: list[str], place: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    raise ArticleError(f"{place}: not {' nor '.join(encodings).upper()}: save it as UTF-8")


def sniff_root(data: bytes) -> str | None:
    """The name of the outermost element of bytes that may be XML or HTML, in whatever encoding."""
    head = data[:_HEAD].replace(b"\0", b"").decode("latin-1")
    return find_root(head.lstrip("\xff\xfe\xef\xbb\xbf"))  # byte order marks
