"""The records behind the keys: rows of all tables as `Known` values, made when asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from treatykg.errors import KnowledgeError
from treatykg.gazetteer import tables
from treatykg.gazetteer.surfaces import capital_places, names_of
from treatykg.gazetteer.tables import Row, Rows, Table, items
from treatykg.gazetteer.values import Known
from treatykg.model import EntityType

_TYPES: Mapping[Table, EntityType | None] = {
    tables.STATES: "State",
    tables.LEGISLATURES: "Legislature",
    tables.LEADERS: "Person",
    tables.ORGANIZATIONS: None,  # the row says it
    tables.GROUPS: "StateGroup",
    tables.TREATIES: "Treaty",
    tables.BODIES: None,  # the row says it
    tables.INSTRUMENTS: "LegalInstrument",
    tables.PLACES: "Place",
}
_PRESENT = {"member", "permanent member"}
_HOUSES = ("parliament", "unicameral", "lower", "upper")


class Records:
    """All rows with keys, and what other tables say of them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._tables = {row["key"]: (table, row) for table in _TYPES for row in rows[table]}
        self._capitals = capital_places(rows)
        self._known: dict[str, Known] = {}

    def __getitem__(self, key: str) -> Known:
        if key not in self._known:
            self._known[key] = self._capital(key) if key not in self._tables else self._make(*self._tables[key])
        return self._known[key]

    def row(self, key: str) -> Row:
        """The row of `key`.

        :raises KnowledgeError: if no table has it
        """
        if key not in self._tables:
            raise KnowledgeError(f"the gazetteer has no row {key!r}: take keys from Gazetteer.keys()")
        return self._tables[key][1]

    def keys(self, of_type: EntityType | None) -> tuple[str, ...]:
        """All keys, or those of one type, sorted."""
        return self._keys if of_type is None else self._keys_of_type.get(of_type, ())

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(sorted({*self._tables, *self._capitals}))

    @cached_property
    def _keys_of_type(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped((self[key].type, key) for key in self._keys)

    @cached_property
    def legislatures(self) -> Mapping[str, tuple[str, ...]]:
        """State to its parliament and chambers, the parliament first, then the lower and the upper house."""
        houses = sorted(
            (_HOUSES.index(row["kind"]), row["state"], row["key"]) for row in self._rows[tables.LEGISLATURES]
        )
        return _grouped((state, key) for _, state, key in houses)

    @cached_property
    def organizations(self) -> Mapping[str, tuple[str, ...]]:
        """State to the organizations of which it is a member today."""
        return _grouped(sorted((state, organization) for organization, state in self._memberships()))

    @cached_property
    def _members(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(sorted(self._memberships()))

    @cached_property
    def _offices(self) -> Mapping[str, tuple[str, ...]]:
        """Person to what the offices are of, the latest first."""
        terms = sorted(((row["since"], row["person"], row["of"]) for row in self._rows[tables.TERMS]), reverse=True)
        return _grouped((person, of) for _, person, of in terms)

    def _memberships(self) -> set[tuple[str, str]]:
        """Present memberships: organization and state."""
        current = (row for row in self._rows[tables.MEMBERSHIPS] if row["status"] in _PRESENT and not row["until"])
        return {(row["organization"], row["state"]) for row in current}

    def _make(self, table: Table, row: Row) -> Known:
        key = row["key"]
        return Known(
            key,
            _TYPES[table] or row["type"],  # type: ignore[arg-type]  # the tables' checks allow entity types only
            row["label"],
            names_of(table, row),
            wikidata=row["wikidata"] or None,
            acts_for=self._offices.get(key, ()) if table is tables.LEADERS else items(_owner(row)),
            members=self._members.get(key, ()) if table is tables.ORGANIZATIONS else items(row.get("members", "")),
            parties=items(row.get("parties", "")),
            year=int(row["signed"][:4]) if row.get("signed") else None,
            kind=row.get("kind", ""),
            within=items(row.get("country", "")),
        )

    def _capital(self, key: str) -> Known:
        if key not in self._capitals:
            raise KnowledgeError(f"the gazetteer does not know {key!r}: take keys from Gazetteer.keys()")
        names, wikidata = self._capitals[key]
        return Known(key, "Place", names[0], names, wikidata=wikidata, kind="capital")


def _owner(row: Row) -> str:
    """The state of a body, what an office is of, or the organization of an organ; empty for what stands for itself."""
    organ_of = row.get("parent", "") if row.get("kind") == "organ" else ""
    return row.get("state") or row.get("of") or organ_of


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """Pairs by their first, the seconds each once, in the order of the pairs."""
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for first, second in pairs:
        groups[first][second] = None
    return {first: tuple(seconds) for first, seconds in groups.items()}
