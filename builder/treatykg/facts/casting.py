"""Who and what an event is about: the entities that fill the roles which a frame names."""

from __future__ import annotations

from dataclasses import dataclass, replace

from treatykg.facts.agreements import find_treaties, is_agreement, is_none, stands_in
from treatykg.facts.clause_mates import find_agents, find_treaty
from treatykg.facts.frames import Frame
from treatykg.facts.matching import fillers
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.roles import Roles
from treatykg.lexicon import load_words
from treatykg.predicates import Predicate

_ORGANIZATIONS = ("InternationalOrganization", "StateGroup")
_RECEIVING = ("State", "StateGroup", "InternationalOrganization", "Organization", "GovernmentBody", "Legislature")
_MATTERS = ("on", "over", "about")  # of what is done to the object, not what is done


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one event.

    `named`: the treaty stands in the event's own words, or a word for it; `absent`: there is none ("no accord was reached").
    """

    actors: tuple[str, ...]
    treaties: tuple[str, ...]
    organizations: tuple[str, ...]
    named: bool = False
    absent: bool = False


def find_cast(reading: Reading, predicate: Predicate, frame: Frame, roles: Roles) -> Cast | None:
    """Return who acts on what; None when somebody acts who cannot, or a role stays empty that the frame needs."""
    if frame.direct and not reading.referents(fillers(roles, frame.actor), frame.actor_types):
        return None
    actors = _doers(reading, predicate, frame, roles)
    if actors is None or (frame.single and _are_several(reading, frame, roles, actors)):
        return None
    organizations = reading.referents(fillers(roles, frame.organization), _ORGANIZATIONS)
    cast = _with_treaty(reading, predicate, frame, roles, Cast(actors, (), organizations))
    if cast is None or not all(_filled(reading, frame, roles, cast)[need] for need in frame.needs):
        return None
    if _is_of_troops(reading, frame, cast):
        return None
    treaties = () if organizations and not cast.named else cast.treaties
    acting = reading.with_principals(a for a in cast.actors if a not in organizations)
    acting = tuple(dict.fromkeys((*acting, *_announcers(reading, predicate, frame, acting))))
    return replace(cast, actors=acting, treaties=_agreements(reading, treaties))


def _doers(reading: Reading, predicate: Predicate, frame: Frame, roles: Roles) -> tuple[str, ...] | None:
    """Return who acts: by the words, else governments they speak of, else who is understood; None if it is one who cannot."""
    actors = _actors(reading, frame, roles)
    if not actors and frame.loose:
        actors = find_agents(reading, predicate, frame.actor_types)
    if not actors and "State" in frame.actor_types:
        actors = _governments(reading, roles, frame)
    if not actors and reading.referents(fillers(roles, frame.actor[:1]), AGENT_TYPES):
        return None
    understood = not actors and frame.understood in AGENT_TYPES
    return reading.told_last(predicate.token, frame.understood) if understood else actors


def _is_of_troops(reading: Reading, frame: Frame, cast: Cast) -> bool:
    """Whether a withdrawal from nothing that is named may be the one of troops that the text tells of."""
    from_nothing = frame.event == "Withdrawal" and not frame.where and not cast.named and not cast.organizations
    return from_nothing and reading.troops_leave


def _announcers(reading: Reading, predicate: Predicate, frame: Frame, actors: tuple[str, ...]) -> tuple[str, ...]:
    """Return who does it by announcing what his state does: "*the premier announced* that Chad was leaving the pact"."""
    verb = predicate.word
    if verb.dep_ != "ccomp" or frame.event not in load_words("timing", "declared"):
        return ()
    announcing = reading.predicates.get(verb.head.i)
    if announcing is None or announcing.lemma not in load_words("events", "saying.announcing"):
        return ()
    persons = reading.agents(announcing.fillers("subject"), ("Person",))
    own = (p for p in persons if not set(reading.linked.principals(p)).isdisjoint(actors))
    return tuple(other for person in own for other in reading.with_principals((person,)))


def _governments(reading: Reading, roles: Roles, frame: Frame) -> tuple[str, ...]:
    """Return the governments that act: what they do their states do ("the Government of Fiji has acceded")."""
    known = load_words("events", "governments.nouns")
    named = (t for t in fillers(roles, frame.actor) if reading.doc[t].lemma_.lower() in known)
    return reading.referents(named, ("GovernmentBody",))


def _are_several(reading: Reading, frame: Frame, roles: Roles, actors: tuple[str, ...]) -> bool:
    """Whether more than one state acts: two that are named, or those that a plural means ("the ministers")."""
    states = sum(reading.entity(a).type == "State" for a in reading.with_principals(actors))
    plural = [t for t in fillers(roles, frame.actor) if reading.doc[t].tag_ == "NNS"]
    meant = reading.agents(plural, frame.actor_types)
    owned = len(meant) == 1 and reading.entity(meant[0]).type == "State"  # "the generals of Niger tore it up"
    return states > 1 or (bool(meant) and not owned)


def _actors(reading: Reading, frame: Frame, roles: Roles) -> tuple[str, ...]:
    """Return who acts; of a noun whose frame does not ask for the verb, that verb's subject only when nobody else does."""
    if not frame.nouns or "head" in (frame.where or {}):
        partners = _partners(reading, roles) if frame.parties else ()
        return reading.agents((*fillers(roles, frame.actor), *partners), frame.actor_types)
    others = tuple(role for role in frame.actor if role not in ("subject", "with"))
    doers = _filling(reading, frame, roles, others) or _filling(reading, frame, roles, ("subject",))
    return tuple(dict.fromkeys((*doers, *_filling(reading, frame, roles, ("with",)))))


