"""What an extraction becomes as RDF; most of the seven promises of the design are kept or broken here."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from functools import cache

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib import Graph
from rdflib.namespace import ORG, OWL, PROV, RDF, RDFS, SDO, SKOS

from facts_example import (
    ARTICLE,
    CLAIMS,
    ENTITIES,
    EVENTS,
    EXTRACTION,
    FIJI,
    POSTS,
    PROVISIONS,
    REEF,
    TEXT,
    VUKI,
    said,
    span,
    with_events,
)
from treatykg.errors import EvidenceError, GraphError, OptionError
from treatykg.gazetteer import load_gazetteer
from treatykg.identifiers import BASE, background_graph_iri, event_id, graph_iri, to_iri
from treatykg.inference import infer
from treatykg.model import Entity, Evidence, Extraction, Facts, Span, TimeInterval
from treatykg.resources import folder
from treatykg.triples import Dataset, Index, to_dataset, to_rdflib, to_store, triple_of
from treatykg.validation import validate
from treatykg.vocab import EDTF, FACTUALITY, TREATY

ARTICLE_GRAPH = graph_iri("reef-pact")
BACKGROUND = background_graph_iri()


@cache
def example():
    return to_dataset(EXTRACTION, background=load_gazetteer())


def select(dataset, where):
    """The solutions of a query over all graphs together, as tuples of strings in the order of its variables."""
    variables = " ".join(dict.fromkeys(re.findall(r"\?\w+", where)))
    query = f"SELECT DISTINCT {variables} WHERE {{ {where} }}"
    prefixes = {
        "treaty": str(TREATY),
        "factuality": str(FACTUALITY),
        "org": str(ORG),
        "rdfs": str(RDFS),
        "schema": str(SDO),
    }
    solutions = to_store(dataset).query(query, prefixes=prefixes, use_default_graph_as_union=True)
    return [tuple(term.value for term in solution) for solution in solutions]


def values(dataset, subject, predicate):
    return Index(dataset).values(to_iri(subject), predicate)


# Promise 1: evidence on everything


def test_each_quote_is_the_text_at_its_offsets():
    """Counted in code points: an emoji and curly quotes stand before some of them."""
    rows = select(
        example(), "?e treaty:quote ?q; treaty:start ?start; treaty:end ?end; treaty:source/schema:text ?text"
    )
    assert len(rows) > 30
    for _, quote, start, end, text in rows:
        assert text == TEXT
        assert text[int(start) : int(end)] == quote


def test_everything_found_carries_evidence():
    """Entities, events, claims, provisions and offices: each points to at least one passage of the article."""
    found = (*ENTITIES, *EVENTS, *CLAIMS, *PROVISIONS, *POSTS)
    for each in found:
        passages = values(example(), each.id, TREATY.evidence)
        assert passages, each.id
        assert all(Index(example()).value(passage, RDF.type) == str(TREATY.Evidence) for passage in passages)


def test_the_words_that_say_a_date_are_evidence_too():
    """Unless they lie within the words that say the event."""
    evidence = values(example(), "event/reef-signed", TREATY.evidence)
    quotes = [Index(example()).value(each, TREATY.quote) for each in evidence]
    assert sorted(quotes) == ["on 3 March 2021", "signed the Reef Protection Treaty"]


@pytest.mark.parametrize(
    "entity",
    [
        Entity("person/x", "Person", "X", evidence=()),
        Entity("person/x", "Person", "X", evidence=(Evidence(Span(len(TEXT) - 2, len(TEXT) + 1), "r"),)),
        Entity("person/x", "Person", "X", evidence=(Evidence(Span(-3, 3), "r"),)),
        Entity("person/x", "Person", "X", evidence=(Evidence(Span(5, 5), "r"),)),
        Entity("person/x", "Person", "X", evidence=(Evidence(Span(9, 4), "r"),)),
        Entity("person/x", "Person", "X", evidence=(Evidence(Span(TEXT.index(" "), TEXT.index(" ") + 1), "r"),)),
    ],
    ids=["none", "past the end", "before the start", "empty", "reversed", "white space"],
)
def test_without_exact_words_the_build_fails(entity):
    """One hundred percent, not ninety-nine; the message names the article and asks for a report."""
    broken = dataclasses.replace(EXTRACTION, entities=(*ENTITIES, entity))
    with pytest.raises(EvidenceError, match=r"reef-pact: .*please report"):
        to_dataset(broken)


@pytest.mark.parametrize(
    "facts",
    [
        Facts(events=(dataclasses.replace(EVENTS[0], evidence=()),)),
        Facts(events=(dataclasses.replace(EVENTS[0], actors=("state/NRU",)),)),
        Facts(events=(dataclasses.replace(EVENTS[6], conditional_on=("event/nowhere",)),)),
        Facts(claims=(dataclasses.replace(CLAIMS[0], about=("event/nowhere",)),)),
        Facts(provisions=(dataclasses.replace(PROVISIONS[0], cites=("instrument/none",)),)),
        Facts(posts=(dataclasses.replace(POSTS[0], of="state/NRU"),)),
        Facts(claims=(dataclasses.replace(CLAIMS[2], content=Span(5, len(TEXT) + 5)),)),
        Facts(provisions=(dataclasses.replace(PROVISIONS[0], trigger=Span(7, 7)),)),
    ],
)
def test_facts_speak_only_of_what_the_article_names(facts):
    """A reference to what has no evidence is a fact without evidence, and so are words that are not in the text."""
    with pytest.raises(EvidenceError):
        to_dataset(dataclasses.replace(EXTRACTION, facts=facts))


# Promise 2: claims are not facts


def test_a_plain_query_for_facts_returns_only_what_happened():
    """Accusations, denials, plans and conditions are events of other factualities."""
    actual = {row[0] for row in select(example(), "?event a treaty:Event; treaty:factuality factuality:Actual")}
    assert actual == {to_iri(event.id) for event in EVENTS if event.factuality == "Actual"}
    assert 0 < len(actual) < len(EVENTS)


def test_every_event_has_one_factuality_and_no_claim_has_any():
    """A claim is about an event, which has its own."""
    assert len(select(example(), "?event treaty:factuality ?factuality")) == len(EVENTS)
    assert not select(example(), "?claim a treaty:Claim; treaty:factuality ?factuality")


def test_neither_confirmed_nor_denied_is_data():
    """A refusal to comment has its speaker and what it is about."""
    rows = select(
        example(), "?claim a treaty:NoComment; treaty:speaker/rdfs:label ?who; treaty:about/treaty:factuality ?f"
    )
    assert [(who, factuality) for _, who, factuality in rows] == [("Ana Vuki", str(FACTUALITY.Alleged))]


def test_a_claim_without_speaker_says_that_its_source_is_unnamed():
    """The lack of a speaker is the text's."""
    unnamed = dataclasses.replace(CLAIMS[2], speakers=())
    dataset = to_dataset(dataclasses.replace(EXTRACTION, facts=Facts(claims=(unnamed,))))
    assert values(dataset, unnamed.id, TREATY.unnamedSource) == ("true",)
    assert not values(example(), unnamed.id, TREATY.unnamedSource)


