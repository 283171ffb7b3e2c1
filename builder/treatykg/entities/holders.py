"""Who stands beside a title: before and after names, in appositions and lists, as a predicate, after "as"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from treatykg.entities.clusters import Cluster, Register
from treatykg.lexicon import load_words
from treatykg.mentions import Office
from treatykg.mentions.offices import offices_by_start
from treatykg.model import Mention, Span

_BREAKS = frozenset({",", "(", "-", "–"})


@dataclass(eq=False, slots=True)
class Holding:
    """A person, a title, what it is of, the words that say so, and the id of the rule that read them."""

    person: Cluster
    title: str
    of: Cluster
    span: Span
    rule: str


@dataclass(frozen=True)
class People:
    """The names of persons in a document, by the tokens at which they begin and end.

    `possessors` are the states and parties before a possessive, by their first token, with the token behind it.
    """

    register: Register
    starts: dict[int, Mention]
    ends: dict[int, Mention]
    possessors: dict[int, int]

    def at(self, token: int) -> Mention | None:
        """The name that begins at the token, honorifics, ranks and "Ghana's" before it passed over."""
        doc, passed = self.register.doc, load_words("titles", "honorifics") | load_words("titles", "ranks")
        token = self.possessors.get(token, token)
        while token < len(doc) and token not in self.starts and doc[token].lower_ in passed:
            token += 1
        return self.starts.get(token)

    def list_from(self, token: int) -> list[Mention]:
        """The names of a list that begins at the token: "A, B and C"."""
        found: list[Mention] = []
        while (mention := self.at(token)) is not None:
            found.append(mention)
            token = self._past_state(mention.end_token)
            if token < len(self.register.doc) and self.register.doc[token].lower_ in {",", "and"}:
                token += 1 + (
                    token + 1 < len(self.register.doc)
                    and self.register.doc[token].text == ","
                    and self.register.doc[token + 1].lower_ == "and"
                )
            else:
                break
        return found

    def _past_state(self, token: int) -> int:
        """Past "of Latvia" after a name of a list."""
        doc = self.register.doc
        if token + 1 < len(doc) and doc[token].lower_ == "of":
            ends = (
                m.end_token
                for m in self.register.mentions
                if m.type == "State" and m.first_token in {token + 1, token + 2}
            )
            return next(ends, token)
        return token

    def list_to(self, token: int) -> list[Mention]:
        """The names of a list that ends before the token."""
        found: list[Mention] = []
        while token in self.ends:
            found.append(self.ends[token])
            token = self._before_name(found[-1].first_token)
            while token > 0 and self.register.doc[token - 1].lower_ in {",", "and"}:
                token -= 1
        return found[::-1]

    def _before_name(self, token: int) -> int:
        while token > 0 and self.register.doc[token - 1].lower_ in load_words("titles", "honorifics"):
            token -= 1
        return token


def people_of(register: Register) -> People:
    """The linked names of persons."""
    names = [mention for mention in register.mentions if mention.type == "Person" and mention in register.of_mention]
    owners = ((m.first_token, m.end_token) for m in register.mentions if m.type in {"State", "Organization"})
    possessors = {
        first: end + 1 for first, end in owners if end < len(register.doc) and register.doc[end].tag_ == "POS"
    }
    return People(register, {m.first_token: m for m in names}, {m.end_token: m for m in names}, possessors)


def find_holders(people: People, offices: Sequence[Office]) -> dict[int, list[Mention]]:
    """The persons beside each office, by its head token; offices without any are left out."""
    starts = {office.head: at for at, office in offices_by_start(people.register.doc, tuple(offices))}
    found: dict[int, list[Mention]] = {}
    for index in range(len(offices) - 1, -1, -1):
        office = offices[index]
        holders = _beside(people, office, starts[office.head]) or _shared(
            people.register, office, offices[index + 1 :], found
        )
        if holders:
            found[office.head] = holders
    return found


def _beside(people: People, office: Office, start: int) -> list[Mention]:
    for find in (_prenominal, _before, _after, _copula):
        if holders := find(people, office, start):
            return holders
    return []


def _prenominal(people: People, office: Office, start: int) -> list[Mention]:
    """As in "Foreign Minister A", "presidents A and B"."""
    for at in (office.outer_end, office.end):
        if mention := people.at(at):
            return people.list_from(at) if office.plural else [mention]
    return []


def _before(people: People, office: Office, start: int) -> list[Mention]:
    """As in "A, the foreign minister", "A of Texas, chairman", "A as foreign minister"."""
    doc = people.register.doc
    if start < 2:
        return []
    if doc[start - 1].lower_ == "as":
        return _as(people, start)
    if doc[start - 1].text not in _BREAKS:
        return []
    if office.plural:
        names = people.list_to(start - 1)
        return names if len(names) > 1 else []
    end = start - 1
    if end > 2 and end not in people.ends and doc[end - 2].lower_ in {"of", "from"}:
        end -= 2
    return [people.ends[end]] if end in people.ends else []


def _as(people: People, start: int) -> list[Mention]:
    """The nearest person before "as foreign minister" in its sentence."""
    first = people.register.reading.sentence_start(start)
    near = [mention for end, mention in people.ends.items() if first <= mention.first_token and end <= start]
    return [max(near, key=lambda each: each.end_token)] if near else []


def _after(people: People, office: Office, start: int) -> list[Mention]:
    """As in "the foreign minister, A,"."""
    doc = people.register.doc
    for at in (office.outer_end, office.end):
        if at + 1 < len(doc) and doc[at].text in {",", ":"} and (mention := people.at(at + 1)):
            return people.list_from(at + 1) if office.plural else [mention]
    return []


def _copula(people: People, office: Office, start: int) -> list[Mention]:
    """As in "A is the president of Latvia"."""
    head = people.register.doc[office.head]
    subjects = {child.i for child in head.head.lefts if child.dep_ == "nsubj"} if head.dep_ == "attr" else set()
    return [mention for mention in people.starts.values() if mention.head in subjects][:1]


def _shared(
    register: Register, office: Office, later: Sequence[Office], holders: dict[int, list[Mention]]
) -> list[Mention]:
    """As in "State Councillor and Foreign Minister A": the first office has the holder of the second."""
    doc = register.doc
    if not later or office.outer_end >= len(doc) or doc[office.outer_end].lower_ not in {"and", "&"}:
        return []
    following = later[0]
    if following.counterpart or following.plural != office.plural or following.outer_first - office.outer_end > 2:
        return []
    persons = holders.get(following.head, [])
    return persons if len(persons) == 1 else []


def find_later_holders(people: People, office: Office, taken: set[Cluster]) -> list[Mention]:
    """As in "the foreign ministers of Latvia and Estonia met. A and B ...": names listed in the next sentences, as many as owners."""
    register = people.register
    here = register.sentence(office.head)
    for start in sorted(people.starts):
        if start > office.head and register.sentence(start) - here <= 1:
            names = people.list_from(start)
            if len(names) == len(office.owners) and not any(register.of_mention[name] in taken for name in names):
                return names
    return []
