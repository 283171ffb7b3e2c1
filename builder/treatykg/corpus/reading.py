"""Looking at a corpus without changing it: its graph as sorted N-Quads, and whether store and ledger agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from treatykg import identifiers
from treatykg.corpus.corpus import Settings
from treatykg.corpus.identities import Identity, load_identities
from treatykg.corpus.ledger import Ledger, open_ledger
from treatykg.corpus.records import unpack
from treatykg.corpus.syncing import rewritten
from treatykg.store import LEDGER, open_graph
from treatykg.triples import to_sorted_lines


@dataclass(frozen=True)
class View:
    """A corpus that is only read: its ledger, its graph, and its settings."""

    ledger: Ledger
    store: Store
    settings: Settings


@contextmanager
def view_corpus(folder: Path) -> Iterator[View]:
    """The corpus in a folder, to look at.

    :raises GraphError: if there is none, or its graph is not complete because the last run was cut off
    """
    with open_ledger(folder / LEDGER, read_only=True) as ledger:
        settings = Settings(ledger.setting("base") or "", ledger.setting("text") == "True")
        ledger.check_current(folder)
        yield View(ledger, open_graph(folder), settings)


def to_sorted_nquads(view: View) -> Iterator[bytes]:
    """All statements, graph by graph in the order of their names, each sorted as `LC_ALL=C sort` does; never all at once.

    What the articles say comes from the ledger, because the store keeps of a number only its value, not its datatype.
    """
    identities, base = load_identities(view.ledger), view.settings.base
    articles = {identifiers.graph_iri(known.id, base=base): known.id for known in view.ledger.articles()}
    registers = {identifiers.register_graph_iri(name, base=base): name for name, _ in view.ledger.registers()}
    others = {graph.value for graph in view.store.named_graphs() if isinstance(graph, NamedNode)}
    for graph in sorted(others | set(articles) | set(registers)):
        if graph in articles:
            yield _said(view, articles[graph], identities)
        elif graph in registers:
            yield unpack(view.ledger.register(registers[graph]))
        else:
            quads = view.store.quads_for_pattern(None, None, None, NamedNode(graph))
            yield to_sorted_lines(quads)


def said_by(view: View, article: str) -> bytes:
    """What an article says, as sorted N-Quads with the identifiers that its things have in the corpus."""
    return _said(view, article, load_identities(view.ledger, article=article))


def find_differences(view: View) -> Iterator[str]:
    """The articles, by id, of which the store has not what the ledger says, and the article graphs that it has too many."""
    identities, base = load_identities(view.ledger), view.settings.base
    expected = set()
    for known in view.ledger.articles():
        graph = identifiers.graph_iri(known.id, base=base)
        expected.add(graph)
        wanted = Store()
        wanted.load(_said(view, known.id, identities), RdfFormat.N_QUADS)
        if set(wanted) != set(view.store.quads_for_pattern(None, None, None, NamedNode(graph))):
            yield known.id
    of_articles = identifiers.graph_iri("", base=base)
    for each in view.store.named_graphs():
        if isinstance(each, NamedNode) and each.value.startswith(of_articles) and each.value not in expected:
            yield each.value


def _said(view: View, article: str, identities: Mapping[str, tuple[Identity, ...]]) -> bytes:
    ((_, said),) = view.ledger.said([article])
    return rewritten(said, identities.get(article, ()), base=view.settings.base).encode("utf-8")
