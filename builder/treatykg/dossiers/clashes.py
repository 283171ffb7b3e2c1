"""When two reports of one act cannot both be right, each of them taken at its word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from typing import TypeAlias

from treatykg.dossiers.values import Report
from treatykg.model import Vote

Clash: TypeAlias = Callable[[Report, Report], bool]

_FAR = timedelta(days=3 * 365)  # dates further apart than this are of two treaties more likely than of one act


@dataclass(frozen=True, slots=True)
class Check:
    """What reports of one act may tell differently: `clash` is sure, `differ` rules out that they agree."""

    key: Callable[[Report], object]
    differ: Clash
    clash: Clash


def when(report: Report) -> tuple[str | None, ...]:
    """The days that count for a denial or a plan: those of the event, and that of publication."""
    return report.earliest, report.latest, report.source.published


def _dates(report: Report) -> tuple[str | None, ...] | None:
    return (report.earliest, report.latest) if report.earliest or report.latest else None


def _votes(report: Report) -> Vote | None:
    return report.vote if report.vote != Vote() else None


def dates_differ(one: Report, other: Report) -> bool:
    """Whether the intervals of the two do not meet."""
    return any(a and b and a < b for a, b in _bounds(one, other))


def _dates_clash(one: Report, other: Report) -> bool:
    """Whether the dates are of one act and cannot both be right; "today" in copy that two outlets print on two days is one day."""
    if _is_copy(one, other):
        return False
    days = ((_to_day(a), _to_day(b)) for a, b in _bounds(one, other))
    return any(a and b and timedelta(0) < b - a <= _FAR for a, b in days)


def _is_copy(one: Report, other: Report) -> bool:
    """Whether both tell it in the same words, so that only the day of publication makes the dates differ."""
    words, others = ({passage.sentence or passage.quote for passage in each.passages} for each in (one, other))
    return bool(words & others)


def _bounds(one: Report, other: Report) -> tuple[tuple[str | None, str | None], ...]:
    """The last day of each with the first of the other: the intervals meet unless one of these is in order."""
    return (one.latest, other.earliest), (other.latest, one.earliest)


def _to_day(day: str | None) -> date | None:
    """A day that the calendar of Python knows; graphs of others may hold any."""
    try:
        return date.fromisoformat(day) if day else None
    except ValueError:
        return None


def _votes_differ(one: Report, other: Report) -> bool:
    counts = zip(astuple(one.vote)[:3], astuple(other.vote)[:3], strict=True)
    opposed = (a.vote.unanimous and b.vote.votes_against for a, b in ((one, other), (other, one)))
    return any(a is not None and b is not None and a != b for a, b in counts) or any(opposed)


def _votes_clash(one: Report, other: Report) -> bool:
    """Of one vote: two that were taken on different days may well differ."""
    return _votes_differ(one, other) and not dates_differ(one, other)


def _done_by(report: Report) -> str | None:
    """The day by which something had happened: its last possible day, or that on which the article appeared."""
    return min((day for day in (report.latest, report.source.published) if day), default=None)


def denies(yes: Report, no: Report) -> bool:
    """Whether one denies, on the day it appears or later, what the other tells to have happened by then."""
    done, told = _done_by(yes), no.source.published
    return bool(done and told and done <= told) and not dates_differ(yes, no)


def is_late_plan(yes: Report, plan: Report) -> bool:
    """Whether one still tells as a plan, after its day, what the other tells to have happened on a day."""
    done, told = yes.latest, plan.source.published
    return bool(done and told and done < told and (plan.earliest is None or plan.earliest > done))


def is_late_text(signed: Report, text: Report) -> bool:
    """Whether the text was still talked of, or only then agreed, after the day of the signature; years later it is another text."""
    done, later = _to_day(signed.latest), _to_day(text.earliest)
    return bool(done and later and timedelta(0) < later - done <= _FAR)


DATE = Check(_dates, dates_differ, _dates_clash)
VOTES = Check(_votes, _votes_differ, _votes_clash)
