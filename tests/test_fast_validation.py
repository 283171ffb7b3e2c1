"""Compiled shapes find what pySHACL finds, value for value, and refuse what they do not know."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import SDO, Graph

from facts_example import ARTICLE, EXTRACTION
from graph_faults import inject, load_faults, to_graph
from treatykg.errors import GraphError, KnowledgeError
from treatykg.identifiers import BASE, article_iri
from treatykg.pipeline import build_graph
from treatykg.validation import check_graph, check_quickly, check_quotes, check_terms, validate, validate_quickly
from treatykg.validation.quick import compile_shapes, to_indexed
from treatykg.validation.quick.algebra import find_properties
from treatykg.validation.quick.terms import Literal, from_pyoxigraph, from_rdflib, to_pyoxigraph, to_rdflib
from treatykg.validation.report import SHAPES

EXAMPLES = sorted((Path(__file__).parent / "shapes").glob("*valid/*.ttl"))
SAMPLE = build_graph([EXTRACTION], base=BASE, include_text=True).quads
# Faults on which pySHACL stops or errs, since rdflib cannot compare the two days.
BEYOND_PYSHACL = frozenset({"day that no calendar has"})

# What rdflib says when it compares a day that no calendar has.
pytestmark = pytest.mark.filterwarnings("ignore:NotImplemented should not be used")

HEAD = """
@prefix : <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix shape: <https://w3id.org/treatykg/shapes/> .
"""
TARGETED = "sh:targetClass :C ; sh:severity sh:Info ; sh:message 'Wrong: mend it.'@en"
PREFIXES = "sh:prefixes :p . :p sh:declare [ sh:prefix 'e' ; sh:namespace 'https://example.org/'^^xsd:anyURI ]"


def quads(turtle: str) -> tuple[Quad, ...]:
    return tuple(parse(HEAD + turtle, format=RdfFormat.TURTLE))


def shapes(turtle: str) -> Graph:
    return Graph().parse(data=HEAD + turtle, format="turtle")


def test_examples_are_all_there():
    """Neither set of examples shrinks unseen."""
    assert len(EXAMPLES) == 230


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_examples_of_all_shapes_have_the_same_findings(path):
    """The graphs that keep and break each shape, with all parts of a finding and in the same order."""
    graph = tuple(parse(path=path, format=RdfFormat.TURTLE))
    assert validate_quickly(graph) == validate(to_graph(graph))


def test_faults_are_all_there():
    """The faults are of many kinds, and the sample has a place for each."""
    assert len(load_faults()) == 128
    assert [fault["name"] for fault in load_faults() if inject(SAMPLE, fault) is None] == []


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize(
    "fault", [each for each in load_faults() if each["name"] not in BEYOND_PYSHACL], ids=lambda fault: fault["name"]
)
def test_faults_are_found_by_both(fault):
    """One mistake in a graph as articles give it."""
    broken = inject(SAMPLE, fault, site=1)
    assert broken is not None
    assert check_quickly(broken) == check_graph(to_graph(broken))


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
def test_faults_change_the_findings():
    """The comparison is not one of empty reports."""
    sound = validate_quickly(SAMPLE)
    broken = (inject(SAMPLE, fault) for fault in load_faults())
    changed = [each for each in broken if each is not None and validate_quickly(each) != sound]
    assert len(changed) > 100


def test_a_day_that_no_calendar_has_is_found():
    """rdflib compares such days with NotImplemented, which newer Pythons refuse; the compiled shapes need no rdflib for it."""
    event = "<urn:x:e> a <https://w3id.org/treatykg/ontology#Visit> ; <https://w3id.org/treatykg/ontology#"
    days = f'{event}earliestDate> "2024-03-01"^^xsd:date ; <https://w3id.org/treatykg/ontology#latestDate> "2024-02-30"^^xsd:date .'
    graph = quads(days)
    names = {finding.shape.removeprefix(SHAPES) for finding in validate_quickly(graph).findings}
    assert {"EventLatestDate", "EventDateOrder"} <= names


def test_graphs_of_a_dataset_are_one():
    """A triple that stands in two graphs counts once."""
    twice = [Quad(q.subject, q.predicate, q.object, NamedNode(f"urn:g:{n}")) for q in SAMPLE for n in (1, 2)]
    assert check_quickly(twice) == check_quickly(SAMPLE)


def test_order_of_quads_does_not_matter():
    """The report is that of a set of triples."""
    fault = next(fault for fault in load_faults() if fault["name"] == "ratified before signed and approved")
    broken = inject(SAMPLE, fault)
    assert check_quickly(reversed(broken)) == check_quickly(broken)


def test_texts_may_be_given():
    """A graph without the text of its article is compared with the one at hand."""
    lean = [quad for quad in SAMPLE if quad.predicate.value != str(SDO.text)]
    texts = {article_iri(ARTICLE.id): ARTICLE.text}
    assert [each.shape for each in check_quickly(lean).findings if each.path == str(SDO.text)] == [
        f"{SHAPES}ArticleTextKnown"
    ]
    assert check_quickly(lean, texts=texts) == check_graph(to_graph(lean), texts=texts)
    assert check_quickly(lean, texts={article_iri(ARTICLE.id): "another"}).count("violation") > 10


def test_quotes_and_terms_may_be_checked_in_either_graph():
    """The same findings from an index and from a graph of rdflib."""
    broken = inject(SAMPLE, {"set": "treaty:quote", "to": '"x"', "name": ""})
    misspelt = inject(SAMPLE, {"set": "treaty:factuality", "to": "factuality:Actuall", "name": ""})
    assert check_quotes(to_indexed(broken)) == check_quotes(to_graph(broken)) != ()
    assert check_terms(to_indexed(misspelt)) == check_terms(to_graph(misspelt)) != ()


@pytest.mark.parametrize("check", [validate_quickly, check_quickly])
def test_empty_graph_is_an_error(check):
    """Nothing validated is not the same as nothing found."""
    with pytest.raises(GraphError, match="empty"):
        check(())


@pytest.mark.parametrize(
    "text", ["<urn:x:a>", '"a"', '"a\\n\\"b\\""@en', '"7"^^<http://www.w3.org/2001/XMLSchema#byte>', "_:b0"]
)
def test_terms_survive_the_way_there_and_back(text):
    """Both libraries' terms are the same to the index."""
    (quad,) = quads(f":s :p {text} .")
    term = from_pyoxigraph(quad.object)
    assert to_pyoxigraph(term) == quad.object
    assert from_rdflib(to_rdflib(term)) == term


