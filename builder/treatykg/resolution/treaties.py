"""Whether two articles mean one agreement: what forbids it, and what speaks for and against it."""

from __future__ import annotations

from itertools import product

from treatykg.resolution.comparison import Comparison, Tally, forbid
from treatykg.resolution.dates import gap, is_narrow, overlap, width, years
from treatykg.resolution.parties import are_two, other_parties, weigh_parties
from treatykg.resolution.profile import ANCHOR, Act, Profile
from treatykg.resolution.titles import Title
from treatykg.resolution.views import TreatyView, treaty_view

_TABLE = "treaty"
_YEAR = 366


def compare_treaties(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles mean one agreement, and why.

    Known to the gazetteer under two keys, of different rank (a protocol and its parent), of different series or year, of
    different parties, or signed in different years: that rules it out, whatever else agrees.
    """
    if a.key and b.key:
        return (
            Comparison(1.0, ("both are the known treaty",))
            if a.key == b.key
            else forbid("two different known treaties")
        )
    left, right = treaty_view(a), treaty_view(b)
    if reason := _contradiction(left, right):
        return forbid(reason)
    tally = Tally(_TABLE)
    _weigh_titles(tally, left, right, a, b)
    weigh_parties(tally, left, right)
    _weigh_signatures(tally, left, right)
    _weigh_acts(tally, left, right)
    _weigh_places(tally, a, b)
    _weigh_reports(tally, a, b)
    _weigh_context(tally, left, right)
    if not _anchored(a, b, left, right):
        tally.add("title_only")
    return tally.total()


def _contradiction(a: TreatyView, b: TreatyView) -> str | None:
    """What rules out that they are one, if anything does."""
    rules = (_other_kind, _other_number, _other_mark, _other_years, other_parties, _other_signature)
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
    if numbered.numbers - {1} and any(x.words == y.words for x, y in product(numbered.named, other.named)):
        return f"number {min(numbered.numbers)} of a series is not the one without"
    return None


def _other_mark(a: TreatyView, b: TreatyView) -> str | None:
    """The same name with and without "supplementary", "revised" ... ."""
    for x, y in product(a.named, b.named):
        if x.words == y.words and x.marks != y.marks:
            return f"one is {', '.join(sorted(x.marks ^ y.marks))}"
    return None


def _other_years(a: TreatyView, b: TreatyView) -> str | None:
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
    pairs = [(x, y) for x, y in product(a.signed, b.signed) if two or (x.actors and x.actors == y.actors)]
    if pairs and all(gap(x, y) > _YEAR // 2 and years(x).isdisjoint(years(y)) for x, y in pairs):
        x, y = pairs[0]
        return f"signed in {x.earliest:%Y}, and in {y.earliest:%Y}"
    return None


def _weigh_titles(tally: Tally, left: TreatyView, right: TreatyView, a: Profile, b: Profile) -> None:
    """What they are called: by name, acronym or description, after a year or place, with words that few agreements bear."""
    if shared := left.acronyms & right.acronyms:
        tally.add("same_acronym", min(shared))
    _weigh_names(tally, left, right)
    _weigh_fields(tally, left, right)
    _weigh_kinds(tally, left, right)
    if numbers := left.numbers & right.numbers:
        tally.add("same_number", str(max(numbers)))
    if _named_after_year(left, right) or _named_after_year(right, left):
        tally.add("named_after_year")
    if _named_after_place(left, b) or _named_after_place(right, a):
        tally.add("named_after_place")


def _weigh_kinds(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    if kinds := (a.kinds & b.kinds) | (a.weak & b.weak):
        tally.add("same_kind", min(kinds))
    elif a.weak != b.weak and not (a.kinds or b.kinds):
        tally.add("weak_kinds_apart")
    if marks := a.marks & b.marks:
        tally.add("same_mark", min(marks))
    elif a.marks != b.marks and not (a.kinds or b.kinds):
        tally.add("marks_apart", ", ".join(sorted(a.marks ^ b.marks)))


def _weigh_names(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """The best relation between two titles; where one of them is only described, the words that they share."""
    if a.named and b.named:
        relations = (_relation(x, y) for x, y in product(a.named, b.named))
        name, shared = max(relations, key=lambda each: (_RANK.index(each[0]), each[1]))
        if name != "blank":
            tally.add(name, ", ".join(shared))
    elif words := _common(a.words, b.words):
        tally.add("words_shared", ", ".join(sorted(words)))
    titles = product((*a.named, *a.described), (*b.named, *b.described))
    if rare := {word for x, y in titles if not (x.after_place and y.after_place) for word in _common(x.rare, y.rare)}:
        tally.add("rare_word", ", ".join(sorted(rare)))
    elif a.rare and b.rare and not _common(a.rare, b.rare):
        tally.add("rare_words_apart", f"{min(a.rare)} and {min(b.rare)}")


def _common(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Words of both, also where one is a part of the other: "fjord" of "Varangerfjord"."""
    parts = (x for x, y in product(a, b) if min(len(x), len(y)) >= _PART and (x in y or y in x))
    return (a & b) | frozenset(parts)


_PART = 5  # letters
_RANK = ("blank", "titles_apart", "title_partly", "same_place_title", "title_within", "same_short_title", "same_title")


def _relation(a: Title, b: Title) -> tuple[str, tuple[str, ...]]:
    """How two titles lie to one another, and the words they share."""
    shared = tuple(sorted(a.words & b.words))
    telling = a.telling & b.telling
    if not a.words or not b.words:
        return "blank", ()
    if a.words == b.words:
        short = "same_place_title" if a.after_place and b.after_place else "same_short_title"
        return ("same_title" if len(shared) > 1 else short), shared
    if telling and (a.telling <= b.telling or b.telling <= a.telling):
        return "title_within", shared
    if telling and 2 * len(telling) >= min(len(a.telling), len(b.telling)):
        return "title_partly", shared
    return ("titles_apart", ()) if a.telling and b.telling else ("blank", ())


def _weigh_fields(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    if a.fields and b.fields:
        if shared := a.fields & b.fields:
            tally.add("same_field", ", ".join(sorted(shared)))
        elif not a.words & b.words:
            tally.add("fields_apart", f"{min(a.fields)} and {min(b.fields)}")


def _named_after_year(view: TreatyView, other: TreatyView) -> bool:
    """As in "the 1961 accord" for what bears that year too, or was signed then."""
    return bool(view.years & (other.years or _joint_years(other)))


def _joint_years(view: TreatyView) -> frozenset[int]:
    return frozenset(year for act in view.signed for year in years(act))


def _named_after_place(view: TreatyView, other: Profile) -> bool:
    """As in "the Riga Treaty" for what was signed in Riga."""
    places = {place.partition("/")[2] for place in other.places}
    return any(len(title.words) == 1 and title.words <= places for title in view.named)


def _weigh_signatures(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    pairs = [(gap(x, y), is_narrow(x) and is_narrow(y)) for x, y in product(a.signed, b.signed)]
    if not pairs:
        return
    distance, narrow = min(pairs, key=lambda each: (each[0], not each[1]))
    if distance == 0:
        tally.add("same_signature" if narrow else "same_signature_month")
    elif are_two(a, b):
        tally.add(next(name for days, name in _DISTANCES if distance <= days))


_MOST_ACTS = 2
_MONTH = 31  # days
_DISTANCES = ((7, "signature_days_apart"), (_YEAR // 2, "signature_months_apart"), (10**6, "signature_apart"))


def _weigh_acts(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """Later acts of the same day speak for one treaty; consent given before the other was signed against it."""
    pairs = list(product(a.consents, b.consents))
    same = {x.type for x, y in pairs if _is_same_act(x, y) and is_narrow(x) and is_narrow(y)}
    for kind in sorted(same)[:_MOST_ACTS]:
        tally.add("same_act", kind)
    if like := {x.type for x, y in pairs if _is_same_act(x, y) and x.actors and x.actors == y.actors} - same:
        tally.add("like_act", min(like))
    if any(x.type == y.type == "EntryIntoForce" and gap(x, y) > _YEAR for x, y in pairs):
        tally.add("force_apart")
    if _consent_before(a, b) or _consent_before(b, a):
        tally.add("consent_before")
    elif _consent_late(a, b) or _consent_late(b, a):
        tally.add("consent_late")


def _is_same_act(a: Act, b: Act) -> bool:
    """Whether two acts of one type can be one: within the same month or so."""
    return a.type == b.type and overlap(a, b) and max(width(a), width(b)) <= _MONTH


def _consent_before(a: TreatyView, b: TreatyView) -> bool:
    """Whether an act that follows signature was done for one long before the other was signed."""
    signed = None if b.open else min((act.earliest for act in b.signed if act.earliest), default=None)
    done = (act.latest for act in a.consents if act.factuality == "Actual" and act.latest)
    return signed is not None and any((signed - day).days > 31 for day in done)


def _consent_late(a: TreatyView, b: TreatyView) -> bool:
    """Whether one treaty of two states was consented to ten years and more after the other was signed."""
    signed = max((act.latest for act in b.signed if act.latest), default=None)
    done = min((act.earliest for act in a.consents if act.earliest), default=None)
    return are_two(a, b) and signed is not None and done is not None and (done - signed).days > 10 * _YEAR


def _weigh_places(tally: Tally, a: Profile, b: Profile) -> None:
    if a.places and b.places:
        tally.add("same_place" if {*a.places} & {*b.places} else "places_apart")
    if {*a.obligations} & {*b.obligations}:
        tally.add("same_obligation")


def _weigh_context(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """Names of people and places beside both, those of their titles apart: all of two articles that are about them."""
    both = a.story and b.story
    shared = (a.story & b.story if both else a.context & b.context) - a.words - b.words
    if shared:
        tally.add(f"{'story' if both else 'context'}_{min(len(shared), 3)}", ", ".join(sorted(shared)))


def _weigh_reports(tally: Tally, a: Profile, b: Profile) -> None:
    """Nearness in time: of two reports, or of a report and the signature the other one dates."""
    if ANCHOR in (a.article, b.article):
        tally.add("known_treaty")
    elif a.published and b.published:
        days = abs((a.published - b.published).days)
        if name := next((name for most, name in _NEARNESS if days <= most), None):
            tally.add(name)
        elif days > 2 * _YEAR and not (_tells_itself(a) and _tells_itself(b)):
            tally.add("reported_apart")
    if _reported_when_signed(a, b) or _reported_when_signed(b, a):
        tally.add("signed_when_reported")
    if _reported_before(a, b) or _reported_before(b, a):
        tally.add("before_signature")


_NEARNESS = ((7, "same_week"), (60, "same_season"), (_YEAR, "same_twelvemonth"))


def _tells_itself(profile: Profile) -> bool:
    """Whether a date or a name tells which agreement it is, whenever it is told."""
    view = treaty_view(profile)
    return bool(view.signed or view.named or view.years or view.rare)


def _reported_before(report: Profile, other: Profile) -> bool:
    """Whether a report tells of acts under a treaty that was only signed years later."""
    view = treaty_view(other)
    signed = None if view.open else view.signature_day
    return bool(report.published and signed and (signed - report.published).days > 2 * _YEAR)


def _reported_when_signed(report: Profile, other: Profile) -> bool:
    signed = treaty_view(other).signature_day
    return bool(
        report.published
        and signed
        and not treaty_view(report).signature_day
        and abs((report.published - signed).days) <= 14
    )


def _anchored(a: Profile, b: Profile, left: TreatyView, right: TreatyView) -> bool:
    """Whether they have more in common than words: a state, a day of signature, a place, an acronym."""
    days = any(gap(x, y) == 0 for x, y in product(left.signed, right.signed))
    words = left.rare & right.rare or left.acronyms & right.acronyms
    return bool(words or left.around & right.around or days or {*a.places} & {*b.places})
