"""Write the tables of docs/property-graph.md from the mapping, and what output/ answers in LadybugDB; with `--check` only compare.

    python tools/build_property_graph_docs.py [--check]

A table stands between `<!-- NAME -->` and `<!-- end -->`, an answer in the block under a block of Cypher.
Exit codes: 0 written or equal, 1 not.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import ladybug

from treatykg.loading.ladybug import LadybugTarget
from treatykg.propertygraph import Rules, load_mapping
from treatykg.propertygraph.tables import edge_ends
from treatykg.store import load_dataset
from treatykg.triples import Dataset
from treatykg.vocab import PREFIXES

ROOT = Path(__file__).parent.parent
PATH = ROOT / "docs" / "property-graph.md"
OUTPUT = ROOT / "output" / "graph.trig"


def refresh(text: str) -> str:
    """The text with fresh tables."""
    rules = load_mapping()
    tables = {"kinds": _kinds(rules), "properties": _properties(rules), "edges": _edges(rules), "ties": _ties(rules)}
    for name, rows in tables.items():
        fresh = f"<!-- {name} -->\n{_table(list(rows))}<!-- end -->"
        text = re.sub(rf"<!-- {name} -->\n.*?<!-- end -->", lambda _, fresh=fresh: fresh, text, flags=re.DOTALL)
    blocks = r"```cypher\n((?:(?!```).)*)```\n\n```\n(?:(?!```).)*```"
    with answering(load_dataset(OUTPUT)) as answer:
        return re.sub(
            blocks, lambda found: f"```cypher\n{found[1]}```\n\n```\n{answer(found[1])}```", text, flags=re.DOTALL
        )


@contextmanager
def answering(dataset: Dataset) -> Iterator[Callable[[str], str]]:
    """What answers questions in Cypher about a dataset, a line for each row."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "graph.lbug"
        with LadybugTarget(path) as target:
            list(target.write(dataset))
        with ladybug.Database(str(path), read_only=True) as database, ladybug.Connection(database) as connection:
            yield lambda query: "".join(" | ".join(map(str, row)) + "\n" for row in connection.execute(query))


def _kinds(rules: Rules) -> Iterator[Sequence[str]]:
    yield "label", "what it is", "classes (`type`)"
    for kind in rules.kinds.values():
        yield f"`{kind.name}`", kind.definition, ", ".join(map(_short, kind.classes)) or "-"


def _properties(rules: Rules) -> Iterator[Sequence[str]]:
    yield "property", "predicate", "value", "of"
    for rule in rules.properties:
        value = f"{'list of ' if rule.many else ''}{rule.datatype}"
        merged = {"smallest": ", the smallest of all graphs", "largest": ", the largest of all graphs"}.get(
            rule.merge, ""
        )
        yield f"`{rule.name}`", _short(rule.predicate), value + merged, ", ".join(sorted(rule.kinds))


def _edges(rules: Rules) -> Iterator[Sequence[str]]:
    yield "edge", "predicate", "from", "to"
    for rule in rules.edges:
        yield f"`{rule.type}`", _short(rule.predicate), ", ".join(sorted(rule.sources)), ", ".join(sorted(rule.targets))


def _ties(rules: Rules) -> Iterator[Sequence[str]]:
    yield "direct edge", "for each", "from each", "to each"
    for tie in rules.ties:
        yield f"`{tie.type}`", tie.of_class, *(f"`{name}`" for name in tie.path)
    for factuality, type_ in rules.not_actual.items():
        ends = edge_ends(type_, rules)
        yield f"`{type_}`", f"{factuality} event, whatever its class", ends[0][0], ends[0][1]


def _short(iri: str) -> str:
    """The IRI as a prefixed name."""
    prefix, namespace = max(PREFIXES.items(), key=lambda each: len(each[1]) if iri.startswith(each[1]) else -1)
    return f"{prefix}:{iri.removeprefix(namespace)}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    header, *body = rows
    lines: Iterable[Sequence[str]] = (header, ["---"] * len(header), *body)
    return "".join(f"| {' | '.join(row)} |\n" for row in lines)


if __name__ == "__main__":
    written = PATH.read_text(encoding="utf-8")
    if "--check" in sys.argv[1:]:
        sys.exit(0 if refresh(written) == written else f"{PATH}: run python tools/build_property_graph_docs.py")
    PATH.write_text(refresh(written), encoding="utf-8")
