"""From where a time is reckoned, and which of several possible times is meant: the tense of the verb decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from treatykg.dates.intervals import Interval
from treatykg.dates.values import Reading, Tense
from treatykg.model import TimeInterval


@dataclass(frozen=True, slots=True)
class Scene:
    """The day of publication (None: unknown), the tense of the verb, and when the event told before happened."""

    today: date | None
    tense: Tense | None = None
    narrative: TimeInterval | None = None


def base_of(reading: Reading, scene: Scene) -> tuple[date, date] | None:
    """The first and last day from which the reading may count; None if that is unknown."""
    if reading.reference == "publication":
        return (scene.today, scene.today) if scene.today else None
    told = scene.narrative
    return (told.earliest, told.latest) if told and told.earliest and told.latest else None


def told(scene: Scene) -> Interval | None:
    """The interval of the event told before, if both ends are known."""
    before = scene.narrative
    if before is None or before.earliest is None or before.latest is None:
        return None
    return Interval(before.earliest, before.latest, before.edtf)


def choose(candidates: Iterable[Interval], scene: Scene) -> Interval | None:
    """The one meant, of intervals in order of time.

    Past (the default) is the latest that has begun, future the next that is not over, present the nearest; today counts.
    """
    today = scene.today
    if today is None:
        return None
    if scene.tense == "present":
        return min(candidates, key=lambda each: (_distance(each, today), not _is_ahead(each, today)), default=None)
    if scene.tense == "future":
        return next((each for each in candidates if each.last and each.last >= today), None)
    return max((each for each in candidates if each.first and each.first <= today), key=_beginning, default=None)


def _beginning(interval: Interval) -> date:
    return interval.first or date.min


def _distance(interval: Interval, day: date) -> int:
    first, last = interval.first or date.min, interval.last or date.max
    return max((first - day).days, (day - last).days, 0)


def _is_ahead(interval: Interval, day: date) -> bool:
    return interval.first is not None and interval.first > day
