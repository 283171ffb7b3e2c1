"""Whom articles tell to be the parties of a treaty, and which of these lists cannot all be whole.

A treaty "between" states names them all, and so does one of two that their names lead; who signed may be told in part, as of a
convention of forty. A state goes on as its successor: what the Soviet Union signed, Russia is party to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from treatykg.dossiers.values import Dossier, Passage
from treatykg.resolution.states import continuing


@dataclass(frozen=True, slots=True)
class PartyList:
    """The IRIs of parties as some articles tell them, and of each article the passage.

    `named` if the name of the treaty tells them; `members` are the ids of the states of today.
    """

    parties: frozenset[str]
    members: frozenset[str]
    named: bool
    passages: tuple[Passage, ...]


def find_party_lists_apart(dossier: Dossier) -> tuple[PartyList, ...]:
    """The lists that clash with another: neither is within the other, or one is of a pair and the other longer.

    At least one of two is of parties that are named as such; an article that names them is not asked who signed.
    """
    named = tuple(_merged(_named(dossier)))
    naming = {passage.source for each in named for passage in each.passages}
    signed = (each for each in _signed(dossier) if each.passages[0].source not in naming)
    lists = (*named, *_merged(signed))
    apart = {each for pair in combinations(lists, 2) if _clash(*pair) for each in pair}
    return tuple(each for each in lists if each in apart)


def _named(dossier: Dossier) -> Iterator[PartyList]:
    for source in dossier.sources:
        namings = [each for each in dossier.namings if each.source == source]
        if namings:
            longest = max(namings, key=lambda each: len(each.quote))  # "the pact" names no party
            yield _list(dossier, dossier.parties_by_source.get(source.iri, ()), longest, named=True)


def _signed(dossier: Dossier) -> Iterator[PartyList]:
    for step in dossier.steps:
        if step.type == "Signature" and step.factuality == "Actual":
            for report in step.reports:
                yield _list(dossier, report.participants, report.passages[0], named=False)


def _list(dossier: Dossier, parties: Iterable[str], passage: Passage, *, named: bool) -> PartyList:
    told = frozenset(parties)
    return PartyList(told, continuing(each.removeprefix(dossier.base) for each in told), named, (passage,))


def _merged(lists: Iterable[PartyList]) -> Iterator[PartyList]:
    """Each list of several once, with the passages of all articles that have it."""
    found: dict[tuple[frozenset[str], bool], PartyList] = {}
    for each in lists:
        if len(each.members) > 1:
            known = found.get((each.parties, each.named))
            found[each.parties, each.named] = (
                replace(each, passages=(*known.passages, *each.passages)) if known else each
            )
    yield from found.values()


def _clash(one: PartyList, other: PartyList) -> bool:
    if not (one.named or other.named):
        return False
    shorter, longer = sorted((one, other), key=lambda each: len(each.members))
    if shorter.members <= longer.members:
        return shorter.named and len(shorter.members) == 2 < len(longer.members)
    return (one.named and other.named) or bool(one.members & other.members)
