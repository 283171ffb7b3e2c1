"""When an agreement is of: the year behind its name, and words that set an old one against a new one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.phrases import year

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 8  # tokens


def read_age(tokens: Iterable[Token]) -> str:
    """Return "old" or "new" as the words say, "standing" for what is in force or was before it was changed; else an empty string."""
    words = {token.lower_ for token in tokens}
    for age in ("new", "old", "standing"):
        if words & load_words("treaty_nouns", f"ages.{age}"):
            return age
    return ""


def concluded_in(head: Token) -> int | None:
    """The year told behind the noun: "the treaty *signed in 1972*", "the pact, which *dates from 1951*", "that *of 1998*"."""
    for clause in head.rights:
        if clause.dep_ in {"acl", "relcl"} and clause.lemma_ in load_words("treaty_nouns", "phrases.concluding"):
            return _year_below(clause)
        if clause.dep_ == "appos" and clause.lower_ in {"that", "one"}:
            return _year_below(clause)
    return _year_beside(head)


def _year_beside(head: Token) -> int | None:
    """The year in "*treaty* signed in Oslo in 1972", "*treaty*, signed in 1972", whatever the parser ties the participle to."""
    after = head.doc[head.i + 1 : head.i + 2 + _NEAR]
    after = after[1:] if len(after) and after[0].text == "," else after
    if (
        not len(after)
        or after[0].tag_ != "VBN"
        or after[0].lemma_ not in load_words("treaty_nouns", "phrases.concluding")
    ):
        return None
    for token in after[1:]:
        if year(token):
            return int(token.text)
        if token.is_punct or token.pos_ in {"VERB", "AUX", "SCONJ"}:
            break
    return None


def _year_below(clause: Token) -> int | None:
    """The year in a clause that tells no other agreement's: the first in a phrase of its verb."""
    for preposition in clause.rights:
        if preposition.dep_ == "prep" and preposition.lower_ in {"in", "on", "from", "of", "back"}:
            found = [token for token in preposition.subtree if year(token)]
            return int(found[0].text) if found else None
    return None
