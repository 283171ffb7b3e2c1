"""What nodes and edges of every projection carry: strings and numbers only, empty where nothing is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from rdflib.namespace import ORG, OWL, RDF, RDFS, SDO

from treatykg.triples import Index
from treatykg.vocab import TREATY, local_name

Attributes: TypeAlias = dict[str, str | int | float]

# The kind of a fact, told by its class; a row of a projection says of which kind it is, so that it can be filtered.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        str(TREATY.Event): "event",
        str(TREATY.Claim): "claim",
        str(TREATY.Provision): "provision",
        str(TREATY.Participation): "participation",
        str(ORG.Post): "post",
    }
)
# Claims that are for or against somebody. Concern, demand and denial are neither.
_TOWARDS_AGENTS = MappingProxyType(
    {str(TREATY.Support): 1, str(TREATY.Accusation): -1, str(TREATY.Opposition): -1, str(TREATY.Threat): -1}
)
# Who accuses somebody of breaking a treaty is not against the treaty.
_TOWARDS_DOCUMENTS = MappingProxyType({str(TREATY.Support): 1, str(TREATY.Opposition): -1})
_DOCUMENTS = frozenset(map(str, (TREATY.Treaty, TREATY.LegalInstrument)))
SEPARATOR = " | "  # between several values in one attribute


def entity_attributes(entity: str, index: Index) -> Attributes:
    """The name, type, Wikidata link and status of an entity, and how often it is mentioned."""
    return {
        "label": index.value(entity, RDFS.label) or entity,
        "type": local_names(index.values(entity, RDF.type)),
        "same_as": joined(index.values(entity, OWL.sameAs)),
        "status": local_names(index.values(entity, TREATY.status)),
        "mentions": len(index.values(entity, TREATY.evidence)),
    }


def fact_attributes(fact: str, index: Index, *, relation: str = str(RDF.type)) -> Attributes:
    """What an edge tells of the fact it stands for; `relation` is the predicate whose values name the kind of tie.

    `date` is an EDTF literal, `earliest` and `latest` are ISO days, `published` is the day of the article. `weight` is the
    confidence, so that it can be summed up; `sign` is left at 0, see `sign_of`.
    """
    name = relation_of(fact, index, relation=relation)
    confidence = float(index.value(fact, TREATY.confidence) or 1)
    articles = index.follow(fact, TREATY.evidence, TREATY.source)
    return {
        "label": name,
        "relation": name,
        "kind": kind_of(fact, index),
        "fact": fact,
        "treaty": joined(_treaty_names(fact, index)),
        "factuality": local_names(index.values(fact, TREATY.factuality)),
        "sign": 0,
        "date": index.value(fact, TREATY.date) or "",
        "earliest": min(index.values(fact, TREATY.earliestDate), default=""),
        "latest": max(index.values(fact, TREATY.latestDate), default=""),
        "quote": joined(index.follow(fact, TREATY.evidence, TREATY.quote)),
        "article": joined(articles),
        "published": min((day for each in articles for day in index.values(each, SDO.datePublished)), default=""),
        "confidence": confidence,
        "weight": confidence,
    }


def relation_of(fact: str, index: Index, *, relation: str = str(RDF.type)) -> str:
    """The local names of the values of `relation`, without the class that all facts of the kind have."""
    return local_names(each for each in index.values(fact, relation) if each not in KINDS)


def kind_of(fact: str, index: Index) -> str:
    """`event`, `claim`, `provision`, `participation`, `post`; nothing for what is no fact."""
    return next((KINDS[each] for each in index.values(fact, RDF.type) if each in KINDS), "")


def sign_of(claim: str, target: str, index: Index) -> int:
    """1 when a claim is for its target, -1 when it is against it, else 0."""
    signs = _TOWARDS_DOCUMENTS if _DOCUMENTS.intersection(index.values(target, RDF.type)) else _TOWARDS_AGENTS
    return next((signs[each] for each in index.values(claim, RDF.type) if each in signs), 0)


def treaties_of(fact: str, index: Index) -> tuple[str, ...]:
    """The treaties that a fact is about: of a claim also those that the events are about which it is about; sorted."""
    direct = (
        *index.values(fact, TREATY.concerns),
        *index.values(fact, TREATY.partOf),
        *index.values(fact, TREATY.participationIn),
        *index.values(fact, TREATY.about),
        *index.follow(fact, TREATY.about, TREATY.concerns),
    )
    return tuple(sorted({each for each in direct if str(TREATY.Treaty) in index.values(each, RDF.type)}))


def local_names(iris: Iterable[str]) -> str:
    """The local names of terms, joined; a name that is no IRI stays as it is."""
    return joined(local_name(iri) if "://" in iri else iri for iri in iris)


def joined(values: Iterable[str]) -> str:
    """Several values as one text."""
    return SEPARATOR.join(values)


def _treaty_names(fact: str, index: Index) -> Iterable[str]:
    return (label for treaty in treaties_of(fact, index) for label in index.values(treaty, RDFS.label))
