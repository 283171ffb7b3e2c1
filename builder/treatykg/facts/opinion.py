"""Praise and blame in the words of somebody: closed lists, negation turned round. Data: `lexicon/opinion.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.model import ClaimType

if TYPE_CHECKING:
    from spacy.tokens import Token

_FARTHEST = 4  # steps from a judging word up to the verb whose negation turns it round


def words(*names: str) -> frozenset[str]:
    """Return the words of lists of `lexicon/opinion.toml` by "table.key"."""
    return load_words("opinion", *names)


def judge(tokens: Iterable[Token]) -> ClaimType | None:
    """Return what the words amount to: Support, Opposition or Concern; None when they neither praise nor blame.

    The first word that tells decides, since English names the verdict before its reasons; but what "but" introduces comes before it.
    """
    said = list(tokens)
    turn = next((n for n, t in enumerate(said) if t.lower_ == "but" and n), None)
    parts = [said[turn + 1 :], said[:turn]] if turn is not None else [said]
    return next((kind for part in parts if (kind := _first_verdict(part))), None)


def _first_verdict(tokens: Sequence[Token]) -> ClaimType | None:
    for token in tokens:
        kind = _verdict_of(token)
        if kind is not None:
            kind = _with_head(token, kind)
            return _turned(kind) if is_turned(token) else kind
    return None


def _with_head(modifier: Token, kind: ClaimType) -> ClaimType:
    """Return what a modifier and its noun say together: blame outweighs praise ("historic mistake", "dangerous step")."""
    if modifier.dep_ not in ("amod", "compound", "advmod", "nmod"):
        return kind
    kinds = {kind, _verdict_of(modifier.head), *(_verdict_of(c) for c in modifier.head.children if c.dep_ == "amod")}
    return "Opposition" if "Opposition" in kinds else kind


def _verdict_of(token: Token) -> ClaimType | None:
    if _is_excess(token):
        return "Opposition"
    forms = {token.lemma_.lower(), token.lower_, _hyphenated(token)}
    if token.lower_ in _opening() and token.i + 1 < len(token.doc):
        forms.add(f"{token.lower_} {token.nbor(1).lower_}")
    if forms & (words("verdict.concern", "feeling.concern")):
        return "Concern"
    if forms & (words("verdict.negative", "feeling.negative")):
        return "Opposition"
    return "Support" if forms & (words("verdict.positive", "feeling.positive")) else None


def _is_excess(token: Token) -> bool:
    """Whether it tells a fault: "*too* weak", "goes *too* far"; not "too early to say", nor "Chile, too"."""
    head = token.head
    measured = token.lower_ == "too" and token.dep_ == "advmod" and head.i > token.i and head.pos_ in ("ADJ", "ADV")
    return measured and head.lower_ not in words("verdict.of_time")


@cache
def _opening() -> frozenset[str]:
    """Return the first words of verdicts of two words: "a *dead* letter", "a *step* backwards"."""
    return frozenset(w.split()[0] for w in words("verdict.positive") | words("verdict.negative") if " " in w)


def _hyphenated(token: Token) -> str:
    """Return the word with the one before its hyphen, which the tokenizer parts: "sell-out"."""
    if token.i < 2 or token.nbor(-1).text != "-":
        return ""
    return f"{token.nbor(-2).lower_}-{token.lower_}"


def _turned(kind: ClaimType) -> ClaimType:
    return "Opposition" if kind == "Support" else "Support"


def is_turned(token: Token) -> bool:
    """Whether a negation turns the word round: its own, or that of the verb it completes ("is no solution")."""
    at = token
    for _ in range(_FARTHEST):
        if any(c.lower_ in words("verdict.negations") and c.i < token.i for c in at.children):
            return True
        if at.pos_ in ("VERB", "AUX") or at.dep_ in ("conj", "pobj", "relcl", "acl", "advcl") or at.head.i == at.i:
            return False
        at = at.head
    return False


def feel(token: Token) -> ClaimType | None:
    """Return what a feeling amounts to ("deeply disappointed": Opposition; "not satisfied" too)."""
    word = token.lower_
    if word in words("feeling.concern"):
        return "Concern"
    negative, positive = word in words("feeling.negative"), word in words("feeling.positive")
    if not negative and not positive:
        return None
    return "Opposition" if negative != is_turned(token) else "Support"
