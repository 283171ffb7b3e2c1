"""What a node shows when several graphs speak of it; what each of them says stays on its own edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from treatykg.propertygraph.kinds import resolve_type
from treatykg.propertygraph.mapping import Merge, Rules
from treatykg.propertygraph.model import Node, Properties, Value
from treatykg.propertygraph.statements import TYPES


def to_node(iri: str, kind: str, said: Iterable[Properties], rules: Rules) -> Node:
    """The node of a thing from what each graph says of it, in whatever order the graphs come."""
    said = tuple(said)
    merged: dict[str, Value] = {}
    for name in sorted({each for properties in said for each in properties}):
        rule = rules.property_of_name.get(name)  # not the classes, nor what is kept word for word
        values = [properties[name] for properties in said if name in properties]
        if rule is not None:
            merged[name] = _union(values) if rule.many else _choose(values, rule.merge)
    types = _union([properties[TYPES] for properties in said if TYPES in properties])
    return Node(iri, kind, resolve_type(types, kind), merged)


def _union(values: Iterable[Value]) -> tuple[str, ...]:
    return tuple(sorted({word for value in values if isinstance(value, tuple) for word in value}))


def _choose(values: Sequence[Value], merge: Merge) -> Value:
    """One of the values, which are all of one type."""
    ordered = sorted(set(values), key=_rank)
    return ordered[-1] if merge == "largest" else ordered[0]


def _rank(value: Value) -> tuple[float, str]:
    return (value, "") if isinstance(value, int | float) else (0, str(value))
