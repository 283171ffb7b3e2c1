"""Whether two articles can mean an agreement of the same parties, though each tells them from where it stands.

A report may name both parties, one ("the treaty with Poland"), or none; then who acts, and whom the report is about, tell them.
"""

from __future__ import annotations

from enum import IntEnum
from itertools import islice

from treatykg.resolution.comparison import Tally
from treatykg.resolution.views import TreatyView


class Sure(IntEnum):
    """How sure it is who the parties are."""

    UNKNOWN = 0
    AROUND = 1  # the two states that a report is about
    ACTING = 2  # the two states that act
    SAID = 3


def are_two(a: TreatyView, b: TreatyView) -> bool:
    """Whether both are agreements of the same two parties, as far as is told."""
    if a.open or b.open:
        return False
    return len(a.parties | b.parties) == 2 or (not a.parties | b.parties and len(a.acting | b.acting) == 2)


def other_parties(a: TreatyView, b: TreatyView) -> str | None:
    """Why the parties rule out that they are one, if they do."""
    few, many = sorted((a.parties, b.parties), key=lambda each: (len(each), sorted(each)))
    if few and len(many) > 1 and not few <= many:
        return f"between {_list(many)}, and with {_list(few)}"
    strangers = min(len(a.around), len(b.around)) > 1 and not a.around & b.around
    if strangers and not (a.open or b.open):
        return f"told of {_list(a.around)}, and of {_list(b.around)}"
    return None


def weigh_parties(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """Count what the parties of two agreements, none ruling out the other, say for and against one."""
    (mine, sure), (theirs, surer) = sorted((find_pair(a), find_pair(b)), key=lambda each: each[1])
    if a.open and b.open:
        _weigh_reports(tally, a, b)
    elif mine and mine == theirs:
        tally.add(_EQUAL[sure], _list(mine))
    elif mine and theirs:
        tally.add(_unequal(mine, theirs, min(sure, surer), max(sure, surer)), f"{_list(mine)} and {_list(theirs)}")
    elif (pair := _pair_from_home(a)) and pair == _pair_from_home(b):
        tally.add("same_two_around", _list(pair))
    elif theirs:
        _weigh_known(tally, theirs, surer, a if find_pair(b)[0] else b)
    else:
        _weigh_reports(tally, a, b)


def _unequal(mine: frozenset[str], theirs: frozenset[str], sure: Sure, surer: Sure) -> str:
    """What it says that the parties differ: much when they are sure, or share none."""
    if sure == Sure.SAID:
        return "bilateral_apart"
    if sure == Sure.ACTING and surer == Sure.SAID:
        return "other_two"
    return "other_two_around" if mine & theirs else "others_around"


_EQUAL = {Sure.SAID: "same_parties", Sure.ACTING: "same_two_acting", Sure.AROUND: "same_two_around"}


def find_pair(view: TreatyView) -> tuple[frozenset[str], Sure]:
    """The parties that are said; else the two states that act, or that the report is about, one of which may be said."""
    if len(view.parties) > 1:
        return view.parties, Sure.SAID
    for states, sure in ((view.acting, Sure.ACTING), (view.around, Sure.AROUND)):
        pair = frozenset(each for each in states if each.startswith("state/")) | view.parties
        if len(pair) == 2 and not view.open:
            return pair, sure
    return frozenset(), Sure.UNKNOWN


def _pair_from_home(view: TreatyView) -> frozenset[str]:
    """The pair that is told or likely, else the one party that is said and the state that the report is most about.

    "The treaty with Chile", in a paper of Lima, is one of Chile and Peru.
    """
    if pair := find_pair(view)[0]:
        return pair
    others = (each for each in view.home if each not in view.parties and each.startswith("state/"))
    return view.parties | {*islice(others, 1)} if len(view.parties) == 1 and not view.open else frozenset()


def share_pair(a: TreatyView, b: TreatyView) -> bool:
    """Whether both are of the same two states, one of which may be told by the report around it only."""
    mine, theirs = find_pair(a)[0], find_pair(b)[0]
    if mine and theirs:
        return mine == theirs
    pair, other = (mine, b) if mine else (theirs, a)
    return bool(pair) and other.parties <= pair <= other.around


def _weigh_known(tally: Tally, pair: frozenset[str], sure: Sure, b: TreatyView) -> None:
    """The parties of one are known or likely, those of the other are not."""
    if not b.parties <= pair:
        tally.add("third_party", _list(b.parties - pair))
    elif pair <= b.acting:
        tally.add("parties_act", _list(pair))
    elif pair <= b.around:
        _weigh_around(tally, pair, b)
    elif (absent := pair - b.around) and pair & b.around:
        told_of = sure == Sure.SAID and not b.open and len(b.home) > 1
        tally.add("party_absent" if told_of else "state_around", _list(absent if told_of else pair & b.around))
    elif b.around and not b.open:
        tally.add("others_around")


def _weigh_around(tally: Tally, pair: frozenset[str], b: TreatyView) -> None:
    """The parties of one are among whom the other report is about, which may mean those of a twin by them."""
    foremost = pair == {*islice((each for each in b.home if each.startswith("state/")), 2)}
    abroad = bool(b.outlet) and b.outlet.isdisjoint(pair)
    told = "party_and_around" if b.parties else "parties_foremost" if foremost and not abroad else "parties_around"
    tally.add(told, _list(pair))
    if abroad and not b.parties:
        tally.add("told_abroad")
    if pair in b.beside and not b.parties and len(b.around) > len(pair):
        tally.add("pair_of_twin")


def _weigh_reports(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """What is told without parties: by who acts, else by whom the reports are about."""
    if len(acting := a.acting & b.acting) > 1:
        tally.add("states_act", _list(acting))
    elif around := a.around & b.around:
        tally.add("states_around" if len(around) > 1 else "state_around", _list(around))
    elif a.around and b.around and not (a.open or b.open):
        tally.add("others_around")


def _list(ids: frozenset[str]) -> str:
    return ", ".join(sorted(each.partition("/")[2] for each in ids))
