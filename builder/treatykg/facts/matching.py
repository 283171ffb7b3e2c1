"""Frames meet predicates: the words that a frame asks for or forbids, and the arguments those words bring along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.predicates import Predicate
from treatykg.predicates.arguments import read_arguments
from treatykg.predicates.negation import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_COMPLEMENTS = ("on", "over", "about", "with", "between", "from", "to")  # prepositions of nouns for acts
Roles = Mapping[str, tuple[int, ...]]
Words = Mapping[str, tuple[str, ...]]


class Wording(Protocol):
    """What a frame says about words: `where` must stand in those roles, `unless` must not."""

    @property
    def where(self) -> Words | None:
        """Role -> lemmas, one of which must fill it."""

    @property
    def unless(self) -> Words | None:
        """Role -> lemmas, none of which may fill it."""


def match_roles(reading: Reading, predicate: Predicate, frame: Wording) -> Roles | None:
    """Return the predicate's arguments, with those of the words that the frame asks for; None when those words are not there.

    Among the words asked for, "*" is any word and "#" any number.
    """
    roles = read_roles(reading, predicate)
    if frame.unless and any(_standing(reading, roles, role, lemmas) for role, lemmas in frame.unless.items()):
        return None
    for role, lemmas in (frame.where or {}).items():
        tokens = _standing(reading, roles, role, lemmas)
        if not tokens:
            return None
        for token in tokens:
            known = reading.predicates.get(token)
            _take_over(roles, known.arguments if known else read_arguments(reading.doc[token]))
    return roles


def read_roles(reading: Reading, predicate: Predicate) -> dict[str, tuple[int, ...]]:
    """Return the predicate's arguments with what frames need beyond the grammar's roles.

    `head`: the word on which the predicate's word depends; `adverb`: adverbs and particles; `description`: what describes the
    object, of a noun the noun itself ("a law *suspending* the treaty"); `negated`: clauses that are denied; `content`: clauses
    with "that" or "how"; of a noun, `subject`: who does it ("*Chile* held talks"), and `determiner`.
    """
    token = reading.doc[predicate.token]
    roles = {**predicate.arguments, "head": _heads(token)}
    roles["adverb"] = tuple(c.i for c in token.children if c.dep_ in ("advmod", "prt", "neg", "npadvmod"))
    roles["for"] = (*roles.get("for", ()), *_on_behalf_of(reading, roles))
    if predicate.kind == "noun":
        for role, tokens in _of_light_verb(reading, token).items():
            roles.setdefault(role, tokens)
        determiners = tuple(c.i for c in token.children if c.dep_ == "det")
        return {
            **roles,
            "description": _descriptions((token,)),
            "subject": _doers(reading, token),
            "determiner": determiners,
        }
    if token.dep_ == "xcomp" and "with" not in roles:
        roles["with"] = _with_of_governor(reading, token)
    roles["subject"] = _misplaced_subject(reading, token) or roles.get("subject", ())
    roles["object"] = roles.get("object", ()) or _fronted(reading, roles)
    roles["description"] = _descriptions(reading.doc[t] for t in roles["object"])
    clauses = [reading.doc[t] for t in roles.get("clause", ())]
    for clause in (c for c in clauses if c.pos_ == "ADJ"):
        _take_over(roles, {"complement": (clause.i,), "object": _subjects_of(clause)})
    roles["negated"] = tuple(c.i for c in clauses if is_negated(c))
    roles["content"] = tuple(c.i for c in clauses if c.dep_ == "ccomp" or any(w.tag_ == "WRB" for w in c.children))
    return roles


def fillers(roles: Roles, names: Iterable[str]) -> tuple[int, ...]:
    """Return the tokens that fill the named roles, each once, in the order of the names."""
    return tuple(dict.fromkeys(t for name in names for t in roles.get(name, ())))


def _heads(token: Token) -> tuple[int, ...]:
    head = token.head
    return (head.head.i if head.pos_ == "ADP" else head.i,) if head.i != token.i else ()


def _subjects_of(adjective: Token) -> tuple[int, ...]:
    """Return of what the adjective is said: "declared *the pact* void"."""
    return tuple(c.i for c in adjective.children if c.dep_ == "nsubj")


def _descriptions(nouns: Iterable[Token]) -> tuple[int, ...]:
    return tuple(c.i for noun in nouns for c in noun.children if c.dep_ in ("acl", "relcl", "compound", "amod"))


def _doers(reading: Reading, noun: Token) -> tuple[int, ...]:
    """Return the subject of the verb whose object the noun is, or in whose adverbial it stands ("promised it at a summit")."""
    at = noun.head if noun.dep_ in ("dobj", "attr", "pobj", "conj") else None
    if at is not None and at.pos_ == "ADP":
        at = at.head
    governor = reading.predicates.get(at.i) if at is not None else None
    return governor.fillers("subject") if governor is not None and governor.kind == "verb" else ()


def _on_behalf_of(reading: Reading, roles: Roles) -> tuple[int, ...]:
    """Return for whom it is done: "signed on behalf of Chad", "in the name of the Republic"."""
    named = (t for role in ("on", "in") for t in roles.get(role, ()) if reading.doc[t].lower_ in ("behalf", "name"))
    return tuple(t for name in named if name in reading.predicates for t in reading.predicates[name].fillers("of"))


def _of_light_verb(reading: Reading, noun: Token) -> Roles:
    """Return what the parser hangs from the verb though it belongs to its object ("announced its withdrawal *from the pact*")."""
    governor = reading.predicates.get(noun.head.i) if noun.dep_ == "dobj" else None
    arguments = governor.arguments if governor is not None else {}
    return {role: arguments[role] for role in _COMPLEMENTS if role in arguments}


def _misplaced_subject(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the subject of a second clause that the parser joins to the object before: "scrapped the pact and *Seoul* suspended it"."""
    if verb.dep_ != "conj" or any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in verb.children):
        return ()
    at = verb.i - 1
    while at > verb.head.i and verb.doc[at].pos_ == "ADV":
        at -= 1
    joined = verb.doc[at].dep_ == "conj" and verb.doc[at].head.i > verb.head.i and verb.doc[at].head.dep_ == "dobj"
    return (at,) if joined and reading.referents((at,), AGENT_TYPES) else ()


def _with_of_governor(reading: Reading, token: Token) -> tuple[int, ...]:
    """In "with whom they agreed to sign" the partner of the agreeing is one of the signing."""
    governor = reading.predicates.get(token.head.i)
    return governor.fillers("with") if governor is not None and governor.lemma in ("agree", "decide", "arrange") else ()


def _fronted(reading: Reading, roles: Roles) -> tuple[int, ...]:
    """Return subjects that can only be objects: agreements where the verb has an agent too, or in a title without auxiliary."""
    subjects = roles.get("subject", ())
    agreements = tuple(t for t in subjects if reading.referents((t,), ("Treaty",)))
    return agreements if len(subjects) == len(agreements) or reading.referents(subjects, AGENT_TYPES) else ()


def _standing(reading: Reading, roles: Roles, role: str, lemmas: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(t for t in roles.get(role, ()) if _is_one_of(reading.doc[t], lemmas))


def _is_one_of(token: Token, lemmas: tuple[str, ...]) -> bool:
    return token.lemma_.lower() in lemmas or "*" in lemmas or ("#" in lemmas and token.like_num)


def _take_over(roles: dict[str, tuple[int, ...]], further: Roles) -> None:
    for role, tokens in further.items():
        roles[role] = tuple(dict.fromkeys((*roles.get(role, ()), *tokens)))
