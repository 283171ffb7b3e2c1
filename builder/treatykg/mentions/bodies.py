"""Mentions of bodies by their head noun: parliaments and chambers, parts of governments, organizations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.cabinets import names_cabinet, one_of_several
from treatykg.mentions.common_bodies import founded, of_field
from treatykg.mentions.phrases import determiner, grow_left, name_run, possessor
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OWNERS = frozenset({"State", "InternationalOrganization", "Legislature", "GovernmentBody", "Organization"})
_OF_TWO_STATES = frozenset({"parliaments", "legislatures"})
_SEVERAL = frozenset({"both", "two"})
_NATIONS = frozenset({"State", "InternationalOrganization"})


def find_bodies(reading: Reading, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """Names and descriptions of bodies; `owners` are the mentions already found, by token."""
    finders = (
        ("legislature.members", _members), ("legislature.nouns", _legislature), ("cabinets.nouns", _cabinet),
        ("government.nouns", _government), ("organization.nouns", _named_organization),
    )  # fmt: skip
    for token in reading.document.tokens:
        if token.tag_[0] == "N" and not reading.in_dateline(token.idx):
            kinds = (find for words, find in finders if token.lower_ in load_words("bodies", words))
            find = next(kinds, None)
            yield from find(reading, token, owners) if find else ()


def _members(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "Dutch lawmakers" stand for their parliament, "Labour MPs" for their party."""
    doc = reading.doc
    if capitalised(head) and head.lower_ != "mps" and not head.is_sent_start:
        return
    first = grow_left(doc, head.i, reading.sentence_start(head.i))
    party = next((t for t in doc[first : head.i] if capitalised(t) and t.i not in owners and not t.is_sent_start), None)
    if party is not None:
        words = (party.i, head.i + 1)
        yield reading.mention(words, form="name", type="Organization", rule="body:party-members", head=head.i)
        return
    modifiers = load_words("bodies", "legislature.modifiers")
    while first < head.i and first not in owners and doc[first].lower_ not in modifiers:
        first += 1
    yield _owned(reading, (first, head.i + 1), head, "Legislature", owners)


