"""What came of importing a register: counts, and everything that could not be taken as it stands."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from treatykg.registry.description import RegisterDescription
from treatykg.registry.names import Thing
from treatykg.registry.preparation import PreparedTreaty
from treatykg.registry.rows import Problem, RegisterTable
from treatykg.registry.tables import CleanTables


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name that only the register knows: it is in the graph under an identifier of its own, in so many rows."""

    name: str
    id: str
    role: str
    rows: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Figures of one import. All of it follows from the file: no times.

    :ivar events: type to number
    :ivar unknown: parties, territories and places that neither the gazetteer nor the register's tables know
    :ivar unmapped_subjects: subjects of the register without a concept, with the number of rows
    :ivar known_treaties: local identifiers of the rows that are treaties of the gazetteer
    :ivar told_apart: the number of rows whose identifier needed the register's own to be unlike that of another row
    """

    register: str
    sha256: str
    rows: int
    quads: int
    events: Mapping[str, int]
    things: Mapping[str, int]
    unknown: tuple[UnknownName, ...]
    unmapped_subjects: Mapping[str, int]
    known_treaties: tuple[str, ...]
    told_apart: int
    without_parties: int
    problems: tuple[Problem, ...]


def to_report(
    table: RegisterTable,
    treaties: Sequence[PreparedTreaty],
    tables: CleanTables,
    description: RegisterDescription,
    *,
    quads: int,
) -> ImportReport:
    """The report of an import that ended with so many quads."""
    events = Counter(record[1] for record in tables.rows["events"])
    things = Counter(thing.origin for thing in {thing for treaty in treaties for thing in treaty.things})
    subjects = Counter(row.subject for row in table.rows if not description.subjects.get(row.subject))
    return ImportReport(
        description.id, table.sha256, len(table.rows), quads,
        dict(sorted(events.items())), dict(sorted(things.items())), tuple(_unknown(treaties)),
        dict(sorted(subjects.items())),
        tuple(sorted(each.id for each in treaties if each.known)),
        sum(each.told_apart for each in treaties), sum(not each.parties for each in treaties), table.problems,
    )  # fmt: skip


def to_json(report: ImportReport) -> str:
    """The report as JSON."""
    return json.dumps(asdict(report), indent=2, ensure_ascii=False, sort_keys=True)


def to_text(report: ImportReport) -> str:
    """The report for people: what there is, then what could not be taken as it stands."""
    return "\n".join(_lines(report))


def _unknown(treaties: Iterable[PreparedTreaty]) -> Iterator[UnknownName]:
    found: Counter[tuple[str, Thing]] = Counter()
    for treaty in treaties:
        roles = (("party", treaty.parties), ("territory", treaty.territories), ("place", treaty.places))
        found.update({(role, thing) for role, things in roles for thing in things if thing.origin == "none"})
    for (role, thing), rows in sorted(found.items(), key=lambda each: (each[0][0], -each[1], each[0][1])):
        yield UnknownName(thing.label, thing.id, role, rows)


def _lines(report: ImportReport) -> Iterator[str]:
    events = ", ".join(f"{number:,} {kind}" for kind, number in report.events.items())
    known = sum(report.things.values()) - report.things.get("none", 0)
    yield f"{report.rows:,} treaties of {report.register}, {report.quads:,} quads: {events}"
    yield f"{known} states, organizations and places known, {len(report.unknown)} known to the register only"
    yield f"{len(report.known_treaties)} treaties are in the gazetteer; {report.told_apart} told apart by the register's identifier"
    if report.without_parties:
        yield f"{report.without_parties} treaties without a party"
    for each in report.unknown:
        yield f"  unknown {each.role}: {each.name} ({each.id}), {_rows(each.rows)}"
    for subject, rows in report.unmapped_subjects.items():
        yield f"  subject without a concept: {subject or '(none)'}, {_rows(rows)}"
    for problem in report.problems:
        yield f"  row {problem.row}, {problem.column} {problem.value!r}: {problem.reason}"


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"
