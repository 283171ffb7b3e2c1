"""Who holds which office of what: titles before names, appositions, "as president", "who heads"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatykg.entities.authors import author_of
from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.heading import find_headed
from treatykg.entities.holders import Holding, People, find_holders, find_later_holders, people_of
from treatykg.entities.owners import infer_owner
from treatykg.entities.people import identify
from treatykg.entities.states import nearest_state
from treatykg.lexicon import load_words
from treatykg.mentions import Office
from treatykg.mentions.phrases import determiner
from treatykg.model import Mention

_BODIES = frozenset({"State", "InternationalOrganization", "Legislature", "GovernmentBody", "Organization"})


def find_holdings(register: Register, offices: tuple[Office, ...]) -> list[Holding]:
    """The offices that the text gives to persons, in the order of the text; those of unknown states or bodies are left out."""
    people = people_of(register)
    holders = find_holders(people, offices)
    found: list[Holding] = []
    for office in offices:
        if office.head in holders:
            found.extend(_held(register, office, holders[office.head], found))
    found.extend(find_headed(people))
    for office in offices:
        if office.head not in holders and not office.counterpart:
            found.extend(_taken_up(people, office, found))
    return _distinct(found)


def _distinct(found: Sequence[Holding]) -> list[Holding]:
    """One holding for each person, title and owner: the one with the longest title."""
    best: dict[tuple[int, int, str], Holding] = {}
    for holding in found:
        key = (id(holding.person), id(holding.of), holding.title.lower().split()[-1])
        if key not in best or len(holding.title) > len(best[key].title):
            best[key] = holding
    return sorted(best.values(), key=lambda each: each.span)


def _held(
    register: Register, office: Office, persons: Sequence[Mention], found: Sequence[Holding]
) -> Iterator[Holding]:
    """The holdings of an office and the persons beside it; owners and persons of equal number are shared out."""
    owners = owners_of(register, office)
    if 1 < len(owners) < len(persons):
        persons = persons[-len(owners) :]
    owners = owners or _of_states(register, persons) or _shared_out(register, office, persons)
    owners = owners or _theirs(register, office, persons) or _acted_for(register, office, persons)
    for index, person in enumerate(persons):
        cluster = register.of_mention[person]
        if not owners and _told_before(found, cluster, singular(office.label(register.doc))):
            continue
        title, owner = office.label(register.doc), None
        if office.counterpart:
            other = _other(found, cluster, owners)
            if other is None:
                continue
            title, owner = other.title, None if owners else _counterpart_owner(register, office, other)
        if (register.doc[office.head].lower_ in load_words("titles", "callings") and not office.owners) or _rank(title):
            continue
        owner = owner or (
            owners[index if len(owners) == len(persons) else 0]
            if owners
            else infer_owner(register, office, cluster, singular(title), alone=len(persons) == 1)
        )
        if owner is not None and owner is not cluster:
            yield _holding(register, office, person, singular(title), owner)


def _rank(title: str) -> bool:
    """Whether a title is a military rank and no post: "Lieutenant General"."""
    return set(title.lower().split()) <= load_words("titles", "ranks") and title.lower() not in {"commander", "chief"}


def _told_before(found: Sequence[Holding], person: Cluster, title: str) -> bool:
    """Whether the person has that office already: "President Doe" after "Jane Doe, president of the court"."""
    last = title.lower().split()[-1:]
    return any(holding.person is person and holding.title.lower().split()[-1:] == last for holding in found)


def owners_of(register: Register, office: Office) -> list[Cluster]:
    """What the title itself says the office is of."""
    found = [owner for token in office.owners for owner in register.referents.get(token, ()) if owner.type in _BODIES]
    if found and office.label(register.doc).lower() in load_words("titles", "implied.never_of_states"):
        return [owner for owner in found if owner.type != "State"]
    return found


def _acted_for(register: Register, office: Office, persons: Sequence[Mention]) -> list[Cluster]:
    """As in "Ambassador A signed for Latvia": the state for which the person does what the sentence says."""
    verb = register.doc[persons[0].head].head
    if len(persons) > 1 or office.counterpart:
        return []
    if beside := _for_whom(register, office, persons[0]):
        return [beside]
    if verb.tag_[0] != "V":
        return []
    links = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "for")
    goals = (goal.i for link in links for goal in link.rights if goal.dep_ == "pobj")
    return [owner for at in goals for owner in register.referents.get(at, ()) if owner.type == "State"][:1]


def _for_whom(register: Register, office: Office, person: Mention) -> Cluster | None:
    """As in "signed by Ambassador A, *for Latvia*, and for Peru *by* Ambassador B": the state told right beside the name."""
    doc, at = register.doc, office.outer_first - 1
    after = person.end_token + (doc[min(person.end_token, len(doc) - 1)].text == ",")
    if after + 1 < len(doc) and doc[after].lower_ == "for":
        return _state_at(register, after + 1) or _state_at(register, after + 2)
    before = next(iter(register.before(at, "State")), None) if at > 2 and doc[at].lower_ == "by" else None
    if before is None or before.end_token != at or "for" not in doc[before.first_token - 2 : before.first_token].text:
        return None
    return register.of_mention[before]


def _state_at(register: Register, token: int) -> Cluster | None:
    """The state whose name is that word."""
    return next((c for c in register.referents.get(token, ()) if c.type == "State"), None)


def _shared_out(register: Register, office: Office, persons: Sequence[Mention]) -> list[Cluster]:
    """As in "Ambassadors A and B signed for Latvia and Estonia": as many states after the names as there are names."""
    if len(persons) < 2:
        return []
    end = register.reading.sentence_end(office.head)
    after = [
        m
        for m in register.mentions
        if m.type == "State" and persons[-1].end_token <= m.first_token < end and m in register.of_mention
    ]
    near = after[: len(persons)]
    links = register.doc[near[0].first_token - 2 : near[0].first_token].text.lower().split() if near else []
    joined = len(near) == len(persons) and ("for" in links or links == ["behalf", "of"])
    return [register.of_mention[mention] for mention in near] if joined else []


def _of_states(register: Register, persons: Sequence[Mention]) -> list[Cluster]:
    """As in "the ministers, A of Latvia and B of Estonia"."""
    doc, found = register.doc, []
    for person in persons:
        at = person.end_token
        after = next((m for m in register.mentions if m.type == "State" and m.first_token in {at + 1, at + 2}), None)
        if after is None or doc[at].lower_ != "of" or after not in register.of_mention:
            return []
        found.append(register.of_mention[after])
    return found


def _theirs(register: Register, office: Office, persons: Sequence[Mention]) -> list[Cluster]:
    """As in "their premiers, A and B": the states that the text names most, as many as there are names."""
    if len(persons) < 2 or determiner(register.doc, office.outer_first, 0) != "their":
        return []
    named = (register.of_mention[mention] for mention in register.before(office.outer_first, "State"))
    states = sorted(dict.fromkeys(named), key=lambda state: -len(state.mentions))[: len(persons)]
    return sorted(states, key=lambda state: state.first) if len(states) == len(persons) else []


def _holding(register: Register, office: Office, person: Mention, title: str, owner: Cluster) -> Holding:
    cluster = register.of_mention[person]
    if owner.key:
        identify(register, cluster, role=title.lower(), of=owner.key, on=register.reading.document.article.published)
    first, end = min(office.outer_first, person.first_token), max(office.outer_end, person.end_token)
    near = register.sentence(first) == register.sentence(end - 1)
    span = (
        register.reading.document.span(first, end)
        if near
        else register.reading.document.span(office.outer_first, office.outer_end)
    )
    return Holding(cluster, title, owner, span, "post:counterpart" if office.counterpart else "post:title")


def singular(title: str) -> str:
    """The title of one of several: "foreign ministers" is "foreign minister"."""
    first, _, last = title.rpartition(" ")
    known = load_words("titles", "offices")
    if last.lower() in known and last.lower().endswith("s") and last.lower()[:-1] in known:
        last = last[:-1]
    return f"{first} {last}".strip()


def _other(found: Sequence[Holding], cluster: Cluster, owners: Sequence[Cluster]) -> Holding | None:
    """The last holder named before, whose title "counterpart" takes over."""
    return next(
        (holding for holding in reversed(found) if holding.person is not cluster and holding.of not in owners), None
    )


def _counterpart_owner(register: Register, office: Office, other: Holding) -> Cluster | None:
    """The owner of a counterpart's office that names none: the same for a predecessor, another state for a colleague."""
    if register.doc[office.head].lower_ in load_words("titles", "counterparts.same_body"):
        return other.of
    return nearest_state(register, office.first, lambda state: state is not other.of)


