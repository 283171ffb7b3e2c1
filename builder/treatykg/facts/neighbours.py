"""Times that stand near an event but not with it: behind its noun, behind what its object does, before it in the sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.dates import Anchor, resolve_time, without_bound
from treatykg.facts.reading import Reading
from treatykg.facts.settings import Told
from treatykg.facts.tellings import told_beside
from treatykg.lexicon import load_words
from treatykg.model import Span, TimeInterval
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_MONTH = 28
_FAR = 6  # sentences back to which "that day" may point


def time_behind_noun(
    reading: Reading, predicate: Predicate, narrative: TimeInterval | None, asked: frozenset[int]
) -> TimeInterval | None:
    """As in "will be printed before its signature next year": the time right behind a noun that is itself a point of time.

    Also "it does not undo our departure in 2020": what is past cannot be the time of a verb in the present.
    """
    noun = reading.doc[predicate.token]
    if predicate.kind == "verb":
        return None
    end = noun.right_edge.i + 1
    told = next((t for t in told_beside(reading, noun.i) if _begins(reading.doc[t.token]) == end), None)
    if told is None or told.expression.bound is not None or told.token in asked:
        return None
    if noun.head.lower_ in load_words("timing", "temporal_prepositions"):
        return resolve_time(told.expression, anchor=reading.anchor, tense=predicate.tense, narrative=narrative)
    return _past_of_present(reading, told)


def _past_of_present(reading: Reading, told: Told) -> TimeInterval | None:
    """Return the time, when it is past and its verb speaks of the present."""
    verb = reading.predicates.get(told.hosts[-1]) if told.hosts else None
    today = reading.anchor.days[-1]
    if verb is None or verb.tense != "present" or today is None or told.expression.reference == "narrative":
        return None
    time = resolve_time(told.expression, anchor=reading.anchor, tense="past")
    past = time is not None and time.earliest is not None and time.latest is not None and time.latest < today
    return time if past else None


def _begins(word: Token) -> int:
    """Return where the adjunct begins whose head is this word of time: with its preposition."""
    return word.head.i if word.dep_ == "pobj" else word.left_edge.i


def time_behind_object(reading: Reading, predicate: Predicate) -> TimeInterval | None:
    """As in "signed the protocol closing their talks in December": the time behind what the object does, of the verb itself.

    Also behind what is only asked for or decided: "applied to join *in May*".
    """
    verb = reading.doc[predicate.token]
    if predicate.kind != "verb" or predicate.tense != "past":
        return None
    doing = (c for o in verb.children if o.dep_ == "dobj" for c in o.children if c.tag_ == "VBG" and c.dep_ == "acl")
    aims = verb.lemma_ in load_words("timing", "deciding")
    for clause in (*doing, *(c for c in verb.children if aims and c.dep_ == "xcomp")):
        for told in reading.settings.by_host.get(clause.i, ()):
            plain = told.expression.bound is None and told.expression.reference in (None, "publication")
            if told.hosts[0] == clause.i and plain:
                return resolve_time(told.expression, anchor=reading.anchor, tense="past")
    return None


def time_before(reading: Reading, told: Told) -> TimeInterval | None:
    """Return the last time told before in the same sentence: "amended in May 1987, and in August of the same year ..."."""
    before = (t for t in told_beside(reading, told.token) if t.token < told.token)
    expression = next((t.expression for t in reversed(tuple(before)) if t.expression.reference != "narrative"), None)
    if expression is None:
        return None
    return resolve_time(without_bound(expression), anchor=reading.anchor, tense="past")


def last_in(reading: Reading, first: int) -> TimeInterval | None:
    """Return the last time that the sentence with this first token tells of something that was done."""
    told = reversed(reading.settings.by_sentence.get(first, ()))
    plain = (t.expression for t in told if not t.described and t.expression.bound is None)
    expression = next((e for e in plain if e.reference != "narrative"), None)
    return resolve_time(expression, anchor=reading.anchor, tense="past") if expression is not None else None


def day_of_present(reading: Reading, token: int) -> TimeInterval | None:
    """Return the day of publication, when the word tells of the present: "they *have vowed* to stay, a day after it left"."""
    verb, today = reading.doc[token], reading.anchor.day
    present = verb.tag_ in ("VBZ", "VBP") or any(c.tag_ in ("VBZ", "VBP") and c.dep_ == "aux" for c in verb.children)
    if today is None or not present:
        return None
    return TimeInterval(today, today, today.isoformat(), "RelativeToPublication", Span(0, 0), "dates/present")


def last_day_before(reading: Reading, sentence: int) -> TimeInterval | None:
    """Return the day that the sentences just before this one tell of, the last first: "on *that day* it came into force"."""
    for index in range(sentence - 1, max(-1, sentence - _FAR), -1):
        time = last_in(reading, reading.linked.document.sentences[index].first_token)
        if time is not None and time.earliest is not None and time.earliest == time.latest:
            return time
    return None


def day_in_month_before(reading: Reading, told: Told) -> TimeInterval | None:
    """As in "made peace in July 2018: it was signed on *the 9th*": the day of the month told before in the sentence."""
    numbered = told.expression.reading
    before = time_before(reading, told) if numbered.day is not None and numbered.month is None else None
    if before is None or before.earliest is None or before.latest is None or before.latest.day < _MONTH:
        return None
    alike = (before.earliest.year, before.earliest.month) == (before.latest.year, before.latest.month)
    return resolve_time(told.expression, anchor=Anchor(before.latest), tense="past") if alike else None
