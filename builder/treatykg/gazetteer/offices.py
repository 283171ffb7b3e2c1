"""Who held which office when."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from treatykg.gazetteer.tables import ROLES, TERMS, Rows, items
from treatykg.gazetteer.values import Term

_TEMPORARY = re.compile(
    r"\b(?:acting|caretaker|current|designate|former|incoming|interim|outgoing|then|transitional)[ -]"
)


def _role(words: str) -> str:
    """A role in comparable form: lower case, without what says how long it is held."""
    return _TEMPORARY.sub("", words.lower()).strip()


def _first_day(day: str) -> date | None:
    return date.fromisoformat((day + "-01-01")[:10]) if day else None


def _last_day(day: str) -> date | None:
    """The last day of a year, month or day in ISO 8601."""
    if not day:
        return None
    year, month = int(day[:4]), int(day[5:7] or 12)
    return date(year, month, int(day[8:10] or calendar.monthrange(year, month)[1]))


class Offices:
    """The terms of all persons, by person and by what the office is of."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    @cached_property
    def terms(self) -> Mapping[str, tuple[Term, ...]]:
        """Person to terms, the earliest first."""
        return _grouped(self._all, "person")

    def holders(self, of: str, role_words: str, on: date | None) -> tuple[str, ...]:
        """The persons in that office, on that day if one is given, the latest first."""
        wanted = self._meanings.get(_role(role_words), frozenset({_role(role_words)}))
        terms = (term for term in reversed(self._by_office.get(of, ())) if _role(term.role) in wanted)
        return tuple(dict.fromkeys(term.person for term in terms if on is None or term.covers(on)))

    @cached_property
    def _by_office(self) -> Mapping[str, tuple[Term, ...]]:
        return _grouped(self._all, "of")

    @cached_property
    def _all(self) -> tuple[Term, ...]:
        """All terms by first day, person and role."""
        terms = (
            Term(row["person"], row["role"], row["of"], _first_day(row["since"]), _last_day(row["until"]))
            for row in self._rows[TERMS]
        )
        return tuple(sorted(terms, key=lambda term: (term.since or date.min, term.person, term.role, term.of)))

    @cached_property
    def _meanings(self) -> Mapping[str, frozenset[str]]:
        """Role words of the press to the roles of the terms that they can mean."""
        return {_role(row["words"]): frozenset(map(_role, items(row["roles"]))) for row in self._rows[ROLES]}


def _grouped(terms: tuple[Term, ...], field: str) -> Mapping[str, tuple[Term, ...]]:
    groups: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        groups[getattr(term, field)].append(term)
    return {key: tuple(group) for key, group in groups.items()}
