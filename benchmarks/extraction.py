"""Measure extraction: `python benchmarks/extraction.py [GOLD_DIR] [--part all|develop|held-back] [--errors] [--jobs 2]`.

Builds every article of a folder (`<id>.txt` beside `<id>.json`, the gold), scores what was found with treatynews/score.py, and prints
the table of all layers, what changed since the figures were last recorded (`--record` records them), and precision and recall at
several levels of confidence. A third of the articles is held back by a hash of the id: rules are written on the others only.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import io
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from treatykg.model import Article, Evidence, Extraction, TimeInterval
from treatykg.pipeline import extract

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "treatynews"))
import score  # noqa: E402

ARTICLES = HERE / "treatynews" / "articles"
FIGURES = HERE / "figures" / "extraction.json"
PARTS = ("all", "develop", "held-back")
LEVELS = (0.0, 0.5, 0.7, 0.9)
RATED = ("events", "claims", "provisions")  # the layers whose facts carry a confidence
MEASURES = ("precision", "recall", "f1")

Found: TypeAlias = Mapping[str, dict[str, Any]]  # by the id of the article, in the format of the gold files
Figures: TypeAlias = dict[str, dict[str, float]]  # by layer and measure


def held_back(article: str) -> bool:
    """Whether the article belongs to the third that no rule may be written on."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 3 == 0


def in_part(article: str, part: str) -> bool:
    """Whether the article belongs to a part of the collection."""
    return part == "all" or held_back(article) == (part == "held-back")


def to_gold(extraction: Extraction) -> dict[str, Any]:
    """Return an extraction in the format of the gold files; each fact also bears its rules and its confidence."""
    text, facts = extraction.article.text, extraction.facts
    labels = {e.id: e.label for e in extraction.entities}
    return {
        "id": extraction.article.id,
        "entities": [
            {"id": e.id, "type": e.type, "name": e.label, "aliases": list(e.aliases), "wikidata": e.wikidata,
             "rules": _rules(e.evidence)}
            for e in extraction.entities
        ],
        "events": [
            {"type": e.type, "treaty": (e.treaties or (None,))[0], "actors": list(e.actors), "date": _day(e.time),
             "place": labels.get(e.places[0]) if e.places else None, "factuality": e.factuality, **_ground(e, text)}
            for e in facts.events
        ],
        "provisions": [
            {"type": p.type, "treaty": (p.treaties or (None,))[0], "obligors": list(p.obligors), **_ground(p, text)}
            for p in facts.provisions
        ],
        "claims": [
            {"type": c.type, "speakers": list(c.speakers), "targets": list(c.targets), **_ground(c, text)} for c in facts.claims
        ],
        "posts": [{"person": p.holder, "post": p.label, "of": p.of} for p in facts.posts],
    }  # fmt: skip


def _ground(fact: Any, text: str) -> dict[str, Any]:
    """What a fact stands on: its first words, its rules, its confidence."""
    quote = fact.evidence[0].span.of(text) if fact.evidence else ""
    return {"quote": quote, "rules": _rules(fact.evidence), "confidence": fact.confidence}


def _rules(evidence: Iterable[Evidence]) -> list[str]:
    return sorted({each.rule for each in evidence})


def _day(interval: TimeInterval | None) -> str | None:
    if interval is None or interval.earliest is None or interval.latest is None:
        return None
    return f"{interval.earliest}/{interval.latest}"


def build(path: Path) -> tuple[str, dict[str, Any]]:
    """Extract one article; the gold file beside it tells the day of publication."""
    published = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["published"]
    article = Article(
        path.stem, path.read_text(encoding="utf-8"), published=date.fromisoformat(published) if published else None
    )
    return path.stem, to_gold(extract(article))


def build_all(paths: Iterable[Path], *, jobs: int = 2) -> dict[str, dict[str, Any]]:
    """Extract the articles, several at a time."""
    with ProcessPoolExecutor(jobs) as pool:
        return dict(pool.map(build, paths, chunksize=4))


