"""The closed namespaces say exactly what the files of the ontology declare."""

import subprocess
import sys
from pathlib import Path
from typing import get_args

import pyoxigraph
import pytest
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from treatykg import identifiers, model, vocab

ONTOLOGY = Path(__file__).parent.parent / "ontology"
FILES = {
    "TREATY": "treaty.ttl",
    "OBLIGATION": "vocabularies/obligations.ttl",
    "FACTUALITY": "vocabularies/factuality.ttl",
    "STATUS": "vocabularies/status.ttl",
    "DATE_DERIVATION": "vocabularies/date-derivation.ttl",
    "SUBJECT": "vocabularies/subjects.ttl",
}
OWN = [getattr(vocab, name) for name in FILES]
FOREIGN = [vocab.OA, vocab.NIF, vocab.SEM, vocab.GAF, vocab.GRASP]
KINDS = {
    str(kind)
    for kind in (
        *(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty),
        *(RDFS.Datatype, SKOS.Concept),
    )
}


def declared(path, namespace):
    """The local names that a file declares in a namespace, in its order."""
    quads = [
        quad
        for quad in pyoxigraph.parse(path=ONTOLOGY / path, format=pyoxigraph.RdfFormat.TURTLE)
        if quad.predicate.value == str(RDF.type) and quad.object.value in KINDS
    ]
    names = [quad.subject.value for quad in quads if isinstance(quad.subject, pyoxigraph.NamedNode)]
    return [name.removeprefix(namespace) for name in names if name.startswith(namespace)]


@pytest.mark.parametrize("name", FILES)
def test_namespace_equals_its_file_in_its_order(name):
    namespace = getattr(vocab, name)
    terms = [term for term in namespace.__annotations__ if not term.startswith("_")]
    assert terms == declared(FILES[name], str(namespace))


def test_every_vocabulary_has_its_namespace():
    files = {str(path.relative_to(ONTOLOGY)) for path in ONTOLOGY.glob("vocabularies/*.ttl")}
    assert files == set(FILES.values()) - {"treaty.ttl"}


@pytest.mark.parametrize("namespace", [*OWN, *FOREIGN], ids=lambda each: each.__name__)
def test_a_typo_raises(namespace):
    with pytest.raises(AttributeError, match="noSuchTerm"):
        namespace.noSuchTerm  # noqa: B018  # the access is the test
    with pytest.raises(AttributeError, match="noSuchTerm"):
        namespace["noSuchTerm"]


@pytest.mark.parametrize(
    ("values", "namespace"),
    [
        (model.EntityType, vocab.TREATY),
        (model.EventType, vocab.TREATY),
        (model.ClaimType, vocab.TREATY),
        (model.ObligationType, vocab.OBLIGATION),
        (model.Factuality, vocab.FACTUALITY),
        (model.DateDerivation, vocab.DATE_DERIVATION),
    ],
)
def test_each_value_of_the_model_has_its_term(values, namespace):
    names = get_args(values)
    assert len(names) >= 4
    assert [str(namespace[name]) for name in names] == [f"{namespace}{name}" for name in names]


@pytest.mark.parametrize(
    ("values", "namespace"),
    [(model.ObligationType, vocab.OBLIGATION), (model.Factuality, vocab.FACTUALITY)],
)
def test_each_concept_has_its_value_in_the_model(values, namespace):
    assert set(get_args(values)) == {term for term in namespace.__annotations__ if not term.startswith("_")}


def test_prefixes_name_the_namespaces_of_the_data():
    assert list(vocab.PREFIXES) == sorted(vocab.PREFIXES)
    assert {str(namespace) for namespace in OWN} < set(vocab.PREFIXES.values())


def test_data_is_named_below_the_base_of_the_identifiers():
    assert str(vocab.DATA) == identifiers.BASE


def test_importing_reads_no_file_and_no_engine():
    code = "import sys, treatykg.vocab; print(sorted({'pyoxigraph', 'pyshacl', 'spacy'} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
