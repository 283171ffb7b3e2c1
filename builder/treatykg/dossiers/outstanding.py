"""What a state has not yet done to be bound, and what a treaty waits for, by the Vienna Convention on the Law of Treaties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from treatykg.dossiers.values import Step
from treatykg.lexicon import load_lexicon

_CONSENT = frozenset(("Ratification", "Accession", "InstrumentDeposit", "InstrumentExchange"))
_TRANSFER = {"InstrumentExchange": "exchange of instruments", "InstrumentDeposit": "deposit of the instrument"}
_SETTLED = frozenset(("Party", "FormerParty", "Withdrawing", "ParticipationSuspended"))


@dataclass(frozen=True, slots=True)
class Condition:
    """What a step waits for: another step, whether that has been taken, and how many participants must take it, if it is told.

    `reached` is how many have.
    """

    step: Step
    waits_for: Step
    met: bool
    needed: int | None
    reached: int


def find_missing(participant: str, status: str, done: Sequence[Step], opened: Sequence[Step]) -> tuple[str, ...]:
    """The steps to being bound that a participant, an IRI, has not taken for all that is told, in their order.

    Signature and approval at home are not asked of one who has consented (articles 11 to 16). Where a treaty was signed without a
    word of who did, nobody's signature is called missing.
    """
    if status in _SETTLED:
        return ()
    own = {step.type for step in done if participant in step.act.participants}
    everybody = {step.type for step in done if not step.act.participants}
    missing: list[str] = []
    if not own & _CONSENT:
        steps = {"Signature": "signature", "DomesticApproval": "approval at home"}
        missing += [words for kind, words in steps.items() if kind not in own | everybody]
        missing.append("ratification")
    elif not (own | everybody) & {*_TRANSFER, "Accession"}:
        missing += [words for kind, words in _TRANSFER.items() if any(step.type == kind for step in opened)]
    return (*missing, "entry into force") if "EntryIntoForce" not in own | everybody else tuple(missing)


def is_fulfilled(plan: Step, done: Iterable[Step]) -> bool:
    """Whether what was planned has been done since, by those who were to do it."""
    return any(
        step.type == plan.type and (plan.act.participants <= step.act.participants or not step.act.participants)
        for step in done
    )


def find_conditions(opened: Iterable[Step], steps: Sequence[Step], done: Sequence[Step]) -> tuple[Condition, ...]:
    """What the open steps wait for."""
    by_iri = {step.iri: step for step in steps}
    return tuple(_conditions(opened, by_iri, done))


def _conditions(opened: Iterable[Step], by_iri: dict[str, Step], done: Sequence[Step]) -> Iterator[Condition]:
    for step in opened:
        for awaited in (by_iri[each] for each in step.conditional_on if each in by_iri):
            needed = _number(awaited)
            reached = len({each for other in done if other.type == awaited.type for each in other.act.participants})
            met = reached >= needed if needed is not None else is_fulfilled(awaited, done)
            yield Condition(step, awaited, met, needed, reached)


def _number(step: Step) -> int | None:
    """How many are to act, where a group is called by its number: "five states"."""
    numbers: dict[str, int] = load_lexicon("groups")["references"]["numbers"]
    for actor in step.actors:
        first = actor.label.casefold().partition(" ")[0]
        if actor.type == "StateGroup" and (first.isdecimal() or first in numbers):
            return int(first) if first.isdecimal() else numbers[first]
    return None
