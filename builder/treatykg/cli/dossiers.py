"""`treatykg status`, `timeline` and `conflicts`: what all articles together tell of a treaty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.choices import Output
from treatykg.errors import OptionError

if TYPE_CHECKING:
    from treatykg.cli.rows import Cell
    from treatykg.dossiers import Condition, Conflict, Dossier, Position, Standing, Step

_STORE = Annotated[Path, typer.Argument(metavar="STORE", help="A corpus, or a graph file or the folder of a build.")]
_TREATY = Annotated[str, typer.Argument(metavar="TREATY", help="An IRI, a local id, or words of its name.")]
_ONE = Annotated[
    str | None, typer.Argument(metavar="[TREATY]", help="An IRI, a local id, or words of its name; all if left out.")
]
_PRINTED = Annotated[Output, typer.Option("--output", "-o", help="How to print it.")]
_STEPS = ("step", "date", "certainty", "who", "place", "words", "publisher", "published", "article")
_SUMMARY = ("treaty", "status", "perhaps", "because", "waits for", "steps", "articles", "conflicts", "iri")
_STANDING = ("what", "who", "date", "status", "because", "notes", "words", "article")
_CONFLICTS = ("conflict", "kind", "treaty", "about", "told", "publisher", "published", "article", "words")


def status(
    store: _STORE,
    treaty: _ONE = None,
    *,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="By what had happened on a day.")] = None,
    known_by: Annotated[
        str | None, typer.Option("--known-by", metavar="DATE", help="By the articles that had appeared on a day.")
    ] = None,
    output: _PRINTED = Output.table,
) -> None:
    """Tell where treaties stand or stood on a day; of one treaty also where each state stands, and the sentence behind each step.

    - `treatykg status desk`
    - `treatykg status desk "strategic partnership" --as-of 2021-10-31`
    - `treatykg status desk "strategic partnership" --as-of 2021-10-31 --known-by 2021-10-31`
    """
    from treatykg.cli.rows import print_rows
    from treatykg.dossiers import find_conflicts, status_as_of

    day, known = _to_day(as_of, "--as-of"), _to_day(known_by, "--known-by")
    dossiers = _dossiers(store, treaty, texts=treaty is not None)
    if treaty is None:
        rows = [_summary_row(each, status_as_of(each, day, known=known)) for each in dossiers if each.steps]
        print_rows(_SUMMARY, rows, output, empty="no step of a treaty in this graph")
        return
    (dossier,) = dossiers
    standing = status_as_of(dossier, day, known=known)
    print_rows(_STANDING, _standing_rows(standing, find_conflicts(dossier)), output, empty="nothing is known")


def timeline(
    store: _STORE,
    treaty: _TREATY,
    *,
    draw: Annotated[Path | None, typer.Option("--draw", help="A picture of it, .svg or .png.")] = None,
    output: _PRINTED = Output.table,
) -> None:
    """List the steps of a treaty in the order of time, as each article tells them.

    - `treatykg timeline desk treaty/FRA-GRC-2021-strategic-partnership --draw steps.svg`
    """
    from treatykg.cli.rows import print_rows

    if draw is not None and draw.suffix not in (".svg", ".png"):
        raise OptionError(f"--draw {draw}: not a picture: name it .svg or .png")
    (dossier,) = _dossiers(store, treaty)
    rows = [row for step in dossier.steps for row in _step_rows(step)]
    print_rows(_STEPS, rows, output, empty="no step is told of")
    if draw is not None:
        _draw(dossier, draw)


def conflicts(store: _STORE, treaty: _ONE = None, *, output: _PRINTED = Output.table) -> None:
    """List what articles tell differently: dates, votes, parties, and whether something happened. Both stay in the graph.

    - `treatykg conflicts desk`
    """
    from treatykg.cli.rows import print_rows
    from treatykg.dossiers import find_conflicts

    found = [conflict for dossier in _dossiers(store, treaty) for conflict in find_conflicts(dossier)]
    rows = [row for number, each in enumerate(found, start=1) for row in _conflict_rows(number, each)]
    print_rows(_CONFLICTS, rows, output, empty="the articles agree")


def _dossiers(path: Path, treaty: str | None, *, texts: bool = True) -> Iterator[Dossier]:
    from treatykg.dossiers import find_base, find_treaties, load_dossier, resolve_treaty
    from treatykg.store import open_graph

    store = open_graph(path)
    base = find_base(store)
    chosen = find_treaties(store, base=base) if treaty is None else (resolve_treaty(store, treaty, base=base),)
    for each in chosen:
        yield load_dossier(store, each, base=base, texts=texts)


def _to_day(words: str | None, option: str) -> str | None:
    from treatykg.articles import parse_day

    return parse_day(words, place=option).isoformat() if words is not None else None


def _draw(dossier: Dossier, path: Path) -> None:
    from treatykg.network import PICTURES, PROJECTIONS, to_scene
    from treatykg.output import write_file
    from treatykg.triples import Dataset

    write_file(path, PICTURES[path.suffix](to_scene(PROJECTIONS["timeline"](Dataset.of(dossier.quads)))))


def _summary_row(dossier: Dossier, standing: Standing) -> tuple[Cell, ...]:
    from treatykg.dossiers import find_conflicts

    waits = "; ".join(dict.fromkeys(each.waits_for.type for each in standing.conditions if not each.met))
    return (
        standing.treaty.label, standing.status, standing.perhaps, standing.derivation, waits, len(standing.done),
        len(dossier.sources), len(find_conflicts(dossier)), standing.treaty.iri,
    )  # fmt: skip


def _standing_rows(standing: Standing, found: Sequence[Conflict]) -> Iterator[tuple[Cell, ...]]:
    notes = _notes(standing, (), found)
    yield "treaty", standing.treaty.label, standing.day, standing.status, standing.derivation, notes, "", ""
    for each in standing.positions:
        notes = _notes(each, each.missing, found)
        yield "participant", each.participant.label, "", each.status, each.derivation, notes, "", ""
    for condition in standing.conditions:
        yield _condition_row(condition)
    for kind, steps in (("done", standing.done), ("perhaps", standing.may_be_done), ("open", standing.open)):
        for step in steps:
            for what, date, certainty, who, _, words, publisher, published, article in _step_rows(step):
                notes = ", ".join(str(each) for each in (publisher, published) if each)
                yield kind, who, date, what, certainty, notes, words, article


def _notes(standing: Standing | Position, missing: Sequence[str], found: Sequence[Conflict]) -> str:
    """What may also be so, what is missing, and about what articles differ in the steps that a status stands on."""
    disputed = dict.fromkeys(each.kind for each in found if set(each.steps) & set(standing.steps))
    notes = (
        f"perhaps {standing.perhaps}" if standing.perhaps else "",
        f"missing: {', '.join(missing)}" if missing else "",
        f"disputed: {', '.join(disputed)}" if disputed else "",
    )
    return "; ".join(filter(None, notes))


def _condition_row(condition: Condition) -> tuple[Cell, ...]:
    """What waits, for what, and how many are still to act."""
    passage = condition.step.reports[0].passages[0]
    who = ", ".join(each.label for each in condition.waits_for.actors)
    count = f"{condition.reached} of {condition.needed}" if condition.needed is not None else ""
    waits = f"{condition.step.type} waits for {condition.waits_for.type}"
    state = "met" if condition.met else "outstanding"
    article = passage.source.iri.rpartition("/")[2]
    return "condition", who, "", waits, state, count, passage.sentence or passage.quote, article


def _step_rows(step: Step) -> Iterator[tuple[Cell, ...]]:
    who = ", ".join(each.label for each in step.participants or step.actors)
    place = ", ".join(each.label for each in step.places)
    for report in step.reports:
        passage, source = report.passages[0], report.source
        words = passage.sentence or passage.quote
        date = ", ".join(report.dates)
        article = source.iri.rpartition("/")[2]
        yield step.type, date, step.factuality, who, place, words, source.publisher, source.published, article


def _conflict_rows(number: int, conflict: Conflict) -> Iterator[tuple[Cell, ...]]:
    """A row for each article on each side."""
    for side in conflict.sides:
        for passage in side.passages:
            source = passage.source
            article, words = source.iri.rpartition("/")[2], passage.sentence or passage.quote
            yield (
                number, conflict.kind, conflict.treaty.label, conflict.about, side.value, source.publisher,
                source.published, article, words,
            )  # fmt: skip