def _taken_up(people: People, office: Office, found: Sequence[Holding]) -> Iterator[Holding]:
    """Offices that stand alone: "the Latvian president" after his name, "the foreign ministers of X and Y" before theirs."""
    register = people.register
    owners = owners_of(register, office)
    title = singular(office.label(register.doc))
    if len(owners) > 1 and not office.plural:
        owners = owners[:1]
    if office.plural:
        names = find_later_holders(people, office, {holding.person for holding in found}) if len(owners) > 1 else []
        yield from (_holding(register, office, name, title, owner) for name, owner in zip(names, owners, strict=False))
        return
    if determiner(register.doc, office.outer_first, 0) in {"a", "an", "any", "no", "every"}:
        return
    person = (
        _signed(register, office) or _by_record(people, office, owners) or _just_named(people, office, owners, found)
    )
    if person is not None:
        owner = owners[0] if owners else infer_owner(register, office, register.of_mention[person], title)
        if owner is not None and not (_generic(title) and any(h.person is register.of_mention[person] for h in found)):
            yield _holding(register, office, person, title, owner)


def _generic(title: str) -> bool:
    """Whether the words are a way to speak of a holder of another office: "the Latvian leader"."""
    return title.lower().split()[-1:] in (["leader"], ["head"], ["chief"], ["official"])


