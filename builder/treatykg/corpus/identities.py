"""Who is the same across articles: decided from all profiles together, and kept in the ledger until one of them changes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad
from rdflib.namespace import DCTERMS, RDFS, SKOS

from treatykg import identifiers
from treatykg.corpus.ledger import Ledger
from treatykg.corpus.scoring import score_on
from treatykg.identifiers import fingerprint, to_iri
from treatykg.resolution import Decisions, Match, Profile, from_json, resolve


@dataclass(frozen=True, slots=True)
class Identity:
    """What a thing of one article is in the corpus: its own local identifier, the canonical one, and the one label."""

    original: str
    canonical: str
    label: str | None


def resolve_all(ledger: Ledger, decisions: Decisions, *, jobs: int) -> str:
    """Decide who is the same, if articles or decisions have changed; returns the fingerprint of what it rests on."""
    inputs = sorted((article, *found) for article, found in ledger.inputs().items())
    rests_on = fingerprint(inputs, repr(decisions))
    if ledger.setting("resolved") != rests_on:
        profiles = tuple(_profiles(ledger))
        resolution = resolve(profiles, decisions=decisions, score=score_on(jobs))
        named = {(profile.article, profile.id) for profile in profiles}
        with ledger.transaction() as sql:
            for table in ("identities", "labels", "matches"):
                sql.execute(f"DELETE FROM {table}")  # noqa: S608  # our own names
            identities = ((article, each, resolution.mapping.get((article, each), each)) for article, each in named)
            sql.executemany("INSERT INTO identities VALUES (?, ?, ?)", sorted(identities))
            sql.executemany("INSERT INTO labels VALUES (?, ?)", sorted(resolution.labels.items()))
            rows = [_row(match, merged=True) for match in resolution.merges]
            rows += [_row(match, merged=False) for match in resolution.proposals]
            sql.executemany("INSERT OR REPLACE INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?)", sorted(rows))
            ledger.set("resolved", rests_on)
    return rests_on


def load_identities(ledger: Ledger, *, article: str | None = None) -> Mapping[str, tuple[Identity, ...]]:
    """By article, the things that have another identifier or label in the corpus than in it alone; of one article or all."""
    found: dict[str, list[Identity]] = defaultdict(list)
    query = """
        SELECT article, original, canonical, label FROM identities LEFT JOIN labels USING (canonical)
        WHERE (original <> canonical OR label IS NOT NULL) AND (?1 IS NULL OR article = ?1) ORDER BY article, original"""
    for name, *values in ledger.sql.execute(query, (article,)):
        found[name].append(Identity(*values))
    return {name: tuple(each) for name, each in found.items()}


def resolution_quads(ledger: Ledger, *, base: str) -> Iterator[Quad]:
    """The graph that says what was merged into what, what perhaps is the same, and how things are called."""
    graph = NamedNode(identifiers.resolution_graph_iri(base=base))

    def named(local: str) -> NamedNode:
        return NamedNode(to_iri(local, base=base))

    for original, canonical in ledger.sql.execute(
        "SELECT DISTINCT original, canonical FROM identities WHERE original <> canonical"
    ):
        yield Quad(named(original), NamedNode(DCTERMS.isReplacedBy), named(canonical), graph)
    for canonical, label in ledger.sql.execute("SELECT canonical, label FROM labels"):
        yield Quad(named(canonical), NamedNode(RDFS.label), Literal(label), graph)
    for one, other in ledger.sql.execute("SELECT one, other FROM matches WHERE NOT merged"):
        yield Quad(named(one), NamedNode(SKOS.closeMatch), named(other), graph)


def _profiles(ledger: Ledger) -> Iterator[Profile]:
    for (text,) in ledger.sql.execute("SELECT profile FROM profiles ORDER BY article, number"):
        yield from_json(text)


def _row(match: Match, *, merged: bool) -> tuple[str, str, str, str, bool, float, str, str]:
    return match.a, match.b, *match.articles, merged, match.score, match.decided_by, json.dumps(match.reasons)
