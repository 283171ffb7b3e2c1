"""Organizations that no word of their own name tells: by a noun beside the name, by the office that somebody holds in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.phrases import determiner, grow_left
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMES = frozenset({"NNP", "NNPS"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NEVER = frozenset({"DATE", "TIME", "NORP", "LANGUAGE", "EVENT"})
_OTHERS = frozenset({"other", "such", "both", "many", "several", "some", "two", "three", "rival", "political", "armed"})
_LINKS = frozenset({"of", "at", "for", "with", "from"})
_LONGEST_PORTFOLIO = 4  # tokens between an office and the preposition of what it is of: "head of tax at Arvel"


def find_organizations(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the lobby group Arvel", "Arvel's leader, Jane Doe"; `owners` are the mentions already found, by token."""
    told = (*_told(reading, owners), *_branches(reading, owners))
    yield from told
    again = {mention.span.of(reading.document.article.text) for mention in told if mention.rule != "body:kind-behind"}
    single = {name for name in again if " " not in name}
    for token in reading.document.tokens if single else ():
        if token.text in single and token.tag_ in _NAMES and token.i not in owners and _alone(token):
            yield _mention(reading, (token.i, token.i + 1), "body:named-again")


def _told(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    beside, offices = load_words("bodies", "organization.beside"), load_words("titles", "of_organizations")
    followers = load_words("bodies", "organization.followers")
    plural = load_words("bodies", "organization.plural")
    words = beside | offices | followers | plural
    for token in reading.document.tokens:
        word = token.lower_
        if word not in words or token.tag_[0] != "N" or reading.in_title(token.i):
            continue
        if word in beside and not capitalised(token):
            yield from _by_kind(reading, token, owners)
        if word in offices or word in followers:
            yield from _by_office(reading, token, owners)
        if word in plural:
            yield from _speaking(reading, token, owners)


def _speaking(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "rights groups condemned the pact"; not "both groups said", which were named before."""
    if head.dep_ != "nsubj" or head.i in owners or head.head.lemma_.lower() not in load_words("persons", "human"):
        return
    plural = load_words("bodies", "organization.plural")
    first = grow_left(reading.doc, head.i, reading.sentence_start(head.i))
    words = [token for token in reading.doc[first : head.i] if token.is_alpha and not token.like_num]
    if (
        words
        and not any(token.lower_ in _OTHERS for token in words)
        and determiner(reading.doc, first, 0) in {"", "the"}
    ):
        end = max(other.i for other in (head, *head.conjuncts) if other is head or other.lower_ in plural) + 1
        yield reading.mention((first, end), form="description", type="Organization", rule="body:speaking", head=head.i)


def _branches(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "Greenpeace Austria": an organization's name before that of a state."""
    organizations = {mention.end_token: mention for mention in owners.values() if mention.type == "Organization"}
    for end, mention in organizations.items():
        if mention.form == "name" and _of_state(reading.doc, end, owners) and reading.doc[end - 1].whitespace_:
            yield _mention(reading, (mention.first_token, owners[end].end_token), "body:branch")


def _by_kind(reading: Reading, kind: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the group Arvel", "the Arvel party", "Arvel, a charity", "its lobby, Arvel"."""
    doc, at = reading.doc, kind.i + 1
    if tokens := _name_from(doc, at, owners):
        yield _mention(reading, tokens, "body:kind-before")
    elif (
        kind.lower_ in load_words("bodies", "organization.behind") and (first := _name_to(doc, kind.i, owners)) < kind.i
    ):
        yield reading.mention((first, at), form="name", type="Organization", rule="body:kind-behind", head=kind.i)
    else:
        for head in _apposed(kind):
            if tokens := _name_from(doc, _start(doc, head.i, owners), owners):
                yield _mention(reading, tokens, "body:kind-apposed")


def _apposed(kind: Token) -> list[Token]:
    """The names to which the noun is an apposition, or that are one to it: "Arvel and Brandal, two charities"."""
    if kind.dep_ == "appos" and kind.head.i < kind.i:
        return [kind.head, *(kind.head.conjuncts if kind.tag_ == "NNS" else ())]
    return [child for child in kind.rights if child.dep_ == "appos"]


def _by_office(reading: Reading, office: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "head of tax at Arvel", "Arvel's leader", "deputies from Arvel"."""
    doc, at = reading.doc, office.i + 1
    for index in range(at, min(at + _LONGEST_PORTFOLIO, len(doc) - 1)):
        if doc[index].lower_ in _LINKS:
            first = index + 1 + (doc[index + 1].lower_ == "the")
            if (tokens := _name_from(doc, first, owners)) and doc[first].ent_type_ not in _PLACES:
                yield _mention(reading, tokens, "body:of-office")
                return
        elif doc[index].tag_ not in {"NN", "JJ"} or capitalised(doc[index]):
            break
    if office.lower_ in load_words("titles", "had_by_organizations"):
        yield from _possessor(reading, office, owners)


def _possessor(reading: Reading, office: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "Arvel's exiled leader"; not "Doe's spokesman", as people have them, too."""
    doc, at = reading.doc, office.i - 1
    while at > 0 and doc[at].tag_ in {"JJ", "NN"} and not capitalised(doc[at]):
        at -= 1
    if at > 0 and doc[at].tag_ == "POS":
        first = _start(doc, at - 1, owners)
        if _name_from(doc, first, owners) == (first, at) and doc[at - 1].text not in reading.gazetteer.family_names:
            yield _mention(reading, (first, at), "body:of-office")


def _start(doc: Doc, at: int, owners: Mapping[int, Mention]) -> int:
    """Where the words of a name right before `at` begin; `at` without one."""
    while at > 0 and _named(doc, at - 1, owners):
        at -= 1
    return at


def _name_from(doc: Doc, first: int, owners: Mapping[int, Mention]) -> tuple[int, int] | None:
    """The tokens of an unknown name that begins at `first`, with a state behind it: "Greenfields Austria"; None without one."""
    end = first
    while end < len(doc) and (_named(doc, end, owners) or (end > first and _of_state(doc, end, owners))):
        end += 1
    if (
        end == first
        or (end < len(doc) and doc[end].text == "-")
        or (end - first > 1 and doc[first].ent_type_ == "PERSON")
    ):
        return None
    return first, end


def _name_to(doc: Doc, end: int, owners: Mapping[int, Mention]) -> int:
    """Where a name that ends before `end` begins, if "the" stands before it; `end` without one."""
    first = _start(doc, end, owners)
    known = first > 0 and doc[first - 1].lower_ == "the"
    return first if known and not (end - first > 1 and doc[first].ent_type_ == "PERSON") else end


def _named(doc: Doc, at: int, owners: Mapping[int, Mention]) -> bool:
    """Whether the token can be a word of an organization's name."""
    token = doc[at]
    if token.tag_ not in _NAMES or not capitalised(token) or at in owners or token.ent_type_ in _NEVER:
        return False
    return not _common(token)


def _common(token: Token) -> bool:
    """Whether the word is a noun of another kind that the text writes with a capital."""
    kinds = (
        ("treaty_nouns", "name_heads"), ("titles", "offices"), ("titles", "honorifics"), ("titles", "portfolios"),
        ("bodies", "government.nouns"), ("bodies", "legislature.nouns"), ("bodies", "organization.press"),
    )  # fmt: skip
    return any(token.lower_ in load_words(*kind) for kind in kinds)


def _of_state(doc: Doc, at: int, owners: Mapping[int, Mention]) -> bool:
    known = owners.get(at)
    return known is not None and known.type == "State" and known.form == "name" and doc[at].tag_ in _NAMES


def _alone(token: Token) -> bool:
    """Whether no other part of a name stands beside the word."""
    doc, at = token.doc, token.i
    before = at > 0 and doc[at - 1].tag_ in _NAMES and capitalised(doc[at - 1])
    return not before and not (at + 1 < len(doc) and doc[at + 1].tag_ in _NAMES and capitalised(doc[at + 1]))


def _mention(reading: Reading, tokens: tuple[int, int], rule: str) -> Mention:
    return reading.mention(tokens, form="name", type="Organization", rule=rule, head=tokens[1] - 1)
