"""How the words tie a clause to a treaty: the treaty as subject, "under the treaty", "foreseen in the treaty", "its duty to"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.facts.norms import is_clause, joined, lemma_of, main_tokens, read_norm, words
from treatykg.facts.reading import Reading
from treatykg.lexicon import load_words
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOVERNED = ("dobj", "xcomp", "ccomp", "prep", "dative", "oprd")
OBLIGORS = ("State", "StateGroup", "InternationalOrganization", "GovernmentBody")


@dataclass(frozen=True, slots=True)
class Introduction:
    """By which rule a clause is a provision, of which treaties, whom it binds, and the heads of the words that say what it binds to.

    `sure` when it is one even if no word tells what it is about.
    """

    rule: str
    treaties: tuple[str, ...]
    obligors: tuple[str, ...]
    heads: tuple[Token, ...]
    sure: bool = False


def find_introduction(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return how the words themselves tie the predicate to a treaty; None when they do not."""
    if predicate.kind == "noun":
        return _owed(reading, predicate) or _taken_for_noun(reading, predicate)
    if predicate.factuality in ("Alleged", "Denied"):
        return None
    return _by_treaty(reading, predicate) or _written(reading, predicate) or _under_treaty(reading, predicate)


def parties_of(reading: Reading, treaties: Iterable[str]) -> tuple[str, ...]:
    """Return the parties that the names or descriptions of the treaties tell."""
    return tuple(dict.fromkeys(p for t in treaties for p in reading.entity(t).parties))


def subjects_of(predicate: Predicate) -> tuple[int, ...]:
    """Return the grammatical subject of a clause."""
    return predicate.fillers("object" if predicate.passive else "subject")


def treaties_of(reading: Reading, tokens: Iterable[int]) -> tuple[str, ...]:
    """Return the treaties that the tokens mean: themselves, or as that of which they name an article or the text."""
    tokens = tuple(tokens)
    treaties = reading.referents(tokens, ("Treaty",))
    parts = [t for t in tokens if reading.doc[t].lemma_.lower() in words("parts")]
    if treaties or not parts:
        return treaties
    owners = [
        o for t in parts if t in reading.predicates for o in reading.predicates[t].fillers("of", "possessor", "in")
    ]
    if reading.referents(owners, ("LegalInstrument", "Treaty")):
        return reading.referents(owners, ("Treaty",))
    return reading.focus(parts[0])


