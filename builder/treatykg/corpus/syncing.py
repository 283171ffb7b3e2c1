"""From the ledger to the store: who is the same is decided anew, then whatever the store has otherwise is written again.

Every step can be cut off and repeated: an article counts as written only after the store has it, and until then its
graph is written again from the ledger; removing what is not there and adding what is there change nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, Quad, RdfFormat, Store, parse

from treatykg import identifiers
from treatykg.corpus.deriving import derive
from treatykg.corpus.identities import Identity, load_identities, resolution_quads
from treatykg.corpus.ledger import Ledger
from treatykg.corpus.records import pack, unpack
from treatykg.corpus.rewriting import find_courses, rename_posts, rewrite
from treatykg.corpus.store import bulk_load_lines, load_lines, remove_graph, replace_derived, replace_graph
from treatykg.corpus.workers import ItemT, Map, in_batches
from treatykg.identifiers import fingerprint, to_iri

_AT_A_TIME = 250  # articles that are loaded together: about 200,000 quads
MANY = 50  # below this a transaction costs less than what is at stake
_Task: TypeAlias = tuple[str, bytes, tuple[Identity, ...], str]
"""Article, what it says, the identities of its things, base IRI."""
_Graph: TypeAlias = tuple[str, bytes, list[tuple[str, bytes]]]
"""Article, its graph as N-Quads, and what it says of the course of each treaty."""
Stages: TypeAlias = Callable[[str, int], Callable[[int], None]]
"""Begins a stage with its name and how much there is to do; returns what is to be told of each part done."""


def is_synced(ledger: Ledger, rests_on: str) -> bool:
    """Whether the store holds what was resolved, and all registers."""
    return ledger.setting("synced") == rests_on and all(written for _, written in ledger.registers())


def sync(ledger: Ledger, store: Store, rests_on: str, *, base: str, mapped: Map, progress: Stages) -> None:
    """Bring the store to what the ledger and the registers say.

    :param rests_on: what `resolve_all` returned
    """
    registers = [name for name, written in ledger.registers() if written is None]
    _remove_gone(ledger, store, base)
    _write_all(ledger, store, base, mapped, progress)
    _derive_touched(ledger, store, base, progress)
    replace_graph(store, identifiers.background_graph_iri(base=base), _background(ledger))
    replace_graph(store, identifiers.resolution_graph_iri(base=base), resolution_quads(ledger, base=base))
    _write_registers(ledger, store, registers, base)
    store.flush()
    with ledger.transaction():
        ledger.set("synced", rests_on)


def rewritten(said: bytes, identities: Iterable[Identity], *, base: str) -> str:
    """The quads of an article, packed, with the identifiers and labels that its things have in the corpus."""

    def named(local: str) -> str:
        return f"<{to_iri(local, base=base)}>"

    identities = tuple(identities)
    renames = {named(each.original): named(each.canonical) for each in identities if each.original != each.canonical}
    labels = {named(each.canonical): str(Literal(each.label)) for each in identities if each.label is not None}
    lines = unpack(said).decode("utf-8")
    return rewrite(lines, renames | rename_posts(lines, renames, base=base), labels)


def _remove_gone(ledger: Ledger, store: Store, base: str) -> None:
    gone = [article for (article,) in ledger.sql.execute("SELECT article FROM gone")]
    for article in gone:
        remove_graph(store, identifiers.graph_iri(article, base=base))
    store.flush()
    with ledger.transaction() as sql:
        sql.execute("DELETE FROM gone")


def _write_all(ledger: Ledger, store: Store, base: str, mapped: Map, progress: Stages) -> None:
    """Write the graphs of the articles of which the store has another version, or none."""
    identities = load_identities(ledger)
    states = tuple(ledger.states())
    marks = {article: _mark(made_of, identities.get(article, ())) for article, made_of, _ in states}
    stale = [article for article, _, written in states if written != marks[article]]
    advance = progress("writing", len(stale))
    if many := len(stale) > MANY:
        ledger.note_bulk_load(running=True)
    load = bulk_load_lines if many else load_lines
    for batch in _one_ahead(
        mapped(
            _to_graph, ((article, said, identities.get(article, ()), base) for article, said in ledger.said(articles))
        )
        for articles in in_batches(stale, _AT_A_TIME)
    ):
        graphs = tuple(batch)
        for article, *_ in graphs:
            remove_graph(store, identifiers.graph_iri(article, base=base))
        load(store, b"".join(lines for _, lines, _ in graphs))
        store.flush()
        ledger.note_written({article: (marks[article], courses) for article, _, courses in graphs})
        advance(len(graphs))
    if many:
        ledger.note_bulk_load(running=False)


def _one_ahead(items: Iterable[ItemT]) -> Iterator[ItemT]:
    """The items, each after the next one was begun, so that other processes work on it meanwhile."""
    waiting: deque[ItemT] = deque()
    for item in items:
        waiting.append(item)
        if len(waiting) > 1:
            yield waiting.popleft()
    yield from waiting


def _to_graph(task: _Task) -> _Graph:
    article, said, identities, base = task
    lines = rewritten(said, identities, base=base)
    return article, lines.encode("utf-8"), _courses(lines)


def _courses(lines: str) -> list[tuple[str, bytes]]:
    return [(treaty, pack(course.encode("utf-8"))) for treaty, course in find_courses(lines)]


def _mark(made_of: str, identities: Iterable[Identity]) -> str:
    """What the graph of an article in the store depends on."""
    return fingerprint(made_of, [(each.original, each.canonical, each.label) for each in identities])


def _derive_touched(ledger: Ledger, store: Store, base: str, progress: Stages) -> None:
    """Derive again what follows for the treaties of which an article tells something new, or nothing any more."""
    touched = ledger.touched()
    advance = progress("deriving", len(touched))
    for batch in in_batches(touched, _AT_A_TIME):
        for treaty in batch:
            courses = [unpack(course) for _, course in ledger.courses(treaty)]
            replace_derived(store, treaty, derive(treaty, courses, base=base), base=base)
        store.flush()
        ledger.note_derived(batch)
        advance(len(batch))


def _background(ledger: Ledger) -> Iterator[Quad]:
    """What the articles of the corpus need to know, each statement once."""
    found: set[bytes] = set()
    for background in ledger.backgrounds():
        found.update(unpack(background).splitlines(keepends=True))
    return parse(b"".join(sorted(found)), RdfFormat.N_QUADS)


def _write_registers(ledger: Ledger, store: Store, names: Sequence[str], base: str) -> None:
    for name in names:
        remove_graph(store, identifiers.register_graph_iri(name, base=base))
        load_lines(store, unpack(ledger.register(name)))
        store.flush()
        ledger.note_register_written(name)
