"""Events in which all parties act though none is named: "the protocol was signed in Oslo" is signed by its two parties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from treatykg.facts.drafts import Draft
from treatykg.facts.reading import Reading

_TELLING = ("Signature", "Adoption", "Negotiation", "Ratification")
_MOST = 4  # parties that a text still names one by one


def add_parties(reading: Reading, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give every event of the parties that names no actor the parties of its treaty, as far as the text tells them.

    Talks of which nobody says who holds them are left out.
    """
    known: dict[str, tuple[str, ...]] = {}
    for draft in drafts:
        for treaty in draft.treaties:
            parties = reading.entity(treaty).parties or _parties_in(reading, draft)
            if len(parties) > 1:
                known.setdefault(treaty, parties)
    completed = (
        replace(d, actors=known.get(d.treaties[0], ())) if d.of_parties and not d.actors and d.treaties else d
        for d in drafts
    )
    return tuple(d for d in completed if d.actors or d.type != "Negotiation")


def _parties_in(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """Return the states that make the treaty in this event; none when they are too many to be all."""
    if draft.type not in _TELLING or draft.factuality == "Negated":
        return ()
    states = tuple(a for a in draft.actors if reading.entity(a).type == "State")
    others = tuple(a for a in draft.actors if reading.entity(a).type == "InternationalOrganization")
    return (*states, *others) if 1 < len(states) + len(others) <= _MOST else ()
