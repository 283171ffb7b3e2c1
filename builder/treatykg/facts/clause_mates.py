"""Who and what stands in the clause of a word that tells of an event, wherever the grammar hangs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.reading import Reading
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

# By these a word hangs from the verb of its clause, over other words.
_HANGING = frozenset(
    ("dobj", "pobj", "prep", "attr", "dative", "oprd", "agent", "nsubj", "nsubjpass", "appos", "conj")
) | {"compound", "nmod", "acl", "xcomp", "pcomp"}
_ACTING = frozenset(("nsubj", "nsubjpass", "poss", "appos"))
_OF_DOERS = frozenset(("by", "from", "for", "between", "of", "among"))
_OUTSIDE = frozenset(("relcl", "ccomp", "advcl", "parataxis", "cc", "punct"))


def find_agents(reading: Reading, predicate: Predicate, types: Sequence[str]) -> tuple[str, ...]:
    """Return who acts in the clause: its subjects and those by whom or whose a thing in it is; not what stands inside names."""
    names = reading.within_names
    tokens = [t.i for t in _clause(predicate.word) if t.i not in names and _may_act(t)]
    return reading.agents(tokens, types)


def find_treaty(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """Return the one treaty that the clause names, else none."""
    found = reading.referents((t.i for t in _clause(predicate.word)), ("Treaty",))
    return found if len(found) == 1 else ()


def _may_act(token: Token) -> bool:
    if token.dep_ == "conj":
        return token.head != token and _may_act(token.head)
    if token.dep_ == "pobj":
        return token.head.lower_ in _OF_DOERS
    return token.dep_ in _ACTING


def _clause(word: Token) -> list[Token]:
    """Return the words below the verb that governs the word, in the order of the text."""
    top = word
    while top.dep_ in _HANGING and top.head.i != top.i:
        top = top.head
    return sorted(_below(top, word), key=lambda t: t.i)


def _below(top: Token, word: Token) -> Iterator[Token]:
    yield top
    for child in top.children:
        if child.dep_ in _OUTSIDE or (
            child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and not child.is_ancestor(word)
        ):
            continue
        yield from _below(child, word)
