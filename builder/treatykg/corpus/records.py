"""One article as the ledger keeps it: its quads, what it knows anyway, and what may meet other articles.

A record depends on the article and the version of the extractor alone, so that any machine may make it, in any order.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from treatykg.gazetteer import load_gazetteer
from treatykg.model import Article, Extraction
from treatykg.pipeline import understand_document
from treatykg.resolution import to_json, to_profiles
from treatykg.sentences import Document
from treatykg.triples import to_graphs, to_sorted_lines

_LEVEL = 3  # twice as fast as the usual 6, and a tenth larger


@dataclass(frozen=True, slots=True)
class Record:
    """What became of an article: its own graph and what is known anyway, packed N-Quads, and its profiles as JSON.

    `input` is the hash of all that was read (see `hash_input`), `counts` how much of each kind was found.
    """

    article: Article
    input: str
    said: bytes
    background: bytes
    profiles: tuple[str, ...]
    counts: Mapping[str, int]


def hash_input(article: Article) -> str:
    """The SHA-256 of the text and all metadata, in hexadecimal: equal when the same article comes again."""
    published = article.published.isoformat() if article.published else None
    parts = (article.id, article.text, article.title, published, article.url, article.publisher)
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()


def to_record(document: Document, *, base: str, include_text: bool) -> Record:
    """Understand an article that was parsed.

    :raises EvidenceError: if a fact has no exact evidence, which is a defect of treatykg
    """
    extraction, article = understand_document(document).extraction, document.article
    said, known = to_graphs(extraction, base=base, include_text=include_text, background=load_gazetteer())
    return Record(
        article=article,
        input=hash_input(article),
        said=pack(to_sorted_lines(said)),
        background=pack(to_sorted_lines(known)),
        profiles=tuple(map(to_json, to_profiles(extraction))),
        counts=_counts(extraction) | {"triples": len(said) + len(known)},
    )


def pack(lines: bytes) -> bytes:
    """Sorted N-Quads, compressed as the ledger and the files of a cluster keep them."""
    return zlib.compress(lines, _LEVEL)


def unpack(packed: bytes) -> bytes:
    """The N-Quads that were packed."""
    return zlib.decompress(packed)


def _counts(extraction: Extraction) -> dict[str, int]:
    facts = extraction.facts
    return {
        "sentences": len(extraction.sentences),
        "entities": len(extraction.entities),
        "events": len(facts.events),
        "claims": len(facts.claims),
        "provisions": len(facts.provisions),
    }
