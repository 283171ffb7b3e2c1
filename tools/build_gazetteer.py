"""Rebuild the derived tables of `ontology/gazetteer/` from its `sources/` and `overlays/`.

python tools/build_gazetteer.py            write the tables
python tools/build_gazetteer.py --check    compare only; exit 1 when a table is stale
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from gazetteer_build import leaders, legislatures, memberships, states
from gazetteer_build.files import to_csv

GAZETTEER = Path(__file__).parent.parent / "ontology" / "gazetteer"


def build_tables(gazetteer: Path) -> Mapping[str, str]:
    """The derived tables as text, by file name."""
    sources, overlays = gazetteer / "sources", gazetteer / "overlays"
    state_rows = states.build_states(sources, overlays)
    persons, terms = leaders.build_leaders(sources, overlays, state_rows)
    return {
        "states.csv": to_csv(states.COLUMNS, state_rows),
        "legislatures.csv": to_csv(
            legislatures.COLUMNS, legislatures.build_legislatures(sources, overlays, state_rows)
        ),
        "leaders.csv": to_csv(leaders.PERSON_COLUMNS, persons),
        "memberships.csv": to_csv(memberships.COLUMNS, memberships.build_memberships(sources, overlays, state_rows)),
        "terms.csv": to_csv(leaders.TERM_COLUMNS, terms),
    }


def stale_tables(gazetteer: Path) -> list[str]:
    """The names of the tables that are not what the sources give, sorted."""
    tables = build_tables(gazetteer)
    return sorted(name for name, text in tables.items() if not _is(gazetteer / name, text))


def _is(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode("utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Write the tables, or with `--check` compare them; the exit code is 1 when one is stale."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when a table is stale")
    parser.add_argument("--gazetteer", type=Path, default=GAZETTEER, help="the folder (default: %(default)s)")
    options = parser.parse_args(arguments)
    if options.check:
        stale = stale_tables(options.gazetteer)
        sys.stderr.writelines(f"{name} is stale: run python tools/build_gazetteer.py\n" for name in stale)
        return 1 if stale else 0
    for name, text in build_tables(options.gazetteer).items():
        (options.gazetteer / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
