"""What FOOPS! and OOPS! would look for in the ontology, checked offline; the pitfalls (P..) are those of https://oops.linkeddata.es."""

import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, XSD

from treatykg import vocab
from treatykg.vocab import GAF, GRASP, NIF, OA, SEM, TREATY

ROOT = Path(__file__).parent.parent
VOCABULARIES = sorted((ROOT / "ontology" / "vocabularies").glob("*.ttl"))
FILES = [ROOT / "ontology" / "treaty.ttl", *VOCABULARIES, *sorted((ROOT / "shapes").glob("*.ttl"))]
IRI = rdflib.URIRef("https://w3id.org/treatykg/ontology")
CLASSES = {OWL.Class}
PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty}
CLOSED = [DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, VANN, XSD, GAF, GRASP, NIF, OA, SEM]
# IRIs in namespaces that neither rdflib nor treatykg.vocab closes: each was looked up.
LOOKED_UP = {
    "http://data.europa.eu/eli/ontology#": "LegalResource",
    "http://groundedannotationframework.org/grasp/factuality#": "",
    "http://id.loc.gov/datatypes/edtf/": "EDTF",
    "http://parliament.uk/ontologies/treaty/": "Action GovernmentOrganisation InForceStatus Party Treaty actionDate actsOn "
    "hasInForceStatus inForceStatusFor",
    "http://www.wikidata.org/entity/": "P276 P585 P790 P1891 P2058 P6193 P7588 Q131569",
    "https://creativecommons.org/licenses/by/4.0/": "",
    "https://db.lib.washington.edu/wti/": "topic.htm",
    "https://w3id.org/treatykg/": "ontology project shapes obligation factuality dateDerivation subject treatyStatus "
    "participationStatus",
    "https://w3id.org/treatykg/ontology/": "0.1.0",
}


@cache
def ontology():
    return rdflib.Graph().parse(FILES[0])


@cache
def schemes():
    graph = rdflib.Graph()
    for path in VOCABULARIES:
        graph.parse(path)
    return graph


def terms(*kinds):
    """The terms of the ontology of these kinds, sorted."""
    return sorted({term for kind in kinds for term in ontology().subjects(RDF.type, kind) if term in TREATY})


TERMS = terms(*CLASSES, *PROPERTIES, OWL.AnnotationProperty, RDFS.Datatype)
CONCEPTS = sorted(schemes().subjects(RDF.type, SKOS.Concept))


def members(node):
    """The classes that a domain or range stands for: itself, or those of its union."""
    union = ontology().value(node, OWL.unionOf)
    return set(Collection(ontology(), union)) if union is not None else {node}


def disjoint_pairs():
    graph = ontology()
    for one, other in graph.subject_objects(OWL.disjointWith):
        yield frozenset((one, other))
    for axiom in graph.subjects(RDF.type, OWL.AllDisjointClasses):
        yield from map(frozenset, combinations(Collection(graph, graph.value(axiom, OWL.members)), 2))


def superclasses(term):
    return set(ontology().transitive_objects(term, RDFS.subClassOf))


def subclasses(term):
    return set(ontology().subjects(RDFS.subClassOf, term))


def test_counts():
    """The lists that the other tests walk through are not empty by accident."""
    assert (len(TERMS), len(CONCEPTS), len(VOCABULARIES)) == (117, 141, 5)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.partition("#")[2])
def test_term_is_documented(term):
    """P08: label, comment, definition and example, each once and in English; and the ontology it belongs to."""
    for what in (RDFS.label, RDFS.comment, SKOS.definition, SKOS.example):
        assert [value.language for value in ontology().objects(term, what)] == ["en"], what
    assert list(ontology().objects(term, RDFS.isDefinedBy)) == [IRI]
    assert ontology().value(term, SKOS.definition).endswith((".", '."'))


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda term: "/".join(term.split("/")[-2:]))
def test_concept_is_documented_and_in_one_scheme(concept):
    graph = schemes()
    for what in (RDFS.label, RDFS.comment, SKOS.prefLabel, SKOS.definition):
        assert [value.language for value in graph.objects(concept, what)] == ["en"], what
    (scheme,) = graph.objects(concept, SKOS.inScheme)
    assert graph.value(concept, RDFS.isDefinedBy) == scheme
    is_top = (concept, SKOS.topConceptOf, scheme) in graph
    assert is_top == ((scheme, SKOS.hasTopConcept, concept) in graph)
    assert is_top != ((concept, SKOS.broader, None) in graph)


