"""Who holds which office of what: titles before names, appositions, "as president", "who heads"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.people import identify
from treatykg.entities.states import nearest_state, possessed_token
from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions import Office
from treatykg.mentions.offices import offices_by_start
from treatykg.model import Mention, Span

_NATIONAL = frozenset({
    "president", "presidents", "minister", "ministers", "premier", "premiers", "chancellor", "king", "queen", "emperor", "sultan", "emir", "amir", "monarch", "ambassador", "ambassadors", "envoy",
    "vice-president", "secretary", "prince", "taoiseach", "negotiator", "councilor",
})  # fmt: skip
_BODIES = frozenset(
    {"State", "InternationalOrganization", "Legislature", "GovernmentBody", "Organization", "Place", "StateGroup"}
)


@dataclass(eq=False, slots=True)
class Holding:
    """A person, a title, what it is of, and the words that say so."""

    person: Cluster
    title: str
    of: Cluster | None
    span: Span
    office: Office | None


def find_holdings(register: Register, offices: tuple[Office, ...]) -> list[Holding]:
    """The offices that the text gives to persons, in the order of the text."""
    persons = {
        mention.first_token: mention
        for mention in register.mentions
        if mention.type == "Person" and mention in register.of_mention
    }
    ends = {mention.end_token: mention for mention in persons.values()}
    starts = {office.head: at for at, office in offices_by_start(register.doc, offices)}
    found: list[Holding] = []
    holders: dict[int, list[Mention]] = {}
    for office in reversed(offices):
        holders[office.head] = _holders(register, office, starts[office.head], persons, ends) or _shared(
            register, office, offices, holders
        )
    for office in offices:
        for index, person in enumerate(holders[office.head]):
            found.extend(_holding(register, office, person, index, len(holders[office.head]), found))
    found.extend(_by_verb(register, persons))
    return _distinct(found)


def _distinct(found: list[Holding]) -> list[Holding]:
    seen: dict[tuple[int, int, str], Holding] = {}
    for holding in found:
        key = (id(holding.person), id(holding.of), holding.title.lower().split()[-1])
        if key not in seen or len(holding.title) > len(seen[key].title):
            seen[key] = holding
    return list(seen.values())


def _holders(
    register: Register, office: Office, start: int, persons: dict[int, Mention], ends: dict[int, Mention]
) -> list[Mention]:
    """The persons that the office stands beside."""
    doc = register.doc
    for at in (office.outer_end, office.end):
        if (at := _past_honorifics(register, at)) in persons:
            return _coordinated(register, persons, at) if office.plural else [persons[at]]
    if start > 1 and doc[start - 1].text in {",", "(", "-"} and start - 1 in ends:
        return [ends[start - 1]]
    if start > 2 and doc[start - 1].lower_ == "as":
        return _before(register, start, ends)
    for at in (office.outer_end, office.end):
        if (
            at + 1 < len(doc)
            and doc[at].text in {",", ":"}
            and (behind := _past_honorifics(register, at + 1)) in persons
        ):
            return _coordinated(register, persons, behind) if office.plural else [persons[behind]]
    return _copula(register, office)


def _past_honorifics(register: Register, at: int) -> int:
    while (
        at < len(register.doc)
        and register.doc[at].lower_ in load_words("titles", "honorifics")
        and at not in {m.first_token for m in register.mentions if m.type == "Person"}
    ):
        at += 1
    return at


def _coordinated(register: Register, persons: dict[int, Mention], at: int) -> list[Mention]:
    """A list of names from `at` on: "A, B and C"."""
    found = [persons[at]]
    end = found[-1].end_token
    while end < len(register.doc) and register.doc[end].lower_ in {",", "and"}:
        behind = end + 1
        while (
            behind < len(register.doc)
            and register.doc[behind].lower_ in {"and", *load_words("titles", "honorifics")}
            and behind not in persons
        ):
            behind += 1
        if behind not in persons:
            break
        found.append(persons[behind])
        end = found[-1].end_token
    return found


def _before(register: Register, token: int, ends: dict[int, Mention]) -> list[Mention]:
    """The nearest person before "as foreign minister" in its sentence."""
    start = register.reading.sentence_start(token)
    near = [mention for end, mention in ends.items() if start <= mention.first_token and end <= token]
    return [max(near, key=lambda each: each.end_token)] if near else []


def _copula(register: Register, office: Office) -> list[Mention]:
    """ "Jane Doe is the president of Latvia" """
    head = register.doc[office.head]
    if head.dep_ != "attr":
        return []
    subjects = {child.i for child in head.head.lefts if child.dep_ == "nsubj"}
    return [
        mention
        for mention in register.mentions
        if mention.type == "Person" and mention.head in subjects and mention in register.of_mention
    ][:1]


def _shared(
    register: Register, office: Office, offices: tuple[Office, ...], holders: dict[int, list[Mention]]
) -> list[Mention]:
    """ "State Councillor and Foreign Minister Jane Doe": the first office has the holder of the second."""
    doc = register.doc
    if office.outer_end >= len(doc) or doc[office.outer_end].lower_ not in {"and", "&"}:
        return []
    following = next(
        (other for other in offices if other.first > office.head and other.outer_first - office.outer_end <= 2), None
    )
    if following is None or following.counterpart or following.plural != office.plural:
        return []
    persons = holders.get(following.head, [])
    return persons if len(persons) == 1 else []


def _holding(
    register: Register, office: Office, person: Mention, index: int, count: int, found: list[Holding]
) -> Iterator[Holding]:
    """What the person holds: one office, or one for each owner of a title that the list of names does not share out."""
    doc, cluster = register.doc, register.of_mention[person]
    owners = [owner for token in office.owners for owner in register.referents.get(token, ()) if owner.type in _BODIES]
    title = _singular(office.label(doc))
    span = register.reading.document.span(
        min(office.outer_first, person.first_token), max(office.outer_end, person.end_token)
    )
    if office.counterpart:
        title = _title_of_other(found, cluster) or ""
        if not title:
            return
    if count > 1 and len(owners) == count:
        owners = [owners[index]]
    elif len(owners) > 1 and not office.plural:
        owners = owners[:1]
    owner = owners[0] if owners else _inferred(register, office, person, title)
    if owner is cluster or doc[office.head].lower_ in load_words("titles", "callings"):
        return
    if owner is not None and owner.key:
        identify(register, cluster, role=title.lower(), of=owner.key, on=register.reading.document.article.published)
    yield Holding(cluster, title, owner, span, office)


def _singular(title: str) -> str:
    words = title.split()
    last = words[-1] if words else ""
    if last.lower() in {
        "presidents",
        "ministers",
        "premiers",
        "chancellors",
        "kings",
        "ambassadors",
        "envoys",
        "speakers",
        "leaders",
        "senators",
        "officials",
        "commissioners",
    }:
        words[-1] = last[:-1]
    return " ".join(words)


def _title_of_other(found: list[Holding], cluster: Cluster) -> str | None:
    """The title that "counterpart" takes over: that of the last holder named."""
    return next((holding.title for holding in reversed(found) if holding.person is not cluster), None)


def _inferred(register: Register, office: Office, person: Mention, title: str) -> Cluster | None:
    """What the office is of when the phrase does not say: the known person's state, the owner of "his", the state talked about."""
    cluster = register.of_mention[person]
    if cluster.key and (known := _by_terms(register, cluster, title)):
        return known
    first = office.first
    owner = possessed_token(register, first - 1) if first else None
    if owner is not None:
        return owner
    if register.doc[office.head].lower_ in _NATIONAL:
        return nearest_state(register, office.first, lambda state: True)
    return None


