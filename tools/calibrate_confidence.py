"""Measure how often each rule is right, and write `builder/treatykg/lexicon/confidence.toml`.

    python tools/calibrate_confidence.py [--check]

Only the developed part of the benchmark is looked at (see benchmarks/treatynews/README.md). A rule's confidence is the share of its
facts that the gold has, drawn towards the precision of its layer as if two more cases had come out like the layer; a rule with fewer
than three cases is left out, so that it takes the layer's. With `--check` nothing is written: exit 1 when the file would change.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import confusion  # noqa: E402
import extraction  # noqa: E402

TARGET = ROOT / "builder" / "treatykg" / "lexicon" / "confidence.toml"
FEWEST = 3  # cases below which a rule's own share says nothing
WEIGHT = 2  # imagined cases that come out like the layer
PROPOSED = (
    0.5  # of proposals by a language model: the benchmark does not measure them, so they claim no more than a coin
)

_HEAD = """\
# How often what a rule finds is right. Written by tools/calibrate_confidence.py; do not edit: run it when rules have changed.
# Measured on the developed part of benchmarks/treatynews; rules with fewer than {fewest} cases take the figure of their layer.
# The rules were written on these articles: the figures rank facts well, but promise more than news that nobody has seen will keep.
"""


def calibrate(counts: confusion.Confusion, layer: str) -> tuple[float, dict[str, float]]:
    """The precision of a layer, and the smoothed precision of each of its rules with enough cases."""
    cases = {rule: (counts.right[layer, rule], counts.wrong[layer, rule]) for rule in counts.rules(layer)}
    right, wrong = (sum(column) for column in zip(*cases.values(), strict=True)) if cases else (0, 0)
    usual = right / (right + wrong) if cases else 0.0
    rules = {
        rule: (good + WEIGHT * usual) / (good + bad + WEIGHT)
        for rule, (good, bad) in cases.items()
        if good + bad >= FEWEST
    }
    return usual, rules


def to_toml(counts: confusion.Confusion) -> str:
    """The file: sorted, two decimals, so that equal measurements give equal bytes."""
    return "\n".join(_lines(counts)) + "\n"


def _lines(counts: confusion.Confusion) -> Iterator[str]:
    measured = {layer: calibrate(counts, layer) for layer in sorted(extraction.RATED)}
    yield _HEAD.format(fewest=FEWEST)
    yield "# Found by no rule of ours and measured by nobody: by the extractor that proposed it."
    yield "[extractors]"
    yield f"llm = {PROPOSED:.2f}"
    yield "\n[layers]"
    yield from (f"{layer} = {usual:.2f}" for layer, (usual, _) in measured.items())
    for layer, (_, rules) in measured.items():
        yield f"\n[{layer}]"
        yield from (f'"{rule}" = {figure:.2f}' for rule, figure in sorted(rules.items()))


def main() -> int:
    """Write or check the file; exit 0, or 1 when a check fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    texts = [p for p in sorted(extraction.ARTICLES.glob("*.txt")) if extraction.in_part(p.stem, "develop")]
    text = to_toml(confusion.compare(extraction.build_all(texts, jobs=options.jobs)))
    if not options.check:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    fresh = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
    sys.stdout.write("fresh\n" if fresh else f"{TARGET} is stale: run tools/calibrate_confidence.py\n")
    return 0 if fresh else 1


if __name__ == "__main__":
    sys.exit(main())
