"""The embedded store: a graph file is loaded once, then asked with SPARQL; nothing leaves the machine."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias, TypeVar, cast

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, parse

from treatykg.errors import GraphError, OptionError
from treatykg.triples import Dataset

GraphT = TypeVar("GraphT", Store, Dataset)
Answer: TypeAlias = QueryBoolean | QuerySolutions | QueryTriples

# What may hold the word without meaning it: strings, IRIs, comments, variables and prefixed names.
_HARMLESS = re.compile(
    r"""\"{3}.*?\"{3} | '{3}.*?'{3} | \"(?:\\.|[^"\\\n])*\" | '(?:\\.|[^'\\\n])*'
    | <[^<>"\s]*> | \#[^\n]* | [?$]\w+ | [\w-]*:[\w-]*""",
    re.VERBOSE | re.DOTALL,
)

_BUILT = ("graph.trig", "graph.nq", "graph.jsonld", "graph.ttl")  # named graphs first


def load_store(path: Path) -> Store:
    """An in-memory store of a graph file (see `load_dataset`), for SPARQL.

    It knows numbers by their value only: an `xsd:nonNegativeInteger` comes out as an `xsd:integer`.
    """
    store = Store()
    with _open(path) as (file, kind):
        store.bulk_load(file, kind)
    return _not_empty(store, path)


def load_dataset(path: Path) -> Dataset:
    """The dataset in a file: TriG, Turtle, N-Quads, N-Triples, JSON-LD or RDF/XML by suffix; `.gz` too.

    Of a folder that a build has filled, the graph in it is taken.

    :raises GraphError: if the file is missing, of another kind, broken (the message names the line) or empty
    """
    with _open(path) as (file, kind):
        dataset = Dataset.of(parse(file, kind))
    return _not_empty(dataset, path)


@contextmanager
def _open(path: Path) -> Iterator[tuple[IO[bytes], RdfFormat]]:
    """The bytes of a graph file and its format; what goes wrong while they are read becomes a GraphError."""
    if path.is_dir():
        path = next((path / name for name in _BUILT if (path / name).is_file()), path)
    suffixes = path.suffixes[:-1] if path.suffix == ".gz" else path.suffixes
    kind = RdfFormat.from_extension(suffixes[-1].removeprefix(".")) if suffixes else None
    if kind is None:
        raise GraphError(f"{path}: not a graph file: name one that ends in .trig, .ttl, .nq, .nt, .jsonld or .rdf")
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield cast("IO[bytes]", file), kind
    except SyntaxError as error:
        raise GraphError(f"{path}: {error.msg}: build it again or mend it") from error
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise GraphError(f"{path}: cannot be read ({reason}): check the path") from error


def _not_empty(graph: GraphT, path: Path) -> GraphT:
    if len(graph) == 0:
        raise GraphError(f"{path}: no triples in it: is it the right file?")
    return graph


def ask(store: Store, sparql: str, *, prefixes: Mapping[str, str] | None = None) -> Answer:
    """The answer to a SPARQL 1.1 query over all graphs together; `GRAPH` still tells them apart.

    :param prefixes: what the query may use without declaring it
    :raises GraphError: if the query is not SPARQL
    :raises OptionError: if it asks a remote service
    """
    if re.search(r"\bSERVICE\b", _HARMLESS.sub(" ", sparql), re.IGNORECASE):
        raise OptionError("the query asks a remote SERVICE: treatykg uses no network; load that graph here instead")
    try:
        return store.query(sparql, prefixes=dict(prefixes or {}), use_default_graph_as_union=True)
    except SyntaxError as error:
        raise GraphError(f"the query is not SPARQL: {error.msg}") from error
