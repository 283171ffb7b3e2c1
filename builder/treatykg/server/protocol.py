"""Requests of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/, section 2.1), read strictly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode

READ_ONLY = "SPARQL Update is refused: this endpoint is read-only"
_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000


class RefusalError(Exception):
    """A request that gets no answer: the HTTP status, and a text for who sent it."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query and the dataset to ask; None stands for what the query itself says, else for all graphs."""

    sparql: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


def parse_get(query_string: bytes) -> QueryRequest | None:
    """The query in an address; None if nothing is asked, so that the service describes itself.

    :raises RefusalError: if it is not as the protocol has it
    """
    fields = parse_fields(query_string)
    return _to_request(fields) if fields else None


def parse_post(query_string: bytes, body: bytes, content_type: str) -> QueryRequest:
    """The query in a body, as it is or in a form.

    :raises RefusalError: if it is not as the protocol has it, or an update
    """
    media = _check_media(content_type)
    fields = parse_fields(query_string)
    if media == _FORM:
        return _to_request(fields + parse_fields(body))
    if any(name == "query" for name, _ in fields):
        raise RefusalError(400, "there is a query in the body and another in the address: send one")
    return _to_request([*fields, ("query", _decode(body))])


def parse_fields(encoded: bytes) -> list[tuple[str, str]]:
    """The names and values in an address or form, decoded.

    :raises RefusalError: if they are not UTF-8 or too many
    """
    try:
        return parse_qsl(
            _decode(encoded), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST_FIELDS
        )
    except UnicodeDecodeError:
        raise RefusalError(400, "the parameters are not in UTF-8") from None
    except ValueError:
        raise RefusalError(400, f"there are more than {_MOST_FIELDS} parameters") from None


def _check_media(content_type: str) -> str:
    """The type of a body that is taken."""
    media, _, parameters = content_type.partition(";")
    media = media.strip().lower()
    if media == _UPDATE:
        raise RefusalError(403, READ_ONLY)
    if media not in (_FORM, _DIRECT):
        raise RefusalError(415, f"send a query as {_FORM} or {_DIRECT}, not as {media[:80] or 'a body without a type'}")
    charset = parameters.lower().replace(" ", "").replace('"', "")
    if "charset=" in charset and "charset=utf-8" not in charset:
        raise RefusalError(415, "send the query in UTF-8")
    return media


def _to_request(fields: Iterable[tuple[str, str]]) -> QueryRequest:
    values = _group(fields)
    if "update" in values:
        raise RefusalError(403, READ_ONLY)
    queries = values.get("query", [])
    if len(queries) != 1:
        raise RefusalError(400, f"send exactly one `query`, not {len(queries)}")
    default, named = (_check_graphs(name, values.get(name)) for name in ("default-graph-uri", "named-graph-uri"))
    return QueryRequest(queries[0], default, named)


def _group(fields: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    values: dict[str, list[str]] = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return values


def _check_graphs(name: str, iris: list[str] | None) -> tuple[str, ...] | None:
    for iri in iris or ():
        try:
            NamedNode(iri)
        except ValueError:
            raise RefusalError(400, f"{name}={iri[:200]}: not an absolute IRI") from None
    return None if iris is None else tuple(iris)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusalError(400, f"the query is not in UTF-8: byte {error.start} of it is wrong") from None
