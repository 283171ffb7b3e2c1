"""The embedded store: a graph file is loaded once, then asked with SPARQL; nothing leaves the machine."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias, TypeVar, cast

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store, parse

from treatykg.errors import GraphError, OptionError
from treatykg.triples import Dataset

GraphT = TypeVar("GraphT", Store, Dataset)
Answer: TypeAlias = QueryBoolean | QuerySolutions | QueryTriples

# What may hold any word without meaning it: strings, IRIs, comments, variables, escapes in names; by the grammar of
# SPARQL 1.1 (section 19.8). A looser rule would hide a SERVICE from us that the engine sees.
_WORDLESS = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3} | \"(?:\\.|[^"\\\r\n])*\" | '(?:\\.|[^'\\\r\n])*'
    | <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*> | \#[^\r\n]* | [?$]\w+ | \\.""",
    re.VERBOSE | re.DOTALL,
)
_NAME = r"[^\s(){}<>?;,]*:[^\s(){}<>?;,]*"
# The engine needs no space around a keyword: `1SERVICE:x{` asks a remote service too.
_SERVICE = re.compile(
    rf"(?: (?<![\w:-]) | (?<=\d) | (?<=true) | (?<=false) ) SERVICE \s* (?:SILENT)? \s* (?:<>|\?[^\s{{}}]*|{_NAME}) \s* \{{",
    re.VERBOSE | re.IGNORECASE,
)
_FROM = re.compile(rf"(?<![\w:.-])FROM(?:\s+NAMED)?(?:\s*<>|\s+{_NAME})", re.IGNORECASE)

_BUILT = ("graph.trig", "graph.nq", "graph.jsonld", "graph.ttl")  # named graphs first

LEDGER, GRAPH = "ledger.sqlite", "graph"
"""The files that make a folder a corpus: what was made of each article, and the store of its graph."""


def open_graph(path: Path) -> Store:
    """The store of a corpus, only to be read, or else an in-memory store of a graph file (see `load_store`).

    :param path: the folder of a corpus, or a graph file, or the folder that a build has filled
    :raises GraphError: if the store cannot be opened, or the file not be read
    """
    if not (path / LEDGER).is_file():
        return load_store(path)
    try:
        return Store.read_only(str(path / GRAPH))
    except OSError as error:
        raise GraphError(
            f"{path}: its graph cannot be opened ({error}): `treatykg corpus sync {path}` makes it"
        ) from error


def load_store(path: Path) -> Store:
    """An in-memory store of a graph file (see `load_dataset`), for SPARQL.

    It knows numbers by their value only: an `xsd:nonNegativeInteger` comes out as an `xsd:integer`. Of a corpus it is a copy.
    """
    store = Store()
    if (path / LEDGER).is_file():
        store.bulk_extend(open_graph(path))
        return _not_empty(store, path)
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
    if (path / LEDGER).is_file():
        raise GraphError(
            f"{path}: a corpus: name the file that `treatykg corpus export {path} --out FILE.nq.gz` writes"
        )
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


def ask(
    store: Store,
    sparql: str,
    *,
    prefixes: Mapping[str, str] | None = None,
    default_graphs: Sequence[NamedNode] | None = None,
    named_graphs: Sequence[NamedNode] | None = None,
) -> Answer:
    """The answer to a SPARQL 1.1 query over all graphs together; `GRAPH` still tells them apart.

    A dataset that the query names with FROM takes the place of all graphs, and graphs given here take the place of both,
    as the SPARQL 1.1 Protocol (section 2.1.4) has it.

    :param prefixes: what the query may use without declaring it
    :param default_graphs: whose union is the default graph
    :param named_graphs: what `GRAPH` may reach
    :raises GraphError: if the query is not SPARQL
    :raises OptionError: if it asks a remote service
    """
    skeleton = _to_skeleton(sparql)
    if _SERVICE.search(skeleton):
        raise OptionError("the query asks a remote SERVICE: treatykg uses no network; load that graph here instead")
    given = default_graphs is not None or named_graphs is not None
    try:
        return store.query(
            sparql,
            prefixes=dict(prefixes or {}),
            use_default_graph_as_union=not (given or _FROM.search(skeleton)),  # it would overrule them
            default_graph=list(default_graphs or ()) if given else None,
            named_graphs=list(named_graphs or ()) if given else None,
        )
    except SyntaxError as error:
        raise GraphError(f"the query is not SPARQL: {error.msg}") from error


def _to_skeleton(sparql: str) -> str:
    """The query with a mark for each string, IRI and variable, and without comments: what is left are its own words."""
    marks = {"<": "<>", "?": "?", "$": "?", "#": " ", "\\": "_"}
    return _WORDLESS.sub(lambda found: marks.get(found[0][0], '""'), sparql)
