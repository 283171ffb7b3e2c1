"""Telling when an article was written from when something happened: "MOSCOW, Feb 22 -", or a line that is only a date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from treatykg.dates.values import TimeExpression

# A place, institution or agency before the date: capitalised words and particles, then a comma.
_PLACE = re.compile(
    r"(?:[^\W\d_a-z][\w.’'-]*|(?:of|the|and|de|la|du|del|der|am|in)\b|[(/&)])"
    r"(?:,? (?:[^\W\d_a-z][\w.’'-]*|(?:of|the|and|de|la|du|del|der|am|in)\b|[(/&)])){0,11},\s?"
)
_BYLINE = re.compile(r"(?:From|By) [Oo]ur (?:[\w’'-]+ ){0,3}[Cc]orrespondents?(?: in|,)?\s?")
_NOT_A_PLACE = re.compile(r"(?:In|On|At|By|Late|Early|Since|From|After|Before)\b")
_LABEL = re.compile(r"(?:[Pp]ublished|[Uu]pdated|[Dd]ate|[Ii]ssued|[Pp]osted)(?: on)?:? ?")
_DASH_AFTER = re.compile(r"[.,]?\s?(?:\([^)\n]{1,40}\)\s?)?(?:[-–—]{1,2}|:|/[\w ,-]{1,20}/\.?)\s")
_LINE_END = re.compile(
    r"[^\S\n]{0,3}(?:\([^)\n]{1,40}\)|,\s?[A-Z]{2,12}|[,|]?\s?[0-9]{1,2}:[0-9]{2}[^\n]{0,12})?\.?[^\S\n]{0,3}(?:\n|$)"
)
_LONGEST_LEAD = 120


def with_datelines(text: str, found: Iterable[TimeExpression]) -> tuple[TimeExpression, ...]:
    """The expressions, those that date the article itself being of kind "dateline"."""
    return tuple(replace(each, kind="dateline") if _dates_article(text, each) else each for each in found)


def _dates_article(text: str, expression: TimeExpression) -> bool:
    start, end = expression.span.start, expression.span.end
    line = text.rfind("\n", max(0, start - _LONGEST_LEAD), start) + 1
    if expression.bound or expression.until or (line == 0 and start > _LONGEST_LEAD):
        return False
    if expression.reading.day is None and expression.rule != "weekday":
        return False
    lead = text[line:start]
    if not lead or _LABEL.fullmatch(lead):
        return _LINE_END.match(text, end) is not None
    after = _DASH_AFTER.match(text, end) or _LINE_END.match(text, end)
    lead = _BYLINE.sub("", lead, count=1)
    return after is not None and _PLACE.fullmatch(lead) is not None and not _NOT_A_PLACE.match(lead)
