"""Words to intervals: what is found, what it resolves to, what is left alone, and how fast."""

from __future__ import annotations

import calendar
import re
import time
import tomllib
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatykg.dates import (
    Anchor,
    TimeExpression,
    find_time_expressions,
    mirror,
    resolve_anchor,
    resolve_time,
    without_bound,
)
from treatykg.lexicon import load_lexicon
from treatykg.model import Span, TimeInterval

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pyparsing's diagnostics of edtf's own grammar
    import edtf

_FOLDER = Path(__file__).parent / "dates"
RULES = load_lexicon("dates")["rules"]


def _cases(name: str) -> list[Any]:
    data = tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return [pytest.param({"published": data["published"], **case}, id=case["text"]) for case in data["cases"]]


CASES = [*_cases("calendar"), *_cases("relative")]
SILENT = tomllib.loads((_FOLDER / "silent.toml").read_text(encoding="utf-8"))["texts"]


def _bounds(literal: str) -> tuple[date | None, date | None]:
    """The first and last day of an EDTF literal, by the edtf package alone; open ends are None."""
    first, _, last = literal.partition("/")
    return _edge(first, "lower_strict"), _edge(last or first, "upper_strict")


def _edge(literal: str, which: str) -> date | None:
    return None if literal == ".." else date(*getattr(edtf.parse_edtf(literal), which)()[:3])


def _told(literal: str) -> TimeInterval:
    return TimeInterval(*_bounds(literal), literal, "Explicit", Span(0, 0), "test")


def _only(text: str, words: str) -> TimeExpression:
    [found] = [each for each in find_time_expressions(text) if each.span.of(text) == words]
    return found


def test_cases_are_all_read() -> None:
    """The suite cannot shrink unseen."""
    assert len(CASES) >= 265
    assert len(SILENT) >= 38
    assert len(RULES) >= 55


@pytest.mark.parametrize("case", CASES)
def test_resolves(case: dict[str, Any]) -> None:
    """The words are found, of the kind, and become exactly the interval; its bounds are those of its literal."""
    found = _only(case["text"], case["finds"])
    narrative = _told(case["narrative"]) if "narrative" in case else None
    resolved = resolve_time(
        found, anchor=Anchor(case["published"]), tense=case.get("tense", "past"), narrative=narrative
    )
    assert found.kind == case.get("kind", "date")
    assert (resolved.edtf if resolved else "") == case["edtf"]
    if resolved:
        assert (resolved.earliest, resolved.latest) == _bounds(case["edtf"])
        assert resolved.span == found.span
        assert resolved.derivation == case.get("derivation", resolved.derivation)


@pytest.mark.parametrize("case", CASES)
def test_literal_is_edtf(case: dict[str, Any]) -> None:
    """The `edtf` package accepts every literal, as level 1 at most."""
    if case["edtf"]:
        assert "Level2" not in type(edtf.parse_edtf(case["edtf"])).__name__


@pytest.mark.parametrize("text", SILENT)
def test_silent(text: str) -> None:
    """Modals, verbs, names, amounts and impossible dates are no dates."""
    assert [each.span.of(text) for each in find_time_expressions(text) if each.kind == "date"] == []


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_rule_keeps_its_example(rule: dict[str, Any]) -> None:
    """Each rule of the lexicon finds its words in its example and takes nothing from its counterexample."""
    found = [
        each.span.of(rule["example"]) for each in find_time_expressions(rule["example"]) if each.rule == rule["id"]
    ]
    assert found == [rule["finds"]]
    assert [each.rule for each in find_time_expressions(rule["silent_on"]) if each.rule == rule["id"]] == []


def test_words_in_patterns_are_in_the_tables() -> None:
    """What a pattern writes out in a group instead of naming its table, the table can read."""
    lexicon = load_lexicon("dates")
    groups = [
        (rule["id"], group, word)
        for rule in lexicon["rules"]
        for group, words in re.findall(r"\(\?P<(\w+)>([a-z|?-]+)\)", rule["pattern"])
        for word in words.split("|")
        for word in (word.replace("?", ""), re.sub(r".\?", "", word))
        if group in lexicon["groups"]
    ]
    assert len(groups) >= 2
    for rule, group, word in groups:
        assert any(word in lexicon[table] for table in lexicon["groups"][group]), (rule, group, word)


