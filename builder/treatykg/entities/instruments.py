"""Which law, bill, charter or resolution is meant."""

from __future__ import annotations

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.things import plain_words
from treatykg.lexicon import load_words
from treatykg.mentions.phrases import determiner
from treatykg.model import Mention

_LAWS = frozenset({"law", "bill"})  # a bill becomes the law


def link_instruments(register: Register) -> None:
    """Cluster laws and charters: by words, and "the law", "the bill" to the one before; what takes up nothing is dropped."""
    for mention in register.mentions:
        if mention.type == "LegalInstrument" and mention not in register.of_mention:
            found = _same_words(register, mention) or _same_law(register, mention)
            if mention.rule == "instrument:anaphor":
                found = found or _taken_up(register, mention)
            elif found is None:
                found = register.new("LegalInstrument")
            if found is not None:
                register.add(found, mention)


def _clusters(register: Register) -> list[Cluster]:
    return [cluster for cluster in register.clusters if cluster.type == "LegalInstrument" and cluster.mentions]


def _same_words(register: Register, mention: Mention) -> Cluster | None:
    words = plain_words(register.text(mention))
    named = (cluster for cluster in _clusters(register) if any(plain_words(name) == words for name in cluster.names))
    return next(named, None)


def _heads(register: Register, cluster: Cluster, rule: str = "") -> set[str]:
    """The head nouns of the cluster's mentions, or of those that a rule found."""
    return {register.doc[each.head].lower_ for each in cluster.mentions if each.rule == rule or not rule}


def _same_law(register: Register, mention: Mention) -> Cluster | None:
    """A law that deals with a treaty is the one of the story: "the ratification law" after "a law ratifying ..."."""
    if mention.rule != "instrument:tied" or register.doc[mention.head].lower_ not in _LAWS:
        return None
    tied = (cluster for cluster in _clusters(register) if _heads(register, cluster, "instrument:tied") & _LAWS)
    return next(tied, None)


def _taken_up(register: Register, mention: Mention) -> Cluster | None:
    """The last instrument of the same noun, for "the law"; a constitution needs none before it."""
    if determiner(register.doc, mention.first_token, 0) == "a":
        return None
    head = register.doc[mention.head].lower_
    alike = _LAWS if head in _LAWS else frozenset({head})
    for other in register.before(mention.first_token, "LegalInstrument"):
        if _heads(register, register.of_mention[other]) & alike:
            return register.of_mention[other]
    return register.new("LegalInstrument") if head in load_words("instruments", "always") else None