# Promise 3: no false precision


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [(date(2020, 1, 1), None, "2020-01-01/.."), (None, date(2030, 12, 31), "../2030-12-31"), (None, None, "..")],
)
def test_an_open_interval_has_only_its_known_bound(earliest, latest, edtf):
    """Nothing is put in the place of an unknown bound, and never the date of publication."""
    time = TimeInterval(earliest, latest, edtf, "Explicit", span("in July"), "date")
    event = dataclasses.replace(EVENTS[3], time=time)
    dataset = to_dataset(with_events(event))
    assert values(dataset, event.id, TREATY.earliestDate) == ((earliest.isoformat(),) if earliest else ())
    assert values(dataset, event.id, TREATY.latestDate) == ((latest.isoformat(),) if latest else ())
    assert values(dataset, event.id, TREATY.date) == (edtf,)


def test_an_event_without_a_time_has_no_date():
    """The article is dated, the event is not."""
    index = Index(example())
    for predicate in (TREATY.date, TREATY.earliestDate, TREATY.latestDate, TREATY.dateDerivation):
        assert not index.values(to_iri("event/breach"), predicate)


# Promise 5: a closed vocabulary


@cache
def declared():
    """The subjects of the ontology and of its vocabularies."""
    files = sorted((folder("ontology") / "vocabularies").glob("*.ttl"))
    assert len(files) == 5
    quads = (quad for path in (folder("ontology") / "treaty.ttl", *files) for quad in pyoxigraph.parse(path=path))
    return frozenset(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))


FOREIGN = frozenset(
    map(
        str,
        (
            ORG.Post, ORG.heldBy, ORG.postIn, OWL.sameAs, RDF.type, RDFS.label, SKOS.altLabel, SKOS.notation,
            PROV.Activity, PROV.SoftwareAgent, PROV.used, PROV.wasAssociatedWith, PROV.wasDerivedFrom, PROV.wasGeneratedBy,
            SDO.NewsArticle, SDO.datePublished, SDO.headline, SDO.publisher, SDO.text, SDO.url,
        ),
    )
)  # fmt: skip


