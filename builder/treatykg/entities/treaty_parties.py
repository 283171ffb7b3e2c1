"""Whose agreement the words mean: the states and organizations within them, those behind them, and those on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.entities.clusters import Cluster, Register
from treatykg.lexicon import load_words
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

PARTIES = frozenset({"State", "InternationalOrganization"})
_FEW = 4  # parties; a treaty of more is not told by them


def read_parties(register: Register, mention: Mention) -> tuple[Cluster, ...]:
    """The parties that the words tell, else those that the gazetteer knows."""
    return _told(register, mention) or _on_record(register, mention)


def _told(register: Register, mention: Mention) -> tuple[Cluster, ...]:
    """The states and organizations within the words, and after "with" the one that acts."""
    inside = [m for m in register.inside(mention.first_token, mention.end_token) if _is_party(register.doc, m, mention)]
    found = list(dict.fromkeys(register.of_mention[m] for m in inside if m in register.of_mention))
    if not found:
        found = _makers(register, mention)
    if len(found) == 1 and any(t.lower_ == "with" for t in register.doc[mention.head : mention.end_token]):
        found.extend(actor for actor in _actor(register, mention) if actor not in found)
    return tuple(found)


def read_signers(register: Register, mention: Mention) -> frozenset[Cluster]:
    """The two states or more that are subject of the verb by which the agreement comes about: "*Fiji and Tonga* signed a pact"."""
    head = register.doc[mention.head]
    verb = head.head
    if head.dep_ != "dobj" or verb.lemma_ not in load_words("treaty_nouns", "phrases.concluding"):
        return frozenset()
    subjects = [t for child in verb.lefts if child.dep_ == "nsubj" for t in (child, *child.conjuncts)]
    found = frozenset(c for t in subjects for c in register.referents.get(t.i, ()) if c.type in PARTIES)
    return found if len(found) > 1 else frozenset()


def _makers(register: Register, mention: Mention) -> list[Cluster]:
    """The parties that a clause behind the noun tells: "the pact that *Serbia* made with *Ghana*"."""
    for clause in register.doc[mention.head].rights:
        if clause.dep_ == "relcl" and clause.lemma_ in load_words("treaty_nouns", "phrases.concluding"):
            withs = (child for child in clause.rights if child.dep_ == "prep" and child.lower_ == "with")
            heads = [t for t in clause.lefts if t.dep_ == "nsubj"] + [t for w in withs for t in w.rights]
            told = (c for t in heads for c in register.referents.get(t.i, ()) if c.type in PARTIES)
            return list(dict.fromkeys(told))
    return []


def _is_party(doc: Doc, inner: Mention, mention: Mention) -> bool:
    """Whether a name within that of an agreement is a party: any state, an organization only behind the noun or a hyphen."""
    if inner.type != "InternationalOrganization":
        return inner.type == "State"
    hyphen = {doc[max(inner.first_token - 1, 0)].text, doc[inner.end_token].text if inner.end_token < len(doc) else ""}
    return inner.head > mention.head or "-" in hyphen


def _on_record(register: Register, mention: Mention) -> tuple[Cluster, ...]:
    """The parties that the gazetteer knows of a treaty of few, as far as the text names them."""
    keys = register.reading.gazetteer.record(mention.key).parties if mention.key else ()
    found = (register.known(key) for key in keys) if len(keys) <= _FEW else ()
    return tuple(cluster for cluster in found if cluster is not None)


def _actor(register: Register, mention: Mention) -> Iterable[Cluster]:
    """The state that is subject of the clause in which the agreement is named."""
    token = register.doc[mention.head]
    for governor in (token, *token.ancestors):
        for child in governor.lefts:
            if child.dep_ == "nsubj" and not (child == token or child.is_ancestor(token)):
                inside = (register.referents.get(token.i, ()) for token in child.subtree)
                return [each for found in inside for each in found if each.type in PARTIES][:1]
    return ()
