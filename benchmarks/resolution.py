"""Scores resolution on a corpus of articles whose gold says which mentions name one thing.

    python benchmarks/resolution.py [GOLD] [--part develop|held-back|all] [--errors] [--titles] [--gold-nodes]

GOLD is a folder with articles.jsonl and gold.json. A gold mention belongs to the node whose evidence overlaps its quote best;
two mentions are one when their nodes have one canonical id. Pairs are counted

- over the nodes of different articles, those left out that mix things already within their article: resolution alone;
- over the mentions that were found, in different articles, and the best that any resolution of these nodes could reach;
- over all mentions (one that was not found is one with none): extraction and resolution together.

With `--gold-nodes` the treaties of each article are those of the gold, one for each cluster that its text names: no mention
is missed, none mixed, none split. Their names are the gold's; what is told of them (parties, acts, days, places, provisions,
keys) is what extraction found at these mentions, right or wrong. The first line for treaties is then resolution alone; the
figures of the whole are those without this option. Persons, bodies and happenings are as extraction gives them.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from gold_nodes import with_gold_treaties

from treatykg.model import Article, Entity, Event, Extraction, Span
from treatykg.pipeline import extract
from treatykg.resolution import Resolution, resolve, to_profiles

KINDS = ("Treaty", "Person", "Body", "Event")
BODIES = frozenset(("Legislature", "GovernmentBody", "Organization", "InternationalOrganization"))


@dataclass(frozen=True)
class Found:
    """A gold mention: the cluster it belongs to, and the node it was found in, as given and as resolved."""

    cluster: str
    kind: str
    article: str
    quote: str
    node: str | None
    canonical: str | None


def read_articles(folder: Path, *, titles: bool) -> dict[str, Article]:
    """The articles by id; with `titles` the title is the first line of the text, as a web page has it."""
    found = {}
    for line in (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text = f"{record['title']}\n\n{record['text']}" if titles else record["text"]
        published = date.fromisoformat(record["published"])
        found[record["id"]] = Article(record["id"], text, record["title"], published, publisher=record["publisher"])
    return found


def span_of(mention: Mapping[str, Any], article: Article) -> Span | None:
    """Where the quote stands in the text; None for that of a title which is no part of it."""
    offset = len(article.text) - len(article.text.removeprefix(f"{article.title}\n\n"))
    if mention["field"] == "title":
        offset, inside = 0, offset > 0
        if not inside:
            return None
    return Span(mention["start"] + offset, mention["start"] + offset + len(mention["quote"]))


def gold_treaties(gold: Mapping[str, Any], article: Article) -> dict[str, list[Span]]:
    """The treaties that the text of an article names, and where."""
    clusters: dict[str, list[Span]] = defaultdict(list)
    for cluster in gold["clusters"]:
        for mention in cluster["mentions"]:
            span = span_of(mention, article) if mention["article"] == article.id else None
            if cluster["kind"] == "Treaty" and span is not None:
                clusters[cluster["id"]].append(span)
    return clusters


def nodes_of(kind: str, extraction: Extraction) -> Iterator[Entity | Event]:
    """The nodes that a mention of this kind can belong to."""
    if kind == "Event":
        yield from extraction.facts.events
    else:
        types = BODIES if kind == "Body" else {kind}
        yield from (each for each in extraction.entities if each.type in types)


def node_at(span: Span, nodes: Iterable[Entity | Event]) -> str | None:
    """The node whose evidence overlaps the span best: most characters in common, fewest outside."""
    best: tuple[int, int, str] | None = None
    for node in nodes:
        for passage in node.evidence:
            common = min(span.end, passage.span.end) - max(span.start, passage.span.start)
            outside = abs(span.start - passage.span.start) + abs(span.end - passage.span.end)
            if common > 0 and (best is None or (common, -outside) > best[:2]):
                best = (common, -outside, node.id)
    return best[2] if best else None


def find_mentions(
    gold: Mapping[str, Any],
    articles: Mapping[str, Article],
    extractions: Mapping[str, Extraction],
    resolution: Resolution,
) -> list[Found]:
    """All gold mentions in these articles with the nodes they were found in."""
    found = []
    for cluster in gold["clusters"]:
        for mention in cluster["mentions"]:
            name = mention["article"]
            if name not in articles:
                continue
            span = span_of(mention, articles[name])
            node = node_at(span, nodes_of(cluster["kind"], extractions[name])) if span else None
            canonical = resolution.mapping.get((name, node), node) if node else None
            found.append(Found(cluster["id"], cluster["kind"], name, mention["quote"], node, canonical))
    return found


Pairs = Counter[str]


def score(units: Sequence[Found], *, across: bool) -> Pairs:
    """The pairs of mentions or nodes that are rightly one, falsely one, and missed; `across`: of different articles only."""
    counts: Pairs = Counter()
    for a, b in combinations(units, 2):
        if across and a.article == b.article:
            continue
        same, joined = a.cluster == b.cluster, a.canonical is not None and a.canonical == b.canonical
        counts[("right" if same else "wrong") if joined else ("missed" if same else "apart")] += 1
    return counts


def to_nodes(mentions: Iterable[Found]) -> list[Found]:
    """One mention for each node that holds mentions of one cluster only."""
    of_node: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for each in mentions:
        if each.node is not None:
            of_node[each.article, each.node].append(each)
    return [found[0] for _, found in sorted(of_node.items()) if len({each.cluster for each in found}) == 1]


def at_best(mentions: Iterable[Found]) -> list[Found]:
    """The mentions as a perfect resolution would have them: each node is what most of its mentions mean."""
    meant: dict[tuple[str, str | None], Counter[str]] = defaultdict(Counter)
    mentions = list(mentions)
    for each in mentions:
        meant[each.article, each.node][each.cluster] += 1
    return [
        replace(m, canonical=max(sorted(votes := meant[m.article, m.node]), key=votes.__getitem__)) for m in mentions
    ]


def to_line(title: str, counts: Pairs) -> str:
    """Precision, recall and F1 in one line."""
    precision = counts["right"] / max(counts["right"] + counts["wrong"], 1)
    recall = counts["right"] / max(counts["right"] + counts["missed"], 1)
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    told = f"{counts['right']} right, {counts['wrong']} wrong, {counts['missed']} missed"
    return f"  {title:<34} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  ({told})"


def false_merges(mentions: list[Found]) -> Iterator[str]:
    """Each two clusters of which mentions became one thing, and whether the articles themselves already made them one."""
    pairs: dict[tuple[str, str], list[tuple[Found, Found]]] = defaultdict(list)
    for a, b in combinations(mentions, 2):
        if a.cluster != b.cluster and a.canonical is not None and a.canonical == b.canonical:
            pairs[min(a.cluster, b.cluster), max(a.cluster, b.cluster)].append((a, b))
    mixed = {
        (a.article, a.node) for found in pairs.values() for a, b in found if (a.article, a.node) == (b.article, b.node)
    }
    for (one, two), found in sorted(pairs.items()):
        inside = [(a, b) for a, b in found if (a.article, a.node) == (b.article, b.node)]
        clean = [p for p in found if not {(each.article, each.node) for each in p} & mixed]
        a, b = (inside or clean or found)[0]
        cause = "within an article" if inside else "by resolution" if clean else "through an article that mixes them"
        yield f"{one} = {two} {cause}: {a.article} {a.quote!r} and {b.article} {b.quote!r}, {len(found)} pairs, {a.canonical}"


def missed(mentions: list[Found], names: Mapping[str, str]) -> Iterator[str]:
    """The clusters that became several things."""
    parts: dict[str, dict[str, list[Found]]] = defaultdict(lambda: defaultdict(list))
    for each in mentions:
        parts[each.cluster][each.canonical or "(not found)"].append(each)
    for cluster, by_node in sorted(parts.items()):
        if len(by_node) > 1:
            yield f"{cluster} {names[cluster]}"
            for node, each in sorted(by_node.items()):
                yield f"    {node}: " + "; ".join(f"{m.article} {m.quote!r}" for m in each)


def print_scores(mentions: Sequence[Found]) -> None:
    """For each kind, one line for each way of counting."""
    for kind in KINDS:
        every = [each for each in mentions if each.kind == kind]
        seen = [each for each in every if each.node is not None]
        nodes, held = to_nodes(seen), len({(each.article, each.node) for each in seen})
        print(f"{kind}: {len(every)} mentions of {len({m.cluster for m in every})}, {len(seen)} found in {held} nodes")
        print(to_line(f"{len(nodes)} unmixed nodes, across", score(nodes, across=True)))
        print(to_line("mentions found, across", score(seen, across=True)))
        print(to_line("  the best these nodes allow", score(at_best(seen), across=True)))
        print(to_line("all mentions", score(every, across=False)))


def main() -> int:
    """Print scores, false merges and, when asked, all that was missed; 1 when two treaties were merged by resolution."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?", default=Path(__file__).parent / "treatycorpus")
    parser.add_argument("--part", choices=("develop", "held-back", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="print what was missed")
    parser.add_argument("--titles", action="store_true", help="read each title as the first line of its article")
    parser.add_argument("--gold-nodes", action="store_true", help="resolve the treaties of the gold, not those found")
    parser.add_argument("--kind", choices=KINDS, help="print errors of this kind only")
    options = parser.parse_args()
    gold = json.loads((options.gold / "gold.json").read_text(encoding="utf-8"))
    parts = {m["article"]: each["part"] for each in gold["clusters"] for m in each["mentions"]}
    articles = {
        name: article
        for name, article in read_articles(options.gold, titles=options.titles).items()
        if options.part in ("all", parts.get(name))
    }
    extractions = {name: extract(article) for name, article in articles.items()}
    if options.gold_nodes:
        extractions = {
            name: with_gold_treaties(each, gold_treaties(gold, articles[name])) for name, each in extractions.items()
        }
    profiles = [profile for each in extractions.values() for profile in to_profiles(each)]
    begin = time.perf_counter()
    resolution = resolve(profiles)
    print(f"{len(articles)} articles, {len(profiles)} profiles resolved in {time.perf_counter() - begin:.2f} s")
    mentions = find_mentions(gold, articles, extractions, resolution)
    print_scores(mentions)
    wrong = [line for kind in KINDS for line in false_merges([m for m in mentions if m.kind == kind])]
    print("false merges:", *(wrong or ["none"]), sep="\n  ")
    if options.errors:
        names = {each["id"]: each["name"] for each in gold["clusters"]}
        chosen = [m for m in mentions if options.kind in (None, m.kind)]
        print("missed:", *missed(chosen, names), sep="\n  ")
    return int(any(line.startswith("T") and "by resolution" in line for line in wrong))


if __name__ == "__main__":
    sys.exit(main())