def test_only_terms_of_the_ontology_are_used():
    """Predicates and classes are declared; a typo would be a term of its own."""
    dataset = example() | infer(example())
    triples = [triple_of(quad) for quad in dataset]
    used = {predicate.value for _, predicate, _ in triples}
    used |= {value.value for _, predicate, value in triples if predicate.value == str(RDF.type)}
    used |= {
        value.value
        for _, _, value in triples
        if value.value.startswith("https://w3id.org/treatykg/") and BASE not in value.value
    }
    assert used - FOREIGN <= declared()
    assert used >= FOREIGN


def test_the_listed_class_and_its_superclass_are_asserted():
    """So that a query needs no reasoner."""
    assert values(example(), "event/reef-signed", RDF.type) == (str(TREATY.Event), str(TREATY.Signature))
    assert values(example(), "claim/breach", RDF.type) == (str(TREATY.Accusation), str(TREATY.Claim))


# Promise 6: background knowledge is quarantined


def test_what_the_article_says_does_not_depend_on_the_gazetteer():
    """The graph of the article is the same with and without background knowledge."""
    assert example().graph(ARTICLE_GRAPH) == to_dataset(EXTRACTION).graph(ARTICLE_GRAPH)


def test_background_has_links_and_codes_and_no_text():
    """Wikidata and ISO codes are in the background graph only, evidence and names only in that of the article."""
    background, article = example().graph(BACKGROUND), example().graph(ARTICLE_GRAPH)
    assert {quad.predicate.value for quad in background} == {str(OWL.sameAs), str(SKOS.notation)}
    assert values(background, FIJI, OWL.sameAs) == ("http://www.wikidata.org/entity/Q712",)
    assert values(background, FIJI, SKOS.notation) == ("FJ", "FJI")
    assert not {str(OWL.sameAs), str(SKOS.notation)} & {quad.predicate.value for quad in article}
    assert example().graph_names() == (ARTICLE_GRAPH, BACKGROUND)


def test_a_state_that_the_text_does_not_name_is_background():
    """That a person acts for it, or that it is party to a treaty, is then not known from the article."""
    nowhere = ("state/NRU",)
    entities = (
        Entity(VUKI, "Person", "Ana Vuki", (), said("Ana Vuki"), acts_for=nowhere),
        Entity(REEF, "Treaty", "Reef Protection Treaty", (), said("Reef Protection Treaty"), parties=nowhere),
    )
    dataset = to_dataset(Extraction(ARTICLE, (), entities, Facts()))
    assert values(dataset.graph(BACKGROUND), VUKI, TREATY.actsFor) == (to_iri("state/NRU"),)
    assert values(dataset.graph(BACKGROUND), REEF, TREATY.namedParty) == (to_iri("state/NRU"),)
    assert not any("NRU" in str(quad) for quad in dataset.graph(ARTICLE_GRAPH))


def test_background_is_never_inferred_from():
    """A signatory that only the gazetteer knows is none."""
    entities = (
        Entity(VUKI, "Person", "Ana Vuki", (), said("Ana Vuki"), acts_for=("state/NRU",)),
        Entity(REEF, "Treaty", "Reef Protection Treaty", (), said("Reef Protection Treaty")),
    )
    event = dataclasses.replace(EVENTS[0], actors=(VUKI,), places=())
    dataset = to_dataset(Extraction(ARTICLE, (), entities, Facts(events=(event,))))
    assert not select(infer(dataset), "?treaty treaty:signatory ?state")


# Promise 7: same input, same bytes


def test_equal_content_is_an_equal_dataset_in_any_order():
    """Quads are sorted and each is there once."""
    shuffled = Dataset.of((*reversed(example().quads), *example().quads))
    assert shuffled == example()
    assert example() | example() == example()


def test_there_are_no_blank_nodes():
    """They would get other names in every run, so the dataset does not take them."""
    blank = Quad(pyoxigraph.BlankNode(), NamedNode(RDF.type), NamedNode(TREATY.State), DefaultGraph())
    with pytest.raises(GraphError, match="name every node with an IRI"):
        Dataset.of((blank,))


# The rest of the contract


def test_the_article_is_described():
    """Headline, day, address, publisher, text and the hash of the text."""
    index = Index(example())
    iri = to_iri("article/reef-pact")
    described = {
        predicate: index.value(iri, predicate)
        for predicate in (SDO.headline, SDO.datePublished, SDO.url, SDO.publisher)
    }
    assert list(described.values()) == [
        "Reef pact takes effect", "2021-10-02", "https://news.example/reef-pact", "Reef News",
    ]  # fmt: skip
    assert index.value(iri, SDO.text) == TEXT
    assert index.value(iri, TREATY.sha256) == ARTICLE.sha256


def test_the_text_can_be_left_out():
    """For texts that may not be passed on: quotes and hash remain."""
    dataset = to_dataset(EXTRACTION, include_text=False)
    assert len(example().graph(ARTICLE_GRAPH)) - len(dataset.graph(ARTICLE_GRAPH)) == 1
    assert TEXT not in {quad.object.value for quad in dataset}


