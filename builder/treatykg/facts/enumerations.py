"""Lists of things that a treaty provides for: split where the things are of different types."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from treatykg.facts.obligations import find_obligation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VERBAL = frozenset(("VERB", "AUX"))
_PARTING = frozenset((";", "•", "·", "▪", "●"))
_NOMINAL = frozenset(("NOUN", "PROPN"))


def split_list(tokens: list[int], head: Token) -> Iterator[tuple[list[int], Token]]:
    """Yield the parts of a clause that lists things of several types, each with its head; else the clause as it is.

    The words before the list stay with its first part.
    """
    items = _items(head, set(tokens))
    typed = [(find_obligation(_text(item, items)), item) for item in items]
    groups = [(kind, [item for _, item in group]) for kind, group in groupby(typed, key=lambda each: each[0])]
    if len(groups) < 2 or any(kind is None for kind, _ in groups):
        yield tokens, head
        return
    begins = [min(tokens), *(group[0].left_edge.i for _, group in groups[1:]), max(tokens) + 1]
    for (_, group), first, end in zip(groups, begins, begins[1:], strict=False):
        part = [t for t in tokens if first <= t < end and not _links(head.doc[t], end)]
        yield part, (head if first == begins[0] else group[0])


def split_sentence(tokens: list[int], head: Token) -> Iterator[tuple[list[int], Token]]:
    """Yield the parts of a clause that semicolons or bullets part, each with the word that heads it."""
    parts: list[list[int]] = [[]]
    for t in tokens:
        if head.doc[t].text in _PARTING:
            parts.append([])
        else:
            parts[-1].append(t)
    for part in (_without_edges(head.doc, each) for each in parts):
        if part:
            inside = set(part)
            yield (
                part,
                (head if head.i in inside else next(head.doc[t] for t in part if head.doc[t].head.i not in inside)),
            )


def _without_edges(doc: Doc, part: list[int]) -> list[int]:
    kept = [i for i, t in enumerate(part) if not (doc[t].is_punct or doc[t].dep_ == "cc" or doc[t].is_space)]
    return part[kept[0] : kept[-1] + 1] if kept else []


def _links(token: Token, end: int) -> bool:
    """Whether the token only links the part to the next one."""
    following = token.doc[token.i + 1 : end]
    return (token.dep_ == "cc" or token.is_punct) and all(t.dep_ == "cc" or t.is_punct for t in following)


def _items(head: Token, inside: set[int]) -> list[Token]:
    """Return the things of the longest list in the clause: nouns or gerunds joined by "and", or by commas as appositions."""
    lists = [_joined(head.doc[t]) for t in sorted(inside) if _may_begin(head.doc[t])]
    if head.pos_ in _NOMINAL:
        lists.append(_joined(head))
    fitting = [[item for item in each if item.i in inside] for each in lists]
    return max(fitting, key=len, default=[])


def _may_begin(token: Token) -> bool:
    """Whether the token may be the first thing of a list; fields "on" or "in" which parties cooperate are one provision."""
    field = token.dep_ == "pobj" and token.head.lower_ in ("on", "in")
    return token.dep_ in ("dobj", "pobj", "pcomp", "attr") and not field


def _joined(first: Token) -> list[Token]:
    """Return the item with those joined to it; the parser takes some for appositions of it or of the verb."""
    governor = first.head.head if first.dep_ == "pobj" else first.head
    beside = [c for c in governor.children if c.dep_ == "appos" and c.i > first.i and governor.pos_ in _VERBAL]
    found = [first, *beside]
    for item in found:
        found.extend(c for c in item.children if c.dep_ == "conj" or (c.dep_ == "appos" and c.pos_ in _NOMINAL))
    return sorted({t.i: t for t in found}.values(), key=lambda t: t.i)


def _text(item: Token, items: list[Token]) -> str:
    """Return the words of one item without the others."""
    others = {t.i for other in items if other.i != item.i and other.is_ancestor(item) is False for t in other.subtree}
    return " ".join(t.text for t in item.subtree if t.i not in others or t.i == item.i)
