"""One happening in several words: which words of a sentence tell when and where the event of one of them took place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.predicates.hosts import is_joined, is_verbal, opens_same_time
from treatykg.predicates.tense import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_STEPS = 4
_NOMINAL = ("dobj", "nsubj", "nsubjpass", "csubj", "attr", "acomp", "oprd")


@cache
def occasions() -> frozenset[str]:
    """Return the nouns of what has a time and place of its own: meetings and hostilities."""
    return load_words("timing", "meetings", "hostilities")


@dataclass(frozen=True, slots=True)
class Bearer:
    """A word that may bear the time and place of an event; `before`: only adjuncts that stand before this token are shared."""

    word: Token
    before: int | None = None


def bearers(token: Token) -> tuple[Bearer, ...]:
    """Return the words that share time and place with the event of the token, itself first, the closest next.

    They are: what governs it in one doing ("voted on Monday to approve", "held talks"), the meeting at which it is done,
    clauses of the same time ("when ..."), participles ("meeting in Oslo, they signed"), and the verbs coordinated with it.
    """
    spine = [token]
    for _ in range(_STEPS):
        above = governing(spine[-1])
        if above is None:
            break
        spine.append(above)
    found = [Bearer(each) for word in spine for each in (word, *_described(word), *_inner(word))]
    meetings = [meeting for word in spine if is_verbal(word) for meeting in _meetings_of(word)]
    found += [Bearer(each) for meeting in meetings for each in (meeting, *_held(meeting))]
    found += [Bearer(other) for word in spine if is_verbal(word) for other in _simultaneous(word)]
    found += [shared for word in spine if is_verbal(word) for shared in _coordinated(word)]
    return tuple({bearer.word.i: bearer for bearer in reversed(found)}.values())[::-1]


def governing(token: Token) -> Token | None:
    """Return the word above that is part of the same doing; None when what stands above happens by itself."""
    head = token.head
    if head.i == token.i:
        return None
    return _above_verb(token, head) if is_verbal(token) else _above_noun(token, head)


def _above_verb(token: Token, head: Token) -> Token | None:
    infinitive = any(c.tag_ == "TO" and c.dep_ == "aux" for c in token.children)
    if token.tag_ == "VBG" and token.dep_ in _NOMINAL:
        return _above_noun(token, head)
    if token.dep_ == "pcomp":
        return head.head if head.lower_ in load_words("timing", "of_one_doing") else None
    if token.dep_ == "xcomp" or (token.dep_ in ("advcl", "acl", "relcl") and infinitive):
        return None if _foreseen(head) or _is_described(head) else head
    return head if is_cleft(token) else None


def _is_described(noun: Token) -> bool:
    """Whether the infinitive only tells which one: "the first country to sign it" (not "the vote to approve it")."""
    if is_verbal(noun) or noun.pos_ == "ADJ":
        return False
    return noun.lemma_.lower() not in occasions() and noun.dep_ not in ("attr", "acomp")


def is_cleft(clause: Token) -> bool:
    """Whether the clause is that of "it was in Oslo that they signed"."""
    head = clause.head
    return (
        clause.dep_ in ("ccomp", "advcl", "relcl")
        and head.lemma_ == "be"
        and any(c.lower_ == "it" and c.i < head.i for c in head.children)
        and any(c.lower_ == "that" and head.i < c.i < clause.i for c in clause.children)
    )


def _foreseen(governor: Token) -> bool:
    """Whether the governor is an act by itself whose content lies ahead: "agreed on Monday to withdraw" (not "is due Monday to")."""
    if governor.lemma_.lower() not in load_words("factuality", "planned") or not is_verbal(governor):
        return False
    awaited = any(c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP") for c in governor.children)
    return tense_of(governor) == "past" and not awaited


def _above_noun(token: Token, head: Token) -> Token | None:
    if token.dep_ in ("compound", "nmod"):
        return head if head.lemma_.lower() in occasions() else None
    if token.dep_ == "pobj" and (head.dep_ in ("prep", "agent") or head.pos_ == "ADP"):
        return _above_preposition(token, head)
    if token.dep_ in _NOMINAL and is_verbal(head):
        return head if _tells_that_it_happens(token, head) else None
    if token.dep_ == "conj" and not is_verbal(head):
        return _above_noun(head, head.head) if head.head.i != head.i else None
    return None


def _tells_that_it_happens(noun: Token, verb: Token) -> bool:
    """Whether the verb only says of the noun's event that it happens: "talks were held", "announced its withdrawal"."""
    if noun.dep_ == "nsubj" and verb.lemma_.lower() in load_words("timing", "harming"):
        return True
    if noun.dep_ in ("nsubj", "csubj"):
        objects = [c.lower_ for c in verb.children if c.dep_ == "dobj"]
        idle = all(word in load_words("timing", "idle_objects") for word in objects)
        return idle and verb.lemma_.lower() in load_words("timing", "happening")
    told = load_words("timing", "happening", "performative")
    return verb.lemma_.lower() in told or is_scheduled(verb)


