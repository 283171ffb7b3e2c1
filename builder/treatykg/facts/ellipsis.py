"""Ellipsis: "the upper house did the same", "France followed suit", "so did Chile" repeat the event told before with other actors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.drafts import Draft
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.timing import find_places, find_time
from treatykg.model import Evidence
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "ellipsis.same"
_REPEATABLE = frozenset(
    (
        "Signature",
        "DomesticApproval",
        "DomesticRejection",
        "Ratification",
        "Accession",
        "InstrumentDeposit",
        "Withdrawal",
        "Suspension",
        "Violation",
    )
)
_FARTHEST = 2  # sentences back


def repeat_events(reading: Reading, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts and the events that ellipses repeat, in the order of the text."""
    found = list(drafts)
    for predicate in reading.predicates.values():
        if predicate.kind == "verb" and is_ellipsis(reading.doc[predicate.token]):
            repeated = _repeat(reading, predicate, found)
            if repeated is not None:
                found.append(repeated)
    return tuple(sorted(found, key=lambda d: d.token))


def is_ellipsis(verb: Token) -> bool:
    """Whether the verb stands for the one told before: "did the same", "did so", "followed suit", bare "followed" or "has not"."""
    words = {c.lower_ for c in verb.children}
    if verb.lemma_ == "do":
        return bool(words & {"same", "so", "likewise"}) or any(
            c.lower_ == "same" for c in verb.subtree if c.head.head == verb
        )
    if verb.lemma_ == "follow":
        return "suit" in words or not any(
            c.dep_ in ("dobj", "prep", "ccomp", "nsubjpass") and c.pos_ != "ADV" for c in verb.children
        )
    return False


def _repeat(reading: Reading, predicate: Predicate, drafts: Sequence[Draft]) -> Draft | None:
    actors = reading.agents(predicate.fillers("subject"), AGENT_TYPES)
    before = [
        d
        for d in drafts
        if d.type in _REPEATABLE and d.token < predicate.token and predicate.sentence - d.sentence <= _FARTHEST
    ]
    if not actors or not before:
        return None
    model = before[-1]
    return replace(
        model,
        token=predicate.token,
        frame=RULE,
        sentence=predicate.sentence,
        factuality=predicate.factuality,
        evidence=(Evidence(reading.clause(predicate), RULE),),
        actors=reading.with_principals(actors),
        places=find_places(reading, predicate),
        time=find_time(reading, predicate, model.time),
        vote=None,
        condition=predicate.condition,
        tokens=(),
    )
