"""What articles tell differently of one treaty. Both sides are kept in the graph; here they are set side by side.

An article that tells both sides, such as a first vote and a second one, is on neither. Precision comes first: what can be true
together is no conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import combinations, product
from typing import Literal, TypeAlias

from treatykg.dossiers.clashes import (
    DATE,
    VOTES,
    Check,
    Clash,
    dates_differ,
    denies,
    is_late_plan,
    is_late_text,
    when,
)
from treatykg.dossiers.parties import find_party_lists_apart
from treatykg.dossiers.tellings import ONCE, ONCE_BY_ACTOR, Sameness, Telling, by_type, group_tellings
from treatykg.dossiers.values import Dossier, Passage, Report, Source, Step, Thing
from treatykg.model import Vote

Kind: TypeAlias = Literal["date", "votes", "parties", "stage", "factuality"]

_Pair: TypeAlias = tuple[Telling, Telling]
_Same: TypeAlias = Callable[[Telling, Telling], bool]
_Text: TypeAlias = Callable[[Telling], str]
_DATED_ONCE = ONCE | ONCE_BY_ACTOR
_STAGES = frozenset(("Signature", "Ratification", "EntryIntoForce"))  # a chamber may vote again, an end be put off
_TEXT = frozenset(("Negotiation", "Adoption"))  # what comes before a signature
_AGAINST = frozenset(("Denied", "Negated"))
_AHEAD = frozenset(("Planned", "Conditional"))


@dataclass(frozen=True, slots=True)
class Side:
    """What some articles tell: the value in question, and of each article the passage, by the day of publication."""

    value: str
    passages: tuple[Passage, ...]

    @property
    def words(self) -> str:
        """The sentence of the first article, or the passage itself if the graph has no text."""
        return self.passages[0].sentence or self.passages[0].quote if self.passages else ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The articles."""
        return tuple(dict.fromkeys(each.source for each in self.passages))


@dataclass(frozen=True, slots=True)
class Conflict:
    """Articles that cannot all be right about a step of a treaty, or about its parties: two sides or more.

    `about` says what it is about, in words; `steps` are the IRIs of the events.
    """

    kind: Kind
    treaty: Thing
    about: str
    steps: tuple[str, ...]
    sides: tuple[Side, ...]


def find_conflicts(dossier: Dossier) -> tuple[Conflict, ...]:
    """The conflicts between articles, step by step; what one article tells in itself is for the shapes to judge.

    Dates conflict when their intervals do not meet: a narrower one within a wider is none. Votes conflict when a number that both
    tell differs, or one is unanimous and the other has votes against. A denial conflicts with what had happened by the day on
    which it appeared, and so does a plan; talks on a text, or agreement on it, conflict with its signature before. Parties conflict
    when the treaty is named for two and another article has more, or of two lists neither has all of the other (see
    `treatykg.dossiers.parties`).
    """
    same = Sameness(dossier)
    happened = [step for step in dossier.steps if step.factuality == "Actual"]
    once = [steps for kind, steps in sorted(by_type(happened).items()) if kind in _DATED_ONCE]
    pairs: dict[Kind, tuple[Iterator[_Pair], _Text]] = {
        "date": (_clashing(once, same, DATE), lambda each: ", ".join(each.report.dates)),
        "votes": (_clashing(once, same, VOTES), lambda each: _vote_text(each.report.vote)),
        "stage": (_too_late(dossier, happened, same), _stage),
        "factuality": (_denied(dossier, happened, same), _stage),
    }
    found = (
        _conflict(kind, dossier.treaty, group, text) for kind, (each, text) in pairs.items() for group in _joined(each)
    )
    return (*found, *_about_parties(dossier))


def _clashing(acts: Iterable[Sequence[Step]], same: Sameness, check: Check) -> Iterator[_Pair]:
    """Tellings of acts that happened, without the articles that tell something that agrees with the other side."""
    for steps in acts:
        tellings = group_tellings(steps, check.key)
        for one, other in combinations(tellings, 2):
            if same(one, other) and check.clash(one.report, other.report):
                mine = _without(one, (each for each in tellings if _agree(same, check, each, other)))
                theirs = _without(other, (each for each in tellings if _agree(same, check, each, one)))
                if mine and theirs:
                    yield mine, theirs


