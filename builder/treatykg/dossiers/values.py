"""What a dossier is made of: a treaty, the steps of its life, and for each step what every article tells of it.

Days are ISO 8601 strings, as in `treatykg.inference`; where nothing is known they are None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pyoxigraph import Quad

from treatykg.inference.acts import Act
from treatykg.model import Vote


@dataclass(frozen=True, slots=True)
class Thing:
    """A treaty, agent or place: its IRI, its name and the local name of its class, such as `State`."""

    iri: str
    label: str
    type: str


@dataclass(frozen=True, slots=True)
class Source:
    """An article: its IRI, and what is known of its publication."""

    iri: str
    headline: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of an article that say something, and the sentence around them if the graph has the text."""

    source: Source
    start: int
    end: int
    quote: str
    sentence: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """What one article tells of an event.

    `dates` are EDTF literals, `earliest` and `latest` the first and last possible day, `effective` the EDTF literal of the day on
    which it takes effect; `derivations` are the local names of how the dates were found. `actors` are the IRIs of all who act,
    `participants` those of the states and organizations among and behind them.
    """

    source: Source
    passages: tuple[Passage, ...]
    dates: tuple[str, ...]
    earliest: str | None
    latest: str | None
    effective: str | None
    derivations: tuple[str, ...]
    actors: frozenset[str]
    participants: frozenset[str]
    vote: Vote


@dataclass(frozen=True, slots=True)
class Step:
    """An event in the life of a treaty, as all articles tell it together.

    `type` and `factuality` are local names; `act` is the event as the rules of `treatykg.inference` see it; `conditional_on` are
    the IRIs of the events for which it waits. `reports` are sorted by the day of publication.
    """

    act: Act
    type: str
    factuality: str
    actors: tuple[Thing, ...]
    participants: tuple[Thing, ...]
    places: tuple[Thing, ...]
    conditional_on: tuple[str, ...]
    reports: tuple[Report, ...]

    @property
    def iri(self) -> str:
        """The IRI of the event."""
        return self.act.iri

    @property
    def first_report(self) -> str | None:
        """The day of publication of the first article that tells of it."""
        return min((each.source.published for each in self.reports if each.source.published), default=None)


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim or a provision: its kind, by whom it is said or whom it binds, and the words."""

    iri: str
    type: str
    agents: tuple[Thing, ...]
    words: str | None
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the articles of a graph tell of one treaty.

    `aliases` are its other names, `parties` whom the articles name as its parties, and `parties_by_source` whom each of them does,
    by the IRI of the article; `namings` are the passages that name the treaty. `steps` are sorted by time. `quads` is the part of
    the graph that this was made of.
    """

    treaty: Thing
    aliases: tuple[str, ...]
    parties: tuple[Thing, ...]
    parties_by_source: Mapping[str, frozenset[str]]
    sources: tuple[Source, ...]
    namings: tuple[Passage, ...]
    steps: tuple[Step, ...]
    claims: tuple[Statement, ...]
    provisions: tuple[Statement, ...]
    base: str
    quads: tuple[Quad, ...] = field(repr=False)
