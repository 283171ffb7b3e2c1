"""Whom and what pronouns stand for: subjects before others, the near before the far, and what the verb asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from treatykg.entities.clusters import Cluster, Register
from treatykg.lexicon import load_words
from treatykg.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

GENDERS: Mapping[str, str] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each", "all"})

_ACTORS: tuple[EntityType, ...] = (
    "State",
    "InternationalOrganization",
    "GovernmentBody",
    "Legislature",
    "Organization",
)
STATE_LIKE: tuple[EntityType, ...] = ("State", "InternationalOrganization")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CHARGED = frozenset({"dobj", "nsubjpass"})  # who does it in "charged them with breaking it"
_REACH = 3  # sentences
_LEADING = 3  # times that a text names one of its two states for each mention of a state in passing
_UPWARDS = 4  # steps from a noun to the phrase that opens the sentence

# Weights of nearness and role; set by what the development articles bear out.
_SUBJECT = 2.0
_EACH_SENTENCE = 1.5
_EACH_TOKEN = 0.02
_ADJECTIVE = 1.5


def find_person(register: Register, token: Token, genders: Mapping[Cluster, str]) -> tuple[Cluster, ...]:
    """The person of the pronoun's gender who is nearest before, subjects first."""
    gender = GENDERS[token.lower_]
    names = _within_reach(register, token, ("Person",))
    if token.dep_ == "poss":
        names = _travellers(register, token, names)
    fitting = [m for m in names if genders.get(register.of_mention[m], gender) == gender]
    return _best(register, token, fitting)


def _travellers(register: Register, token: Token, persons: list[Mention]) -> list[Mention]:
    """Of the persons those who can make "his visit to Oslo": nobody pays a visit to the state he acts for."""
    if token.head.lemma_ not in load_words("persons", "journeys"):
        return persons
    goals = {
        cluster
        for preposition in token.head.rights
        for goal in preposition.rights
        for cluster in _states_of(register, goal.i)
    }
    return [m for m in persons if not goals & set(register.of_mention[m].owners)] or persons


def _states_of(register: Register, token: int) -> set[Cluster]:
    """The state that a token names, also by its capital."""
    surfaces = {
        naming.key for hit, first, end in register.reading.hits if first <= token < end for naming in hit.namings
    }
    return {c for c in register.clusters if c.type == "State" and c.key in surfaces}


def find_thing(register: Register, token: Token) -> tuple[Cluster, ...]:
    """What "it" stands for: an agreement when the verb says so, else the nearest subject that can act."""
    if _says_nothing(token):
        return ()
    if token.dep_ == "poss" and (helped := _object_before(register, token) or _subject_behind(register, token)):
        return helped
    return _best(register, token, _within_reach(register, token, _types(token)))


def _object_before(register: Register, token: Token) -> tuple[Cluster, ...]:
    """In "helped Norway in its dispute" the possessor is whom the verb is about."""
    preposition = token.head.head
    if token.head.dep_ != "pobj" or preposition.lower_ not in {"in", "for", "over"}:
        return ()
    about = preposition.head
    if about.pos_ in {"VERB", "AUX"}:
        about = next((child for child in about.rights if child.dep_ == "dobj" and child.i < token.i), about)
    found = register.referents.get(about.i, ()) if about.pos_ == "PROPN" else ()
    return tuple(each for each in found if each.type in _ACTORS)


def _types(token: Token) -> tuple[EntityType, ...]:
    """What a neuter pronoun can stand for, by the verb it belongs to or the noun it possesses."""
    governor = token.head
    if token.dep_ == "poss":
        return ("Treaty", *_ACTORS) if governor.lemma_ in load_words("treaty_nouns", "possessions") else _ACTORS
    if token.dep_ == "nsubj":
        return ("Treaty",) if governor.lemma_ in load_words("treaty_nouns", "subject_of") else (*_ACTORS, "Treaty")
    if token.dep_ in {"nsubjpass", "dobj"} and governor.lemma_ in load_words("treaty_nouns", "object_of"):
        return ("Treaty",)
    return (*_ACTORS, "Treaty")


def _says_nothing(token: Token) -> bool:
    """As in "it is clear that": the pronoun holds a place only."""
    clauses = {"ccomp", "csubj", "advcl"}
    return token.dep_ == "expl" or (
        token.dep_ in _SUBJECTS
        and token.head.lemma_ == "be"
        and any(child.dep_ in clauses for child in token.head.rights)
    )


def _subject_behind(register: Register, token: Token) -> tuple[Cluster, ...]:
    """In "since its accession to the pact, Slovenia ..." the possessor is the subject that follows, not who was named before."""
    at = token.head
    for _ in range(_UPWARDS):
        if at.dep_ not in ("pobj", "dobj", "pcomp") or at.head.i > at.i:
            return ()
        at = at.head
        if at.dep_ in ("prep", "advcl") and at.head.pos_ in ("VERB", "AUX"):
            break
    fronted = at.i == token.sent.start and at.head.i > token.i
    subjects = [c for c in at.head.children if c.dep_ in _SUBJECTS and c.i > token.i] if fronted else []
    found = register.referents.get(subjects[0].i, ()) if subjects and subjects[0].pos_ == "PROPN" else ()
    return tuple(each for each in found if each.type in _ACTORS)


def find_nearest(register: Register, token: Token, types: tuple[EntityType, ...]) -> tuple[Cluster, ...]:
    """What of these types a possessive takes up: "its director"; descriptions of many ("rights groups") have no offices."""
    near = (mention for mention in _within_reach(register, token, types) if mention.rule != "body:speaking")
    return _best(register, token, near)


