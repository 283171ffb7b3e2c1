"""Where a treaty and each of its participants stood on a day, by the rules of `treatykg.inference`, and what was missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from treatykg.dossiers.values import Dossier, Step, Thing
from treatykg.inference.acts import Act
from treatykg.inference.participations import Case, resolve_participation
from treatykg.inference.treaties import resolve_status
from treatykg.vocab import TREATY

_OPEN = ("Planned", "Conditional")
_CONSENT = (TREATY.Ratification, TREATY.Accession, TREATY.InstrumentDeposit, TREATY.InstrumentExchange)


@dataclass(frozen=True, slots=True)
class Position:
    """A participant's status, as the local name of a concept, the rule in words, and what it has not yet done."""

    participant: Thing
    status: str
    derivation: str
    missing: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A treaty on a day: its status and why, the participants, and the steps by what had become of them.

    `done` are the steps surely taken by then, `perhaps` those whose dates leave it open or are not known, `open` what was
    planned or waits for a condition.
    """

    treaty: Thing
    day: str | None
    status: str
    derivation: str
    positions: tuple[Position, ...]
    done: tuple[Step, ...]
    perhaps: tuple[Step, ...]
    open: tuple[Step, ...]


def status_as_of(dossier: Dossier, day: str | None = None) -> Standing:
    """Where the treaty stood at the end of a day (ISO 8601), or stands by all that is told.

    A step without a date counts as done when the article that first tells of it appeared by then.
    """
    happened = [step for step in dossier.steps if step.act.actual]
    done = tuple(step for step in happened if day is None or _last_day(step) <= day)
    perhaps = tuple(step for step in happened if step not in done and _first_day(step) <= (day or ""))
    acts = [step.act for step in done]
    opened = tuple(step for step in dossier.steps if step.factuality in _OPEN and _told(step, day))
    standing = resolve_status(acts, frozenset(each.iri for each in dossier.parties))
    participants = sorted({each for step in done for each in step.participants}, key=lambda each: each.label)
    return Standing(
        treaty=dossier.treaty,
        day=day,
        status=_local(standing.status) if standing else "",
        derivation=standing.derivation if standing else "no step that tells",
        positions=tuple(_position([*acts, *(step.act for step in opened)], each, day) for each in participants),
        done=done,
        perhaps=perhaps,
        open=opened,
    )


def _position(acts: Sequence[Act], participant: Thing, day: str | None) -> Position:
    own = [act for act in acts if participant.iri in act.participants]
    found = resolve_participation(Case(acts, own, participant.iri, day))
    classes = {each for act in own if act.actual for each in act.classes}
    return Position(
        participant,
        _local(found.status) if found else "",
        found.derivation if found else "",
        _missing(classes, in_force=any(act.actual and str(TREATY.EntryIntoForce) in act.classes for act in acts)),
    )


def _missing(classes: set[str], *, in_force: bool) -> str:
    """The next step of the Vienna Convention (articles 11 to 16 and 24) of which nothing is told."""
    if str(TREATY.Withdrawal) in classes:
        return ""
    if not classes.intersection(map(str, _CONSENT)):
        approved = str(TREATY.DomesticApproval) in classes
        return "ratification" if approved else "approval or ratification"
    return "" if in_force else "entry into force"


def _last_day(step: Step) -> str:
    return _interval(step)[1] or step.first_report or "9999"


def _first_day(step: Step) -> str:
    return _interval(step)[0] or _last_day(step)


def _interval(step: Step) -> tuple[str | None, str | None]:
    """The first and last day that all articles allow; where they contradict one another, the widest of what they tell."""
    earliest = max((each.earliest for each in step.reports if each.earliest), default=None)
    latest = min((each.latest for each in step.reports if each.latest), default=None)
    if earliest and latest and earliest > latest:
        return step.act.earliest, step.act.latest
    return earliest, latest


def _told(step: Step, day: str | None) -> bool:
    return day is None or (step.first_report or "") <= day


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
