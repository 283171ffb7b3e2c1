"""Write a large graph for measurements: `python benchmarks/make_large_graph.py OUT.nq [--triples 1000000]`.

It repeats what output/graph.nq says under other names: in each copy another article, other states of the gazetteer and other people
act on another treaty. The result has the shape of a real corpus (a few hundred states and people, thousands of articles); its quotes
are not true. Equal options give equal bytes.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from treatykg.gazetteer import load_gazetteer

SAMPLE = Path(__file__).parent.parent / "output" / "graph.nq"
PEOPLE = 900
_STATE = re.compile(r"(?<=state[/-])[A-Z]{3}|(?<=[/-])(?:FRA|GRC|TUR)(?=-)")
_PERSON = re.compile(r"(/id/person/[a-z-]+)")
_OWN = re.compile(r"((?:/article/|/id/(?:event|claim|provision|post|treaty|activity)/|-in-treaty-)[A-Za-z0-9-]+)")


def copies(sample: str, triples: int) -> Iterator[str]:
    """Return lines of N-Quads, `triples` of them; each copy of the sample has names of its own."""
    states = [key.removeprefix("state/") for key in load_gazetteer().keys("State")]  # no mapping
    size = sample.count("\n")
    for number in range(-(-triples // size)):
        copy = _rename(sample, number, states)
        yield copy if (number + 1) * size <= triples else "".join(copy.splitlines(keepends=True)[: triples % size])


def _rename(sample: str, number: int, states: list[str]) -> str:
    names: dict[str, str] = {}

    def state(found: re.Match[str]) -> str:
        step = 7 * len(names) + 1  # so that not always the same two meet
        return names.setdefault(found[0], states[(number * step + 31 * len(names)) % len(states)])

    renamed = _STATE.sub(state, sample)
    renamed = _PERSON.sub(rf"\g<1>-{number % PEOPLE}", renamed)
    return _OWN.sub(rf"\g<1>-{number}", renamed)


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--triples", type=int, default=1_000_000)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf-8") as file:
        file.writelines(copies(SAMPLE.read_text(encoding="utf-8"), options.triples))
    print(f"{options.out}: {options.triples} lines")


if __name__ == "__main__":
    main()
