"""The times and places of a text by the words they hang from: what stands ready for `timing` and `places`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from treatykg.dates import TimeExpression
from treatykg.lexicon import load_words
from treatykg.predicates.happening import occasions
from treatykg.predicates.hosts import hosts, is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ATTRIBUTIVE = ("compound", "amod", "nummod", "poss", "nmod")


@dataclass(frozen=True, slots=True)
class Told:
    """An expression of time in its sentence: its head token, and the words whose time it may tell, the closest first.

    `event` is the word of the event that it counts from ("a day after the vote"), `described` whether it stands before a noun as
    its attribute ("the June vote"), `effective` whether it says from when something has effect ("effective June 5").
    """

    expression: TimeExpression
    token: int
    hosts: tuple[int, ...]
    event: int | None = None
    described: bool = False
    effective: bool = False


@dataclass(frozen=True, slots=True)
class Times:
    """All expressions of time of a text: by the words whose time they may tell, by the events they count from, by sentence.

    A sentence is known by its first token.
    """

    told: tuple[Told, ...]
    by_sentence: Mapping[int, tuple[Told, ...]]
    by_host: Mapping[int, tuple[Told, ...]]
    by_event: Mapping[int, Told]


def place_times(doc: Doc, expressions: Iterable[TimeExpression]) -> Times:
    """Find for each expression of time the words whose time it may tell."""
    told = tuple(found for each in expressions if (found := _told(doc, each)) is not None)
    by_event = {each.event: each for each in told if each.event is not None}
    by_sentence = _grouped((doc[each.token].sent.start, each) for each in told)
    return Times(told, by_sentence, _grouped((host, each) for each in told for host in each.hosts), by_event)


def _grouped(pairs: Iterable[tuple[int, Told]]) -> Mapping[int, tuple[Told, ...]]:
    groups: dict[int, list[Told]] = defaultdict(list)
    for key, told in pairs:
        groups[key].append(told)
    return {key: tuple(found) for key, found in groups.items()}


def _told(doc: Doc, expression: TimeExpression) -> Told | None:
    if expression.kind not in ("date", "attribute"):
        return None
    span = doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
    if span is None:
        return None
    root = span.root
    if expression.reference == "clause":
        return _counted(expression, root, doc[span.end - 1])
    noun = _described_noun(span)
    if noun is None and expression.kind == "attribute":
        return None
    if noun is not None:
        return Told(expression, root.i, (noun.i,), described=True)
    told = (*_clause_of_time(doc, span.end), *hosts(root, span), *_clauses_of_apposition(doc, span.end))
    return Told(expression, root.i, tuple(dict.fromkeys(t.i for t in told)), effective=_is_effective(span))


def _clause_of_time(doc: Doc, end: int) -> tuple[Token, ...]:
    """Return the verb of the clause that "when" opens right behind the time: "since yesterday, *when it took effect*"."""
    at = end + (end < len(doc) and doc[end].text == ",")
    opens = at < len(doc) and at > end and doc[at].lower_ == "when" and is_verbal(doc[at].head)
    return (doc[at].head,) if opens and doc[at].head.i > at else ()


def _clauses_of_apposition(doc: Doc, end: int) -> tuple[Token, ...]:
    """Return the verb of the clause that says what happened then: "in 1989, the year in which *it joined*"."""
    opening = [t.lower_ for t in doc[end : end + 2]]
    noun = doc[end + 2] if end + 2 < len(doc) else None
    if noun is None or opening not in ([",", "the"], [",", "a"]) or noun.lemma_ not in load_words("timing", "pieces"):
        return ()
    return tuple(c for c in noun.children if c.dep_ == "relcl")


def _described_noun(span: Span) -> Token | None:
    """Return the noun that the words of time describe: "Friday's *vote*", "a *protocol* of 1978", "since the 1987 *treaty*".

    In "On Friday Norway signed" the parser takes the day for part of the name; the preposition tells better.
    """
    root = span.root
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.i == span.start and root.pos_ == "NUM":
        return root.head.head if root.head.head.pos_ == "NOUN" else None
    if root.dep_ == "prep":
        noun = next((c for c in root.children if c.dep_ == "pobj"), None)
        return noun if noun is not None and noun.i >= span.end else None
    before = span.doc[span.start - 1] if span.start else None
    if root.dep_ not in _ATTRIBUTIVE or is_verbal(root.head):
        return None
    return root.head if root.dep_ == "poss" or before is None or before.lower_ not in ("on", "in") else None


def _is_effective(span: Span) -> bool:
    """Whether it says from when something has effect: "effective June 5", "with effect from June 5"; not what became effective."""
    doc = span.doc
    word = next((t for t in span if t.lower_ in load_words("timing", "effective")), None)
    if word is None:
        at = span.start - 1
        while at >= 0 and doc[at].lower_ in ("from", "as", "of", "on", "in", ","):
            at -= 1
        word = doc[at] if at >= 0 and doc[at].lower_ in load_words("timing", "effective") else None
    if word is None:
        return False
    return doc[word.i - 1].lower_ == "with" if word.lower_ == "effect" else word.dep_ != "acomp"


def _counted(expression: TimeExpression, root: Token, link: Token) -> Told:
    """As in "a day after the vote": told of what stands above, counted from what follows "after"."""
    if link.dep_ == "prep":
        event = next((c for c in link.children if c.dep_ in ("pobj", "pcomp")), None)
        above = tuple(t.i for t in hosts(link))
    else:
        event = link.head
        above = tuple(t.i for t in (event.head, *hosts(event))) if event.head.i != event.i else ()
    inner = event.i if event is not None and event.i != root.i else None
    return Told(expression, root.i, tuple(dict.fromkeys(t for t in above if t != inner)), inner)


def place_sites(doc: Doc, tokens: Iterable[int]) -> Mapping[int, tuple[int, ...]]:
    """Find for each token that names a place the words whose place it may be; by those words, in the order of the text."""
    found: dict[int, list[int]] = defaultdict(list)
    for token in sorted(tokens):
        for host in dict.fromkeys(_hosts_of_site(doc[token])):
            found[host].append(token)
    return {host: tuple(sites) for host, sites in found.items()}


@cache
def _locative() -> frozenset[str]:
    return load_words("timing", "sites", "lands")


def is_land(token: Token) -> bool:
    """Whether the name of a state stands for its land: "in Chad", "into Chad"; not "on Chad", "of Chad"."""
    return token.dep_ == "pobj" and token.pos_ == "PROPN" and token.head.lower_ in load_words("timing", "lands")


def _is_goal(token: Token) -> bool:
    """Whether a journey leads there: "a visit to Hanoi", "on a tour of Oslo", "flew to Oslo"."""
    if token.dep_ != "pobj" or token.head.lower_ not in load_words("timing", "goals"):
        return False
    lemma = token.head.head.lemma_.lower()
    travelled = token.head.lower_ == "to" and lemma in load_words("timing", "going")
    return travelled or lemma in load_words("timing", "journeys")


def _hosts_of_site(token: Token) -> Iterator[int]:
    at = token
    for _ in range(5):
        if at.dep_ == "advmod" or (at.dep_ == "pobj" and at.head.lower_ in _locative()):
            yield from (t.i for t in hosts(at if at.dep_ == "advmod" else at.head))
            return
        if _is_goal(at):
            yield at.head.head.i
            return
        if at.dep_ in ("compound", "poss", "nmod") and at.head.lemma_.lower() in occasions():
            yield at.head.i
            yield from (t.i for t in hosts(at.head))
            return
        if at.dep_ == "pobj" and at.head.lower_ == "of":
            at = at.head.head
        elif at.dep_ in ("appos", "compound", "poss", "nmod", "conj"):
            at = at.head
        else:
            return
