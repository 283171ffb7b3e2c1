"""Events in which all parties act though none is named: "the protocol was signed in Oslo" is signed by its two parties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from treatykg.facts.drafts import Draft
from treatykg.facts.reading import Reading
from treatykg.predicates.arguments import read_arguments

_TELLING = ("Signature", "Adoption", "Negotiation")
_DECIDING = ("Signature", "Adoption", "Ratification", "DomesticApproval", "DomesticRejection", "InstrumentExchange")
_TRYING = ("Adoption", "Negotiation")  # those who fail to agree on it are its parties all the same
_SIGNING = ("InternationalOrganization", "Organization")  # what makes agreements beside states: unions and movements
_MADE = (*_TELLING, "InstrumentExchange")  # what the parties of an agreement do together
_PARTIES = ("State", "InternationalOrganization")
_OF_MANY = frozenset(("convention", "charter", "covenant", "statute", "constitution"))
_BY_ITSELF = ("EntryIntoForce", "Termination")  # what befalls an agreement: once it has, its two parties did it
_MOST = 4  # parties that a text still names one by one


def add_parties(reading: Reading, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Give every event of the parties that names no actor the parties of its treaty, as far as the text tells them.

    Talks of which nobody says who holds them are left out.
    """
    known: dict[str, tuple[str, ...]] = {}
    for draft in drafts:
        for treaty in draft.treaties:
            named = reading.entity(treaty).parties
            parties = named if len(named) > 1 else _parties_in(reading, draft)
            if len(parties) > 1 and set(named) <= set(parties):
                known.setdefault(treaty, parties)
    completed = [
        _completed(reading, d, known, drafts) if d.of_parties and not d.actors and d.treaties else d for d in drafts
    ]
    if any(map(_is_open, completed)) and (pair := _pair_of_story(reading, completed)):
        completed = [replace(d, actors=pair) if _is_open(d) and _fits(reading, d, pair) else d for d in completed]
    return tuple(d for d in completed if d.actors or d.type != "Negotiation")


def _is_open(draft: Draft) -> bool:
    """Whether it is an act of the parties together of which nobody says who they are."""
    return draft.of_parties and not draft.actors and draft.type in _MADE


def _pair_of_story(reading: Reading, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the two parties between whom the text plays: those of its agreements, of joint acts, "the two countries"."""
    told = [reading.entity(t).parties for d in drafts for t in d.treaties]
    told += [_parties_in(reading, d) for d in drafts]
    told += [reading.referents((t,), _PARTIES) for t, found in reading.linked.referents.items() if len(found) == 2]
    pairs = Counter(tuple(sorted(each)) for each in told if len(each) == 2 and not _one_side(reading, each))
    if not pairs:
        return ()
    (pair, often), *others = pairs.most_common(2)
    return pair if not others or often > 2 * others[0][1] else ()


def _one_side(reading: Reading, pair: tuple[str, ...]) -> bool:
    """Whether one of the two is the other's organ."""
    return any(set(pair) & set(reading.linked.principals(each)) for each in pair)


def _fits(reading: Reading, draft: Draft, pair: tuple[str, ...]) -> bool:
    """Whether the pair may have made the draft's agreement: nothing says that others did."""
    named = {t: reading.entity(t).parties for t in draft.treaties}
    return all(set(parties) <= set(pair) and (parties or _of_few(reading, t)) for t, parties in named.items())


def _of_few(reading: Reading, treaty: str) -> bool:
    """Whether the agreement may be that of those who act in the text: none that is called a convention, charter or the like."""
    entity = reading.entity(treaty)
    words = {word for name in (entity.label, *entity.aliases) for word in name.lower().split()}
    return not words & _OF_MANY


def _told_beside(reading: Reading, treaty: str) -> tuple[str, ...]:
    """Return whose agreement it is, where a phrase without names says so: "*the two countries'* accord", "between *them*"."""
    for mention in reading.linked.mentions:
        if mention.type != "Treaty" or treaty not in reading.linked.refer(mention.head):
            continue
        roles = read_arguments(reading.doc[mention.head])
        words = (*roles.get("possessor", ()), *roles.get("between", ()))
        states = reading.referents(words, ("State", "InternationalOrganization"))
        if len(states) > 1:
            return states
    return ()


def _completed(reading: Reading, draft: Draft, known: Mapping[str, tuple[str, ...]], drafts: Sequence[Draft]) -> Draft:
    """Return the draft with the parties of its treaty as actors."""
    treaty = draft.treaties[0]
    if draft.type in _BY_ITSELF:
        done = draft.factuality == "Actual" or reading.predicates[draft.token].passive  # "will be applied": by them
        return replace(draft, actors=_makers_of(reading, treaty, drafts)) if done else draft
    pair = _with_partner(reading, treaty, drafts) if draft.type in _TELLING and treaty not in known else ()
    return replace(draft, actors=known.get(treaty, pair) or _told_beside(reading, treaty) or _adopting(reading, draft))


def _adopting(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """Return the organization that adopts what is called its own: "the *African Union* Convention was adopted"."""
    named = reading.entity(draft.treaties[0]).parties if draft.type == "Adoption" else ()
    return named if len(named) == 1 and reading.entity(named[0]).type == "InternationalOrganization" else ()


def _makers_of(reading: Reading, treaty: str, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the two parties of an agreement of two: by its name, else who made it together; none when a third decides about it."""
    own = [d for d in drafts if treaty in d.treaties]
    named = reading.entity(treaty).parties
    made = (_parties_in(reading, d) for d in own)
    pair = named if len(named) == 2 else next((p for p in made if len(p) == 2 and set(named) <= set(p)), ())
    if not pair:
        return () if named else _told_beside(reading, treaty)
    deciding = {a for d in own if d.type in _DECIDING for a in d.actors if reading.entity(a).type == "State"}
    return pair if deciding <= set(pair) or any(reading.entity(p).type != "State" for p in pair) else ()


def _with_partner(reading: Reading, treaty: str, drafts: Sequence[Draft]) -> tuple[str, ...]:
    """Return the one party that a treaty's name tells ("the treaty *with China*") and the one other state that decides about it."""
    named = reading.entity(treaty).parties
    if len(named) != 1 or reading.entity(named[0]).type != "State":
        return ()
    steps = (d for d in drafts if d.type in _DECIDING and treaty in d.treaties)
    states = {a for d in steps for a in d.actors if reading.entity(a).type == "State"} - set(named)
    return (*states, *named) if len(states) == 1 else ()


def _parties_in(reading: Reading, draft: Draft) -> tuple[str, ...]:
    """Return the states that make the treaty in this event; none when they are too many to be all."""
    if draft.type not in _TELLING or (draft.factuality == "Negated" and draft.type not in _TRYING):
        return ()
    states = tuple(a for a in draft.actors if reading.entity(a).type == "State")
    others = tuple(a for a in draft.actors if reading.entity(a).type in _SIGNING)
    return (*states, *others) if 1 < len(states) + len(others) <= _MOST else ()
