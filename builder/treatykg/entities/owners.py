"""What an office is of, when the title beside the name does not say it."""

from __future__ import annotations

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.people import same_person
from treatykg.entities.pronouns import find_nearest
from treatykg.entities.states import dateline_state, nearest_body, nearest_state, possessed_token, seated
from treatykg.gazetteer import fold
from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions import Office
from treatykg.model import EntityType

_BODIES: tuple[EntityType, ...] = ("GovernmentBody", "Legislature", "InternationalOrganization", "Organization")


_ONE_A_STATE = (
    "president",
    "prime minister",
    "foreign minister",
    "defence minister",
    "defense minister",
    "premier",
    "chancellor",
)
_CHAMBERS: tuple[EntityType, ...] = ("Legislature",)
_COMMITTEES: tuple[EntityType, ...] = ("GovernmentBody",)


def infer_owner(
    register: Register, office: Office, person: Cluster, title: str, *, alone: bool = True
) -> Cluster | None:
    """The state or body of an office that names none; None when the text leaves it open.

    Several who share a title ("the three foreign ministers, A, B and C") are hardly of one state: only the gazetteer tells.
    """
    noun = register.doc[office.head].lower_
    noun = noun[:-1] if office.plural else noun
    if (recorded := by_terms(register, person, title)) is not None:
        return register.known(recorded)  # of a state that the text does not name: of no other, either
    if not alone and title.lower().endswith(_ONE_A_STATE):
        return None
    return (
        _implied(register, office, title, noun)
        or _province(register, office, title)
        or _possessed(register, office, noun)
        or _from_context(register, office, title, noun)
        or _near(register, office, noun)
    )


def by_terms(register: Register, person: Cluster, title: str) -> str | None:
    """The key of the state or body of which the person held that office at the time, by the gazetteer; a surname is enough there."""
    gazetteer = register.reading.gazetteer
    published = register.reading.document.article.published
    for key in _candidates(register, person):
        for term in reversed(gazetteer.terms_of(key)):
            in_time = (
                published is None
                or term.covers(published)
                or (person.key == key and (term.since is None or term.since <= published))
            )
            if in_time and _same_role(gazetteer.holders(term.of, title, None), key):
                register.tie(person, key)
                return term.of
    return None


def _same_role(holders: tuple[str, ...], key: str) -> bool:
    return key in holders


def _candidates(register: Register, person: Cluster) -> tuple[str, ...]:
    """The known persons that the name can mean."""
    if person.key:
        return (person.key,)
    gazetteer = register.reading.gazetteer
    surnames = {fold(name.split()[-1]) for name in person.names}
    keys = sorted({key for surname in surnames for key in gazetteer.family_names.get(surname, ())})
    return tuple(key for key in keys if all(same_person(name, gazetteer.record(key)) for name in person.names))


def _implied(register: Register, office: Office, title: str, noun: str) -> Cluster | None:
    """As in "Secretary of State", "senator", "ministry spokeswoman"."""
    implied = load_lexicon("titles")["implied"]
    words = title.lower()
    known = (register.known(key) for name, key in implied["keys"].items() if words.endswith(name))
    if (found := next((each for each in known if each is not None), None)) is not None:
        return found
    chamber = next((word for name, word in implied["chamber"].items() if words.endswith(name)), None)
    if chamber is not None:  # a chamber of that name anywhere in the text, or the one mentioned last
        return nearest_body(register, len(register.doc) if chamber else office.first, _CHAMBERS, chamber.split())
    bodies = load_words("bodies", "government.nouns", "legislature.nouns")
    named = [word for word in words.split()[:-1] if word in bodies]
    return nearest_body(register, office.first, (*_COMMITTEES, *_CHAMBERS), named) if named else None


def _province(register: Register, office: Office, title: str) -> Cluster | None:
    """As in "Its chief minister": the province or city named in the same sentence or the one before it."""
    if not title.lower().endswith(tuple(load_words("titles", "implied.province"))):
        return None
    here = register.sentence(office.head)
    near = [m for m in register.before(office.first, "Place") if here - register.sentence(m.head) < 2]
    place = max(near, key=lambda each: (register.doc[each.head].dep_ == "nsubj", each.head), default=None)
    return register.of_mention[place] if place is not None else None


def _possessed(register: Register, office: Office, noun: str) -> Cluster | None:
    """As in "his defence minister", "our ambassador", "its chairman"."""
    at = office.outer_first - 1
    while at > 0 and register.doc[at].lower_ in load_words("titles", "passing") - {
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
    }:
        at -= 1
    if at < 0 or register.doc[at].tag_ != "PRP$":
        return None
    if noun in load_words("titles", "implied.body"):
        committee = nearest_body(register, office.first, _COMMITTEES) if noun.startswith("chair") else None
        return committee or next(iter(find_nearest(register, register.doc[at], _BODIES)), None)
    return possessed_token(register, at)


def _from_context(register: Register, office: Office, title: str, noun: str) -> Cluster | None:
    """The state the text is about at that point, for the offices of states."""
    words = set(title.lower().replace("-", " ").split())
    if noun not in load_words("titles", "implied.state") and not words & load_words("titles", "implied.state_with"):
        return None
    doc = register.doc
    if office.end + 2 < len(doc) and doc[office.end].lower_ == "of":
        after = [token.lower_ for token in doc[office.end + 1 : office.end + 4]]
        return dateline_state(register) if "host" in after else None
    return seated(register, register.reading.sentence_start(office.head)) or nearest_state(
        register, office.first, lambda state: True
    )


def _near(register: Register, office: Office, noun: str) -> Cluster | None:
    """The body named in the same sentence or the one before it, for spokesmen, directors and the like."""
    if noun not in load_words("titles", "implied.near"):
        return None
    here = register.sentence(office.head)
    for mention in register.before(office.first, *_BODIES):
        if mention.rule == "body:speaking":  # "trade unions": nobody is their director
            continue
        if here - register.sentence(mention.head) > 1:
            break
        if register.doc[mention.head].dep_ in {"nsubj", "nsubjpass", "poss"} or register.sentence(mention.head) == here:
            return register.of_mention[mention]
    return None
