"""The gazetteer in use: what is named in a text, what is known of a thing, who held an office when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from treatykg.gazetteer.folding import fold
from treatykg.gazetteer.index import NameIndex
from treatykg.gazetteer.offices import Offices
from treatykg.gazetteer.records import Records
from treatykg.gazetteer.surfaces import surfaces_of
from treatykg.gazetteer.tables import LEADERS, Rows
from treatykg.gazetteer.values import Known, NameHit, Term
from treatykg.model import EntityType


class Gazetteer:
    """What treatykg knows of the world: states, parliaments, leaders, organizations, treaties and their names."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._records = Records(rows)
        self._offices = Offices(rows)
        self._index = NameIndex(surfaces_of(rows))

    def find_names(self, text: str) -> tuple[NameHit, ...]:
        """The known names in `text`, from left to right, the longest first, without overlap.

        Spans are code points of `text`. Case counts, but words in capitals also match names of four letters or more;
        apostrophes, diacritics, hyphens and white space are folded. Family names alone: see `family_names`.
        """
        return self._index.find(text)

    def record(self, key: str) -> Known:
        """What is known of the thing with this key.

        :raises KnowledgeError: if the gazetteer has no such key
        """
        return self._records[key]

    def details(self, key: str) -> Mapping[str, str]:
        """The table row behind `key`, column by column: ISO codes of a state, depositary of a treaty ...

        :raises KnowledgeError: if the gazetteer has no such key, or the key of a capital, which has no row of its own
        """
        return self._records.row(key)

    def keys(self, of_type: EntityType | None = None) -> tuple[str, ...]:
        """All keys, or those of one type, sorted."""
        return self._records.keys(of_type)

    def legislatures_of(self, state: str) -> tuple[Known, ...]:
        """The parliament and chambers of a state: the parliament as a whole, the lower, the upper house."""
        return tuple(self._records[key] for key in self._records.legislatures.get(state, ()))

    def organizations_with(self, state: str) -> tuple[str, ...]:
        """The keys of the organizations of which `state` is a member today, sorted."""
        return self._records.organizations.get(state, ())

    def terms_of(self, person: str) -> tuple[Term, ...]:
        """The terms of a person, the earliest first; empty for one of whom no office is known."""
        return self._offices.terms.get(person, ())

    def holders(self, of: str, role_words: str, on: date | None = None) -> tuple[str, ...]:
        """The keys of the persons who held the office of `of` that `role_words` name, the latest first.

        `role_words` are English in any case: "president", "foreign minister", "leader". Without `on` all known holders.
        """
        return self._offices.holders(of, role_words, on)

    @cached_property
    def family_names(self) -> Mapping[str, tuple[str, ...]]:
        """Folded family name, as the press uses it alone, to the keys of the persons who bear it."""
        bearers: dict[str, set[str]] = defaultdict(set)
        for row in self._rows[LEADERS]:
            for name in row["family_name"].split("|"):
                bearers[fold(name)].add(row["key"])
        return {name: tuple(sorted(keys)) for name, keys in sorted(bearers.items())}