def _within_reach(register: Register, token: Token, types: tuple[EntityType, ...]) -> list[Mention]:
    """Mentions of these types before the token, not too far, the nearest first."""
    here = register.sentence(token.i)
    found = []
    for mention in register.before(token.i, *types):
        if here - register.sentence(mention.head) > _REACH:
            break
        found.append(mention)
    return found


def _best(register: Register, token: Token, mentions: Iterable[Mention]) -> tuple[Cluster, ...]:
    acting = _acting_on(register, token)
    others = (m for m in mentions if register.of_mention[m] not in acting) if acting else mentions
    scored = [(_score(register, token, mention), mention.head, register.of_mention[mention]) for mention in others]
    return (max(scored, key=lambda each: each[:2])[2],) if scored else ()


def _acting_on(register: Register, token: Token) -> tuple[Cluster, ...]:
    """Who acts on the pronoun, and so is not meant by it: "the Council froze the loan, accusing *it* of fraud"."""
    if token.dep_ not in {"dobj", "dative"} or token.lower_.endswith("self"):
        return ()
    verb, roles = token.head, _SUBJECTS
    for _ in range(_UPWARDS):
        doer = next((c for c in verb.children if c.dep_ in roles and c.i < token.i), None)
        if doer is not None:
            return register.referents.get(doer.i, ())
        roles = _CHARGED if verb.dep_ == "prep" else _SUBJECTS
        if verb.dep_ not in {"advcl", "xcomp", "conj", "pcomp", "prep"}:
            break
        verb = verb.head
    return ()


def _score(register: Register, token: Token, mention: Mention) -> float:
    distance = register.sentence(token.i) - register.sentence(mention.head)
    return (
        _SUBJECT * is_subject(register.doc[mention.head]) - _EACH_SENTENCE * distance
        - _EACH_TOKEN * (token.i - mention.head) - _ADJECTIVE * (mention.form == "demonym")
    )  # fmt: skip


def is_subject(token: Token) -> bool:
    """Whether the token, or what it stands in apposition to or is coordinated with, is a subject."""
    while token.dep_ in {"appos", "conj"}:
        token = token.head
    return token.dep_ in _SUBJECTS


def find_several(
    register: Register, token: Token, number: int = 0, types: tuple[EntityType, ...] = STATE_LIKE
) -> tuple[Cluster, ...]:
    """What "they", "both", "the two" stand for: several that were named together last, `number` of them if it is given."""
    here = register.sentence(token.i)
    for head in sorted((each for each in register.referents if each < token.i), reverse=True):
        if here - register.sentence(head) > 1:
            break
        group = _named_together(register, head)
        if len(group) > 1 and number in {0, len(group)} and all(each.type in {*types, "Person"} for each in group):
            return group
    told = _most_told(register, token, number or 2, types)
    found = _parties_of_nearest(register, token, number or 2) or recent_states(register, token.i, number, types)
    return told or _leading(register, found)


def _most_told(register: Register, token: Token, number: int, types: tuple[EntityType, ...]) -> tuple[Cluster, ...]:
    """The states of which the text has told most so far, where it has told clearly less of any other."""
    told = Counter(register.of_mention[mention] for mention in register.before(token.sent.start, *types))
    ranked = [*told.most_common(number + 1), (None, 0)]
    clear = len(told) >= number and ranked[number - 1][1] > ranked[number][1] + 1
    return tuple(sorted((c for c, _ in ranked[:number] if c), key=lambda each: each.first)) if clear else ()


def _leading(register: Register, found: tuple[Cluster, ...]) -> tuple[Cluster, ...]:
    """The pair, with the state that the text is about in place of one that it names in passing."""
    if len(found) != 2:
        return found
    passing, kept = sorted(found, key=lambda each: len(each.mentions))
    others = (c for c in register.clusters if c.type == "State" and c is not kept)
    leading = max(others, key=lambda each: len(each.mentions), default=passing)
    if passing.type != "State" or len(leading.mentions) < _LEADING * len(passing.mentions):
        return found
    return tuple(sorted((kept, leading), key=lambda each: each.first))


def _parties_of_nearest(register: Register, token: Token, number: int) -> tuple[Cluster, ...]:
    """The parties of the agreement named last, if the text tells as many: "before *both states* have ratified it"."""
    named = next(iter(_within_reach(register, token, ("Treaty",))), None)
    parties = register.of_mention[named].parties if named is not None else []
    return tuple(sorted(parties, key=lambda each: each.first)) if len(parties) == number else ()


def _named_together(register: Register, head: int) -> tuple[Cluster, ...]:
    """What a phrase refers to, with everything coordinated with it; a list counts at its first member only."""
    token = register.doc[head]
    if token.dep_ == "conj" or token.dep_ in {"compound", "amod", "nmod", "poss"}:
        return ()
    found = [*register.referents[head]]
    for other in token.conjuncts:
        found.extend(each for each in register.referents.get(other.i, ()) if each not in found)
    return tuple(found) if all(each.type in {"State", "InternationalOrganization", "Person"} for each in found) else ()


def recent_states(
    register: Register, token: int, number: int, types: tuple[EntityType, ...] = STATE_LIKE
) -> tuple[Cluster, ...]:
    """The states named last, in the order of the text: `number` of them, or two when it is 0; empty when there are fewer."""
    here = register.sentence(token)
    found: dict[Cluster, None] = {}
    for mention in register.before(token, *types):
        if (here - register.sentence(mention.head) > _REACH and len(found) >= 2) or len(found) == (number or 2):
            break
        found.setdefault(register.of_mention[mention])
    return tuple(reversed(found)) if len(found) == (number or 2) else ()
