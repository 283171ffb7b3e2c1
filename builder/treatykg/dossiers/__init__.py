"""Dossiers: everything that the articles of a graph tell of one treaty, where it stood on a day, and what they dispute.

dossier = load_dossier(store, iri)
status_as_of(dossier, "2024-11-30"), find_conflicts(dossier)
"""

from __future__ import annotations

from treatykg.dossiers.conflicts import Conflict, Side, find_conflicts
from treatykg.dossiers.naming import find_base, find_treaties, resolve_treaty
from treatykg.dossiers.outstanding import Condition
from treatykg.dossiers.reading import known_by, load_dossier, to_dossier
from treatykg.dossiers.standing import Position, Standing, status_as_of
from treatykg.dossiers.values import Dossier, Passage, Report, Source, Statement, Step, Thing

__all__ = [
    "Condition",
    "Conflict",
    "Dossier",
    "Passage",
    "Position",
    "Report",
    "Side",
    "Source",
    "Standing",
    "Statement",
    "Step",
    "Thing",
    "find_base",
    "find_conflicts",
    "find_treaties",
    "known_by",
    "load_dossier",
    "resolve_treaty",
    "status_as_of",
    "to_dossier",
]
