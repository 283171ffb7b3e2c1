"""Whether two articles mean one person: by name, by the state acted for, by office, and by what is told around."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from treatykg.gazetteer import fold, load_gazetteer
from treatykg.lexicon import load_words
from treatykg.resolution.bodies import weigh_circles
from treatykg.resolution.comparison import Comparison, Tally, forbid
from treatykg.resolution.profile import Profile
from treatykg.resolution.states import continuing

_YEAR = 366
_NEARNESS = ((60, "same_season"), (_YEAR, "same_year"))
_RELATIONS = ("same_surname", "same_long_surname", "same_name_parts", "same_name")


def compare_persons(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles are one person, and why. Two first names with one surname rule it out."""
    if a.key and b.key:
        return (
            Comparison(1.0, ("both are the known person",)) if a.key == b.key else forbid("two different known persons")
        )
    relation, said = _relation_of_names(a, b)
    if relation is None:
        return forbid("other names")
    tally = Tally("person")
    tally.add(relation, said)
    if relation == "same_surname":
        _weigh_surname(tally, a, b, said)
    _weigh_states(tally, a, b)
    _weigh_offices(tally, a, b)
    weigh_circles(tally, a, b)
    if shared := {*a.context} & {*b.context}:
        tally.add(f"context_{min(len(shared), 3)}", ", ".join(sorted(shared)))
    _weigh_nearness(tally, a, b)
    return tally.total()


@lru_cache(maxsize=100_000)
def name_of_person(text: str) -> tuple[str, ...]:
    """The words of a name in lower case, without initials, suffixes and titles that are part of how one is called."""
    silent = load_words("persons", "suffixes") | load_words("titles", "kept_honorifics")
    words = [word.strip(".,").lower() for word in fold(text).replace("-", " ").split()]
    return tuple(word for word in words if len(word) > 1 and word not in silent)


@lru_cache(maxsize=65_536)
def names_of_person(profile: Profile) -> frozenset[tuple[str, ...]]:
    """All names of a person that are longer than one word, else the single words."""
    names = {name_of_person(name.text) for name in profile.names if name.form != "description"} - {()}
    full = frozenset(name for name in names if len(name) > 1)
    return full or frozenset(names)


def _relation_of_names(a: Profile, b: Profile) -> tuple[str | None, str]:
    """The best relation between two names, and the name that says so; None when none fits."""
    found = [each for x, y in product(names_of_person(a), names_of_person(b)) if (each := _relation(x, y))]
    return max(found, key=lambda each: (_RELATIONS.index(each[0]), each[1])) if found else (None, "")


def _relation(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, str] | None:
    short, long = sorted((a, b), key=len)
    said = " ".join(short)
    if short == long:
        return ("same_name" if len(short) > 1 else "same_surname"), said
    if len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1]):
        return "same_name_parts", said
    if short == long[-len(short) :]:
        return ("same_long_surname" if len(short) > 1 else "same_surname"), said
    return None


def _weigh_surname(tally: Tally, a: Profile, b: Profile, surname: str) -> None:
    """How much a surname alone says: that of one known person much, one that no known person bears something."""
    bearers = _bearers(surname)
    if len(bearers) == 1 and bearers & {a.key, b.key}:
        tally.add("sole_bearer")
    elif not bearers:
        tally.add("uncommon_surname")


def _bearers(surname: str) -> frozenset[str]:
    """The persons of the gazetteer whom the press calls by that surname."""
    return frozenset(load_gazetteer().family_names.get(surname.title(), ()))


def _weigh_states(tally: Tally, a: Profile, b: Profile) -> None:
    """Reports about the same two states mix up whose minister it is; others do not."""
    if a.states and b.states:
        if continuing(a.states) & continuing(b.states):
            tally.add("same_state")
        else:
            mixed_up = continuing(a.states) & continuing(b.circle) and continuing(b.states) & continuing(a.circle)
            tally.add("states_mixed_up" if mixed_up else "states_apart")


def _weigh_offices(tally: Tally, a: Profile, b: Profile) -> None:
    if a.offices and b.offices:
        if shared := {*a.offices} & {*b.offices}:
            tally.add("same_office", min(shared))
        elif shared := _heads(a) & _heads(b):
            tally.add("like_office", min(shared))
        else:
            tally.add("offices_apart")


def _heads(profile: Profile) -> set[str]:
    """The last words of the offices: "minister" of "deputy foreign minister"."""
    return {office.split()[-1] for office in profile.offices if office}


def _weigh_nearness(tally: Tally, a: Profile, b: Profile) -> None:
    if a.published and b.published:
        days = abs((a.published - b.published).days)
        if name := next((name for most, name in _NEARNESS if days <= most), None):
            tally.add(name)
        elif days > 8 * _YEAR:
            tally.add("years_apart")
