"""A city's name: the place, or the government that sits there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def names_place(doc: Doc, first: int, end: int) -> bool:
    """Whether the capital named by the tokens `[first, end)` is meant as a place, by the words around it."""
    return _site(doc, end) or _apposed(doc, first, end) or _located(doc, first) or _visited(doc[first:end].root)


def _site(doc: Doc, end: int) -> bool:
    """As in "the Oslo summit", "Riga airport"."""
    return end < len(doc) and doc[end].lower_ in load_words("places", "sites")


def _apposed(doc: Doc, first: int, end: int) -> bool:
    """As in "the Latvian capital, Riga", "the city of Riga", "Riga, the capital", "Riga, where ..."."""
    nouns = load_words("places", "apposed")
    if first >= 2 and doc[first - 1].lower_ in {",", "of", ":"} and doc[first - 2].lower_ in nouns:
        return True
    if any(token.lower_ in load_words("places", "parts") for token in doc[max(first - 3, 0) : first]):
        return doc[first - 1].lower_ in {"of", "the"}
    if first >= 1 and doc[first - 1].lower_ in nouns and doc[first - 1].lower_ != "capital":
        return True
    if end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].lower_ == "where":
        return True
    return end < len(doc) and doc[end].text == "," and any(t.lower_ in nouns for t in doc[end + 1 : end + 4])


def _located(doc: Doc, first: int) -> bool:
    """As in "in Riga", "at Riga", "flew to Riga"; not "the parliament in Riga"."""
    at = first - 1
    while at > 0 and doc[at].lower_ in {"the", "downtown", "central", "nearby", "both"}:
        at -= 1
    if at < 0:
        return False
    before = doc[at]
    if before.lower_ in load_words("places", "locative"):
        return not _governed(doc, at)
    return before.lower_ in load_words("places", "motion_prepositions") and _motion(before)


def _governed(doc: Doc, preposition: int) -> bool:
    """Whether what stands before the preposition is a body or office of the capital, or what its government feels or thinks."""
    if preposition > 0 and doc[preposition - 1].lower_ in load_words("places", "governed"):
        return True
    return doc[preposition].lower_ == "in" and doc[preposition].head.lemma_.lower() in load_words("places", "felt")


def _motion(preposition: Token) -> bool:
    governors = [preposition.head]
    if preposition.head.dep_ not in ("ROOT", "nsubj"):  # "Peru's appeal to Moscow went unheard"
        governors.append(preposition.head.head)
    return any(token.lemma_.lower() in load_words("places", "motion") for token in governors)


def _visited(root: Token) -> bool:
    return root.dep_ == "dobj" and root.head.lemma_.lower() in load_words("places", "visits")
