"""Mentions of what the gazetteer knows, each surface with the one reading that its context asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.government import names_place
from treatykg.mentions.parts import find_owners_within, part_of_other_name, piece_of_name
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention

if TYPE_CHECKING:
    from treatykg.gazetteer import Known, NameHit, NameUse, Naming
    from treatykg.model import EntityType, MentionForm

_SEATS = frozenset({"capital", "metonym"})
_STATE_USES = frozenset({"name", "acronym", "former", "demonym", "people"})
_FORMS: Mapping[NameUse, MentionForm] = {
    "acronym": "acronym",
    "demonym": "demonym",
    "people": "demonym",
    "metonym": "metonym",
    "capital": "metonym",
}
_OWNED = frozenset({"StateGroup", "Legislature", "GovernmentBody"})


def find_known(reading: Reading) -> tuple[Mention, ...]:
    """The mentions of known things, in the order of the text; datelines are passed over."""
    told = _told_states(reading)
    found: list[Mention] = []
    for hit, first, end in reading.hits:
        if not reading.in_dateline(hit.span.start) and not part_of_other_name(reading, first, end):
            found.extend(_read(reading, hit, (first, end), told=told, before=found[-1] if found else None))
    return tuple(found)


def _told_states(reading: Reading) -> Counter[str]:
    """How often the text names each state by a surface that can mean only it."""
    told: Counter[str] = Counter()
    for hit, _, _ in reading.hits:
        keys = {naming.key for naming in hit.namings if naming.use in _STATE_USES}
        if len(keys) == 1 and not any(naming.ambiguous for naming in hit.namings):
            told.update(keys)
    return told


def _read(
    reading: Reading, hit: NameHit, tokens: tuple[int, int], *, told: Counter[str], before: Mention | None
) -> Iterator[Mention]:
    """The mention that the hit stands for: at most one."""
    namings = hit.namings
    if piece_of_name(reading, tokens):
        return
    if any(naming.use in _SEATS for naming in namings):
        yield from _seat(reading, namings, tokens, told=told, before=before)
    elif naming := _choose(reading, namings, tokens, told=told):
        type_ = type_of(reading.gazetteer.record(naming.key))
        if type_ in _OWNED:
            yield from find_owners_within(reading, tokens, reading.gazetteer.record(naming.key).acts_for)
        if type_ == "GovernmentBody" and _modifies(reading, tokens):
            return
        if (type_ == "Place" and _nowhere(reading, tokens)) or (type_ == "Organization" and _press(reading, tokens)):
            return
        if type_ == "Legislature" and _elsewhere(reading, naming, tokens):
            return
        shared = type_ in {"Legislature", "GovernmentBody"} and len({n.key for n in namings}) > 1
        yield reading.mention(
            tokens,
            form=_FORMS.get(naming.use, "name"),
            type=type_,
            rule=f"gazetteer:{naming.use}",
            key=None if shared else naming.key,
        )


def _choose(
    reading: Reading, namings: Sequence[Naming], tokens: tuple[int, int], *, told: Counter[str]
) -> Naming | None:
    """The reading that the text bears out: the one whose thing it names otherwise, or the only one."""
    best = max(
        namings,
        key=lambda naming: (
            told[naming.key] or _owned_in_text(reading, naming, told),
            not naming.ambiguous,
            naming.key.startswith("state/"),
            -namings.index(naming),
        ),
    )
    if all(naming.ambiguous for naming in namings) and not told[best.key] and _means_other(reading, tokens):
        return None
    states = {naming.key for naming in namings if naming.use in _STATE_USES and naming.key.startswith("state/")}
    return best if len(states) < 2 or told[best.key] or len(states) < len({n.key for n in namings}) else None


def _owned_in_text(reading: Reading, naming: Naming, told: Counter[str]) -> int:
    """How often the text names the states that a chamber or body belongs to."""
    if not naming.key.startswith(("legislature/", "body/")):
        return 0
    return sum(told[state] for state in reading.gazetteer.record(naming.key).acts_for)


def _means_other(reading: Reading, tokens: tuple[int, int]) -> bool:
    """Whether an ambiguous name is part of a person's name, or a state of the Union after a person or city."""
    doc, (first, end) = reading.doc, tokens
    entity = doc[first].ent_type_
    if entity == "PERSON" and (doc[first].ent_iob_ == "I" or (end < len(doc) and doc[end].ent_iob_ == "I")):
        return True
    before = doc[max(first - 2, 0) : first]
    if (
        len(before) == 2
        and before[1].text in {",", "of"}
        and before[0].tag_ == "NNP"
        and before[0].ent_type_ in {"PERSON", "GPE"}
    ):
        return before[1].text == "of" or (
            doc[min(end, len(doc) - 1)].text in {",", "."} and before[0].ent_type_ == "PERSON"
        )
    return entity in {"ORG", "FAC", "PRODUCT"} and capitalised(doc[min(end, len(doc) - 1)])


