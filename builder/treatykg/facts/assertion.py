"""Whether somebody really says it: "refused to condemn" and "accused of supporting" are no claims of the subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.opinion import words
from treatykg.lexicon import load_words
from treatykg.predicates.conditions import in_condition
from treatykg.predicates.negation import is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPEN = frozenset(("must", "shall", "should", "may", "might", "can", "could", "ought", "need", "ca"))
_UNABLE = frozenset(("could", "can", "ca"))
_AVERTING = frozenset(("without", "against", "from", "instead", "than", "despite", "for"))


def is_asserted(verb: Token, *, negated: bool = False) -> bool:
    """Whether the clause says that its subject did, does or will do what the verb names; `negated`: that it does not."""
    if is_negated(verb) != negated or (in_condition(verb) and not _as_said(verb)):
        return False
    auxiliaries = [c for c in verb.children if c.dep_ == "aux" and c.i < verb.i]
    if any(a.lower_ in _OPEN for a in auxiliaries):
        return negated and any(a.lower_ in _UNABLE for a in auxiliaries)  # "could not say when"
    if any(a.tag_ == "TO" for a in auxiliaries):
        return _governed(verb)
    if verb.dep_ == "conj" and verb.tag_ in ("VB", "VBG") and not auxiliaries and verb.head.pos_ in ("VERB", "AUX"):
        return is_asserted(verb.head)
    if verb.dep_ == "pcomp":
        return _after_preposition(verb)
    if verb.i < verb.head.i:
        return True  # a clause beside another, which the parser hangs from the later verb
    lemma = verb.head.lemma_.lower()
    if verb.dep_ == "ccomp" and lemma in words("meaning.demanding"):
        return False
    return not (verb.dep_ in ("xcomp", "ccomp") and lemma in load_words("factuality", "denied")) and not (
        verb.dep_ == "xcomp" and lemma in load_words("factuality", "negated")
    )


def _as_said(verb: Token) -> bool:
    """Whether the clause only tells who says it: "as the minister has stressed"."""
    return any(c.lower_ == "as" for c in verb.children if c.dep_ in ("mark", "advmod"))


def _governed(infinitive: Token) -> bool:
    """Of "to condemn": whether its governor asserts it ("was quick to"), or it is the purpose of what was done ("flew there to")."""
    head = infinitive.head
    if infinitive.dep_ == "conj":
        return _governed(head) if any(c.tag_ == "TO" for c in head.children) else False
    if infinitive.dep_ == "advcl":
        return head.pos_ in ("VERB", "AUX") and is_asserted(head)
    if infinitive.dep_ not in ("xcomp", "acl", "relcl"):
        return False
    return {head.lemma_.lower(), head.lower_} & words("voice.asserting") != set() and not is_negated(head)


def _after_preposition(gerund: Token) -> bool:
    preposition, governor = gerund.head, gerund.head.head
    charged = load_words("factuality", "alleged", "denied")
    return preposition.lower_ not in _AVERTING and governor.lemma_.lower() not in charged
