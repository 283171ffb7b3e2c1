"""The arguments of a predicate as frames need them: the grammar's roles, repaired, with what light verbs and clauses add."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from treatykg.facts.participles import doers_of, find_named_before
from treatykg.facts.reading import Reading
from treatykg.facts.repair import find_object, find_subject
from treatykg.lexicon import load_words
from treatykg.predicates import Predicate
from treatykg.predicates.arguments import coordinated
from treatykg.predicates.negation import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_DEEPEST = 3  # nouns that hang from one another: "the signing of the protocol to the treaty"
_JOINTS = frozenset((",", "and", "the", "of", "as", "well", "&"))  # between the names of a list
Roles = Mapping[str, tuple[int, ...]]
# What follows a verb as a particle or as a preposition; the parser mistakes the one for the other before an object.
PARTICLES = ("through", "down", "up", "out", "off", "over")
# Prepositions of nouns for acts, by what the noun is to the verb: "held talks *with*", "the motion is *before* the house".
_COMPLEMENTS = {"dobj": ("on", "over", "about", "with", "between", "from", "to"), "nsubj": ("before",)}
# Of those that stand with a verb which only says that the act takes place: "war broke out *between*", "talks were held *with*".
_OF_HAPPENING = ("between", "with", "among", "against", "over", "on")


def read_roles(reading: Reading, predicate: Predicate) -> dict[str, tuple[int, ...]]:
    """Return the predicate's arguments with what frames need beyond the grammar's roles.

    `head`: the word on which the predicate's word depends; `adverb`: adverbs, particles, "yes" and "no"; `auxiliary`;
    `description`: what describes the object, of a noun the noun itself ("a law *suspending* the treaty"); `negated`: clauses
    that are denied; `content`: clauses with "that" or "how"; `above`: what a relative clause hangs from, up to its whole
    phrase; of a noun, `subject`: who does it ("*Chile* held talks"),
    `determiner` and `preposition`.
    """
    known = reading.roles_read.get(predicate.token)
    if known is None or known[0] is not predicate:
        known = reading.roles_read[predicate.token] = (predicate, _read(reading, predicate))
    return dict(known[1])


def _read(reading: Reading, predicate: Predicate) -> dict[str, tuple[int, ...]]:
    token = reading.doc[predicate.token]
    roles = {**predicate.arguments, "head": _heads(token)}
    roles["adverb"] = tuple(c.i for c in token.children if c.dep_ in ("advmod", "prt", "neg", "npadvmod", "intj"))
    for role, tokens in _behind_names(reading, token).items():
        roles.setdefault(role, tokens)
    roles["for"] = (*roles.get("for", ()), *_on_behalf_of(reading, roles))
    if predicate.kind == "noun":
        for role, tokens in _of_light_verb(reading, token).items():
            roles.setdefault(role, tokens)
        if token.n_rights and not roles.get("by"):
            roles["by"] = _doers_behind(token)
        determiners = tuple(c.i for c in token.children if c.dep_ == "det")
        return {
            **roles,
            "description": _descriptions((token,)),
            "subject": _doers(reading, token),
            "determiner": determiners,
            "preposition": (token.head.i,) if token.dep_ == "pobj" else (),
        }
    if token.dep_ == "xcomp" and "with" not in roles:
        roles["with"] = _with_of_governor(reading, token)
    roles["subject"] = find_subject(reading, token, roles.get("subject", ()))
    take_over(roles, _on_behalf_of_each(reading, roles["subject"]))
    take_over(roles, {"subject": (*_among_them(reading, token), *_listed_behind(reading, roles["subject"], token))})
    roles["object"] = find_object(reading, token, roles["subject"], roles.get("object", ()))
    if named := find_named_before(reading, token):
        behind = tuple(t for t in roles["subject"] if t > token.i)
        roles |= {"object": named, "subject": behind or doers_of(token)}
    roles["above"] = _phrase_above(token.head) if token.dep_ == "relcl" else ()
    roles["auxiliary"] = tuple(c.i for c in token.children if c.dep_ == "aux")
    roles["description"] = (*_descriptions(reading.doc[t] for t in roles["object"]), *_after_object(token, roles))
    clauses = [reading.doc[t] for t in roles.get("clause", ())]
    for clause in (c for c in clauses if c.pos_ == "ADJ" and not _anticipates(c)):
        take_over(roles, {"complement": (clause.i,), "object": _subjects_of(clause)})
    roles["negated"] = tuple(c.i for c in clauses if is_negated(c))
    roles["content"] = tuple(c.i for c in clauses if c.dep_ == "ccomp" or any(w.tag_ == "WRB" for w in c.children))
    return roles


def take_over(roles: dict[str, tuple[int, ...]], further: Roles) -> None:
    """Add the fillers of further roles, each once."""
    for role, tokens in further.items():
        roles[role] = tuple(dict.fromkeys((*roles.get(role, ()), *tokens)))


def _anticipates(adjective: Token) -> bool:
    """Whether its "it" only stands for what follows: "made it *impossible to build* there"."""
    pronoun = any(c.dep_ == "nsubj" and c.lower_ == "it" for c in adjective.children)
    return pronoun and any(c.i > adjective.i and c.pos_ in ("VERB", "AUX") for c in adjective.children)


def _phrase_above(noun: Token) -> tuple[int, ...]:
    """Return the nouns that a noun completes, itself first: "notice of withdrawal from *the treaty*, which ..."."""
    found = [noun.i]
    while noun.dep_ in ("pobj", "prep") and noun.head.i < noun.i:
        noun = noun.head
        found.append(noun.i)
    return tuple(found)


def _heads(token: Token) -> tuple[int, ...]:
    """Return on what the word depends; of a phrase set off by a comma ("the pact, *in force* since May") what stands before."""
    head = token.head
    if head.pos_ == "ADP" and head.i - 2 >= token.sent.start and token.doc[head.i - 1].lower_ == ",":
        return (head.head.i, *_phrase_end(token.doc[head.i - 2]))
    return (head.head.i if head.pos_ == "ADP" else head.i,) if head.i != token.i else ()


def _phrase_end(last: Token) -> tuple[int, ...]:
    """Return the last word of a noun phrase and the nouns above it that it completes."""
    found = [last.i]
    while last.dep_ in ("pobj", "prep", "compound") and last.head.i < last.i:
        last = last.head
        found.append(last.i)
    return tuple(t for t in found if last.doc[t].pos_ in ("NOUN", "PROPN"))


def _subjects_of(adjective: Token) -> tuple[int, ...]:
    """Return of what the adjective is said: "declared *the pact* void"."""
    return tuple(c.i for c in adjective.children if c.dep_ == "nsubj")


def _descriptions(nouns: Iterable[Token]) -> tuple[int, ...]:
    return tuple(c.i for noun in nouns for c in noun.children if c.dep_ in ("acl", "relcl", "compound", "amod"))


def _after_object(verb: Token, roles: Roles) -> tuple[int, ...]:
    """Return the participle right after the object that the parser hangs from the verb: "signed a law *nullifying* the pact"."""
    follows = {t + 1 for t in roles.get("object", ())}
    return tuple(c.i for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i in follows)


def _doers_behind(noun: Token) -> tuple[int, ...]:
    """Return by whom it is done, where the parser hangs that lower: "the ratification of the protocol *by Chad*"."""
    at: Token | None = noun
    for _ in range(_DEEPEST):
        phrases = [c for c in at.children if c.dep_ == "prep"] if at is not None else []
        by = [g.i for c in phrases if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]
        if by:
            return tuple(t.i for i in by for t in coordinated(noun.doc[i]))
        at = next((g for c in phrases if c.lower_ in ("of", "to") for g in c.children if g.dep_ == "pobj"), None)
    return ()


def _doers(reading: Reading, noun: Token) -> tuple[int, ...]:
    """Return the subject of the verb whose object the noun is, or in whose adverbial it stands ("promised it at a summit")."""
    at = noun.head if noun.dep_ in ("dobj", "attr", "pobj", "conj", "advcl") else None
    if at is not None and at.pos_ == "ADP":
        at = _apposed(at.head)
    governor = reading.predicates.get(at.i) if at is not None else None
    return governor.fillers("subject") if governor is not None and governor.kind == "verb" else ()


def _apposed(word: Token) -> Token:
    """Return the verb of whose subject a phrase of occasion tells: "he, *back* from a visit, *signed*"."""
    at = word.head if word.pos_ == "ADV" else word
    subject = at.dep_ in ("nsubj", "nsubjpass") and at.pos_ == "PROPN"
    return at.head if subject and any(c.lower_ == "," and c.i < word.right_edge.i for c in at.children) else word


def _on_behalf_of(reading: Reading, roles: Roles) -> tuple[int, ...]:
    """Return for whom it is done: "signed on behalf of Chad", "in the name of the Republic"."""
    named = (t for role in ("on", "in") for t in roles.get(role, ()) if reading.doc[t].lower_ in ("behalf", "name"))
    return tuple(t for name in named if name in reading.predicates for t in reading.predicates[name].fillers("of"))


def _among_them(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return who of the many that act are named behind: "ratified by ten parties, *among them China and Iceland*"."""
    found: list[int] = []
    for at in reading.amongs:
        word = reading.doc[at]
        between = reading.doc[verb.i + 1 : at]
        if at > verb.i and word.head.i > at and not any(t.pos_ in ("VERB", "AUX") or t.is_sent_start for t in between):
            found.extend(t.i for t in coordinated(word.head))
    return tuple(found)


