"""Check gold.json against articles.jsonl and print the counts: python check_gold.py [DIR]."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

KINDS = ("Treaty", "Person", "Body", "Event")
PARTS = ("develop", "held-back")
ABOUT = ("date", "votes", "factuality", "parties", "stage")


def problems(articles: list[dict[str, Any]], gold: dict[str, Any]) -> list[str]:  # noqa: C901  # one check after the other
    """Return every fault as one line."""
    found: list[str] = []
    by_id = {a["id"]: a for a in articles}
    if len(by_id) != len(articles):
        found.append("an article id is used twice")
    for a in articles:
        words = len(a["text"].split())
        if not 80 <= words <= 260:
            found.append(f"{a['id']}: {words} words")
    clusters = {c["id"]: c for c in gold["clusters"]}
    if len(clusters) != len(gold["clusters"]):
        found.append("a cluster id is used twice")
    parts: dict[str, str] = {}
    for c in gold["clusters"]:
        if c["kind"] not in KINDS or c["part"] not in PARTS or not c["name"]:
            found.append(f"{c['id']}: kind, part or name")
        told = {m["article"] for m in c["mentions"]}
        if len(told) < (2 if c["kind"] in ("Treaty", "Event") else 1):
            found.append(f"{c['id']}: only {len(told)} article(s)")
        for m in c["mentions"]:
            article = by_id.get(m["article"])
            if article is None:
                found.append(f"{c['id']}: no article {m['article']}")
            elif not m["quote"] or not article[m["field"]].startswith(m["quote"], m["start"]):
                found.append(f"{c['id']}: {m['article']}: quote not there: {m['quote']}")
            if parts.setdefault(m["article"], c["part"]) != c["part"]:
                found.append(f"{c['id']}: {m['article']} is in the other part")
    treaty_articles = {m["article"] for c in gold["clusters"] if c["kind"] == "Treaty" for m in c["mentions"]}
    found += [f"{i}: no treaty" for i in by_id if i not in treaty_articles]
    for pair in gold["different"]:
        first, second = (clusters.get(i) for i in pair)
        if first is None or second is None or first is second:
            found.append(f"different {pair}: unknown or equal")
        elif (first["kind"], first["part"]) != (second["kind"], second["part"]):
            found.append(f"different {pair}: kinds or parts differ")
    for k in gold["conflicts"]:
        cluster = clusters.get(k["cluster"])
        if cluster is None or k["about"] not in ABOUT or len(k["articles"]) < 2:
            found.append(f"conflict {k}: cluster, about or articles")
        elif not set(k["articles"]) <= {m["article"] for m in cluster["mentions"]}:
            found.append(f"conflict {k['cluster']}: an article does not name it")
    return found


def main() -> int:
    """Print the faults, then the counts; 1 when there is a fault."""
    here = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent
    lines = (here / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    gold = json.loads((here / "gold.json").read_text(encoding="utf-8"))
    found = problems(articles, gold)
    print("\n".join(found) if found else "no faults")
    part_of = {m["article"]: c["part"] for c in gold["clusters"] for m in c["mentions"]}
    clusters = {c["id"]: c for c in gold["clusters"]}
    for part in PARTS:
        mine = [c for c in gold["clusters"] if c["part"] == part]
        kinds = Counter(c["kind"] for c in mine)
        print(
            f"{part}: {sum(p == part for p in part_of.values())} articles,",
            ", ".join(f"{kinds[k]} {k}" for k in KINDS),
            f"clusters, {sum(len(c['mentions']) for c in mine)} mentions,",
            f"{sum(clusters[p[0]]['part'] == part for p in gold['different'])} different,",
            f"{sum(clusters[k['cluster']]['part'] == part for k in gold['conflicts'])} conflicts",
        )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
