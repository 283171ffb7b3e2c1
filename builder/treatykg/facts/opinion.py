"""Praise and blame, promise and demand in the words of somebody: small closed lists, negation turned round. Data: `opinion.toml`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from treatykg.lexicon import load_lexicon
from treatykg.model import ClaimType

if TYPE_CHECKING:
    from spacy.tokens import Token


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of `lexicon/opinion.toml`."""
    return frozenset(load_lexicon("opinion")[name])


def judge(tokens: Iterable[Token]) -> ClaimType | None:
    """Return what the words amount to: Support, Opposition or Concern; None when they neither praise nor blame.

    The first word that tells decides, since English names the verdict before its reasons.
    """
    negated = False
    for token in tokens:
        lemma = token.lemma_.lower()
        if lemma in words("negations"):
            negated = True
        elif lemma in words("concern"):
            return "Support" if negated else "Concern"
        elif lemma in words("negative") or token.lower_ in words("negative"):
            return "Support" if negated else "Opposition"
        elif lemma in words("positive") or token.lower_ in words("positive"):
            return "Opposition" if negated else "Support"
    return None


def feel(token: Token) -> ClaimType | None:
    """Return what a feeling amounts to ("deeply disappointed": Opposition)."""
    word = token.lower_
    if word in words("feeling_concern"):
        return "Concern"
    negative, positive = word in words("feeling_negative"), word in words("feeling_positive")
    return "Opposition" if negative else "Support" if positive else None
