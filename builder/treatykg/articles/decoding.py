"""Bytes become text, or an error that tells which encoding they probably have and how to convert them."""

from __future__ import annotations

import codecs
import re

from treatykg.errors import ArticleError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
# White space (tab, line feed, vertical tab, form feed, carriage return) is no sign of a binary file.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BINARY_SHARE = 0.01
_CYRILLIC_SHARE = 0.3
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes, *, place: str, encoding: str = "utf-8") -> str:
    """The text that the bytes are, without a byte order mark and with line ends normalised to a line feed.

    :param place: what an error message calls the bytes
    :param encoding: what the bytes say of themselves, in formats that can say it
    :raises ArticleError: if they are in another encoding, or are no text
    """
    other = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    if other:
        raise ArticleError(f"{place}: byte 0: not UTF-8 but {other}: {_conversion(other)}")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(_explain(data, error.start, place=place, encoding=encoding)) from error
    except (LookupError, UnicodeError) as error:  # what a page declares may be no encoding of text at all
        raise ArticleError(f"{place}: declares the unknown encoding {encoding!r}: save it as UTF-8") from error
    return check_text(normalize(text), place=place)


def normalize(text: str) -> str:
    r"""The text without a byte order mark, its line ends a line feed; every other code point stays as it is.

    Unicode normalisation is left out on purpose: it would change what is quoted.

    >>> normalize("\ufeffOne\r\ntwo\rthree")
    'One\ntwo\nthree'
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def check_text(text: str, *, place: str) -> str:
    """The text itself, if it is one.

    :raises ArticleError: if it has a NUL or lone surrogate, or so many control characters that it is a binary file
    """
    if "\0" in text:
        raise ArticleError(
            f"{place}: character {text.index(chr(0))}: a NUL, so this is a binary file: extract its text first"
        )
    if len(_CONTROLS.findall(text)) > _BINARY_SHARE * len(text):
        raise ArticleError(f"{place}: full of control characters, so this is a binary file: extract its text first")
    if lone := _SURROGATE.search(text):
        raise ArticleError(
            f"{place}: character {lone.start()}: half of a surrogate pair: write the file again as UTF-8"
        )
    return text


def _explain(data: bytes, offset: int, *, place: str, encoding: str) -> str:
    if b"\0" in data:
        return (
            f"{place}: byte {data.index(0)}: a NUL, so this is a binary file or UTF-16: extract its text as UTF-8 first"
        )
    likely = _guess(data)
    return f"{place}: byte {offset}: not {encoding.upper()}, probably {likely}: {_conversion(likely)}"


def _guess(data: bytes) -> str:
    """The single-byte encoding that news in it most often has: in Cyrillic nearly every letter is above 127."""
    high = sum(byte > 127 for byte in data)
    letters = high + sum(chr(byte).isalpha() for byte in data if byte < 128)
    return "WINDOWS-1251" if high > _CYRILLIC_SHARE * letters else "WINDOWS-1252"


def _conversion(encoding: str) -> str:
    return f"convert it with: iconv -f {encoding} -t UTF-8 FILE > NEW"
