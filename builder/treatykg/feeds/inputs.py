"""The inputs of a corpus become articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from treatykg.articles import ReadOptions, Refused, check_options, complete
from treatykg.errors import ArticleError
from treatykg.feeds.addresses import find_scheme, resolve_address
from treatykg.feeds.fetching import check_installed
from treatykg.feeds.found import Found
from treatykg.feeds.identity import Distinct
from treatykg.feeds.options import FetchOptions
from treatykg.feeds.reading import Reader
from treatykg.model import Article, Failure


def read_inputs(
    inputs: Sequence[str], *, options: ReadOptions | None = None, fetching: FetchOptions | None = None
) -> Iterator[Article | Failure]:
    """The articles of all inputs, in their order and one at a time, and what could not be read.

    An input is
    - a file: `.txt`, `.md`, `.html`, `.json`, `.jsonl`, `.parquet`; RSS, Atom or a sitemap (`.xml`, `.rss`, `.atom`, `.rdf`);
      a list of addresses (`.urls`, one a line); all but Parquet also compressed (`.gz`)
    - a folder: such files in it and in its folders, in the order of their names; hidden ones are passed over
    - an http or https address: of a page, a feed, a sitemap, or a file as above
    - `-`: standard input

    Feeds and sitemaps lead to the pages they name. An article is called as its file says, after the file, or after its
    address. Each comes once; two that differ never come under one id (see `treatykg.feeds.identity.Distinct`).

    :raises ArticleError: at once, if an input is not there, or is no address that can be fetched
    :raises OptionError: at once, if what an input needs is not installed; later, if `options` name one article (id, address,
        title) and there are several
    """
    for each in inputs:
        _check(each)
    chosen = options or ReadOptions()
    reader = Reader(chosen, fetching or FetchOptions())
    return _finish((found for each in inputs for found in reader.read(each)), chosen)


def _check(name: str) -> None:
    if find_scheme(name):
        resolve_address(name)
        check_installed("httpcore", "protego", "feedparser")
    elif name != "-" and not _exists(Path(name)):
        raise ArticleError(f"{name}: no such file or folder: check the path; an address begins with https://")


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:  # it is there, but cannot be read
        return True
    except (OSError, ValueError):  # a name that no file can have
        return False


def _finish(found: Iterable[Found], options: ReadOptions) -> Iterator[Article | Failure]:
    distinct, first = Distinct(), True
    for each in found:
        if isinstance(each, Refused):
            yield Failure(each.place, each.reason)
            continue
        check_options(options, first=first)
        try:
            article = complete(each, options=options)
        except ArticleError as error:
            refused = Refused.by(error, place=each.place)
            yield Failure(refused.place, refused.reason)
            continue
        first = False
        yield from distinct.admit(article, place=each.place)
