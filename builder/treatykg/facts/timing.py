"""When an event happened: the expression of time that the grammar ties to its word, resolved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from treatykg.dates import Anchor, TimeExpression, mirror, resolve_time, without_bound
from treatykg.facts.neighbours import (
    day_in_month_before,
    day_of_present,
    last_day_before,
    last_in,
    time_before,
    time_behind_noun,
    time_behind_object,
)
from treatykg.facts.reading import Reading
from treatykg.facts.settings import Told
from treatykg.facts.story import STORY, carries_story, joined_to, main_before
from treatykg.facts.tellings import has_own_time, opening_time, opens_with_time, rank_times
from treatykg.lexicon import load_words
from treatykg.model import EventType, TimeInterval
from treatykg.predicates import Predicate
from treatykg.predicates.happening import Bearer, bearers, clauses_of, is_scheduled, occasions
from treatykg.predicates.tense import Tense

_SHORT = timedelta(31)
_OF_ANY_YEAR = ("calendar", "season", "quarter", "half", "week_of_month")
_LONG_PAST = 5  # years from which a story is history, whose days and months are those of its own years
_DEEPEST = 2  # "a day after the vote, a week after the talks"


@dataclass(frozen=True, slots=True)
class _Question:
    """When the event of a token happened; `narrative` is the time of what was told before."""

    reading: Reading
    narrative: TimeInterval | None
    event: EventType | None = None
    depth: int = 0
    asked: frozenset[int] = frozenset()

    @property
    def lasting(self) -> bool:
        """Whether the event is one that goes on."""
        return self.event in load_words("timing", "lasting")


def find_time(
    reading: Reading, predicate: Predicate, narrative: TimeInterval | None, event: EventType | None = None
) -> TimeInterval | None:
    """Return when the event of this predicate happened, as far as its sentence says; None when it does not.

    `narrative` is the time of the event told before, for "the following day"; `event` tells whether "since 2014" is its
    beginning or its course.
    """
    return _time_of(_Question(reading, narrative, event), predicate)


def find_effective(reading: Reading, predicate: Predicate, event: EventType) -> TimeInterval | None:
    """Return from when the event has effect, where the text says so: "suspended it, effective December 7"."""
    if event in load_words("timing", "effects"):
        return None
    for bearer in bearers(reading.doc[predicate.token]):
        for told in reading.settings.by_host.get(bearer.word.i, ()):
            if told.effective:
                expression = without_bound(told.expression)
                return resolve_time(expression, anchor=reading.anchor, tense="future", narrative=None)
    return None


def _time_of(question: _Question, predicate: Predicate) -> TimeInterval | None:
    reading = question.reading
    for bearer in bearers(reading.doc[predicate.token]):
        resolved = (_resolved(question, predicate, bearer, told) for told in rank_times(reading, predicate, bearer))
        times = [t for t in resolved if t is not None and _is_possible(reading, predicate, bearer, t)]
        if times:
            return next((t for t in times[1:] if _says_exactly(t, times[0])), times[0])
    beside = _mirrored(question, predicate) or time_behind_noun(
        question.reading, predicate, question.narrative, question.asked
    )
    beside = beside or _of_clause(question, predicate) or time_behind_object(question.reading, predicate)
    return beside or _continued(question, predicate)


def _says_exactly(exact: TimeInterval, rough: TimeInterval) -> bool:
    """Whether a day beside a longer time lies in it: "approved three months later, on 16 November"."""
    day = exact.earliest
    if day is None or day != exact.latest or rough.earliest is None or rough.latest is None:
        return False
    return rough.earliest < rough.latest and rough.earliest <= day <= rough.latest


def _of_clause(question: _Question, predicate: Predicate) -> TimeInterval | None:
    """As in "the sanctions, which have crippled its economy since 1992": since when what goes on has had its effect."""
    reading = question.reading
    if not question.lasting or predicate.kind == "verb":
        return None
    for clause in clauses_of(reading.doc[predicate.token]):
        for told in reading.settings.by_host.get(clause.i, ()):
            if told.expression.bound == "since" and told.token not in question.asked:
                return _since(question, told, question.narrative)
    return None


def _continued(question: _Question, predicate: Predicate) -> TimeInterval | None:
    """As in "They made peace on Monday. Meeting in Oslo, both signed a treaty": the day on which the story has arrived."""
    reading = question.reading
    before = main_before(reading, predicate.sentence) if carries_story(reading, predicate) else None
    if before is None or question.depth > _DEEPEST or has_own_time(reading, predicate):
        return None
    if not carries_story(reading, before):
        return None
    time = opening_time(reading, before) or _time_of(_Question(reading, None, depth=question.depth + 1), before)
    if time is None or time.earliest is None or time.latest is None:
        return None
    if time.latest - time.earliest > (_SHORT if opens_with_time(reading, before) else timedelta(0)):
        return None
    return replace(time, derivation="RelativeToEvent", rule=STORY)


def _resolved(question: _Question, predicate: Predicate, bearer: Bearer, told: Told) -> TimeInterval | None:
    reading, expression = question.reading, told.expression
    dating = _is_dating(reading, told)
    if told.token in question.asked or (dating and predicate.token not in _dated(reading, told)):
        return None
    if question.event in load_words("timing", "outlasting") and bearer.word.lemma_ in load_words("timing", "endings"):
        return None
    narrative = _narrative(question, told)
    if expression.bound == "since":
        return _since(question, told, narrative)
    if expression.bound == "until" or (expression.bound == "from" and dating):
        expression = without_bound(expression)
    tense = _tense(reading, predicate, bearer)
    anchor = reading.anchor
    time = resolve_time(expression, anchor=anchor, tense=tense, narrative=narrative)
    if told.hosts[0] == predicate.token or bearer.word.i == predicate.token:
        time = day_in_month_before(reading, told) or _in_history(question, predicate, expression) or time
    if expression.bound in ("by", "before"):
        return _before_deadline(reading, time, tense, expression.bound)
    return time


def _is_dating(reading: Reading, told: Told) -> bool:
    """Whether it tells of when something is: "an accord dating *from January*"."""
    return reading.doc[told.hosts[0]].lemma_.lower() == "date"


def _dated(reading: Reading, told: Told) -> tuple[int, int]:
    """Return the words whose time it is, which is not that of the verb above: "the pact, *dating* from 1974, was scrapped"."""
    verb = reading.doc[told.hosts[0]]
    return verb.i, verb.head.i if verb.dep_ in ("acl", "relcl") else verb.i


def _in_history(question: _Question, predicate: Predicate, expression: TimeExpression) -> TimeInterval | None:
    """As in "signed on 26 May 1972. On 3 August the Senate approved it": the first such day of a story long past.

    Without a day of publication a month too is one of the story's: there is no other to which it could refer.
    """
    if not _leaves_year_open(expression):
        return None
    if question.reading.anchor.days[-1] is None:
        before = question.narrative
    else:
        before = _long_past(question, predicate) if expression.reading.day is not None else None
    if before is None or before.earliest is None:
        return None
    time = resolve_time(expression, anchor=Anchor(before.earliest), tense="future")
    return replace(time, derivation="RelativeToEvent") if time is not None else None


def _leaves_year_open(expression: TimeExpression) -> bool:
    """Whether it is a day or month of any year: "on 3 August"; not "last August", "by August", "this spring"."""
    reading = expression.reading
    if expression.reference != "publication" or expression.bound is not None or expression.until is not None:
        return False
    return reading.means in _OF_ANY_YEAR and reading.which is None and reading.year_which is None


def _long_past(question: _Question, predicate: Predicate) -> TimeInterval | None:
    """Return the day of the main clause before, if this one takes up its story and it lies years back."""
    reading, today = question.reading, question.reading.anchor.days[-1]
    if question.depth >= _DEEPEST or today is None or not carries_story(reading, predicate):
        return None
    verb = reading.doc[predicate.token]
    before = reading.predicates.get(verb.head.i) if verb.dep_ == "conj" else main_before(reading, predicate.sentence)
    if before is None or not carries_story(reading, before):
        return None
    time = _time_of(replace(question, narrative=None, depth=question.depth + 1), before)
    day = time.latest if time is not None and time.earliest == time.latest else None
    return time if day is not None and today.year - day.year >= _LONG_PAST else None


def _before_deadline(reading: Reading, time: TimeInterval | None, tense: Tense, bound: str) -> TimeInterval | None:
    """What is to come "by March" comes between the day of publication and then; of what is past it does not say when."""
    today = reading.anchor.day
    if time is None or tense != "future":
        return time if bound == "before" else None
    if today is None or time.earliest is not None or time.latest is None or time.latest < today:
        return time
    return replace(time, earliest=today, edtf=f"{today.isoformat()}/{time.edtf.split('/')[-1]}")


def _since(question: _Question, told: Told, narrative: TimeInterval | None) -> TimeInterval | None:
    """Of what goes on, from then to the day of publication; of what happens once, then."""
    begun = without_bound(told.expression)
    time = resolve_time(begun, anchor=question.reading.anchor, tense="past", narrative=narrative)
    today = question.reading.anchor.day
    if time is None or not question.lasting or today is None or time.earliest is None or time.earliest >= today:
        return time
    return replace(time, latest=today, edtf=f"{time.edtf.split('/')[0]}/{today.isoformat()}")


def _tense(reading: Reading, predicate: Predicate, bearer: Bearer) -> Tense:
    if predicate.factuality in ("Planned", "Conditional") and predicate.tense != "past":
        return "future"
    if bearer.word.i != predicate.token and is_scheduled(bearer.word):
        return "future"
    if bearer.word.i == predicate.token or bearer.word.i not in reading.predicates:
        return predicate.tense
    return reading.predicates[bearer.word.i].tense


def _narrative(question: _Question, told: Told) -> TimeInterval | None:
    """Return the time from which the expression counts: that of its event, of an earlier time in the sentence, or the story's."""
    if told.expression.reference == "clause":
        if told.event is None:
            return None
        return _asked(question, told.event, told) or _of_known(question, told.event)
    return time_before(question.reading, told) or _told_last(question, told)


