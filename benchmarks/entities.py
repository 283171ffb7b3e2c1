"""Scores entities, links and posts on a folder of gold articles.

    python benchmarks/entities.py GOLD SCORER [--errors] [--part dev|held]

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
from treatykg.gazetteer import Gazetteer, load_gazetteer, read_gazetteer
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


def build(paths: list[Path], folder: Path, gazetteer: Gazetteer) -> tuple[float, float]:
    """Write gold and what was built side by side; the seconds of parsing and of the rest."""
    parsing = linking = 0.0
    for part in ("gold", "built"):
        (folder / part).mkdir()
    for path in paths:
        record = json.loads(path.read_text(encoding="utf-8"))
        published = date.fromisoformat(record["published"]) if record.get("published") else None
        article = Article(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"), published=published)
        begin = time.perf_counter()
        document = read_document(article)
        parsed = time.perf_counter()
        linked = link_entities(document, find_mentions(document, gazetteer), gazetteer)
        parsing, linking = parsing + parsed - begin, linking + time.perf_counter() - parsed
        (folder / "gold" / path.name).write_text(json.dumps(record), encoding="utf-8")
        (folder / "built" / path.name).write_text(json.dumps(to_gold(linked)), encoding="utf-8")
    return parsing, linking


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a folder of ID.json beside ID.txt")
    parser.add_argument("scorer", type=Path, help="score.py, which compares two folders")
    parser.add_argument("--errors", action="store_true", help="print what was missed and what was wrong")
    parser.add_argument("--part", choices=("dev", "held", "all"), default="all")
    parser.add_argument("--gazetteer", type=Path, help="another folder of tables")
    options = parser.parse_args()
    gazetteer = read_gazetteer(options.gazetteer) if options.gazetteer else load_gazetteer()
    paths = sorted(options.gold.glob("*.json"))
    chosen = [p for p in paths if options.part == "all" or is_held_back(p.stem) == (options.part == "held")]
    with tempfile.TemporaryDirectory() as name:
        parsing, linking = build(chosen, Path(name), gazetteer)
        command = [sys.executable, str(options.scorer), f"{name}/gold", f"{name}/built"]
        command += ["--errors"] if options.errors else []
        report = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in report.splitlines():
        if any(word in line for word in ("entit", "links", "posts", "articles")):
            print(line)
    print(f"parsing {parsing:.2f} s, mentions and entities {linking:.2f} s ({linking / parsing:.0%} of it)")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
