"""Which profiles are compared at all: those that share a block, and in a large block those that lie near in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from treatykg.lexicon import load_lexicon
from treatykg.resolution.bodies import acronyms_of, names_of_body
from treatykg.resolution.persons import names_of_person
from treatykg.resolution.profile import ANCHOR, Profile
from treatykg.resolution.views import treaty_view

_FEW = 4
Pair = tuple[Profile, Profile]


def find_blocks(profile: Profile) -> tuple[str, ...]:
    """The keys of the blocks in which a profile may meet others, sorted; none for what nothing identifies."""
    if profile.is_event:
        return _event_blocks(profile)
    return tuple(sorted(set(_BLOCKS.get(profile.type, _body_blocks)(profile))))


def _treaty_blocks(profile: Profile) -> Iterator[str]:
    view = treaty_view(profile)
    states = sorted(view.acting or view.around)[:_FEW]
    yield from (f"acronym:{acronym}" for acronym in view.acronyms)
    yield from (f"title:{' '.join(sorted(title.words))}" for title in view.named if title.words)
    yield from (f"states:{one}+{two}" for one, two in combinations(states, 2))
    yield from (f"about:{state}+{word}" for state in states for word in view.words)
    yield from (f"about:{word}" for word in view.rare)
    yield from (f"place:{word}" for title in view.named if len(title.words) == 1 for word in title.words)
    yield from (f"place:{place.partition('/')[2]}" for place in profile.places)


def _person_blocks(profile: Profile) -> Iterator[str]:
    for name in names_of_person(profile):
        yield f"person:{name[-1]}"
        yield f"person:{' '.join((name[0], name[-1]))}"
        yield from (f"person:{name[-1]}+{state}" for state in profile.states)


def _body_blocks(profile: Profile) -> Iterator[str]:
    scopes = profile.states or ("",)
    yield from (f"body:{name}" for name in names_of_body(profile))
    yield from (f"body:{name}+{scope}" for name in names_of_body(profile) for scope in scopes)
    yield from (f"body:{acronym}" for acronym in acronyms_of(profile))


def _event_blocks(profile: Profile) -> tuple[str, ...]:
    kind = f"{profile.type}:{profile.factuality}"
    about = (f"event:{kind}+{treaty}" for treaty in profile.treaties)
    return tuple(sorted({*about, *(f"event:{kind}+{' '.join(sorted(profile.actors))}" for _ in profile.actors[:1])}))


_BLOCKS = {"Treaty": _treaty_blocks, "Person": _person_blocks}


def find_pairs(profiles: Iterable[Profile]) -> Iterator[Pair]:
    """The pairs to compare, each once, the smaller reference first; sorted."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        for block in find_blocks(profile):
            blocks[block].append(profile)
    met = {pair for members in blocks.values() for pair in pairs_in(members)}
    return iter(sorted(met, key=lambda pair: (pair[0].reference, pair[1].reference)))


def pairs_in(members: Sequence[Profile]) -> Iterator[Pair]:
    """The pairs of one block. A large one is not quadratic: each member meets its neighbours in time and the anchors."""
    limits = load_lexicon("resolution")["blocks"]
    ordered = sorted(members, key=in_time)
    small = len(ordered) <= limits["largest"]
    anchors = [] if small else [each for each in ordered if each.article == ANCHOR]
    for at, profile in enumerate(ordered):
        others = ordered[at + 1 :] if small else [*ordered[at + 1 : at + 1 + limits["neighbours"]], *anchors]
        for other in others:
            if _may_be_one(profile, other):
                yield (profile, other) if profile.reference < other.reference else (other, profile)


def _may_be_one(a: Profile, b: Profile) -> bool:
    return a.article != b.article and not (a.key and b.key)


def in_time(profile: Profile) -> tuple[date, str, str]:
    """The order of profiles: anchors, then by publication, article and id; what has no date comes last."""
    published = date.min if profile.article == ANCHOR else profile.published
    return published or date.max, profile.article, profile.id
