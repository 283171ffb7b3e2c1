"""What somebody says, with what tells its meaning: its main word, that word's subject, whose own deed it tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from treatykg.facts.content import Content
from treatykg.facts.drafts import Draft
from treatykg.facts.opinion import words
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.facts.voices import is_first_person, with_bodies
from treatykg.model import ClaimType

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_COMPLETING = frozenset(("attr", "acomp", "oprd", "xcomp", "advmod", "cc"))
_INNER = frozenset(("relcl", "acl", "advcl", "ccomp", "punct", "mark", "appos"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """The type of a claim, and the entities at which the words direct it."""

    type: ClaimType
    targets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What somebody says, with what the tests below look at: its main word, that word's subject, whose own deed it tells."""

    reading: Reading
    content: Content
    speakers: tuple[str, ...]
    events: Sequence[Draft] = ()

    @cached_property
    def head(self) -> Token:
        """The main verb; in "I do not say so but you should go" the one after "but"."""
        doc, said = self.reading.doc, self.content.said
        turn = next((t for t in said if doc[t].lower_ == "but" and doc[t].dep_ == "cc" and t != said[0]), None)
        turned = (c for c in doc[turn].head.children if c.dep_ == "conj" and c.i in said) if turn is not None else ()
        verbs = (c for c in turned if c.pos_ in _VERBAL and turn is not None and c.i > turn)
        return next(verbs, doc[self.content.head])

    @cached_property
    def subjects(self) -> tuple[int, ...]:
        """The tokens of the grammatical subject, of a passive what is acted on."""
        inner = self.reading.predicates.get(self.head.i)
        if inner is None:
            return ()
        found = inner.fillers("object" if inner.passive else "subject")
        return tuple(t for t in found if t in self.content.said or self.reading.doc[t].pos_ == "PRON")

    @cached_property
    def agents(self) -> tuple[str, ...]:
        """The states, bodies and people that the subject names, or whose it is."""
        return self.reading.agents(self.subjects)

    @cached_property
    def own(self) -> bool:
        """Whether the subject is the speaker or the state it speaks for."""
        named = self.reading.referents(self.subjects, AGENT_TYPES)
        ours = set(with_bodies(self.reading, self.speakers))
        mine = set(named) & ours or self._of_own_state(named, ours)
        return bool(mine) or is_first_person(self.reading, self.subjects) or self._by_possessive(ours)

    def _of_own_state(self, named: Sequence[str], ours: set[str]) -> bool:
        """Whether the subject is the government of the state for which a minister speaks."""
        states = {e for e in ours if self.reading.entity(e).type == "State"}
        ruled = (e for e in named if self.reading.entity(e).type == "GovernmentBody")
        if any(states & set(self.reading.linked.principals(e)) for e in ruled):
            return True
        subjects = [] if named else [self.reading.doc[t] for t in self.subjects]
        return bool(states) and any(t.lemma_.lower() in words("voice.rulers") and _is_bare(t) for t in subjects)

    def _by_possessive(self, ours: set[str]) -> bool:
        owned = [
            (self.reading.doc[t], c) for t in self.subjects for c in self.reading.doc[t].children if c.dep_ == "poss"
        ]
        if any(noun.lemma_.lower() in words("voice.own_nouns") and owner.pos_ == "PRON" for noun, owner in owned):
            return True
        named = self.reading.referents(self.subjects, AGENT_TYPES)
        return not named and bool(set(self.reading.referents([c.i for _, c in owned], AGENT_TYPES)) & ours)

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """The auxiliaries of the main verb."""
        return frozenset(c.lower_ for c in self.head.children if c.dep_ == "aux")

    @cached_property
    def negated(self) -> bool:
        """Whether the main verb is negated."""
        return any(c.dep_ == "neg" or c.lower_ in ("never", "nor", "no") for c in self.head.children) or self.about_none

    @cached_property
    def about_none(self) -> bool:
        """Whether the subject says of whom it holds that there are none: "nobody", "nobody's rights", "no such deal"."""
        subjects = [self.reading.doc[t] for t in self.subjects]
        near = (w for s in subjects for w in (s, *(c for c in s.children if c.dep_ in ("poss", "det", "neg"))))
        return any(w.lower_ in ("nothing", "nobody", "no", "none", "neither") for w in near)

    def lemmas(self) -> set[str]:
        """The lemmas of all that is said."""
        return {self.reading.doc[t].lemma_.lower() for t in self.content.said}

    def complements(self, *relations: str) -> Iterator[Token]:
        """Yield the words that complete the main verb in the given relations."""
        return (c for c in self.head.children if c.dep_ in relations)

    def verdict(self) -> Iterator[Token]:
        """Yield the words in which praise or blame can lie: the main verb, what completes it, its adverbs; no clauses inside.

        What lies somewhere is no lie: "it *lay* outside the law".
        """
        spoken = (t for t in self._predication(self.head) if t.lemma_ != "lie" or not _is_placed(t))
        yield from sorted(spoken, key=lambda t: t.i)

    def _predication(self, verb: Token) -> Iterator[Token]:
        if verb.pos_ in ("NOUN", "PROPN"):
            yield from phrase_of(verb)  # "A great day for both"
            return
        yield verb
        carries = verb.lemma_.lower() in words("verdict.carriers")
        for child in verb.children:
            small_clause = child.dep_ == "ccomp" and child.pos_ == "ADJ"
            if child.dep_ in _COMPLETING or small_clause or (carries and child.dep_ in ("dobj", "prep")):
                yield from phrase_of(child)
            elif child.dep_ == "conj" and child.i in self.content.said:
                yield from self._predication(child)


def mentioned(said: Said) -> tuple[str, ...]:
    """Return the first state named in what is said, other than the speakers' own."""
    return others(said, said.reading.referents(said.content.said, ("State", "StateGroup")))[:1]


def others(said: Said, entities: tuple[str, ...]) -> tuple[str, ...]:
    """Return the entities without the speakers and those for whom they speak."""
    own = set(with_bodies(said.reading, said.speakers))
    return tuple(e for e in entities if e not in own)


def _is_placed(verb: Token) -> bool:
    """Whether the verb tells where something is."""
    places = words("meaning.places")
    if verb.pos_ != "VERB":
        return False
    return verb.lower_ in ("lay", "lain") or any(c.lower_ in places for c in verb.children if c.dep_ == "prep")


def _is_bare(noun: Token) -> bool:
    """Whether only "the" stands with it: "the government", not "the previous government"."""
    return [c.lower_ for c in noun.children if c.i < noun.i] == ["the"]


def phrase_of(token: Token) -> Iterator[Token]:
    """Yield a word and what belongs to it, without the clauses in it."""
    yield token
    for child in token.children:
        if child.dep_ not in _INNER:
            yield from phrase_of(child)
