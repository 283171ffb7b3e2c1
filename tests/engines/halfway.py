"""Load part by part, saying so, until somebody kills the process.

python halfway.py GRAPH TARGET USER DATABASE [--update-url URL]
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from treatykg.loading import TargetOptions, resolve_target
from treatykg.store import load_dataset


def main(graph: str, target: str, user: str, database: str, *rest: str) -> None:
    """Load the graph, a part a line."""
    options = TargetOptions(
        user=user or None,
        password=os.environ["TREATYKG_PASSWORD"],
        database=database or None,
        update_url=rest[-1] if rest else None,
    )
    with resolve_target(target, options) as place:
        if hasattr(place, "edges_at_once"):
            place.edges_at_once = 1_000  # so that there is a half-way
        for number, name in enumerate(place.write(load_dataset(Path(graph)))):
            print(name, flush=True)  # noqa: T201  # for the test that waits
            if number > 4:
                time.sleep(1)  # the one who kills is late: do not be done before


if __name__ == "__main__":
    main(*sys.argv[1:])
