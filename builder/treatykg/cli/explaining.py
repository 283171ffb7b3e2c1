"""Explanations as text: highlighted on a terminal, with ** around the words elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import ORG
from rich.text import Text

from treatykg.cli.names import shorten
from treatykg.cli.terminal import clean, is_terminal, print_lines
from treatykg.explain import Context, Explanation, Fact, Passage, SentenceExplanation
from treatykg.export.prefixes import prefixes_for
from treatykg.identifiers import BASE
from treatykg.model import Span
from treatykg.vocab import TREATY

_PREFIXES = prefixes_for(BASE)
# What a sentence says; all that a graph knows of the things it names would bury it.
_FACTS = frozenset(map(str, (TREATY.Event, TREATY.Claim, TREATY.Provision, ORG.Post)))


def print_explanation(explanation: Explanation) -> None:
    """Print a thing: its name and types, its facts, and each passage in its sentence with the rule."""
    print_lines(_heading(explanation), *map(_fact_line, explanation.facts))
    if not explanation.passages:
        print_lines("  no words of an article: derived, or known without being said")
    for passage, context in explanation.passages:
        print_lines("", *_passage_lines(passage, context))


def print_sentence(explanation: SentenceExplanation) -> None:
    """Print a sentence with all words that something was taken from, then each thing with its words and rules, and the facts."""
    sentence = explanation.sentence
    spans = [passage.span for each in explanation.found for passage, _ in each.passages]
    print_lines(_place(explanation.article, sentence), _highlight(sentence, spans))
    if not explanation.found:
        print_lines("  nothing was taken from it")
    for each in explanation.found:
        facts = each.facts if _FACTS.intersection(each.types) else ()
        print_lines("", _heading(each), *map(_quote_line, each.passages), *map(_fact_line, facts))


def _heading(explanation: Explanation) -> Text:
    types = ", ".join(_short(each) for each in explanation.types)
    name = f" “{explanation.label}”" if explanation.label else ""
    return Text(clean(f"{_short(explanation.iri)}{name} ({types or 'no type'})"), style="bold")


def _fact_line(fact: Fact) -> Text:
    value = f"“{fact.label}” {_short(fact.value)}" if fact.label else _short(fact.value)
    source = fact.graph.rpartition("/graph/")[2]
    apart = f"  [{source}]" if source in ("inferred", "background") else ""
    return Text(clean(f"  {_short(fact.predicate)}: {value}{apart}"))


def _passage_lines(passage: Passage, context: Context | None) -> Iterator[Text]:
    if context is None:
        yield Text(clean(f"{_short(passage.article)} {_offsets(passage.span)}, “{passage.quote}”"))
    else:
        yield _place(passage.article, context)
        yield _highlight(context, [passage.span])
    yield Text(clean(f"  {_offsets(passage.span)}, rule {', '.join(passage.rules) or 'unknown'}"), style="dim")


def _quote_line(found: tuple[Passage, Context | None]) -> Text:
    passage, _ = found
    rules = ", ".join(passage.rules) or "unknown"
    return Text(clean(f"  {_offsets(passage.span)} “{passage.quote}”, rule {rules}"), style="dim")


def _place(article: str, context: Context) -> Text:
    return Text(clean(f"{_short(article)}, sentence {context.number}:"))


def _offsets(span: Span) -> str:
    return f"[{span.start}, {span.end})"


def _highlight(context: Context, spans: Iterable[Span]) -> Text:
    """The words of the context, those in `spans` marked."""
    marked = Text("  ")
    for words, inside in _pieces(context, list(spans)):
        plain = clean(words)
        marked.append(f"**{plain}**" if inside and not is_terminal() else plain, style="bold reverse" if inside else "")
    return marked


def _pieces(context: Context, spans: list[Span]) -> Iterator[tuple[str, bool]]:
    """The words of the context cut where a marked stretch begins or ends; overlapping spans make one stretch."""
    marks = [any(s.start <= at < s.end for s in spans) for at in range(context.span.start, context.span.end)]
    start = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[start]:
            yield context.text[start:at], marks[start]
            start = at


def _short(iri: str) -> str:
    return shorten(iri, _PREFIXES)