def _by_treaty(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "the treaty obliges both to ...", "Article 5 provides that ...", "a pact that bans ..."."""
    token = reading.doc[predicate.token]
    lemmas = _lemmas(token)
    sure = bool(lemmas & words("sure"))
    if predicate.passive or predicate.factuality == "Negated" or not (sure or _may_oblige(token, lemmas)):
        return None
    if not sure and _hoped(token):
        return None
    if not any(c.dep_ in _GOVERNED or _is_governed(c) for c in token.children):
        return None
    treaties = treaties_of(reading, subjects_of(predicate)) or _described(reading, predicate)
    contents = _contents(token)
    if not treaties or not contents or _names(reading, predicate):
        return None
    bound = reading.referents(predicate.fillers("object", "indirect"), OBLIGORS)
    return Introduction("provision.treaty-verb", treaties, bound or parties_of(reading, treaties), contents, sure)


def _lemmas(verb: Token) -> set[str]:
    """Return the verb alone, with its particle, and with its prepositions ("call for")."""
    lemma = verb.lemma_.lower()
    return {lemma, lemma_of(verb)} | {f"{lemma} {c.lower_}" for c in verb.children if c.dep_ == "prep"}


def _may_oblige(token: Token, lemmas: set[str]) -> bool:
    """Whether the verb may tell what a treaty provides: one that often does, or another of what will be but for mere effects."""
    if lemmas & words("likely"):
        return True
    to_be = any(c.dep_ == "aux" and c.lower_ in words("futures") | words("duties") for c in token.children)
    present = token.tag_ in ("VBZ", "VBP")
    return (to_be or present) and not lemmas & (words("never") | words("effects"))


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


def _written(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "inspections are provided for in the treaty", "exercises figure among its clauses"."""
    token = reading.doc[predicate.token]
    if predicate.factuality == "Negated":
        return None
    if predicate.passive and lemma_of(token) in words("written"):
        places = predicate.fillers("in", "by", "subject", "under")
    elif lemma_of(token) in words("standing"):
        places = predicate.fillers("among")
    else:
        return None
    treaties = treaties_of(reading, places)
    things = [reading.doc[t] for t in _things(predicate) if reading.doc[t].pos_ in ("NOUN", "PROPN")]
    if not treaties or not things or treaties_of(reading, [t.i for t in things]):
        return None
    first = [t for t in things if t.dep_ != "conj"] or things[:1]
    return Introduction("provision.written", treaties, parties_of(reading, treaties), tuple(first))


def _things(predicate: Predicate) -> tuple[int, ...]:
    """Return what is written there: the subject, or after the verb ("among its provisions are ...")."""
    return subjects_of(predicate) or predicate.fillers("complement")


def _under_treaty(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "under the agreement, Norway will ...", "by the terms of the treaty", "according to the accord"."""
    treaties = _basis(reading, predicate)
    norm = read_norm(reading.doc[predicate.token])
    binds = norm.form not in ("copula", "wish", "past") or _told_as_past(reading, predicate, norm.form)
    if not treaties or not binds or treaties_of(reading, subjects_of(predicate)):
        return None
    sure = norm.form in ("duty", "permission", "undertaking", "gain")
    obligors = reading.agents(subjects_of(predicate), OBLIGORS) or parties_of(reading, treaties)
    return Introduction("provision.under-treaty", treaties, obligors, norm.heads, sure)


def _told_as_past(reading: Reading, predicate: Predicate, form: str) -> bool:
    """Whether a past form binds: by the treaty of a name, or as "the accord under which either *could* end the lease"."""
    if form == "past":
        return _by_name(reading, predicate)
    verb = reading.doc[predicate.token]
    might = any(c.dep_ == "aux" and c.lower_ in ("could", "might") for c in verb.children)
    does = verb.lemma_ not in words("never") | words("effects")
    return form == "wish" and might and does and bool(reading.agents(subjects_of(predicate), OBLIGORS))


def _by_name(reading: Reading, predicate: Predicate) -> bool:
    """Whether the clause tells what was ceded or granted "by the Treaty of ..."."""
    before = [t for t in predicate.fillers("by") if t < predicate.token]
    return is_clause(reading.doc[predicate.token]) and bool(reading.referents(before, ("Treaty",)))


def _basis(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """Return the treaty under which the clause holds."""
    for role in sorted(words("under")):
        for token in predicate.fillers(role):
            named = role in ("under", "pursuant") or reading.doc[token].lemma_.lower() in words("by")
            joined_to = [c.i for c in reading.doc[token].children if c.dep_ == "compound"] if role == "under" else []
            inside = reading.predicates[token].fillers("of", "in", "with") if token in reading.predicates else ()
            treaties = reading.referents((token, *joined_to, *inside), ("Treaty",)) or treaties_of(reading, (token,))
            leads = role in ("by", "through") and not predicate.passive
            if treaties and (named or (leads and (token < predicate.token or _relative(reading, token)))):
                return treaties
    for token in _under(reading.doc[predicate.token]):
        if treaties := treaties_of(reading, (token,)):
            return treaties
    if any(c.lower_ == "whereby" for c in reading.doc[predicate.token].children):
        return reading.referents((reading.doc[predicate.token].head.i,), ("Treaty",))
    if any(c.lower_ == "according" for c in reading.doc[predicate.token].children):
        return treaties_of(reading, predicate.fillers("to"))
    before = [t for t in predicate.fillers("in") if t < predicate.token]
    by_line = [t for t in predicate.fillers("in", "with") if _by_line(reading.doc[t])]
    return reading.referents(before, ("Treaty",)) or treaties_of(reading, by_line)


def _under(verb: Token) -> list[int]:
    """Return what stands after "under" anywhere in the clause: the parser may hang it from the last noun."""
    below = (verb.doc[t] for t in main_tokens(verb))
    return [c.i for t in below if t.lower_ == "under" for c in t.children if c.dep_ == "pobj"]


def _relative(reading: Reading, token: int) -> bool:
    return any(c.dep_ == "relcl" for c in reading.doc[token].children)


def _by_line(token: Token) -> bool:
    return token.lemma_.lower() in words("by") and token.head.lower_ in ("in", "with")


def _owed(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "the obligation of parties not to ..."."""
    token = reading.doc[predicate.token]
    if predicate.lemma not in words("owed"):
        return None
    infinitives = [
        c for c in token.children if c.dep_ in ("acl", "relcl", "xcomp") and any(g.tag_ == "TO" for g in c.children)
    ]
    owners = predicate.fillers("of", "possessor", "under")
    treaties = treaties_of(reading, owners) or reading.focus(token.i)
    obligors = reading.agents(owners, OBLIGORS)
    if not infinitives or not treaties or not (obligors or reading.referents(owners, ("Treaty",))):
        return None
    heads = tuple(t for head in infinitives[:1] for t in (head, *joined(head)))
    return Introduction("provision.duty", treaties, obligors or parties_of(reading, treaties), heads, sure=True)


def _taken_for_noun(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "the accord *obliges* both to ..." where the tagger takes the verb after the treaty for a noun."""
    token = reading.doc[predicate.token]
    verb = token.lower_ in load_words("treaty_nouns", "phrases.obliging") or (
        token.dep_ == "ROOT" and predicate.lemma in words("sure")
    )
    if token.tag_ not in ("NNS", "NNPS") or not verb or token.is_sent_start:
        return None
    named = [m for m in reading.linked.mentions if m.end_token == token.i and m.type == "Treaty"]
    treaties = reading.referents([m.head for m in named], ("Treaty",))
    heads = (token.sent.root,)
    return (
        Introduction("provision.treaty-verb", treaties, parties_of(reading, treaties), heads, True)
        if treaties
        else None
    )
