"""What is recognised before anything is computed: the words of time as they stand, and the day they are read from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from treatykg.model import DateDerivation, Span

Kind: TypeAlias = Literal["date", "dateline", "attribute", "duration", "set"]
Tense: TypeAlias = Literal["past", "present", "future"]
Reference: TypeAlias = Literal["publication", "narrative", "clause"]
Unit: TypeAlias = Literal["hour", "day", "weekend", "week", "month", "season", "quarter", "year", "decade", "century"]
Leeway: TypeAlias = Literal["under", "about", "over", "within"]
Part: TypeAlias = Literal["whole", "early", "mid", "late", "start", "end", "earlier", "later"]
Bound: TypeAlias = Literal["since", "until", "by", "before", "after", "from", "between"]
Meaning: TypeAlias = Literal[
    "calendar", "slashed", "years", "season", "quarter", "half", "week_of_month", "weekday_of_month", "decade", "century",
    "weekday", "period", "offset", "elapsed", "aftermath", "none",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """The fields that a rule of `lexicon/dates.toml` fills from the words; None is what the words leave open.

    `which`, `year_which` and `week_which` count steps ("last" is -1), `direction` is the way an offset of `count` units runs
    (`count` None: "days later"), `reference` says from where: the publication, the event told before, or that of the clause
    that follows ("a day after ..."). `day` -1 is the last of the month, `weekday` 0 is Monday, `ordinal` -1 is "the last".
    """

    means: Meaning
    year: int | None = None
    last_year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    season: str | None = None
    ordinal: int | None = None
    unit: Unit | None = None
    count: int | None = None
    which: int | None = None
    year_which: int | None = None
    week_which: int | None = None
    direction: int = 0
    reference: Reference = "publication"
    leeway: Leeway | None = None
    exact: bool = False
    within: bool = False
    future: bool = False


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that say when: where they stand, the rule that found them and what they say, not yet resolved.

    `kind` tells what to do with it: a "date" may be when something happened; a "dateline" is when the article was written; an
    "attribute" describes a thing ("the 1987 treaty"); "duration" and "set" ("every year") are no dates. `part` is the
    piece meant ("late"), `bound` the end it marks ("since", "until", "by"), `until` the other end of a range.
    """

    span: Span
    kind: Kind
    rule: str
    reading: Reading
    part: Part | None = None
    bound: Bound | None = None
    until: TimeExpression | None = None

    @property
    def reference(self) -> Reference | None:
        """From where it counts: None when the words give the year themselves, so that nothing else is needed."""
        return None if self.reading.year is not None else self.reading.reference


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day an article was published or written, or the `window` of days (both included) in which it must have been.

    `derivation` is what dates reckoned from it are derived from. Without day and window only dates with a year resolve.
    """

    day: date | None
    derivation: DateDerivation = "RelativeToPublication"
    window: tuple[date, date] | None = None

    @property
    def days(self) -> tuple[date | None, ...]:
        """The first and last possible day; one element when they are the same, or when nothing is known."""
        if self.day is not None or self.window is None:
            return (self.day,)
        return self.window if self.window[0] != self.window[1] else self.window[:1]


def without_bound(expression: TimeExpression) -> TimeExpression:
    """The point of time alone: "since 2017" becomes 2017, for events that begin or end there (in force since, until)."""
    return replace(expression, bound=None)


def mirror(expression: TimeExpression) -> TimeExpression:
    """The other side of an offset: of "took effect a week after it was signed", when it was signed, told when it took effect.

    Resolve it with the interval of the main clause as `narrative`; other expressions come back unchanged.
    """
    reading = expression.reading
    if reading.means != "offset" or reading.reference == "publication":
        return expression
    return replace(expression, reading=replace(reading, direction=-reading.direction, reference="narrative"))
