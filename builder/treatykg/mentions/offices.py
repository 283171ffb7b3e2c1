"""Titles and offices in the words of the text: "Deputy Foreign Minister", "the then president of Latvia"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.phrases import grow_left, possessor
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OWNER_TYPES = frozenset(
    {"State", "InternationalOrganization", "Legislature", "GovernmentBody", "Organization", "StateGroup", "Place"}
)


_PORTFOLIO_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "CC", "DT", "IN", "VBG"})
_RANKS = frozenset({"general", "colonel", "marshal", "admiral", "captain", "lieutenant", "brigadier", "commodore"})
_LONGEST_PORTFOLIO = 7  # tokens


@dataclass(frozen=True, slots=True)
class Office:
    """A title in the text: its tokens (half-open, owner before it left out), its noun, and the token of what it is of.

    `owners` are head tokens of the states or bodies that the phrase itself names; the first is the nearest. `outer_end`
    is where the phrase ends with them. `counterpart` marks "his Swedish counterpart", which takes another's title.
    """

    first: int
    end: int
    head: int
    owners: tuple[int, ...]
    outer_first: int
    outer_end: int
    plural: bool = False
    counterpart: bool = False

    def label(self, doc: Doc) -> str:
        """The title as written, in one line."""
        return " ".join("".join(token.text_with_ws for token in doc[self.first : self.end]).split())


def find_offices(reading: Reading, owners: Mapping[int, Mention]) -> tuple[Office, ...]:
    """All titles of the text in order; `owners` are the mentions of states and bodies, by token."""
    nouns = load_words("titles", "offices", "counterparts.nouns")
    found = (_office(reading, token, owners) for token in reading.document.tokens if token.lower_ in nouns)
    return tuple(office for office in found if office is not None)


def _office(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Office | None:
    doc = reading.doc
    if (
        head.i in owners
        and owners[head.i].type != "Person"
        and owners[head.i].end_token - owners[head.i].first_token > 1
    ):
        return None
    if head.tag_[0] not in "NJ" or _modifies_office(doc, head.i):
        return None
    first, named = _left(reading, head, owners)
    end, behind, outer = _right(reading, head.i + 1, owners)
    told = named or behind or first < head.i or capitalised(head) or _names_next(doc, head.i)
    if head.lower_ in load_words("titles", "shy") and not told:
        return None
    counterpart = head.lower_ in load_words("titles", "counterparts.nouns")
    outer_first = min([first, *(owners[at].first_token for at in named)])
    return Office(first, end, head.i, (*named, *behind), outer_first, outer, _plural(head), counterpart)


def _names_next(doc: Doc, head: int) -> bool:
    """As in "its chair, Jane Doe": a possessive before the office and a name behind a comma."""
    owned = head > 0 and doc[head - 1].tag_ == "PRP$"
    return owned and head + 2 < len(doc) and doc[head + 1].text == "," and doc[head + 2].tag_ == "NNP"


def _plural(head: Token) -> bool:
    return head.tag_ in {"NNS", "NNPS"} or (
        head.lower_.endswith("s") and head.lower_[:-1] in load_words("titles", "offices")
    )


def _modifies_office(doc: Doc, head: int) -> bool:
    """Whether another office noun follows at once: "secretary general", "prime minister designate"."""
    following = doc[head + 1] if head + 1 < len(doc) else None
    if following is not None and following.text in {"-", "–"} and head + 2 < len(doc):
        following = doc[head + 2]
    if following is None or following.lower_ not in load_words("titles", "offices"):
        return False
    if following.lower_ in _RANKS and doc[head].lower_ not in load_words("titles", "ranked"):
        return False  # "President General Doe": an office and a rank
    return following.lower_ not in {"members", "officials", "leaders"}


def _left(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> tuple[int, tuple[int, ...]]:
    """The first token of the title, and the head token of an owner before it."""
    doc, start = reading.doc, reading.sentence_start(head.i)
    grown = grow_left(doc, head.i, start)
    first = head.i
    for at in range(head.i - 1, grown - 1, -1):
        if at in owners and owners[at].type in _OWNER_TYPES - {"Place", "StateGroup"}:
            return _trim(doc, first, head.i), _with_coordinated(doc, owners, owners[at])
        if at in owners or doc[at].lower_ in load_words("titles", "honorifics") or _of_ranked(doc[at], head):
            break
        first = at
    first = _trim(doc, first, head.i)
    return first, _possessor(doc, first, start, owners)


def _of_ranked(token: Token, head: Token) -> bool:
    """Whether the word is an office of its own before a rank: "Prime Minister | Senior General"."""
    rank = head.lower_ in _RANKS and token.lower_ in load_words("titles", "offices")
    return rank and token.lower_ not in load_words("titles", "ranked")


def _with_coordinated(doc: Doc, owners: Mapping[int, Mention], last: Mention) -> tuple[int, ...]:
    """The owners of "the Latvian and Estonian ministers"."""
    found = [last.head]
    at = last.first_token - 1
    while at > 0 and doc[at].lower_ in {"and", ","} and at - 1 in owners and owners[at - 1].type in _OWNER_TYPES:
        found.insert(0, owners[at - 1].head)
        at = owners[at - 1].first_token - 1
    return tuple(found)


def _trim(doc: Doc, first: int, head: int) -> int:
    """Without words of time and manner: "the then", "former"; and without what a name left behind."""
    while first < head and (doc[first].lower_ in load_words("titles", "passing") or doc[first].is_punct):
        first += 1
    if first < head and doc[first].text in {"-", "–"}:
        first += 1
    return first


def _possessor(doc: Doc, first: int, start: int, owners: Mapping[int, Mention]) -> tuple[int, ...]:
    """The owner in "Latvia's [former] foreign minister"."""
    at = first
    while at > start and doc[at - 1].lower_ in load_words("titles", "passing") and doc[at - 1].tag_ != "POS":
        at -= 1
    if at > start and at - 1 in owners and owners[at - 1].type in _OWNER_TYPES:
        return (owners[at - 1].head,)
    found = possessor(doc, at, start)
    if found and found[1] - 1 in owners and owners[found[1] - 1].type in _OWNER_TYPES:
        return (owners[found[1] - 1].head,)
    return ()


def _right(reading: Reading, at: int, owners: Mapping[int, Mention]) -> tuple[int, tuple[int, ...], int]:
    """Where the title ends ("of state" belongs to it), the heads of owners after it, and where the whole phrase ends."""
    doc, stop = reading.doc, reading.sentence_end(at - 1)
    end = at
    while at < stop and doc[at].lower_ in load_words("titles", "portfolio_prepositions"):
        run = _portfolio(doc, at + 1, stop, owners)
        if run > at + 1:
            end = at = run
            continue
        found, outer = _owner_after(doc, at + 1, stop, owners)
        return (end, found, outer) if found else (end, (), end)
    return end, (), end


def _portfolio(doc: Doc, at: int, stop: int, owners: Mapping[int, Mention]) -> int:
    """The end of a portfolio that begins at `at`: "foreign affairs", "the armed forces"; `at` without one."""
    words = load_words("titles", "portfolios")
    end = at
    for index in range(at, min(at + _LONGEST_PORTFOLIO, stop)):
        token = doc[index]
        if index in owners or token.ent_type_ == "PERSON" or token.tag_ not in _PORTFOLIO_TAGS:
            break
        if token.lower_ in words:
            end = index + 1
        elif token.tag_ == "NN" and index == at and doc[min(index + 1, len(doc) - 1)].lower_ in {"at", "for"}:
            end = index + 1  # "head of tax at Arvel"
    return end


def _owner_after(doc: Doc, at: int, stop: int, owners: Mapping[int, Mention]) -> tuple[tuple[int, ...], int]:
    """The owners in "of Latvia and Estonia", "of the union's fisheries committee"."""
    found: list[int] = []
    outer = at
    for index in range(at, min(at + 12, stop)):
        if index in owners and owners[index].type in _OWNER_TYPES:
            mention = owners[index]
            if not found or mention.head != found[-1]:
                found = [*found, mention.head] if _coordinated(doc, outer, index) or not found else [mention.head]
            outer = max(outer, mention.end_token)
        elif index >= outer and not _passes(doc, index):
            break
    return tuple(found), outer


def _coordinated(doc: Doc, start: int, end: int) -> bool:
    return any(token.lower_ in {"and", ","} for token in doc[start:end])


def _passes(doc: Doc, index: int) -> bool:
    """Whether the search for an owner goes on after this word."""
    token = doc[index]
    return (
        token.tag_ in {"DT", "POS", "JJ", "PRP$"}
        or token.lower_ in {"and", "of", "the", "opposition"}
        or token.lower_ in load_words("bodies", "organization.beside")
        or (token.text == "," and capitalised(doc[min(index + 1, len(doc) - 1)]))
    )


def offices_by_end(offices: tuple[Office, ...]) -> dict[int, Office]:
    """Offices by the token after them, owner included or not."""
    return {end: office for office in offices for end in (office.outer_end, office.end)}


def offices_by_start(doc: Doc, offices: tuple[Office, ...]) -> Iterator[tuple[int, Office]]:
    """Offices with the token at which their phrase may begin, determiners and owners included."""
    for office in offices:
        at = office.outer_first
        while at > 0 and (doc[at - 1].lower_ in load_words("titles", "passing") or doc[at - 1].tag_ in {"DT", "PRP$"}):
            at -= 1
        yield at, office