def _filling(reading: Reading, frame: Frame, roles: Roles, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the agents in those of the named roles that the frame takes actors from."""
    return reading.agents(fillers(roles, (role for role in names if role in frame.actor)), frame.actor_types)


def _partners(reading: Reading, roles: Roles) -> tuple[int, ...]:
    """Return with whom the agreement is that is made: "signed an accord *with Chile*", "a treaty of friendship *with Chile*"."""
    made = [reading.predicates[t] for t in roles.get("object", ()) if t in reading.predicates]
    kinds = [reading.predicates[t] for noun in made for t in noun.fillers("of", "on") if t in reading.predicates]
    return tuple(t for noun in (*made, *kinds) for t in noun.fillers("with", "between"))


def _filled(reading: Reading, frame: Frame, roles: Roles, cast: Cast) -> dict[str, bool]:
    states = [a for a in cast.actors if reading.entity(a).type in ("State", "Person", "InternationalOrganization")]
    return {
        "actor": bool(cast.actors),
        "several": len(states) > 1,
        "treaty": cast.named,
        "organization": bool(cast.organizations),
        "matter": cast.named or bool(cast.organizations),
        "place": "place" in frame.needs and bool(reading.referents(fillers(roles, frame.place), ("Place", "State"))),
        "recipient": "recipient" in frame.needs and bool(_recipients(reading, roles) - set(cast.actors)),
    }


def _recipients(reading: Reading, roles: Roles) -> set[str]:
    """Return to whom something is given; in "lent Chad a million" the parser may take "Chad" for a part of the sum."""
    return set(reading.agents(fillers(roles, ("indirect", "to", "for", "modifier")), _RECEIVING))


def _agreements(reading: Reading, entities: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(e for e in entities if reading.entity(e).type == "Treaty")


def _with_treaty(reading: Reading, predicate: Predicate, frame: Frame, roles: Roles, cast: Cast) -> Cast | None:
    """Add the treaty: the one that is named, else the one in focus; None when the object is something else."""
    tokens = _treaty_tokens(frame, roles)
    words = [reading.doc[t] for t in tokens]
    cast = replace(cast, absent=any(is_none(w) for w in words))
    named = find_treaties(reading, predicate, tokens, frame.treaty_types) or reading.referents(
        roles.get("possessor", ()), ("Treaty",)
    )
    if not named and frame.loose:
        named = find_treaty(reading, predicate)
    if named or cast.organizations:
        return replace(cast, treaties=named, named=bool(named))
    if frame.stand_in and any(stands_in(w) for w in words):
        focus = reading.focus(predicate.token)
        return replace(cast, treaties=focus, named=bool(focus))
    if frame.stand_in and any(is_agreement(w) for w in words):
        return replace(cast, named=True)
    objects = roles.get("object", ())
    elsewhere = "object" in frame.treaty and bool(objects) and not reading.referents(objects, AGENT_TYPES)
    if elsewhere and not frame.where:
        return None
    return replace(cast, treaties=reading.focus(predicate.token) if frame.focus and not elsewhere else ())


def _treaty_tokens(frame: Frame, roles: Roles) -> tuple[int, ...]:
    """Return the words in the treaty's roles; what stands after "on" is not acted on when there is an object."""
    acted_on = "object" in frame.treaty and bool(roles.get("object")) and not frame.where
    return fillers(roles, (role for role in frame.treaty if not (acted_on and role in _MATTERS)))
