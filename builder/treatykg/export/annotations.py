"""Web Annotations of the evidence: each passage with what it says (https://www.w3.org/TR/annotation-model/).

One annotation for each thing and each passage that says it. Its target is the passage, by its words (TextQuoteSelector) and by
its place (TextPositionSelector, in code points); its bodies are the IRI of the thing and its name in words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from rdflib.namespace import ORG, PROV, RDF, RDFS, SDO

from treatykg.identifiers import BASE, fingerprint
from treatykg.triples import Dataset, Index
from treatykg.vocab import TREATY, local_name

Json: TypeAlias = "str | int | Sequence[Json] | Mapping[str, Json]"

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points of the text before and after the words, as annotation tools store them
_FACTS = (TREATY.Event, TREATY.Claim, TREATY.Provision, ORG.Post)
_GENERAL = frozenset(map(str, _FACTS))
# What names the kind of a fact, and what it is about.
_KINDS = (RDF.type, TREATY.obligationType)
_MATTERS = (TREATY.concerns, TREATY.partOf, TREATY.target)


def to_annotations(dataset: Dataset, *, base: str = BASE) -> bytes:
    """The evidence of the dataset as one AnnotationPage in JSON-LD, sorted by article, place and thing.

    Prefix and suffix of a quote are left out where the text of the article is not in the graph.
    """
    whole = Index(dataset)
    generator = _generator(whole)
    found = {
        key: value for _, graph in dataset.graphs() for key, value in _annotations(Index(graph), whole, generator, base)
    }
    page: dict[str, Json] = {
        "@context": _CONTEXT,
        "id": f"{base}annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [found[key] for key in sorted(found)],
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8", errors="replace")


_Key: TypeAlias = tuple[str, int, int, str]  # article, start, end, thing


def _annotations(index: Index, whole: Index, generator: dict[str, Json], base: str) -> Iterator[tuple[_Key, Json]]:
    """The annotations of one graph, by what sorts them."""
    for thing in index.subjects():
        for passage in index.values(thing, TREATY.evidence):
            for article in index.values(passage, TREATY.source):
                start, end = (int(index.value(passage, edge) or 0) for edge in (TREATY.start, TREATY.end))
                annotation: dict[str, Json] = {
                    "id": f"{base}annotation/{fingerprint(passage, thing)}",
                    "type": "Annotation",
                    "motivation": "describing" if _is_fact(thing, index) else "identifying",
                    **generator,
                    "body": _bodies(thing, index, whole),
                    "target": _target(passage, article, (start, end), index),
                }
                yield (article, start, end, thing), annotation


def _bodies(thing: str, index: Index, whole: Index) -> Json:
    return [
        {"type": "SpecificResource", "source": thing, "purpose": "identifying"},
        {
            "type": "TextualBody",
            "value": _name(thing, index, whole),
            "format": "text/plain",
            "language": "en",
            "purpose": "describing" if _is_fact(thing, index) else "tagging",
        },
    ]


def _target(passage: str, article: str, place: tuple[int, int], index: Index) -> Json:
    url = index.value(article, SDO.url)
    return {
        "type": "SpecificResource",
        "id": passage,
        "source": article,
        **({"scope": url} if url else {}),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": index.value(passage, TREATY.quote) or "",
                **_surroundings(index.value(article, SDO.text), place),
            },
            {"type": "TextPositionSelector", "start": place[0], "end": place[1]},
        ],
    }


def _surroundings(text: str | None, place: tuple[int, int]) -> dict[str, Json]:
    if text is None:
        return {}
    start, end = place
    return {"prefix": text[max(0, start - _AROUND) : start], "suffix": text[end : end + _AROUND]}


def _generator(index: Index) -> dict[str, Json]:
    software = next(iter(index.instances(PROV.SoftwareAgent)), None)
    if software is None:
        return {}
    return {"generator": {"id": software, "type": "Software", "name": index.value(software, RDFS.label) or "treatykg"}}


def _name(thing: str, index: Index, whole: Index) -> str:
    """`Fiji (State)` of an entity; `Signature: Reef Treaty (Actual)` of a fact."""
    kinds = [kind for predicate in _KINDS for kind in index.values(thing, predicate) if kind not in _GENERAL]
    kind = ", ".join(local_name(each) for each in kinds)
    label = index.value(thing, RDFS.label)
    if label:
        return f"{label} ({kind or 'Post'})"
    matters = (name for predicate in _MATTERS for name in whole.follow(thing, predicate, RDFS.label))
    about = ", ".join(dict.fromkeys(matters))
    factuality = ", ".join(local_name(each) for each in index.values(thing, TREATY.factuality))
    return f"{kind}{f': {about}' if about else ''}{f' ({factuality})' if factuality else ''}"


def _is_fact(thing: str, index: Index) -> bool:
    return bool(_GENERAL.intersection(index.values(thing, RDF.type)))
