"""What a word stands in: the verb or noun of which its clause or phrase is a part, when that may decide how certain it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.predicates.happening import governing
from treatykg.predicates.hosts import is_verbal
from treatykg.predicates.tense import is_infinitive

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_governor(token: Token) -> Token | None:
    """Return the word whose clause or phrase the token stands in, when that word may decide its certainty."""
    if token.dep_ == "conj":
        if token.tag_ == "VBD" and is_infinitive(token.head):
            return None  # "refused to pay and *denounced* the pact": the parser joins it to the wrong verb
        own_subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
        return find_governor(token.head) if not own_subject else None
    return _governor_of_verb(token) if is_verbal(token) else _governor_of_noun(token)


def _governor_of_verb(verb: Token) -> Token | None:
    if verb.dep_ in ("xcomp", "ccomp", "csubj"):
        return verb.head
    if verb.dep_ == "acl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.children):
        return verb.head
    if _is_brought_about(verb):
        return verb.head.head
    if verb.dep_ in ("acl", "advcl", "relcl"):
        return verb.head if is_infinitive(verb) or _follows_particle(verb) else governing(verb)
    if verb.dep_ == "pcomp" and _opens(verb.head):
        return None  # "*on joining* the pact Chad pledged to open its archives"
    return _above_preposition(verb.head) if verb.dep_ == "pcomp" else governing(verb)


def _follows_particle(gerund: Token) -> bool:
    """Whether it is what a phrasal verb is about, which the parser takes for an adverbial: "ruled out *sending* troops"."""
    before = gerund.doc[gerund.i - 1] if gerund.i and gerund.tag_ == "VBG" else None
    return before is not None and before.dep_ == "prt" and before.head.i == gerund.head.i


def _is_brought_about(verb: Token) -> bool:
    """Whether somebody brings about what the participle says: "hopes to *have* the treaty *ratified*"."""
    brought = verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.dep_ == "dobj"
    return brought and verb.head.head.lemma_ in ("have", "get", "see") and is_infinitive(verb.head.head)


def _opens(preposition: Token) -> bool:
    """Whether the phrase stands before the clause of which it tells the time or the means."""
    occasion = preposition.lower_ in load_words("factuality", "occasions")
    governor = preposition.head
    return (
        occasion
        and is_verbal(governor)
        and any(preposition.i < c.i < governor.i for c in governor.children if c.dep_ in ("nsubj", "nsubjpass"))
    )


def _above_preposition(preposition: Token) -> Token | None:
    """Return what governs the phrase: of "look forward to signing" and "accused Norway of signing" the verb."""
    governor = preposition.head
    accused = governor.dep_ == "dobj" and accuses(
        governor.head
    )  # where the parser hangs the charge from who is charged
    adverb = governor.pos_ == "ADV" or governor.dep_ == "advmod"  # "got *round* to signing"
    return governor.head if accused or (adverb and is_verbal(governor.head)) else governor


def _governor_of_noun(noun: Token) -> Token | None:
    if noun.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "appos", "compound"):
        return noun.head
    if noun.dep_ != "pobj":
        return None
    preposition = noun.head
    if preposition.lower_ in load_words("factuality", "deciding_prepositions"):
        return preposition.head
    if preposition.lower_ in load_words("factuality", "awaiting_prepositions"):
        measured = preposition.head.ent_type_ in ("DATE", "TIME") and is_verbal(preposition.head.head)
        return preposition.head.head if measured else preposition.head
    return governing(noun)


def accuses(governor: Token | None) -> bool:
    """Whether all that is said inside is only charged: "accused Norway of planning to leave"."""
    return governor is not None and governor.lemma_.lower() in load_words("factuality", "accusing")
