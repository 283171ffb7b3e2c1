"""When and where an event happened that its own clause does not date: by the words that announce it, or come back to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatykg.dates import resolve_time
from treatykg.facts.places import find_places
from treatykg.facts.reading import Reading
from treatykg.facts.story import main_of
from treatykg.facts.timing import find_time
from treatykg.lexicon import load_lexicon, load_words
from treatykg.model import EventType, TimeInterval
from treatykg.predicates import Predicate
from treatykg.predicates.tense import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 31  # days that "on Monday", "last week" or "in May" span at most
Setting = tuple[TimeInterval | None, tuple[str, ...]]


def find_announced(reading: Reading, predicate: Predicate, event: EventType) -> Setting:
    """Return the time and the places of the event that other words give: its paper, its declaration, its ceremony."""
    dated = _of_paper(reading, predicate, event)
    if dated is not None:
        return dated, ()
    declared = _declaration(reading, predicate, event)
    if declared is not None:
        return find_time(reading, declared, None, event), ()
    if not _is_left_open(reading, predicate):
        return None, ()
    for other, at_hand in _told_next(reading, predicate, event):
        time = find_time(reading, other, None, event)
        if time is not None and _is_narrow(time):
            return time, find_places(reading, other, event=event) if at_hand else ()
    return None, ()


def _of_paper(reading: Reading, predicate: Predicate, event: EventType) -> TimeInterval | None:
    """As in "a protocol *of 1978* amended it", "was extended by an exchange of notes of 4 May": the date of what does it."""
    if predicate.kind != "verb" or predicate.factuality != "Actual" or event not in load_words("timing", "by_paper"):
        return None
    for doer in predicate.fillers("subject", "by"):
        if reading.doc[doer].lemma_.lower() not in load_words("timing", "papers"):
            continue
        for told in reading.settings.by_host.get(doer, ()):
            if told.hosts[0] == doer and told.expression.bound is None:
                return resolve_time(told.expression, anchor=reading.anchor, tense="past")
    return None


def _declaration(reading: Reading, predicate: Predicate, event: EventType) -> Predicate | None:
    """Return the verb by which the act is done: "*announced* on Monday that it was suspending the pact"."""
    verb = reading.doc[predicate.token]
    if verb.dep_ != "ccomp" or event not in load_words("timing", "declared") or predicate.factuality != "Actual":
        return None
    helpers = {c.lemma_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.head.lemma_.lower() not in load_words("timing", "declaring") or helpers - {"be"}:
        return None
    return reading.predicates.get(verb.head.i) if verb.tag_ in ("VBG", "VBZ", "VBP") else None


def _is_left_open(reading: Reading, predicate: Predicate) -> bool:
    """Whether a main clause states something done without its time: "has signed the law"."""
    verb = reading.doc[predicate.token]
    while verb.dep_ == "conj":
        verb = verb.head
    main = verb.dep_ == "ROOT" and verb.pos_ in ("VERB", "AUX")
    return main and predicate.factuality == "Actual" and tense_of(verb) == "past"


def _told_next(reading: Reading, predicate: Predicate, event: EventType) -> Iterator[tuple[Predicate, bool]]:
    """Yield from the sentence after what comes back to the event, and whether it tells the place as well.

    That is the publication of what was done ("the document was posted on Monday"), or the occasion ("at the ceremony in Oslo").
    """
    sentences = reading.linked.document.sentences
    if predicate.sentence + 1 >= len(sentences):
        return
    main = main_of(reading, predicate.sentence + 1)
    if main is not None and _publishes(reading.doc[main.token]):
        yield main, False
    following = sentences[predicate.sentence + 1]
    for token in reading.doc[following.first_token : following.end_token]:
        if _is_known(token) and token.lemma_.lower() in load_lexicon("timing")["occasions"].get(event, ()):
            yield reading.predicates[token.i], True


def _publishes(verb: Token) -> bool:
    """Whether the clause says that a document, or the news, came out."""
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    told = any(c.lemma_.lower() in load_words("timing", "papers") and _is_known(c) for c in subjects)
    return told and verb.lemma_.lower() in load_words("timing", "publishing")


def _is_known(noun: Token) -> bool:
    """Whether the noun speaks of something told before: "the ceremony", "the relevant document", "Monday's vote"."""
    if noun.pos_ != "NOUN":
        return False
    return any(
        c.lower_ in ("the", "this", "that") if c.dep_ == "det" else c.dep_ == "poss" and c.ent_type_ == "DATE"
        for c in noun.children
    )


def _is_narrow(time: TimeInterval) -> bool:
    return time.earliest is not None and time.latest is not None and (time.latest - time.earliest).days < _LONGEST
