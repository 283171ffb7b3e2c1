"""The formats that a build can write."""

from __future__ import annotations

from collections.abc import Iterable

from treatykg.errors import OptionError

NAMES = ("trig", "turtle", "nquads", "jsonld", "graphml", "gexf", "csv", "annotations", "html")
"""All of them, named here too so that a wrong option is refused before their writers are loaded; a test compares."""


def resolve_formats(wanted: Iterable[str]) -> tuple[str, ...]:
    """The formats that are wanted, several in one word if commas part them; all if none is.

    >>> resolve_formats(["csv,trig"])
    ('trig', 'csv')

    :raises OptionError: if one is not known
    """
    words = {name.strip().lower() for names in wanted for name in names.split(",")}
    if unknown := sorted(words - set(NAMES)):
        raise OptionError(f"--format {unknown[0]}: not a format: choose from {', '.join(NAMES)}")
    return tuple(name for name in NAMES if name in words or not words)
