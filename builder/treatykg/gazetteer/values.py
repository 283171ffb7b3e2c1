"""What the gazetteer answers with: frozen values, keyed by local identifiers such as `state/RUS` or `treaty/npt`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from treatykg.model import EntityType, Span

NameUse: TypeAlias = Literal["name", "acronym", "former", "demonym", "people", "capital", "metonym", "family_name"]


@dataclass(frozen=True, slots=True)
class Known:
    """One thing of the world that the gazetteer knows.

    `names` are all its names, the label first. `acts_for` holds the keys of what it acts for (a chamber or ministry:
    its state; a person: what the offices are of, the latest first). `members` are the present members of an
    organization or group, `parties` and `year` belong to treaties; `within` are the states of a place. `kind` refines
    the type: state, territory, lower ...
    """

    key: str
    type: EntityType
    label: str
    names: tuple[str, ...]
    wikidata: str | None = None
    acts_for: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    year: int | None = None
    kind: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """One reading of a surface: what it names and how.

    `body` is the key of the body that a metonym stands for ("the Kremlin": the presidency), if it stands for one.
    `ambiguous`: the surface also means something outside the gazetteer (Georgia, Jordan, Turkey) or needs its context.
    """

    key: str
    use: NameUse
    body: str | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name found in a text: its span in code points of that text, and every reading of it, sorted by key and use."""

    span: Span
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a person in an office: the role in English, the state or body it is of, first and last known day.

    A year or month of the tables stands for its first day in `since` and its last day in `until`; None is open.
    """

    person: str
    role: str
    of: str
    since: date | None
    until: date | None

    def covers(self, day: date) -> bool:
        """Whether the person held the office on `day`, first and last day included."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
