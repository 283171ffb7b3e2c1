"""From inputs to articles: what each input is, what it leads to, and what becomes of what cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final

from treatykg.articles import FORMATS, Held, ReadOptions, Source, read_drafts, read_lines
from treatykg.feeds.addresses import find_scheme
from treatykg.feeds.bodies import limited
from treatykg.feeds.folders import find_files
from treatykg.feeds.found import Found, Refused, guarded
from treatykg.feeds.markup import decode_xml, sniff_root
from treatykg.feeds.options import FetchOptions
from treatykg.feeds.tables import read_rows
from treatykg.feeds.web import Web

_MARKUP: Final = (".xml", ".rss", ".atom", ".rdf")
_KINDS: Final = (*FORMATS, *_MARKUP, ".urls", ".parquet")
_AT_A_TIME: Final = 1 << 16
_LONGEST_LINE: Final = 10_000  # bytes; no address is as long


class Reader:
    """Reads inputs of all kinds, one after the other. What cannot be read does not stop the rest."""

    def __init__(self, options: ReadOptions, fetching: FetchOptions) -> None:
        self._max_size = options.max_size
        self._fetching = fetching
        self._web = Web(fetching, max_size=options.max_size)

    def read(self, name: str) -> Iterator[Found]:
        """The articles of a file, a folder, an address, or standard input (`-`); and what cannot be read of it."""
        if find_scheme(name):
            return self._web.read(name)
        if name == "-":
            return guarded("standard input", read_drafts(Source("-", self._max_size)))
        return self._read_folder(Path(name)) if Path(name).is_dir() else self._read_file(Path(name))

    def _read_folder(self, folder: Path) -> Iterator[Found]:
        """Each file that treatykg reads; of all others together how many they are, so that none is overlooked."""
        others: Counter[str] = Counter()
        failed: list[OSError] = []
        for path in find_files(folder, failed=failed.append):
            if _kind(path) in _KINDS:
                yield from self._read_file(path)
            else:
                others[path.suffix.lower() or "without suffix"] += 1
        for error in failed:
            yield Refused(str(error.filename), f"cannot be listed ({error.strerror}): check its permissions")
        if others:
            counts = ", ".join(f"{number} {suffix}" for suffix, number in sorted(others.items()))
            yield Refused(str(folder), f"passed over files of other kinds ({counts}): convert what is an article")

    def _read_file(self, path: Path) -> Iterator[Found]:
        source, kind = Source(path, self._max_size), _kind(path)
        if kind in _MARKUP:
            return guarded(str(path), self._read_markup(source))
        if kind == ".urls":
            return guarded(str(path), self._read_list(source))
        return guarded(str(path), read_rows(path) if kind == ".parquet" else read_drafts(source))

    def _read_markup(self, source: Source) -> Iterator[Found]:
        with source.open() as stream:
            pieces = iter(partial(stream.read, _AT_A_TIME), b"")
            data = b"".join(limited(pieces, limit=self._fetching.max_bytes, place=source.name))
        if sniff_root(data) == "html":
            yield from read_drafts(Source(Held(source.name, ".html", data), self._max_size))
        else:
            yield from self._web.read_markup(decode_xml(data, place=source.name), place=source.name)

    def _read_list(self, source: Source) -> Iterator[Found]:
        """What the addresses of a list lead to, one a line; blank lines and those that begin with # are passed over."""
        with source.open() as stream:
            for number, line in enumerate(read_lines(stream, _LONGEST_LINE), start=1):
                address = line.decode("utf-8-sig", "replace").strip()
                if address and not address.startswith("#"):
                    yield from self._web.read(address, place=f"{source.name}: line {number}")


def _kind(path: Path) -> str:
    """The suffix that tells the format, in lower case, without `.gz`."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()
