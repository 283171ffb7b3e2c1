"""What an explanation is made of."""

from __future__ import annotations

from dataclasses import dataclass

from treatykg.model import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that say something: the article's IRI, their place in its text, and the rules that found them there."""

    article: str
    span: Span
    quote: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence around a passage, counted from 1 (the first of several); `span` is its place, `text` its words."""

    number: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A property and its value (an IRI or the text of a literal), the value's label, and the graph that says so."""

    predicate: str
    value: str
    label: str | None
    graph: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that a graph knows of one thing, and from which passages, each in its context if the text is known."""

    iri: str
    label: str | None
    types: tuple[str, ...]
    facts: tuple[Fact, ...]
    passages: tuple[tuple[Passage, Context | None], ...]


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """A sentence of an article and what was taken from it, in the order of the words."""

    article: str
    sentence: Context
    found: tuple[Explanation, ...]
