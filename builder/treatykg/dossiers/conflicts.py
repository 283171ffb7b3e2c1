"""What articles tell differently of one treaty. Both sides are kept in the graph; here they are set side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, dataclass
from itertools import combinations
from typing import Literal, TypeAlias

from treatykg.dossiers.values import Dossier, Report, Source, Step, Thing
from treatykg.model import Vote

Kind: TypeAlias = Literal["date", "votes", "factuality", "parties"]
_AGAINST = ("Denied", "Negated")


@dataclass(frozen=True, slots=True)
class Side:
    """What one article tells: the value in question, the words, and the article."""

    value: str
    words: str
    source: Source


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two articles that cannot both be right about a step of a treaty, or about its parties."""

    kind: Kind
    treaty: Thing
    about: str
    one: Side
    other: Side


def find_conflicts(dossier: Dossier) -> tuple[Conflict, ...]:
    """The conflicts between articles, step by step; what one article tells in itself is for the shapes to judge.

    Dates conflict when their intervals do not meet: a narrower one within a wider is none. Votes conflict when a number
    that both tell differs; parties when two articles that name two or more do not have one list within the other.
    """
    found = [*_between_reports(dossier), *_between_steps(dossier), *_about_parties(dossier)]
    return tuple(found)


def _between_reports(dossier: Dossier) -> Iterator[Conflict]:
    checks: tuple[tuple[Kind, Callable[[Report, Report], bool], Callable[[Report], str]], ...] = (
        ("date", _dates_conflict, lambda report: ", ".join(report.dates)),
        ("votes", lambda one, other: _votes_conflict(one.vote, other.vote), lambda report: _vote_text(report.vote)),
    )
    for step in dossier.steps:
        for one, other in combinations(step.reports, 2):
            for kind, conflict, text in checks:
                if one.source != other.source and conflict(one, other):
                    yield Conflict(kind, dossier.treaty, _about(step), _side(one, text(one)), _side(other, text(other)))


def _between_steps(dossier: Dossier) -> Iterator[Conflict]:
    """One article tells that something happened, another that it did not, of the same actors and at the same time."""
    for yes in (each for each in dossier.steps if each.factuality == "Actual" and each.participants):
        for no in (each for each in dossier.steps if each.factuality in _AGAINST and each.type == yes.type):
            if yes.participants == no.participants:
                yield from _denials(dossier, yes, no)


def _denials(dossier: Dossier, yes: Step, no: Step) -> Iterator[Conflict]:
    for one in yes.reports:
        for other in no.reports:
            # What had not happened when one article appeared may have happened when another did.
            late = (
                other.source.published is not None and one.latest is not None and one.latest <= other.source.published
            )
            if one.source != other.source and late and not _dates_conflict(one, other):
                yield Conflict(
                    "factuality", dossier.treaty, _about(yes), _side(one, yes.factuality), _side(other, no.factuality)
                )
                return


def _about_parties(dossier: Dossier) -> Iterator[Conflict]:
    sources = {each.iri: each for each in dossier.sources}
    names = {each.iri: each.label for each in dossier.parties}
    told = [
        (sources[iri], found)
        for iri, found in sorted(dossier.parties_by_source.items())
        if iri in sources and len(found) > 1
    ]
    for (one, ones), (other, others) in combinations(told, 2):
        if not (ones <= others or others <= ones):
            sides = (Side(_names(found, names), "", source) for source, found in ((one, ones), (other, others)))
            yield Conflict("parties", dossier.treaty, "the parties", *sides)


def _dates_conflict(one: Report, other: Report) -> bool:
    return any(a and b and a < b for a, b in ((one.latest, other.earliest), (other.latest, one.earliest)))


def _votes_conflict(one: Vote, other: Vote) -> bool:
    numbers = zip(astuple(one)[:3], astuple(other)[:3], strict=True)
    return any(a is not None and b is not None and a != b for a, b in numbers)


def _vote_text(vote: Vote) -> str:
    named = zip(("for", "against", "abstained"), astuple(vote)[:3], strict=True)
    return ", ".join(f"{number} {side}" for side, number in named if number is not None)


def _about(step: Step) -> str:
    who = ", ".join(each.label for each in step.participants)
    return f"{step.type} ({who})" if who else step.type


def _side(report: Report, value: str) -> Side:
    passage = report.passages[0]
    return Side(value, passage.sentence or passage.quote, report.source)


def _names(found: frozenset[str], names: Mapping[str, str]) -> str:
    return ", ".join(sorted(names.get(each, each) for each in found))
