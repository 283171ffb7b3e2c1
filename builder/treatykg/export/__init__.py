"""The formats that a dataset can be handed over in, one module each; equal datasets give equal bytes.

`FORMATS` names the formats, their files and writers.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from treatykg.export.annotations import to_annotations
from treatykg.export.jsonld import to_jsonld
from treatykg.export.nquads import to_nquads
from treatykg.export.tables import to_claims_table, to_entities_table, to_events_table, to_provisions_table
from treatykg.export.trig import to_trig
from treatykg.export.turtle import to_turtle
from treatykg.triples import Files

__all__ = [
    "FORMATS",
    "to_annotations",
    "to_claims_table",
    "to_entities_table",
    "to_events_table",
    "to_jsonld",
    "to_nquads",
    "to_provisions_table",
    "to_trig",
    "to_turtle",
]

FORMATS: Mapping[str, Files] = MappingProxyType(
    {
        "annotations": {"annotations.jsonld": to_annotations},
        "csv": {
            "claims.csv": to_claims_table,
            "entities.csv": to_entities_table,
            "events.csv": to_events_table,
            "provisions.csv": to_provisions_table,
        },
        "jsonld": {"graph.jsonld": to_jsonld},
        "nquads": {"graph.nq": to_nquads},
        "trig": {"graph.trig": to_trig},
        "turtle": {"graph.ttl": to_turtle},
    }
)
