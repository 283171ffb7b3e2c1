"""GEXF 1.3, for Gephi (https://gexf.net/schema.html): dated facts are spells, so that its timeline moves through them.

Written by hand: what networkx writes fails the schema (a name of the graph, a namespace) and holds the day of writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import networkx as nx

from treatykg.network.attributes import Attributes
from treatykg.network.columns import ColumnType, columns_of
from treatykg.network.markup import to_attribute, to_text

_HEAD = """<?xml version="1.0" encoding="utf-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""
# What the element itself bears.
_OF_NODES = ("label",)
_OF_EDGES = ("id", "label", "weight")
_Ids = Mapping[str, str]


def to_gexf(network: nx.MultiDiGraph) -> bytes:
    """The network as GEXF; it is dynamic if something in it has a day."""
    nodes = _columns(network.nodes(data=True), _OF_NODES)
    edges = _columns(network.edges(data=True), _OF_EDGES)
    dated = any(_spell(data) for *_, data in (*network.nodes(data=True), *network.edges(data=True)))
    mode = 'mode="dynamic" timeformat="date"' if dated else 'mode="static"'
    name = to_text(network.graph["name"])
    lines = [
        _HEAD,
        f"  <meta>\n    <creator>treatykg</creator>\n    <description>{name}</description>\n  </meta>\n",
        f'  <graph defaultedgetype="directed" {mode}>\n',
        *_declarations("node", nodes),
        *_declarations("edge", edges),
        *_nodes(network, _ids("node", nodes)),
        *_edges(network, _ids("edge", edges)),
        "  </graph>\n</gexf>\n",
    ]
    return "".join(lines).encode("utf-8")


def _columns(rows: nx.reportviews.NodeDataView, without: tuple[str, ...]) -> Mapping[str, ColumnType]:
    columns = columns_of(row[-1] for row in rows)
    return {name: kind for name, kind in columns.items() if name not in without}


def _ids(of: str, columns: Mapping[str, ColumnType]) -> _Ids:
    return {name: f"{of}-{number}" for number, name in enumerate(columns)}


def _declarations(of: str, columns: Mapping[str, ColumnType]) -> Iterator[str]:
    ids = _ids(of, columns)
    yield f'    <attributes class="{of}" mode="static">\n'
    for name, kind in columns.items():
        yield f'      <attribute id="{ids[name]}" title={to_attribute(name)} type="{kind}" />\n'
    yield "    </attributes>\n"


def _nodes(network: nx.MultiDiGraph, ids: _Ids) -> Iterator[str]:
    yield "    <nodes>\n"
    for node, data in network.nodes(data=True):
        yield f"      <node id={to_attribute(node)} label={to_attribute(data['label'])}>\n"
        yield f"{_values(data, ids)}{_spells(data)}      </node>\n"
    yield "    </nodes>\n"


def _edges(network: nx.MultiDiGraph, ids: _Ids) -> Iterator[str]:
    yield "    <edges>\n"
    for source, target, data in network.edges(data=True):
        own = " ".join(f"{name}={to_attribute(data[name])}" for name in _OF_EDGES)
        yield f"      <edge {own} source={to_attribute(source)} target={to_attribute(target)}>\n"
        yield f"{_values(data, ids)}{_spells(data)}      </edge>\n"
    yield "    </edges>\n"


def _values(data: Attributes, ids: _Ids) -> str:
    values = [(ids[name], value) for name, value in data.items() if name in ids]
    lines = (f'          <attvalue for="{key}" value={to_attribute(value)} />\n' for key, value in values)
    return f"        <attvalues>\n{''.join(lines)}        </attvalues>\n" if values else ""


def _spells(data: Attributes) -> str:
    spell = _spell(data)
    return f"        <spells>\n          <spell{spell} />\n        </spells>\n" if spell else ""


def _spell(data: Attributes) -> str:
    """The interval in which the fact lies; an open end has no attribute, as the schema wants it."""
    ends = (("start", data.get("earliest")), ("end", data.get("latest")))
    return "".join(f' {name}="{day}"' for name, day in ends if day)
