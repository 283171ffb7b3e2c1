"""Words that stand for one of several agreements: "the former", "the latter", "the new one", "the Danish one"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.entities.ages import read_age
from treatykg.entities.clusters import Cluster, Register

if TYPE_CHECKING:
    from spacy.tokens import Token

ORDERED = frozenset({"former", "latter"})
_REACH = 2  # sentences back
_PARTIES = frozenset({"State", "InternationalOrganization"})


def find_agreement(register: Register, token: Token) -> tuple[Cluster, ...]:
    """The agreement that the word means, of those named in this sentence and the last ones; nothing when that is open."""
    if token.dep_ in {"amod", "compound", "nummod", "det"} or not any(c.lower_ == "the" for c in token.lefts):
        return ()
    near = _named_before(register, token)
    if token.lower_ in ORDERED:
        pair = near[:2]
        return (pair[token.lower_ == "former"],) if len(pair) == 2 and _nothing_nearer(register, token) else ()
    fitting = [cluster for cluster in near if _fits(register, token, cluster)]
    return tuple(fitting) if len(fitting) == 1 else ()


def _named_before(register: Register, token: Token) -> list[Cluster]:
    """The agreements named before the word and near it, the last first."""
    here = register.sentence(token.i)
    found: dict[Cluster, None] = {}
    for mention in register.before(token.i, "Treaty"):
        if here - register.sentence(mention.head) > _REACH:
            break
        found.setdefault(register.of_mention[mention])
    return [*found]


def _nothing_nearer(register: Register, token: Token) -> bool:
    """Whether the sentence that names the agreements is the last that names two things of any one kind."""
    here = register.sentence(token.i)
    for sentence in range(here, here - _REACH - 1, -1):
        named = [
            m for m in register.before(token.i, "Treaty", "State", "Person") if register.sentence(m.head) == sentence
        ]
        kinds = [
            {register.of_mention[m] for m in named if m.type == kind and m.form != "demonym"}
            for kind in ("Treaty", "Person")
        ]
        if len(kinds[0]) > 1 or len(kinds[1]) > 1:
            return len(kinds[0]) > 1
    return True


def _fits(register: Register, token: Token, cluster: Cluster) -> bool:
    """Whether the words beside it are those of the agreement: a party, or old and new."""
    beside = [t for t in token.subtree if t.i != token.i]
    parties = {c for t in beside for c in register.referents.get(t.i, ()) if c.type in _PARTIES}
    if parties:
        return parties <= {*cluster.parties}
    age = read_age(beside)
    told = {a for m in cluster.mentions if (a := read_age(register.doc[m.first_token : m.end_token]))}
    return bool(age) and age in told