def _listed_behind(reading: Reading, subjects: tuple[int, ...], verb: Token) -> tuple[int, ...]:
    """Return who the many are that act, listed behind a colon: "four states have ratified it: *Chile, Peru, ...*"."""
    many = any(reading.doc[t].tag_ in ("NNS", "CD") and not reading.linked.refer(t) for t in subjects)
    if not many or verb.dep_ not in ("ROOT", "conj"):
        return ()
    end = verb.sent.end
    colon = next((t.i for t in verb.doc[verb.i : end] if t.lower_ in (":", "-", "–", "—")), end)
    behind = [t for t in verb.doc[colon + 1 : end] if reading.referents((t.i,), ("State",))]
    listed = bool(behind) and all(
        t.pos_ == "PROPN" or t.lower_ in _JOINTS for t in verb.doc[colon + 1 : behind[-1].i + 1]
    )
    return tuple(t.i for t in behind) if listed else ()


def _on_behalf_of_each(reading: Reading, subjects: tuple[int, ...]) -> Roles:
    """Return who else acts, and for whom each: "*Ann for Chad and Bo for Mali* signed", where the parser joins Bo to Chad."""
    found: dict[str, tuple[int, ...]] = {}
    queue = [t for t in subjects if reading.referents((t,), ("Person",))]
    for person in queue:
        phrases = (c for c in reading.doc[person].children if c.dep_ == "prep" and c.lower_ == "for")
        for named in (g for c in phrases for g in c.children if g.dep_ == "pobj"):
            others = tuple(t.i for t in coordinated(named)[1:] if reading.referents((t.i,), ("Person",)))
            take_over(found, {"for": (named.i,), "subject": others})
            queue.extend(t for t in others if t not in queue)
    return found


