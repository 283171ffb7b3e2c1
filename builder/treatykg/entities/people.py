"""Which person is meant: full names, surnames, and the persons of the world the gazetteer knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from treatykg.entities.clusters import Cluster, Register
from treatykg.gazetteer import fold
from treatykg.lexicon import load_words
from treatykg.mentions import name_parts
from treatykg.model import Mention

if TYPE_CHECKING:
    from treatykg.gazetteer import Known


def link_people(register: Register) -> None:
    """Cluster the names of persons: full names first, then what is a part of one."""
    names = [mention for mention in register.mentions if mention.type == "Person" and mention.form != "description"]
    for mention in sorted(names, key=lambda each: (-_words(register, each), each.first_token)):
        if mention not in register.of_mention:
            register.add(_person(register, mention), mention)


def _words(register: Register, mention: Mention) -> int:
    return min(len(register.text(mention).split()), 2)


def _person(register: Register, mention: Mention) -> Cluster:
    """The cluster of the person with that name; a surname is that of the last such person before it."""
    if mention.key is not None:
        return register.keyed(mention.key)
    name = bare_name(register.text(mention))
    fitting = [cluster for cluster in register.clusters if cluster.type == "Person" and _same(name, cluster)]
    if not fitting:
        return register.new("Person")
    earlier = [cluster for cluster in fitting if cluster.first <= mention.first_token]
    return (
        max(earlier, key=lambda cluster: _last(cluster, mention))
        if earlier
        else min(fitting, key=lambda each: each.first)
    )


def _last(cluster: Cluster, mention: Mention) -> int:
    return max(each.first_token for each in cluster.mentions if each.first_token <= mention.first_token)


def bare_name(name: str) -> str:
    """The name without suffixes and initials."""
    words = [
        word
        for word in fold(name).split()
        if word.lower() not in load_words("persons", "suffixes") and not (len(word) <= 2 and word.endswith("."))
    ]
    return " ".join(words) or name


def link_possessors(register: Register) -> None:
    """Let a person of whom no office is known act for the state before or behind the name.

    As in "*Kenya's* William Ruto", "William Ruto of *Kenya*", "William Ruto (*Kenya*)".
    """
    for mention in register.mentions:
        person = register.of_mention.get(mention)
        if mention.type != "Person" or person is None or person.owners:
            continue
        before = (c.i for c in register.doc[mention.head].lefts if c.dep_ == "poss" and c.i < mention.first_token)
        beside = (*before, *_behind_name(register, mention))
        states = [c for token in beside for c in register.referents.get(token, ()) if c.type == "State"]
        person.owners.extend(states[:1])


def _behind_name(register: Register, mention: Mention) -> tuple[int, ...]:
    """The tokens of a state right behind a name, after "of" or within brackets."""
    doc, at = register.doc, mention.end_token
    if at + 1 >= len(doc) or doc[at].lower_ not in {"of", "("}:
        return ()
    first = at + 1 + (doc[at + 1].lower_ == "the")
    state = next((m for m in register.mentions if m.type == "State" and m.first_token == first), None)
    if state is None or (doc[at].text == "(" and (state.end_token >= len(doc) or doc[state.end_token].text != ")")):
        return ()
    return (state.head,)


def same_person(name: str, record: Known) -> bool:
    """Whether `name` can be a name of the person on record."""
    return _same(bare_name(name), Cluster("Person", names=[record.label, *record.names]))


def _same(name: str, cluster: Cluster) -> bool:
    """Whether `name` can be one of the cluster's person."""
    folded = name.casefold()
    return any(
        folded in name_parts(fold(known)) or _first_and_last(folded, bare_name(known).casefold())
        for known in (*cluster.names, cluster.label or "")
    )


def _first_and_last(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    return len(first) > 1 and len(second) > 1 and (first[0], first[-1]) == (second[0], second[-1])


def identify(register: Register, cluster: Cluster, *, role: str, of: str, on: date | None) -> None:
    """Tie a person to the gazetteer's record when it holds that office at that time and bears that name."""
    if cluster.key is not None:
        return
    gazetteer = register.reading.gazetteer
    for key in gazetteer.holders(of, role, on):
        record = gazetteer.record(key)
        if any(
            _same(bare_name(name), Cluster("Person", names=[record.label, *record.names])) for name in cluster.names
        ):
            register.tie(cluster, key)
            return