def is_scheduled(verb: Token) -> bool:
    """Whether the verb only fixes when something is to be: "is set *for* 2 June", "is expected on Friday"."""
    if verb.lemma_.lower() not in load_words("timing", "scheduling"):
        return False
    dated = verb.lemma_.lower() in load_words("timing", "scheduling_for")
    return (not dated and any(c.dep_ == "auxpass" for c in verb.children)) or any(
        c.dep_ == "prep" and c.lower_ == "for" and _names_time(c) for c in verb.children
    )


def _names_time(preposition: Token) -> bool:
    return any(c.dep_ == "pobj" and c.ent_type_ == "DATE" for c in preposition.children)


def _above_preposition(noun: Token, preposition: Token) -> Token | None:
    """Return what is done at, by or in what the noun names: "signed *at a ceremony*", "ended *in a vote*", "a wave *of attacks*"."""
    governor, word = preposition.head, preposition.lower_
    if preposition.dep_ == "conj" and governor.dep_ == "prep":
        governor = governor.head
    if word == "of":
        return governor if governor.lemma_.lower() in load_words("timing", "doings") else None
    if preposition.dep_ == "agent" and governor.lemma_.lower() in load_words("timing", "sequels"):
        return None
    occasion = noun.lemma_.lower() in occasions()
    measured = any(c.dep_ in ("npadvmod", "advmod", "quantmod") for c in preposition.children)
    at_occasion = occasion and not measured and word in load_words("timing", "at_occasions")
    if word == "for" and occasion:
        return governor if _is_there(governor, preposition) else None
    shared = word in load_words("timing", "of_one_doing") or at_occasion
    if shared and not is_verbal(governor):
        return _copula(governor) if word == "in" else None
    return governor if shared else None


def _is_there(word: Token, purpose: Token) -> bool:
    """Whether somebody is, or has come, where the occasion is: "flew to Oslo for talks", "Mr Dal, in Oslo for talks, said"."""
    if is_verbal(word):
        return word.lemma_.lower() in load_words("timing", "there_for")
    return any(c.dep_ == "prep" and c.lower_ in ("in", "at") and word.i < c.i < purpose.i for c in word.children)


def _copula(word: Token) -> Token | None:
    """Return the "be" of which the word is, or continues, the predicate: "it *was* hostile, unlawful and in breach of the pact"."""
    at = word
    while at.dep_ in ("conj", "acomp", "attr", "prep") and not is_verbal(at):
        at = at.head
    return at if is_verbal(at) and at.lemma_ == "be" and at.i != word.i else None


