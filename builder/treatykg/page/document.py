"""The page as one file of HTML: template, style, scripts and data, and a policy that lets nothing else run.

Only the style and the script whose SHA-256 stands in the Content-Security-Policy apply (https://www.w3.org/TR/CSP3/); nothing is
fetched. The data stand in a block that no browser executes; the script puts them on the page as text, never as HTML.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from string import Template

from treatykg.identifiers import BASE
from treatykg.page.corpus import Corpus
from treatykg.page.data import page_data, to_json
from treatykg.page.records import Sentences
from treatykg.triples import Dataset

ASSETS = Path(__file__).parent / "assets"
LIMIT = 200
"""So many articles at most: a page of more is slow to open, and the whole graph can be asked with SPARQL."""

_LIBRARIES = ("d3-dispatch", "d3-quadtree", "d3-timer", "d3-force")  # each needs those before it
_SCRIPTS = (
    "dom", "words", "store", "theme", "facts-of", "article", "filters", "table", "layout", "canvas", "network",
    "timeline", "disputes", "claims", "entities", "search", "main",
)  # fmt: skip


def to_page(
    dataset: Dataset,
    *,
    base: str = BASE,
    sentences: Sentences | None = None,
    limit: int = LIMIT,
    total: int | None = None,
) -> bytes:
    """The page of a dataset, UTF-8; equal datasets give equal bytes.

    `sentences` are the spans of the build's sentences by the IRI of the article; without them punctuation tells where
    sentences end. Of more than `limit` articles the newest are shown, and the page says so; `total` is the number of all, if the
    dataset is a part already.
    """
    corpus = Corpus.of(dataset, base=base, limit=limit, total=total)
    data = to_json(page_data(corpus, sentences or {}))
    return Template(_read("page.html")).substitute(_parts(), data=data).encode("utf-8")


def content_security_policy() -> str:
    """The policy in the page's head, for a server that sends it as a header too."""
    parts = _parts()
    return _policy(parts["script"], parts["style"])


@cache
def _parts() -> dict[str, str]:
    """What is the same in every page."""
    libraries = [_read(f"vendor/{name}/{name}.min.js") for name in _LIBRARIES]
    own = "\n".join(_read(f"{name}.js") for name in _SCRIPTS)
    # The libraries write to `this`; our own names stay out of it.
    script = "\n".join([*libraries, f'(() => {{\n"use strict";\n{own}}})();', ""])
    style = _read("page.css")
    return {"script": script, "style": style, "policy": _policy(script, style)}


def _policy(script: str, style: str) -> str:
    sources = f"script-src {_hash(script)}; style-src {_hash(style)}; img-src data:"
    return f"default-src 'none'; {sources}; base-uri 'none'; form-action 'none'"


def _hash(content: str) -> str:
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


@cache
def _read(name: str) -> str:
    # A browser hashes what it has parsed, with line feeds only.
    return (ASSETS / name).read_text(encoding="utf-8").replace("\r\n", "\n")
