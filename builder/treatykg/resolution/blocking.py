"""Which profiles are compared at all: those that share a block, and in a large block those that lie near in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from treatykg.lexicon import load_lexicon
from treatykg.resolution.bodies import acronyms_of, names_of_body
from treatykg.resolution.dates import is_narrow
from treatykg.resolution.persons import names_of_person
from treatykg.resolution.profile import ANCHOR, Profile, Reference
from treatykg.resolution.titles import SERIAL
from treatykg.resolution.views import treaty_view

_FEW = 4
_NEAR = 3
Pair = tuple[Profile, Profile]


def find_blocks(profile: Profile) -> tuple[str, ...]:
    """The keys of the blocks in which a profile may meet others, sorted; none for what nothing identifies."""
    if profile.is_event:
        return _event_blocks(profile)
    return tuple(sorted(set(_BLOCKS.get(profile.type, _body_blocks)(profile))))


def _treaty_blocks(profile: Profile) -> Iterator[str]:
    view = treaty_view(profile)
    states = sorted(view.acting) if len(view.acting) > 1 else list(dict.fromkeys((*sorted(view.acting), *view.home)))
    pairs = [f"{one}+{two}" for one, two in combinations(sorted(states[:_FEW]), 2)]
    near = [f"{one}+{two}" for one, two in combinations(sorted(states[:_NEAR]), 2)]
    states = sorted(states[:_FEW])
    yield from (f"acronym:{acronym}" for acronym in view.acronyms)
    yield from (f"title:{' '.join(sorted(title.words))}" for title in view.named if title.words)
    yield from (f"states:{pair}" for pair in pairs)
    yield from (f"states:{pair}+{year}" for pair in near for year in view.years)
    yield from (f"states:{pair}+{field}" for pair in near for field in view.fields)
    yield from (f"kind:{kind}+{state}+{year}" for kind in view.kinds for state in states for year in view.years)
    yield from (f"parent:{kind}+{word}" for kind in view.kinds for word in view.parent | view.words)
    yield from (f"number:{number}" for number in view.numbers if number >= SERIAL)
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
    """Two of treaty, actors and month, one alone never makes one happening; or the treaty of two that is signed once."""
    kind = f"event:{profile.type}:{profile.factuality}"
    actors = " ".join(sorted(profile.actors))
    months = {f"{day:%Y-%m}" for day in (profile.earliest, profile.latest) if day} if is_narrow(profile) else set()
    treaties = {*profile.treaties}
    return tuple(sorted({
        *(f"{kind}+{treaty}+{actors}" for treaty in treaties if actors),
        *(f"{kind}+{treaty}" for treaty in treaties if profile.parties),
        *(f"{kind}+{treaty}+{month}" for treaty in treaties for month in months),
        *(f"{kind}+{actors}+{month}" for month in months if actors),
    }))  # fmt: skip


_BLOCKS = {"Treaty": _treaty_blocks, "Person": _person_blocks}


def find_pairs(profiles: Iterable[Profile], *, fresh: frozenset[Reference] | None = None) -> Iterator[Pair]:
    """Yield the pairs to compare, each once, the smaller reference first; sorted.

    :param fresh: where given, one of each pair is among these
    """
    ordered = sorted(profiles, key=lambda each: each.reference)
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(ordered):
        for block in find_blocks(profile):
            blocks[block].append(number)
    met = {pair for members in blocks.values() for pair in _numbers_in(members, ordered, fresh)}
    for one, two in sorted(met):
        yield ordered[one], ordered[two]


def _numbers_in(
    members: Sequence[int], ordered: Sequence[Profile], fresh: frozenset[Reference] | None
) -> Iterator[tuple[int, int]]:
    number_of = {ordered[number].reference: number for number in members}
    for a, b in pairs_in([ordered[number] for number in members], fresh=fresh):
        yield number_of[a.reference], number_of[b.reference]


def pairs_in(members: Sequence[Profile], *, fresh: frozenset[Reference] | None = None) -> Iterator[Pair]:
    """The pairs of one block. A large one is not quadratic: each member meets its neighbours in time and the anchors."""
    if len(members) < 2 or (fresh is not None and not any(each.reference in fresh for each in members)):
        return
    ordered = sorted(members, key=in_time)
    largest, neighbours = _limits()
    small = len(ordered) <= largest
    anchors = [] if small else [each for each in ordered if each.article == ANCHOR]
    for at, profile in enumerate(ordered):
        others = ordered[at + 1 :] if small else [*ordered[at + 1 : at + 1 + neighbours], *anchors]
        for other in others:
            if _may_be_one(profile, other) and (
                fresh is None or not fresh.isdisjoint((profile.reference, other.reference))
            ):
                yield (profile, other) if profile.reference < other.reference else (other, profile)


@cache
def _limits() -> tuple[int, int]:
    """The profiles of a block that are all compared, and the neighbours that each has in a larger one."""
    limits = load_lexicon("resolution")["blocks"]
    return limits["largest"], limits["neighbours"]


def _may_be_one(a: Profile, b: Profile) -> bool:
    """Whether a comparison could make them one: not what one article keeps apart, nor two known things, but two acts."""
    return a.article != b.article and (not (a.key and b.key) or (a.key != b.key and a.key.startswith("event/")))


def in_time(profile: Profile) -> tuple[date, str, str]:
    """The order of profiles: anchors, then by publication, article and id; what has no date comes last."""
    published = date.min if profile.article == ANCHOR else profile.published
    return published or date.max, profile.article, profile.id
