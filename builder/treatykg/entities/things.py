"""What needs no more than its name: known things by key, places and groups of states by their words."""

from __future__ import annotations

from treatykg.entities.clusters import Cluster, Register
from treatykg.gazetteer import fold
from treatykg.model import Mention

_BY_KEY = frozenset(
    {
        "State",
        "InternationalOrganization",
        "Organization",
        "GovernmentBody",
        "Place",
        "StateGroup",
        "Legislature",
        "Person",
        "LegalInstrument",
    }
)


def link_known(register: Register) -> None:
    """Cluster every mention that the gazetteer has a key for, agreements excepted."""
    for mention in register.mentions:
        if mention.key is not None and mention.type in _BY_KEY:
            cluster = register.keyed(mention.key)
            register.add(cluster, mention, name="" if mention.form == "pronoun" else None)


def link_owners(register: Register) -> None:
    """Tie each known body, chamber and person's record to the states in the text that it acts for."""
    for cluster in list(register.clusters):
        if cluster.key and cluster.type not in {"Person", "State"}:
            for key in register.reading.gazetteer.record(cluster.key).acts_for:
                owner = register.known(key)
                if owner is not None and owner not in cluster.owners:
                    cluster.owners.append(owner)


def link_places(register: Register) -> None:
    """Cluster places by name."""
    for mention in register.mentions:
        if mention.type == "Place" and mention not in register.of_mention:
            register.add(_place(register, mention), mention)


def _place(register: Register, mention: Mention) -> Cluster:
    if mention.rule == "place:capital-of":
        state = next(
            (
                register.of_mention[m]
                for m in register.mentions
                if m.type == "State" and m.first_token == mention.first_token and m in register.of_mention
            ),
            None,
        )
        name = _capital(register, state)
        if name is not None:
            cluster = _named(register, name) or register.new("Place")
            cluster.label = name
            return cluster
    return _named(register, register.text(mention)) or register.new("Place")


def _capital(register: Register, state: Cluster | None) -> str | None:
    """The name of a state's capital, as the gazetteer has it."""
    if state is None or state.key is None:
        return None
    return register.reading.gazetteer.details(state.key).get("capital", "").split("|")[0] or None


def _named(register: Register, name: str) -> Cluster | None:
    wanted = fold(name).casefold()
    for cluster in register.clusters:
        if cluster.type == "Place" and any(
            fold(known).casefold() == wanted for known in (*cluster.names, cluster.label or "")
        ):
            return cluster
    return None


def link_groups(register: Register) -> None:
    """Cluster groups of states by their words."""
    for mention in register.mentions:
        if mention.type == "StateGroup" and mention not in register.of_mention:
            words = plain_words(register.text(mention))
            if mention.rule == "group:members" and (chamber := _parliament(register)) is not None:
                register.add(chamber, mention)
                continue
            same = next(
                (
                    c
                    for c in register.clusters
                    if c.type == "StateGroup" and any(plain_words(name) == words for name in c.names)
                ),
                None,
            )
            register.add(same or register.new("StateGroup"), mention)


def _parliament(register: Register) -> Cluster | None:
    """The parliament of a union whose "Members" are not states."""
    found = (
        c
        for c in register.clusters
        if c.type in {"Legislature", "InternationalOrganization"} and "Parliament" in (c.label or "")
    )
    return next((c for c in found if not any(owner.type == "State" for owner in c.owners)), None)


def plain_words(text: str) -> str:
    """Words in lower case and the singular: "Member States" and "every member state" are one group."""
    return " ".join(
        word.removesuffix("s") for word in fold(text).lower().split() if word not in {"the", "all", "every", "each"}
    )
