"""How the part after extraction grows: `python benchmarks/growth.py LEDGER --copies 1 10`.

Extraction takes the same time for every article, so 100,000 of them are 100,000 times one. Who is the same is asked of all of them
together. This takes the records of a corpus that `treatykg corpus add` has made of benchmarks/make_corpus.py, repeats them under other
names (worlds, states, people, hashes), which takes minutes instead of hours, and rebuilds the corpus with Spark: resolution,
rewriting, derivation. A line of JSON for each number of copies: seconds of each part, and the most memory of all processes.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from make_corpus import FAMILY_BEGINNINGS, FAMILY_ENDINGS
from scale import lines_in, measure

from treatykg.corpus.records import pack, unpack
from treatykg.gazetteer import load_gazetteer

_SYLLABLES = ("", "a", "ei", "u", "ay", "or", "i", "un", "e", "ol", "ar", "in")
_SCHEMA = pa.schema(
    [
        ("id", pa.string()), ("published", pa.string()), ("input", pa.string()), ("counts", pa.string()),
        ("said", pa.binary()), ("background", pa.binary()), ("profiles", pa.list_(pa.string())),
    ]
)  # fmt: skip


def renamer(copy: int) -> Callable[[str], str]:
    """What gives everything in a record of that copy a name of its own."""
    if not copy:
        return str
    states = [
        key.removeprefix("state/") for key in load_gazetteer().keys("State") if len(key) == len("state/ABC")
    ]  # no mapping
    others = dict(zip(states, (*states[7 * copy :], *states[: 7 * copy]), strict=True))
    middle = _SYLLABLES[copy % len(_SYLLABLES)]

    def rename(found: re.Match[str]) -> str:
        world, digits, *codes, beginning, ending = found.groups()
        state = next(filter(None, codes), None)
        if world:
            return f"-{int(world) + 1000 * copy:05}-"
        if digits:
            return "".join(f"{(int(digit, 16) + copy) % 16:x}" for digit in digits)
        return others.get(state, state) if state else beginning + middle + ending

    pattern = _pattern()
    return lambda text: pattern.sub(rename, text)


@cache
def _pattern() -> re.Pattern[str]:
    beginnings, endings = "|".join(FAMILY_BEGINNINGS), "|".join((*FAMILY_ENDINGS, "strom"))
    family = rf"(?i:\b({beginnings})({endings})\b)"
    # Not the states in the keys of bodies, which the gazetteer knows.
    state = r"(?<=state/)([A-Z]{3})\b|(?<=treaty/)([A-Z]{3})(?=-)|(?<=treaty/[A-Z]{3}-)([A-Z]{3})(?=-)"
    return re.compile(rf"-(\d{{5}})-|(?<=-)([0-9a-f]{{12}})\b|{state}|{family}")


def rows(ledger: Path, copies: int) -> Iterator[dict[str, Any]]:
    """The records of the ledger, `copies` times."""
    sql = sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True)
    for copy in range(copies):
        rename = renamer(copy)
        query = "SELECT id, published, input, counts, said, background FROM articles ORDER BY id"
        for name, published, made_of, counts, said, background in sql.execute(query):
            profiles = sql.execute("SELECT profile FROM profiles WHERE article = ? ORDER BY number", (name,))
            yield {
                "id": rename(name), "published": published, "input": made_of, "counts": counts,
                "said": pack(rename(unpack(said).decode()).encode()),
                "background": pack(rename(unpack(background).decode()).encode()),
                "profiles": [rename(profile) for (profile,) in profiles],
            }  # fmt: skip


def write_records(ledger: Path, copies: int, folder: Path) -> int:
    """Write them as Parquet, in files of a thousand; returns how many."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    batch: list[dict[str, Any]] = []
    number = 0
    for number, row in enumerate(rows(ledger, copies), start=1):
        batch.append(row)
        if number % 1000 == 0:
            pq.write_table(pa.Table.from_pylist(batch, _SCHEMA), folder / f"{number:08}.parquet", compression="none")
            batch.clear()
    if batch:
        pq.write_table(pa.Table.from_pylist(batch, _SCHEMA), folder / f"{number:08}.parquet", compression="none")
    return number


def rebuild(records: Path, out: Path, master: str, settings: dict[str, str]) -> dict[str, Any]:
    """Rebuild with Spark, in this process and those of its executors."""
    from treatykg.spark import BuildOptions, open_session, rebuild_corpus

    shutil.rmtree(out, ignore_errors=True)
    marks: dict[str, float] = {}

    def mark(name: str) -> None:
        marks[name] = time.monotonic()
        print(f"{marks[name] - begun:8.1f} {name}", file=sys.stderr)

    with open_session(master, settings=settings) as session:
        begun = time.monotonic()
        summary = rebuild_corpus(session, str(records), str(out), options=BuildOptions(), notice=mark)
        done = time.monotonic()
    middle = marks["resolution/proposals"]
    found = {"resolution": middle - begun, "graphs": done - middle, "merges": summary.merges}
    return {**found, "identities": summary.identities, "quads": sum(1 for _ in lines_in(out))}


def main() -> None:
    """Measure, and print a line for each number of copies."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--copies", type=int, nargs="+", default=[1])
    parser.add_argument("--work", type=Path, default=Path("/tmp/treatykg-growth"))  # noqa: S108  # a scratch folder
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--conf", nargs="*", default=["spark.driver.memory=3g"], metavar="NAME=VALUE")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--run", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    records, out = options.work / "records", options.work / "out"
    if options.run:
        print(json.dumps(rebuild(records, out, options.master, dict(each.split("=", 1) for each in options.conf))))
        return
    for copies in options.copies:
        number = write_records(options.ledger, copies, records)
        arguments = [str(options.ledger), "--run", "--work", str(options.work), "--master", options.master]
        result = {"articles": number, **measure([*arguments, "--conf", *options.conf], script=__file__)}
        print(json.dumps(result), flush=True)
        if options.json:
            with options.json.open("a", encoding="utf-8") as file:
                file.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
