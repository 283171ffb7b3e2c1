"""Scores entities, links and posts on a folder of gold articles: `python benchmarks/entities.py GOLD SCORER [--errors] [--part dev|held]`.

SCORER is the program that compares two folders (`score.py GOLD BUILT`); this one writes what it needs, in the gold's own format.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from treatykg.entities import LinkedDocument, link_entities
from treatykg.gazetteer import load_gazetteer, read_gazetteer
from treatykg.mentions import find_mentions
from treatykg.model import Article
from treatykg.sentences import read_document


def is_held_back(article: str) -> bool:
    """Whether rules may not be developed on the article: one third, chosen by a hash of its id."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 3 == 0


def to_gold(linked: LinkedDocument) -> dict[str, object]:
    """Entities and posts in the format of a gold file."""
    entities = [
        {"id": e.id, "type": e.type, "name": e.label, "aliases": list(e.aliases), "wikidata": e.wikidata}
        for e in linked.entities.values()
    ]
    posts = [{"person": held.person, "post": held.title, "of": held.of} for held in linked.affiliations]
    return {"entities": entities, "posts": posts}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--gazetteer", type=Path, help="another folder of tables")
    options = parser.parse_args()
    gazetteer = read_gazetteer(options.gazetteer) if options.gazetteer else load_gazetteer()
    spent = {"parse": 0.0, "link": 0.0}
    with tempfile.TemporaryDirectory() as folder:
        gold, built = Path(folder, "gold"), Path(folder, "built")
        gold.mkdir()
        built.mkdir()
        for path in sorted(options.gold.glob("*.json")):
            if options.part != "all" and is_held_back(path.stem) != (options.part == "held"):
                continue
            record = json.loads(path.read_text(encoding="utf-8"))
            published = date.fromisoformat(record["published"]) if record.get("published") else None
            article = Article(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"), published=published)
            begin = time.perf_counter()
            document = read_document(article)
            parsed = time.perf_counter()
            linked = link_entities(document, find_mentions(document, gazetteer), gazetteer)
            spent["parse"] += parsed - begin
            spent["link"] += time.perf_counter() - parsed
            (gold / path.name).write_text(json.dumps(record), encoding="utf-8")
            (built / path.name).write_text(json.dumps(to_gold(linked)), encoding="utf-8")
        command = [
            sys.executable,
            str(options.scorer),
            str(gold),
            str(built),
            *(["--errors"] if options.errors else []),
        ]
        report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in report.splitlines():
        if any(word in line for word in ("entit", "links", "posts", "articles")):
            print(line)
    print(
        f"parse {spent['parse']:.2f} s, mentions and entities {spent['link']:.2f} s ({spent['link'] / spent['parse']:.0%})"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
