"""How many event dates of a gold set the date normaliser can reach: `python benchmarks/dates.py [FOLDER] [--misses]`.

FOLDER (default: treatynews/articles) holds NAME.json (gold) beside NAME.txt. An event's date is reached when some expression
in its quote or sentence, or failing that anywhere in the article, resolves to exactly its first and last day. The
figures are ceilings: choosing the right expression is the work of the event extractor. Tense is taken from the gold
factuality. An expression relative to another event is tried with the dates of the article's other events and expressions,
and each expression also as its `mirror` and `without_bound`.
"""

from __future__ import annotations

import calendar
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from treatykg.dates import (
    Anchor,
    TimeExpression,
    find_time_expressions,
    mirror,
    resolve_anchor,
    resolve_time,
    without_bound,
)  # fmt: skip
from treatykg.model import Span, TimeInterval

Days = tuple[date | None, date | None]
_SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-Z])|\n+")


def main(arguments: list[str]) -> None:
    named = [each for each in arguments if not each.startswith("-")]
    folder = Path(named[0]) if named else Path(__file__).parent / "treatynews" / "articles"
    tally: Counter[str] = Counter()
    seconds = 0.0
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        begun = time.perf_counter()
        expressions = find_time_expressions(text)
        seconds += time.perf_counter() - begun
        tally["words"] += len(text.split())
        for event, reach in _reached(gold, text, expressions):
            tally[reach] += 1
            if "--misses" in arguments and reach in ("article", "nowhere"):
                print(f"{path.stem}: {reach}: {event['date']} {event['type']} {event['quote'][:110]!r}")
    _report(tally, seconds)


def _report(tally: Counter[str], seconds: float) -> None:
    total = sum(tally[reach] for reach in ("quote", "sentence", "article", "nowhere"))
    sofar = 0
    for reach in ("quote", "sentence", "article"):
        sofar += tally[reach]
        print(f"{sofar:4d} of {total} event dates ({100 * sofar / total:.1f} %) within the {reach}")
    print(f"{tally['words']} words in {seconds:.3f} s")


def _reached(gold: Any, text: str, expressions: tuple[TimeExpression, ...]) -> Iterator[tuple[Any, str]]:
    """Each dated event with the narrowest place where its date is said."""
    published = date.fromisoformat(gold["published"]) if gold["published"] else None
    anchor = resolve_anchor(text, published, expressions)
    dated = [event for event in gold["events"] if event["date"]]
    for event in dated:
        wanted = _days(event["date"])
        others = [_told(_days(other["date"])) for other in dated if other is not event]
        others += [told for each in expressions if (told := resolve_time(without_bound(each), anchor=anchor))]
        others += [_told((anchor.day, anchor.day))] if anchor.day else []
        places = _places(text, event["quote"])
        yield (
            event,
            next(
                (
                    name
                    for name, span in places.items()
                    if any(
                        wanted in _resolutions(each, anchor, event, others)
                        for each in expressions
                        if _inside(each, span)
                    )
                ),
                "nowhere",
            ),
        )


def _places(text: str, quote: str) -> dict[str, Span]:
    start = text.index(quote)
    end = start + len(quote)
    breaks = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    sentence = Span(max(each for each in breaks if each <= start), min(each for each in breaks if each >= end))
    return {"quote": Span(start, end), "sentence": sentence, "article": Span(0, len(text))}


def _inside(expression: TimeExpression, span: Span) -> bool:
    return span.start <= expression.span.start and expression.span.end <= span.end


def _resolutions(expression: TimeExpression, anchor: Anchor, event: Any, others: list[TimeInterval]) -> set[Days]:
    tense: Any = "future" if event["factuality"] in ("Planned", "Conditional") else "past"
    forms = (expression, without_bound(expression), mirror(expression))
    found = (
        resolve_time(form, anchor=anchor, tense=tense, narrative=told) for form in forms for told in (None, *others)
    )
    return {(each.earliest, each.latest) for each in found if each}


def _told(days: Days) -> TimeInterval:
    return TimeInterval(*days, f"{days[0]}/{days[1]}", "Explicit", Span(0, 0), "gold")


def _days(literal: str) -> Days:
    first, _, last = literal.partition("/")
    return _edge(first, 0), _edge(last or first, 1)


def _edge(literal: str, end: int) -> date:
    year, month, day = (*map(int, literal.split("-")), 0, 0)[:3]
    month = month or (12 if end else 1)
    return date(year, month, day or (calendar.monthrange(year, month)[1] if end else 1))


if __name__ == "__main__":
    main(sys.argv[1:])
