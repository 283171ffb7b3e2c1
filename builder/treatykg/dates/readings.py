"""From a match of a rule to its reading: each group of the pattern fills the field of its name."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

from treatykg.dates.grammar import Grammar, Rule
from treatykg.dates.values import Reading

_DIGITS = re.compile(r"[0-9]+")
_LAST = -1
# Groups whose table gives the value of one field.
_LOOKED_UP = {
    "month": "month", "month_name": "month", "weekday": "weekday", "weekday_any": "weekday",
    "unit": "unit", "one_unit": "unit", "many_units": "unit", "span": "unit", "day_span": "unit", "event_span": "unit",
    "leeway": "leeway", "shift": "which", "which": "which", "event_which": "which", "month_which": "which", "bygone": "which",
    "year_which": "year_which", "week_which": "week_which", "worded_decade": "year",
}  # fmt: skip
_COUNTED = {
    "year": "year", "last_year": "last_year", "decade": "year", "month_number": "month",
    "day": "day", "day_word": "day", "last_day": "last_day", "number": "count",
    "quarter": "ordinal", "century": "ordinal", "century_first": "ordinal",
}  # fmt: skip
_OF_EVENTS = ("event_which", "month_which", "year_which", "week_which")


def to_reading(rule: Rule, match: re.Match[str], grammar: Grammar) -> Reading | None:
    """What the matched words say; None if they name a day, month or span of years that does not exist."""
    fields: dict[str, Any] = {}
    for group, words in match.groupdict().items():
        if words is not None:
            fields.update(_fields_of(group, re.sub(r"\s+", " ", words.lower()), grammar))
    settings = {name: value for name, value in rule.sets.items() if name != "bound"}
    reading = _completed(Reading(means=rule.means, **{**fields, **settings}))
    return reading if _exists(reading) else None


def _fields_of(group: str, words: str, grammar: Grammar) -> Mapping[str, Any]:
    if group in _COUNTED:
        return {_COUNTED[group]: _number(words, grammar)}
    if group in _LOOKED_UP:
        value = grammar.values[group][words.rstrip(".")]
        told = {"reference": "narrative"} if group in _OF_EVENTS and words in grammar.values["event_which"] else {}
        return {_LOOKED_UP[group]: value, **told}
    return _SPECIAL.get(group, _exactly)(words, grammar)


def _number(words: str, grammar: Grammar) -> int:
    digits = _DIGITS.match(words)
    return (
        int(digits.group())
        if digits
        else grammar.numbers[words if words in grammar.numbers else words.replace("-", " ")]
    )


def _exactly(_words: str, _grammar: Grammar) -> dict[str, Any]:
    return {"exact": True}


def _direction(words: str, grammar: Grammar) -> dict[str, Any]:
    direction, reference = grammar.values["direction"][words]
    return {"direction": direction, "reference": reference}


def _holiday(words: str, grammar: Grammar) -> dict[str, Any]:
    month, day = grammar.values["holiday"][words]
    return {"month": month, "day": day}


_SPECIAL: Mapping[str, Callable[[str, Grammar], dict[str, Any]]] = {
    "direction": _direction,
    "holiday": _holiday,
    "step": lambda words, _: {"direction": 1 if words == "after" else -1, "reference": "narrative"},
    "season": lambda words, _: {"season": words},
    "ordinal": lambda words, grammar: {"ordinal": _LAST if words == "last" else _number(words, grammar)},
    "month_end": lambda words, _: {"day": _LAST if words == "last" else 1},
    "short_decade": lambda words, _: {"year": 1900 + int(words)},
}


def _completed(reading: Reading) -> Reading:
    """With the first digits of "1998-99" put before its second year."""
    if reading.year and reading.last_year is not None and reading.last_year < 100:
        return replace(reading, last_year=reading.year // 100 * 100 + reading.last_year)
    return reading


def _exists(reading: Reading) -> bool:
    if reading.means == "years":
        return cast(int, reading.year) < cast(int, reading.last_year) <= 2199
    if reading.means == "slashed":
        return _has_day(reading, reading.month, reading.day) or _has_day(reading, reading.day, reading.month)
    return _has_day(reading, reading.month, reading.day) and _has_day(reading, reading.month, reading.last_day)


def _has_day(reading: Reading, month: int | None, day: int | None) -> bool:
    """Whether the month has the day, in the year if one is given; a 29 February needs a leap year only then."""
    if month is None:
        return day is None or day <= 31
    if not 1 <= month <= 12:
        return False
    february = 29 if reading.year is None or isleap(reading.year) else 28
    return day is None or day == _LAST or 1 <= day <= (february if month == 2 else 30 if month in (4, 6, 9, 11) else 31)
