"""Articles, things and facts as records of the page: plain values for JSON, empty ones left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from rdflib.namespace import ORG, OWL, RDF, RDFS, SDO, SKOS

from treatykg.model import Span
from treatykg.page.corpus import KINDS, Corpus
from treatykg.sentences.punctuation import split_sentences, strip
from treatykg.vocab import TREATY, local_name

Record: TypeAlias = dict[str, Any]
Sentences: TypeAlias = Mapping[str, Sequence[Span]]

_ROLES: Mapping[str, tuple[str, ...]] = {
    "event": (TREATY.actor, TREATY.concerns, TREATY.place, TREATY.conditionalOn),
    "claim": (TREATY.speaker, TREATY.target, TREATY.about, TREATY.respondsTo),
    "provision": (TREATY.obligor, TREATY.partOf, TREATY.cites),
    "post": (ORG.heldBy, ORG.postIn),
}
_VOTES = (TREATY.votesFor, TREATY.votesAgainst, TREATY.abstentions)
_WIKIDATA = re.compile(r"https?://www\.wikidata\.org/entity/(Q[1-9]\d*)")
_DECIMALS = 4


def article_record(iri: str, corpus: Corpus, sentences: Sentences) -> Record:
    """What is known of an article, its text if the graph has it, and the spans of its sentences."""
    index = corpus.index
    text = index.value(iri, SDO.text)
    return _filled(
        id=corpus.local(iri).removeprefix("article/"),
        title=index.value(iri, SDO.headline),
        published=index.value(iri, SDO.datePublished),
        publisher=index.value(iri, SDO.publisher),
        url=index.value(iri, SDO.url),
        text=text,
        sentences=_sentences(iri, text, corpus, sentences) if text else None,
    )


def thing_record(iri: str, corpus: Corpus) -> Record:
    """An entity with its names, links, and for a treaty where it stands."""
    index = corpus.index
    links = (_WIKIDATA.fullmatch(each) for each in index.values(iri, OWL.sameAs))
    return _filled(
        id=corpus.local(iri),
        label=index.value(iri, RDFS.label) or corpus.local(iri),
        type=local_name(next(iter(index.values(iri, RDF.type)))),
        aliases=list(index.values(iri, SKOS.altLabel)),
        wikidata=next((link[1] for link in links if link), None),
        codes=list(index.values(iri, SKOS.notation)),
        actsFor=corpus.refs(iri, TREATY.actsFor),
        parties=corpus.refs(iri, TREATY.namedParty),
        said=corpus.said(iri),
    )


def fact_record(iri: str, corpus: Corpus) -> Record:
    """A fact with its roles, dates and evidence. What articles tell differently stands side by side."""
    index, kind = corpus.index, corpus.kinds[iri]
    roles = {local_name(role): refs for role in _ROLES[kind] if (refs := corpus.refs(iri, role))}
    return _filled(
        id=corpus.local(iri),
        kind=kind,
        type=_type(iri, corpus),
        label=index.value(iri, RDFS.label),
        roles=roles,
        factuality=_names(index.values(iri, TREATY.factuality)),
        confidence=_confidence(index.values(iri, TREATY.confidence)),
        said=corpus.said(iri),
        **_times(iri, corpus),
        **_details(iri, corpus),
    )


def _times(iri: str, corpus: Corpus) -> Record:
    index = corpus.index
    return {
        "dates": list(index.values(iri, TREATY.date)),
        "from": min(index.values(iri, TREATY.earliestDate), default=None),
        "to": max(index.values(iri, TREATY.latestDate), default=None),
        "how": _names(index.values(iri, TREATY.dateDerivation)),
        "effective": list(index.values(iri, TREATY.effectiveDate)),
    }


def _details(iri: str, corpus: Corpus) -> Record:
    index = corpus.index
    votes = {local_name(each): count for each in _VOTES if (count := index.value(iri, each))}
    return {
        "votes": votes,
        "unanimous": "true" in index.values(iri, TREATY.unanimous),
        "unnamed": "true" in index.values(iri, TREATY.unnamedSource),
        "content": index.value(iri, TREATY.content),
        "article": index.value(iri, TREATY.articleNumber),
        "trigger": index.value(iri, TREATY.trigger),
        "quoted": "true" in index.values(iri, TREATY.quoted),
        "extractor": list(index.values(iri, TREATY.extractor)),
    }


def _type(iri: str, corpus: Corpus) -> str:
    """The kind of event or claim, the type of the obligation, "Post" for an office."""
    predicate = TREATY.obligationType if corpus.kinds[iri] == "provision" else RDF.type
    types = [each for each in corpus.index.values(iri, predicate) if each not in KINDS]
    return local_name(types[0]) if types else corpus.kinds[iri].capitalize()


def _confidence(values: Iterable[str]) -> float | None:
    """The highest confidence that an article gives."""
    return max((round(float(each), _DECIMALS) for each in values), default=None)


def _sentences(iri: str, text: str, corpus: Corpus, given: Sentences) -> list[list[int]]:
    if spans := given.get(iri):
        return [[each.start, each.end] for each in (strip(span, text) for span in spans) if each.start < each.end]
    facts = {node for fact in corpus.facts for node in corpus.index.values(fact, TREATY.evidence)}
    whole = [each.span for node, each in corpus.passages.items() if node in facts and each.article == iri]
    return [[each.start, each.end] for each in split_sentences(text, whole)]


def _names(iris: Iterable[str]) -> list[str]:
    return [local_name(each) for each in iris]


def _filled(**values: Any) -> Record:
    return {name: value for name, value in values.items() if value not in (None, [], {}, False)}
