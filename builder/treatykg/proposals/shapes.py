"""What the shapes find wrong with an article's facts, before the graph of the run is built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from treatykg.facts import Reading
from treatykg.gazetteer import load_gazetteer
from treatykg.inference import infer
from treatykg.model import Extraction
from treatykg.proposals.values import Found
from treatykg.triples import to_dataset, to_rdflib
from treatykg.validation import validate

Violations: TypeAlias = Mapping[tuple[str, str, str | None], str]
"""Messages by shape, node and value."""


def find_violations(reading: Reading, found: Found) -> Violations:
    """The violations in the graph of the article with these facts, derived triples included; warnings do not count."""
    document = reading.linked.document
    entities = (*reading.linked.entities.values(), *found.entities)
    said = to_dataset(
        Extraction(document.article, document.sentences, entities, found.facts), background=load_gazetteer()
    )
    findings = validate(to_rdflib(said | infer(said))).findings
    return {(f.shape, f.focus, f.value): f.message for f in findings if f.severity == "violation"}