def type_of(record: Known) -> EntityType:
    """The type of a known thing; the parliament of a union of states is a legislature, a special region of a state a place."""
    if record.kind == "special-region":
        return "Place"
    return (
        "Legislature"
        if record.type == "InternationalOrganization" and record.label.endswith("Parliament")
        else record.type
    )


def _press(reading: Reading, tokens: tuple[int, int]) -> bool:
    """Whether a news agency is only the source, not somebody who acts."""
    words = reading.doc[tokens[0] : tokens[1]]
    return words.text.lower() in load_words("bodies", "organization.press") and words.root.dep_ != "nsubj"


def _modifies(reading: Reading, tokens: tuple[int, int]) -> bool:
    """Whether a body in common words only says of what kind something is: "Chilean military bases"."""
    last = reading.doc[tokens[1] - 1]
    return not capitalised(last) and last.dep_ in {"compound", "nmod", "amod"} and last.head.i > last.i


def _elsewhere(reading: Reading, naming: Naming, tokens: tuple[int, int]) -> bool:
    """Whether a chamber with a name that many chambers have belongs to a state that the text never names."""
    generic = load_words("bodies", "legislature.generic")
    if any(token.lower_ not in generic for token in reading.doc[tokens[0] : tokens[1]]):
        return False
    states = set(reading.gazetteer.record(naming.key).acts_for)
    return bool(states) and not any(each.key in states for hit, _, _ in reading.hits for each in hit.namings)


def _nowhere(reading: Reading, tokens: tuple[int, int]) -> bool:
    """Whether the name of a region only frames or modifies: a continent, an ocean, "the Baltic pipeline"."""
    doc, (first, end) = reading.doc, tokens
    words = doc[first:end].text.lower().removeprefix("the ")
    if words in load_words("places", "wide") or words.split()[-1] in load_words("places", "waters"):
        return True
    return (
        doc[end - 1].dep_ in {"compound", "nmod"}
        and end < len(doc)
        and doc[end].lower_ not in load_words("places", "sites")
    )


def _seat(
    reading: Reading, namings: Sequence[Naming], tokens: tuple[int, int], *, told: Counter[str], before: Mention | None
) -> Iterator[Mention]:
    """A capital or seat: the place where something happens, or the government that sits there."""
    if _as_place(reading, tokens, before):
        yield _place(reading, namings, tokens)
        return
    seats = [naming for naming in namings if naming.use in _SEATS]
    plain = [naming for naming in namings if naming.use in _STATE_USES and naming.key.startswith("state/")]
    if plain:  # Luxembourg, Monaco: state and capital have one name
        yield reading.mention(tokens, form="name", type="State", rule="gazetteer:name", key=plain[0].key)
    elif seats:
        best = max(seats, key=lambda naming: (told[naming.key], naming.use == "metonym", -seats.index(naming)))
        following = reading.doc[tokens[1]].lower_ if tokens[1] < len(reading.doc) else ""
        of_body = best.body if following in load_words("titles", "offices") else None
        record = reading.gazetteer.record(of_body or _of_its_time(reading, best.key, told))
        yield reading.mention(tokens, form="metonym", type=record.type, rule="metonym:government", key=record.key)


def _of_its_time(reading: Reading, key: str, told: Counter[str]) -> str:
    """The historical state in place of its successor, when the text speaks of the former only: Moscow in 1950."""
    if told[key] or not key.startswith("state/"):
        return key
    older = (
        other
        for other in sorted(told)
        if other.startswith("state/") and key in reading.gazetteer.details(other).get("successors", "").split("|")
    )
    return next(older, key)


def _as_place(reading: Reading, tokens: tuple[int, int], before: Mention | None) -> bool:
    """The decision of the capital before it, when coordinated; else that of its own context."""
    doc, (first, end) = reading.doc, tokens
    if before is not None and before.end_token < first and before.rule.startswith(("metonym:", "place:")):
        between = [token.lower_ for token in doc[before.end_token : first]]
        if between and set(between) <= {",", "and", "or"} and len(between) <= 2:
            return before.type == "Place"
    return names_place(doc, first, end)


def _place(reading: Reading, namings: Sequence[Naming], tokens: tuple[int, int]) -> Mention:
    places = [naming for naming in namings if naming.key.startswith("place/")]
    states = [naming for naming in namings if naming.use == "name" and naming.key.startswith("state/")]
    if states:
        return reading.mention(tokens, form="name", type="State", rule="gazetteer:name", key=states[0].key)
    key = places[0].key if places else None
    return reading.mention(tokens, form="name", type="Place", rule="place:capital", key=key)


def covered(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Each token that a mention covers, with the longest such mention."""
    owners: dict[int, Mention] = {}
    for mention in sorted(mentions, key=lambda each: (each.end_token - each.first_token, -each.first_token)):
        owners.update(dict.fromkeys(range(mention.first_token, mention.end_token), mention))
    return owners
