"""Whether two articles mean one body, organization or legal instrument."""

from __future__ import annotations

from functools import lru_cache

from treatykg.gazetteer import fold
from treatykg.resolution.comparison import Comparison, Tally, forbid
from treatykg.resolution.profile import Profile
from treatykg.resolution.states import continuing
from treatykg.resolution.titles import read_title

_STATELESS = frozenset(("Organization", "InternationalOrganization"))  # known by their name, whatever their state


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
        tally.add("same_state" if continuing(a.states) & continuing(b.states) else "states_apart")
    elif a.states or b.states:
        tally.add("state_unknown")
    weigh_circles(tally, a, b)
    return tally.total()


@lru_cache(maxsize=65_536)
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
        name = max(shared, key=lambda each: (len(each.split()), each))
        if len(name.split()) < 2:
            return "same_short_name", name
        return ("same_full_name" if {a.type, b.type} <= _STATELESS else "same_name"), name
    said = {name.text for name in (*a.names, *b.names) if name.form == "acronym"}
    if shared := acronyms_of(a) & acronyms_of(b) & said:
        return "acronym_of_name", min(shared)
    return None, ""


def weigh_circles(tally: Tally, a: Profile, b: Profile) -> None:
    """Count whether the two reports are about the same states."""
    if a.circle and b.circle:
        shared = len(continuing(a.circle) & continuing(b.circle))
        if shared > 1 or shared == min(len(a.circle), len(b.circle)):
            tally.add("same_circle")
        elif not shared:
            tally.add("circles_apart")
