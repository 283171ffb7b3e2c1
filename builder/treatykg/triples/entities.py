"""Entities as triples: what the article says of them; what only the gazetteer knows goes to the background graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib.namespace import OWL, RDF, RDFS, SKOS

from treatykg.gazetteer import Gazetteer
from treatykg.model import Entity
from treatykg.triples.terms import Names, Statement, Values, describe, node, nodes, texts
from treatykg.vocab import TREATY, WIKIDATA

_METONYM = "metonym:"  # rules of this family read a city or building as the government that sits there


def entity_statements(entity: Entity, names: Names, *, named: frozenset[str]) -> Iterator[Statement]:
    """What the article says of an entity; `named` are the ids of the entities that it names."""
    (subject,) = names.of(entity.id)
    values: Values = {
        RDF.type: nodes(TREATY[entity.type]),
        RDFS.label: texts(entity.label),
        SKOS.altLabel: texts(*(alias for alias in entity.aliases if alias != entity.label)),
        TREATY.actsFor: names.of(*(each for each in entity.acts_for if each in named)),
        TREATY.namedParty: names.of(*(each for each in entity.parties if each in named)),
        TREATY.evidence: names.evidence(entity.evidence),
    }
    yield from describe(subject, values)
    for passage in entity.evidence:
        if passage.rule.startswith(_METONYM):
            (words,) = names.evidence((passage,))
            yield from describe(words, {TREATY.metonymFor: (subject,)})


def background_statements(
    entities: Iterable[Entity], names: Names, *, gazetteer: Gazetteer | None
) -> Iterator[Statement]:
    """What is known of the entities without being said: Wikidata links, ISO codes, offices and parties not named."""
    entities = tuple(entities)
    named = frozenset(entity.id for entity in entities)
    codes = _iso_codes(entities, gazetteer) if gazetteer is not None else {}
    for entity in entities:
        (subject,) = names.of(entity.id)
        values: Values = {
            OWL.sameAs: [node(WIKIDATA[entity.wikidata])] if entity.wikidata else [],
            SKOS.notation: texts(*codes.get(entity.id, ())),
            TREATY.actsFor: names.of(*(each for each in entity.acts_for if each not in named)),
            TREATY.namedParty: names.of(*(each for each in entity.parties if each not in named)),
        }
        yield from describe(subject, values)


def _iso_codes(entities: Iterable[Entity], gazetteer: Gazetteer) -> dict[str, tuple[str, ...]]:
    """The ISO 3166-1 codes of the states that the gazetteer knows, by the ids of the entities."""
    states = (each for each in entities if each.key is not None and gazetteer.record(each.key).type == "State")
    rows = {each.id: gazetteer.details(each.key) for each in states if each.key is not None}
    return {entity: tuple(filter(None, (row["alpha2"], row["alpha3"]))) for entity, row in rows.items()}
