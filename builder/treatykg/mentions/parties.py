"""Parties and movements: by their members, beside the names of their people, by their followers, as "the" and a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_LONGEST_TAG = 4  # tokens
_ACRONYM = range(2, 7)  # letters


def find_parties(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the Greens", "the Gaullists", "the Labour leader"; `owners` are the mentions already found, by token."""
    for token in reading.document.tokens:
        if not capitalised(token) or token.i in owners or reading.in_title(token.i) or token.tag_[0] not in "NJ":
            continue
        rule = _rule(token)
        if rule:
            yield reading.mention((token.i, token.i + 1), form="name", type="Organization", rule=rule, head=token.i)


def _rule(token: Token) -> str | None:
    """The id of the rule by which the word means a party, or None."""
    if token.tag_[0] == "N" and token.lower_ in load_words("bodies", "organization.parties"):
        return "body:party"
    if token.tag_ in {"NNS", "NNPS"} and token.lower_.endswith(("ists", "ites")) and _after(token, {"the"}):
        return "body:followers"
    if token.lower_ in load_words("bodies", "organization.adjectives") and _before_office(token):
        return "body:party-leader"
    return None


def _after(token: Token, words: set[str]) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ in words


def _before_office(token: Token) -> bool:
    """As in "the Labour leader", "the Conservative spokesman on defence"."""
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return following in load_words("titles", "of_parties")


def find_party_tags(reading: Reading, people: Iterable[Mention]) -> Iterator[Mention]:
    """The party in brackets after a person's name: "Jane Doe (Lab.)", "John Roe (CDU)"."""
    for person in people:
        end = _tag_end(reading.doc, person.end_token + 1) if person.end_token + 2 < len(reading.doc) else 0
        if end and reading.doc[person.end_token].text == "(":
            yield reading.mention(
                (person.end_token + 1, end), form="name", type="Organization", rule="body:party-tag", head=end - 1
            )


def _tag_end(doc: Doc, first: int) -> int:
    """The end of a party's short name that begins at `first`; 0 when it is none."""
    for end in range(min(first + _LONGEST_TAG, len(doc) - 1), first, -1):
        tag = doc[first:end].text.lower().replace(".", "").replace(" ", "")
        known = tag in load_words("bodies", "organization.tags")
        if doc[end].text in {")", ",", ";"} and (known or (end == first + 1 and _acronym(doc[first].text))):
            return end
    return 0


def _acronym(word: str) -> bool:
    letters = word.replace("/", "").replace("Ö", "O")
    return letters.isupper() and letters.isalpha() and len(letters) in _ACRONYM


def find_movements(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the Istiqlal welcomed it": a name with an article that acts like a human is no person but a movement."""
    human = load_words("persons", "human")
    for token in reading.document.tokens:
        if token.tag_ != "NNP" or token.dep_ != "nsubj" or token.head.lemma_.lower() not in human:
            continue
        seen = token.ent_type_ in {"PERSON", "ORG", "NORP"}
        if seen and token.i not in owners and _after(token, {"the"}) and _alone(token):
            yield reading.mention((token.i, token.i + 1), form="name", type="Organization", rule="body:movement")


def find_named_actors(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """What the small model takes for an organization, where it acts like one: "Polarnor Shipping criticised the ban"."""
    human, press = load_words("persons", "human"), load_words("bodies", "organization.press")
    for name in reading.doc.ents:
        first = name.start + (reading.doc[name.start].lower_ == "the")
        words = reading.doc[first : name.end]
        if name.label_ != "ORG" or not len(words) or any(token.i in owners for token in name):
            continue
        acts = words.root.dep_ == "nsubj" and words.root.head.lemma_.lower() in human
        plain = all(capitalised(token) and token.is_alpha for token in words)
        if acts and plain and not reading.in_title(first) and words[-1].lower_ not in press and not _common(words.root):
            yield reading.mention((first, name.end), form="name", type="Organization", rule="body:model")


def _common(head: Token) -> bool:
    """Whether the head is a common noun of another kind that the text writes with a capital."""
    kinds = (("treaty_nouns", "heads"), ("treaty_nouns", "anaphors"), ("titles", "offices"), ("titles", "honorifics"))
    return head.tag_ not in {"NNP", "NNPS"} or any(head.lower_ in load_words(*kind) for kind in kinds)


def _alone(token: Token) -> bool:
    """Whether the name is one word that has letters in lower case: no headline, no acronym of a treaty."""
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    return not token.text.isupper() and (following is None or not capitalised(following))