def test_rule_ids_are_unique() -> None:
    """A rule's id names one rule."""
    assert len({rule["id"] for rule in RULES}) == len(RULES)


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("Title\n\nMOSCOW, Feb 22 - The chamber voted.", "Feb 22"),
        ("MOSCOW, Feb 22 — The chamber voted.", "Feb 22"),
        ("The Hague, 8 February 2024 - The judge spoke.", "8 February 2024"),
        ("Bern, 27.03.2025 - The council met.", "27.03.2025"),
        ("DAYTON, Ohio, Nov 21 - They agreed.", "Nov 21"),
        ("TEHRAN, Nov. 27 (IRNA) - The bill passed.", "Nov. 27"),
        ("BEIJING, April 20 (Xinhua) -- The bill passed.", "April 20"),
        ("ROME, April 21. /ANSA/. The bill passed.", "April 21"),
        ("WASHINGTON, Monday - The bill passed.", "Monday"),
        ("Statement of the minister\n\n17 July 2025\n\nI inform the house.", "17 July 2025"),
        ("Published: 3 June 2024\nThe house met.", "3 June 2024"),
        ("Ministry of Foreign Affairs, Lima, 6 April 2024\n\nThe house met.", "6 April 2024"),
    ],
)
def test_dateline(text: str, dateline: str) -> None:
    """The date before the story is when it was written, not when something happened."""
    assert [each.span.of(text) for each in find_time_expressions(text) if each.kind == "dateline"] == [dateline]


@pytest.mark.parametrize(
    "text",
    ["In Paris, on Monday - a holiday - they met.", "He left on Friday: the talks had failed.", "On Monday\nthey met."],
)
def test_no_dateline(text: str) -> None:
    """A date within the story stays one."""
    assert [each.kind for each in find_time_expressions(text)] == ["date"]


WINDOW_TEXT = (
    "The president signed the law on Saturday. The chamber had approved it late last month, the senate on November 6. "
    "The document, dated November 9, ratifies a treaty signed on June 19, 2024, during a visit in June. "
    "Earlier this month a minister praised it; yesterday she left."
)


def test_anchor_is_the_publication() -> None:
    """A known day of publication is not questioned."""
    text = "ROME, 2 May 2020 - They met."
    assert resolve_anchor(text, date(2021, 1, 1), find_time_expressions(text)) == Anchor(date(2021, 1, 1))


def test_anchor_from_a_dateline() -> None:
    """A dateline with a year tells the day of writing."""
    text = "ROME, 2 May 2020 - They met on Friday."
    assert resolve_anchor(text, None, find_time_expressions(text)).day == date(2020, 5, 2)


@pytest.mark.parametrize(
    ("words", "literal"),
    [
        ("Saturday", "2024-11-09"),
        ("late last month", "2024-10-21/2024-10-31"),
        ("November 6", "2024-11-06"),
        ("November 9", "2024-11-09"),
        ("June", "2024-06"),
        ("Earlier this month", "2024-11"),
        ("yesterday", "2024-11-08/2024-11-14"),
    ],
)
def test_window_is_inferred(words: str, literal: str) -> None:
    """Weekday, day and full date leave one week; what is reckoned from it is as wide as it makes it, and says so."""
    anchor = resolve_anchor(WINDOW_TEXT, None, find_time_expressions(WINDOW_TEXT))
    assert anchor == Anchor(None, "InferredWindow", (date(2024, 11, 9), date(2024, 11, 15)))
    resolved = resolve_time(_only(WINDOW_TEXT, words), anchor=anchor, tense="past")
    assert resolved is not None
    assert (resolved.edtf, resolved.derivation) == (literal, "InferredWindow")


def test_inferred_window_leaves_explicit_dates() -> None:
    """A date with its year needs no window."""
    anchor = resolve_anchor(WINDOW_TEXT, None, find_time_expressions(WINDOW_TEXT))
    resolved = resolve_time(_only(WINDOW_TEXT, "June 19, 2024"), anchor=anchor)
    assert resolved is not None
    assert resolved.derivation == "Explicit"


@pytest.mark.parametrize(
    "text",
    [
        "They met on Saturday, in June, and on November 6.",
        "They met on Saturday. It was signed on June 19, 2024.",
        "They met on Saturday, November 9, and on June 19, 2024, and a new round was held in 2031.",
        "They met on Saturday and on November 8; it was signed on June 19, 2024.",
        "",
    ],
)
def test_window_is_not_guessed(text: str) -> None:
    """Too little, or what contradicts it, leaves the day unknown; then only dates with a year resolve."""
    expressions = find_time_expressions(text)
    anchor = resolve_anchor(text, None, expressions)
    assert (anchor.day, anchor.window) == (None, None)
    resolved = [each for each in expressions if resolve_time(each, anchor=anchor)]
    assert all(each.reference is None for each in resolved)


