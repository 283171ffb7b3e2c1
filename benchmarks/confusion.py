"""Where rules go wrong: `python benchmarks/confusion.py [--part develop|held-back|all] [--jobs 2]`.

Prints, for each rule id, how many facts it found and how many of them the gold has, by layer; then which types are taken for which:
of events, claims and provisions (gold facts that nothing found, beside what was found in their place), and of entities by rule.
Facts are aligned as treatynews/score.py aligns them. `tools/calibrate_confidence.py` takes its figures from here.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

sys.path.insert(0, str(Path(__file__).parent))
import extraction
import score  # extraction knows where it is

LAYERS = ("entities", *extraction.RATED)
_LITTLE = 0.2  # words in common, below which two quotes speak of different things

Fact: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Confusion:
    """Counts of right and wrong facts by layer and rule, and of types taken for one another by layer, gold type and found type.

    Of entities the third key is the rule that found them; of other layers it is empty.
    """

    right: Counter[tuple[str, str]]
    wrong: Counter[tuple[str, str]]
    taken: Counter[tuple[str, str, str, str]]

    def precision(self, layer: str, rule: str) -> float:
        """The share of the rule's facts that the gold has."""
        right, wrong = self.right[layer, rule], self.wrong[layer, rule]
        return right / (right + wrong) if right + wrong else 0.0

    def rules(self, layer: str) -> list[str]:
        """The rules of a layer, sorted."""
        return sorted({rule for key, rule in (*self.right, *self.wrong) if key == layer})


@dataclass(frozen=True)
class Pair:
    """Gold and finding of one article as the scorer reads them, the entities aligned (found id to gold id)."""

    gold: dict[str, Any]
    found: dict[str, Any]
    same: dict[str, str]

    def actors(self, fact: Fact) -> set[str]:
        """The actors of a finding, as gold ids."""
        return {self.same.get(actor, f"?{actor}") for actor in fact["actors"]}


def compare(found: extraction.Found, gold: Path = extraction.ARTICLES) -> Confusion:
    """Count what each rule did right and wrong, and which types were taken for which."""
    confusion = Confusion(Counter(), Counter(), Counter())
    with extraction.folders(found, gold) as (wanted, built):
        for name, one in found.items():
            pair = pair_of(wanted / f"{name}.json", built / f"{name}.json")
            _count_entities(pair, one["entities"], confusion)
            for layer in extraction.RATED:
                _count_facts(pair, layer, one[layer], confusion)
    return confusion


def pair_of(gold: Path, found: Path) -> Pair:
    wanted, built = score.read_json(gold), score.read_json(found)
    return Pair(wanted, built, score.align_entities(wanted, built))


def _count_entities(pair: Pair, raw: list[Fact], confusion: Confusion) -> None:
    for entity in raw:
        meant = pair.gold["entities"].get(pair.same.get(entity["id"], ""))
        type_ = meant["type"] if meant else "-"
        right = meant is not None and score.same_type(type_, entity["type"])
        for rule in entity["rules"]:
            (confusion.right if right else confusion.wrong)["entities", rule] += 1
        if type_ != entity["type"]:
            confusion.taken["entities", type_, entity["type"], entity["rules"][0] if entity["rules"] else ""] += 1


def _count_facts(pair: Pair, layer: str, raw: list[Fact], confusion: Confusion) -> None:
    """Count by rule; then set the gold facts left over beside the findings left over that use the same words or actors."""
    match = align(pair, layer)
    hits = set(match.values())
    for index, fact in enumerate(raw):
        for rule in fact["rules"]:
            (confusion.right if index in hits else confusion.wrong)[layer, rule] += 1
    missed = [g for i, g in enumerate(pair.gold[layer]) if i not in match]
    spurious = [f for i, f in enumerate(pair.found[layer]) if i not in hits]
    beside = score.one_to_one([(_common(g, f), i, j) for i, g in enumerate(missed) for j, f in enumerate(spurious)])
    for i, j in beside.items():
        confusion.taken[layer, missed[i]["type"], spurious[j]["type"], ""] += 1
    for j, fact in enumerate(spurious):
        if j not in beside.values():
            confusion.taken[layer, "-", fact["type"], ""] += 1
    for i, fact in enumerate(missed):
        if i not in beside:
            confusion.taken[layer, fact["type"], "-", ""] += 1


def _common(gold: Fact, found: Fact) -> float:
    """How much of the words two facts share; 0 when too little to be about the same."""
    one, other = score.tokens(gold["quote"]), score.tokens(found["quote"])
    shared = len(one & other) / len(one | other) if one and other else 0.0
    return shared if shared >= _LITTLE else 0.0


def align(pair: Pair, layer: str) -> dict[int, int]:
    """Gold index to found index, exactly as the scorer aligns them; a test holds the two equal."""
    pairs = [
        (_likeness(pair, g, f), i, j)
        for i, g in enumerate(pair.gold[layer])
        for j, f in enumerate(pair.found[layer])
        if g["type"] == f["type"] and (layer == "provisions" or not g["actors"] or set(g["actors"]) & pair.actors(f))
    ]
    return dict(score.one_to_one(pairs))


def _likeness(pair: Pair, gold: Fact, found: Fact) -> float:
    """The scorer's measure of how well a finding fits a gold fact of its type."""
    wanted, actors = set(gold["actors"]), pair.actors(found)
    treaties = {pair.same.get(t) for t in found.get("treaty", ())} & set(gold.get("treaty", ()))
    one, other = score.tokens(gold["quote"]), score.tokens(found["quote"])
    return (
        1.0
        + (3 * len(wanted & actors) / len(wanted | actors) if wanted and actors else 0.0)
        + bool(treaties)
        + bool(gold.get("date") and gold.get("date") == found.get("date"))
        + 0.5 * (gold.get("factuality") == found.get("factuality"))
        + (len(one & other) / len(one | other) if one and other else 0.0)
    )


def _lines(confusion: Confusion) -> Iterator[str]:
    for layer in LAYERS:
        yield f"\n{layer:32} {'found':>5} {'right':>5} {'wrong':>5} {'precision':>9}"
        for rule in confusion.rules(layer):
            right, wrong = confusion.right[layer, rule], confusion.wrong[layer, rule]
            yield f"{rule:32} {right + wrong:5d} {right:5d} {wrong:5d} {confusion.precision(layer, rule):9.2f}"
    for layer in LAYERS:
        yield f"\n{layer}: gold type, found type ('-' none), {'rule, ' if layer == 'entities' else ''}times"
        rows = sorted((-times, key) for key, times in confusion.taken.items() if key[0] == layer)
        yield from (f"{gold:24} {found:24} {rule:24} {-times:4d}" for times, (_, gold, found, rule) in rows)


def main() -> int:
    """Print the tables; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=extraction.PARTS, default="develop")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    texts = [p for p in sorted(extraction.ARTICLES.glob("*.txt")) if extraction.in_part(p.stem, options.part)]
    print(*_lines(compare(extraction.build_all(texts, jobs=options.jobs))), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
