"""What rules out that two articles mean one agreement: rank, series, year, parties, signature."""

from __future__ import annotations

from itertools import product

from treatykg.resolution.dates import gap, years
from treatykg.resolution.parties import are_two, other_parties
from treatykg.resolution.profile import Act
from treatykg.resolution.titles import SERIAL
from treatykg.resolution.views import TreatyView

_APART = 183  # days between two signatures that no report confuses


def find_contradiction(a: TreatyView, b: TreatyView) -> str | None:
    """What rules out that they are one, if anything does."""
    rules = (_other_kind, _other_number, _other_mark, other_years, other_parties, _other_signature)
    return next((reason for rule in rules if (reason := rule(a, b))), None)


def _other_kind(a: TreatyView, b: TreatyView) -> str | None:
    """A protocol is no annex, and neither is the treaty it belongs to; "the supplementary deal" may be one of them."""
    if not (a.kinds or b.kinds) or a.kinds & b.kinds:
        return None
    if a.kinds and b.kinds:
        return f"a {min(a.kinds)} is no {min(b.kinds)}"
    special, other = (a, b) if a.kinds else (b, a)
    if special.plain or not other.plain or other.marks:
        return None
    return f"a {min(special.kinds)} is not the treaty it belongs to"


def _other_number(a: TreatyView, b: TreatyView) -> str | None:
    """Different members of a series: II and III, or II and a title that is the same but for the number."""
    if a.numbers and b.numbers:
        return None if a.numbers & b.numbers else f"number {min(a.numbers)} is not number {min(b.numbers)}"
    numbered, other = (a, b) if a.numbers else (b, a)
    if _of_few(numbered.numbers) and any(x.words == y.words for x, y in product(numbered.named, other.named)):
        return f"number {min(numbered.numbers)} of a series is not the one without"
    return None


def _of_few(numbers: frozenset[int]) -> bool:
    """Whether they tell members of a short series apart, of which the first needs no number."""
    return any(1 < number < SERIAL for number in numbers)


def _other_mark(a: TreatyView, b: TreatyView) -> str | None:
    """The same name with and without "supplementary", "revised" ... ."""
    for x, y in product(a.named, b.named):
        if x.words == y.words and x.marks != y.marks:
            return f"one is {', '.join(sorted(x.marks ^ y.marks))}"
    return None


def other_years(a: TreatyView, b: TreatyView) -> str | None:
    """Why the years in their names rule it out, or the year in the name of one and the signature of the other."""
    if a.years and b.years and not a.years & b.years:
        return f"of {min(a.years)} and of {min(b.years)}"
    for named, acts in ((a.years, b.signed), (b.years, a.signed)):
        if named and acts and all(_years_apart(year, act) for year, act in product(named, acts)):
            return f"of {min(named)}, and signed in {acts[0].earliest:%Y}"
    return None


def _years_apart(year: int, act: Act) -> bool:
    """Whether a treaty named after that year cannot be one signed then: titles also bear the year of force or adoption."""
    return all(abs(year - signed) > 1 for signed in years(act))


def _other_signature(a: TreatyView, b: TreatyView) -> str | None:
    """Signed in different years; states sign a multilateral treaty when each is ready, so only the same ones count."""
    two = are_two(a, b)
    signed = ((x, y) for x, y in product(a.signed, b.signed) if x.factuality == y.factuality == "Actual")
    pairs = [(x, y) for x, y in signed if two or (x.actors and x.actors == y.actors)]
    if pairs and all(gap(x, y) > _APART and years(x).isdisjoint(years(y)) for x, y in pairs):
        x, y = pairs[0]
        return f"signed in {x.earliest:%Y}, and in {y.earliest:%Y}"
    return None
