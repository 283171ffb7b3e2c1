"""What phrases without a name refer to: pronouns, "the minister", "the country", "the bloc", "both sides"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.entities.affiliations import Holding
from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.pronouns import (
    GENDERS,
    NEUTER,
    PLURAL,
    STATE_LIKE,
    find_person,
    find_several,
    find_thing,
    recent_states,
)
from treatykg.entities.standins import ORDERED, find_agreement
from treatykg.entities.states import nearest_state
from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions import Office
from treatykg.mentions.phrases import determiner, grow_left
from treatykg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_KNOWN = frozenset({"the", "both", "these", "those", "their", "its"})
_LEADERS = ("president", "premier", "prime minister", "leader", "king", "chancellor")


class References:
    """Resolves what has no name, with the people's genders and offices at hand."""

    def __init__(self, register: Register, holdings: Iterable[Holding], offices: tuple[Office, ...]) -> None:
        self.register = register
        self.holdings = tuple(holdings)
        self.offices = {office.head: office for office in offices}
        self.genders = _genders(register, self.holdings)

    def resolve(self) -> None:
        """Give every pronoun and definite description a referent where there is one, from left to right."""
        for token in self.register.reading.document.tokens:
            if token.i not in self.register.referents and (found := self._refer(token)):
                self.register.referents[token.i] = found

    def _refer(self, token: Token) -> tuple[Cluster, ...]:
        word = token.lower_
        if word in GENDERS:
            return find_person(self.register, token, self.genders)
        if word in NEUTER:
            return find_thing(self.register, token)
        if word in PLURAL:
            return self._pronoun(token)
        if word in ORDERED or word == "one":
            return find_agreement(self.register, token)
        if token.tag_ == "CD" and _stands_alone(token) and _number(word):
            return find_several(self.register, token, _number(word))
        if token.i in self.offices:
            return self._by_office(self.offices[token.i])
        return self._description(token) if token.tag_[0] == "N" and token.dep_ != "compound" else ()

    def _pronoun(self, token: Token) -> tuple[Cluster, ...]:
        """As in "they" and "both", unless they only stand before a noun."""
        if token.dep_ in {"det", "advmod", "predet", "cc", "preconj"}:
            return ()
        return find_several(self.register, token, _number(token.lower_))

    def _by_office(self, office: Office) -> tuple[Cluster, ...]:
        """The person who holds the office that "the president", "the Latvian minister" names."""
        doc = self.register.doc
        noun = doc[office.head].lower_.removesuffix("s")
        if office.plural:
            return self._officeholders(office, noun)
        if determiner(doc, office.outer_first, 0) in {"a", "an", "any", "no"}:
            return ()
        owners = [owner for at in office.owners for owner in self.register.referents.get(at, ())]
        held = (h for h in self.holdings if _same_office(noun, h.title) and (not owners or h.of in owners))
        earlier = [holding.person for holding in held if holding.person.first <= office.head]
        return (max(earlier, key=lambda person: _last(person, office.head)),) if earlier else ()

    def _officeholders(self, office: Office, noun: str) -> tuple[Cluster, ...]:
        """As many holders as "the two ministers" counts."""
        number = self._count(office.outer_first, office.head)
        held = (h.person for h in self.holdings if _same_office(noun, h.title) and h.person.first < office.head)
        holders = tuple(dict.fromkeys(held))
        return holders[-number:] if number and len(holders) >= number else ()

    def _count(self, first: int, head: int) -> int:
        """The number within or right before a phrase; 0 without one."""
        words = (token.lower_ for token in self.register.doc[max(first - 1, 0) : head])
        return next((number for word in words if (number := _number(word))), 0)

    def _description(self, token: Token) -> tuple[Cluster, ...]:
        """As in "the country", "the bloc", "the two countries"."""
        doc, word = self.register.doc, token.lower_
        if word not in _described():
            return ()
        first = grow_left(doc, token.i, self.register.reading.sentence_start(token.i))
        before, number = determiner(doc, first, 0), self._count(first, token.i)
        if word in load_words("groups", "references.sides"):
            return self._sides(token, number) if before in _KNOWN or number else ()
        if first < token.i or before in {"", "a", "an", "another", "no", "any", "every", "each"}:
            return ()
        if word in load_words("groups", "references.organizations"):
            return self._organization(token)
        state = nearest_state(self.register, token.i, lambda each: True)
        return (state,) if state else ()

    def _organization(self, token: Token) -> tuple[Cluster, ...]:
        """The organization or body named last."""
        types = ("GovernmentBody",) if token.lower_ in load_words("bodies", "government.nouns") else ()
        for mention in self.register.before(token.i, *types, "InternationalOrganization", "Organization"):
            return (self.register.of_mention[mention],)
        return ()

    def _sides(self, token: Token, number: int) -> tuple[Cluster, ...]:
        """The states, persons or agreements that a plural takes up."""
        if token.lower_ in {"treaties", "agreements", "texts", "documents", "pacts", "protocols"}:
            named = (self.register.of_mention[mention] for mention in self.register.before(token.i, "Treaty"))
            treaties = list(dict.fromkeys(named))
            return tuple(reversed(treaties[:number])) if number and len(treaties) >= number else ()
        only: tuple[EntityType, ...] = (
            ("State",) if token.lower_ in load_words("groups", "references.of_states") else STATE_LIKE
        )
        several = find_several(self.register, token, number, only)
        persons = any(each.type == "Person" for each in several)
        return several if not persons or token.lower_ in {"men", "women", "leaders", "statesmen"} else (
            recent_states(self.register, token.i, number)
        )  # fmt: skip


def _stands_alone(number: Token) -> bool:
    """Whether a number is a noun by itself: "*the two* signed it"."""
    return number.dep_ in {"nsubj", "nsubjpass"} and any(child.lower_ == "the" for child in number.lefts)


def _described() -> frozenset[str]:
    kinds = ("sides", "singular", "organizations")
    return frozenset().union(*(load_words("groups", f"references.{kind}") for kind in kinds))


def _number(word: str) -> int:
    found = load_lexicon("groups")["references"]["numbers"].get(word, 0)
    return found if isinstance(found, int) else 0


def _same_office(noun: str, title: str) -> bool:
    words = title.lower()
    return noun in words.replace("-", " ").split() or (noun == "leader" and any(each in words for each in _LEADERS))


def _last(person: Cluster, token: int) -> int:
    return max((mention.first_token for mention in person.mentions if mention.first_token <= token), default=-1)


def _genders(register: Register, holdings: Iterable[Holding]) -> dict[Cluster, str]:
    """The persons whose gender a title or honorific shows."""
    genders: dict[Cluster, str] = {}
    for mention, cluster in register.of_mention.items():
        if mention.type == "Person" and mention.first_token:
            _note(genders, cluster, register.doc[mention.first_token - 1].lower_)
    for holding in holdings:
        for word in holding.title.lower().split():
            _note(genders, holding.person, word)
    return genders


def _note(genders: dict[Cluster, str], person: Cluster, word: str) -> None:
    for gender in ("female", "male"):
        if word in load_words("titles", gender) and word not in {"his", "her"}:
            genders.setdefault(person, gender)
