"""What stands before and between dates: "late", "since", "by the end of", "from ... to ...", "between ... and ..."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from treatykg.dates.grammar import Grammar
from treatykg.dates.values import Reading, TimeExpression, without_bound
from treatykg.model import Span

# The longest words before a date ("the closing days of the") fit in here.
_PREFIX_WINDOW = 40
_TO = re.compile(r",?\s(?:to|through|until|till|and)\s(?:the\s)?|\s?[-–—]\s?")
_DASH = re.compile(r"\s?[-–]\s?")
_LISTED = re.compile(r",?\s(?:and|or|&)\s(?:on\s)?|,\s")
_AND = re.compile(r"\sand\s(?:the\s)?")


def with_prefixes(text: str, found: Iterable[TimeExpression], grammar: Grammar) -> list[TimeExpression]:
    """The expressions with the words before them that cut a part out of them or make them a bound."""
    grown: list[TimeExpression] = []
    floor = 0
    for expression in found:
        whole = _with_bound(text, _with_part(text, expression, floor, grammar), floor, grammar)
        floor = expression.span.end
        if whole.part is not None or whole.rule not in grammar.part_rules:
            grown.append(whole)
    return grown


def _with_part(text: str, expression: TimeExpression, floor: int, grammar: Grammar) -> TimeExpression:
    prefix = _prefix(grammar.part_prefix, text, expression, floor)
    if prefix is None:
        return expression
    words, start = prefix
    return replace(expression, kind="date", part=grammar.parts[words], span=Span(start, expression.span.end))


def _with_bound(text: str, expression: TimeExpression, floor: int, grammar: Grammar) -> TimeExpression:
    prefix = _prefix(grammar.bound_prefix, text, expression, floor)
    if prefix is None:
        return expression
    words, start = prefix
    bound = grammar.bounds[words]
    if bound == "before" and expression.part == "end":
        bound = "by"  # "before the end of June": on its last day at the latest
    return replace(expression, kind="date", bound=bound, span=Span(start, expression.span.end))


def _prefix(pattern: re.Pattern[str], text: str, expression: TimeExpression, floor: int) -> tuple[str, int] | None:
    """The words before an expression that match, in lower case, and where they begin."""
    if expression.kind in ("duration", "set"):
        return None
    begin = max(floor, expression.span.start - _PREFIX_WINDOW)
    match = pattern.search(text[begin : expression.span.start])
    return (" ".join(match["words"].lower().split()), begin + match.start()) if match else None


def with_ranges(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The expressions, with two that are the ends of one range made one."""
    ranged: list[TimeExpression] = []
    for expression in found:
        first = ranged[-1] if ranged else None
        if first is not None and _are_ends(text, first, expression):
            ranged[-1] = _range(first, expression)
        else:
            ranged.append(expression)
    unbound = [without_bound(expression) if expression.bound == "between" else expression for expression in ranged]
    return _with_lent_years(text, unbound)


def _with_lent_years(text: str, found: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The expressions, days in a list with the year that only its last one has: "on August 29 and September 1, 2000"."""
    lent = list(found)
    for index in range(len(lent) - 2, -1, -1):
        first, last = lent[index], lent[index + 1]
        alike = first.reading.means == last.reading.means == "calendar" and first.reading.day is not None
        if alike and last.reading.day is not None and _LISTED.fullmatch(text[first.span.end : last.span.start]):
            lent[index] = replace(first, reading=_lent_year(first.reading, last.reading, -1))
    return lent


def _are_ends(text: str, first: TimeExpression, last: TimeExpression) -> bool:
    gap = text[first.span.end : last.span.start]
    if first.until is not None or {first.kind, last.kind} - {"date", "attribute"}:
        return False
    if first.bound in ("from", "since"):
        return _TO.fullmatch(gap) is not None or (last.bound == "until" and gap.isspace())
    if first.bound == "between":
        return _AND.fullmatch(gap) is not None
    alike = first.reading.means == last.reading.means and first.bound is None
    return alike and _DASH.fullmatch(gap) is not None


def _range(first: TimeExpression, last: TimeExpression) -> TimeExpression:
    beginning = _lent_year(first.reading, last.reading, -1)
    end = replace(without_bound(last), reading=_lent_year(last.reading, first.reading, 1))
    span = Span(first.span.start, last.span.end)
    return TimeExpression(span, "date", "range", beginning, first.part, None, end)


def _lent_year(reading: Reading, lender: Reading, step: int) -> Reading:
    """A month or day with the year of the other end; `step` leads to the year before (-1) or after when they would cross."""
    if reading.month is None or lender.month is None or reading.year is not None or reading.year_which is not None:
        return reading
    if reading.which is not None or lender.year is None:
        return reading
    crossed = (reading.month - lender.month) * step < 0
    return replace(reading, year=lender.year + step if crossed else lender.year)
