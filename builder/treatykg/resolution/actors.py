"""Whether two articles mean one person, body, organization or instrument."""

from __future__ import annotations

from functools import lru_cache

from treatykg.gazetteer import fold
from treatykg.lexicon import load_words
from treatykg.resolution.comparison import Comparison, Tally, forbid
from treatykg.resolution.profile import Profile
from treatykg.resolution.titles import read_title

_YEAR = 366


def compare_persons(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles are one person: by name, by the state acted for, by office and time.

    Two first names for one surname rule it out.
    """
    if a.key and b.key:
        return (
            Comparison(1.0, ("both are the known person",)) if a.key == b.key else forbid("two different known persons")
        )
    relation, said = _names_of_persons(a, b)
    if relation is None:
        return forbid("other names")
    tally = Tally("person")
    tally.add(relation, said)
    _weigh_offices(tally, a, b)
    _weigh_circles(tally, a, b)
    if a.published and b.published:
        days = abs((a.published - b.published).days)
        if days <= _YEAR or days > 8 * _YEAR:
            tally.add("same_years" if days <= _YEAR else "years_apart")
    return tally.total()


@lru_cache(maxsize=100_000)
def name_of_person(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without suffixes and initials."""
    words = [word.strip(".,").lower() for word in fold(text).replace("-", " ").split()]
    return tuple(word for word in words if len(word) > 1 and word not in load_words("persons", "suffixes"))


@lru_cache(maxsize=200_000)
def names_of_person(profile: Profile) -> frozenset[tuple[str, ...]]:
    """All names of a person that are longer than a surname, else the surnames."""
    names = {name_of_person(name.text) for name in profile.names if name.form != "description"} - {()}
    full = frozenset(name for name in names if len(name) > 1)
    return full or frozenset(names)


def _names_of_persons(a: Profile, b: Profile) -> tuple[str | None, str]:
    mine, theirs = names_of_person(a), names_of_person(b)
    if shared := mine & theirs:
        name = max(shared)
        return ("same_name" if len(name) > 1 else "same_surname"), " ".join(name)
    ends = {(name[0], name[-1]) for name in mine if len(name) > 1} & {
        (name[0], name[-1]) for name in theirs if len(name) > 1
    }
    if ends:
        return "same_name_parts", " ".join(min(ends))
    if all(len(name) > 1 for name in (*mine, *theirs)):
        return None, ""
    surnames = {name[-1] for name in mine} & {name[-1] for name in theirs}
    return ("same_surname", min(surnames)) if surnames else (None, "")


def _weigh_offices(tally: Tally, a: Profile, b: Profile) -> None:
    if a.states and b.states:
        shared = {*a.states} & {*b.states}
        tally.add("same_state" if shared else "states_apart")
    if a.offices and b.offices:
        shared = _heads(a) & _heads(b)
        tally.add("same_office" if shared else "offices_apart", min(shared, default=""))


def _heads(profile: Profile) -> set[str]:
    """The last words of the offices: "minister" of "deputy foreign minister"."""
    return {office.split()[-1] for office in profile.offices if office}


def _weigh_circles(tally: Tally, a: Profile, b: Profile) -> None:
    if a.circle and b.circle:
        shared = len({*a.circle} & {*b.circle})
        if shared > 1 or shared == min(len(a.circle), len(b.circle)):
            tally.add("same_circle")
        elif not shared:
            tally.add("circles_apart")


def compare_bodies(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles are one body, organization or legal instrument: by state and name or acronym."""
    if a.key and b.key:
        return Comparison(1.0, ("both are the known body",)) if a.key == b.key else forbid("two different known bodies")
    relation, said = _names_of_bodies(a, b)
    if relation is None:
        return forbid("other names")
    tally = Tally("body")
    tally.add(relation, said)
    if a.states and b.states:
        tally.add("same_state" if {*a.states} & {*b.states} else "states_apart")
    elif a.states or b.states:
        tally.add("state_unknown")
    _weigh_circles(tally, a, b)
    return tally.total()


@lru_cache(maxsize=200_000)
def names_of_body(profile: Profile) -> frozenset[str]:
    """The names of a body in lower case, without its state and without what all share."""
    return frozenset(_plain(name.text) for name in profile.names if name.form != "acronym") - {""}


@lru_cache(maxsize=100_000)
def _plain(text: str) -> str:
    title = read_title(text)
    years = " ".join(str(year) for year in sorted(title.years))
    words = " ".join(sorted(title.words)) or fold(text).lower().removeprefix("the ")
    return f"{words} {years}".strip()


def acronyms_of(profile: Profile) -> frozenset[str]:
    """The acronyms that it is called by, or that its names make."""
    said = {name.text for name in profile.names if name.form == "acronym"}
    made = {_initials(name.text) for name in profile.names if name.form == "name"}
    return frozenset(each for each in said | made if len(each) > 2)


def _initials(text: str) -> str:
    return "".join(word[0] for word in fold(text).split() if word[0].isupper())


def _names_of_bodies(a: Profile, b: Profile) -> tuple[str | None, str]:
    if shared := names_of_body(a) & names_of_body(b):
        return "same_name", max(shared)
    said = {name.text for name in (*a.names, *b.names) if name.form == "acronym"}
    if shared := acronyms_of(a) & acronyms_of(b) & said:
        return "acronym_of_name", min(shared)
    return None, ""
