"""The treaty, its article or its text as subject: "the treaty obliges both to ...", "Article 5 provides that ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.grounds import OBLIGORS, Introduction, parties_of, subjects_of, treaties_of
from treatykg.facts.norms import joined, lemma_of, words
from treatykg.facts.reading import Reading
from treatykg.lexicon import load_words
from treatykg.predicates import Predicate
from treatykg.predicates.negation import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOVERNED = ("dobj", "xcomp", "ccomp", "prep", "dative", "oprd")


def by_treaty(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "the treaty obliges both to ...", "Article 5 provides that ...", "a pact that bans ..."."""
    token = reading.doc[predicate.token]
    lemmas = _lemmas(token)
    sure = bool(lemmas & words("sure"))
    if predicate.passive or is_negated(token) or not (sure or _may_oblige(token, lemmas)):
        return None
    if not sure and _hoped(token):
        return None
    if not any(c.dep_ in _GOVERNED or _is_governed(c) for c in token.children):
        return None
    treaties = treaties_of(reading, subjects_of(predicate)) or _described(reading, predicate)
    treaties = treaties or (_by_pronoun(reading, predicate) if lemmas & words("documentary") else ())
    contents = _contents(token)
    if not treaties or not contents or _names(reading, predicate):
        return None
    bound = reading.referents(predicate.fillers("object", "indirect"), OBLIGORS)
    return Introduction("provision.treaty-verb", treaties, bound or parties_of(reading, treaties), contents, sure)


def _by_pronoun(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """Return the treaty that "it" or "they" can only mean before a verb for what texts do; several texts are "they"."""
    pronouns = {reading.doc[t].lower_ for t in subjects_of(predicate)}
    treaties = reading.focus(predicate.token) if len(pronouns) == 1 and pronouns <= {"it", "they"} else ()
    return tuple(t for t in treaties if reading.entity(t).label.endswith("s") == (pronouns == {"they"}))


def _lemmas(verb: Token) -> set[str]:
    """Return the verb alone, with its particle, and with its prepositions ("call for")."""
    lemma = verb.lemma_.lower()
    return {lemma, lemma_of(verb)} | {f"{lemma} {c.lower_}" for c in verb.children if c.dep_ == "prep"}


def _may_oblige(token: Token, lemmas: set[str]) -> bool:
    """Whether the verb may tell what a treaty provides: one that often does, or another of what will be but for mere effects."""
    if lemmas & words("likely"):
        return True
    to_be = any(c.dep_ == "aux" and c.lower_ in words("futures", "duties") for c in token.children)
    present = token.tag_ in ("VBZ", "VBP")
    return (to_be or present) and not lemmas & (words("never", "effects"))


def _hoped(verb: Token) -> bool:
    """Whether somebody only hopes, fears or thinks that the treaty does this."""
    return verb.dep_ == "ccomp" and verb.head.lemma_.lower() in words("hoping")


def _described(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """Return the treaty of "a treaty *to protect* the high seas", "Convention 29, *which abolishes* forced labour"."""
    token = reading.doc[predicate.token]
    if token.dep_ not in ("acl", "relcl") or any(t != token.head.i for t in subjects_of(predicate)):
        return ()
    return reading.referents((token.head.i, *_whole(token.head)), ("Treaty",))


def _whole(part: Token) -> tuple[int, ...]:
    """Return the noun of the name to which the parser takes a relative clause's head as a mere part: "*Convention* 29, which"."""
    return (part.head.i,) if part.dep_ in ("nummod", "appos", "nmod", "compound") else ()


def _names(reading: Reading, predicate: Predicate) -> bool:
    """Whether the clause only tells of which body the treaty is the statute: "establishing the African Union", "set up the court"."""
    objects = [reading.doc[t] for t in predicate.fillers("object")]
    known = any(o.pos_ == "PROPN" or any(c.lower_ == "the" for c in o.children) for o in objects)
    return predicate.lemma in words("founding") and known


def _contents(verb: Token) -> tuple[Token, ...]:
    """Return what an introducing verb governs: the clauses after it, else the verb; with the verbs coordinated with them.

    Nothing when it says something in no clause ("it says"), or only on which condition ("that, should one be attacked, ...").
    """
    governed = [
        c
        for c in verb.children
        if (c.dep_ in ("xcomp", "ccomp") or _is_governed(c))
        and c.i > verb.i
        and c.pos_ in ("VERB", "AUX", "NOUN", "ADJ")
    ]
    stated = [
        c for c in governed if not any(g.lower_ == "should" and g.dep_ == "aux" and g.i < _first(c) for g in c.children)
    ]
    if (len(stated) < len(governed) or not governed) and not stated and not _has_object(verb):
        told = any(c.i > verb.i and not c.is_punct for c in verb.children)
        return () if not told or verb.lemma_ in ("say", "state", "read", "declare", "promise") else (verb,)
    return tuple(t for head in stated or [verb] for t in (head, *joined(head)))


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in ("dobj", "dative") for c in verb.children)


def _is_governed(clause: Token) -> bool:
    """Whether the parser takes what the verb governs for an adverbial clause: "obliges Skopje *to change*", "only *that ...*"."""
    begins = {(c.tag_, c.lower_) for c in clause.children if c.i < clause.i and c.dep_ in ("aux", "mark")}
    sure = clause.head.lemma_.lower() in words("sure")
    beside = clause.left_edge.i > 0 and clause.left_edge.nbor(-1).is_punct
    return clause.dep_ == "advcl" and sure and not beside and any(tag == "TO" or word == "that" for tag, word in begins)


def _first(clause: Token) -> int:
    return next((c.i for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), clause.i)


def taken_for_noun(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "the accord *obliges* both to ..." where the tagger takes the verb after the treaty for a noun."""
    token = reading.doc[predicate.token]
    if token.tag_ not in ("NNS", "NNPS") or token.is_sent_start:
        return None
    verb = token.lower_ in load_words("treaty_nouns", "phrases.obliging") or (
        token.dep_ == "ROOT" and predicate.lemma in words("sure")
    )
    if not verb:
        return None
    named = [m for m in reading.linked.mentions if m.end_token == token.i and m.type == "Treaty"]
    treaties = reading.referents([m.head for m in named], ("Treaty",))
    heads = (token.sent.root,)
    return (
        Introduction("provision.treaty-verb", treaties, parties_of(reading, treaties), heads, True)
        if treaties
        else None
    )
