"""Authoritative registers of treaties: mapped to the ontology in a graph of their own, and compared with the news."""

from __future__ import annotations

from treatykg.registry.accounts import Account
from treatykg.registry.checking import check_register, load_register_shapes
from treatykg.registry.comparing import COLUMNS, FactCheck, RegisterCheck, TreatyCheck, compare_with_register, to_rows
from treatykg.registry.description import RegisterDescription, find_registers, load_description, read_description
from treatykg.registry.importing import Register, import_register
from treatykg.registry.reading import read_entries, read_news
from treatykg.registry.report import ImportReport, UnknownName, to_json, to_text

__all__ = [
    "COLUMNS",
    "Account",
    "FactCheck",
    "ImportReport",
    "Register",
    "RegisterCheck",
    "RegisterDescription",
    "TreatyCheck",
    "UnknownName",
    "check_register",
    "compare_with_register",
    "find_registers",
    "import_register",
    "load_description",
    "load_register_shapes",
    "read_description",
    "read_entries",
    "read_news",
    "to_json",
    "to_rows",
    "to_text",
]
