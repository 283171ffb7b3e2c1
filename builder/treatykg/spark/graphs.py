"""The graphs of a corpus as lines of N-Quads: what the articles say, on canonical things, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib.namespace import DCTERMS, RDFS, SKOS

from treatykg import identifiers
from treatykg.corpus.deriving import derive
from treatykg.corpus.identities import Identity
from treatykg.corpus.records import pack, unpack
from treatykg.corpus.rewriting import find_courses
from treatykg.corpus.syncing import rewritten
from treatykg.export import to_nquads
from treatykg.identifiers import to_iri
from treatykg.spark.arrow import Row, flat_map, flat_map_groups
from treatykg.spark.facts import FACTS, to_facts
from treatykg.spark.resolving import Resolved
from treatykg.triples import Dataset

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

WRITTEN = f"id string, published string, said binary, courses array<struct<treaty: string, course: binary>>, {FACTS}"


def write_articles(records: DataFrame, identities: DataFrame, *, base: str) -> DataFrame:
    """Each article with its graph on canonical things, packed, what it tells of treaties' courses, and its facts.

    Packed, because Spark reads columns by the batch: thousands of graphs of 130 kB would not fit into an executor.
    """
    from pyspark.sql import functions as f

    told = identities.where("original <> canonical or label is not null").groupBy("article")
    lists = told.agg(f.collect_list(f.struct("original", "canonical", "label")).alias("identities"))
    joined = records.select("id", "published", "said").join(lists.withColumnRenamed("article", "id"), "id", "left")
    return flat_map(joined, partial(_write, base), WRITTEN)


def list_articles(written: DataFrame) -> DataFrame:
    """The graphs of the articles, each as one value of many lines."""
    return flat_map(written.select("said"), _to_lines, "lines string")


def derive_all(written: DataFrame, *, base: str) -> DataFrame:
    """The derived triples, treaty by treaty."""
    courses = written.selectExpr("inline(courses)")
    return flat_map_groups(courses, "treaty", partial(_derive, base), "line string").distinct()


def join_background(records: DataFrame) -> DataFrame:
    """What the articles need to know, each statement once."""
    return flat_map(records.select("background"), _unpack, "line string").distinct()


def tell_resolution(resolved: Resolved, *, base: str) -> DataFrame:
    """What was merged into what, what perhaps is the same, and how things are called."""
    replaced = resolved.identities.where("original <> canonical").selectExpr(
        "original as subject", f"'{DCTERMS.isReplacedBy}' as predicate", "canonical as value", "false as is_label"
    )
    alike = resolved.proposals.selectExpr("one", f"'{SKOS.closeMatch}'", "other", "false")
    called = resolved.labels.selectExpr("canonical", f"'{RDFS.label}'", "label", "true")
    return flat_map(replaced.distinct().union(alike).union(called), partial(_to_line, base), "line string").distinct()


def _write(base: str, row: Row) -> Iterator[Row]:
    identities = [Identity(**each) for each in row["identities"] or ()]
    lines = rewritten(row["said"], sorted(identities, key=lambda each: each.original), base=base)
    courses = [{"treaty": treaty, "course": pack(course.encode("utf-8"))} for treaty, course in find_courses(lines)]
    dataset = Dataset.of(parse(lines, RdfFormat.N_QUADS))
    yield {
        "id": row["id"], "published": row["published"], "said": pack(lines.encode("utf-8")), "courses": courses,
        **to_facts(dataset, article=row["id"]),
    }  # fmt: skip


def _to_lines(row: Row) -> Iterator[Row]:
    if lines := unpack(row["said"]).decode("utf-8").rstrip("\n"):
        yield {"lines": lines}


def _derive(base: str, rows: Sequence[Row]) -> Iterator[Row]:
    dataset = derive(rows[0]["treaty"], (unpack(row["course"]) for row in rows), base=base)
    yield from _to_rows(to_nquads(dataset, base=base))


def _unpack(row: Row) -> Iterator[Row]:
    yield from _to_rows(unpack(row["background"]))


def _to_rows(lines: bytes) -> Iterator[Row]:
    for line in lines.decode("utf-8").splitlines():
        yield {"line": line}


def _to_line(base: str, row: Row) -> Iterator[Row]:
    graph = NamedNode(identifiers.resolution_graph_iri(base=base))
    subject = NamedNode(to_iri(row["subject"], base=base))
    value = Literal(row["value"]) if row["is_label"] else NamedNode(to_iri(row["value"], base=base))
    dataset = Dataset((Quad(subject, NamedNode(row["predicate"]), value, graph),))
    yield from _to_rows(to_nquads(dataset, base=base))
