"""Who is the same: mentions become entities, pronouns and descriptions find what they refer to, persons get their offices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.entities.affiliations import Holding, find_holdings
from treatykg.entities.bodies import link_bodies
from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.finish import to_entities
from treatykg.entities.first_person import link_first_person
from treatykg.entities.instruments import link_instruments
from treatykg.entities.linked import Affiliation, LinkedDocument
from treatykg.entities.people import link_people, link_possessors
from treatykg.entities.references import References
from treatykg.entities.things import link_groups, link_known, link_owners, link_places
from treatykg.entities.treaties import link_treaties
from treatykg.mentions import Reading, covered, find_offices
from treatykg.model import Evidence, Mention

if TYPE_CHECKING:
    from collections.abc import Mapping

    from treatykg.gazetteer import Gazetteer
    from treatykg.sentences import Document

__all__ = ["Affiliation", "LinkedDocument", "link_entities"]


def link_entities(document: Document, mentions: Iterable[Mention], gazetteer: Gazetteer) -> LinkedDocument:
    """Tie the mentions of a document to entities, and everything else that refers to them."""
    reading = Reading(document, gazetteer)
    register = Register(reading, mentions)
    for link in (
        link_known,
        link_places,
        link_people,
        link_first_person,
        link_owners,
        link_bodies,
        link_owners,
        link_groups,
        link_treaties,
        link_instruments,
    ):
        link(register)
    offices = find_offices(reading, covered(register.mentions))
    holdings = find_holdings(register, offices)
    for holding in holdings:
        if holding.of.type != "Place" and holding.of not in holding.person.owners:
            holding.person.owners.append(holding.of)
    link_possessors(register)
    References(register, holdings, offices).resolve()
    entities, ids = to_entities(register)
    return LinkedDocument(
        document, register.mentions, entities, _referents(register, ids), _affiliations(holdings, ids)
    )


def _referents(register: Register, ids: Mapping[Cluster, str]) -> dict[int, tuple[str, ...]]:
    return {
        token: found
        for token in sorted(register.referents)
        if (found := tuple(ids[c] for c in register.referents[token] if c in ids))
    }


def _affiliations(holdings: Iterable[Holding], ids: Mapping[Cluster, str]) -> tuple[Affiliation, ...]:
    """The offices with what they are of, unless that is a place: a province is no agent that an office could be in."""
    return tuple(
        Affiliation(
            ids[h.person], h.title, ids.get(h.of) if h.of.type != "Place" else None, (Evidence(h.span, h.rule),)
        )
        for h in holdings
        if h.person in ids
    )
