"""The timeline: events as nodes with their first and last possible day, tied to treaties, to actors and to what followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

import networkx as nx
from rdflib.namespace import RDFS

from treatykg.network.attributes import Attributes, entity_attributes, fact_attributes, joined
from treatykg.network.corpus import Corpus
from treatykg.network.ties import edge_id
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY

# The tie's name, the predicate from the event, and whether the edge runs to the event.
_LINKS = (
    ("acts in", TREATY.actor, True),
    ("concerns", TREATY.concerns, False),
    ("waits for", TREATY.conditionalOn, False),
)
_SHARED = ("relation", "factuality", "date", "earliest", "latest", "quote", "article", "published", "confidence")


def to_timeline(dataset: Dataset) -> nx.MultiDiGraph:
    """Events with `earliest` and `latest` day, their actors and treaties; `precedes` links what surely came one by one.

    An event without a date stands in the network without days: the day of publication is not put in their place.
    """
    index = Corpus.of(dataset).whole
    network = nx.MultiDiGraph(name="timeline")
    events = {event: fact_attributes(event, index) for event in index.instances(TREATY.Event)}
    edges = [*_links(events, index), *_sequences(events, index)]
    for node in sorted({*events, *(end for source, target, _ in edges for end in (source, target))}):
        network.add_node(node, **_node_attributes(node, events.get(node), index))
    for source, target, values in edges:
        key = edge_id(source, target, str(values["relation"]))
        network.add_edge(source, target, key=key, id=key, **values)
    return network


def _links(events: dict[str, Attributes], index: Index) -> Iterator[tuple[str, str, Attributes]]:
    for event, fact in events.items():
        for name, predicate, inwards in _LINKS:
            for other in index.values(event, predicate):
                source, target = (other, event) if inwards else (event, other)
                yield source, target, fact | {"label": name, "relation": name, "direction": "directed"}


def _sequences(events: dict[str, Attributes], index: Index) -> Iterator[tuple[str, str, Attributes]]:
    """For each treaty, from each event to the next one, where their dates leave no doubt which was first."""
    by_treaty: dict[str, list[str]] = defaultdict(list)
    for event, fact in events.items():
        if fact["earliest"] and fact["latest"]:
            for treaty in index.values(event, TREATY.concerns):
                by_treaty[treaty].append(event)
    for treaty, found in sorted(by_treaty.items()):
        name = joined(index.values(treaty, RDFS.label))
        for first, second in pairwise(_in_order(found, events)):
            if str(events[first]["latest"]) < str(events[second]["earliest"]):
                yield first, second, _sequence_attributes(events[second], name)


def _in_order(found: Iterable[str], events: dict[str, Attributes]) -> list[str]:
    return sorted(found, key=lambda event: (str(events[event]["earliest"]), str(events[event]["latest"]), event))


def _sequence_attributes(later: Attributes, treaty: str) -> Attributes:
    """The edge begins to exist with the later event, whose words it bears."""
    return later | {"label": "precedes", "relation": "precedes", "treaty": treaty, "direction": "directed"}


def _node_attributes(node: str, fact: Attributes | None, index: Index) -> Attributes:
    if fact is None:
        return entity_attributes(node, index) | {name: 1.0 if name == "confidence" else "" for name in _SHARED[1:]}
    about = f": {fact['treaty']}" if fact["treaty"] else ""
    when = f" {fact['date']}" if fact["date"] else ""
    values = entity_attributes(node, index) | {name: fact[name] for name in _SHARED[1:]}
    return values | {"label": f"{fact['relation']}{when}{about}", "type": fact["relation"]}
