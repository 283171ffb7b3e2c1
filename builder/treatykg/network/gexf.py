"""GEXF 1.3, for Gephi (https://gexf.net/schema.html)."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, indent, tostring

from networkx.readwrite.gexf import GEXFWriter

from treatykg.identifiers import BASE
from treatykg.network.markup import for_xml
from treatykg.network.projection import to_network
from treatykg.triples import Dataset

_SCHEMA = "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"


def to_gexf(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The network of the dataset as GEXF."""
    writer: Any = GEXFWriter(version="1.3", prettyprint=False)
    writer.add_graph(for_xml(to_network(dataset)))
    document: Element = writer.xml
    _correct(document)
    indent(document)
    content: bytes = tostring(document, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _correct(document: Element) -> None:
    """Take out what makes networkx's document differ from day to day, or invalid by the schema."""
    document.set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
    document.set("xsi:schemaLocation", _SCHEMA)
    meta, graph = document
    del meta.attrib["lastmodifieddate"]
    meta[0].text = "treatykg"
    del graph.attrib["name"]
