"""Dates: words to intervals that are never more exact than the words.

>>> from datetime import date
>>> text = "The chamber approved it late last month."
>>> [found] = find_time_expressions(text)
>>> resolve_time(found, anchor=Anchor(date(2024, 11, 10)), tense="past").edtf
'2024-10-21/2024-10-31'
"""

from __future__ import annotations

from treatykg.dates.anchors import resolve_anchor
from treatykg.dates.recognition import find_time_expressions
from treatykg.dates.resolution import resolve_time
from treatykg.dates.values import Anchor, Reading, TimeExpression, mirror, without_bound

__all__ = [
    "Anchor",
    "Reading",
    "TimeExpression",
    "find_time_expressions",
    "mirror",
    "resolve_anchor",
    "resolve_time",
    "without_bound",
]
