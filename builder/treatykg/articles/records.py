"""JSON and JSON Lines: records with a text and metadata, under whatever common names their keys have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from treatykg.articles.decoding import decode, normalize
from treatykg.articles.draft import Draft, Refused
from treatykg.articles.metadata import TEXT, find_value, select_metadata
from treatykg.articles.source import Source, check_size, read_lines
from treatykg.errors import ArticleError

_MARKUP = 100  # a JSON file may hold an array of articles
_WAY_OUT = 'give each article as an object, such as {"id": "a1", "published": "2024-01-31", "text": "..."}'


def read_json(source: Source) -> Iterator[Draft | Refused]:
    """The articles of a JSON file: one object, an array of objects, or an object with such an array under `articles`.

    :raises ArticleError: if it is not JSON, or a single object is no article
    """
    data = source.read(markup=_MARKUP)
    value = _parse(decode(data, place=source.name), place=source.name)
    if isinstance(value, Mapping) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if not isinstance(value, list):
        yield to_draft(value, place=source.name, name=source.stem)
        return
    for number, record in enumerate(value, start=1):
        place = f"{source.name}: article {number}"
        yield _try(partial(to_draft, record, place=place, name=None), place)


def read_json_lines(source: Source) -> Iterator[Draft | Refused]:
    """The articles of a JSON Lines file, one object a line, read line by line; blank lines are passed over.

    :raises ArticleError: if the file cannot be read
    """
    limit = source.max_size * 4
    with source.open() as stream:
        for number, line in enumerate(read_lines(stream, limit), start=1):
            place = f"{source.name}: line {number}"
            if line.strip():
                yield _try(partial(_read_line, line, limit, place), place)


def _try(make: Callable[[], Draft], place: str) -> Draft | Refused:
    try:
        return make()
    except ArticleError as error:
        return Refused.by(error, place=place)


def _read_line(line: bytes, limit: int, place: str) -> Draft:
    check_size(len(line), limit - 1, place=place)
    return to_draft(_parse(decode(line, place=place), place=place), place=place, name=None)


def _parse(text: str, *, place: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f" line {error.lineno}," if "\n" in text.rstrip() else ""
        raise ArticleError(f"{place}:{line} column {error.colno}: not JSON ({error.msg}): mend it") from error
    except ValueError as error:  # a number of thousands of digits
        raise ArticleError(f"{place}: cannot be read ({error}): mend it") from error
    except RecursionError:
        raise ArticleError(f"{place}: nested too deeply for an article: {_WAY_OUT}") from None


def to_draft(record: object, *, place: str, name: str | None) -> Draft:
    """What a JSON object tells of an article, under whatever common names its keys have.

    :raises ArticleError: if it is no object or has no text
    """
    if not isinstance(record, Mapping):
        raise ArticleError(f"{place}: a JSON {_json_type(record)} where an article should be: {_WAY_OUT}")
    text = find_value(record, TEXT)
    if not isinstance(text, str):
        raise ArticleError(f"{place}: no text (a string under one of the keys {', '.join(TEXT)}): {_WAY_OUT}")
    return Draft(place, normalize(text), name, select_metadata(record, place=place))


def _json_type(value: object) -> str:
    names = {list: "array", str: "string", bool: "boolean", int: "number", float: "number", type(None): "null"}
    return names[type(value)]