@pytest.mark.parametrize("scheme", sorted(schemes().subjects(RDF.type, SKOS.ConceptScheme)))
def test_scheme_has_metadata_and_tells_its_concepts_apart(scheme):
    graph = schemes()
    for what in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, RDFS.label, RDFS.comment):
        assert graph.value(scheme, what), what
    concepts = list(graph.subjects(SKOS.inScheme, scheme))
    for what in (SKOS.prefLabel, SKOS.notation):
        values = [value for concept in concepts for value in graph.objects(concept, what)]
        assert len(values) == len(set(values)), what


def test_notations_have_datatypes_of_their_own():
    notations = {*ontology().objects(None, SKOS.notation), *schemes().objects(None, SKOS.notation)}
    assert {value.datatype for value in notations} == set(terms(RDFS.Datatype))


def test_atop_variables_of_the_contract():
    expected = {"Defense": "DEFENSE", "Nonaggression": "NONAGG", "Neutrality": "NEUTRAL", "Consultation": "CONSUL"}
    expected["NonAlignment"] = "NOOTHALL"
    for name, code in expected.items():
        assert str(schemes().value(vocab.OBLIGATION[name], SKOS.notation)) == code


@pytest.mark.parametrize(
    "what",
    [
        *(OWL.versionIRI, OWL.versionInfo, DCTERMS.title, DCTERMS.abstract, DCTERMS.description, DCTERMS.creator),
        *(DCTERMS.license, DCTERMS.created, DCTERMS.issued, DCTERMS.modified, DCTERMS.publisher),
        *(DCTERMS.bibliographicCitation, VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
    ],
)
def test_ontology_has_metadata(what):
    assert len(list(ontology().objects(IRI, what))) == 1


def test_ontology_metadata_agree():
    """P41 licence; creators and licence are IRIs; version and namespace are the same wherever they stand."""
    graph = ontology()
    version = str(graph.value(IRI, OWL.versionInfo))
    assert str(graph.value(IRI, OWL.versionIRI)) == f"{IRI}/{version}"
    assert f"version {version}." in graph.value(IRI, DCTERMS.bibliographicCitation)
    assert str(graph.value(IRI, VANN.preferredNamespaceUri)) == str(TREATY)
    assert str(graph.value(IRI, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    assert isinstance(graph.value(IRI, DCTERMS.creator), rdflib.URIRef)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_term_is_undeclared_or_mistyped(path):
    """Our own terms, and those of every vocabulary that is used, exist; P09, P34, and no IRI of an unknown namespace."""
    closed = {str(namespace): namespace for namespace in CLOSED}
    own = {str(getattr(vocab, name)) for name in vocab.__all__ if hasattr(getattr(vocab, name), "__annotations__")}
    own_terms = {*TERMS, *CONCEPTS}
    for iri in {node for triple in rdflib.Graph().parse(path) for node in triple if isinstance(node, rdflib.URIRef)}:
        namespace = re.sub(r"[^/#]+$", "", iri)
        if namespace in closed:
            assert iri in closed[namespace], iri
        elif namespace in own:
            assert iri in own_terms, iri
        elif namespace not in {str(rdflib.SH), "https://w3id.org/treatykg/shapes/"}:
            assert iri[len(namespace) :] in ["", *LOOKED_UP[namespace].split()], iri


@pytest.mark.parametrize("term", terms(*PROPERTIES), ids=lambda term: term.partition("#")[2])
def test_property_has_domain_and_range_that_fit(term):
    """P11: a domain and a range, or an inverse that gives them; literals for datatype properties, classes for the others."""
    graph = ontology()
    inverse = graph.value(term, OWL.inverseOf) or graph.value(None, OWL.inverseOf, term)
    sides = graph.value(term, RDFS.domain), graph.value(term, RDFS.range)
    assert all(sides) or (inverse is not None and any(sides))
    datatype = sides[1] is not None and (sides[1] in XSD or sides[1] == vocab.EDTF)
    assert datatype == ((term, RDF.type, OWL.DatatypeProperty) in graph)


def test_inverses_mirror_each_other():
    """P05, P13: domain and range are swapped, and each relation between a treaty and its parties has its inverse."""
    graph = ontology()
    pairs = dict(graph.subject_objects(OWL.inverseOf))
    assert len(pairs) == 8
    for one, other in pairs.items():
        for side, opposite in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            if (other, opposite, None) in graph:
                assert members(graph.value(one, side)) == members(graph.value(other, opposite))
    assert {TREATY[name] for name in ("namedParty", "signatory", "approvedBy", "ratifiedBy", "party")} < set(pairs)


def test_siblings_are_disjoint():
    """P10: agents, facts, actions, context events and kinds of claim exclude one another; documents need not."""
    pairs = set(disjoint_pairs())
    for parent in (TREATY.Agent, TREATY.Fact, TREATY.Event, TREATY.TreatyAction, TREATY.ContextEvent, TREATY.Claim):
        siblings = subclasses(parent)
        assert len(siblings) >= 2
        assert {frozenset(pair) for pair in combinations(siblings, 2)} <= pairs, parent
    assert frozenset((TREATY.Treaty, TREATY.LegalInstrument)) not in pairs


def test_no_class_is_impossible():
    """No class lies below two that exclude each other, and none below itself (P06)."""
    pairs = set(disjoint_pairs())
    for term in terms(OWL.Class):
        assert not pairs & {frozenset(pair) for pair in combinations(superclasses(term), 2)}, term
        assert all(term not in superclasses(parent) for parent in ontology().objects(term, RDFS.subClassOf)), term


def test_names_follow_one_convention():
    """P22: classes begin with a capital, all else with a small letter; no label is used twice."""
    for term in TERMS:
        assert term.partition("#")[2][0].isupper() == (term in terms(OWL.Class)), term
    labels = sorted(str(ontology().value(term, RDFS.label)) for term in TERMS)
    # "place" and "party" name a class and the property that leads to it, which readers expect.
    assert [one for one, other in pairwise(labels) if one == other] == ["evidence", "place"]


def test_every_class_but_the_tops_has_a_superclass():
    tops = {term for term in terms(OWL.Class) if not subclasses(term) and len(superclasses(term)) == 1}
    assert tops == {TREATY.Participation}
    assert {term for term in terms(OWL.Class) if len(superclasses(term)) == 1} == {TREATY.Participation, TREATY.Fact}


def test_the_world_of_the_questions_keeps_to_the_ontology():
    """In tests/questions/contract.trig each subject and object has a class that domain and range ask for."""
    quads = list(
        pyoxigraph.parse(path=ROOT / "tests" / "questions" / "contract.trig", format=pyoxigraph.RdfFormat.TRIG)
    )
    types = defaultdict(set)
    for quad in quads:
        if quad.predicate.value == str(RDF.type):
            types[quad.subject.value] |= superclasses(rdflib.URIRef(quad.object.value))
    own = [quad for quad in quads if quad.predicate.value in set(map(str, terms(*PROPERTIES)))]
    assert len(own) > 100
    for quad in own:
        for side, node in ((RDFS.domain, quad.subject), (RDFS.range, quad.object)):
            asked = ontology().value(rdflib.URIRef(quad.predicate.value), side)
            found = (
                types[node.value] if isinstance(node, pyoxigraph.NamedNode) else {rdflib.URIRef(node.datatype.value)}
            )
            assert asked in (None, SKOS.Concept) or members(asked) & found, f"{quad.predicate} {side}"


def test_page_is_what_the_ontology_gives():
    run = subprocess.run(
        [sys.executable, ROOT / "tools" / "build_ontology_docs.py", "--check"], capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