def _legislature(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the Latvian parliament", "the upper house", "Chamber of Deputies"."""
    doc, word = reading.doc, head.lower_
    if word in _OF_TWO_STATES:
        yield from _legislatures(reading, head, owners)
        return
    first, end = _bounds(reading, head)
    if not _names(reading, head):
        if word not in load_words("bodies", "legislature.shy") or _chamber_described(doc, head, first, end, owners):
            yield _owned(reading, (first, end), head, "Legislature", owners)
        return
    if end > head.i + 1 and not _completes(doc[head.i + 2 : end], owners):
        end = head.i + 1
    kind = _chamber_kind(doc, head, first, end, owners)
    if kind == "Legislature":
        yield _owned(reading, (_from_capital(doc, first, head.i), end), head, kind, owners)
    elif kind is not None:
        yield from _organization(reading, head, owners)


def _legislatures(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "both parliaments", "the two legislatures"."""
    first = grow_left(reading.doc, head.i, reading.sentence_start(head.i))
    before = reading.doc[max(first - 1, 0)]
    first -= before.i < first and before.lower_ in _SEVERAL
    if any(t.lower_ in _SEVERAL for t in reading.doc[first : head.i]):
        yield _owned(reading, (first, head.i + 1), head, "Legislature", owners)


def _names(reading: Reading, head: Token) -> bool:
    """Whether the noun has its capital because it is a name."""
    start = reading.sentence_start(head.i)
    return capitalised(head) and head.i != start and not (head.i == start + 1 and head.nbor(-1).is_punct)


def _chamber_described(doc: Doc, head: Token, first: int, end: int, owners: Mapping[int, Mention]) -> bool:
    """Whether "house", "assembly" and the like in small letters mean one of a parliament."""
    modifiers = load_words("bodies", "legislature.modifiers")
    if any(token.lower_ in modifiers for token in doc[first : head.i]) or _owner(doc, first, end, owners):
        return True
    acting = head.lower_ == "chamber" and first == head.i and head.dep_ == "nsubj"
    return determiner(doc, first, 0) == "the" and (head.lower_ == "assembly" or acting)


def _chamber_kind(doc: Doc, head: Token, first: int, end: int, owners: Mapping[int, Mention]) -> EntityType | None:
    """What a capitalised House, Assembly, Congress is: a chamber, another organization, or nothing (None)."""
    word = head.lower_
    if word not in load_words("bodies", "legislature.shy"):
        return "Legislature"
    around = [token.lower_ for token in (*doc[first : head.i], *doc[head.i + 1 : end])]
    national = all(
        t.i in owners and owners[t.i].type == "State" for t in (*doc[first : head.i], *doc[head.i + 1 : end])
    )
    if national and around:
        return "Legislature"
    if not around:
        return "Legislature" if determiner(doc, first, 0) in {"the", "", "'s"} else None
    if any(each in load_words("bodies", "legislature.foreign") for each in around):
        return "InternationalOrganization"
    known = load_words("bodies", "legislature.modifiers", "legislature.completions")
    if any(each in known for each in around) or word in {"assembly", "congress"}:
        return "Legislature"
    return None


def _completes(words: Iterable[Token], owners: Mapping[int, Mention]) -> bool:
    """Whether "of Deputies", "of Latvia" belongs to the name of a chamber."""
    completions = load_words("bodies", "legislature.completions")
    return any(t.lower_ in completions or (t.i in owners and owners[t.i].type == "State") for t in words)


def _government(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the Ministry of Defence", "the Latvian cabinet", "its navy"."""
    doc, word = reading.doc, head.lower_
    first, end = _bounds(reading, head)
    modifiers = [token for token in doc[first : head.i] if token.is_alpha]
    if capitalised(head) and (owned := _office_before(reading, first, owners)) < first:
        yield _owned(reading, (owned, end), head, "GovernmentBody", owners)
        return
    if _names(reading, head) or (capitalised(head) and modifiers):
        alone = word in load_words("bodies", "government.alone")
        if any(capitalised(token) for token in modifiers) or end > head.i + 1 or alone:
            yield _owned(reading, (_from_capital(doc, first, head.i), end), head, "GovernmentBody", owners)
        return
    if word == "council" and doc[end : end + 2].text.lower() == "of ministers":
        yield _owned(reading, (first, end + 2), head, "GovernmentBody", owners)
        return
    named_next = end < len(doc) and end == head.i + 1 and doc[end].tag_ == "NNP" and capitalised(doc[end])
    if word in load_words("bodies", "government.empty") or head.dep_ == "compound" or named_next:
        return
    yield from _described(reading, head, (first, end), owners)


def _described(
    reading: Reading, head: Token, tokens: tuple[int, int], owners: Mapping[int, Mention]
) -> Iterator[Mention]:
    """As in "parliament's defence committee", "the foreign ministry", "a joint commission"."""
    doc, word, (first, end) = reading.doc, head.lower_, tokens
    modifiers = [token for token in doc[first : head.i] if token.is_alpha]
    if doc[end : end + 1].text.lower() == "on" and word in {"committee", "commission"}:
        end = _subject_matter(doc, end)
    if word in load_words("bodies", "government.founded") and founded(doc, first, modifiers):
        yield reading.mention((first, end), form="description", type="InternationalOrganization", rule="body:founded")
        return
    told = _owner(doc, first, end, owners) or len(modifiers) > 1 or of_field(doc, first, word, modifiers)
    if word in load_words("bodies", "government.bare") or (told and word in load_words("bodies", "government.owned")):
        yield _owned(reading, (first, end), head, "GovernmentBody", owners)


def _office_before(reading: Reading, first: int, owners: Mapping[int, Mention]) -> int:
    """Where "the Attorney General's Department", "Prime Minister's Office" begin: with the office that the body is of."""
    doc, at = reading.doc, first - 2
    if at < 0 or doc[at + 1].tag_ != "POS" or at in owners or not capitalised(doc[at]):
        return first
    if doc[at].lower_ not in load_words("titles", "offices"):
        return first
    return _from_capital(doc, grow_left(doc, at, reading.sentence_start(first)), at)


def _cabinet(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "the Latvian government", "the Orpo administration", "the government" where it acts."""
    doc = reading.doc
    first, end = _bounds(reading, head)
    if one_of_several(reading, head, first):
        return
    if names_cabinet(reading, head, owners, first):
        yield _owned(reading, (first, end), head, "GovernmentBody", owners)
    elif capitalised(head) and head.lower_ in load_words("bodies", "organization.nouns"):
        yield from _organization(reading, head, owners)
    elif head.lower_ in load_words("bodies", "cabinets.owned") or any(
        capitalised(token) for token in doc[first : head.i]
    ):
        yield from _government(reading, head, owners)


def _subject_matter(doc: Doc, on: int) -> int:
    """The end of "on foreign affairs" after a committee."""
    end = on + 1
    while end < len(doc) and doc[end].tag_ in {"JJ", "NN", "NNS", "NNP"} and end - on < 4:
        end += 1
    return end if end > on + 1 else on


def _organization(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    """As in "Seamen's Union of Iceland", "Green Party"."""
    doc, start = reading.doc, reading.sentence_start(head.i)
    first, end = _apart(doc, _bounds(reading, head), head.i, owners)
    while first - 2 >= start and doc[first - 1].tag_ == "POS" and _plural_name(doc[first - 2]):
        first = grow_left(doc, first - 2, start)
    first = _from_capital(doc, first, head.i)
    if (first == start and doc[first].tag_ not in {"NNP", "NNPS"}) or (
        head.i and head.nbor(-1).lower_ in {"state", "states"}
    ):
        first += 1
    if reading.in_title(head.i) or (first >= head.i and end == head.i + 1):
        return
    kind: EntityType = "InternationalOrganization" if head.lower_ in {"assembly", "congress"} else "Organization"
    yield reading.mention((first, end), form="name", type=kind, rule="body:organization", head=head.i)


def _named_organization(reading: Reading, head: Token, owners: Mapping[int, Mention]) -> Iterator[Mention]:
    if capitalised(head):
        yield from _organization(reading, head, owners)


def _plural_name(token: Token) -> bool:
    """Whether the possessor is who the organization is for: "Farmers' Union", "Seamen's Union"."""
    return capitalised(token) and (token.tag_ == "NNPS" or token.lower_.endswith(("men", "s")))


def _bounds(reading: Reading, head: Token) -> tuple[int, int]:
    """First token and end of the phrase around a head noun, its owner before it left out."""
    doc, start = reading.doc, reading.sentence_start(head.i)
    links = load_words("treaty_nouns", "phrases.body_connectors")
    first = grow_left(doc, head.i, start, links=links if capitalised(head) else frozenset())
    end = head.i + 1
    if end < len(doc) and doc[end].lower_ in {"of", "for", "on"} and (capitalised(head) or doc[end].lower_ == "of"):
        run = name_run(doc, end, reading.sentence_end(head.i), links | {"the"})
        end = _before_second(doc, end, run) if run > end + 1 else end
    return _within_one(doc, first, head.i), end


def _apart(doc: Doc, bounds: tuple[int, int], head: int, owners: Mapping[int, Mention]) -> tuple[int, int]:
    """The bounds without another known organization beside "and": "Greenpeace | and the Union of Anglers | and Shell"."""
    first, end = bounds
    links = [at for at in range(first + 1, end - 1) if doc[at].lower_ == "and"]
    for at in links:
        before, after = owners.get(at - 1), owners.get(at + 1)
        if at < head and before is not None and before.end_token == at and before.type in _OWNERS - _NATIONS:
            first = at + 1
        if at > head and after is not None and after.first_token == at + 1 and after.type in _OWNERS - _NATIONS:
            return first, at
    return first, end


def _within_one(doc: Doc, first: int, head: int) -> int:
    """Cut what belongs to another: "the Storting and the Court", "President of the Court"."""
    others = (
        load_words("bodies", "legislature.nouns")
        | load_words("bodies", "organization.nouns")
        | load_words("titles", "offices")
    )
    for at in range(head - 1, first, -1):
        if doc[at].lower_ in {"and", "of", "for"} and any(token.lower_ in others for token in doc[first:at]):
            return at + 1
    return first


def _before_second(doc: Doc, start: int, end: int) -> int:
    """Cut a coordinated second body: "Court of Justice and the Bank of Issue"."""
    for at in range(start, end - 1):
        if doc[at].lower_ == "and" and doc[at + 1].lower_ == "the":
            return at
    return end


def _from_capital(doc: Doc, first: int, head: int) -> int:
    while first < head and not capitalised(doc[first]):
        first += 1
    return first


def _owner(doc: Doc, first: int, end: int, owners: Mapping[int, Mention]) -> Mention | None:
    """The state or body that owns the phrase: inside it, before it as a possessive, or after "of" and "in"."""
    before = possessor(doc, first, 0)
    behind = range(end, end + 3) if end < len(doc) and doc[end].lower_ in {"in", "of"} else range(0)
    tokens = [*range(first, end), *(range(*before) if before else ()), *behind]
    return next((owners[token] for token in tokens if token in owners and owners[token].type in _OWNERS), None)


def _owned(
    reading: Reading, tokens: tuple[int, int], head: Token, kind: EntityType, owners: Mapping[int, Mention]
) -> Mention:
    """The mention with the state before or after it that owns it: "Latvia's parliament", "the cabinet in Riga"."""
    doc, (first, end) = reading.doc, tokens
    named = capitalised(head) and any(capitalised(token) for token in doc[first:end])
    if first - 2 in owners and doc[first - 1].tag_ == "POS" and owners[first - 2].type in _NATIONS:
        first = owners[first - 2].first_token
    behind = owners.get(end + 1)
    if behind is not None and doc[end].lower_ == "in" and behind.type in _NATIONS and behind.first_token == end + 1:
        end = behind.end_token
    return reading.mention(
        (first, end), form="name" if named else "description", type=kind, rule=f"body:{kind.lower()}", head=head.i
    )
