"""Each shape has a graph that it accepts and one that breaks it, and nothing else, with each of its constraints."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyshacl import validate as run_pyshacl
from rdflib import OWL, RDF, RDFS, SDO, SH, BNode, Graph, URIRef
from rdflib.collection import Collection

from treatykg.validation import SEVERITIES, check_quotes, load_shapes, validate
from treatykg.validation.report import SHAPES, Finding
from treatykg.validation.shapes import read_turtle
from treatykg.validation.working_graph import to_working_graph
from treatykg.vocab import DATE_DERIVATION, FACTUALITY, OBLIGATION, PREFIXES, STATUS, TREATY

FOLDER = Path(__file__).parent / "shapes"
ONTOLOGY = Path(__file__).parent.parent / "ontology"
VALID, INVALID = (sorted((FOLDER / kind).glob("*.ttl")) for kind in ("valid", "invalid"))
NAMED = sorted(
    shape
    for kind in (SH.NodeShape, SH.PropertyShape)
    for shape in load_shapes().subjects(RDF.type, kind)
    if isinstance(shape, URIRef)
)
COUNT = 115
# Parameters that belong to the component of another parameter, or to none.
NO_COMPONENT = {
    *(SH.name, SH.description, SH.message, SH.severity, SH.group, SH.order, SH.path, SH.flags, SH.ignoredProperties),
    *(SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf, SH.qualifiedValueShape, RDF.type),
}
COMPONENTS = {
    SH.maxCount: "MaxCount",
    SH.qualifiedMaxCount: "QualifiedMaxCount",
    SH.qualifiedMinCount: "QualifiedMinCount",
    SH.sparql: "SPARQL",
    SH["or"]: "Or",
    SH["not"]: "Not",
    SH["in"]: "In",
    SH["class"]: "Class",
}


def read(path: Path) -> Graph:
    graph = Graph()
    for triple in read_turtle(path):
        graph.add(triple)
    return graph


def declared_terms() -> set[URIRef]:
    """All subjects of the ontology and its vocabularies."""
    paths = (ONTOLOGY / "treaty.ttl", *sorted((ONTOLOGY / "vocabularies").glob("*.ttl")))
    return {subject for path in paths for subject, _, _ in read_turtle(path)}


def expand(path: str) -> str | None:
    """A path of a header line, with prefixes written out; `-` is no path."""
    inverse = "^" if path.startswith("^") else ""
    prefix, _, local = path.removeprefix("^").partition(":")
    return f"{inverse}{PREFIXES[prefix]}{local}" if local else None


def components(shape: URIRef) -> set[str]:
    """The local names of the constraint components that a shape declares."""
    parameters = set(load_shapes().predicates(shape)) - NO_COMPONENT
    names = (COMPONENTS.get(each) or str(each).removeprefix(str(SH)) for each in parameters)
    return {f"{name[0].upper()}{name[1:]}ConstraintComponent" for name in names}


def broken_components(graph: Graph) -> set[str]:
    _, results, _ = run_pyshacl(to_working_graph(graph), shacl_graph=load_shapes(), inference="none")
    return {str(each).removeprefix(str(SH)) for each in results.objects(None, SH.sourceConstraintComponent)}


def shape_and_path(finding: Finding) -> tuple[str, str | None]:
    return finding.shape.removeprefix(SHAPES), finding.path


def test_every_shape_has_a_valid_and_an_invalid_file():
    """No shape goes untested and no file tests a shape that is gone; the number is stated so that neither set shrinks unseen."""
    names = [shape.removeprefix(SHAPES) for shape in NAMED]
    assert [path.stem for path in VALID] == names
    assert [path.stem for path in INVALID] == names
    assert len(names) == COUNT


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_graph_has_no_findings(path):
    """The valid graph of a shape breaks no shape at all, and its quotes are the text at their offsets."""
    graph = read(path)
    assert validate(graph).findings == ()
    assert check_quotes(graph) == ()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_graph_breaks_exactly_the_shape_and_path_it_names(path):
    """The invalid graph breaks the shape and path of its first line and nothing else, in the severity of the shape."""
    _, _, shape, property_path = path.read_text(encoding="utf-8").splitlines()[0].split()
    findings = validate(read(path)).findings
    assert {shape_and_path(finding) for finding in findings} == {(shape, expand(property_path))}
    severity = load_shapes().value(URIRef(SHAPES + shape), SH.severity)
    assert {finding.severity for finding in findings} == {str(severity).removeprefix(str(SH)).lower()}


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_graph_breaks_every_constraint_of_the_shape(path):
    """Each constraint that a shape declares can be broken: none of them is idle."""
    assert broken_components(read(path)) == components(URIRef(SHAPES + path.stem))


@pytest.mark.parametrize("shape", NAMED, ids=lambda shape: shape.removeprefix(SHAPES))
def test_shape_is_described(shape):
    """A shape has an English name, description and message, one severity, a group of the report and a place in it."""
    graph = load_shapes()
    constraint = graph.value(shape, SH.sparql)
    texts = [*(graph.value(shape, p) for p in (SH.name, SH.description)), graph.value(constraint or shape, SH.message)]
    assert [text.language for text in texts] == ["en"] * 3
    assert ": " in texts[2], "a message says what is wrong, then what to do"
    assert [str(s).removeprefix(str(SH)).lower() in SEVERITIES for s in graph.objects(shape, SH.severity)] == [True]
    assert (graph.value(shape, SH.group), RDF.type, SH.PropertyGroup) in graph
    assert graph.value(shape, SH.order) is not None


def test_orders_within_a_group_differ():
    """The report can be sorted by group and order."""
    graph = load_shapes()
    places = [(graph.value(shape, SH.group), graph.value(shape, SH.order)) for shape in NAMED]
    assert len(set(places)) == len(places)


@pytest.mark.parametrize("shape", NAMED, ids=lambda shape: shape.removeprefix(SHAPES))
def test_path_is_a_property_or_its_inverse(shape):
    """Other paths stand inside constraints, where no finding has to name them."""
    path = load_shapes().value(shape, SH.path)
    assert not isinstance(path, BNode) or load_shapes().value(path, SH.inversePath) is not None


@pytest.mark.parametrize(
    ("names", "vocabulary"),
    [
        (("EventFactuality",), FACTUALITY),
        (("EventDateDerivation",), DATE_DERIVATION),
        (("ProvisionObligationType",), OBLIGATION),
        (("TreatyStatus", "ParticipationStatus"), STATUS),
    ],
)
def test_closed_lists_are_the_schemes(names, vocabulary):
    """A concept added to a scheme is added to the shape, and each status is one of a treaty or of a participant."""
    graph = load_shapes()
    lists = [Collection(graph, graph.value(URIRef(SHAPES + name), SH["in"])) for name in names]
    assert sorted(term for each in lists for term in each) == sorted(
        vocabulary[name] for name in vocabulary.__annotations__
    )


def test_every_property_of_the_ontology_has_a_shape():
    """No property goes unchecked, but for annotations and the inverses that are there for queries."""
    ontology = read(ONTOLOGY / "treaty.ttl")
    inverses = {s for s, o in ontology.subject_objects(OWL.inverseOf)}, set(ontology.objects(None, OWL.inverseOf))
    properties = {s for kind in (OWL.ObjectProperty, OWL.DatatypeProperty) for s in ontology.subjects(RDF.type, kind)}
    checked = set(load_shapes().objects(None, SH.path))
    unchecked = {each for each in properties if each.startswith(str(TREATY))} - checked
    assert unchecked <= set.union(*inverses)
    assert len(properties) > len(unchecked) * 5


@pytest.mark.parametrize(
    ("name", "classes"),
    [
        ("EvidenceClosed", (TREATY.Evidence,)),
        ("ArticleClosed", (SDO.NewsArticle,)),
        ("EventClosed", (TREATY.Event, TREATY.Fact)),
        ("ClaimClosed", (TREATY.Claim, TREATY.Fact)),
        ("ProvisionClosed", (TREATY.Provision, TREATY.Fact)),
        ("ParticipationClosed", (TREATY.Participation,)),
    ],
)
def test_closed_shapes_allow_what_the_ontology_gives(name, classes):
    """A property added to the ontology is not refused by a shape that was forgotten."""
    ontology, graph = read(ONTOLOGY / "treaty.ttl"), load_shapes()
    allowed = set(Collection(graph, graph.value(URIRef(SHAPES + name), SH.ignoredProperties)))
    given = {s for each in classes for s in ontology.subjects(RDFS.domain, each)} - {TREATY.evidenceFor}
    assert given
    assert given <= allowed


def test_shapes_use_only_declared_terms():
    """A misspelt parameter of SHACL or term of ours would be ignored in silence."""
    ours = {prefix for prefix in PREFIXES.values() if prefix.startswith("https://w3id.org/treatykg/")}
    ontology = declared_terms()
    for term in {term for triple in load_shapes() for term in triple if isinstance(term, URIRef)}:
        if term.startswith(str(SH)):
            assert term in SH, term
        elif any(term.startswith(prefix) for prefix in ours):
            assert term in ontology, term


def test_shapes_are_valid_shacl():
    """The shapes conform to the shapes of shapes (https://www.w3.org/TR/shacl/#shacl-shacl)."""
    run_pyshacl(Graph(), shacl_graph=load_shapes(), meta_shacl=True)
