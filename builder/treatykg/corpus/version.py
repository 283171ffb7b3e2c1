"""Which extractor made a record: the release, and a fingerprint of all code and knowledge that a fact can depend on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from treatykg import __version__
from treatykg.resources import folder

# What an article goes through on its way to quads and profiles; the rest of the package only works with these.
_PARTS = (
    "articles", "dates", "entities", "facts", "gazetteer", "identifiers.py", "mentions", "model.py", "pipeline.py",
    "predicates", "resolution", "sentences", "triples", "vocab",
)  # fmt: skip


@cache
def extractor_version() -> str:
    """The release and twelve hexadecimal digits that change with the code, the lexicon or the gazetteer: `0.1.0+3f2a...`."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.name.encode("utf-8") + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _files() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for part in _PARTS:
        yield from (package / part,) if part.endswith(".py") else sorted((package / part).rglob("*.py"))
    yield from sorted(folder("lexicon").glob("*.toml"))
    yield from sorted((folder("ontology") / "gazetteer").glob("*.csv"))
