"""The day an article is told from: given, written in its dateline, or inferred as a window from its other dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from treatykg.dates.resolution import resolve_time
from treatykg.dates.values import Anchor, TimeExpression

_UNKNOWN = Anchor(None, "InferredWindow")
# News tells of the last seven days by weekday, and is inferred to be from the twelve months after its latest full date.
_WEEK = timedelta(6)
# A paper prints what its correspondents wrote the days before.
_PRINTING = timedelta(2)
_HORIZON = 366
# Several weeks may fit; beyond a month they are a guess.
_WIDEST = timedelta(31)


def resolve_anchor(text: str, published: date | None, expressions: Sequence[TimeExpression]) -> Anchor:
    """The day of publication if given, else that of a dateline with a year, else a window that the dates in the text allow.

    Of a dateline of the days just before the publication that day counts.

    A window needs a weekday that falls, in the year after the latest full date, on the latest day without a year:
    "on Saturday", "dated November 9" and "June 19, 2024" leave 9 to 15 November 2024. Otherwise day and window are None.
    """
    written = [each for each in expressions if each.kind == "dateline"]
    if published is not None:
        return Anchor(_written_before(published, written))
    for expression in written:
        if expression.reading.year is not None and (day := _day(expression, None)):
            return Anchor(day)
    return _inferred(expressions, [each for each in written if each.rule != "weekday"])


def _written_before(published: date, written: Iterable[TimeExpression]) -> date:
    """Return the day of the dateline when the paper came out shortly after: "this morning" is then that of the writing."""
    for expression in written:
        day = _day(expression, published) if expression.rule != "weekday" else None
        if day is not None and timedelta(0) < published - day <= _PRINTING:
            return day
    return published


def _inferred(expressions: Sequence[TimeExpression], written: Sequence[TimeExpression]) -> Anchor:
    weekdays = [each for each in expressions if _names_weekday(each)]
    dated = [each for each in expressions if _lacks_year(each)]
    floor = _latest_full_date(expressions)
    if not weekdays or not dated or floor is None:
        return _UNKNOWN
    days = (day for day in _days_after(floor, dated) if _is_written(day, written))
    fitting = [day for day in days if _fits(day, weekdays, dated)]
    if not fitting or fitting[-1] - fitting[0] > _WIDEST or _speaks_against(fitting[-1], expressions):
        return _UNKNOWN
    return Anchor(None, "InferredWindow", (fitting[0], fitting[-1]))


def _speaks_against(day: date, expressions: Sequence[TimeExpression]) -> bool:
    """Whether a later year is told, or the month of the day by its bare name, which then would be "this month"."""
    bare = (each.reading.month for each in expressions if each.rule in ("month", "may") and each.part is None)
    return day < _latest_year(expressions) or day.month in bare


def _names_weekday(expression: TimeExpression) -> bool:
    """A weekday alone or beside a date; "last" and "next" ones may lie elsewhere."""
    reading = expression.reading
    return reading.weekday is not None and reading.which is None and reading.week_which is None and reading.year is None


def _lacks_year(expression: TimeExpression) -> bool:
    """A day of a month as such; "from December 7" often lies ahead."""
    reading = expression.reading
    told = reading.means == "calendar" and None not in (reading.month, reading.day) and expression.bound is None
    return told and expression.reference == "publication" and reading.year_which is None


def _latest_full_date(expressions: Iterable[TimeExpression]) -> date | None:
    told = (each for each in expressions if each.reading.year is not None and each.reading.day is not None)
    return max((day for each in told if each.bound not in ("until", "by") and (day := _day(each, None))), default=None)


def _latest_year(expressions: Iterable[TimeExpression]) -> date:
    """The first day of the latest year that is told, unless as an end or aim."""
    told = (
        each
        for each in expressions
        if each.reading.year is not None and each.bound not in ("until", "by", "from", "after")
    )
    return max((day for each in told if each.until is None and (day := _day(each, None))), default=date.min)


def _days_after(floor: date, dated: Sequence[TimeExpression]) -> Iterator[date]:
    """The days within the horizon on which one of the days without a year is of the past week; no other can fit."""
    last = date.fromordinal(min(floor.toordinal() + _HORIZON - 1, date.max.toordinal()))
    ends = (date(year, 12, 31) for year in range(floor.year, last.year + 1))
    told = {found.toordinal() for end in ends for each in dated if (found := _day(each, end))}
    near = sorted({day + step for day in told for step in range(_WEEK.days + 1)})
    return (date.fromordinal(day) for day in near if floor.toordinal() <= day <= last.toordinal())


def _fits(day: date, weekdays: Sequence[TimeExpression], dated: Sequence[TimeExpression]) -> bool:
    """Whether, told on that day, the latest day without a year is of the past week and a weekday falls on it."""
    latest = max((found for each in dated if (found := _day(each, day))), default=None)
    if latest is None or day - latest > _WEEK:
        return False
    return any(each.reading.weekday == latest.weekday() for each in weekdays)


def _is_written(day: date, written: Sequence[TimeExpression]) -> bool:
    return not written or any(_day(each, day) == day for each in written)


def _day(expression: TimeExpression, today: date | None) -> date | None:
    found = resolve_time(expression, anchor=Anchor(today), tense="past")
    return found.earliest if found else None
