"""Who and what is named: every mention of a state, body, person, treaty, place in a document, before it is asked who is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.mentions.acronyms import find_acronyms
from treatykg.mentions.bodies import find_bodies
from treatykg.mentions.cabinets import find_oppositions
from treatykg.mentions.groups import find_groups, find_instruments
from treatykg.mentions.names import covered, find_known
from treatykg.mentions.offices import Office, find_offices
from treatykg.mentions.organizations import find_organizations
from treatykg.mentions.parties import find_movements, find_named_actors, find_parties, find_party_tags
from treatykg.mentions.persons import find_persons, name_parts
from treatykg.mentions.places import find_places
from treatykg.mentions.reading import Reading
from treatykg.mentions.select import select_mentions
from treatykg.mentions.treaties import find_treaties
from treatykg.model import Mention

if TYPE_CHECKING:
    from treatykg.gazetteer import Gazetteer
    from treatykg.sentences import Document

__all__ = ["Office", "Reading", "covered", "find_mentions", "find_offices", "name_parts"]


def find_mentions(document: Document, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The mentions of a document in the order of its text, an outer one before those inside it.

    Names, acronyms, demonyms, metonyms (a capital that stands for its government) and descriptions; pronouns are left to
    `treatykg.entities`, which knows who is there to be meant.
    """
    reading = Reading(document, gazetteer)
    known = find_known(reading)
    things = select_mentions(
        (*known, *find_treaties(reading), *find_groups(reading), *find_instruments(reading), *find_oppositions(reading))
    )
    owners = covered(things)
    bodies = select_mentions((*things, *find_bodies(reading, owners), *find_parties(reading, owners)))
    bodies = select_mentions((*bodies, *find_organizations(reading, covered(bodies))))
    bodies = select_mentions((*bodies, *find_acronyms(reading, bodies)))
    owners = covered(bodies)
    people = find_persons(reading, owners, find_offices(reading, owners))
    named = select_mentions((*bodies, *people, *find_party_tags(reading, people)))
    owners = covered(named)
    acting = select_mentions((*named, *find_movements(reading, owners), *find_named_actors(reading, owners)))
    return select_mentions((*acting, *find_places(reading, covered(acting))))
