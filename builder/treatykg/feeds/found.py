"""What inputs lead to before it is an article: drafts, refusals, and the addresses of more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from treatykg.articles import Draft, Refused
from treatykg.errors import TreatykgError

__all__ = ["Draft", "Found", "Link", "Refused", "Sitemap", "guarded"]

Found: TypeAlias = Draft | Refused


@dataclass(frozen=True, slots=True)
class Link:
    """A page to fetch, named at `place`; `metadata` is what the page's own metadata is completed with."""

    place: str
    address: str
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sitemap:
    """Another sitemap, which an index names at `place`."""

    place: str
    address: str


def guarded(place: str, found: Iterator[Found]) -> Iterator[Found]:
    """What is found, until something goes wrong: then a refusal of the place, and the end.

    A defect, ours or of a library that reads hostile bytes for us, is told like any other fault: nothing may stop the rest.
    """
    try:
        yield from found
    except TreatykgError as error:
        yield Refused.by(error, place=place)
    except Exception as error:
        yield Refused(place, f"{type(error).__name__}: {error}: please report this defect with the input")
