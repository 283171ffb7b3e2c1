"""What phrases without a name refer to: pronouns, "the minister", "the country", "both sides"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.entities.affiliations import Holding
from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.states import nearest_state
from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions import Office
from treatykg.mentions.phrases import determiner, grow_left
from treatykg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Token

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves", "both", "each", "all"})
_ACTORS: tuple[EntityType, ...] = (
    "State",
    "InternationalOrganization",
    "GovernmentBody",
    "Legislature",
    "Organization",
)


class References:
    """Resolves what has no name, with the people's genders and offices at hand."""

    def __init__(self, register: Register, holdings: Iterable[Holding], offices: tuple[Office, ...]) -> None:
        self.register = register
        self.holdings = tuple(holdings)
        self.offices = {office.head: office for office in offices}
        self.genders = _genders(register, self.holdings)

    def resolve(self) -> None:
        """Give every pronoun and definite description a referent where there is one."""
        for token in self.register.doc:
            if token.i not in self.register.referents and (found := self._refer(token)):
                self.register.referents[token.i] = found

    def _refer(self, token: Token) -> tuple[Cluster, ...]:
        word = token.lower_
        if word in _MALE or word in _FEMALE:
            return self._person(token, "male" if word in _MALE else "female")
        if word in _NEUTER:
            return self._thing(token)
        if word in _PLURAL and token.dep_ not in {"det", "advmod", "predet", "cc", "preconj"}:
            return self._several(token, 2 if word == "both" else 0)
        if token.i in self.offices:
            return self._by_office(self.offices[token.i])
        if token.tag_[0] == "N":
            return self._description(token)
        return ()

    def _person(self, token: Token, gender: str) -> tuple[Cluster, ...]:
        """The person of that gender who is nearest before, subjects first."""
        best: tuple[float, Cluster] | None = None
        for mention in self.register.before(token.i, "Person"):
            cluster = self.register.of_mention[mention]
            if self.genders.get(id(cluster), gender) != gender:
                continue
            distance = self.register.sentence(token.i) - self.register.sentence(mention.head)
            if distance > 3:
                break
            score = (
                2.0 * (self.register.doc[mention.head].dep_ in {"nsubj", "nsubjpass", "appos"})
                - 1.5 * distance
                + 0.5 * (id(cluster) in self.genders)
            )
            if best is None or score > best[0]:
                best = (score, cluster)
        return (best[1],) if best else ()

    def _thing(self, token: Token) -> tuple[Cluster, ...]:
        """What "it" stands for: an agreement when the verb says so, else the nearest subject that can act."""
        types: tuple[EntityType, ...] = ("Treaty",) if _of_treaty(token) else (*_ACTORS, "Treaty")
        best: tuple[float, Cluster] | None = None
        for mention in self.register.before(token.i, *types):
            distance = self.register.sentence(token.i) - self.register.sentence(mention.head)
            if distance > 3:
                break
            head = self.register.doc[mention.head]
            score = (
                2.0 * (head.dep_ in {"nsubj", "nsubjpass"})
                - 1.5 * distance
                - 0.02 * (token.i - mention.head)
                - 1.5 * (mention.form == "demonym")
            )
            if best is None or score > best[0]:
                best = (score, self.register.of_mention[mention])
        return (best[1],) if best else ()

    def _several(self, token: Token, number: int) -> tuple[Cluster, ...]:
        """The states named together last, `number` of them if it is given."""
        return recent_states(self.register, token.i, number)

    def _by_office(self, office: Office) -> tuple[Cluster, ...]:
        """The person who holds the office that "the president", "the Latvian minister" names."""
        doc = self.register.doc
        owners = {id(owner) for at in office.owners for owner in self.register.referents.get(at, ())}
        noun = doc[office.head].lower_.removesuffix("s")
        if office.plural:
            return self._officeholders(office, noun)
        if determiner(doc, office.outer_first, 0) in {"a", "an", "any", "no"}:
            return ()
        fitting = [
            holding for holding in self.holdings
            if _same_office(noun, holding.title) and (not owners or id(holding.of) in owners)
        ]  # fmt: skip
        earlier = [holding for holding in fitting if holding.person.first <= office.head]
        chosen = max(earlier, key=lambda each: self._last(each.person, office.head), default=None)
        return (chosen.person,) if chosen else ()

    def _officeholders(self, office: Office, noun: str) -> tuple[Cluster, ...]:
        number = next(
            (n for t in self.register.doc[max(office.outer_first - 2, 0) : office.head] if (n := _number(t.lower_))), 0
        )
        holders = list(
            dict.fromkeys(
                h.person for h in self.holdings if _same_office(noun, h.title) and h.person.first < office.head
            )
        )
        return tuple(holders[-number:]) if number and len(holders) >= number else ()

    def _last(self, person: Cluster, token: int) -> int:
        return max((mention.first_token for mention in person.mentions if mention.first_token <= token), default=-1)

    def _description(self, token: Token) -> tuple[Cluster, ...]:
        """As in "the country", "the two countries", "both sides", "the alliance"."""
        doc, word = self.register.doc, token.lower_
        first = grow_left(doc, token.i, self.register.reading.sentence_start(token.i))
        before = determiner(doc, first, 0)
        if word in load_words("groups", "references.sides"):
            number = next((n for t in doc[max(first - 1, 0) : token.i] if (n := _number(t.lower_))), 0)
            if before in {"the", "both", "these", "those", "their", "its"} or number:
                return self._sides(token, number)
        if (
            word in load_words("groups", "references.singular")
            and before in {"the", "his", "her", "its", "this", "that", "'s"}
            and first == token.i
        ):
            state = nearest_state(self.register, token.i, lambda each: True)
            return (state,) if state else ()
        return ()

    def _sides(self, token: Token, number: int) -> tuple[Cluster, ...]:
        if token.lower_ in {"treaties", "agreements", "texts", "documents", "pacts", "protocols"}:
            treaties = list(dict.fromkeys(self.register.of_mention[m] for m in self.register.before(token.i, "Treaty")))
            return tuple(reversed(treaties[:number])) if number and len(treaties) >= number else ()
        return recent_states(self.register, token.i, number)


