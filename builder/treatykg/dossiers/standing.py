"""Where a treaty and each of its participants stood on a day, by the rules of `treatykg.inference`, and what was outstanding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from treatykg.dossiers.outstanding import Condition, find_conditions, find_missing, is_fulfilled
from treatykg.dossiers.reading import known_by
from treatykg.dossiers.values import Dossier, Report, Step, Thing
from treatykg.inference.acts import Act
from treatykg.inference.participations import Case, resolve_participation
from treatykg.inference.treaties import resolve_status
from treatykg.vocab import local_name

_OPEN = ("Planned", "Conditional")


@dataclass(frozen=True, slots=True)
class Position:
    """A participant's status, as the local name of a concept, the rule in words, and the steps not yet taken, in their order.

    `perhaps` is the status if what may have happened by then had; empty if that changes nothing. `steps` are the IRIs of the
    events that the status stands on.
    """

    participant: Thing
    status: str
    derivation: str
    perhaps: str
    steps: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A treaty on a day: its status and why, the participants, and the steps by what had become of them.

    `done` are the steps surely taken by then, `may_be_done` those whose dates leave it open, `open` what was planned or waits for
    a condition and has not come since; `conditions` are what entry into force still waits for. `perhaps` and `steps` as in
    `Position`.
    """

    treaty: Thing
    day: str | None
    status: str
    derivation: str
    perhaps: str
    steps: tuple[str, ...]
    positions: tuple[Position, ...]
    done: tuple[Step, ...]
    may_be_done: tuple[Step, ...]
    open: tuple[Step, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class _Day:
    """The acts as the rules see them on a day: what surely happened, what may have, and what was only told of."""

    day: str | None
    sure: Sequence[Act]
    may: Sequence[Act]
    parties: frozenset[str]


def status_as_of(dossier: Dossier, day: str | None = None, *, known: str | None = None) -> Standing:
    """Where the treaty stood at the end of a day (ISO 8601), or stands by all that is told.

    A step counts from its last possible day on, but not after the article that tells it; one without a date from the day on which
    the first article told of it.

    :param known: use only articles that had appeared by this day
    """
    dossier = known_by(dossier, known) if known is not None else dossier
    happened = [step for step in dossier.steps if step.act.actual]
    done = tuple(step for step in happened if day is None or _last_day(step) <= day)
    may = tuple(step for step in happened if step not in done and _first_day(step) <= (day or ""))
    told = [step for step in dossier.steps if not step.act.actual and _is_told(step, day)]
    opened = tuple(step for step in told if step.factuality in _OPEN and not is_fulfilled(step, done))
    sure = [step.act for step in (*done, *told)]
    on_day = _Day(day or _last_report(dossier), sure, [*sure, *(step.act for step in may)], _iris(dossier.parties))
    found = resolve_status(on_day.sure, on_day.parties)
    status = local_name(found.status) if found else ""
    return Standing(
        treaty=dossier.treaty,
        day=day,
        status=status,
        derivation=found.derivation if found else "no step that tells",
        perhaps=_other(resolve_status(on_day.may, on_day.parties), status),
        steps=found.events if found else (),
        positions=tuple(_position(on_day, each, done, opened) for each in _participants(dossier, (*done, *may))),
        done=done,
        may_be_done=may,
        open=opened,
        conditions=find_conditions(opened, dossier.steps, done),
    )


def _position(on_day: _Day, participant: Thing, done: Sequence[Step], opened: Sequence[Step]) -> Position:
    found, may = (resolve_participation(_case(acts, participant.iri, on_day.day)) for acts in (on_day.sure, on_day.may))
    status = local_name(found.status) if found else ""
    return Position(
        participant=participant,
        status=status,
        derivation=found.derivation if found else "nothing is told of it",
        perhaps=_other(may, status),
        steps=found.events if found else (),
        missing=find_missing(participant.iri, status, done, opened),
    )


def _case(acts: Sequence[Act], participant: str, as_of: str | None) -> Case:
    return Case(acts, [act for act in acts if participant in act.participants], participant, as_of)


def _participants(dossier: Dossier, steps: Iterable[Step]) -> list[Thing]:
    """Who has taken a step, and whom the articles name as parties."""
    found = {*dossier.parties, *(each for step in steps for each in step.participants)}
    return sorted(found, key=lambda each: (each.label, each.iri))


def _other(found: object, status: str) -> str:
    other = local_name(getattr(found, "status", ""))
    return other if other != status else ""


def _last_day(step: Step) -> str:
    """The day by which it surely had happened."""
    return _interval(step)[1] or step.first_report or "9999"


def _first_day(step: Step) -> str:
    return _interval(step)[0] or _last_day(step)


def _interval(step: Step) -> tuple[str | None, str | None]:
    """The first and last day that all dated reports allow; where they contradict one another, the widest of what they tell."""
    dated = [each for each in step.reports if each.earliest or each.latest]
    firsts = [each.earliest for each in dated if each.earliest]
    lasts = [day for each in dated if (day := _told_by(each))]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if first and last and first > last:
        return min(firsts), max(lasts)
    return first, last


def _told_by(report: Report) -> str | None:
    """The last possible day; what an article tells to have happened had done so when it appeared."""
    return min((day for day in (report.latest, report.source.published) if day), default=None)


def _is_told(step: Step, day: str | None) -> bool:
    return day is None or (step.first_report or "") <= day


def _last_report(dossier: Dossier) -> str | None:
    return max((each.published for each in dossier.sources if each.published), default=None)


def _iris(things: Iterable[Thing]) -> frozenset[str]:
    return frozenset(each.iri for each in things)
