"""Which state a phrase without a name belongs to: "its cabinet", "the minister", "parliament"."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from treatykg.entities.clusters import Cluster, Register
from treatykg.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent", "poss"})
_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_FIRST_PERSON = frozenset({"our", "my"})

# How strongly a mention of a state claims an office or body nearby; set by what the development articles bear out.
_SAME_SENTENCE = 4.0
_EACH_SENTENCE_BEFORE = 1.0
_SUBJECT = 1.0
_TITLE = 1.5
_DATELINE = 2.6
_EACH_MENTION = 0.15


def nearest_state(register: Register, token: int, fits: Callable[[Cluster], bool]) -> Cluster | None:
    """The state that a body, office or chamber mentioned at `token` belongs to, as far as the text tells; the best that `fits`.

    Nearness counts, and being the subject; the state of the dateline and those of the title are what the text is about.
    """
    scores: dict[Cluster, float] = {}
    here = register.sentence(token)
    for mention in register.state_mentions:
        cluster = register.of_mention.get(mention)
        if cluster is not None and fits(cluster):
            scores[cluster] = max(scores.get(cluster, 0.0), _score(register, mention, token, here))
    dateline = dateline_state(register)
    if dateline is not None and fits(dateline):
        scores[dateline] = max(scores.get(dateline, 0.0), _DATELINE)
    return max(
        scores,
        key=lambda state: (scores[state] + _EACH_MENTION * min(len(state.mentions), 8), -_first(state)),
        default=None,
    )


def _first(state: Cluster) -> int:
    return state.first if state.mentions else 0


def _score(register: Register, mention: Mention, token: int, here: int) -> float:
    """How strongly a mention of a state claims what stands at `token`."""
    distance = here - register.sentence(mention.head)
    if distance < 0 or mention.first_token > token:
        return 0.5 - abs(distance)
    subject = _SUBJECT if _leads(register.doc[mention.head]) else 0.0
    if register.reading.in_title(mention.head):
        return _TITLE + subject
    return _SAME_SENTENCE - _EACH_SENTENCE_BEFORE * distance + subject


def _leads(head: Token) -> bool:
    return head.dep_ in _SUBJECTS or (head.dep_ == "pobj" and head.head.dep_ == "agent")


def dateline_state(register: Register) -> Cluster | None:
    """The state whose capital, or itself, the dateline names, if the text names that state, too."""
    known = (register.known(key) for key in register.reading.dateline_states)
    return next((state for state in known if state is not None), None)


def seated(register: Register, end: int) -> Cluster | None:
    """The state of the city where a body sits, when "in" and the city stand at `end`: "the court *in Lima*".

    The text need not name the state: it still is that of no other state.
    """
    doc, reading = register.doc, register.reading
    if end + 1 >= len(doc) or doc[end].lower_ != "in" or not doc[end + 1].is_title:
        return None
    hits = (hit for hit, first, _ in reading.hits if first == end + 1)
    keys = [naming.key for hit in hits for naming in hit.namings]
    states = [s for key in keys for s in (key, *reading.gazetteer.record(key).within) if s.startswith("state/")]
    named = (state for state in states if register.known(state) is not None)
    found = next(named, states[0] if states else None)
    return register.keyed(found) if found is not None else None


def nearest_body(
    register: Register, token: int, types: Collection[EntityType], words: Collection[str] = ()
) -> Cluster | None:
    """The body of these types mentioned last before the token; with `words`, one that has such a word in its name."""
    for mention in register.before(token, *types):
        cluster = register.of_mention[mention]
        if not words or any(word in name.lower().split() for name in cluster.names for word in words):
            return cluster
    return None


def possessed_by(register: Register, mention: Mention) -> Cluster | None:
    """Whose body "its cabinet", "our Embassy" is."""
    return possessed_token(register, mention.first_token - 1) if mention.first_token else None


def possessed_token(register: Register, token: int) -> Cluster | None:
    """The state that a possessive at `token` stands for; None when there is no possessive."""
    word = register.doc[token].lower_
    if word in _FIRST_PERSON:
        found = register.referents.get(token, ())
        return found[0] if found else None
    if word in _POSSESSIVES:
        return nearest_state(register, token, lambda state: True)
    return None