def _number(word: str) -> int:
    found = load_lexicon("groups")["references"]["numbers"].get(word, 0)
    return found if isinstance(found, int) else 0


def _same_office(noun: str, title: str) -> bool:
    return noun in title.lower().replace("-", " ").split() or (
        noun == "leader"
        and any(word in title.lower() for word in ("president", "premier", "prime minister", "leader", "king"))
    )


def _of_treaty(token: Token) -> bool:
    """Whether the verb that "it" belongs to is one of agreements: "it enters into force", "it was ratified"."""
    verb = token.head
    if token.dep_ == "nsubj":
        return verb.lemma_ in load_words("treaty_nouns", "subject_of")
    return token.dep_ in {"nsubjpass", "dobj"} and verb.lemma_ in load_words("treaty_nouns", "object_of")


def recent_states(register: Register, token: int, number: int) -> tuple[Cluster, ...]:
    """The states named together most recently: in one sentence, or over the last sentences until there are `number`."""
    here = register.sentence(token)
    found: dict[Cluster, None] = {}
    for mention in register.before(token, "State", "InternationalOrganization"):
        if here - register.sentence(mention.head) > 3 and len(found) >= 2:
            break
        found.setdefault(register.of_mention[mention])
        if number and len(found) == number:
            return tuple(reversed(found))
    if number:
        return ()
    return tuple(reversed(list(found)[:2])) if len(found) >= 2 else ()


def _genders(register: Register, holdings: Iterable[Holding]) -> dict[int, str]:
    """Persons by id of their cluster, with the gender that a title or honorific shows."""
    genders: dict[int, str] = {}
    for mention in register.mentions:
        if mention.type == "Person" and mention.first_token and mention in register.of_mention:
            _note(genders, register.of_mention[mention], register.doc[mention.first_token - 1].lower_)
    for holding in holdings:
        for word in holding.title.lower().split():
            _note(genders, holding.person, word)
    return genders


def _note(genders: dict[int, str], person: Cluster, word: str) -> None:
    for gender in ("female", "male"):
        if word in load_words("titles", gender):
            genders.setdefault(id(person), gender)
