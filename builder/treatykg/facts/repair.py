"""Subjects and objects that the small parser loses, won back from word order and from who can act at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.manners import doers_by_manner, done_by_manner
from treatykg.facts.parentheses import find_object_behind
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.model import EntityType
from treatykg.predicates.arguments import coordinated, read_arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass", "expl"))
_UPWARDS = frozenset(("pobj", "prep", "conj", "compound", "nmod"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_JOINTS = frozenset((",", "and", "&"))
_LISTED: tuple[EntityType, ...] = ("State", "InternationalOrganization")
_EXCEPTING = frozenset(("but", "except", "save", "bar"))
_ALL = frozenset(("all", "everyone", "everybody", "none", "nobody", "countries", "states", "members", "parties"))
_BOUNDARIES = frozenset((":", ";", ",", "-", "--", "–", "—", "("))


def find_subject(reading: Reading, verb: Token, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the subject of the verb: the known one, unless the parser hung it elsewhere."""
    if (clause := _relative(verb)) is not None:
        named = (c for c in clause.head.children if c.dep_ == "appos")
        return tuple(t.i for t in (*coordinated(clause.head), *named) if t.i < verb.i)
    if verb.dep_ == "acl" and (doers := doers_by_manner(reading, verb)):
        return doers
    known = _accusers(reading, verb, known) or _before_relative(reading, verb, known) or known
    known = tuple(t for t in known if not _is_excepted(verb.doc[t]))
    if all(verb.doc[t].tag_ == "PRP" and not reading.linked.refer(t) for t in known):
        known = _of_main_clause(reading, verb) or known
    return (
        _joined_to_object(reading, verb)
        or _cut_off(reading, verb)
        or (*_listed_before(reading, verb, known), *known, *_listed_after(reading, verb, known))
        or _described(reading, verb)
        or _just_before(reading, verb)
        or _before_clause(reading, verb)
    )


def _is_excepted(subject: Token) -> bool:
    """Whether all others do it: "all *but Mali* have signed"."""
    if subject.dep_ == "conj" and _is_excepted(subject.head):
        return True
    at = subject.left_edge.i - 1
    return at > 0 and subject.doc[at].lower_ in _EXCEPTING and subject.doc[at - 1].lower_ in _ALL


