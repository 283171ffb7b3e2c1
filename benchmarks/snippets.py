"""Measure extraction on short wordings: `python benchmarks/snippets.py [NAME ...] [--part all|develop|held-back] [--errors]`.

Each file of treatynews/snippets holds some 700 snippets of one to four sentences about a few kinds of fact, written by people who had
seen neither the rules nor their words; the gold of a snippet tells these kinds only, so only these are compared. A third is held back
by a hash of the text: its errors are not shown.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from extraction import MEASURES, PARTS, in_part, score, to_gold

from treatykg.model import Article
from treatykg.pipeline import extract

SNIPPETS = Path(__file__).parent / "treatynews" / "snippets"
KINDS = {  # the types of event that a file's gold tells; of the others none is compared
    "signature": ("Signature", "InstrumentExchange", "InstrumentDeposit"),
    "negotiation": ("Negotiation", "Adoption"),
    "approval": ("DomesticApproval", "DomesticRejection", "Ratification", "Accession"),
    "force": ("EntryIntoForce", "Extension", "Amendment", "Termination", "Reservation"),
    "withdrawal": ("Withdrawal", "Suspension", "Violation"),
    "context": ("Visit", "Meeting", "ArmedConflict", "MilitaryDeployment", "Attack", "Sanction", "Aid"),
    "claims": (),
    "provisions": (),
}
OF_EVENTS = ("events", "event_actors", "event_treaty", "event_dates", "event_places", "factuality")
MEASURED = (*OF_EVENTS, "claims", "claim_targets", "provisions")


def read(name: str, part: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the snippets of a file that belong to a part, each with an id."""
    lines = (SNIPPETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    snippets = ((f"{name}-{number}", json.loads(line)) for number, line in enumerate(lines, 1))
    return ((id_, snippet) for id_, snippet in snippets if in_part(snippet["text"], part))


def as_gold(id_: str, snippet: dict[str, Any]) -> dict[str, Any]:
    """Return what a snippet tells in the format of the gold files; everything that is named is an entity, known by its name."""
    events, claims = snippet.get("events", []), snippet.get("claims", [])
    provisions = snippet.get("provisions", [])
    treaties = {t for t in (*(e[2] for e in events), *(p[1] for p in provisions)) if t}
    others = {name for fact in events for name in fact[1]} | {name for p in provisions for name in p[2]}
    others |= {name for c in claims for name in (*c[1], *c[2])}
    kinds = {**dict.fromkeys(others, "State"), **dict.fromkeys(treaties, "Treaty")}
    return {
        "id": id_,
        "entities": [{"id": n, "type": kind, "name": n, "aliases": [], "wikidata": None} for n, kind in sorted(kinds.items())],
        "events": [
            {"type": e[0], "actors": e[1], "treaty": e[2], "date": e[3], "place": e[4], "factuality": e[5], "quote": e[6]}
            for e in events
        ],
        "claims": [{"type": c[0], "speakers": c[1], "targets": c[2], "quote": c[3]} for c in claims],
        "provisions": [{"type": p[0], "treaty": p[1], "obligors": p[2], "quote": p[3]} for p in provisions],
        "posts": [],
    }  # fmt: skip


def found_in(id_: str, snippet: dict[str, Any]) -> dict[str, Any]:
    """Return what is found in a snippet, of the kinds of fact that its file is about."""
    published = snippet.get("published")
    article = Article(id_, snippet["text"], published=date.fromisoformat(published) if published else None)
    found = to_gold(extract(article))
    kinds = KINDS[id_.rpartition("-")[0]]
    events = [e for e in found["events"] if e["type"] in kinds]
    others = {layer: found[layer] if layer in snippet else [] for layer in ("claims", "provisions")}
    return {**found, "events": events, **others, "posts": []}


def measure(name: str, part: str, *, errors: bool) -> str:
    """Return the figures of a file as lines of text, with what was missed or wrong."""
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()) as printed:
        gold, built, figures = (Path(folder) / each for each in ("gold", "found", "figures"))
        gold.mkdir()
        built.mkdir()
        for id_, snippet in read(name, part):
            (gold / f"{id_}.json").write_text(json.dumps(as_gold(id_, snippet)), encoding="utf-8")
            (built / f"{id_}.json").write_text(json.dumps(found_in(id_, snippet)), encoding="utf-8")
        score.main([str(gold), str(built), "--json", str(figures), *(["--errors"] if errors else [])])
        table = json.loads(figures.read_text(encoding="utf-8"))
    rows = {layer: table[layer] for layer in MEASURED if table.get(layer, {}).get("f1")}
    lines = [f"  {layer:14}" + "".join(f" {row[m]:7.3f}" for m in MEASURES) for layer, row in rows.items()]
    told = [line for line in printed.getvalue().splitlines() if line.startswith(f"{name}-") and ": entity " not in line]
    return "\n".join((f"{name} ({part})", *lines, *told))


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of the files; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"all of them without: {', '.join(KINDS)}")
    parser.add_argument("--part", choices=PARTS, default="develop")
    parser.add_argument(
        "--errors", action="store_true", help="also what was missed or wrong; of the developed part only"
    )
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    if options.errors and options.part != "develop":
        parser.error("--errors: the errors of the part held back are not shown: leave out --part")
    names = options.names or list(KINDS)
    if unknown := set(names) - set(KINDS):
        parser.error(f"unknown NAME {', '.join(sorted(unknown))}: one of {', '.join(KINDS)}")
    with ProcessPoolExecutor(options.jobs) as pool:
        running = [pool.submit(measure, name, options.part, errors=options.errors) for name in names]
        for each in running:
            print(each.result())
    return 0


if __name__ == "__main__":
    sys.exit(main())
