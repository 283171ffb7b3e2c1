"""`treatykg status`, `timeline` and `conflicts`: what all articles together tell of a treaty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.choices import Output

if TYPE_CHECKING:
    from treatykg.cli.rows import Cell
    from treatykg.dossiers import Conflict, Dossier, Standing, Step

_STORE = Annotated[Path, typer.Argument(metavar="STORE", help="A corpus, or a graph file or the folder of a build.")]
_TREATY = Annotated[str, typer.Argument(metavar="TREATY", help="An IRI, a local id, or words of its name.")]
_ONE = Annotated[
    str | None, typer.Argument(metavar="[TREATY]", help="An IRI, a local id, or words of its name; all if left out.")
]
_PRINTED = Annotated[Output, typer.Option("--output", "-o", help="How to print it.")]
_STEPS = ("step", "date", "certainty", "who", "place", "words", "publisher", "published", "article")


def status(
    store: _STORE,
    treaty: _ONE = None,
    *,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="A day, as 2024-06-30.")] = None,
    output: _PRINTED = Output.table,
) -> None:
    """Tell where treaties stand or stood on a day; of one treaty also where each state stands, and the sentence behind each step.

    - `treatykg status desk`
    - `treatykg status desk "strategic partnership" --as-of 2021-10-31`
    """
    from treatykg.articles import parse_day
    from treatykg.cli.rows import print_rows
    from treatykg.dossiers import status_as_of

    day = parse_day(as_of, place="--as-of").isoformat() if as_of is not None else None
    standings = [status_as_of(each, day) for each in _dossiers(store, treaty)]
    if treaty is None:
        rows = [
            (each.treaty.label, each.status, each.derivation, len(each.done), each.treaty.iri) for each in standings
        ]
        print_rows(("treaty", "status", "because", "steps", "iri"), rows, output, empty="no treaty in this graph")
        return
    (standing,) = standings
    columns = ("what", "who", "date", "status", "because or missing", "words", "article")
    print_rows(columns, _standing_rows(standing), output, empty="nothing is known")


def timeline(store: _STORE, treaty: _TREATY, *, output: _PRINTED = Output.table) -> None:
    """List the steps of a treaty in the order of time, as each article tells them.

    - `treatykg timeline desk treaty/FRA-GRC-2021-strategic-partnership`
    """
    from treatykg.cli.rows import print_rows

    (dossier,) = _dossiers(store, treaty)
    rows = [row for step in dossier.steps for row in _step_rows(step)]
    print_rows(_STEPS, rows, output, empty="no step is told of")


def conflicts(store: _STORE, treaty: _ONE = None, *, output: _PRINTED = Output.table) -> None:
    """List what articles tell differently: dates, votes, parties, and whether something happened. Both stay in the graph.

    - `treatykg conflicts desk`
    """
    from treatykg.cli.rows import print_rows
    from treatykg.dossiers import find_conflicts

    found = [conflict for dossier in _dossiers(store, treaty) for conflict in find_conflicts(dossier)]
    columns = ("kind", "treaty", "about", "one", "words", "article", "other", "other words", "other article")
    print_rows(columns, [_conflict_row(each) for each in found], output, empty="the articles agree")


def _dossiers(path: Path, treaty: str | None) -> Iterator[Dossier]:
    from treatykg.dossiers import find_base, find_treaties, load_dossier, resolve_treaty
    from treatykg.store import open_graph

    store = open_graph(path)
    base = find_base(store)
    chosen = find_treaties(store, base=base) if treaty is None else (resolve_treaty(store, treaty, base=base),)
    for each in chosen:
        yield load_dossier(store, each, base=base)


def _standing_rows(standing: Standing) -> Iterator[tuple[Cell, ...]]:
    yield "treaty", standing.treaty.label, standing.day, standing.status, standing.derivation, "", ""
    for each in standing.positions:
        why = f"{each.derivation}; missing: {each.missing}" if each.missing else each.derivation
        yield "participant", each.participant.label, "", each.status, why, "", ""
    for kind, steps in (("done", standing.done), ("perhaps", standing.perhaps), ("open", standing.open)):
        for step in steps:
            for what, date, certainty, who, _, words, _, _, article in _step_rows(step):
                yield kind, who, date, what, certainty, words, article


def _step_rows(step: Step) -> Iterator[tuple[Cell, ...]]:
    who = ", ".join(each.label for each in step.participants or step.actors)
    place = ", ".join(each.label for each in step.places)
    for report in step.reports:
        passage, source = report.passages[0], report.source
        words = passage.sentence or passage.quote
        date = ", ".join(report.dates)
        article = source.iri.rpartition("/")[2]
        yield step.type, date, step.factuality, who, place, words, source.publisher, source.published, article


def _conflict_row(conflict: Conflict) -> tuple[Cell, ...]:
    sides = [
        cell
        for side in (conflict.one, conflict.other)
        for cell in (side.value, side.words, side.source.iri.rpartition("/")[2])
    ]
    return conflict.kind, conflict.treaty.label, conflict.about, *sides
