"""What was found beside what the gold has: `python benchmarks/beside_gold.py ARTICLE [GOLD_DIR]`.

One row for each fact, in the order of the text: the gold on the left, the finding that the scorer pairs with it on the right. Of a
pair that differs, what differs is marked; `treatykg explain` tells why a finding came about.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from rich.console import Console
from rich.table import Table
from rich.text import Text

sys.path.insert(0, str(Path(__file__).parent))
import confusion
import extraction

ROLES = ("treaty", "actors", "targets", "date", "place", "factuality")
_LINK = " · "

Values: TypeAlias = Mapping[str, str]  # by role, in words


@dataclass(frozen=True)
class Row:
    """A fact of the gold, a finding, or both; where in the text it stands, and its words."""

    at: int
    quote: str
    layer: str
    gold: Values | None
    found: Values | None

    @property
    def differing(self) -> tuple[str, ...]:
        """The roles in which gold and finding differ; none where one is missing."""
        if self.gold is None or self.found is None:
            return ()
        roles = dict.fromkeys((*self.gold, *self.found))
        return tuple(role for role in roles if self.gold.get(role) != self.found.get(role))


def find_rows(pair: confusion.Pair, text: str) -> list[Row]:
    """The facts of an article, in the order of the text."""
    rows = [row for layer in extraction.RATED for row in _rows_of(pair, layer, text)]
    return sorted(rows, key=lambda row: (row.at, row.layer))


def _rows_of(pair: confusion.Pair, layer: str, text: str) -> Iterator[Row]:
    names = {identifier: each["names"][0] for identifier, each in pair.gold["entities"].items()}
    others = {identifier: f"{each['names'][0]}?" for identifier, each in pair.found["entities"].items()}
    match = confusion.align(pair, layer)
    for number, fact in enumerate(pair.gold[layer]):
        finding = pair.found[layer][match[number]] if number in match else None
        found = _values(finding, names | others, pair.same) if finding else None
        yield Row(text.find(fact["quote"]), fact["quote"], layer, _values(fact, names, {}), found)
    for number, finding in enumerate(pair.found[layer]):
        if number not in match.values():
            found = _values(finding, names | others, pair.same)
            yield Row(text.find(finding["quote"]), finding["quote"], layer, None, found)


def _values(fact: confusion.Fact, names: Mapping[str, str], same: Mapping[str, str]) -> Values:
    """What a fact says, its entities by the names of the gold; those that the gold has not end with a question mark."""
    values = {"type": fact["type"]}
    for role in ROLES:
        if value := fact.get(role):
            things = (value,) if isinstance(value, str) else value
            values[role] = ", ".join(sorted({names.get(same.get(each, each), each) for each in things}))
    return values


def _cell(values: Values | None, differing: tuple[str, ...], mark: str) -> Text:
    if values is None:
        return Text("-", style="dim")
    parts = (Text(value, style=mark if role in differing else "") for role, value in values.items())
    return Text(_LINK).join(parts)


def to_table(rows: list[Row]) -> Table:
    """Gold and findings side by side: what only one has in red, what differs in yellow."""
    table = Table("words", "gold", "found", show_lines=True)
    for row in rows:
        style = "" if row.gold and row.found else "red"
        marked = (_cell(each, row.differing, "bold yellow") for each in (row.gold, row.found))
        table.add_row(Text(row.quote), *marked, style=style)
    return table


def main() -> int:
    """Print the table; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article")
    parser.add_argument("gold", nargs="?", type=Path, default=extraction.ARTICLES)
    options = parser.parse_args()
    path = options.gold / f"{options.article}.txt"
    if not path.is_file():
        parser.error(f"{path}: no such article: one of {', '.join(p.stem for p in sorted(options.gold.glob('*.txt')))}")
    name, one = extraction.build(path)
    with extraction.folders({name: one}, options.gold) as (wanted, built):
        pair = confusion.pair_of(wanted / f"{name}.json", built / f"{name}.json")
    Console().print(to_table(find_rows(pair, path.read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
