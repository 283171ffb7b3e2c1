"""How a corpus grows: `python benchmarks/scale.py 1000 2000 --engine local spark`.

For each number of articles it makes that corpus (benchmarks/make_corpus.py) and builds it with each engine in a process of its own:
seconds of each part, the most memory that all its processes held together (proportional set size, sampled), bytes, triples.
Where both engines build it, it says whether the quads are the same: by their number and a sum of their hashes, so that neither
has to fit into memory. `--bare` adds the speed of the parser alone, on one core. A line of JSON for each build goes to --json.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from treatykg.articles import read_articles

HERE = Path(__file__).parent
_EVERY = 1.0  # seconds between two looks at memory


def build_local(source: Path, out: Path, jobs: int) -> dict[str, Any]:
    """Build with the engine of one machine, in this process."""
    from treatykg.corpus import open_corpus
    from treatykg.corpus.reading import to_sorted_nquads, view_corpus

    begun = time.monotonic()
    with open_corpus(out, create=True) as corpus:
        corpus.add(read_articles(source), jobs=jobs, notice=lambda *_: None)
        added = time.monotonic()
        corpus.sync(progress=lambda *_: lambda _done: None)
    synced = time.monotonic()
    with view_corpus(out) as view:
        quads = fingerprint(line for part in to_sorted_nquads(view) for line in part.splitlines())
    return {"extraction": added - begun, "the rest": synced - added, "disk": size(out), **quads}


def build_spark(source: Path, out: Path, master: str, settings: dict[str, str]) -> dict[str, Any]:
    """Build with Spark, in this process and those of its executors."""
    from treatykg.spark import BuildOptions, build_corpus, open_session

    begun = time.monotonic()
    marks: dict[str, float] = {}

    def mark(name: str) -> None:
        marks[name] = time.monotonic()

    with open_session(master, settings=settings) as session:
        started = time.monotonic()
        options = BuildOptions()
        build_corpus(session, [str(source)], str(out), options=options, notice=mark)
        done = time.monotonic()
    quads = fingerprint(lines_in(out))
    parts = {"session": started - begun, "extraction": marks["records"] - started}
    parts |= {
        "resolution": marks["resolution/proposals"] - marks["records"],
        "graphs": done - marks["resolution/proposals"],
    }
    return {**parts, "disk": size(out), **quads}


def lines_in(out: Path) -> Iterator[bytes]:
    """The lines of all parts of the graphs."""
    for path in sorted(out.glob("graph/*/part-*")):
        with gzip.open(path) as file:
            yield from file


def parse_bare(source: Path) -> dict[str, Any]:
    """The parser alone, on one core: what extraction cannot beat."""
    from treatykg.sentences import load_model

    nlp = load_model()
    articles = list(read_articles(source))
    begun = time.monotonic()
    for article in articles:
        nlp(article.text)
    return {"extraction": time.monotonic() - begun}


def fingerprint(lines: Iterable[bytes]) -> dict[str, Any]:
    """The number of lines, their bytes, and a sum of their hashes in which their order does not count."""
    number = length = total = 0
    for line in lines:
        line = line.rstrip(b"\n")
        number, length = number + 1, length + len(line) + 1
        total += int.from_bytes(hashlib.sha256(line).digest()[:16], "big")
    return {"quads": number, "bytes": length, "hash": f"{total % 2**128:032x}"}


def size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def measure(arguments: list[str], *, script: str = __file__) -> dict[str, Any]:
    """Run one build in a process of its own, and look at the memory of all its processes meanwhile."""
    process = subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True)
    highest = 0
    ended = threading.Event()

    def watch() -> None:
        nonlocal highest
        while not ended.wait(_EVERY):
            highest = max(highest, sum(map(memory, tree(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = process.communicate()
    ended.set()
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{arguments}: ended with {process.returncode}")
    return {**json.loads(output.splitlines()[-1]), "memory": highest}


def tree(root: int) -> Iterator[int]:
    """A process and all below it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(path.read_text().rpartition(")")[2].split()[1]), []).append(int(path.parent.name))
        except OSError:
            continue  # it has ended
    waiting = [root]
    while waiting:
        yield (each := waiting.pop())
        waiting += parents.get(each, [])


def memory(process: int) -> int:
    """The bytes that a process holds, shared pages divided among those that share them."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def run(options: argparse.Namespace) -> None:
    """What the process of one build does: the result is its last line."""
    source, out = options.source, options.work / options.run
    shutil.rmtree(out, ignore_errors=True)
    if options.run == "bare":
        result = parse_bare(source)
    elif options.run == "local":
        result = build_local(source, out, options.jobs)
    else:
        result = build_spark(source, out, options.master, dict(each.split("=", 1) for each in options.conf))
    print(json.dumps(result))


def main() -> None:
    """Measure, and print a line for each build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", type=int, nargs="*", default=[1000])
    parser.add_argument("--engine", nargs="+", choices=("bare", "local", "spark"), default=["local", "spark"])
    parser.add_argument("--work", type=Path, default=Path("/tmp/treatykg-scale"))  # noqa: S108  # a scratch folder
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--master", default="local-cluster[2,1,1024]")
    parser.add_argument("--conf", nargs="*", default=[], metavar="NAME=VALUE", help="settings of Spark")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--run", choices=("bare", "local", "spark"), help=argparse.SUPPRESS)
    parser.add_argument("--source", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.run:
        run(options)
        return
    options.work.mkdir(parents=True, exist_ok=True)
    for number in options.numbers:
        compare(number, options)


def compare(number: int, options: argparse.Namespace) -> None:
    """Build one corpus with each engine, and compare."""
    source = options.work / f"{number}.jsonl"
    subprocess.run(
        [sys.executable, HERE / "make_corpus.py", str(number), source], check=True, stdout=subprocess.DEVNULL
    )
    hashes = set()
    for engine in options.engine:
        arguments = ["--run", engine, "--source", str(source), "--work", str(options.work), "--jobs", str(options.jobs)]
        arguments += ["--master", options.master, "--conf", *options.conf]
        result = {"articles": number, "engine": engine, "load": os.getloadavg()[0], **measure(arguments)}
        hashes |= {result["hash"]} if "hash" in result else set()
        print(json.dumps(result), flush=True)
        if options.json:
            with options.json.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result) + "\n")
    if {"local", "spark"} <= {*options.engine}:
        print(
            f"{number} articles: the quads of the two engines are {'the same' if len(hashes) == 1 else 'NOT the same'}"
        )


if __name__ == "__main__":
    main()
