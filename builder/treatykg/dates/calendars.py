"""Resolvers of what the calendar names: days, months, years, weekdays, seasons, quarters, decades."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from treatykg.dates.intervals import (
    Interval,
    century_of,
    day_of,
    days,
    decade_of,
    month_at,
    month_end,
    month_index,
    months,
    week_of,
    year_of,
    years,
)  # fmt: skip
from treatykg.dates.scene import Scene, base_of, choose
from treatykg.dates.values import Reading
from treatykg.lexicon import load_lexicon

# A 29 February without a year is at most eight years away.
_LEAP_GAP = 8


def calendar(reading: Reading, scene: Scene) -> Interval | None:
    """A year, month, day, or days of a month; without a year the one that the tense means."""
    if reading.which is not None:
        return _of_month(reading, scene)
    year = _year(reading, scene)
    if year is not None:
        return _in_year(reading, year)
    if reading.year_which is not None or scene.today is None:
        return None
    return choose(_around(reading, scene.today), scene)


def _year(reading: Reading, scene: Scene) -> int | None:
    """The year that the words give, or give by "last year", "that year"; None if they do not."""
    if reading.year is not None or reading.year_which is None:
        return reading.year
    base = base_of(reading, scene)
    return base[0].year + reading.year_which if base and base[0].year == base[1].year else None


def _in_year(reading: Reading, year: int) -> Interval | None:
    if reading.month is None:
        return year_of(year) if reading.day is None else None
    return _in_month(reading, year * 12 + reading.month - 1)


def _in_month(reading: Reading, index: int) -> Interval | None:
    """The month, or the days of it that are meant; None if it has no such day."""
    month = month_at(index)
    if reading.day is None or month.first is None or month.last is None:
        return month
    if reading.day < 0:
        return day_of(month.last)
    if max(reading.day, reading.last_day or 0) > month.last.day:
        return None
    return days(month.first.replace(day=reading.day), month.first.replace(day=reading.last_day or reading.day))


def _around(reading: Reading, today: date) -> Iterator[Interval]:
    """The day or month in the years around, or the day in the months around."""
    if reading.month is None:
        indexes = range(month_index(today) - 2, month_index(today) + 3)
    else:
        reach = _LEAP_GAP if (reading.month, reading.day) == (2, 29) else 1
        indexes = range((today.year - reach) * 12 + reading.month - 1, (today.year + reach + 1) * 12, 12)
    return (found for index in indexes if (found := _in_month(reading, index)))


def _of_month(reading: Reading, scene: Scene) -> Interval | None:
    """Such as "last November", "that May", "the 5th of last month"."""
    base = base_of(reading, scene)
    if base is None or reading.which is None:
        return None
    if reading.month is None:
        return _in_month(reading, month_index(base[0]) + reading.which) if base[0].month == base[1].month else None
    return _in_month(reading, _step_index(base, reading.month, reading.which))


def _step_index(base: tuple[date, date], month: int, steps: int) -> int:
    """The index of the month of that name last before, in the same year as, or next after the base."""
    first, last = month_index(base[0]), month_index(base[1])
    if steps == 0:
        return base[0].year * 12 + month - 1
    if steps < 0:
        return first - 1 - (first - 1 - (month - 1)) % 12
    return last + 1 + ((month - 1) - (last + 1)) % 12


def slashed(reading: Reading, _scene: Scene) -> Interval | None:
    """A date such as 6/19/2024; where day and month may be exchanged, from one of the two days to the other."""
    if reading.year is None or reading.month is None or reading.day is None:
        return None
    pairs = {(reading.month, reading.day), (reading.day, reading.month)}
    possible = sorted(
        date(reading.year, month, day)
        for month, day in pairs
        if month <= 12 and day <= month_end(reading.year, month).day
    )
    return days(possible[0], possible[-1]) if possible else None


def year_span(reading: Reading, _scene: Scene) -> Interval | None:
    """From one year to another."""
    return years(reading.year, reading.last_year) if reading.year and reading.last_year else None


def decade(reading: Reading, _scene: Scene) -> Interval | None:
    """Ten years."""
    return decade_of(reading.year) if reading.year else None


def century(reading: Reading, _scene: Scene) -> Interval | None:
    """A hundred years."""
    return century_of((reading.ordinal - 1) * 100) if reading.ordinal and reading.ordinal > 0 else None


def weekday(reading: Reading, scene: Scene) -> Interval | None:
    """A weekday; without "last" or "next" the one that the tense means, the day of publication included."""
    base = base_of(reading, scene)
    if base is None or reading.weekday is None:
        return None
    if reading.week_which is not None:
        return _of_week(base[0] + timedelta(7 * reading.week_which), reading.weekday)
    if reading.which:
        return _stepped_weekday(reading, base)
    if reading.which == 0 and (reading.reference != "publication" or scene.tense in (None, "present")):
        return _of_week(base[0], reading.weekday)
    monday = base[0] - timedelta(base[0].weekday())
    if reading.count is not None:
        coming = _of_week(monday if base[0].weekday() <= reading.weekday else monday + timedelta(7), reading.weekday)
        return day_of(coming.first + timedelta(7 * reading.count)) if coming.first else None
    return choose([_of_week(monday + timedelta(7 * step), reading.weekday) for step in (-1, 0, 1)], scene)


def weekday_of_month(reading: Reading, scene: Scene) -> Interval | None:
    """Such as "the first Monday in June", "the last Sunday of August"."""
    month = calendar(replace(reading, weekday=None, ordinal=None), scene)
    if month is None or month.first is None or month.last is None or reading.weekday is None or reading.ordinal is None:
        return None
    if reading.ordinal < 0:
        return day_of(month.last - timedelta((month.last.weekday() - reading.weekday) % 7))
    first = month.first + timedelta((reading.weekday - month.first.weekday()) % 7)
    day = first + timedelta(7 * (reading.ordinal - 1))
    return day_of(day) if day <= month.last else None


def _stepped_weekday(reading: Reading, base: tuple[date, date]) -> Interval:
    """What is "last" is before the day, "next" in the week after, "the following" the first one after."""
    wanted = reading.weekday or 0
    if (reading.which or 0) < 0:
        return day_of(base[0] - timedelta((base[0].weekday() - wanted - 1) % 7 + 1))
    if reading.reference == "publication":
        return _of_week(base[1] + timedelta(7), wanted)
    return day_of(base[1] + timedelta((wanted - base[1].weekday() - 1) % 7 + 1))


def _of_week(day: date, wanted: int) -> Interval:
    monday = week_of(day).first or day
    return day_of(monday + timedelta(wanted))


def season(reading: Reading, scene: Scene) -> Interval | None:
    """A season of the northern hemisphere, as a season code; winter as its three months."""
    name = reading.season or ""
    year = _year(reading, scene)
    if year is not None:
        return _season_of(name, year)
    base = base_of(reading, scene)
    if base is None or reading.year_which is not None:
        return None
    around = [_season_of(name, base[0].year + step) for step in (-2, -1, 0, 1)]
    if reading.which is None:
        return choose(around, scene)
    return _stepped(around, base[0], reading.which)


def _season_of(name: str, year: int) -> Interval:
    month, code = load_lexicon("dates")["seasons"][name]
    span = months(year * 12 + month - 1, year * 12 + month + 1, "season")
    return Interval(span.first, span.last, f"{year:04d}-{code}", "season") if code else span


def _stepped(around: list[Interval], day: date, steps: int) -> Interval | None:
    """The one that is over, that the day is in (or that begins in its year), or that has not begun."""
    if steps < 0:
        return next((each for each in reversed(around) if each.last and each.last < day), None)
    if steps > 0:
        return next((each for each in around if each.first and each.first > day), None)
    inside = (each for each in around if each.first and each.last and each.first <= day <= each.last)
    return next(inside, next((each for each in around if each.first and each.first.year == day.year), None))


def division(reading: Reading, scene: Scene) -> Interval | None:
    """A quarter or half of a year, a half or week of a month."""
    if reading.ordinal is None:
        return None
    if reading.month is not None:
        month = calendar(reading, scene)
        return _part_of_month(month, reading) if month else None
    year = _year(reading, scene)
    if year is not None:
        return _part_of_year(reading, year)
    if scene.today is None or reading.year_which is not None:
        return None
    candidates = (_part_of_year(reading, scene.today.year + step) for step in (-1, 0, 1))
    return choose([each for each in candidates if each], scene)


def _part_of_year(reading: Reading, year: int) -> Interval | None:
    size = 3 if reading.means == "quarter" else 6
    number = reading.ordinal if reading.ordinal != -1 else 12 // size
    if number is None or not 1 <= number <= 12 // size:
        return None
    last = year * 12 + number * size - 1
    return months(last - size + 1, last, "quarter" if size == 3 else None)


def _part_of_month(month: Interval, reading: Reading) -> Interval | None:
    """A week (the days 1 to 7, 8 to 14 ...; the last seven) or a half (to and from the 15th) of a month."""
    if month.first is None or month.last is None or reading.ordinal is None:
        return None
    if reading.means == "week_of_month":
        first = month.last - timedelta(6) if reading.ordinal < 0 else month.first + timedelta(7 * reading.ordinal - 7)
        return days(first, first + timedelta(6))
    middle = month.first.replace(day=15)
    return days(month.first, middle) if reading.ordinal == 1 else days(middle + timedelta(1), month.last)
