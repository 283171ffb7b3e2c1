"""IRIs as people read and type them: shortened by prefixes, and back."""

from __future__ import annotations

from collections.abc import Mapping

from treatykg.export.prefixes import prefixes_for
from treatykg.identifiers import BASE


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """The IRI with the prefix of the longest namespace it begins with; else the IRI itself.

    >>> shorten("https://w3id.org/treatykg/status/InForce", {"status": "https://w3id.org/treatykg/status/"})
    'status:InForce'
    """
    fitting = [prefix for prefix, namespace in prefixes.items() if iri.startswith(namespace) and iri != namespace]
    if not fitting:
        return iri
    prefix = max(fitting, key=lambda each: len(prefixes[each]))
    return f"{prefix}:{iri.removeprefix(prefixes[prefix])}"


def expand(name: str) -> str:
    """What `name` stands for: a prefixed name without the base, so that it fits every base; anything else itself.

    >>> expand("states:FRA"), expand("https://data.example/state/FRA")
    ('state/FRA', 'https://data.example/state/FRA')
    """
    prefix, colon, rest = name.partition(":")
    namespace = prefixes_for(BASE).get(prefix) if colon else None
    return name if namespace is None else f"{namespace}{rest}".removeprefix(BASE)
