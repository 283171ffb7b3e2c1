"""Who and what an event is about: the entities that fill the roles which a frame names."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from treatykg.facts.frames import Frame
from treatykg.facts.matching import Roles, fillers
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.lexicon import load_words
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORGANIZATIONS = ("InternationalOrganization", "StateGroup")
_HIGHEST = 4  # steps up from the last noun of a phrase to its head


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of one event. `named` tells whether the treaty stands in the event's own words, or a word for it."""

    actors: tuple[str, ...]
    treaties: tuple[str, ...]
    organizations: tuple[str, ...]
    named: bool


def find_cast(reading: Reading, predicate: Predicate, frame: Frame, roles: Roles) -> Cast | None:
    """Return who acts on what; None when somebody acts who cannot, or a role stays empty that the frame needs."""
    actors = _actors(reading, frame, roles)
    if not actors and reading.referents(fillers(roles, frame.actor[:1]), AGENT_TYPES):
        return None
    organizations = reading.referents(fillers(roles, frame.organization), _ORGANIZATIONS)
    cast = _with_treaty(reading, predicate, frame, roles, Cast(actors, (), organizations, named=False))
    if cast is None or not all(_filled(reading, cast)[need] for need in frame.needs):
        return None
    treaties = () if organizations and not cast.named else cast.treaties
    actors = tuple(a for a in cast.actors if a not in organizations)
    return replace(cast, actors=reading.with_principals(actors), treaties=_agreements(reading, treaties))


def _actors(reading: Reading, frame: Frame, roles: Roles) -> tuple[str, ...]:
    """Return who acts; of a noun whose frame does not ask for the verb, that verb's subject only when nobody else does."""
    if not frame.nouns or "head" in (frame.where or {}):
        return reading.agents(fillers(roles, frame.actor), frame.actor_types)
    own = fillers(roles, (role for role in frame.actor if role != "subject"))
    return reading.agents(own, frame.actor_types) or reading.agents(
        fillers(roles, (role for role in frame.actor if role == "subject")), frame.actor_types
    )


def _filled(reading: Reading, cast: Cast) -> dict[str, bool]:
    states = [a for a in cast.actors if reading.entity(a).type in ("State", "Person", "InternationalOrganization")]
    return {
        "actor": bool(cast.actors),
        "several": len(states) > 1,
        "treaty": cast.named,
        "organization": bool(cast.organizations),
        "matter": cast.named or bool(cast.organizations),
    }


def _agreements(reading: Reading, entities: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(e for e in entities if reading.entity(e).type == "Treaty")


def _with_treaty(reading: Reading, predicate: Predicate, frame: Frame, roles: Roles, cast: Cast) -> Cast | None:
    """Add the treaty: the one that is named, else the one in focus; None when the object is something else."""
    tokens = fillers(roles, frame.treaty)
    named = find_treaties(reading, predicate, tokens, frame.treaty_types)
    if named or cast.organizations:
        return replace(cast, treaties=named, named=bool(named))
    words = [reading.doc[t] for t in tokens]
    if frame.stand_in and any(stands_in(w) for w in words):
        focus = reading.focus(predicate.token)
        return replace(cast, treaties=focus, named=bool(focus))
    if frame.stand_in and any(is_agreement(w) for w in words):
        return replace(cast, treaties=(), named=True)
    elsewhere = "object" in frame.treaty and bool(roles.get("object"))
    if elsewhere and not frame.where:
        return None
    return replace(cast, treaties=reading.focus(predicate.token) if frame.focus and not elsewhere else ())


def find_treaties(
    reading: Reading, predicate: Predicate, tokens: tuple[int, ...], types: tuple[str, ...] = ("Treaty",)
) -> tuple[str, ...]:
    """Return the agreements that the tokens name: themselves, by an apposition, or as part of a phrase that a clause follows.

    In "the accord on relations that they signed" the parser may hang the clause from "relations".
    """
    named = reading.referents(tokens, types) or reading.referents(_wholes(reading, tokens), types)
    if named:
        return named
    appositions = [c.i for t in tokens for c in reading.doc[t].children if c.dep_ == "appos"]
    listed = [t for a in appositions for t in (a, *(c.i for c in reading.doc[a].subtree if c.dep_ == "conj"))]
    named = reading.referents(listed, types)
    if named:
        return named
    verb = reading.doc[predicate.token]
    if verb.dep_ in ("relcl", "acl") and verb.head.i in tokens:
        return reading.referents(_phrase_above(verb.head), types)
    return ()


def _wholes(reading: Reading, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """Return of what the tokens are parts: "the political chapter of *the agreement*"."""
    parts = [t for t in tokens if reading.doc[t].lemma_.lower() in load_words("events", "stand_ins.parts")]
    return tuple(w for t in parts if t in reading.predicates for w in reading.predicates[t].fillers("of"))


def _phrase_above(token: Token) -> tuple[int, ...]:
    found: list[int] = []
    at = token
    for _ in range(_HIGHEST):
        if at.dep_ not in ("pobj", "prep", "conj", "compound", "nmod", "appos") or at.head == at:
            break
        at = at.head
        found.append(at.i)
    return tuple(found)


def is_agreement(token: Token) -> bool:
    """Whether the word says "an agreement" though none is known by it: "approved trade agreements with Chile"."""
    heads = load_words("treaty_nouns", "heads") - load_words("treaty_nouns", "shadows")
    return token.pos_ == "NOUN" and token.lemma_.lower() in heads


def stands_in(token: Token) -> bool:
    """Whether the word can stand for the agreement the text is about: a pronoun, "the text", "the whole", "a first version"."""
    if token.tag_ in ("PRP", "DT") or token.lower_ in load_words("events", "stand_ins.pronouns"):
        return token.lower_ in load_words("events", "stand_ins.pronouns")
    return token.lemma_.lower() in load_words("events", "stand_ins.nouns") and not any(
        c.dep_ in ("prep", "relcl", "poss") for c in token.children
    )
