"""Where articles come from: a file, compressed or not, standard input, or bytes at hand; never more than the limit allows."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, Literal, TypeAlias, cast

from treatykg.errors import ArticleError

Location: TypeAlias = Path | Literal["-"]
"""A file, or `-` for standard input."""

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Held:
    """Bytes that are at hand, such as a page from the web: what messages call them, and the suffix of their format."""

    name: str
    suffix: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Source:
    """What to read articles from, and the most bytes that the text of one article may have."""

    location: Location | Held
    max_size: int

    @property
    def name(self) -> str:
        """What messages call it."""
        if isinstance(self.location, Held):
            return self.location.name
        return "standard input" if self.location == "-" else str(self.location)

    @property
    def suffix(self) -> str:
        """The suffix that tells the format, in lower case, without `.gz`; empty for standard input."""
        if isinstance(self.location, Held):
            return self.location.suffix
        return "" if self.location == "-" else _without_gz(self.location).suffix.lower()

    @property
    def stem(self) -> str | None:
        """The name of the file without folders and suffixes; None for what is no file."""
        return _without_gz(self.location).stem if isinstance(self.location, Path) else None

    def peek(self) -> bytes:
        """The first byte of standard input, left unread."""
        stream = sys.stdin.buffer
        return stream.peek(1)[:1] if isinstance(stream, BufferedReader) else b""

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """The bytes as a stream, decompressed.

        :raises ArticleError: if it cannot be opened or, while it is read, is found to be broken
        """
        try:
            with _open(self.location) as stream:
                yield stream
        except FileNotFoundError:
            raise ArticleError(f"{self.name}: no such file: check the path") from None
        except IsADirectoryError:
            raise ArticleError(f"{self.name}: is a folder: name its files, such as {self.name}/*.txt") from None
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise ArticleError(f"{self.name}: not a whole gzip file ({error}): compress it again") from error
        except OSError as error:
            raise ArticleError(f"{self.name}: cannot be read ({error.strerror or error})") from error

    def read(self, *, markup: int = 1) -> bytes:
        """All bytes of it.

        :param markup: how many times larger than the text of one article it may be, for the sake of its mark-up
        :raises ArticleError: if it cannot be read or is larger
        """
        with self.open() as stream:
            data = stream.read(self.max_size * markup + 1)
        check_size(len(data), self.max_size * markup, place=self.name)
        return data


def read_lines(stream: IO[bytes], limit: int) -> Iterator[bytes]:
    """The lines with their ends; of one that is longer than `limit`, so many bytes, and its rest is passed over."""
    while line := stream.readline(limit):
        yield line
        while len(line) == limit and not line.endswith(b"\n"):
            line = stream.readline(limit)


def check_size(size: int, limit: int, *, place: str) -> None:
    """Refuse what is larger than an article can be: a parser takes minutes and gigabytes for it.

    :raises ArticleError: if `size` is above `limit`, both in bytes
    """
    if size > limit:
        raise ArticleError(
            f"{place}: larger than {limit / MEGABYTE:g} MB, so probably not one article: "
            "split it, or raise the limit with --max-size"
        )


def _open(location: Location | Held) -> AbstractContextManager[IO[bytes]]:
    if isinstance(location, Held):
        return BytesIO(location.data)
    if location == "-":
        return nullcontext(sys.stdin.buffer)  # not ours to close
    if location.suffix.lower() == ".gz":
        return cast("IO[bytes]", gzip.GzipFile(location))
    return location.open("rb")


def _without_gz(path: Path) -> Path:
    return path.with_suffix("") if path.suffix.lower() == ".gz" else path
