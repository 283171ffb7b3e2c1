"""Where the files are that travel with treatykg: `ontology/`, `shapes/` and the lexicon.

In a wheel they lie inside the package, in a checkout beside `builder/`; callers need not know which.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from treatykg.errors import KnowledgeError

_PACKAGE = Path(__file__).parent


@cache
def folder(name: str) -> Path:
    """The folder `ontology`, `shapes` or `lexicon`.

    :raises KnowledgeError: if the installation lacks it
    """
    for parent in (_PACKAGE, _PACKAGE.parent.parent):
        if (parent / name).is_dir():
            return parent / name
    raise KnowledgeError(f"{name}/ is missing beside {_PACKAGE}: reinstall treatykg")
