"""Which of the expressions of time in a sentence may tell when the event of a word happened, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.dates import resolve_time
from treatykg.facts.reading import Reading
from treatykg.facts.settings import Told
from treatykg.lexicon import load_words
from treatykg.model import TimeInterval
from treatykg.predicates import Predicate
from treatykg.predicates.happening import Bearer, governing, occasions
from treatykg.predicates.hosts import is_verbal
from treatykg.predicates.negation import is_only_late

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENING = 2  # words from the beginning of a sentence in which its opening time stands


def opening_time(reading: Reading, main: Predicate) -> TimeInterval | None:
    """Return the time with which the sentence opens: it holds for what the next one tells as well ("In May all went wrong.")."""
    told = opens_with_time(reading, main)
    return resolve_time(told.expression, anchor=reading.anchor, tense="past") if told is not None else None


def opens_with_time(reading: Reading, main: Predicate) -> Told | None:
    """Return the expression of the time with which the sentence opens; None if it opens otherwise."""
    first = reading.doc[main.token].sent.start
    told = next(iter(told_beside(reading, main.token)), None)
    plain = told is not None and told.expression.bound is None and told.expression.reference == "publication"
    return told if told is not None and plain and told.token <= first + _OPENING else None


def has_own_time(reading: Reading, predicate: Predicate) -> bool:
    """Whether the predicate's sentence tells a time that does not itself count from the story."""
    told = (t for t in told_beside(reading, predicate.token) if t.expression.reference != "narrative")
    return any(not t.described and reading.doc[t.hosts[-1]].dep_ not in ("relcl", "acl") for t in told if t.hosts)


def told_beside(reading: Reading, token: int) -> tuple[Told, ...]:
    """Return the expressions in the sentence of a token, in the order of the text."""
    return reading.settings.by_sentence.get(reading.doc[token].sent.start, ())


def rank_times(reading: Reading, predicate: Predicate, bearer: Bearer) -> list[Told]:
    """Return the expressions at a word that may tell its time: first what hangs from the word itself, then the nearest."""
    found = (t for t in reading.settings.by_host.get(bearer.word.i, ()) if _belongs(reading, t, bearer))
    return sorted(found, key=lambda t: (t.hosts.index(bearer.word.i), abs(t.token - predicate.token)))


def _belongs(reading: Reading, told: Told, bearer: Bearer) -> bool:
    if bearer.before is not None and (told.token > bearer.before or told.hosts[0] != bearer.word.i):
        return False
    if told.effective or (told.expression.bound == "until" and not is_only_late(bearer.word)):
        return False
    first = reading.doc[told.hosts[0]]
    if first.i == bearer.word.i:
        return True
    return not told.described and not _happens_by_itself(first, bearer)


def _happens_by_itself(first: Token, bearer: Bearer) -> bool:
    """Whether the time belongs to an event of its own below the bearer: "the wars in 1965 did not undo it".

    A meeting does what it does when it meets: "the summit in May adopted it"; a beginning is no event beside what is begun.
    """
    if first.lemma_.lower() not in occasions():
        return False
    if first.dep_ in ("nsubj", "nsubjpass") and first.lemma_.lower() in load_words("timing", "meetings"):
        return False
    if first.dep_ == "dobj" and first.lemma_.lower() in load_words("timing", "doings"):
        return False
    above = governing(first)
    return above is None or above.i > bearer.word.i or not is_verbal(above)
