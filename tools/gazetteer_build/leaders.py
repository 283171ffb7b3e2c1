"""The tables of leaders and their terms: the Factbook, Wikidata extracts, and an overlay of the well known since 1945."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from gazetteer_build import factbook_leaders
from gazetteer_build.files import Row, items, plain, read_rows, slug, states_with, to_cell
from gazetteer_build.people import EXTRACTS_SINCE, WikidataPerson, match, read_people

PERSON_COLUMNS = ("key", "label", "names", "family_name", "wikidata", "source")
TERM_COLUMNS = ("person", "role", "of", "since", "until", "source")
_OVERLAY, _WIKIDATA = "overlays/leaders.csv", "Wikidata (CC0), 2022-10 and 2023-01"


@dataclass(slots=True)
class _Person:
    """A person while the sources are put together."""

    label: str
    names: dict[str, None] = field(default_factory=dict)
    family_names: dict[str, None] = field(default_factory=dict)
    wikidata: str = ""
    sources: set[str] = field(default_factory=set)
    terms: list[Row] = field(default_factory=list)

    def add(self, names: Iterable[str], family_names: Iterable[str], term: Row) -> None:
        """Add what one source says; a term that an earlier source gives of the same office is kept instead."""
        self.names.update(dict.fromkeys(names))
        self.family_names.update(dict.fromkeys(family_names))
        self.sources.add(term["source"])
        same = [own for own in self.terms if (own["role"], own["of"]) == (term["role"], term["of"])]
        if all(own["source"] == term["source"] for own in same) and term not in same:
            self.terms.append(term)


def build_leaders(sources: Path, overlays: Path, states: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of leaders.csv and of terms.csv, sorted."""
    people: dict[str, _Person] = {}
    _add_overlay(people, overlays)
    for seen in factbook_leaders.read_terms(sources, overlays, states):
        term = _term(seen.role, seen.state, seen.since, seen.until, factbook_leaders.SOURCE)
        people.setdefault(slug(seen.label), _Person(seen.label)).add(seen.names, seen.family_names, term)
    known = read_people(sources, overlays, states)
    _add_wikidata_ids(people, known, states_with(overlays, "shared_family_names"))
    _add_wikidata_terms(people, known, overlays)
    persons = sorted((_person_row(key, person) for key, person in people.items()), key=lambda row: row["key"])
    return persons, sorted(_term_rows(people), key=lambda row: (row["person"], row["since"], row["role"], row["of"]))


def _add_overlay(people: dict[str, _Person], overlays: Path) -> None:
    for row in read_rows(overlays / "leaders.csv"):
        person = people.setdefault(slug(row["label"]), _Person(row["label"]))
        person.wikidata = person.wikidata or row["wikidata"]
        term = _term(row["role"], row["of"], row["since"], row["until"], _OVERLAY)
        person.add(items(row["names"]), items(row["family_name"]), term)


def _add_wikidata_ids(people: Mapping[str, _Person], known: Sequence[WikidataPerson], shared: frozenset[str]) -> None:
    for person in people.values():
        recent = (term["of"] for term in person.terms if not term["until"] or term["until"] >= EXTRACTS_SINCE)
        for state in dict.fromkeys(recent):
            here = [each for each in known if each.state == state]
            family = () if state in shared else person.family_names
            person.wikidata = person.wikidata or match((person.label, *person.names), family, here)


def _add_wikidata_terms(people: dict[str, _Person], known: Iterable[WikidataPerson], overlays: Path) -> None:
    """Add foreign ministers, and the heads that no other source knows."""
    corrections = {(row["state"], row["name"]): row for row in read_rows(overlays / "leader_names.csv")}
    family_first = states_with(overlays, "family_name_first")
    for found in (person for person in known if person.role):
        same = next((person for person in people.values() if person.wikidata == found.wikidata), None)
        if same is not None and found.role != "Foreign Minister":
            continue
        correction = corrections.get((found.state, found.name), {})
        label = correction.get("label") or plain(found.name)
        if label == "-":
            continue
        person = same or people.setdefault(slug(label), _Person(label))
        person.wikidata = found.wikidata
        names = [found.name, *items(correction.get("names", ""))]
        family = items(correction.get("family_name", "")) or [
            plain(found.name).split()[0 if found.state in family_first else -1]
        ]
        person.add(names, () if same else family, _term(found.role, found.state, found.since, found.until, _WIKIDATA))


def _term(role: str, of: str, since: str, until: str, source: str) -> Row:
    return {"role": role, "of": of, "since": since, "until": until, "source": source}


def _person_row(key: str, person: _Person) -> Row:
    return {
        "key": f"person/{key}",
        "label": person.label,
        "names": to_cell(name for name in person.names if name != person.label),
        "family_name": to_cell(person.family_names),
        "wikidata": person.wikidata,
        "source": "; ".join(sorted(person.sources)),
    }


def _term_rows(people: Mapping[str, _Person]) -> Iterator[Row]:
    for key, person in people.items():
        yield from ({"person": f"person/{key}", **term} for term in person.terms)
