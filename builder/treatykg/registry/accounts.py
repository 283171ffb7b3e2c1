"""What one source tells of a treaty: names, parties and dated acts; the same for articles and for a register."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class ToldAct:
    """One act as one source tells it: its days, actors and places, and the words or the row that say it.

    `type` and `factuality` are local names, `edtf` is the EDTF literal, `actors` and `places` are local identifiers.
    """

    type: str
    factuality: str
    source: str
    words: str
    edtf: str = ""
    earliest: date | None = None
    latest: date | None = None
    effective: str = ""
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Account:
    """What the articles, or a register, tell of one treaty.

    :ivar names: names in the order of their telling; `descriptions` are words that are no name
    :ivar parties: local identifiers of those named as parties, each with the source that names it first
    :ivar provisional: the day from which it is provisionally applied, says the register
    :ivar entry: the identifier in the register and its row, for an account of one
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    acts: tuple[ToldAct, ...] = ()
    provisional: date | None = None
    entry: str = ""
    sources: tuple[str, ...] = field(default=())
