"""The dataset as a network for graph analysis: who is tied to whom, by which fact, with which words.

`FORMATS` names the formats, their files and writers.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from treatykg.network.gexf import to_gexf
from treatykg.network.graphml import to_graphml
from treatykg.network.projection import to_network
from treatykg.triples import Files

__all__ = ["FORMATS", "to_gexf", "to_graphml", "to_network"]

FORMATS: Mapping[str, Files] = MappingProxyType(
    {
        "gexf": {"network.gexf": to_gexf},
        "graphml": {"network.graphml": to_graphml},
    }
)
