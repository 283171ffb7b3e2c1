"""Measure speed: `python benchmarks/speed.py [ARTICLE.txt ...]`.

Prints what the warm pipeline costs beside the bare spaCy pipeline on the same text (processor time, medians of repeated runs),
stage by stage, how it grows with the length of an article, and what a cold `treatykg build` takes with its peak memory.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from treatykg.dates import find_time_expressions, resolve_anchor
from treatykg.entities import link_entities
from treatykg.facts import Reading, extract_facts, find_gaps
from treatykg.gazetteer import load_gazetteer
from treatykg.mentions import find_mentions
from treatykg.model import Article
from treatykg.pipeline import extract
from treatykg.predicates import read_predicates
from treatykg.sentences import load_model, read_document

HERE = Path(__file__).parent
SAMPLES = sorted((HERE / "treatynews" / "articles").glob("*.txt"))[:20]


def seconds(task: Callable[[], object], runs: int = 5) -> float:
    """Return the median processor time of a task after one run that is not counted."""
    task()
    times = []
    for _ in range(runs):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return median(times)


def stages(article: Article) -> list[tuple[str, float]]:
    """Return the median seconds of each stage, its input given."""
    gazetteer = load_gazetteer()
    document = read_document(article)
    mentions = find_mentions(document, gazetteer)
    linked = link_entities(document, mentions, gazetteer)
    times = find_time_expressions(article.text)
    reading = Reading(linked, read_predicates(document), times, resolve_anchor(article.text, article.published, times))
    facts = extract_facts(reading)
    return [
        ("mentions", seconds(lambda: find_mentions(document, gazetteer))),
        ("entities", seconds(lambda: link_entities(document, mentions, gazetteer))),
        ("dates", seconds(lambda: resolve_anchor(article.text, None, find_time_expressions(article.text)))),
        ("predicates", seconds(lambda: read_predicates(document))),
        ("facts", seconds(lambda: extract_facts(reading))),
        ("gaps", seconds(lambda: find_gaps(reading, facts))),
    ]


def cold_build(text: str) -> None:
    """Print what the command takes for one article; first of all, since a child counts its parent's memory as its own."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "one.txt"
        article.write_text(text, encoding="utf-8")
        start = time.perf_counter()
        command = [sys.executable, "-m", "treatykg", "build", str(article), "--out", f"{folder}/out", "--quiet"]
        subprocess.run(command, check=True)
        took = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"cold build of one article {took:.2f} s, peak memory {peak:.0f} MB")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="*", type=Path, default=SAMPLES)
    texts = [p.read_text(encoding="utf-8") for p in parser.parse_args().articles]
    cold_build(texts[0])
    nlp, article = load_model(), Article("all", "\n\n".join(texts))

    def bare_parse() -> None:
        for text in texts:
            nlp(text)

    def to_facts() -> None:
        for number, text in enumerate(texts):
            extract(Article(str(number), text))

    bare, whole = seconds(bare_parse), seconds(to_facts)
    print(f"{len(texts)} articles, {sum(len(t.split()) for t in texts)} words")
    print(f"bare spaCy {bare:.3f} s, text to facts {whole:.3f} s, ratio {whole / bare:.2f}")
    for name, took in stages(article):
        print(f"  {name:10} {took:.3f} s")
    print("growth with length (one article)")
    for words in (1_000, 5_000, 20_000):
        long = Article("long", " ".join((article.text.split(" ") * (words // len(article.text.split()) + 1))[:words]))
        start = time.perf_counter()
        extract(long)
        print(
            f"  {words:6} words {time.perf_counter() - start:7.2f} s, {words / (time.perf_counter() - start):6.0f} words/s"
        )


if __name__ == "__main__":
    main()
