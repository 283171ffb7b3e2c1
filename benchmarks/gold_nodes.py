"""What a perfect extraction would give resolution: the treaties of each article as the gold has them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from treatykg.model import Entity, Event, Evidence, Extraction, Provision, Span
from treatykg.resolution.titles import read_title

Clusters: TypeAlias = Mapping[str, Sequence[Span]]  # gold cluster to where an article names it
_EMPTY = frozenset(
    ("it", "that", "this", "one", "ones", "latter", "former", "other", "older", "newer", "present", "new", "own")
)
_DETERMINERS = ("the ", "a ", "an ")


def with_gold_treaties(extraction: Extraction, clusters: Clusters) -> Extraction:
    """The extraction with one treaty for each gold cluster that the article names, instead of those found at its mentions.

    Names and mentions are the gold's. Parties, keys, events and provisions are what was found at these mentions; of a node that
    mixes two clusters each gets the events told in a sentence of its own, and neither the parties nor the key.
    """
    found = {each.id: _held(each, clusters) for each in extraction.entities if each.type == "Treaty"}
    replaced = {node for node, held in found.items() if held}
    gold = [_treaty(name, spans, extraction, found) for name, spans in sorted(clusters.items())]
    kept = [each for each in extraction.entities if each.id not in replaced]
    sentences = [each.span for each in extraction.sentences]

    def meant(told: Event | Provision) -> tuple[str, ...]:
        places = [s for s in sentences if any(overlaps(s, passage.span) for passage in told.evidence)]
        return tuple(dict.fromkeys(each for node in told.treaties for each in _meant(node, found, clusters, places)))

    facts = replace(
        extraction.facts,
        events=tuple(replace(each, treaties=meant(each)) for each in extraction.facts.events),
        provisions=tuple(replace(each, treaties=meant(each)) for each in extraction.facts.provisions),
    )
    return replace(extraction, entities=(*kept, *gold), facts=facts)


def node_of(cluster: str) -> str:
    """The local id of a gold treaty; the hash says that only the article vouches for it."""
    return f"treaty/{cluster.lower()}-000000000000"


def overlaps(a: Span, b: Span) -> bool:
    """Whether they have a character in common."""
    return a.start < b.end and b.start < a.end


def _held(entity: Entity, clusters: Clusters) -> Counter[str]:
    """How many mentions of each cluster a node holds: an evidence that overlaps one."""
    held: Counter[str] = Counter()
    for passage in entity.evidence:
        held.update(name for name, spans in clusters.items() if any(overlaps(passage.span, each) for each in spans))
    return held


def _meant(node: str, found: Mapping[str, Counter[str]], clusters: Clusters, places: Sequence[Span]) -> Iterator[str]:
    """The gold treaties that a node stands for in these sentences; the node itself if it stands for none."""
    held = found.get(node)
    if not held:
        yield node
        return
    here = [name for name in sorted(held) if any(overlaps(s, place) for s in clusters[name] for place in places)]
    yield node_of(here[0] if len(here) == 1 else max(sorted(held), key=held.__getitem__))


def _treaty(name: str, spans: Sequence[Span], extraction: Extraction, found: Mapping[str, Counter[str]]) -> Entity:
    text = extraction.article.text
    nodes = [each for each in extraction.entities if set(found.get(each.id, ())) == {name}]
    inside = {state for span in spans for state in read_title(span.of(text)).states}
    passages = [passage for each in extraction.entities if each.type == "Treaty" for passage in each.evidence]
    rules = [(_bare(span, text), _rule(span, text, passages)) for span in sorted(spans, key=lambda each: each.start)]
    names = [span.of(text) for span, rule in rules if rule != "treaty:anaphor"]
    parties = {party for each in nodes for party in each.parties} | {
        each for each in inside if each.startswith("state/")
    }
    return Entity(
        node_of(name), "Treaty", max(names, key=len, default="treaty"),
        evidence=tuple(Evidence(span, rule) for span, rule in rules),
        key=next((each.key for each in nodes if each.key), None), parties=tuple(sorted(parties)),
    )  # fmt: skip


def _bare(span: Span, text: str) -> Span:
    """The span without its determiner."""
    words = span.of(text).lower()
    cut = next((len(each) for each in _DETERMINERS if words.startswith(each)), 0)
    return Span(span.start + cut, span.end)


def _rule(span: Span, text: str, passages: Iterable[Evidence]) -> str:
    """The rule that found it or, by its words, would find it: a name, a description, or what only takes up another mention."""
    found = next((each.rule for each in passages if overlaps(each.span, span)), None)
    if found is not None:
        return found
    quote = span.of(text)
    title = read_title(quote)
    coded = len(quote) > 1 and (quote.isupper() or any(map(str.isdigit, quote)))
    if not (title.words - _EMPTY or title.years or title.states or coded):
        return "treaty:anaphor"
    inner = [word for word in quote.split() if word[0].isupper()]
    return "treaty:name" if inner and any(read_title(word).words for word in inner) else "treaty:description"
