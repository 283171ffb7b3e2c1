"""Measure extraction: `python benchmarks/extraction.py [GOLD_DIR] [--part all|develop|held-back] [--errors] [--jobs 2]`.

Builds every article of a folder (`<id>.txt` beside `<id>.json`, the gold), scores what was found with treatynews/score.py, and prints
the table of all layers. A third of the articles is held back by a hash of the id: rules are written on the others only.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from treatykg.model import Article, Extraction
from treatykg.pipeline import extract

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "treatynews"))
import score  # noqa: E402


def held_back(article: str) -> bool:
    """Whether the article belongs to the third that no rule may be written on."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 3 == 0


def to_gold(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction in the format of the gold files."""
    text, facts = extraction.article.text, extraction.facts
    labels = {e.id: e.label for e in extraction.entities}

    def quote(spans: tuple[Any, ...]) -> str:
        return str(spans[0].span.of(text)) if spans else ""

    def day(interval: Any) -> str | None:
        if interval is None or interval.earliest is None or interval.latest is None:
            return None
        return f"{interval.earliest}/{interval.latest}"

    return {
        "id": extraction.article.id,
        "entities": [
            {"id": e.id, "type": e.type, "name": e.label, "aliases": list(e.aliases), "wikidata": e.wikidata} for e in extraction.entities
        ],
        "events": [
            {"type": e.type, "treaty": (e.treaties or (None,))[0], "actors": list(e.actors), "date": day(e.time),
             "place": labels.get(e.places[0]) if e.places else None, "factuality": e.factuality, "quote": quote(e.evidence)}
            for e in facts.events
        ],
        "provisions": [
            {"type": p.type, "treaty": (p.treaties or (None,))[0], "obligors": list(p.obligors), "quote": quote(p.evidence)}
            for p in facts.provisions
        ],
        "claims": [
            {"type": c.type, "speakers": list(c.speakers), "targets": list(c.targets), "quote": quote(c.evidence)} for c in facts.claims
        ],
        "posts": [{"person": p.holder, "post": p.label, "of": p.of} for p in facts.posts],
    }  # fmt: skip


def build(path: Path) -> tuple[str, dict[str, Any]]:
    """Extract one article; the gold file beside it tells the day of publication."""
    published = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["published"]
    article = Article(
        path.stem, path.read_text(encoding="utf-8"), published=date.fromisoformat(published) if published else None
    )
    return path.stem, to_gold(extract(article))


def main() -> int:
    """Print the table; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=HERE / "treatynews" / "articles")
    parser.add_argument("--part", choices=("all", "develop", "held-back"), default="all")
    parser.add_argument("--only", default="", help="comma-separated article ids")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", type=Path, help="folder in which to leave what was found")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    texts = [
        p
        for p in sorted(options.gold.glob("*.txt"))
        if options.part == "all" or held_back(p.stem) == (options.part == "held-back")
        if not options.only or p.stem in options.only.split(",")
    ]
    with tempfile.TemporaryDirectory() as folder:
        gold, found = Path(folder) / "gold", options.keep or Path(folder) / "found"
        gold.mkdir()
        found.mkdir(exist_ok=True)
        with ProcessPoolExecutor(options.jobs) as pool:
            for name, result in pool.map(build, texts, chunksize=4):
                (found / f"{name}.json").write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")
                (gold / f"{name}.json").write_bytes((options.gold / f"{name}.json").read_bytes())
        arguments = [
            str(gold),
            str(found),
            *(["--errors"] if options.errors else []),
            *(["--json", str(options.json)] if options.json else []),
        ]
        return int(score.main(arguments))


if __name__ == "__main__":
    sys.exit(main())
