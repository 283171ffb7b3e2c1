"""Targets: the states, bodies and people at whom a claim is directed; nobody when it is about a treaty itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from treatykg.facts.claim_needs import Match
from treatykg.facts.drafts import Draft
from treatykg.facts.frames import claim_frames
from treatykg.facts.matching import fillers
from treatykg.facts.opinion import words
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.voices import with_bodies
from treatykg.lexicon import load_lexicon
from treatykg.model import EventType
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_LESSER = frozenset(("for", "with", "in", "over", "about"))  # they tell the ground where another role tells at whom
_POWERS = ("State", "StateGroup", "InternationalOrganization")


def find_targets(match: Match, events: Sequence[Draft]) -> tuple[str, ...]:
    """Return at whom the claim is directed: who fills the frame's target roles, or whose deed fills them; never the speakers.

    In "thanked Peru for its patience with Chile" that is Peru alone.
    """
    reading, own = match.reading, _own(match)
    found: dict[str, None] = {}
    for token in (t for role, tokens in _candidates(match) if not (found and role in _LESSER) for t in tokens):
        direct = reading.doc[token].pos_ != "PRON" and reading.referents((token,), AGENT_TYPES)
        excluded = set(match.speakers) if direct else own
        named = [e for e in whose(reading, token, events, match.predicate.token) if e not in excluded]
        found.update(dict.fromkeys(named or _each_other(match, token) or _meant(match, token, events)))
    return tuple(found) or (_mutual(match) if match.frame.id == "accusation.level" else ())


def _mutual(match: Match) -> tuple[str, ...]:
    """Return the speakers, when they exchange it: "Chile and Peru traded accusations"."""
    mutual = match.predicate.lemma in ("trade", "exchange", "swap") and len(match.speakers) > 1
    return match.speakers if mutual else ()


def with_states(reading: Reading, targets: Iterable[str], speakers: Iterable[str]) -> tuple[str, ...]:
    """Add to each government, court or army the state whose it is, unless the speakers speak for that state themselves."""
    own = set(speakers)
    found: dict[str, None] = {}
    for target in targets:
        found[target] = None
        if reading.entity(target).type == "GovernmentBody":
            states = (e for e in reading.linked.principals(target) if reading.entity(e).type == "State")
            found.update(dict.fromkeys(e for e in states if e not in own))
    return tuple(found)


def _each_other(match: Match, token: int) -> tuple[str, ...]:
    """Return the speakers, when they do it to each other."""
    word = match.reading.doc[token]
    mutual = word.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in word.children)
    return match.speakers if mutual and len(match.speakers) > 1 else ()


def _own(match: Match) -> set[str]:
    """Return the speakers and the states they speak for; an organ may well mean its organisation."""
    bodies = with_bodies(match.reading, match.speakers)
    return {b for b in bodies if b in match.speakers or match.reading.entity(b).type != "InternationalOrganization"}


def _candidates(match: Match) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield each of the frame's target roles with the tokens in it; `clause-subject` is the subject of what is said."""
    for role in match.frame.target:
        name, _, part = role.partition("-")
        inner = match.reading.predicates.get(match.content.head) if match.content else None
        if name == "within":
            yield name, _first_state(match)
        elif name != "clause":
            yield name, fillers(match.roles, (name,))
        elif inner is not None:
            yield name, _in_clause(match.reading, inner, part)
    if match.frame.claim == "Judgement":
        yield "object", tuple(_small_clause_subjects(match))


def _first_state(match: Match) -> tuple[int, ...]:
    """Return the word for the first state named after the verb in its clause."""
    after = (t.i for t in match.reading.doc[match.predicate.token].subtree if t.i > match.predicate.token)
    return tuple(t for t in after if match.reading.referents((t,), ("State",)))[:1]


def _small_clause_subjects(match: Match) -> Iterator[int]:
    """Yield what is judged in "found it unacceptable", which the parser takes for a clause."""
    for token in match.predicate.fillers("clause"):
        if match.reading.doc[token].pos_ == "ADJ":
            yield from (c.i for c in match.reading.doc[token].children if c.dep_ == "nsubj")


