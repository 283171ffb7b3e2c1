"""The other names of an agreement that is described: its words without the clause behind them, or a bare noun with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_RULES = frozenset({"treaty:description", "treaty:definite", "treaty:short-name"})
_BARE = frozenset({"treaty:description", "treaty:anaphor"})
_CLAUSES = frozenset({"that", "which", "under", "by", "through", "whereby", "to"})
_LONGEST = 12  # tokens behind the noun


def described_bounds(doc: Doc, mention: Mention) -> Iterator[tuple[int, int]]:
    """Yield the tokens of other names: of "tax pact that ends a dispute" also "tax pact", of "pact" also "pact signed in Oslo"."""
    behind = mention.head + 1
    if mention.first_token < mention.head and behind < mention.end_token and mention.rule in _RULES:
        if doc[behind].lower_ in _CLAUSES or doc[behind].tag_ == "VBG":
            yield mention.first_token, behind
    elif (
        mention.rule in _BARE and mention.end_token == behind < len(doc) and (end := _told_end(doc, doc[mention.head]))
    ):
        yield mention.first_token, end


def _told_end(doc: Doc, head: Token) -> int:
    """Where the words end by which an agreement is told that has no other name: "the accord *signed in Dakar*"; 0 without such."""
    made = load_words("treaty_nouns", "phrases.concluding")
    clause = next((c for c in head.rights if c.dep_ in {"acl", "relcl"} and c.lemma_ in made), None)
    opener = doc[head.i + 1]
    if clause is None or not (opener.tag_ == "VBN" or opener.lower_ in {"that", "which"}):
        return 0
    end = clause.i + 1
    for token in doc[clause.i + 1 : min(clause.right_edge.i + 1, head.i + _LONGEST)]:
        if token.is_punct and token.text not in {"-", "'"}:
            break
        end = token.i + 1
    return end if end > clause.i + 1 else 0
