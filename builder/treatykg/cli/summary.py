"""What a build tells on the terminal: how much was found, what became of the treaties, whether the graph conforms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rdflib.namespace import RDFS
from rich.text import Text

from treatykg.builds.result import Result
from treatykg.cli.terminal import clean, print_lines, to_table
from treatykg.coverage import covered_sentences
from treatykg.triples.index import Index
from treatykg.vocab import TREATY

_MOST_TREATIES = 20


def print_summary(result: Result, folder: Path, files: Sequence[Path]) -> None:
    """Print the counts, the treaties with their status, the verdict of the validation and where the files are."""
    treaties = _treaty_rows(result)
    blocks = [to_table(("found", "number"), _count_rows(result))]
    if treaties:
        blocks += ["", to_table(("treaty", "status"), treaties[:_MOST_TREATIES])]
    print_lines(*blocks, "", Text(_verdict(result)), Text(clean(f"{len(files)} files in {folder}/")))


def _count_rows(result: Result) -> list[tuple[str, str]]:
    facts = [each.facts for each in result.extractions]
    counts = {
        "articles": len(result.extractions),
        "sentences": sum(len(each.sentences) for each in result.extractions),
        "sentences with facts": sum(len(covered_sentences(e.sentences, e.facts)) for e in result.extractions),
        "sentences with a treaty cue but no fact": sum(len(each.gaps) for each in result.extractions),
        "entities": sum(len(each.entities) for each in result.extractions),
        "events": sum(len(each.events) for each in facts),
        "claims": sum(len(each.claims) for each in facts),
        "provisions": sum(len(each.provisions) for each in facts),
        "offices": sum(len(each.posts) for each in facts),
        "triples": len(result.dataset),
    }
    return [(name, str(count)) for name, count in counts.items()]


def _treaty_rows(result: Result) -> list[tuple[str, str]]:
    index = Index(result.dataset)
    return [
        (index.value(treaty, RDFS.label) or treaty, _last_part(index.value(treaty, TREATY.status)))
        for treaty in index.instances(TREATY.Treaty)
    ]


def _last_part(iri: str | None) -> str:
    """`.../status/NotInForce` as `NotInForce`; a dash for what is not known."""
    return iri.rpartition("/")[2] if iri else "-"


def _verdict(result: Result) -> str:
    report = result.report
    counts = f"{report.count('violation')} violations, {report.count('warning')} warnings"
    return f"validation: {'conforms' if report.conforms else 'DOES NOT CONFORM'} ({counts}; see validation.txt)"
