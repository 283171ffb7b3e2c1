"""Whether a name is a person's, by the parse: the model's label, a relative clause, the verb it is the subject of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLACES = frozenset({"GPE", "LOC", "FAC"})


def judge_by_parse(root: Token, name: tuple[Token, ...], after: Token | None) -> str | None:
    """Judged by the model's entity label, a relative clause, or the verb the name is the subject of."""
    seen = sum(token.ent_type_ == "PERSON" for token in name) if after is None or not _which(after) else 0
    words = sum(token.is_alpha for token in name)
    human = root.dep_ in {"nsubj", "nsubjpass"} and root.head.lemma_.lower() in load_words("persons", "human")
    if seen * 2 > len(name) and (words > 1 or (root.dep_ in {"nsubj", "poss", "agent"} and human)):
        return "person:model"
    if words < 2 or words > 4 or name[0].ent_type_ == "DATE" or (after is not None and _which(after)):
        return None
    if after is not None and root.ent_type_ not in _PLACES and _who(after):
        return "person:who"
    if after is not None and after.text == "," and _office_follows(after):
        return "person:apposition"
    if root.dep_ == "nsubj" and root.head.lemma_ == "be" and _attribute(root.head):
        return "person:copula"
    if human and root.ent_type_ not in _PLACES and (root.ent_type_ != "ORG" or _gendered(root)):
        return "person:verb"
    return None


def _who(after: Token) -> bool:
    """Whether "who" follows, after a comma or at once."""
    return after.lower_ == "who" or (
        after.text == "," and after.i + 1 < len(after.doc) and after.nbor().lower_ == "who"
    )


def _which(after: Token) -> bool:
    """Whether ", which" follows: no person."""
    return after.text == "," and after.i + 1 < len(after.doc) and after.nbor().lower_ == "which"


def _office_follows(comma: Token) -> bool:
    """As in "Jane Doe, one of its deputies", "Jane Doe, a former judge": an office within the apposition."""
    nouns = load_words("titles", "offices") | load_words("bodies", "legislature.members")
    for token in comma.doc[comma.i + 1 : comma.i + 7]:
        if token.text in {",", "."} or token.tag_ in {"VBD", "VBZ", "VBP", "MD", "NNP"}:
            return False
        if token.lower_ in nouns:
            return True
    return False


def _attribute(verb: Token) -> bool:
    """As in "Jane Doe is the ambassador"."""
    return any(child.dep_ == "attr" and child.lower_ in load_words("titles", "offices") for child in verb.rights)


def _gendered(root: Token) -> bool:
    """Whether "his" or "she" takes up the name later in its sentence, and no other name comes between."""
    for token in root.doc[root.i + 1 : root.sent.end]:
        if token.lower_ in {"his", "he", "her", "she", "himself", "herself"}:
            return True
        if token.ent_type_ == "PERSON":
            return False
    return False
