"""Terms of other vocabularies that rdflib does not ship, as far as treatykg uses or aligns with them."""

# ruff: noqa: N815 - classes and terms bear the names that the vocabularies give them

from __future__ import annotations

from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace


class OA(DefinedNamespace):
    """Web Annotation, https://www.w3.org/TR/annotation-vocab/."""

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    hasSource: URIRef
    hasSelector: URIRef
    start: URIRef
    end: URIRef
    exact: URIRef

    _NS = Namespace("http://www.w3.org/ns/oa#")
    _fail = True


class NIF(DefinedNamespace):
    """NLP Interchange Format."""

    OffsetBasedString: URIRef
    anchorOf: URIRef
    beginIndex: URIRef
    endIndex: URIRef
    isString: URIRef
    referenceContext: URIRef

    _NS = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
    _fail = True


class SEM(DefinedNamespace):
    """Simple Event Model, https://semanticweb.cs.vu.nl/2009/11/sem/."""

    Actor: URIRef
    Event: URIRef
    Place: URIRef
    hasActor: URIRef
    hasPlace: URIRef
    accordingTo: URIRef
    hasTime: URIRef
    hasTimeStamp: URIRef
    hasEarliestBeginTimeStamp: URIRef
    hasLatestEndTimeStamp: URIRef

    _NS = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
    _fail = True


class GAF(DefinedNamespace):
    """Grounded Annotation Framework: what a text names and the words that name it."""

    denotedBy: URIRef
    denotedIn: URIRef

    _NS = Namespace("http://groundedannotationframework.org/gaf#")
    _fail = True


class GRASP(DefinedNamespace):
    """GRaSP: who holds which perspective on what."""

    Attribution: URIRef
    hasAttribution: URIRef
    wasAttributedTo: URIRef

    _NS = Namespace("http://groundedannotationframework.org/grasp#")
    _fail = True
