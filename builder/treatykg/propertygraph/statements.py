"""What one graph says of one thing: its classes, properties and edges, and word for word what fits none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib.namespace import RDF

from treatykg.propertygraph.mapping import Rules
from treatykg.propertygraph.model import Properties, Value
from treatykg.propertygraph.values import find_value, to_term
from treatykg.triples import triple_of
from treatykg.triples.terms import Term
from treatykg.vocab import local_name

TYPES = "types"
OTHER = "other"
_TYPE = str(RDF.type)
_Values = dict[str, list[Value]]


@dataclass(slots=True)
class Statements:
    """What one graph says of one subject. `edges` are pairs of type and target."""

    properties: Properties = field(default_factory=dict)
    edges: tuple[tuple[str, str], ...] = ()


def read_statements(quads: Iterable[Quad], kinds: Mapping[str, str], rules: Rules) -> dict[str, Statements]:
    """What one graph says of each of its subjects, whose kinds and whose objects' kinds are known."""
    by_subject: dict[str, list[tuple[NamedNode, Term]]] = defaultdict(list)
    for quad in quads:
        subject, predicate, value = triple_of(quad)
        by_subject[subject.value].append((predicate, value))
    return {subject: _of_subject(subject, pairs, kinds, rules) for subject, pairs in by_subject.items()}


def to_terms(properties: Properties, rules: Rules) -> Iterator[tuple[NamedNode, Term]]:
    """The predicates and terms that the properties stand for, the way back of `read_statements`."""
    for name in _texts(properties.get(TYPES)):
        yield NamedNode(_TYPE), NamedNode(rules.class_of_name[name])
    for name in properties.keys() & rules.property_of_name.keys():
        value, rule = properties[name], rules.property_of_name[name]
        for each in value if isinstance(value, tuple) else (value,):
            yield NamedNode(rule.predicate), to_term(each, rule)
    for line in _texts(properties.get(OTHER)):
        (quad,) = parse(f"<urn:x> {line} .".encode(), RdfFormat.N_TRIPLES)
        _, predicate, term = triple_of(quad)
        yield predicate, term


def _of_subject(
    subject: str, pairs: Iterable[tuple[NamedNode, Term]], kinds: Mapping[str, str], rules: Rules
) -> Statements:
    values: _Values = defaultdict(list)
    edges: list[tuple[str, str]] = []
    for predicate, term in pairs:
        if not (
            _add_type(values, predicate, term, rules) or _add_value(values, predicate, term, kinds[subject], rules)
        ):
            if edge := _find_edge(predicate, term, (kinds[subject], kinds), rules):
                edges.append(edge)
            else:
                values[OTHER].append(_line(predicate, term))
    return Statements({name: _joined(name, each, rules) for name, each in values.items()}, tuple(sorted(edges)))


def _add_type(values: _Values, predicate: NamedNode, term: Term, rules: Rules) -> bool:
    known = predicate.value == _TYPE and isinstance(term, NamedNode) and term.value in rules.kind_of_class
    if known:
        values[TYPES].append(local_name(term.value))
    return known


def _add_value(values: _Values, predicate: NamedNode, term: Term, kind: str, rules: Rules) -> bool:
    rule = rules.property_of.get(predicate.value)
    if rule is None or kind not in rule.kinds or (values.get(rule.name) and not rule.many):
        return False
    value = find_value(term, rule)
    if value is not None:
        values[rule.name].append(value)
    return value is not None


def _find_edge(
    predicate: NamedNode, term: Term, kinds: tuple[str, Mapping[str, str]], rules: Rules
) -> tuple[str, str] | None:
    rule = rules.edge_of.get(predicate.value)
    if rule is None or isinstance(term, Literal) or kinds[0] not in rule.sources:
        return None
    return (rule.type, term.value) if kinds[1].get(term.value) in rule.targets else None


def _joined(name: str, values: list[Value], rules: Rules) -> Value:
    many = name in (TYPES, OTHER) or rules.property_of_name[name].many
    return tuple(sorted(map(str, values))) if many else values[0]


def _line(predicate: NamedNode, term: Term) -> str:
    """Predicate and object as N-Triples writes them."""
    return str(Triple(NamedNode("urn:x"), predicate, term)).removeprefix("<urn:x> ")


def _texts(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
