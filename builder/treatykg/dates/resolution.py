"""Expressions of time to intervals, given the day of publication, the tense of the verb and the event told before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from treatykg.dates import calendars, offsets
from treatykg.dates.intervals import (
    Interval,
    after,
    before,
    days,
    join,
    month_index,
    months,
    onwards,
    up_to,
    years,
)  # fmt: skip
from treatykg.dates.scene import Scene, base_of
from treatykg.dates.values import Anchor, Bound, Meaning, Part, Reading, Tense, TimeExpression
from treatykg.lexicon import load_lexicon
from treatykg.model import DateDerivation, TimeInterval

_RESOLVERS: Mapping[Meaning, Callable[[Reading, Scene], Interval | None]] = {
    "calendar": calendars.calendar,
    "slashed": calendars.slashed,
    "years": calendars.year_span,
    "season": calendars.season,
    "quarter": calendars.division,
    "half": calendars.division,
    "week_of_month": calendars.division,
    "weekday_of_month": calendars.weekday_of_month,
    "decade": calendars.decade,
    "century": calendars.century,
    "weekday": calendars.weekday,
    "period": offsets.period,
    "offset": offsets.offset,
    "elapsed": offsets.elapsed,
    "aftermath": offsets.aftermath,
    "none": lambda _reading, _scene: None,
}
_BOUNDS: Mapping[Bound, Callable[[Interval], Interval | None]] = {
    "since": onwards,
    "until": up_to,
    "by": up_to,
    "before": before,
    "after": after,
}
# Without a year of their own these are, as the end of a range, the next after its beginning.
_FOLLOWING = ("calendar", "weekday", "season", "quarter", "half")


def resolve_time(
    expression: TimeExpression,
    *,
    anchor: Anchor,
    tense: Tense | None = None,
    narrative: TimeInterval | None = None,
) -> TimeInterval | None:
    """When it is, never more exact than the words; None if they do not say, or what they count from is unknown.

    `tense` is that of the verb: past (also the default) means the most recent, future the next, present the nearest; the
    day of publication counts as either. `narrative` is when the event told before happened, or the event of the clause that
    follows, as `expression.reference` asks. With a window of days for `anchor` the result holds for every day of it.
    """
    expression = _grounded(expression, tense)
    try:
        scenes = [Scene(day, tense, narrative) for day in anchor.days]
        found = [_resolved(expression, scene) for scene in scenes]
    except (ValueError, OverflowError):  # beyond the years 1 to 9999
        return None
    if found[0] is None or found[-1] is None:
        return None
    whole = join(found[0], found[-1])
    if whole.first is None and whole.last is None:
        return None
    if whole.first is not None and whole.last is not None and whole.first > whole.last:
        return None  # "from 3 to 2 September": what the words mean cannot be known
    derivation = _derivation(expression, anchor)
    return TimeInterval(whole.first, whole.last, whole.edtf, derivation, expression.span, f"dates/{expression.rule}")


def _grounded(expression: TimeExpression, tense: Tense | None) -> TimeExpression:
    """What was done "within two months" counts from the event told before, not from the day of publication."""
    reading = expression.reading
    if reading.means != "elapsed" or reading.direction < 0 or tense != "past":
        return expression
    return replace(expression, reading=replace(reading, reference="narrative"))


def _derivation(expression: TimeExpression, anchor: Anchor) -> DateDerivation:
    ends = (expression, expression.until or expression)
    references = {end.reference for end in ends}
    if "publication" in references:
        return anchor.derivation
    return "RelativeToEvent" if references - {None} else "Explicit"


def _resolved(expression: TimeExpression, scene: Scene) -> Interval | None:
    core = _RESOLVERS[expression.reading.means](expression.reading, scene)
    if core is None:
        return None
    piece = _cut(core, expression, scene)
    if expression.until is not None:
        return _to_end(piece, expression.until, scene)
    bound = _BOUNDS.get(expression.bound) if expression.bound else None
    return bound(piece) if bound else piece


def _to_end(beginning: Interval, until: TimeExpression, scene: Scene) -> Interval | None:
    """From the beginning of a range to its end, which comes after it."""
    if until.reading.means in _FOLLOWING and until.reference == "publication" and until.reading.which is None:
        scene = replace(scene, today=beginning.first, tense="future")
    end = _resolved(until, scene)
    if end is None or (beginning.first and end.last and end.last < beginning.first):
        return None
    return join(beginning, end)


def _cut(interval: Interval, expression: TimeExpression, scene: Scene) -> Interval:
    """The part of the interval that "late", "earlier" ... mean; the interval itself if that names no part of it."""
    if expression.part in ("earlier", "later"):
        return _beside(interval, expression, scene)
    if expression.part is None or expression.part == "whole":
        return interval
    return _share(interval, expression.part)


def _beside(interval: Interval, expression: TimeExpression, scene: Scene) -> Interval:
    """The days of the interval up to, or from, the day that is spoken from; by the conventions all of it."""
    base = base_of(expression.reading, scene)
    first, last = interval.first, interval.last
    if base is None or first is None or last is None or not first <= base[0] <= base[1] <= last:
        return interval
    if load_lexicon("dates")["conventions"]["earlier_ends"] != "anchor":
        return interval
    return days(base[0], last) if expression.part == "later" else days(first, base[1])


def _share(interval: Interval, part: Part) -> Interval:
    """The share of a month, year ... by the conventions of the lexicon."""
    shares = load_lexicon("dates")["shares"][part]
    unit = "season" if interval.unit == "quarter" else interval.unit
    if unit not in shares or interval.first is None or interval.last is None:
        return interval
    low, high = shares[unit]
    if unit in ("decade", "century"):
        return years(interval.first.year + low - 1, interval.first.year + high - 1)
    if unit in ("season", "year"):
        return months(month_index(interval.first) + low - 1, month_index(interval.first) + high - 1)
    last = min(interval.first + timedelta(high - 1), interval.last)
    return days(interval.first + timedelta(low - 1), last)