def find_object(reading: Reading, verb: Token, subjects: tuple[int, ...], known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the object of the verb: the known one; else subjects that can only be objects."""
    if (clause := _relative(verb)) is not None:
        return _antecedent(reading, clause)
    if verb.dep_ == "acl" and (done := done_by_manner(reading, verb)):
        return done
    if _cut_off(reading, verb):
        return tuple(t.i for c in verb.children if c.dep_ == "dobj" for t in coordinated(c))
    if apposed := _apposed_to(reading, verb, known):
        return apposed
    clauses = (c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i) if known else ()
    below = {t for clause in clauses for t in find_object_behind(reading, clause)}
    known = tuple(t for t in known if t not in below)
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    if not known and verb.dep_ in ("ccomp", "conj", "advcl") and verb.tag_ in ("VBN", "VBD"):
        known = _named_right_before(reading, verb)
    return known or (() if passive else find_object_behind(reading, verb)) or _fronted(reading, verb, subjects)


def _listed_before(reading: Reading, verb: Token, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the states of a list that the parser breaks up before the last: "*Kenya, Mali*, and Chad signed".

    In headlines a comma alone may join two ("*Kenya*, Uganda sign pact"); a list behind a preposition is none.
    """
    joint = verb.doc[known[0]].left_edge.i - 1 if known else -1
    if joint <= verb.sent.start or verb.doc[joint].lower_ not in _JOINTS or not reading.referents(known, _LISTED):
        return ()
    doc, found, joined = verb.doc, [], False
    while joint > verb.sent.start and doc[joint].lower_ in _JOINTS:
        joined = joined or doc[joint].lower_ != ","
        if doc[joint - 1].lower_ in _JOINTS:
            joint -= 1
            continue
        named = doc[joint - 1]
        if named.pos_ != "PROPN" or named.dep_ == "pobj" or not reading.referents((named.i,), _LISTED):
            break
        found.append(named.i)
        joint = _name_start(named) - 1
    opens = joint < verb.sent.start or doc[joint].is_punct
    whole = not found or _name_start(doc[found[-1]]) == verb.sent.start
    return tuple(reversed(found)) if opens and (whole or joined) else ()


def _name_start(last: Token) -> int:
    """Return the first word of a name, by its last: "*Papua* New Guinea"."""
    at = last.i
    while at > last.sent.start and last.doc[at - 1].dep_ == "compound" and last.doc[at - 1].head.i <= last.i:
        at -= 1
    return at - 1 if at > last.sent.start and last.doc[at - 1].lower_ == "the" else at


def _listed_after(reading: Reading, verb: Token, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the states of a list that the parser breaks up after the first: "Chile, *Peru, and Brazil* signed"."""
    between = verb.doc[(known[0] if known else verb.i) + 1 : verb.i]
    if len(between) < 2 or between[0].lower_ != "," or not reading.referents(known, _LISTED):
        return ()
    names = [t for t in between if t.pos_ not in ("AUX", "ADV") and t.lower_ not in ("the", *_JOINTS)]
    joined = any(t.dep_ == "cc" for t in between) and all(t.pos_ == "PROPN" for t in names)
    return tuple(t.i for t in names if reading.referents((t.i,), _LISTED)) if joined else ()


def _relative(verb: Token) -> Token | None:
    """Return the verb when its clause is a relative one torn by an apposition: "which Ann and the minister, Bo, *signed*"."""
    head = verb.head
    torn = verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and verb.i > 0 and verb.doc[verb.i - 1].lower_ == ","
    opening = head.left_edge.i - 1
    if not torn or opening < 2 or verb.doc[opening].tag_ not in ("WDT", "WP") or verb.doc[opening].head != head.head:
        return None
    return None if any(c.dep_ in ("agent", "auxpass", "aux") for c in verb.children) else verb


def _antecedent(reading: Reading, clause: Token) -> tuple[int, ...]:
    """Return the agreement before the relative word of a torn clause."""
    at = clause.head.left_edge.i - 2
    if clause.doc[at].is_punct and at > 0:
        at -= 1
    noun = clause.doc[at]
    while noun.dep_ in _UPWARDS and noun.head.i < noun.i and not reading.referents((noun.i,), ("Treaty",)):
        noun = noun.head
    return (noun.i,)


def _fronted(reading: Reading, verb: Token, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return agreements where the verb has an agent beside them ("CETA the Senate threw out") or nothing else ("Pact signed").

    Not in the present tense ("the pact makes clear"), nor after what is reported ("he left, the agreement's author announced").
    """
    reported = any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
    if reported and sum(c.dep_ in _SUBJECTS for c in verb.children) == 1:
        return ()
    agreements = tuple(t for t in subjects if reading.referents((t,), ("Treaty",)))
    alone = len(subjects) == len(agreements) and verb.tag_ in ("VBN", "VBD")
    return agreements if alone or reading.referents(subjects, AGENT_TYPES) else ()


def _named_right_before(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the agreement before a participle that the parser takes for a clause: "under the pact *concluded* in 1970, ..."."""
    if (
        not verb.i
        or not reading.referents((verb.i - 1,), ("Treaty",))
        or any(c.dep_ in (*_SUBJECTS, "dobj", "aux", "auxpass") for c in verb.children)
    ):
        return ()
    return (verb.i - 1,) if not verb.is_sent_start else ()


def _apposed_to(reading: Reading, verb: Token, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return the agreement before a participle that the parser hangs from the clause: "broke *the pact*, last revised in 1963"."""
    clause = verb.dep_ == "advcl" and verb.tag_ == "VBN" and verb.head.i < verb.i
    if not clause or any(c.dep_ in ("dobj", "aux", "auxpass") for c in verb.children):
        return ()
    at = verb.i - 1
    while at > verb.head.i and verb.doc[at].pos_ == "ADV":
        at -= 1
    if verb.doc[at].lower_ != "," or reading.referents(known, ("Treaty",)):
        return ()
    noun = verb.doc[at - 1]
    while noun.dep_ in _UPWARDS and noun.head.i < noun.i and not reading.referents((noun.i,), ("Treaty",)):
        noun = noun.head
    return (noun.i,) if reading.referents((noun.i,), ("Treaty",)) else ()


def _joined_to_object(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the subject of a second clause that hangs from the object of the first: "signed it and *Seoul* ratified it"."""
    if verb.dep_ != "conj" or any(c.dep_ in _SUBJECTS or c.dep_ == "aux" for c in verb.children):
        return ()
    at = verb.i - 1
    while at > verb.head.i and verb.doc[at].pos_ == "ADV":
        at -= 1
    head = verb.doc[at].head
    joined = verb.doc[at].dep_ == "conj" and head.i > verb.head.i and head.dep_ == "dobj"
    return (at,) if joined and reading.referents((at,), AGENT_TYPES) else ()


def _cut_off(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the subject of a main verb taken for a participle after an apposition: "*Mary Ng*, the trade minister, signed it"."""
    head = verb.head
    after_comma = verb.i > 0 and verb.doc[verb.i - 1].lower_ == ","
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or head.dep_ != "ROOT" or not after_comma:
        return ()
    apposed = any(c.dep_ == "appos" and c.i < verb.i for c in head.children)
    agent = any(c.dep_ in ("agent", "auxpass") for c in verb.children)
    found = tuple(t.i for t in coordinated(head) if t.i < verb.i)
    return found if apposed and not agent and reading.referents(found, AGENT_TYPES) else ()


def _before_relative(reading: Reading, verb: Token, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return who stands before a "which" or "who" that the parser did not tie to them: "blames Chad and *Mali, which* left"."""
    if len(known) != 1 or verb.dep_ in ("relcl", "ROOT") or verb.doc[known[0]].tag_ not in ("WDT", "WP"):
        return ()
    at = known[0] - 2
    if at < verb.sent.start or verb.doc[at + 1].lower_ != "," or not reading.referents((at,), AGENT_TYPES):
        return ()
    return _joined_before(reading, verb.doc[at])


def _accusers(reading: Reading, verb: Token, known: tuple[int, ...]) -> tuple[int, ...]:
    """Return who "each other" are: "*Chad and Niger* accused each other of breaking it"."""
    mutual = any(verb.doc[t].lower_ in ("other", "another") for t in known)
    above = verb.head.head if verb.dep_ == "pcomp" else verb.head
    return read_arguments(above).get("subject", ()) if mutual and above.pos_ == "VERB" else ()


def _of_main_clause(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the subject of the main clause that follows, of which a pronoun speaks ahead: "when it signed, *Chad* ..."."""
    if verb.dep_ != "advcl" or verb.head.i < verb.i or not any(c.tag_ == "PRP" for c in verb.children):
        return ()
    found = tuple(t for t in read_arguments(verb.head).get("subject", ()) if t > verb.i)
    return found if reading.referents(found, AGENT_TYPES) else ()


def _described(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return what an adjective with an infinitive describes: "*the pact*, due to expire in May"."""
    adjective = verb.head
    if verb.dep_ != "xcomp" or adjective.pos_ != "ADJ" or adjective.dep_ not in ("amod", "acl", "appos"):
        return ()
    return (adjective.head.i,)


def _before_clause(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return who stands before a relative clause with "whose" or "who" that the parser took for an adverbial one."""
    if not _is_finite(verb) or any(c.dep_ in _SUBJECTS or c.dep_ in ("auxpass", "agent") for c in verb.children):
        return ()
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.i < verb.i]
    for at in (t.i for c in clauses for t in c.subtree if t.tag_ in ("WP$", "WP", "WDT")):
        if at - 2 >= verb.sent.start and verb.doc[at - 1].lower_ == "," and reading.referents((at - 2,), AGENT_TYPES):
            return _joined_before(reading, verb.doc[at - 2])
    return ()


def _joined_before(reading: Reading, last: Token) -> tuple[int, ...]:
    """Return the agents joined by "and" that end here: "*Norway and Chile*, whose ships"."""
    first = last
    while first.dep_ == "conj" and first.head.i < first.i and reading.referents((first.head.i,), AGENT_TYPES):
        first = first.head
    return tuple(t.i for t in (first, *first.subtree) if t.i <= last.i and reading.referents((t.i,), AGENT_TYPES))


def _just_before(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the phrase before a finite verb without subject, if it names who can act: "at his side, *Chad's envoy* signed"."""
    if not _is_finite(verb) or any(c.dep_ in _SUBJECTS or c.dep_ in ("auxpass", "agent") for c in verb.children):
        return ()
    last = _last_of_phrase(verb)
    if last is None:
        return ()
    first = _start_of_phrase(last)
    head = last
    while head.dep_ in _UPWARDS and first <= head.head.i < verb.i:
        head = head.head
    found = tuple(t.i for t in coordinated(head) if t.i < verb.i)
    if head.dep_ == "appos" and not reading.linked.refer(head.i):
        found = read_arguments(head).get("of", ())  # "..., *the envoys of Chad*" is no apposition to what stands before
    return found if reading.agents(found) else ()


def _is_finite(verb: Token) -> bool:
    auxiliaries = [c for c in verb.children if c.dep_ == "aux"]
    if any(a.tag_ == "TO" for a in auxiliaries) or verb.dep_ in ("acl", "amod", "xcomp", "pcomp", "advcl", "relcl"):
        return False
    return verb.tag_ in _FINITE or any(a.tag_ in (*_FINITE, "MD") for a in auxiliaries)


def _last_of_phrase(verb: Token) -> Token | None:
    """Return the noun right before the verb and its auxiliaries, or before a parenthesis between commas."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("AUX", "ADV", "PART"):
        at -= 1
    if verb.doc[at].lower_ == ",":
        at -= 1
        while at > verb.sent.start and verb.doc[at].lower_ != ",":
            at -= 1
        at -= 1
    return verb.doc[at] if at >= verb.sent.start and verb.doc[at].pos_ in ("NOUN", "PROPN") else None


def _start_of_phrase(last: Token) -> int:
    at = last.i
    while at > last.sent.start and last.doc[at - 1].lower_ not in _BOUNDARIES:
        at -= 1
    return at