def _by_terms(register: Register, cluster: Cluster, title: str) -> Cluster | None:
    """The state or body in the text of which the known person held that office; else of which he held any."""
    terms = register.reading.gazetteer.terms_of(cluster.key or "")
    last = title.lower().split()[-1] if title else ""
    for term in sorted(terms, key=lambda each: last not in each.role.lower()):
        if (owner := register.known(term.of)) is not None:
            return owner
    return None


def _by_verb(register: Register, persons: dict[int, Mention]) -> Iterator[Holding]:
    """ "Jane Doe, who heads the committee" """
    verbs = load_lexicon("titles")["verbs"]
    for token in register.doc:
        if token.tag_[0] != "V" or token.lemma_ not in verbs:
            continue
        objects = [child for child in token.rights if child.dep_ == "dobj"]
        owners = [
            owner
            for child in objects
            for owner in register.referents.get(child.i, ())
            if owner.type in _BODIES - {"State", "Place"}
        ]
        subject = _subject(register, token.i)
        if owners and subject is not None:
            end = max(child.right_edge.i + 1 for child in objects)
            span = register.reading.document.span(min(token.i, subject.first_token), max(end, subject.end_token))
            yield Holding(register.of_mention[subject], verbs[token.lemma_], owners[0], span, None)


def _subject(register: Register, verb: int) -> Mention | None:
    """The person who is subject of the verb, through "who"."""
    token = register.doc[verb]
    heads = {child.i for child in token.lefts if child.dep_ == "nsubj"}
    if token.dep_ == "relcl":
        heads.add(token.head.i)
    return next(
        (m for m in register.mentions if m.type == "Person" and m.head in heads and m in register.of_mention), None
    )