def _signed(register: Register, office: Office) -> Mention | None:
    """As in "statement by the Foreign Secretary" over a text that ends with a name."""
    if not register.reading.in_title(office.head) or register.doc[max(office.outer_first - 2, 0)].lower_ != "by":
        return None
    author = author_of(register)
    return author.mentions[0] if author else None


def _by_record(people: People, office: Office, owners: Sequence[Cluster]) -> Mention | None:
    """The person of the text who, by the gazetteer, held that office of that state at the time."""
    register = people.register
    on = register.reading.document.article.published
    gazetteer, title = register.reading.gazetteer, singular(office.label(register.doc))
    states = [owner.key for owner in owners if owner.key] or sorted(
        {c.key for c in register.clusters if c.type == "State" and c.key}
    )
    keys = (
        {key for state in states[: 1 if owners else None] for key in gazetteer.holders(state, title, on)}
        if on
        else set()
    )
    found = (mention for mention in people.starts.values() if register.of_mention[mention].key in keys)
    return max(
        found, key=lambda each: (each.first_token <= office.head, -abs(office.head - each.first_token)), default=None
    )


def _just_named(people: People, office: Office, owners: Sequence[Cluster], found: Sequence[Holding]) -> Mention | None:
    """The subject of the sentence before, who has no office yet: "..., said A. The Latvian president ..."."""
    register = people.register
    if not owners or register.doc[office.head].dep_ not in {"nsubj", "nsubjpass"}:
        return None
    busy = {holding.person for holding in found}
    here = register.sentence(office.head)
    before = [
        m for m in people.starts.values() if 0 <= here - register.sentence(m.head) <= 1 and m.end_token <= office.first
    ]
    last = max(before, key=lambda each: each.first_token, default=None)
    subject = last is not None and register.doc[last.head].dep_ in {"nsubj", "nsubjpass"}
    return last if subject and last is not None and register.of_mention[last] not in busy else None


__all__ = ["Holding", "find_holdings", "owners_of", "singular"]
