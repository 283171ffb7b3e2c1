"""The comparison of any two profiles, by what they are."""

from __future__ import annotations

from treatykg.resolution.bodies import compare_bodies
from treatykg.resolution.comparison import Comparison, forbid
from treatykg.resolution.happenings import compare_events
from treatykg.resolution.persons import compare_persons
from treatykg.resolution.profile import Profile
from treatykg.resolution.treaties import compare_treaties

_ALIKE = frozenset(("GovernmentBody", "Organization", "InternationalOrganization"))


def compare(a: Profile, b: Profile) -> Comparison:
    """How likely two profiles are one thing, why, and whether that is ruled out; the same for (b, a).

    Two happenings, persons or bodies that one article keeps apart are two; an agreement it may bring in twice.
    """
    if b.reference < a.reference:
        a, b = b, a
    if a.article == b.article and a.type != "Treaty":
        return forbid("one article keeps them apart")
    if a.is_event and b.is_event:
        return compare_events(a, b)
    if a.type != b.type and not {a.type, b.type} <= _ALIKE:
        return forbid("of different types")
    if a.type == "Treaty":
        return compare_treaties(a, b)
    return compare_persons(a, b) if a.type == "Person" else compare_bodies(a, b)
