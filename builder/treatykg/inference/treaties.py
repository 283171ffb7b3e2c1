"""Where a treaty stands: the first rule that what happened satisfies. Plans, conditions and claims never count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from treatykg.inference.acts import Act
from treatykg.vocab import STATUS, TREATY


@dataclass(frozen=True, slots=True)
class Rule:
    """Gives `status` when an event of the class `cause` happened that no event of the class `undone_by` surely followed."""

    status: str
    cause: str
    undone_by: str | None
    derivation: str


# The furthest first. A chamber's vote, ratification and exchange of instruments are not among the causes: none of them puts
# a treaty in force (Vienna Convention on the Law of Treaties, article 24).
RULES = (
    Rule(STATUS.Terminated, TREATY.Termination, TREATY.EntryIntoForce, "termination without later entry into force"),
    Rule(STATUS.Suspended, TREATY.Suspension, TREATY.EntryIntoForce, "suspension by all parties"),
    Rule(STATUS.InForce, TREATY.EntryIntoForce, None, "entry into force without later termination"),
    Rule(STATUS.Signed, TREATY.Signature, None, "signature; no entry into force is reported"),
    Rule(STATUS.TextAdopted, TREATY.Adoption, None, "adoption of the text; no signature is reported"),
    Rule(STATUS.UnderNegotiation, TREATY.Negotiation, None, "negotiation; no adoption or signature is reported"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A status that was derived, the rule in words, and the events it stands on."""

    status: str
    derivation: str
    events: tuple[str, ...]


def resolve_status(acts: Sequence[Act], named_parties: frozenset[str]) -> Standing | None:
    """The status of a treaty from what happened to it; None when that tells nothing."""
    for rule in RULES:
        causes = [
            act for act in happened(acts, rule.cause) if rule.cause != TREATY.Suspension or _of_all(act, named_parties)
        ]
        undoing = happened(acts, rule.undone_by) if rule.undone_by else ()
        if standing := [cause for cause in causes if not any(cause.surely_before(later) for later in undoing)]:
            return Standing(str(rule.status), rule.derivation, tuple(act.iri for act in standing))
    return None


def happened(acts: Sequence[Act], *classes: str) -> tuple[Act, ...]:
    """The acts of one of the classes that happened."""
    wanted = set(map(str, classes))
    return tuple(act for act in acts if act.actual and wanted.intersection(act.classes))


def _of_all(act: Act, named_parties: frozenset[str]) -> bool:
    """Whether a suspension stops the treaty: one party alone suspends only what it does itself (articles 57 to 60)."""
    return not act.participants or (bool(named_parties) and named_parties <= act.participants)
