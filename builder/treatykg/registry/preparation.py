"""From the rows of a register to clean tables: what a mapping language cannot do, which is to look things up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from treatykg.identifiers import event_id, fingerprint, treaty_id
from treatykg.model import Event, EventType
from treatykg.registry.description import RegisterDescription
from treatykg.registry.names import Thing, is_party, resolve_party, resolve_places
from treatykg.registry.rows import RegisterTable, Row
from treatykg.registry.tables import CleanTables
from treatykg.registry.titles import find_known, name_of

_EVENTS: Mapping[str, EventType] = {
    "signed": "Signature",
    "adopted": "Adoption",
    "in_force": "EntryIntoForce",
    "terminated": "Termination",
}
_Record = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PreparedTreaty:
    """One row with its names looked up and its treaty named.

    :ivar known: whether it is a treaty of the gazetteer, which gives the identifier
    :ivar told_apart: whether the identifier needed that of the register to be unlike that of another row
    """

    row: Row
    id: str
    name: str
    parties: tuple[Thing, ...]
    territories: tuple[Thing, ...]
    places: tuple[Thing, ...]
    concepts: tuple[str, ...]
    known: bool = False
    told_apart: bool = False

    @property
    def things(self) -> tuple[Thing, ...]:
        """All that the row names."""
        return (*self.parties, *self.territories, *self.places)


def prepare(table: RegisterTable, description: RegisterDescription) -> tuple[PreparedTreaty, ...]:
    """The treaties of a register, in its order, each with an identifier of its own.

    Identifiers are made as those of articles are, so that news and register can meet; where two rows would share one, the
    register's own identifier tells them apart.
    """
    drafts = [_draft(row, description) for row in table.rows]
    shared = Counter(draft.id for draft in drafts)
    return tuple(draft if shared[draft.id] == 1 else _apart(draft) for draft in drafts)


def to_tables(
    treaties: Iterable[PreparedTreaty], table: RegisterTable, description: RegisterDescription
) -> CleanTables:
    """The clean tables of prepared treaties, for the register's mapping."""
    treaties = tuple(treaties)
    things = {thing.id: thing for treaty in treaties for thing in sorted(treaty.things, reverse=True)}
    return CleanTables.of(
        (
            _register_record(table, description),
            *(record for treaty in treaties for record in _records(treaty)),
            *(("things", (id_, things[id_].type, things[id_].label)) for id_ in sorted(things)),
        )
    )


def _draft(row: Row, description: RegisterDescription) -> PreparedTreaty:
    named = [(is_party(name), resolve_party(name, row.year, description)) for name in row.parties]
    # A few territories are written like parties; a place is never one.
    parties = tuple(each for each in _joined(things for party, things in named if party) if each.type != "Place")
    others = _joined(things if not party else _places_of(things) for party, things in named)
    name, key = name_of(row.title, description), find_known(row)
    return PreparedTreaty(
        row, key or _treaty_id(row, name, parties), name, parties, others,
        resolve_places(row.place, description), description.subjects.get(row.subject, ()), known=key is not None,
    )  # fmt: skip


def _places_of(things: Iterable[Thing]) -> tuple[Thing, ...]:
    return tuple(thing for thing in things if thing.type == "Place")


def _treaty_id(row: Row, name: str, parties: Iterable[Thing]) -> str:
    return treaty_id(name, parties=[each.id for each in parties], year=row.year, scope=row.identifier)


def _apart(draft: PreparedTreaty) -> PreparedTreaty:
    named = _treaty_id(draft.row, draft.name, draft.parties)
    return replace(draft, id=f"{named}-{fingerprint(draft.row.identifier)}", known=False, told_apart=True)


def _joined(groups: Iterable[tuple[Thing, ...]]) -> tuple[Thing, ...]:
    return tuple(dict.fromkeys(thing for group in groups for thing in group))


def _register_record(table: RegisterTable, description: RegisterDescription) -> _Record:
    cells = (description.title, description.publisher, description.url, f"sha256:{table.sha256}")
    return "register", (f"register/{description.id}", *cells)


def _records(treaty: PreparedTreaty) -> Iterator[_Record]:
    row = treaty.row
    name = treaty.name if treaty.name != row.title else ""
    yield "treaties", (treaty.id, str(row.number), row.title, name, _note(row), row.identifier)
    yield from (("parties", (treaty.id, party.id)) for party in treaty.parties)
    yield from (("territories", (treaty.id, each.id)) for each in treaty.territories)
    yield from (("subjects", (treaty.id, concept)) for concept in treaty.concepts)
    for column, kind in _EVENTS.items():
        if column in row.dates:
            yield from _event_records(treaty, kind, row.dates[column])


def _event_records(treaty: PreparedTreaty, kind: EventType, day: date) -> Iterator[_Record]:
    signed = kind == "Signature"
    # Who signed a multilateral treaty that day the register does not tell: some have acceded since.
    actors = tuple(each.id for each in treaty.parties) if signed and treaty.row.bilateral else ()
    places = tuple(each.id for each in treaty.places) if signed else ()
    identifier = event_id(
        Event("", kind, "Actual", (), (treaty.id,), actors, places), scope=treaty.row.identifier
    )  # fmt: skip
    effective = treaty.row.dates.get("effective") if kind == "EntryIntoForce" else None
    yield "events", (identifier, kind, treaty.id, str(treaty.row.number))
    yield "dates", (identifier, day.isoformat(), effective.isoformat() if effective and effective != day else "")
    yield from (("actors", (identifier, actor)) for actor in actors)
    yield from (("places", (identifier, place)) for place in places)


def _note(row: Row) -> str:
    """What has no event of its own: provisional application is no entry into force (Vienna Convention, article 25)."""
    day = row.dates.get("provisional")
    return f"Provisionally applied from {day.isoformat()}." if day else ""
