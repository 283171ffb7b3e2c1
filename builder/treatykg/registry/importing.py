"""Importing a register: from the table that its keeper publishes to a graph of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatykg.gazetteer import load_gazetteer
from treatykg.identifiers import BASE, background_graph_iri, check_base, register_graph_iri
from treatykg.model import Entity
from treatykg.registry.description import load_description
from treatykg.registry.engine import apply_mapping
from treatykg.registry.preparation import PreparedTreaty, prepare, to_tables
from treatykg.registry.report import ImportReport, to_report
from treatykg.registry.rows import read_register
from treatykg.triples.dataset import Dataset, to_sorted_lines
from treatykg.triples.entities import background_statements
from treatykg.triples.terms import Names, to_quads


@dataclass(frozen=True, slots=True)
class Register:
    """An imported register.

    :ivar graph: what it says, in the graph `register_graph_iri(name)`
    :ivar background: what the gazetteer knows of the states, organizations and places it names, in the background graph
    """

    name: str
    base: str
    graph: Dataset
    background: Dataset
    report: ImportReport

    @property
    def graph_name(self) -> str:
        """The IRI of the graph that holds what the register says."""
        return register_graph_iri(self.name, base=self.base)

    def to_nquads(self) -> bytes:
        """The register's graph as sorted N-Quads: equal tables give equal bytes."""
        return to_sorted_lines(self.graph)


def import_register(path: Path, *, register: str = "uk-fcdo", base: str = BASE) -> Register:
    """The register whose table is in a file.

    The names in it are looked up, the rest is its mapping in RML. Nothing is dropped silently: see the report.

    :param register: one of `find_registers()`
    :raises OptionError: if there is no such register, or data cannot be named below `base`
    :raises RegisterError: if the table cannot be read, or Morph-KGC is not there
    :raises KnowledgeError: if a file of the register's description is broken
    """
    description = load_description(register)
    check_base(base)
    table = read_register(path, description)
    treaties = prepare(table, description)
    tables = to_tables(treaties, table, description)
    graph = Dataset.of(apply_mapping(description.mapping, tables, base=base))
    report = to_report(table, treaties, tables, description, quads=len(graph))
    return Register(register, base, graph, _background(treaties, base), report)


def _background(treaties: Sequence[PreparedTreaty], base: str) -> Dataset:
    things = sorted({thing for treaty in treaties for thing in treaty.things if thing.origin == "gazetteer"})
    gazetteer = load_gazetteer()
    known = (gazetteer.record(thing.id) for thing in things)
    entities = [Entity(each.key, each.type, each.label, wikidata=each.wikidata, key=each.key) for each in known]
    return _in_background(entities, base)


def _in_background(entities: Iterable[Entity], base: str) -> Dataset:
    statements = background_statements(entities, Names(base, ""), gazetteer=load_gazetteer())
    return Dataset.of(to_quads(statements, background_graph_iri(base=base)))
