"""Write a graph of about a million triples: the sample's, again and again, each time with other articles, things and states.

python benchmarks/server_graph.py output/graph.nq million.nq --triples 1000000
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

_ID = "https://w3id.org/treatykg/id/"
_THING = re.compile(rf"{re.escape(_ID)}((?:graph/)?(?!graph/|software/)\w+)/([^>#]*)")
_STATES = 97  # a prime, so that the pairs of states vary


def write_graph(sample: Path, target: Path, *, triples: int) -> int:
    """Write at least so many triples as N-Quads; returns how many."""
    lines = sample.read_text(encoding="utf-8").splitlines(keepends=True)
    copies = -(-triples // len(lines))
    with target.open("w", encoding="utf-8") as file:
        for copy in range(copies):
            file.writelines(_vary(lines, copy))
    return copies * len(lines)


def _vary(lines: Sequence[str], copy: int) -> Iterator[str]:
    return (_THING.sub(lambda found: f"{_ID}{found[1]}/{_rename(found[1], found[2], copy)}", line) for line in lines)


def _rename(kind: str, name: str, copy: int) -> str:
    """States come back in other company, each with its own names; all else is of its own article."""
    return f"{name}-{copy * (1 + sum(map(ord, name)) % 7) % _STATES}" if kind == "state" else f"{copy}-{name}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sample", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    options = parser.parse_args()
    print(f"{write_graph(options.sample, options.target, triples=options.triples)} triples in {options.target}")


if __name__ == "__main__":
    main()
