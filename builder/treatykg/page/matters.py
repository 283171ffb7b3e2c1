"""Claims side by side: those that answer one another, or speak of the same event or treaty, are one matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rdflib.namespace import RDF

from treatykg.page.corpus import Corpus
from treatykg.page.records import Record
from treatykg.vocab import TREATY, local_name

SIDES: Mapping[str, str] = {
    "Statement": "for",
    "Accusation": "for",
    "Pledge": "for",
    "Support": "for",
    "Demand": "for",
    "Threat": "for",
    "Concern": "against",
    "Denial": "against",
    "Opposition": "against",
    "NoComment": "silent",
}
"""In which column a claim stands: who asserts or backs something, who denies or opposes it, who does not comment."""


def matter_records(corpus: Corpus) -> list[Record]:
    """The matters, those with more sides first: what each is about, and the numbers of its claims by side."""
    claims = [iri for iri in corpus.facts if corpus.kinds[iri] == "claim"]
    matters: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        matters[_matter(claim, corpus, seen=frozenset())].append(claim)
    records = [_record(matter, members, corpus) for matter, members in matters.items()]
    return sorted(
        records, key=lambda each: (-len(each["sides"]), -sum(map(len, each["sides"].values())), each["about"])
    )


def _record(matter: str, claims: Sequence[str], corpus: Corpus) -> Record:
    sides: dict[str, list[int]] = defaultdict(list)
    for claim in claims:
        sides[_side(claim, corpus)].append(corpus.numbers[claim])
    return {"about": corpus.numbers[matter], "sides": dict(sorted(sides.items()))}


def _matter(claim: str, corpus: Corpus, *, seen: frozenset[str]) -> str:
    """The event or treaty that a claim, or the claim that it answers, is about; that claim itself if it is about nothing known."""
    values = corpus.index.values
    linked = (*values(claim, TREATY.respondsTo), *values(claim, TREATY.about))
    known = [each for each in linked if each in corpus.numbers and each not in seen and each != claim]
    order = {"claim": 0, "event": 1, "provision": 2, "post": 2, "thing": 3}
    first = min(known, key=lambda each: (order[corpus.kinds[each]], each), default=None)
    if first is None:
        return claim
    return _matter(first, corpus, seen=seen | {claim}) if corpus.kinds[first] == "claim" else first


def _side(claim: str, corpus: Corpus) -> str:
    names = (local_name(each) for each in corpus.index.values(claim, RDF.type))
    return next((SIDES[name] for name in names if name in SIDES), "for")
