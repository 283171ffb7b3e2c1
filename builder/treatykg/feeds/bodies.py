"""Bodies of answers and compressed files, decompressed bit by bit: a few kilobytes may stand for gigabytes."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from treatykg.articles import MEGABYTE
from treatykg.errors import ArticleError

_EITHER = 32 + zlib.MAX_WBITS  # gzip or zlib, as the first bytes say
_IN, _OUT = 1 << 14, 1 << 16  # bytes at a time
_GZIP = b"\x1f\x8b"


def limited(chunks: Iterable[bytes], *, limit: int, place: str) -> Iterator[bytes]:
    """The chunks, until they are more bytes together than the limit.

    :raises ArticleError: then
    """
    left = limit
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            raise ArticleError(
                f"{place}: larger than {limit / MEGABYTE:g} MB: download it, and split it or extract its articles"
            )
        yield chunk


def decompressed(chunks: Iterable[bytes], *, place: str) -> Iterator[bytes]:
    """The data in gzip or zlib form, in pieces of at most 64 KB each, so that the reader can stop in time.

    :raises ArticleError: if they are broken or cut off
    """
    unpacker, begun = zlib.decompressobj(_EITHER), False
    try:
        for chunk in _sliced(chunks):
            waiting, full, begun = chunk, False, True
            while waiting or full:
                if unpacker.eof:  # gzip may be several members, one after the other, and zeros at the end
                    if not (waiting := waiting.lstrip(b"\0")):
                        break
                    unpacker = zlib.decompressobj(_EITHER)
                piece = unpacker.decompress(waiting, _OUT)
                yield piece
                waiting = unpacker.unconsumed_tail or unpacker.unused_data
                full = len(piece) == _OUT and not unpacker.eof
    except zlib.error as error:
        raise ArticleError(f"{place}: broken compression ({error}): compress it again") from error
    if begun and not unpacker.eof:
        raise ArticleError(f"{place}: the compressed data are cut off: fetch or compress them again")


def unpack_gzip(data: bytes, *, limit: int, place: str) -> bytes:
    """The data, decompressed if they are gzip.

    :raises ArticleError: if they are broken, or larger than the limit
    """
    if not data.startswith(_GZIP):
        return data
    return b"".join(limited(decompressed([data], place=place), limit=limit, place=place))


def _sliced(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks in short pieces: what follows a member is copied with each, and there may be a thousand of them."""
    for chunk in chunks:
        for start in range(0, len(chunk), _IN):
            yield chunk[start : start + _IN]