def _described(token: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses that describe the event of a noun: "talks held in May", "the war, which began in May"."""
    if is_verbal(token):
        return
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and (
            child.lemma_.lower() in load_words("timing", "happening") or is_scheduled(child)
        ):
            yield child
    for clause in clauses_of(token):
        aim = aimed_at(clause)
        if aim is not None:
            yield aim
        elif clause.lemma_.lower() in load_words("timing", "handing") and any(
            c.dep_ == "dobj" for c in clause.children
        ):
            yield clause


def clauses_of(noun: Token) -> Iterator[Token]:
    """Yield the relative clauses of a noun, and those that the parser hangs from the last noun of its phrase."""
    at: Token | None = noun
    for _ in range(_STEPS):
        if at is None:
            return
        renamed = (c for c in at.children if c.dep_ == "appos")
        yield from (c for word in (at, *renamed) for c in word.children if c.dep_ == "relcl")
        phrase = next((c for c in at.children if c.dep_ == "prep"), None)
        at = next((c for c in phrase.children if c.dep_ == "pobj"), None) if phrase is not None else None


def aimed_at(clause: Token) -> Token | None:
    """Return what is to be done with the noun that the clause describes: "its accession, which it hopes *to achieve* by May"."""
    if clause.dep_ != "relcl" or clause.lemma_.lower() not in load_words("factuality", "planned"):
        return None
    aims = (c for c in clause.children if c.dep_ == "xcomp")
    return next((c for c in aims if c.lemma_.lower() in load_words("timing", "happening")), None)


def _inner(token: Token) -> Iterator[Token]:
    """Yield what is begun, stopped or managed: "stopped *applying* it in 2023"."""
    if is_verbal(token) and token.lemma_.lower() not in load_words("factuality", "planned"):
        yield from (c for c in token.children if c.dep_ == "xcomp" and is_verbal(c))
        means = (c for c in token.children if c.dep_ == "prep" and c.lower_ == "by")
        yield from (g for c in means for g in c.children if g.dep_ == "pcomp")


def _meetings_of(verb: Token) -> Iterator[Token]:
    """Yield the meetings at which it is done: "*at Thursday's ceremony* they signed"; or that do it: "*the summit* adopted it"."""
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lemma_.lower() in load_words("timing", "meetings"):
            yield child
        if child.dep_ == "prep" and child.lower_ in load_words("timing", "at_meetings"):
            yield from (
                c for c in child.children if c.dep_ == "pobj" and c.lemma_.lower() in load_words("timing", "meetings")
            )


def _held(meeting: Token) -> Iterator[Token]:
    """Yield the participle behind a meeting that tells when it was: "at the plenary, *held* in Quito in May"."""
    after = meeting.doc[meeting.i + 1 : meeting.i + 3]
    if len(after) == 2 and after[0].text == "," and after[1].tag_ == "VBN" and after[1].lemma_ in ("hold", "convene"):
        yield after[1]


def _simultaneous(verb: Token) -> Iterator[Token]:
    """Yield the verbs of the clauses of the same time, above and below."""
    if verb.dep_ == "advcl" and is_verbal(verb.head) and is_simultaneous(verb):
        yield verb.head
    for child in verb.children:
        if child.dep_ == "advcl" and is_simultaneous(child):
            yield child
        if child.dep_ in ("nsubj", "nsubjpass"):
            yield from (c for c in child.children if c.dep_ == "acl" and c.tag_ == "VBG" and _set_off(c))
    if verb.dep_ == "acl" and _set_off(verb) and verb.lemma_.lower() in load_words("timing", "gathering"):
        yield from (above for above in verb.ancestors if is_verbal(above))


def is_simultaneous(clause: Token) -> bool:
    """Whether the adverbial clause tells what happens at the same time: "when it signed", "meeting in Oslo"."""
    opening = [c for c in clause.children if c.dep_ in ("mark", "advmod", "prep") and c.i < clause.i]
    marks = load_words("timing", "same_time") | (
        load_words("timing", "same_time_first") if clause.i < clause.head.i else frozenset()
    )
    if any(c.lower_ in marks for c in opening):
        return tense_of(clause) == "past" or (tense_of(clause) == "present" and _is_dated(clause))
    marked = any(c.dep_ == "mark" or c.dep_ in ("nsubj", "nsubjpass") for c in clause.children)
    return clause.tag_ == "VBG" and not marked and not any(c.dep_ == "aux" for c in clause.children)


def _is_dated(clause: Token) -> bool:
    adjuncts = (c for c in clause.children if c.dep_ in ("prep", "npadvmod"))
    return any(t.ent_type_ == "DATE" for c in adjuncts for t in (c, *c.children))


def _set_off(clause: Token) -> bool:
    first = clause.left_edge.i
    return first > 0 and clause.doc[first - 1].text == ","


def _coordinated(verb: Token) -> Iterator[Bearer]:
    """Yield the verbs joined to this one: the first lends what stands before it, and to a verb without subject all it has."""
    if is_joined(verb):
        first = verb.head
        then = opens_same_time(verb) or any(first.i < c.i < verb.i and c.lower_ == "whereupon" for c in first.children)
        alone = then or (not _has_subject(verb) and _form(first) == _form(verb) and not _contrasted(first))
        yield Bearer(first, None if alone else first.i)
        yield from (each for each in _coordinated(first) if each.word.i < first.i)
    for child in verb.children:
        bare = child.dep_ == "conj" and is_verbal(child) and not _has_subject(child) and _form(child) == _form(verb)
        if bare and not any(c.dep_ in ("dobj", "agent", "prep", "npadvmod") for c in verb.children if c.i > verb.i):
            yield Bearer(child)


def _contrasted(verb: Token) -> bool:
    """Whether "but" joins what follows: "signed it in 2012 but has not ratified it"."""
    return any(c.dep_ == "cc" and c.lower_ in ("but", "yet") for c in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in verb.children)


def _form(verb: Token) -> tuple[str, bool]:
    """Return by what the tense of a verb is alike: its tag (participles are easily taken for the past), a modal or "to"."""
    tag = "VBD" if verb.tag_ == "VBN" else verb.tag_
    return tag, any(c.tag_ in ("MD", "TO") for c in verb.children if c.dep_ == "aux")
