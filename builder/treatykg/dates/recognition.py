"""Finding expressions of time: the longest rule at each place where one can begin, then what stands before it."""

from __future__ import annotations

import re

from treatykg.dates.composition import with_prefixes, with_ranges
from treatykg.dates.datelines import with_datelines
from treatykg.dates.grammar import Grammar, Rule, load_grammar
from treatykg.dates.readings import to_reading
from treatykg.dates.values import TimeExpression
from treatykg.model import Span

__all__ = ["find_time_expressions"]

_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+")
_YEAR = re.compile(r"1[0-9]{3}|2[01][0-9]{2}")
_PREVIOUS = re.compile(r"([^\W\d_]+)[.]?[\s(“\"–-]{1,3}$")
_NEXT = re.compile(r"[\s-]{1,2}([^\W_]+)")
_IN_A_ROW = re.compile(r",?\s?(?:(?:and|or|&)\s)?")
# No rule has more words before the one that makes it an expression of time.
_REACH = 8


def find_time_expressions(text: str) -> tuple[TimeExpression, ...]:
    """All expressions of time in a text, in its order, none overlapping; spans are code points of the text.

    >>> [found.span.of("It was signed late last month.") for found in find_time_expressions("It was signed late last month.")]
    ['late last month']
    """
    grammar = load_grammar()
    found = with_prefixes(text, _find_matches(text, grammar), grammar)
    return with_datelines(text, with_ranges(text, found))


def _starts(text: str, grammar: Grammar) -> list[int]:
    """Where an expression can begin: words of the grammar from which a trigger is reached over such words alone."""
    starts: list[int] = []
    reach = 0
    for token in reversed(list(_TOKEN.finditer(text))):
        word = token.group().lower()
        if word in grammar.triggers or _YEAR.fullmatch(word):
            reach = _REACH
        elif word in grammar.vocabulary or word[0].isdigit():
            reach -= 1
        else:
            reach = 0
        if reach > 0:
            starts.append(token.start())
    return starts[::-1]


def _find_matches(text: str, grammar: Grammar) -> list[TimeExpression]:
    found: list[TimeExpression] = []
    end = 0
    for start in _starts(text, grammar):
        if start < end:
            continue
        previous = found[-1] if found else None
        for rule, match in _matches_at(text, start, grammar):
            if _fits(rule, match, previous):
                end = match.end()
                found.extend(_expression(rule, match, grammar))
                break
    return found


def _matches_at(text: str, start: int, grammar: Grammar) -> list[tuple[Rule, re.Match[str]]]:
    """The rules that match there, the longest first; of equally long ones in the order of the lexicon."""
    matches = [(rule, match) for rule in grammar.rules if (match := rule.pattern.match(text, start))]
    return sorted(matches, key=lambda pair: -pair[1].end())


def _expression(rule: Rule, match: re.Match[str], grammar: Grammar) -> list[TimeExpression]:
    """The expression of a match; none for a day that does not exist, whose words are then passed over."""
    reading = to_reading(rule, match, grammar)
    if reading is None:
        return []
    return [TimeExpression(Span(*match.span()), rule.kind, rule.id, reading, bound=rule.sets.get("bound"))]


def _fits(rule: Rule, match: re.Match[str], previous: TimeExpression | None) -> bool:
    """Whether the words before and after allow the rule."""
    before, after = _word_before(match), _word_after(match)
    if before in rule.not_after or after in rule.not_before:
        return False
    return rule.after is None or before in rule.after or _in_a_row(rule, match, previous)


def _word_before(match: re.Match[str]) -> str:
    word = _PREVIOUS.search(match.string[max(0, match.start() - 30) : match.start()])
    return word.group(1).lower() if word else ""


def _word_after(match: re.Match[str]) -> str:
    word = _NEXT.match(match.string, match.end())
    return word.group(1).lower() if word else ""


def _in_a_row(rule: Rule, match: re.Match[str], previous: TimeExpression | None) -> bool:
    """Whether it continues a list: "in 2002, 2004 and 2007", "in July and May"."""
    if previous is None or previous.kind != "date" or previous.reading.means != rule.means:
        return False
    gap = match.string[previous.span.end : match.start()]
    return gap != "" and _IN_A_ROW.fullmatch(gap) is not None
