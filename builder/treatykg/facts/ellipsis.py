"""Ellipsis: "the upper house did the same", "so did Chile", "France has not" repeat an event told before with other actors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.drafts import Draft
from treatykg.facts.gapping import repeat_negated, repeat_without_verb
from treatykg.facts.places import find_places
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.timing import find_time
from treatykg.lexicon import load_words
from treatykg.model import Evidence, Factuality
from treatykg.predicates import Predicate
from treatykg.predicates.arguments import coordinated, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "ellipsis.same"
FOLLOWED = "ellipsis.followed"
_FARTHEST = 2  # sentences back
_LONGEST = 80  # tokens back to the clause before
_EMPTY = frozenset(("nsubj", "nsubjpass", "neg", "advmod", "punct", "cc", "conj", "advcl", "mark", "npadvmod", "dep"))


def repeat_events(reading: Reading, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts and the events that ellipses repeat, in the order of the text."""
    found = list(drafts)
    for predicate in reading.predicates.values():
        if predicate.kind == "verb" and is_ellipsis(reading.doc[predicate.token]):
            found.extend(_repeat(reading, predicate, found))
    models = [draft for draft in drafts if repeatable(draft)]
    found.extend(draft for model in models for draft in repeat_without_verb(reading, model))
    found.extend(draft for model in models for draft in repeat_negated(reading, model))
    return tuple(sorted(found, key=lambda d: d.token))


def repeatable(draft: Draft) -> bool:
    """Whether somebody else can do the same: sign, approve, join ..., not enter into force."""
    return draft.type in load_words("events", "ellipsis.repeatable")


def is_ellipsis(verb: Token) -> bool:
    """Whether the verb stands for the one told before: "did the same", "did so", "followed suit", "so has Chile", "has not"."""
    words = {c.lower_ for c in verb.children}
    if verb.lemma_ == "do" and words & load_words("events", "ellipsis.same"):
        return True
    if any(c.lower_ in load_words("events", "ellipsis.parts") for c in verb.children if c.dep_ == "dobj"):
        return verb.lemma_ in ("do", "play")
    if verb.lemma_ == "follow" and verb.tag_ != "VBG":
        said = [c for c in verb.rights if c.dep_ in ("dobj", "prep", "ccomp") and c.pos_ != "ADV" and not _is_when(c)]
        return "suit" in words or (not said and not is_passive(verb)) or _is_followed_by(verb)
    return _is_bare_auxiliary(verb)


def _is_followed_by(verb: Token) -> bool:
    """Whether others did it after somebody: "Samoa signed, *followed* by Tonga"."""
    by = (g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj")
    return verb.dep_ in ("acl", "advcl") and any(g.pos_ == "PROPN" for g in by)


def _is_when(phrase: Token) -> bool:
    """Whether the phrase only says when or how: "followed *within days*"."""
    named = [c for c in phrase.children if c.dep_ == "pobj"]
    return bool(named) and all(
        t.ent_type_ in ("DATE", "TIME") or t.lemma_ in load_words("timing", "pieces") for t in named
    )


def _is_bare_auxiliary(verb: Token) -> bool:
    if verb.lemma_ not in ("have", "do", "be", "will") or verb.dep_ in ("aux", "auxpass"):
        return False
    if is_inverted(verb):
        return all(c.dep_ in _EMPTY or c.dep_ in ("dobj", "attr", "appos") for c in verb.children)
    negated = any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children)
    return negated and all(c.dep_ in _EMPTY or (c.dep_ == "ccomp" and c.i < verb.i) for c in verb.children)


def is_inverted(verb: Token) -> bool:
    """Whether the subject follows: "so did Chile", "nor have Benin and Eritrea", "as did the Senate"."""
    before = verb.doc[verb.i - 1].lower_ if verb.i else ""
    return (
        before in ("so", "nor", "neither", "as") and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].dep_ != "neg"
    )


def _repeat(reading: Reading, predicate: Predicate, drafts: Sequence[Draft]) -> Iterator[Draft]:
    subjects = _subjects(reading, predicate)
    if all(reading.doc[t].tag_ == "PRP" and not reading.referents((t,), ("Treaty", "Person")) for t in subjects):
        return
    model = _model(reading, predicate, drafts, reading.agents(subjects, AGENT_TYPES))
    if model is None:
        return
    rule = FOLLOWED if predicate.lemma == "follow" else RULE
    actors = reading.agents(subjects, AGENT_TYPES)
    treaties = () if predicate.passive else reading.referents(subjects, ("Treaty",))
    if not actors and not treaties:
        return
    partners = reading.agents(reading.predicates[model.token].fillers("with"), AGENT_TYPES) if actors else model.actors
    yield replace(
        model,
        token=predicate.token,
        frame=rule,
        sentence=predicate.sentence,
        factuality=_factuality(reading, predicate),
        evidence=(Evidence(reading.clause(predicate), rule),),
        actors=reading.with_principals((*actors, *partners)),
        treaties=treaties or model.treaties,
        places=find_places(reading, predicate),
        time=find_time(reading, predicate, model.time),
        vote=None,
        condition=predicate.condition,
        tokens=(),
    )


def _model(reading: Reading, predicate: Predicate, drafts: Sequence[Draft], actors: tuple[str, ...]) -> Draft | None:
    """Return the event that is repeated: the last one before, near enough, and what the clause before is about.

    A chamber repeats what a chamber did, if one did anything.
    """
    kinds = {reading.entity(a).type for a in actors[:1]} & {"Legislature"}
    near = [d for d in drafts if d.token < predicate.token and predicate.sentence - d.sentence <= _FARTHEST]
    model = max(
        (d for d in near if repeatable(d)),
        key=lambda d: (bool(kinds & {reading.entity(a).type for a in d.actors}), d.token),
        default=None,
    )
    if model is None or not _is_bare_auxiliary(reading.doc[predicate.token]):
        return model
    clause = _clause_before(reading.doc[predicate.token])
    return model if clause is not None and _belongs(reading.doc[model.token], clause) else None


def _clause_before(verb: Token) -> Token | None:
    """Return the verb of the independent clause before."""
    before = reversed(verb.doc[max(0, verb.i - _LONGEST) : verb.i])
    return next(
        (t for t in before if t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "conj", "ccomp", "parataxis")), None
    )


def _belongs(verb: Token, clause: Token) -> bool:
    """Whether the verb is that of the clause, joined to it, or governed by it ("voted to approve")."""
    if verb.pos_ not in ("VERB", "AUX"):
        return False
    for _ in range(_FARTHEST + 1):
        if verb == clause:
            return True
        if verb.dep_ not in ("xcomp", "conj", "ccomp", "advcl"):
            return False
        verb = verb.head
    return False


def _subjects(reading: Reading, predicate: Predicate) -> tuple[int, ...]:
    verb = reading.doc[predicate.token]
    if not is_inverted(verb):
        return predicate.fillers("subject") or predicate.fillers("object")
    after = [c for c in verb.children if c.i > verb.i and c.dep_ in ("nsubj", "dobj", "attr", "nsubjpass", "appos")]
    return tuple(t.i for c in after for t in coordinated(c))


def _factuality(reading: Reading, predicate: Predicate) -> Factuality:
    before = reading.doc[predicate.token - 1].lower_ if predicate.token else ""
    return "Negated" if before in ("nor", "neither") else predicate.factuality
