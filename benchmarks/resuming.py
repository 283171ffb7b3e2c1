"""Kill the building of a corpus at random moments and resume it: `python benchmarks/resuming.py ARTICLES.jsonl [--kills 20]`.

Prints after how many articles each kill fell, and whether the graph that comes out is that of a build which was never cut off,
byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

_START = 2  # seconds before there is anything to lose
_SPREAD = (
    2.4  # moments up to so many equal shares of the whole time: the last of them fall into the writing of the graph
)
_SHARE = 100  # articles that are taken out to go on when all is done
TREATYKG = (sys.executable, "-m", "treatykg", "corpus")


def build(store: Path, articles: Path, *, killed_after: float | None = None) -> bool:
    """Add the articles; returns whether it came to its end before it was killed."""
    with subprocess.Popen([*TREATYKG, "add", str(store), str(articles), "--quiet"]) as process:
        try:
            return process.wait(killed_after) == 0
        except subprocess.TimeoutExpired:
            process.kill()
            return False


def digest(store: Path) -> str:
    """The SHA-256 of the exported graph."""
    out = store.with_suffix(".nq")
    subprocess.run([*TREATYKG, "export", str(store), "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
    return hashlib.sha256(out.read_bytes()).hexdigest()


def main() -> int:
    """Build once without and once with interruptions, and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--whole", type=Path, metavar="STORE", help="compare with this one, built before")
    parser.add_argument("--longest", type=float, metavar="SECONDS", help="the longest time before a kill")
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  # moments, not secrets
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = options.whole or Path(folder, "whole"), Path(folder, "cut")
        begun = time.monotonic()
        build(whole, options.articles)
        seconds = time.monotonic() - begun
        print(f"uninterrupted: {seconds:.0f} s", flush=True)
        longest = options.longest or _SPREAD * seconds / options.kills
        kills = 0
        while kills < options.kills:
            if build(cut, options.articles, killed_after=_START + chance.random() * longest):
                some = ids(options.articles)[: _SHARE * (kills + 1)]
                subprocess.run([*TREATYKG, "remove", str(cut), *some, "--quiet"], check=True)
                print(f"complete after {kills} kills: {len(some)} articles removed, to go on", flush=True)
            else:
                kills += 1
                print(f"kill {kills}: {counted(cut)} articles read", flush=True)
        build(cut, options.articles)
        same = digest(whole) == digest(cut)
        print(f"killed {kills} times: {'the same bytes' if same else 'OTHER BYTES'}", flush=True)
        verified = subprocess.run([*TREATYKG, "status", str(cut), "--verify"], check=False)
    return 0 if same and verified.returncode == 0 else 1


def counted(store: Path) -> int:
    """How many articles the ledger has."""
    ledger = store / "ledger.sqlite"
    if not ledger.is_file():
        return 0
    with closing(sqlite3.connect(ledger)) as sql:
        return int(sql.execute("SELECT count(*) FROM articles").fetchone()[0])


def ids(articles: Path) -> list[str]:
    """The ids of all articles."""
    with articles.open(encoding="utf-8") as lines:
        return [str(json.loads(line)["id"]) for line in lines]


if __name__ == "__main__":
    sys.exit(main())