def test_month_stays_wide_without_a_day() -> None:
    """What is counted from a month is never narrower than a month."""
    found = _only("The ruling came four days later.", "four days later")
    resolved = resolve_time(found, anchor=Anchor(None), narrative=_told("2024-06"))
    assert resolved is not None
    assert (resolved.earliest, resolved.latest) == (date(2024, 6, 5), date(2024, 7, 4))


def test_mirror() -> None:
    """Of "took effect three months after its deposit", when the deposit was, told when it took effect."""
    found = _only("It took effect three months after its deposit.", "three months after")
    assert found.reference == "clause"
    resolved = resolve_time(mirror(found), anchor=Anchor(None), narrative=_told("2021-09-15"))
    assert resolved is not None
    assert (resolved.edtf, resolved.derivation) == ("2021-06", "RelativeToEvent")


def test_mirror_leaves_other_expressions() -> None:
    """What counts from the publication has no other side."""
    found = _only("It was signed two years ago.", "two years ago")
    assert mirror(found) == found


def test_without_bound() -> None:
    """In force since 2017: it entered into force in 2017."""
    resolved = resolve_time(without_bound(_only("In force since 2017.", "since 2017")), anchor=Anchor(None))
    assert resolved is not None
    assert resolved.edtf == "2017"


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_beyond_the_calendar(published: date) -> None:
    """Where the calendar ends there is no date, and no error."""
    for case in CASES:
        for found in find_time_expressions(case.values[0]["text"]):
            resolve_time(found, anchor=Anchor(published), tense="future", narrative=_told(published.isoformat()))


_WORDS = sorted(
    {word for rule in RULES for word in rule["example"].replace(".", " ").split()}
    | {
        "29",
        "31",
        "February",
        "-",
        "–",
        ",",
        "and",
        "to",
        "2024",
        "0",
        "1500",
        "May",
        "\n",
        "1/2/2003",
        "’90s",
        "century",
    }
)


@settings(max_examples=300, deadline=None)
@given(
    st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join)),
    st.dates(),
    st.sampled_from([None, "past", "present", "future"]),
    st.sampled_from([None, "2024-02-29", "2023", "2022-06", "0001-01-01"]),
)
def test_any_text(text: str, published: date, tense: Any, narrative: str | None) -> None:
    """No text raises; spans are in order, apart, within the text; every literal is EDTF and holds its interval."""
    found = find_time_expressions(text)
    edges = [edge for each in found for edge in (each.span.start, each.span.end)]
    assert edges == sorted(edges)
    assert all(each.span.of(text).strip() for each in found)
    resolve_anchor(text, None, found)
    told = _told(narrative) if narrative else None
    for anchor in (Anchor(published), Anchor(None, "InferredWindow", (published, published))):
        for each in found:
            _check(resolve_time(each, anchor=anchor, tense=tense, narrative=told))


def _check(resolved: TimeInterval | None) -> None:
    if resolved is None:
        return
    assert (resolved.earliest, resolved.latest) == _bounds(resolved.edtf)
    assert "Level2" not in type(edtf.parse_edtf(resolved.edtf)).__name__
    if resolved.earliest and resolved.latest:
        assert resolved.earliest <= resolved.latest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" ".join(rule["example"] for rule in RULES) * 50, id="dense"),
        pytest.param("The envoys of both states talked about the text of the accord at length. " * 1500, id="prose"),
        pytest.param("May" + " " * 120_000 + "5", id="white space"),
        pytest.param("the first half of the end of the late " * 2500, id="openings"),
        pytest.param("1" * 120_000, id="digits"),
        pytest.param("1/1/" * 30_000, id="slashes"),
        pytest.param("Monday, " * 15_000, id="weekdays"),
        pytest.param("A, " * 40_000 + "May 5 - ", id="places"),
    ],
)
def test_linear_time(text: str) -> None:
    """Some 20,000 words, plain or hostile, take a fraction of a second."""
    text = " ".join(text.split(" ")[:20_000]) if text.count(" ") < 100_000 else text
    begun = time.process_time()
    find_time_expressions(text)
    assert time.process_time() - begun < 1.0


def test_month_lengths_agree_with_the_calendar() -> None:
    """A day is found exactly where the month has it."""
    for month, name in enumerate(calendar.month_name[1:], 1):
        for day in (28, 29, 30, 31):
            found = find_time_expressions(f"It was signed on {day} {name} 2023.")
            assert bool(found) == (day <= calendar.monthrange(2023, month)[1])
