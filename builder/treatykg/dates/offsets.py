"""Resolvers of what is counted from another time: "last week", "two years ago", "ten days later", "within days"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from treatykg.dates.intervals import (
    Interval,
    day_of,
    days,
    join,
    month_at,
    month_end,
    month_index,
    months,
    onwards,
    unit_around,
    up_to,
    years,
)  # fmt: skip
from treatykg.dates.scene import Scene, base_of, told
from treatykg.dates.values import Reading

Base = tuple[date, date]
# Rough by how many years a number of decades or centuries is, and by how many days a number of weeks above two.
_ROUGH_YEARS = {"decade": 2, "century": 20}
_YEARS = {"year": 1, "decade": 10, "century": 100}
_MONTHS = {"month": 1, "quarter": 3}
_ROUGH_WEEKS = timedelta(3)
_FORTNIGHT = 2


def period(reading: Reading, scene: Scene) -> Interval | None:
    """The day, week, month, year ... so many steps from that of the publication, or of the event told before."""
    base, unit, steps = base_of(reading, scene), reading.unit, reading.which or 0
    if base is None or unit is None:
        return None
    if unit == "day" and steps == 0 and reading.reference == "narrative":
        return told(scene)
    if unit == "weekend" and reading.which is None:
        return _weekend(base[0], scene)
    return join(unit_around(base[0], unit, steps), unit_around(base[1], unit, steps))


def _weekend(day: date, scene: Scene) -> Interval:
    """The last weekend that has begun, or the coming one."""
    begun = day.weekday() >= 5
    return unit_around(day, "weekend", 0 if begun or scene.tense in ("future", "present") else -1)


def offset(reading: Reading, scene: Scene) -> Interval | None:
    """A number of units away, as exact as such words are meant: days to the day, months to the month, years to the year."""
    base = base_of(reading, scene)
    if base is None or reading.unit is None:
        return None
    if reading.unit == "hour" and (reading.count or 0) < 24:
        return told(scene) if reading.reference != "publication" else day_of(base[0])
    if reading.count is None:
        return up_to(day_of(base[1])) if reading.direction < 0 else onwards(day_of(base[0]))
    return _loosened(reading, base, reading.count)


def _loosened(reading: Reading, base: Base, count: int) -> Interval | None:
    """The interval at the offset, widened by "nearly", "about", "more than", "less than"."""
    centre = _shifted(reading, base, count)
    if reading.leeway == "over":
        return up_to(centre) if reading.direction < 0 else onwards(centre)
    if reading.leeway == "within":
        return _between(centre, _whole(base), reading.direction)
    if reading.leeway is None:
        return centre
    nearer = _shifted(reading, base, count - 1)
    farther = centre if reading.leeway == "under" else _shifted(reading, base, count + 1)
    return _between(farther, nearer, reading.direction)


def _between(far: Interval, near: Interval, direction: int) -> Interval:
    return join(far, near) if direction < 0 else join(near, far)


def _whole(base: Base) -> Interval:
    return days(*base)


def _shifted(reading: Reading, base: Base, count: int) -> Interval:
    """Both ends of the base moved by `count` units, joined; the unit says how exact the result is."""
    steps, unit = reading.direction * count, reading.unit or "day"
    if unit in _MONTHS or unit in _YEARS:
        return _shifted_months(reading, base, steps)
    if unit == "week":
        return _shifted_weeks(reading, base, steps)
    moved = timedelta(int(steps / 24) if unit == "hour" else steps)
    return days(base[0] + moved, base[1] + moved)


def _shifted_weeks(reading: Reading, base: Base, steps: int) -> Interval:
    """One week and a fortnight are a day of the same name, approximately; more of them are within three days of it."""
    moved = timedelta(7 * steps)
    if reading.exact or base[0] != base[1]:
        return days(base[0] + moved, base[1] + moved)
    day = day_of(base[0] + moved)
    if abs(steps) <= _FORTNIGHT:
        return replace(day, edtf=f"{day.edtf}~")
    return days(base[0] + moved - _ROUGH_WEEKS, base[1] + moved + _ROUGH_WEEKS)


def _shifted_months(reading: Reading, base: Base, steps: int) -> Interval:
    """Months lead to a month, one year too ("a year ago"), more years to a year, decades to within two years."""
    unit = reading.unit or "month"
    moved = steps * (_MONTHS[unit] if unit in _MONTHS else 12 * _YEARS[unit])
    first, last = month_index(base[0]) + moved, month_index(base[1]) + moved
    if reading.exact:
        return days(_same_day(base[0], first), _same_day(base[1], last))
    if unit in _MONTHS or (unit == "year" and abs(steps) <= 1 and first == last):
        return months(first, last)
    rough = _ROUGH_YEARS.get(unit, 0)
    return years(first // 12 - rough, last // 12 + rough)


def _same_day(day: date, index: int) -> date:
    """The day of that number in another month, or its last."""
    end = month_at(index).last or day
    return date(end.year, end.month, min(day.day, month_end(end.year, end.month).day))


def elapsed(reading: Reading, scene: Scene) -> Interval | None:
    """Within, in, or over the past so many units; without a number it is open at the far end."""
    if reading.future and scene.tense not in ("future", "present"):
        return None
    base = base_of(reading, scene)
    if base is None:
        return None
    if reading.count is None:
        return offset(replace(reading, unit="day"), scene)
    far = _shifted(reading, base, reading.count)
    return _between(far, _whole(base), reading.direction) if reading.within else far


def aftermath(_reading: Reading, scene: Scene) -> Interval | None:
    """From the event told before to the day of publication: "has since signed"."""
    before = scene.narrative
    if before is None or before.latest is None or scene.today is None or before.latest > scene.today:
        return None
    return days(before.latest, scene.today)
