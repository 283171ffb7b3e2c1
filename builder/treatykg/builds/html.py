"""What a notebook shows of a build: counts, treaties with their status, events and claims with the words that say them.

Every text of an article is escaped: nothing in it becomes markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from rdflib.namespace import RDFS

from treatykg.builds.result import Result
from treatykg.builds.rows import Kind, Row, table_rows
from treatykg.triples import Index
from treatykg.vocab import TREATY, local_name

_MOST_ROWS = 12
_LONGEST = 160
_COLUMNS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("events", ("type", "factuality", "treaties_labels", "actors_labels", "date", "quotes")),
    ("claims", ("type", "speakers_labels", "targets_labels", "quotes")),
    ("provisions", ("obligation_type", "treaties_labels", "obligors_labels", "quotes")),
)


def to_html(result: Result) -> str:
    """The build as HTML that stands in a notebook, with the first rows of each table."""
    return "".join(("<div>", f"<p>{escape(_summary(result))}</p>", *_tables(result), "</div>"))


def _summary(result: Result) -> str:
    facts = [each.facts for each in result.extractions]
    counts = {
        "articles": len(result.extractions),
        "entities": sum(len(each.entities) for each in result.extractions),
        "events": sum(len(each.events) for each in facts),
        "claims": sum(len(each.claims) for each in facts),
        "provisions": sum(len(each.provisions) for each in facts),
        "triples": len(result.dataset),
    }
    verdict = "conforms to the shapes" if result.report.conforms else "DOES NOT CONFORM to the shapes"
    return f"{', '.join(f'{number} {name}' for name, number in counts.items())}; {verdict}"


def _tables(result: Result) -> Iterator[str]:
    index = Index(result.dataset)
    treaties = [
        (index.value(treaty, RDFS.label) or treaty, local_name(index.value(treaty, TREATY.status) or ""))
        for treaty in index.instances(TREATY.Treaty)
    ]
    yield _table("treaties", ("treaty", "status"), treaties)
    for kind, columns in _COLUMNS:
        rows = table_rows(result.dataset, kind)
        names = [column.removesuffix("_labels") for column in columns]
        yield _table(kind, names, ([_cell(row, column) for column in columns] for row in rows))


def _table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    cells = list(rows)
    if not cells:
        return ""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in cells[:_MOST_ROWS])
    more = f"<p>and {len(cells) - _MOST_ROWS} more</p>" if len(cells) > _MOST_ROWS else ""
    return f"<h4>{escape(title)}</h4><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(row: Row, column: str) -> str:
    text = str(row[column] if row[column] is not None else "")
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