def at_level(found: Found, level: float) -> dict[str, dict[str, Any]]:
    """What was found, without the facts whose confidence is below the level; entities and offices stay."""
    return {
        name: {**one, **{layer: [f for f in one[layer] if f["confidence"] >= level] for layer in RATED}}
        for name, one in found.items()
    }


@contextlib.contextmanager
def folders(found: Found, gold: Path, *, keep: Path | None = None) -> Iterator[tuple[Path, Path]]:
    """Two folders that the scorer can compare: the gold of the articles, and what was found in them."""
    with tempfile.TemporaryDirectory() as folder:
        wanted, built = Path(folder) / "gold", keep or Path(folder) / "found"
        wanted.mkdir()
        built.mkdir(parents=True, exist_ok=True)
        for name, one in found.items():
            (built / f"{name}.json").write_text(json.dumps(one, ensure_ascii=False, indent=1), encoding="utf-8")
            (wanted / f"{name}.json").write_bytes((gold / f"{name}.json").read_bytes())
        yield wanted, built


def measure(found: Found, gold: Path = ARTICLES) -> Figures:
    """Precision, recall and F1 of each layer and overall."""
    with folders(found, gold) as (wanted, built), contextlib.redirect_stdout(io.StringIO()):
        out = built / "scores"
        score.main([str(wanted), str(built), "--json", str(out)])
        return dict(json.loads(out.read_text(encoding="utf-8")))


def differences(now: Figures, before: Figures) -> list[str]:
    """One line for each layer whose precision, recall or F1 changed."""
    lines = []
    for layer, figures in now.items():
        steps = [figures[m] - before.get(layer, {}).get(m, 0.0) for m in MEASURES]
        if any(abs(step) >= 0.0005 for step in steps):
            lines.append(f"{layer:14} " + " ".join(f"{step:+10.3f}" for step in steps))
    return lines


def print_differences(now: Figures, part: str) -> None:
    """Print what changed since the figures were recorded."""
    recorded = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    if part not in recorded:
        print("\nno figures recorded")
    elif lines := differences(now, recorded[part]):
        print("\nsince the figures were recorded", *lines, sep="\n")
    else:
        print("\nas recorded")


def print_levels(found: Found, gold: Path) -> None:
    """Print precision and recall of the facts at several levels of confidence."""
    print(f"\n{'confidence':14}" + "".join(f" {layer:>17}" for layer in (*RATED, "overall")))
    for level in LEVELS:
        figures = measure(at_level(found, level), gold)
        cells = (f"{figures[k]['precision']:.3f} / {figures[k]['recall']:.3f}" for k in (*RATED, "overall"))
        print(f"{'>= ' + str(level):14}" + "".join(f" {cell:>17}" for cell in cells))


def record(found: Found) -> None:
    """Write the figures of all parts."""
    figures = {part: measure({n: f for n, f in found.items() if in_part(n, part)}) for part in PARTS}
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--only", default="", help="comma-separated article ids")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--keep", type=Path, help="folder in which to leave what was found")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--min-confidence", type=float, default=0.0, help="leave out facts of less confidence")
    parser.add_argument("--record", action="store_true", help="record the figures of all parts of the benchmark")
    options = parser.parse_args(arguments)
    plain = options.gold == ARTICLES and options.part == "all" and not options.only and not options.min_confidence
    if options.record and not plain:
        parser.error("--record: only the whole benchmark is recorded: leave the other options out")
    return options


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; exit 0."""
    options = _parse(arguments)
    texts = [
        path
        for path in sorted(options.gold.glob("*.txt"))
        if in_part(path.stem, options.part) and (not options.only or path.stem in options.only.split(","))
    ]
    found = build_all(texts, jobs=options.jobs)
    kept = at_level(found, options.min_confidence)
    wanted = [*(["--errors"] if options.errors else []), *(["--json", str(options.json)] if options.json else [])]
    with folders(kept, options.gold, keep=options.keep) as (gold, built):
        code = int(score.main([str(gold), str(built), *wanted]))
    if options.gold == ARTICLES and not options.only:
        print_differences(measure(kept), options.part)
    print_levels(found, options.gold)
    if options.record:
        record(found)
    return code


if __name__ == "__main__":
    sys.exit(main())
