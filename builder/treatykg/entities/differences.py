"""What a mention of an agreement must not contradict: year, age, parties, kind of instrument, matter, city of signature."""

from __future__ import annotations

from collections.abc import Iterable

from treatykg.entities.clusters import Cluster
from treatykg.entities.shapes import Shape

_WHOLE = frozenset({"treaty", "agreement", "accord", "pact", "convention"})
_OPEN = frozenset({"convention", "covenant", "charter", "statute", "protocol"})  # which states join long afterwards
_LONG = 8  # years; what comes about now is not of as long ago


def conflict(shape: Shape, cluster: Cluster, shapes: Iterable[Shape], *, now: int | None = None) -> bool:
    """Whether the mention cannot mean this agreement.

    `now` is the year of publication: an agreement that the text brings in as new is not one of years ago.
    """
    shapes = tuple(shapes)
    return (
        _other_year(shape, cluster, shapes, now)
        or _other_age(shape, shapes)
        or _other_parties(shape, cluster)
        or _other_signers(shape, shapes)
        or _other_kind(shape, shapes, known=bool(cluster.mentions))
        or _other_matter(shape, cluster, shapes)
        or _other_site(shape, shapes)
    )


def _other_year(shape: Shape, cluster: Cluster, shapes: tuple[Shape, ...], now: int | None) -> bool:
    """Whether the year of the words, or behind them, is not that of the agreement."""
    told = shape.year or shape.concluded
    if not told:
        return False
    known = {each for other in shapes for each in (other.year, other.concluded) if each}
    if cluster.year:
        known.add(cluster.year)
    if known:
        return all(abs(told - each) > 2 * bool(cluster.key or not shape.year) for each in known)
    if any(told in each.years for each in shapes) or cluster.key:
        return False
    if any(each.making and each.noun not in _OPEN and each.years and told < min(each.years) - _LONG for each in shapes):
        return True  # "in 2003 members passed the treaty": not one of 1991
    if not now:
        return False
    fresh = any(each.introduces or each.age == "new" for each in shapes) and now - told > 2 * bool(shape.year)
    made = any(each.making for each in shapes) and not any(each.ending for each in shapes)
    return (fresh and now - told > 2) or (made and now - told > _LONG)


def _other_age(shape: Shape, shapes: tuple[Shape, ...]) -> bool:
    """Whether the words mean an old agreement and this is a new one, or the other way round."""
    ages = {each.age for each in shapes if each.age}
    if shape.age == "old":
        return "old" not in ages and not any(each.ending or each.passing or each.year for each in shapes)
    if shape.age == "standing":
        return "new" in ages
    return shape.age == "new" and bool(ages) and "new" not in ages


def _other_parties(shape: Shape, cluster: Cluster) -> bool:
    if not shape.parties or not cluster.parties:
        return False
    common = {*shape.parties} & {*cluster.parties}
    foreign = {*shape.parties} - {*cluster.parties}
    return not common or bool(len(cluster.parties) > 1 and foreign and len(shape.parties) < 3)


def _other_signers(shape: Shape, shapes: tuple[Shape, ...]) -> bool:
    """Whether two others conclude it: "*Fiji and Tonga* signed a pact" is not the pact between Chile and Peru."""
    signers = next((each.signers for each in shapes if each.signers), frozenset())
    return bool(signers and shape.parties) and signers.isdisjoint(shape.parties)


def _other_kind(shape: Shape, shapes: tuple[Shape, ...], *, known: bool) -> bool:
    """Whether the noun is that of another instrument: a protocol is no annex, an annex is no treaty."""
    kinds = {each.kind for each in shapes if each.kind} - {"convention"}
    kind = shape.kind if shape.kind != "convention" else None
    if kind:
        return kind not in kinds and (bool(kinds) or known)
    known_words = frozenset(word for each in shapes for word in each.words)
    named = shape.form == "name" and len(shape.words) > 1 and not shape.words & known_words
    told = bool(shape.words & known_words) and not shape.words <= known_words
    return shape.noun in _WHOLE and bool(
        kinds & {"annex", "amendment"} or (kinds and named) or (kinds == {"protocol"} and told)
    )


def _other_matter(shape: Shape, cluster: Cluster, shapes: tuple[Shape, ...]) -> bool:
    """Whether it is about something else: "the gas treaty" is not "the water treaty"; a known name may hide what it is about."""
    known = frozenset(matter for each in shapes for matter in each.matters)
    return bool(shape.matters and known and not cluster.key and shape.matters.isdisjoint(known))


def _other_site(shape: Shape, shapes: tuple[Shape, ...]) -> bool:
    """Whether it is called after another city: "the Accra agreement", "the Nairobi agreement"."""
    known = frozenset(site for each in shapes for site in each.sites)
    return bool(shape.sites and known and shape.sites.isdisjoint(known))