def _behind_names(reading: Reading, word: Token) -> Roles:
    """Return what the parser hangs from a name or date before it: "a breach by Italy *of the pact*", "left in May *of the pact*"."""
    found: dict[str, tuple[int, ...]] = {}
    phrases = (c for c in word.children if c.dep_ in ("prep", "agent"))
    for named in (g for c in phrases for g in c.children if g.dep_ == "pobj"):
        dated = named.ent_type_ == "DATE"
        if not dated and not (named.pos_ == "PROPN" and reading.referents((named.i,), ("State", "Person", "Place"))):
            continue
        end = reading.name_ends.get(named.i, named.i + 1)
        behind = (c for c in named.children if c.dep_ == "prep" and c.i >= end)
        for preposition in behind:
            objects = tuple(t.i for g in preposition.children if g.dep_ == "pobj" for t in coordinated(g))
            take_over(found, {preposition.lower_: objects} if objects else {})
    return found


def _of_light_verb(reading: Reading, noun: Token) -> Roles:
    """Return what hangs from the verb though it belongs to its object or subject: "announced its exit *from the pact*"."""
    governor = reading.predicates.get(noun.head.i) if noun.dep_ in ("dobj", "nsubj", "nsubjpass") else None
    if governor is None:
        return {}
    prepositions: tuple[str, ...] = (
        _COMPLEMENTS.get(noun.dep_, ()) if noun.dep_ == "dobj" or governor.lemma == "be" else ()
    )
    if noun.dep_ != "dobj" and reading.doc[governor.token].lemma_ in load_words("timing", "happening"):
        prepositions = (*prepositions, *_OF_HAPPENING)
    return {role: governor.arguments[role] for role in prepositions if role in governor.arguments}


def _with_of_governor(reading: Reading, token: Token) -> tuple[int, ...]:
    """In "with whom they agreed to sign" the partner of the agreeing is one of the signing."""
    governor = reading.predicates.get(token.head.i)
    return governor.fillers("with") if governor is not None and governor.lemma in ("agree", "decide", "arrange") else ()
