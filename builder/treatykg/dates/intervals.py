"""Intervals of days with their EDTF level 1 literal, and the steps of the calendar.

EDTF: https://www.loc.gov/standards/datetime/ (2019). A literal is never more exact than the interval was said: a month stays
`2024-10`, a decade `199X`, ten days are `2024-10-21/2024-10-31`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from treatykg.dates.values import Unit

_PLAIN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
# How many characters of YYYY-MM-DD an end of an interval of this unit has.
_WIDTHS: Mapping[Unit, int] = {"season": 7, "quarter": 7, "decade": 4, "century": 4}


@dataclass(frozen=True, slots=True)
class Interval:
    """From `first` to `last`, both included and None where open; `unit` is what the words counted in, if one unit."""

    first: date | None
    last: date | None
    edtf: str
    unit: Unit | None = None

    @property
    def head(self) -> str:
        """The literal of its beginning, as exact as the interval was said."""
        return self._edge(self.edtf.split("/")[0], self.first)

    @property
    def tail(self) -> str:
        """The literal of its end."""
        return self._edge(self.edtf.split("/")[-1], self.last)

    def _edge(self, literal: str, day: date | None) -> str:
        if day is None or _PLAIN.fullmatch(literal):
            return literal
        return day.isoformat()[: _WIDTHS.get(self.unit or "day", 10)]


def day_of(day: date) -> Interval:
    """One day."""
    return Interval(day, day, day.isoformat(), "day")


def days(first: date, last: date, unit: Unit | None = None) -> Interval:
    """From one day to another."""
    return day_of(first) if first == last else Interval(first, last, f"{first}/{last}", unit)


def week_of(day: date) -> Interval:
    """The week, from Monday, of a day."""
    monday = day - timedelta(day.weekday())
    return days(monday, monday + timedelta(6), "week")


def weekend_of(day: date) -> Interval:
    """Saturday and Sunday of the week of a day."""
    saturday = day + timedelta(5 - day.weekday())
    return days(saturday, saturday + timedelta(1), "weekend")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def month_at(index: int) -> Interval:
    """The month so many months after January of the year 0."""
    year, month = divmod(index, 12)
    first = date(year, month + 1, 1)
    return Interval(first, month_end(year, month + 1), first.isoformat()[:7], "month")


def month_index(day: date) -> int:
    """The number of the month of a day, for `month_at`."""
    return day.year * 12 + day.month - 1


def months(first: int, last: int, unit: Unit | None = None) -> Interval:
    """From one month to another, given by index."""
    return replace(join(month_at(first), month_at(last)), unit=unit or ("month" if first == last else None))


def year_of(year: int) -> Interval:
    """A calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), f"{year:04d}", "year")


def years(first: int, last: int, unit: Unit | None = None) -> Interval:
    """From one year to another."""
    return replace(join(year_of(first), year_of(last)), unit=unit or ("year" if first == last else None))


def decade_of(year: int) -> Interval:
    """The ten years that share the first three digits of a year."""
    return replace(years(year // 10 * 10, year // 10 * 10 + 9, "decade"), edtf=f"{year // 10:03d}X")


def century_of(year: int) -> Interval:
    """The hundred years that share the first two digits of a year."""
    return replace(years(year // 100 * 100, year // 100 * 100 + 99, "century"), edtf=f"{year // 100:02d}XX")


def join(first: Interval, last: Interval) -> Interval:
    """From the beginning of one interval to the end of another."""
    if first.edtf == last.edtf:
        return first
    return Interval(first.first, last.last, f"{first.head}/{last.tail}")


def onwards(interval: Interval) -> Interval | None:
    """From the beginning of an interval, without an end; None if it has no beginning."""
    if interval.first is None:
        return None
    return Interval(interval.first, None, f"{interval.head}/..")


def up_to(interval: Interval) -> Interval | None:
    """To the end of an interval, without a beginning; None if it has no end."""
    if interval.last is None:
        return None
    return Interval(None, interval.last, f"../{interval.tail}")


def before(interval: Interval) -> Interval | None:
    """All time before an interval; None if it is open there."""
    if interval.first is None:
        return None
    last = interval.first - timedelta(1)
    return Interval(None, last, f"../{last.isoformat()[: len(interval.head)]}")


def after(interval: Interval) -> Interval | None:
    """All time after an interval; None if it is open there."""
    if interval.last is None:
        return None
    first = interval.last + timedelta(1)
    return Interval(first, None, f"{first.isoformat()[: len(interval.tail)]}/..")


def _quarter_at(index: int) -> Interval:
    return months(3 * index, 3 * index + 2, "quarter")


_AROUND: Mapping[Unit, Callable[[date, int], Interval]] = {
    "week": lambda day, steps: week_of(day + timedelta(7 * steps)),
    "weekend": lambda day, steps: weekend_of(day + timedelta(7 * steps)),
    "month": lambda day, steps: month_at(month_index(day) + steps),
    "quarter": lambda day, steps: _quarter_at(month_index(day) // 3 + steps),
    "year": lambda day, steps: year_of(day.year + steps),
    "decade": lambda day, steps: decade_of(day.year + 10 * steps),
    "century": lambda day, steps: century_of(day.year + 100 * steps),
}


def unit_around(day: date, unit: Unit, steps: int = 0) -> Interval:
    """The day, week, month ... of a day, or that so many steps later; hours count as their day.

    >>> unit_around(date(2024, 11, 10), "week", -1).edtf
    '2024-10-28/2024-11-03'
    """
    if unit in _AROUND:
        return _AROUND[unit](day, steps)
    return day_of(day + timedelta(steps))
