"""The closed vocabularies: a term that no ontology declares raises an error instead of becoming a new predicate.

Nothing is parsed when this is imported. `tests/test_vocab.py` holds each namespace equal to the files in `ontology/`.

>>> str(TREATY.concerns)
'https://w3id.org/treatykg/ontology#concerns'
>>> TREATY.concern
Traceback (most recent call last):
    ...
AttributeError: term 'concern' not in namespace 'https://w3id.org/treatykg/ontology#'
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, XSD, Namespace, URIRef

from treatykg.vocab.concepts import DATE_DERIVATION, FACTUALITY, OBLIGATION, STATUS
from treatykg.vocab.foreign import GAF, GRASP, NIF, OA, SEM
from treatykg.vocab.ontology import TREATY
from treatykg.vocab.subjects import SUBJECT

__all__ = [
    "DATA",
    "DATE_DERIVATION",
    "EDTF",
    "FACTUALITY",
    "GAF",
    "GRASP",
    "NIF",
    "OA",
    "OBLIGATION",
    "PREFIXES",
    "SEM",
    "STATUS",
    "SUBJECT",
    "TREATY",
    "WIKIDATA",
    "local_name",
]

DATA: Final = Namespace("https://w3id.org/treatykg/id/")
"""Where data is named unless another base is chosen; the same as `treatykg.identifiers.BASE`."""

EDTF: Final = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")
"""The datatype of dates and intervals in the Extended Date/Time Format, https://www.loc.gov/standards/datetime/."""

WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")
"""Items and properties of Wikidata; an open namespace."""

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "dateDerivation": str(DATE_DERIVATION),
        "dcterms": str(DCTERMS),
        "factuality": str(FACTUALITY),
        "obligation": str(OBLIGATION),
        "org": str(ORG),
        "owl": str(OWL),
        "prov": str(PROV),
        "rdf": str(RDF),
        "rdfs": str(RDFS),
        "schema": str(SDO),
        "skos": str(SKOS),
        "status": str(STATUS),
        "subject": str(SUBJECT),
        "treaty": str(TREATY),
        "xsd": str(XSD),
    }
)
"""The prefixes of treatykg's data, for Turtle and SPARQL alike."""


def local_name(iri: str) -> str:
    """What follows the last `#` or `/` of an IRI; words without either stay as they are.

    >>> local_name("https://w3id.org/treatykg/ontology#EntryIntoForce")
    'EntryIntoForce'
    """
    return iri.replace("#", "/").rpartition("/")[2]
