"""Ties between entities: the pairs that share a fact, and what the fact says of their tie."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

from rdflib.namespace import ORG, RDF, RDFS

from treatykg.identifiers import fingerprint
from treatykg.triples import Index
from treatykg.vocab import TREATY


@dataclass(frozen=True, slots=True)
class Rule:
    """How facts of one class tie entities: each value of `source` to each value of `target`, a path of predicates.

    Without a target the values of `source` are tied to one another, in alphabetical order. `type` tells the kind of tie,
    `treaties` are the paths to the treaties that the fact is about.
    """

    fact: str
    source: str
    target: tuple[str, ...] = ()
    type: str = str(RDF.type)
    treaties: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two entities that a fact ties together, by their IRIs."""

    source: str
    target: str
    fact: str
    rule: Rule


_CONCERNS: tuple[tuple[str, ...], ...] = ((TREATY.concerns,),)
_ABOUT: tuple[tuple[str, ...], ...] = ((TREATY.about,), (TREATY.about, TREATY.concerns))
_PART_OF: tuple[tuple[str, ...], ...] = ((TREATY.partOf,),)

RULES = (
    Rule(TREATY.Event, TREATY.actor, treaties=_CONCERNS),
    Rule(TREATY.Event, TREATY.actor, (TREATY.concerns,), treaties=_CONCERNS),
    Rule(TREATY.Event, TREATY.actor, (TREATY.place,), treaties=_CONCERNS),
    Rule(TREATY.Claim, TREATY.speaker, (TREATY.target,), treaties=_ABOUT),
    Rule(TREATY.Claim, TREATY.speaker, (TREATY.about,), treaties=_ABOUT),
    Rule(TREATY.Claim, TREATY.speaker, (TREATY.about, TREATY.concerns), treaties=_ABOUT),
    Rule(TREATY.Provision, TREATY.obligor, type=TREATY.obligationType, treaties=_PART_OF),
    Rule(TREATY.Provision, TREATY.obligor, (TREATY.partOf,), type=TREATY.obligationType, treaties=_PART_OF),
    Rule(ORG.Post, ORG.heldBy, (ORG.postIn,), type=RDFS.label),
)


def find_ties(index: Index, entities: frozenset[str]) -> Iterator[Tie]:
    """The ties of one article's facts between `entities`."""
    for rule in RULES:
        for fact in index.instances(rule.fact):
            for source, target in _pairs(index, fact, rule):
                if source in entities and target in entities:
                    yield Tie(source, target, fact, rule)


def tie_id(tie: Tie, graph: str) -> str:
    """An identifier of the tie that is unique in the network and the same in every run."""
    return "tie-" + fingerprint(graph, tie.fact, tie.source, tie.target)


def _pairs(index: Index, fact: str, rule: Rule) -> Iterator[tuple[str, str]]:
    sources = index.values(fact, rule.source)
    if rule.target:
        return product(sources, index.follow(fact, *rule.target))
    # A minister and her state act as one: she is tied to the other side's minister, her state to the other side's state.
    acts_for_other = {each for each in sources if set(sources).intersection(index.values(each, TREATY.actsFor))}
    return (pair for pair in combinations(sources, 2) if len(acts_for_other.intersection(pair)) != 1)
