"""Pages with the policy that lets only their own script and style apply, and the page of the questions."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_INLINE = re.compile(rb"<(script|style)>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its Content-Security-Policy."""

    content: bytes
    policy: str


def load_query_page() -> Page:
    """The page with the questions and a field for queries."""
    content = (Path(__file__).parent / "query.html").read_bytes()
    hashes = {kind.decode(): _hash(code) for kind, code in _INLINE.findall(content)}
    policy = (
        f"default-src 'none'; script-src {hashes['script']}; style-src {hashes['style']}; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return Page(content, policy)


def _hash(code: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code).digest()).decode('ascii')}'"
