"""Where a state or organization stands in a treaty, in the terms of the Vienna Convention, article 2(1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from treatykg.inference.acts import Act
from treatykg.inference.treaties import Standing, happened
from treatykg.vocab import STATUS, TREATY

_CONSENT = (TREATY.Ratification, TREATY.Accession, TREATY.InstrumentDeposit, TREATY.InstrumentExchange)
_TRANSFER = (TREATY.InstrumentDeposit, TREATY.InstrumentExchange)


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at: all acts on the treaty, those of the participant, and the last day that articles tell of."""

    acts: Sequence[Act]
    own: Sequence[Act]
    participant: str
    as_of: str | None


@dataclass(frozen=True, slots=True)
class Rule:
    """Gives `status` when `find` yields acts to stand on."""

    status: str
    find: Callable[[Case], Sequence[Act]]
    derivation: str


def resolve_participation(case: Case) -> Standing | None:
    """The furthest standing that the events allow; None when they tell nothing."""
    for rule in RULES:
        if found := rule.find(case):
            return Standing(str(rule.status), rule.derivation, tuple(sorted({act.iri for act in found})))
    return None


def is_party(case: Case) -> bool:
    """Whether the participant is bound and the treaty in force for it (article 2(1)(g)): until it has left, not before."""
    return bool(_bound_in_force(case)) and not _left(case) and not _was_bound(case)


def _left(case: Case) -> Sequence[Act]:
    """Withdrawals that have taken effect, for all that the articles tell."""
    ending_later = any(not act.actual and str(TREATY.Termination) in act.classes for act in case.acts)
    return [
        act
        for act in _withdrawals(case)
        if (_reached(act.effective, case.as_of) if act.effective is not None else not ending_later)
    ]


def _withdrawals(case: Case) -> Sequence[Act]:
    """Withdrawals that no later consent has undone."""
    back = happened(case.own, *_CONSENT)
    return [act for act in happened(case.own, TREATY.Withdrawal) if not any(act.surely_before(again) for again in back)]


def _was_bound(case: Case) -> Sequence[Act]:
    """The termination of a treaty that bound the participant."""
    ends = [
        act
        for act in happened(case.acts, TREATY.Termination)
        if not any(act.surely_before(again) for again in happened(case.acts, TREATY.EntryIntoForce))
    ]
    return (*ends, *consent) if ends and (consent := happened(case.own, *_CONSENT)) else ()


def _bound_in_force(case: Case) -> Sequence[Act]:
    consent = happened(case.own, *_CONSENT)
    force = [
        act
        for act in happened(case.acts, TREATY.EntryIntoForce)
        if not act.participants or case.participant in act.participants
    ]
    return (*consent, *force) if consent and force else ()


def _consented(case: Case) -> Sequence[Act]:
    """Acts of consent. A ratification whose instruments are still to be exchanged or deposited is none yet (article 16)."""
    pending = any(not act.actual and set(map(str, _TRANSFER)).intersection(act.classes) for act in case.acts)
    ratifications = () if pending else happened(case.own, TREATY.Ratification)
    return (*happened(case.own, TREATY.Accession, *_TRANSFER), *ratifications)


def _own(*classes: str) -> Callable[[Case], Sequence[Act]]:
    return lambda case: happened(case.own, *classes)


# The furthest first.
RULES = (
    Rule(STATUS.FormerParty, _left, "withdrawal that has taken effect"),
    Rule(STATUS.FormerParty, _was_bound, "consent, then termination of the treaty"),
    Rule(STATUS.Withdrawing, _withdrawals, "withdrawal that takes effect later"),
    Rule(STATUS.ParticipationSuspended, _own(TREATY.Suspension), "suspension by the participant"),
    Rule(STATUS.Party, _bound_in_force, "consent to be bound, and entry into force"),
    Rule(STATUS.ContractingState, _consented, "consent to be bound; no entry into force is reported"),
    Rule(
        STATUS.DomesticallyApproved,
        _own(TREATY.DomesticApproval, TREATY.Ratification),
        "approval at home; not yet consent",
    ),
    Rule(STATUS.Signatory, _own(TREATY.Signature), "signature; no later act is reported"),
    Rule(STATUS.NegotiatingState, _own(TREATY.Negotiation, TREATY.Adoption), "negotiation; no signature is reported"),
)


def _reached(effective: str, as_of: str | None) -> bool:
    """Whether the last day of an EDTF date has passed on `as_of`; a month or year has passed when the next has begun."""
    last = effective.rpartition("/")[2].rstrip("?~%")
    same_length = (as_of or "")[: len(last)]
    return bool(last[:1].isdigit() and as_of) and (last < same_length or last == as_of)