def _meant(match: Match, token: int, events: Sequence[Draft]) -> tuple[str, ...]:
    """Return who a pronoun can only mean when it was taken for the speaker: the power named last before, or the doer of a deed."""
    word = match.reading.doc[token]
    if word.tag_ != "PRP" or word.lower_ in ("itself", "himself", "herself", "themselves", "i", "we"):
        return ()
    if match.frame.claim not in ("Accusation", "Demand"):
        return _doers(match.reading, token, events)
    start, own = word.sent.start, set(with_bodies(match.reading, match.speakers))
    before = match.reading.referents(range(token - 1, start - 1, -1), _POWERS)
    return tuple(e for e in before if e not in own)[:1]


def _in_clause(reading: Reading, inner: Predicate, role: str) -> tuple[int, ...]:
    """Return who fills the role in the clause; in "it was Chile that left" the subject is Chile, in the passive the object."""
    found = inner.fillers("object" if inner.passive and role == "subject" else role)
    cleft = role == "subject" and inner.lemma == "be" and any(reading.doc[t].lower_ == "it" for t in found)
    return inner.fillers("complement") if cleft else found


def whose(reading: Reading, token: int, events: Sequence[Draft], asking: int) -> tuple[str, ...]:
    """Return whom the token names; of a deed who did it; of anything else whose it is."""
    named = reading.referents((token,), AGENT_TYPES)
    if named:
        return named
    acts = _by_clause(reading, reading.doc[token], asking)
    if reading.referents((token,), ("Treaty",)):
        return ()
    return acts or reading.agents((token,)) or _authors(reading, token) or _doers(reading, token, events)


def _authors(reading: Reading, token: int) -> tuple[str, ...]:
    """Return by whom the thing is: "rejected remarks *by the president of Chile*"."""
    noun = reading.predicates.get(token)
    by = noun.fillers("by") if noun is not None and noun.kind == "noun" else ()
    return reading.with_principals(reading.referents(by, AGENT_TYPES)) if by else ()


def _by_clause(reading: Reading, noun: Token, asking: int) -> tuple[str, ...]:
    """Return who acts in the clause that describes the noun: "the noise made by Chile", "the pact that Chile signed"."""
    for clause in noun.children:
        acts = clause.dep_ in ("acl", "relcl") and clause.i in reading.predicates and clause.i != asking
        if acts and not _judges(clause) and not _is_infinitive(clause):
            actors = reading.agents(t for t in reading.predicates[clause.i].fillers("subject") if t != noun.i)
            if actors:
                return actors
    return ()


def _is_infinitive(verb: Token) -> bool:
    """Whether who does it is told by the noun above: "regretted the decision *of Chile* to leave"."""
    return any(c.tag_ == "TO" for c in verb.children) and not any(c.dep_ == "nsubj" for c in verb.children)


def _judges(verb: Token) -> bool:
    """Whether the verb tells an opinion, so that its subject did not do what its object names."""
    frames = claim_frames().get(("verb", verb.lemma_.lower()), ())
    return any(f.claim not in ("Demand", "Pledge") and not (f.where or f.where_words) for f in frames)


def _doers(reading: Reading, token: int, events: Sequence[Draft]) -> tuple[str, ...]:
    """Return the powers whose act is meant by "the move", "the exit", "it": of the last such event told before."""
    told = next((e for e in events if token in (e.tokens or (e.token,))), None)
    if told is not None:
        return _powers(reading, told.actors)
    word = reading.doc[token]
    definite = word.pos_ == "PRON" or any(c.lower_ in ("the", "this", "that") for c in word.children)
    return last_doers(reading, events, token, word.lemma_.lower()) if definite else ()


def last_doers(reading: Reading, events: Sequence[Draft], before: int, act: str) -> tuple[str, ...]:
    """Return the powers behind the last event told before a token that the word for an act can mean ("exit", "vote", "hostile")."""
    types = _acts().get(act, ())
    for event in reversed(events):
        if event.type in types and event.token < before and event.factuality != "Negated":
            doers = _bodies(reading, event.actors) if act in words("voice.rulings") else ()
            doers = doers or _powers(reading, event.actors)
            if doers:
                return doers
    return ()


def _powers(reading: Reading, actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(a for a in actors if reading.entity(a).type in _POWERS)


def _bodies(reading: Reading, actors: Iterable[str]) -> tuple[str, ...]:
    return tuple(a for a in actors if reading.entity(a).type in ("Legislature", "GovernmentBody"))


def _acts() -> Mapping[str, Sequence[EventType]]:
    acts: Mapping[str, Sequence[EventType]] = load_lexicon("opinion")["acts"]
    return acts
