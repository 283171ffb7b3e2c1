"""JSON and JSON Lines: records with a text and metadata, under whatever common names their keys have."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from treatykg.articles.decoding import decode, normalize
from treatykg.articles.draft import Draft
from treatykg.articles.metadata import TEXT, find_value, select_metadata
from treatykg.articles.source import Source, check_size
from treatykg.errors import ArticleError

_MARKUP = 100  # a JSON file may hold an array of articles
_WAY_OUT = 'give each article as an object, such as {"id": "a1", "published": "2024-01-31", "text": "..."}'


def read_json(source: Source) -> Iterator[Draft]:
    """The articles of a JSON file: one object, an array of objects, or an object with such an array under `articles`.

    :raises ArticleError: if it is not JSON, has another shape, or an article has no text
    """
    data = source.read(markup=_MARKUP)
    value = _parse(decode(data, place=source.name), place=source.name)
    if isinstance(value, Mapping) and isinstance(value.get("articles"), list):
        value = value["articles"]
    if not isinstance(value, list):
        yield to_draft(value, place=source.name, name=source.stem)
        return
    for number, record in enumerate(value, start=1):
        yield to_draft(record, place=f"{source.name}: article {number}", name=None)


def read_json_lines(source: Source) -> Iterator[Draft]:
    """The articles of a JSON Lines file, one object a line, read line by line; blank lines are passed over.

    :raises ArticleError: if a line is not JSON, has another shape, or an article has no text
    """
    with source.open() as stream:
        for number, line in enumerate(iter(lambda: stream.readline(source.max_size * 4), b""), start=1):
            place = f"{source.name}: line {number}"
            check_size(len(line), source.max_size * 4 - 1, place=place)
            if line.strip():
                record = _parse(decode(line, place=place), place=place)
                yield to_draft(record, place=place, name=None)


def _parse(text: str, *, place: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = f" line {error.lineno}," if "\n" in text.rstrip() else ""
        raise ArticleError(f"{place}:{line} column {error.colno}: not JSON ({error.msg}): mend it") from error
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