def _agree(same: Sameness, check: Check, one: Telling, other: Telling) -> bool:
    return (
        same(one, other) and not check.differ(one.report, other.report) and not dates_differ(one.report, other.report)
    )


def _denied(dossier: Dossier, happened: Iterable[Step], same: Sameness) -> Iterator[_Pair]:
    """One article tells that something happened, another, which appeared later, that it did not."""
    against = [step for step in dossier.steps if step.factuality in _AGAINST]
    yield from _opposed((happened, against), same, denies)


def _too_late(dossier: Dossier, happened: Sequence[Step], same: Sameness) -> Iterator[_Pair]:
    """One article tells that something was done, another that it is still to be done, talked of or agreed at a later time."""
    done = [step for step in happened if step.type in _STAGES]
    ahead = [step for step in dossier.steps if step.factuality in _AHEAD]
    yield from _opposed((done, ahead), same, is_late_plan)
    signed = [step for step in happened if step.type == "Signature"]
    text = [step for step in happened if step.type in _TEXT]
    yield from _opposed((signed, text), _share, is_late_text)


def _opposed(sides: tuple[Iterable[Step], Iterable[Step]], same: _Same, clash: Clash) -> Iterator[_Pair]:
    """Tellings of the first steps and of the second that clash, without the articles that tell both."""
    ones, others = (group_tellings(steps, when) for steps in sides)
    for one, other in product(ones, others):
        if same(one, other) and clash(one.report, other.report):
            mine = _without(one, (each for each in others if same(each, one)))
            theirs = _without(other, (each for each in ones if same(each, other)))
            if mine and theirs:
                yield mine, theirs


def _without(telling: Telling, others: Iterable[Telling]) -> Telling | None:
    """The telling without the articles that tell one of the others; None if no article is left."""
    articles = {article for each in others for article in each.articles}
    kept = tuple(each for each in telling.reports if each.source.iri not in articles)
    return Telling(telling.step, kept) if kept else None


def _joined(pairs: Iterable[_Pair]) -> Iterator[tuple[Telling, ...]]:
    """The pairs that have a telling in common as one group."""
    groups: list[dict[Telling, None]] = []
    for pair in pairs:
        touched = [group for group in groups if not group.keys().isdisjoint(pair)]
        groups = [group for group in groups if group not in touched]
        groups.append({telling: None for part in (*touched, dict.fromkeys(pair)) for telling in part})
    yield from map(tuple, groups)


def _conflict(kind: Kind, treaty: Thing, tellings: Sequence[Telling], text: _Text) -> Conflict:
    reports: dict[str, dict[Report, None]] = {}
    for each in tellings:
        reports.setdefault(text(each), {}).update(dict.fromkeys(each.reports))
    sides = tuple(Side(value, tuple(each.passages[0] for each in found)) for value, found in reports.items())
    steps = tuple(dict.fromkeys(each.step.iri for each in tellings))
    return Conflict(kind, treaty, _about(tellings[0].step), steps, sides)


def _about_parties(dossier: Dossier) -> Iterator[Conflict]:
    """The lists of parties that cannot all be whole."""
    if apart := find_party_lists_apart(dossier):
        told = (*dossier.parties, *(each for step in dossier.steps for each in step.participants))
        names = {each.iri: each.label for each in told}
        sides = (Side(", ".join(sorted(names.get(iri, iri) for iri in each.parties)), each.passages) for each in apart)
        yield Conflict("parties", dossier.treaty, "the parties", (), tuple(sides))


def _share(one: Telling, other: Telling) -> bool:
    return bool(one.step.act.participants & other.step.act.participants)


def _stage(telling: Telling) -> str:
    return f"{telling.step.type}, {telling.step.factuality}"


def _vote_text(vote: Vote) -> str:
    named = zip(("for", "against", "abstained"), astuple(vote)[:3], strict=True)
    numbers = [f"{number} {side}" for side, number in named if number is not None]
    return ", ".join([*numbers, *(["unanimous"] if vote.unanimous else [])])


def _about(step: Step) -> str:
    who = ", ".join(each.label for each in step.participants)
    return f"{step.type} ({who})" if who else step.type