def test_explicit_string_of_rdflib_is_reported_as_it_is():
    """rdflib tells "a" from "a"^^xsd:string, and so do its findings."""
    literal = Literal("a", "http://www.w3.org/2001/XMLSchema#string")
    assert from_rdflib(to_rdflib(literal)) == literal


class TestOtherShapes:
    """Shapes that are not ours: what is known works as in pySHACL, the rest is refused."""

    DATA = """
        :a a :C ; :p 1, "b"@en ; :q :b . :b a :D ; :p "x", "2024-01-01"^^xsd:date ; :n 7.5, 10, "7"^^xsd:byte, "many" .
        :D rdfs:subClassOf :C . [] a :C ; :q "literal" .
    """

    @pytest.mark.parametrize(
        "parameters",
        [
            "sh:path :n ; sh:minInclusive 7.5",
            "sh:path :n ; sh:maxInclusive '8'^^xsd:integer",
            "sh:path :p ; sh:datatype xsd:integer",
            "sh:path :p ; sh:in ( 1 'x' )",
            "sh:path :p ; sh:hasValue 1, 'x'",
            "sh:path :q ; sh:class :C, :D",
            "sh:path :q ; sh:nodeKind sh:Literal",
            "sh:path :q ; sh:pattern '^https', 'b$'",
            "sh:path [ sh:inversePath :q ] ; sh:minCount 1",
            "sh:path :q ; sh:not [ sh:class :D ], [ sh:nodeKind sh:Literal ]",
            "sh:path :n ; sh:lessThan :p",
            "sh:closed true ; sh:ignoredProperties ( :p )",
            "sh:closed false",
            "sh:or ( [ sh:path ( :q :n ) ; sh:minCount 3 ] [ sh:path :p ; sh:maxCount 0 ] )",
            "sh:not [ sh:property [ sh:path :p ; sh:minCount 2 ] ]",
            "sh:not [ sh:closed true ; sh:property [ sh:path :q ] ]",
        ],
    )
    def test_known_parameters_work_as_in_pyshacl(self, parameters):
        """Each constraint on data that keep and break it."""
        kind = "sh:PropertyShape" if parameters.startswith("sh:path") else "sh:NodeShape"
        rules = shapes(f"shape:S a {kind} ; {TARGETED} ; {parameters} .")
        graph = quads(self.DATA)
        assert validate_quickly(graph, shapes=rules) == validate(to_graph(graph), shapes=rules)

    @pytest.mark.parametrize(
        "target", ["sh:targetNode :a, :nowhere", "sh:targetObjectsOf :q", "sh:targetSubjectsOf :n"]
    )
    def test_targets_work_as_in_pyshacl(self, target):
        """Nodes that the graph does not have are nodes too."""
        rules = shapes(f"shape:S a sh:NodeShape ; {TARGETED} ; {target} ; sh:pattern 'c' .")
        graph = quads(":a :q :b, 'literal' . :b a :C ; :n 1 . :C rdfs:subClassOf :C .")
        report = validate_quickly(graph, shapes=rules)
        assert report == validate(to_graph(graph), shapes=rules)
        assert report.findings

    @pytest.mark.parametrize(
        ("select", "message"),
        [
            ("SELECT $this ?value WHERE { $this e:p ?value }", "{$this} has {?value}: mend it."),
            ("SELECT $this ?x WHERE { $this e:q ?y . ?y e:n ?x . FILTER (?x > 7) }", "Too many ({?x}): mend it."),
            ("SELECT $this WHERE { $this e:p 1 FILTER NOT EXISTS { $this e:q/e:q ?z } }", "Alone ({?z}): mend it."),
        ],
    )
    def test_queries_work_as_in_pyshacl(self, select, message):
        """Values of a query are found and written into the message."""
        query = f"sh:sparql [ sh:select '{select}' ; sh:message '{message}' ; sh:prefixes :p ]"
        rules = shapes(
            f"shape:S a sh:NodeShape ; sh:targetClass :C ; sh:severity sh:Info ; {query} . {PREFIXES.partition(' . ')[2]} ."
        )
        graph = quads(self.DATA)
        report = validate_quickly(graph, shapes=rules)
        assert report == validate(to_graph(graph), shapes=rules)
        assert report.findings

    @pytest.mark.parametrize(
        ("shape", "reason"),
        [
            (f"shape:S {TARGETED} ; sh:path :p ; sh:minLength 3", "minLength"),
            (f"shape:S {TARGETED} ; sh:path :p ; sh:pattern 'a' ; sh:flags 'i'", "flags"),
            (f"shape:S {TARGETED} ; sh:path :p ; sh:deactivated true", "deactivated"),
            (f"shape:S {TARGETED} ; sh:or ( [ sh:uniqueLang true ; sh:path :p ] )", "shapes/S uses.*uniqueLang"),
            (f"shape:S {TARGETED} ; sh:path ( :p :q ) ; sh:minCount 1", "path that findings cannot name"),
            (f"shape:S {TARGETED} ; sh:path [ sh:zeroOrMorePath :p ] ; sh:minCount 1", "path that is no"),
            (f"shape:S {TARGETED} ; sh:path [ sh:inversePath [ sh:inversePath :p ] ] ; sh:minCount 1", "needs an IRI"),
            (f"shape:S {TARGETED} ; sh:property [ sh:path :p ; sh:minCount 1 ]", "property shapes within"),
            (f"shape:S {TARGETED} ; a rdfs:Class ; sh:nodeKind sh:IRI", "class as target"),
            (f"shape:S {TARGETED} ; sh:nodeKind sh:BlankNode", "sh:IRI or sh:Literal"),
            (f"shape:S {TARGETED} ; sh:path :p ; sh:datatype rdfs:Literal", "rdf-schema#Literal"),
            (f"shape:S {TARGETED} ; sh:path :p ; sh:minCount 'one'", "whole number"),
            (f"shape:S {TARGETED} ; sh:path :p ; sh:minCount 1, 2", "2 values"),
            (f"shape:S {TARGETED} ; sh:path :p ; sh:minInclusive :q", "needs a literal"),
            (f"shape:S {TARGETED} ; sh:path :p ; sh:pattern '('", "a pattern that is none"),
            (f"[] {TARGETED} ; sh:nodeKind sh:IRI", "no name"),
            ("shape:S sh:targetClass :C ; sh:severity sh:Info ; sh:nodeKind sh:IRI", "no message"),
            ("shape:S sh:targetClass :C ; sh:severity :Bad ; sh:message 'm'", "severity"),
            ("shape:S sh:targetClass :C ; sh:message 'm' ; sh:nodeKind sh:IRI", "severity"),
        ],
    )
    def test_what_is_not_known_is_refused(self, shape, reason):
        """Nothing is passed over in silence; the message names the shape."""
        with pytest.raises(KnowledgeError, match=reason):
            compile_shapes(shapes(f"{shape} ."))


