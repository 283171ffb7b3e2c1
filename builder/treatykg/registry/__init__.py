"""Authoritative registers of treaties: mapped to the ontology in a graph of their own, and compared with the news."""

from __future__ import annotations

from treatykg.registry.description import RegisterDescription, find_registers, load_description, read_description
from treatykg.registry.importing import Register, import_register
from treatykg.registry.report import ImportReport, UnknownName, to_json, to_text

__all__ = [
    "ImportReport",
    "Register",
    "RegisterDescription",
    "UnknownName",
    "find_registers",
    "import_register",
    "load_description",
    "read_description",
    "to_json",
    "to_text",
]
