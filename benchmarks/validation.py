"""Compares the compiled shapes with pySHACL on faults put into graphs, and measures how fast they are.

    python benchmarks/validation.py [--graphs 1200] [--articles 10000] [--processes 2]

Each kind of fault of tests/shapes/faults.toml is put into graphs of our own articles until there are as many graphs as wanted,
and the broken graph of each shape of tests/shapes/invalid into one. For each constraint component it prints what pySHACL finds,
what the compiled shapes find, and what both find: equal is equal in all parts of a finding. Speed is wall-clock time with N-Quads
to read, shapes, quotes and terms.
"""

from __future__ import annotations

import argparse
import logging
import sys
import time
import warnings
from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing import Pool
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from treatykg.errors import GraphError
from treatykg.export import to_nquads
from treatykg.identifiers import BASE
from treatykg.model import Article
from treatykg.pipeline import build_graph, extract
from treatykg.validation import Finding, check_quickly, validate, validate_quickly

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from graph_faults import inject, load_faults, to_graph  # noqa: E402

NEWS = sorted((HERE / "treatynews").glob("*/*.txt"))
INVALID = sorted((HERE.parent / "tests" / "shapes" / "invalid").glob("*.ttl"))


def build_samples() -> list[tuple[str, bytes]]:
    """The graphs of our articles as N-Quads, with the names of the articles."""
    articles = [Article(path.stem, path.read_text(encoding="utf-8")) for path in NEWS]
    graphs = (build_graph([extract(article)], base=BASE, include_text=True) for article in articles)
    return [(article.id, to_nquads(graph, base=BASE)) for article, graph in zip(articles, graphs, strict=True)]


def broken_graphs(samples: list[tuple[Quad, ...]], wanted: int) -> Iterator[tuple[str, tuple[Quad, ...]]]:
    """Names of faults and graphs with them."""
    for number, path in enumerate(INVALID):
        yield path.stem, (*samples[number % len(samples)], *parse(path=path, format=RdfFormat.TURTLE))
    faults = load_faults()
    tries = ((turn, number) for turn in range(len(samples)) for number in range(len(faults)))
    graphs = (
        (faults[n]["name"], inject(samples[(7 * n + 13 * turn) % len(samples)], faults[n], site=31 * n + turn))
        for turn, n in tries
    )
    yield from islice(((name, graph) for name, graph in graphs if graph is not None), wanted - len(INVALID))


def compare(samples: list[tuple[Quad, ...]], wanted: int) -> None:
    """Print the agreement."""
    reference, quick, both = Counter[str](), Counter[str](), Counter[str]()
    kinds, graphs, differing, refused, took = set[str](), 0, Counter[str](), Counter[str](), Counter[str]()
    for name, graph in broken_graphs(samples, wanted):
        kinds.add(name)
        plain = to_graph(graph)
        start = time.process_time()
        try:
            ours = set(validate(plain).findings)
        except GraphError:
            refused[name] += 1
            continue
        middle = time.process_time()
        theirs = set(validate_quickly(graph).findings)
        took.update({"pySHACL": middle - start, "quick": time.process_time() - middle})  # type: ignore[dict-item]
        graphs += 1
        differing[name] += ours != theirs
        for counter, findings in ((reference, ours), (quick, theirs), (both, ours & theirs)):
            counter.update(map(component, findings))
    print(f"{len(kinds)} kinds of fault in {graphs} graphs; equal reports: {graphs - differing.total()}")
    print(f"{'component':28} {'pySHACL':>8} {'quick':>8} {'both':>8}")
    for each in sorted(reference | quick):
        print(f"{each:28} {reference[each]:8} {quick[each]:8} {both[each]:8}")
    print(f"differing: {dict(+differing) or 'none'}; graphs that pySHACL cannot finish: {dict(refused) or 'none'}")
    print("processor time a graph: " + ", ".join(f"{name} {1000 * s / graphs:.1f} ms" for name, s in took.items()))


def component(finding: Finding) -> str:
    """The constraint component by its short name."""
    return finding.component.rpartition("#")[2].removesuffix("ConstraintComponent")


def copies(samples: list[tuple[str, bytes]], wanted: int) -> Iterator[bytes]:
    """As many graphs as wanted, each of an article with a name of its own."""
    numbered = ((name, lines, turn) for turn in count() for name, lines in samples)
    for name, lines, turn in islice(numbered, wanted):
        yield lines.replace(f"article/{name}".encode(), f"article/{name}-{turn}".encode())


def check(lines: bytes) -> int:
    """How many findings an article has."""
    return len(check_quickly(parse(lines, format=RdfFormat.N_QUADS)).findings)


def measure(samples: list[tuple[str, bytes]], wanted: int, processes: int) -> None:
    """Print articles a second."""
    start = time.perf_counter()
    with Pool(processes) as pool:
        found = sum(pool.imap_unordered(check, copies(samples, wanted), chunksize=50))
    took = time.perf_counter() - start
    print(f"{wanted} articles, {found} findings, {processes} processes: {took:.1f} s, {wanted / took:.0f} articles/s")


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--graphs", type=int, default=1_200)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it reports each literal that is none of its datatype
    warnings.simplefilter("ignore")
    samples = build_samples()
    measure(samples, options.articles, options.processes)
    compare([tuple(parse(lines, format=RdfFormat.N_QUADS)) for _, lines in samples], options.graphs)


if __name__ == "__main__":
    main()
