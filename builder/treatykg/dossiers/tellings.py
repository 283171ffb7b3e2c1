"""What articles tell of an act, and when two of them tell of the same one, whether or not it is one node of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from itertools import product

from treatykg.dossiers.clashes import dates_differ
from treatykg.dossiers.values import Dossier, Report, Step, Thing

ONCE_BY_ACTOR = frozenset(("Signature", "DomesticApproval", "Ratification", "Accession", "InstrumentDeposit"))
"""What an actor does once to a treaty."""

ONCE = frozenset(("EntryIntoForce", "Termination", "InstrumentExchange"))
"""What befalls a treaty once."""

_TOGETHER = frozenset(("Signature", "InstrumentExchange"))  # what the two parties of a treaty of two do together
_BODIES = frozenset(("Legislature", "GovernmentBody"))


@dataclass(frozen=True, slots=True)
class Telling:
    """A step, and the reports that tell one thing of it."""

    step: Step
    reports: tuple[Report, ...]

    @property
    def report(self) -> Report:
        """The first of them."""
        return self.reports[0]

    @property
    def articles(self) -> frozenset[str]:
        """The IRIs of the articles."""
        return frozenset(each.source.iri for each in self.reports)


def group_tellings(steps: Iterable[Step], key: Callable[[Report], Hashable]) -> list[Telling]:
    """The reports of each step, those together that tell the same; a report whose key is None tells nothing in question."""
    found: dict[Hashable, tuple[Step, list[Report]]] = {}
    for step in steps:
        for report in step.reports:
            if (value := key(report)) is not None:
                found.setdefault((step.iri, value), (step, []))[1].append(report)
    return [Telling(step, tuple(reports)) for step, reports in found.values()]


class Sameness:
    """Tells whether two tellings are of one act of a treaty."""

    def __init__(self, dossier: Dossier) -> None:
        self._parties = frozenset(each.iri for each in dossier.parties)

    def __call__(self, one: Telling, other: Telling) -> bool:
        """Whether both tell of one act: one node, or one kind of act that there is but once, with actors that leave no choice."""
        if one.step.iri == other.step.iri:
            return True
        if one.step.type != other.step.type:
            return False
        if one.step.type == "DomesticApproval":
            return bool(_bodies(one.step) & _bodies(other.step)) or _is_one_vote(one, other)
        kind, pairs = one.step.type, product(_participants(one), _participants(other))
        return any(self._is_one_act(kind, mine, theirs) for mine, theirs in pairs)

    def _is_one_act(self, kind: str, mine: frozenset[str], theirs: frozenset[str]) -> bool:
        if kind in _TOGETHER and len(self._parties) == 2:
            return mine | theirs <= self._parties
        return mine == theirs if kind in ONCE else bool(mine & theirs)


def _participants(telling: Telling) -> set[frozenset[str]]:
    """Who takes part by all articles, and by each that says so: one of them may name somebody too many."""
    return {telling.step.act.participants} | {each.participants for each in telling.reports if each.participants}


def _is_one_vote(one: Telling, other: Telling) -> bool:
    """Whether chambers of one name had as many votes in favour, on days that meet.

    "The National Assembly" may be given to the wrong state.
    """
    names, others = ({each.label for each in _bodies(telling.step)} for telling in (one, other))
    votes = one.report.vote.votes_for
    same_count = bool(votes) and votes == other.report.vote.votes_for
    return same_count and bool(names & others) and not dates_differ(one.report, other.report)


def _bodies(step: Step) -> frozenset[Thing]:
    return frozenset(each for each in step.actors if each.type in _BODIES)


def by_type(steps: Iterable[Step]) -> dict[str, list[Step]]:
    """The steps by the kind of act, so that only what can be one act is compared."""
    found: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.type].append(step)
    return found