class TestFindProperties:
    @pytest.mark.parametrize(
        ("pattern", "names"),
        [
            ("?s e:p ?o ; e:q 1", "pq"),
            ("?s e:p/e:q+|^e:r ?o", "pqr"),
            ("?s e:p ?o FILTER NOT EXISTS { ?o e:x/^e:y ?z . ?z e:t ?s MINUS { ?s e:m 1 } }", "mptxy"),
            ("{ ?s e:p ?o } UNION { SELECT ?s { ?s e:n ?o OPTIONAL { ?s e:m 1 } } }", "mnp"),
            ("?s e:p ?o BIND(EXISTS { ?s e:b ?o } AS ?z) GRAPH ?g { ?s e:g 7 }", "bgp"),
        ],
    )
    def test_every_pattern_is_seen(self, pattern, names):
        """In groups, filters, unions and subqueries alike."""
        found = find_properties(f"PREFIX e: <urn:e:> SELECT * {{ {pattern} }}")
        assert found == {f"urn:e:{name}" for name in names}

    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("SELECT * { ?s ?p ?o }", "variable"),
            ("SELECT * { ?s <urn:p> ?o FILTER EXISTS { ?s ?p ?o } }", "variable"),
            ("SELECT * { ?s !<urn:p> ?o }", "path"),
            ("ASK { ?s <urn:p> ?o }", "no SELECT"),
            ("SELECT", "not SPARQL"),
        ],
    )
    def test_open_properties_are_refused(self, query, reason):
        """A part of the graph would not do to answer such a query."""
        with pytest.raises(KnowledgeError, match=reason):
            find_properties(query)
