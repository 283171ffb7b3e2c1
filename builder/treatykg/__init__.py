"""treatykg turns news about international agreements into a knowledge graph with exact evidence for every fact.

>>> import treatykg
>>> found = treatykg.build("Fiji and Tonga signed the Reef Protection Treaty in Suva on 3 March 2021.")
>>> [(row["type"], row["date"], row["quotes"]) for row in found.rows("events")]
[('Signature', '2021-03-03', 'Fiji and Tonga signed the Reef Protection Treaty in Suva on 3 March 2021')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatykg.builds import Build, build

__all__ = ["Build", "__version__", "build"]

__version__ = "0.1.0"

_LAZY = ("Build", "build")


def __getattr__(name: str) -> Any:
    """`build` and what it returns; loaded when first used, because the parser and the libraries of RDF take a second."""
    if name not in _LAZY:
        raise AttributeError(f"module 'treatykg' has no attribute {name!r}")
    from treatykg import builds

    return getattr(builds, name)


def __dir__() -> list[str]:
    return [*globals(), *_LAZY]
