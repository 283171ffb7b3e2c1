"""The world knowledge of treatykg: states, parliaments, leaders, organizations, treaties, their names and offices.

>>> world = load_gazetteer()
>>> [hit.span.of("Kyiv and the DPRK") for hit in world.find_names("Kyiv and the DPRK")]
['Kyiv', 'DPRK']
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from treatykg.gazetteer.checks import check_tables
from treatykg.gazetteer.folding import fold
from treatykg.gazetteer.tables import TABLES, read_table
from treatykg.gazetteer.values import Known, NameHit, NameUse, Naming, Term
from treatykg.gazetteer.world import Gazetteer
from treatykg.resources import folder

__all__ = ["Gazetteer", "Known", "NameHit", "NameUse", "Naming", "Term", "fold", "load_gazetteer", "read_gazetteer"]


def read_gazetteer(tables: Path) -> Gazetteer:
    """The gazetteer of the tables in a folder.

    :raises KnowledgeError: if a table is missing or broken; the message names file and line
    """
    rows = {table: read_table(table, tables) for table in TABLES}
    check_tables(rows, tables)
    return Gazetteer(rows)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that travels with treatykg.

    :raises KnowledgeError: if a table is missing or broken; the message names file and line
    """
    return read_gazetteer(folder("ontology") / "gazetteer")
