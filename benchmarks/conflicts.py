"""Scores `treatykg conflicts` on the contradictions that the gold of treatycorpus lists.

    python benchmarks/conflicts.py [GOLD] [--part develop|held-back|all] [--errors]

A contradiction is found when one conflict about an act of its kind has two of its articles on different sides; whether the
conflict is of the same kind (date, votes, ...) is counted apart. A conflict with no contradiction of the gold between any two of
its articles is one too many. `--errors` lists both; of the held-back part look at the counts only.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from treatykg.corpus import open_corpus
from treatykg.dossiers import Conflict, find_base, find_conflicts, find_treaties, load_dossier
from treatykg.model import Article
from treatykg.store import open_graph


@dataclass(frozen=True)
class Score:
    """The contradictions found, those of them with the right kind, those missed, and the conflicts that are none."""

    found: Sequence[Mapping[str, Any]]
    of_kind: int
    missed: Sequence[Mapping[str, Any]]
    extra: Sequence[Conflict]


def read_part(folder: Path, part: str) -> tuple[list[Article], list[Mapping[str, Any]]]:
    """The articles of a part, and the contradictions between them."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    clusters = [each for each in gold["clusters"] if part in ("all", each["part"])]
    names = {mention["article"] for each in clusters for mention in each["mentions"]}
    records = map(json.loads, (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines())
    articles = [
        Article(each["id"], each["text"], each["title"], date.fromisoformat(each["published"]), None, each["publisher"])
        for each in records
        if each["id"] in names
    ]
    chosen = {each["id"] for each in clusters}
    return articles, [each for each in gold["conflicts"] if each["cluster"] in chosen]


def conflicts_in(articles: Sequence[Article]) -> Iterator[Conflict]:
    """All conflicts in a corpus of these articles."""
    with tempfile.TemporaryDirectory() as folder:
        with open_corpus(Path(folder), create=True) as corpus:
            corpus.add(articles, jobs=1, notice=lambda *_: None)
            corpus.sync(progress=lambda name, total: lambda done: None)
        store = open_graph(Path(folder))
        base = find_base(store)
        for treaty in find_treaties(store, base=base):
            yield from find_conflicts(load_dossier(store, treaty, base=base))


def opposed(conflict: Conflict) -> set[frozenset[str]]:
    """The pairs of articles on different sides, by id."""
    sides = [{source.iri.rpartition("/")[2] for source in side.sources} for side in conflict.sides]
    return {frozenset((a, b)) for one, other in combinations(sides, 2) for a in one for b in other}


def is_about(conflict: Conflict, gold: Mapping[str, Any]) -> bool:
    """Whether the conflict is the contradiction."""
    same_act = gold["event"] in conflict.about or conflict.kind == gold["about"] == "parties"
    return same_act and any(pair <= set(gold["articles"]) for pair in opposed(conflict))


def score(conflicts: Sequence[Conflict], gold: Sequence[Mapping[str, Any]]) -> Score:
    """The counts."""
    found = {number: [each for each in conflicts if is_about(each, wanted)] for number, wanted in enumerate(gold)}
    taken = {id(each) for ones in found.values() for each in ones}
    return Score(
        found=[gold[number] for number, ones in found.items() if ones],
        of_kind=sum(any(each.kind == gold[number]["about"] for each in ones) for number, ones in found.items()),
        missed=[gold[number] for number, ones in found.items() if not ones],
        extra=[each for each in conflicts if id(each) not in taken],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="?", type=Path, default=Path(__file__).parent / "treatycorpus")
    parser.add_argument("--part", choices=("develop", "held-back", "all"), default="develop")
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    articles, gold = read_part(arguments.gold, arguments.part)
    result = score(list(conflicts_in(articles)), gold)
    print(f"{arguments.part}: {len(articles)} articles, {len(gold)} contradictions")
    print(f"  {len(result.found)} found, {result.of_kind} of the right kind; {len(result.missed)} missed")
    print(f"  {len(result.extra)} conflicts that are none")
    if arguments.errors:
        for wanted in result.missed:
            print(f"missed  {wanted['cluster']} {wanted['event']} {wanted['about']}: {wanted['note']}")
        for each in result.extra:
            print(f"extra   {each.treaty.label}: {each.kind}, {each.about}: {[side.value for side in each.sides]}")


if __name__ == "__main__":
    main()