def _told_last(question: _Question, told: Told) -> TimeInterval | None:
    """Return the time of the event told before; where the sentence before tells of none, the time of its main clause."""
    reading, narrative = question.reading, question.narrative
    sentence = reading.linked.document.sentence_of_token[told.token]
    if question.depth or sentence == 0:
        return narrative
    if narrative is not None and narrative.span.start >= told.expression.span.start:
        narrative = None
    before = reading.linked.document.sentences[sentence - 1]
    main = main_before(reading, sentence)
    mains = (*reversed(joined_to(reading, main)), main) if main is not None else ()
    times = (_time_of(replace(question, narrative=None, depth=1), each) for each in mains)
    time = next((t for t in times if t is not None), None) or last_in(reading, before.first_token)
    this_day = told.expression.reading.which == 0 and told.expression.reading.unit == "day"
    if this_day and narrative is None and (time is None or time.earliest != time.latest):
        time = last_day_before(reading, sentence)
    if time is None or time.earliest is None or time.latest is None:
        return narrative
    return narrative if narrative is not None and narrative.span.start >= time.span.start else time


def _of_known(question: _Question, token: int) -> TimeInterval | None:
    """Return the time of the event told before, when the word speaks of it as known: "ten days after *the ceremony*"."""
    noun = question.reading.doc[token]
    known = any(c.dep_ == "det" and c.lower_ in ("the", "that") for c in noun.children)
    bare = not any(c.dep_ in ("prep", "acl", "relcl", "compound", "amod", "poss") for c in noun.children)
    return question.narrative if known and bare and noun.lemma_.lower() in occasions() else None