def test_an_article_about_which_nothing_is_known_is_a_small_graph():
    """No headline, date or address, no entity, no fact."""
    dataset = to_dataset(
        Extraction(dataclasses.replace(ARTICLE, title=None, published=None, url=None, publisher=None), (), (), Facts())
    )
    assert {quad.predicate.value for quad in dataset if "article/reef-pact" in quad.subject.value} == {
        str(RDF.type), str(SDO.text), str(TREATY.sha256), str(PROV.wasDerivedFrom), str(PROV.wasGeneratedBy),
    }  # fmt: skip


def test_the_graph_says_which_version_made_it_and_not_when():
    """The provenance names software and version, and no time."""
    rows = select(
        example(),
        "?graph <http://www.w3.org/ns/prov#wasGeneratedBy>/<http://www.w3.org/ns/prov#wasAssociatedWith>/rdfs:label ?l",
    )
    assert rows == [(ARTICLE_GRAPH, rows[0][1])]
    assert rows[0][1].startswith("treatykg ")


def test_values_are_typed():
    """Dates, intervals, numbers and truth values have the datatypes of the ontology."""
    types = {
        triple_of(quad)[1].value.rpartition("#")[2]: quad.object.datatype.value
        for quad in example()
        if isinstance(quad.object, Literal)
    }
    xsd = "http://www.w3.org/2001/XMLSchema#"
    assert types["date"] == str(EDTF)
    expected = {
        "earliestDate": "date", "start": "nonNegativeInteger", "votesFor": "nonNegativeInteger", "confidence": "decimal",
        "quoted": "boolean", "quote": "string", "sha256": "string",
    }  # fmt: skip
    assert {name: types[name] for name in expected} == {name: xsd + local for name, local in expected.items()}


def test_votes_provisions_claims_and_offices_are_complete():
    """One of each, value by value."""
    assert values(example(), "event/reef-approved", TREATY.votesFor) == ("31",)
    assert values(example(), "event/reef-approved", TREATY.abstentions) == ("2",)
    assert not values(example(), "event/reef-approved", TREATY.unanimous)
    assert values(example(), "event/reef-extension", TREATY.conditionalOn) == (to_iri("event/notes"),)
    assert values(example(), "event/reef-extension", TREATY.confidence) == ("0.85",)
    assert values(example(), "provision/consult", TREATY.trigger) == ("whenever a reef is threatened",)
    assert values(example(), "provision/consult", TREATY.articleNumber) == ("4",)
    assert values(example(), "claim/breach", TREATY.content) == ("breaching the treaty",)
    assert values(example(), "claim/no-breach", TREATY.respondsTo) == (to_iri("claim/breach"),)
    assert values(example(), "post/minister", ORG.heldBy) == (to_iri(VUKI),)
    assert values(example(), "post/minister", RDFS.label) == ("Foreign Minister",)


def test_two_articles_about_one_event_meet_and_keep_their_dates_apart():
    """One node; each article's graph has the date that the article gives."""
    other_article = dataclasses.replace(ARTICLE, id="second", text=TEXT + " Indeed.")
    event = EVENTS[2]
    reports = []
    for article, day in ((ARTICLE, 9), (other_article, 10)):
        time = dataclasses.replace(event.time, earliest=date(2021, 6, day), latest=date(2021, 6, day))
        report = dataclasses.replace(event, id=event_id(event, scope=article.sha256), time=time)
        reports.append(to_dataset(Extraction(article, (), ENTITIES, Facts(events=(report,)))))
    both = reports[0] | reports[1]
    (node,) = Index(both).instances(TREATY.Ratification)
    assert Index(both).values(node, TREATY.earliestDate) == ("2021-06-09", "2021-06-10")
    assert Index(both.graph(graph_iri("second"))).values(node, TREATY.earliestDate) == ("2021-06-10",)


def test_another_base_names_everything_anew():
    """Nothing of the data stays below the old one."""
    dataset = to_dataset(EXTRACTION, base="https://data.example/")
    assert BASE not in "".join(map(str, dataset))
    assert "https://data.example/graph/article/reef-pact" in dataset.graph_names()
    with pytest.raises(OptionError):
        to_dataset(EXTRACTION, base="nowhere")


def test_pyshacl_gets_the_same_triples():
    """The rdflib graph is the union of all graphs, value by value."""
    lines = "".join(f"{quad} .\n" for quad in example().union())
    assert set(to_rdflib(example())) == set(Graph().parse(data=lines, format="nt"))


def test_the_example_conforms_to_the_shapes():
    """Asserted, background and derived triples together, without a warning."""
    dataset = example() | infer(example())
    assert validate(to_rdflib(dataset)).findings == ()
