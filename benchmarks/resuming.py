"""Kill the building of a corpus at random moments and resume it: `python benchmarks/resuming.py ARTICLES.jsonl [--kills 20]`.

Prints whether the graph that comes out is that of a build which was never cut off, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)  # noqa: S311  # moments, not secrets
    with tempfile.TemporaryDirectory() as folder:
        whole, cut = Path(folder, "whole"), Path(folder, "cut")
        begun = time.monotonic()
        build(whole, options.articles)
        seconds = time.monotonic() - begun
        print(f"uninterrupted: {seconds:.0f} s")
        kills = 0
        while kills < options.kills:
            # Most fall into the reading of articles; the last quarter of the time is given to the writing of the graph.
            if build(cut, options.articles, killed_after=2 + chance.random() * max(3.0, seconds / 8)):
                subprocess.run([*TREATYKG, "remove", str(cut), first_id(options.articles), "--quiet"], check=True)
                print(f"complete after {kills} kills: one article removed, to go on")
            else:
                kills += 1
        build(cut, options.articles)
        same = digest(whole) == digest(cut)
        print(f"killed {kills} times: {'the same bytes' if same else 'OTHER BYTES'}")
        verified = subprocess.run([*TREATYKG, "status", str(cut), "--verify"], check=False)
    return 0 if same and verified.returncode == 0 else 1


def first_id(articles: Path) -> str:
    """The id of the first article."""
    with articles.open(encoding="utf-8") as lines:
        return str(json.loads(next(lines))["id"])


if __name__ == "__main__":
    sys.exit(main())