def _asked(question: _Question, token: int, told: Told) -> TimeInterval | None:
    """Return the time of another word's event, without the expression that asks for it."""
    if question.depth >= _DEEPEST or token not in question.reading.predicates:
        return None
    asked = question.asked | {told.token}
    inner = _Question(question.reading, question.narrative, question.event, question.depth + 1, asked)
    return _time_of(inner, question.reading.predicates[token])


def _mirrored(question: _Question, predicate: Predicate) -> TimeInterval | None:
    """As in "on Friday, a day after it was signed": when it was signed."""
    reading = question.reading
    told = reading.settings.by_event.get(predicate.token)
    if told is None or told.token in question.asked or not told.hosts:
        return None
    outer = _asked(question, told.hosts[-1], told) or day_of_present(reading, told.hosts[-1])
    if outer is None:
        return None
    return resolve_time(mirror(told.expression), anchor=reading.anchor, tense="past", narrative=outer)


def _is_possible(reading: Reading, predicate: Predicate, bearer: Bearer, time: TimeInterval) -> bool:
    """Whether the time fits what the text says of the event: what is told in the past does not lie ahead."""
    if _tense(reading, predicate, bearer) != "past" or predicate.factuality != "Actual":
        return True
    return not is_ahead(reading, time)


def is_ahead(reading: Reading, time: TimeInterval) -> bool:
    """Whether the time begins after the day of publication, so that nothing of it can have happened."""
    today = reading.anchor.days[-1]
    return today is not None and time.earliest is not None and time.earliest > today
