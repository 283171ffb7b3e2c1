"""From the ledger to the store: who is the same is decided anew, then whatever the store has otherwise is written again.

Every step can be cut off and repeated: an article counts as written only after the store has it, and until then its
graph is written again from the ledger; removing what is not there and adding what is there change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from pyoxigraph import Literal, Quad, RdfFormat, Store, parse

from treatykg import identifiers
from treatykg.corpus.deriving import derive
from treatykg.corpus.identities import Identity, load_identities, resolution_quads, resolve_all
from treatykg.corpus.ledger import Ledger
from treatykg.corpus.records import pack, unpack
from treatykg.corpus.rewriting import find_courses, rewrite
from treatykg.corpus.store import bulk_load_lines, load_lines, remove_graph, replace_derived, replace_graph
from treatykg.corpus.workers import in_batches
from treatykg.identifiers import fingerprint, to_iri
from treatykg.resolution import Decisions

_AT_A_TIME = 250  # articles that are loaded together: about 200,000 quads
_MANY = 50  # below this a transaction costs less than what is at stake
_Identities: TypeAlias = Mapping[str, tuple[Identity, ...]]
Stages: TypeAlias = Callable[[str, int], Callable[[int], None]]
"""Begins a stage with its name and how much there is to do; returns what is to be told of each part done."""


def sync(ledger: Ledger, store: Store, *, base: str, decisions: Decisions, progress: Stages) -> None:
    """Bring the store to what the ledger, the decisions and the registers say; nothing is done when it is there already."""
    rests_on = resolve_all(ledger, decisions)
    registers = [name for name, written in ledger.registers() if written is None]
    if ledger.setting("synced") == rests_on and not registers:
        return
    identities = load_identities(ledger)
    _remove_gone(ledger, store, base)
    _write_all(ledger, store, identities, base, progress)
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
    return rewrite(unpack(said).decode("utf-8"), renames, labels)


def _remove_gone(ledger: Ledger, store: Store, base: str) -> None:
    gone = [article for (article,) in ledger.sql.execute("SELECT article FROM gone")]
    for article in gone:
        remove_graph(store, identifiers.graph_iri(article, base=base))
    store.flush()
    with ledger.transaction() as sql:
        sql.execute("DELETE FROM gone")


def _write_all(ledger: Ledger, store: Store, identities: _Identities, base: str, progress: Stages) -> None:
    """Write the graphs of the articles of which the store has another version, or none."""
    states = tuple(ledger.states())
    marks = {article: _mark(made_of, identities.get(article, ())) for article, made_of, _ in states}
    stale = [article for article, _, written in states if written != marks[article]]
    advance = progress("writing", len(stale))
    if many := len(stale) > _MANY:
        ledger.note_bulk_load(running=True)
    for batch in in_batches(stale, _AT_A_TIME):
        lines = {
            article: rewritten(said, identities.get(article, ()), base=base) for article, said in ledger.said(batch)
        }
        for article in lines:
            remove_graph(store, identifiers.graph_iri(article, base=base))
        load = bulk_load_lines if many else load_lines
        load(store, "".join(lines.values()).encode("utf-8"))
        store.flush()
        ledger.note_written({article: (marks[article], _courses(each)) for article, each in lines.items()})
        advance(len(batch))
    if many:
        ledger.note_bulk_load(running=False)


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
