"""What one article tells of a thing that other articles may name too: the value that resolution works on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from typing import Any, Literal, TypeAlias

from treatykg.model import EntityType, EventType, Factuality

NameForm: TypeAlias = Literal["name", "acronym", "description"]
Reference: TypeAlias = tuple[str, str]  # article id and local id: one node as one article gives it
ANCHOR = ""  # the "article" of what the gazetteer knows


@dataclass(frozen=True, slots=True)
class Name:
    """Words for a thing, and whether they name or describe it."""

    text: str
    form: NameForm


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a treaty: first and last possible day, and the states and organizations that act."""

    type: EventType
    factuality: Factuality
    earliest: date | None = None
    latest: date | None = None
    actors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Profile:
    """One node of one article with what tells it from others. All references are local ids of that article.

    :ivar states: the states that a person or body acts for, or that act in what happens to a treaty
    :ivar circle: the states that the article names most
    :ivar offices: titles of a person, in lower case
    :ivar acts: what happened to a treaty, says this article
    :ivar places: where a treaty was signed, or an event took place
    :ivar context: names in the sentences that tell of a treaty, in lower case: of people, places, rivers
    :ivar story: names in the whole article, of the one treaty that it tells most of
    :ivar years: those in which a treaty was concluded, from the words behind its name ("signed in 1972")
    :ivar outlet: the states that dateline and name of the outlet tell
    :ivar beside: the pairs of states whose treaties the article tells beside it, joined by "+"
    :ivar parent: words for the treaty that a protocol or annex belongs to
    :ivar order: the rank of an event among those of its article
    """

    article: str
    id: str
    type: EntityType | EventType
    label: str = ""
    published: date | None = None
    names: tuple[Name, ...] = ()
    key: str | None = None
    parties: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    circle: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    places: tuple[str, ...] = ()
    obligations: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    outlet: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    parent: tuple[str, ...] = ()
    factuality: Factuality | None = None
    treaties: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    order: int = 0

    def __hash__(self) -> int:
        return hash((self.article, self.id))

    @cached_property
    def reference(self) -> Reference:
        """The article and the local id."""
        return self.article, self.id

    @property
    def is_event(self) -> bool:
        """Whether it is a happening, resolved when the things in it are."""
        return self.factuality is not None


def to_json(profile: Profile) -> str:
    """The profile as one line of JSON with sorted keys; what is empty is left out.

    >>> to_json(Profile("a1", "person/ana-ruiz", "Person", "Ana Ruiz"))
    '{"article":"a1","id":"person/ana-ruiz","label":"Ana Ruiz","type":"Person"}'
    """
    return json.dumps(_plain(profile), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def from_json(line: str) -> Profile:
    """The profile that `to_json` wrote.

    :raises ValueError: if the line is not JSON or lacks what every profile has
    """
    record = json.loads(line)
    try:
        return Profile(
            **{field.name: _value(field.name, record[field.name]) for field in fields(Profile) if field.name in record}
        )
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a profile: {line[:80]!r}: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Profile | Name | Act):
        named = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(each) for name, each in named.items() if each not in (None, (), "", 0)} | _kept(value)
    return value


def _kept(value: Profile | Name | Act) -> dict[str, str]:
    """What is written even when it is empty: an anchor's article."""
    return {"article": value.article} if isinstance(value, Profile) else {}


def _value(name: str, value: Any) -> Any:
    if name == "names":
        return tuple(Name(each["text"], each["form"]) for each in value)
    if name == "acts":
        return tuple(_act(each) for each in value)
    if name in {"published", "earliest", "latest"}:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _act(record: Mapping[str, Any]) -> Act:
    earliest, latest = record.get("earliest"), record.get("latest")
    return Act(
        record["type"],
        record["factuality"],
        date.fromisoformat(earliest) if earliest else None,
        date.fromisoformat(latest) if latest else None,
        tuple(record.get("actors", ())),
    )
