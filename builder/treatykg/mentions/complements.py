"""What follows the noun of an agreement and tells what it is on, between whom, or what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.phrases import date_end, year
from treatykg.mentions.reading import Reading, capitalised
from treatykg.mentions.treaty_nouns import noun_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_GROUNDS = frozenset(("under", "by", "through"))  # "an accord by which they share the water"
_LONGEST_COMPLEMENT = 14  # tokens
_LONGEST_DESCRIPTION = 6  # tokens
_ARTICLES = frozenset({"a", "an", "the", "another", "one"})
_BEHIND_DATE = frozenset({"between", "with", "on", "concerning", "regarding"})  # "the accord of 1970 between ..."


def complement_end(reading: Reading, head: Token) -> int:
    """Where the words end that say what the agreement is on, of, with, between whom, or what it does."""
    doc, at = reading.doc, date_end(reading.doc, head.i + 1)
    if at == head.i + 1 and doc[at : at + 2].text.lower() == "in principle":
        at += 2
    stop = min(reading.sentence_end(head.i), at + _LONGEST_COMPLEMENT)
    if at >= stop or (at > head.i + 1 and doc[at].lower_ not in _BEHIND_DATE):
        return at
    opener = doc[at]
    if _clause_of_content(opener, head) or (opener.tag_ == "VBG" and (opener.dep_ == "acl" or head.head.i == opener.i)):
        return _cut(doc, at, stop)
    if _signed_with(opener, head):
        return _cut(doc, at + 1, stop)
    attached = (
        opener.head.i == head.i or at > head.i + 1 or opener.lower_ in {"between", "of", "with"} or _topic(opener, head)
    )
    complement = opener.lower_ in load_words("treaty_nouns", "phrases.complements") and opener.tag_ in {"IN", "TO"}
    return _cut(doc, at, stop) if complement and attached else at


def _signed_with(opener: Token, head: Token) -> bool:
    """Whether a participle leads to the parties: "a tax agreement *signed* with Peru"."""
    if opener.head.i != head.i or opener.dep_ != "acl" or opener.i + 1 >= len(opener.doc):
        return False
    signing = load_words("treaty_nouns", "phrases.signing")
    return opener.nbor().lower_ in {"with", "between"} and opener.lemma_ in signing


def _topic(opener: Token, head: Token) -> bool:
    """Whether "on" right behind a noun tells what the agreement is on, whatever the parser ties it to."""
    following = opener.nbor() if opener.i + 1 < len(opener.doc) else opener
    timed = following.ent_type_ in {"DATE", "TIME"} or following.like_num
    plain = following.lower_ in load_words("treaty_nouns", "phrases.no_topics") or following.nbor(
        min(1, len(opener.doc) - following.i - 1)
    ).lower_ in load_words("treaty_nouns", "phrases.no_topics")
    firm = noun_of(head) not in load_words("treaty_nouns", "shadows", "anaphors")
    return opener.lower_ == "on" and firm and not timed and not plain


def _clause_of_content(opener: Token, head: Token) -> bool:
    """As in "that ended the war", "under which they share the water", "to build a dam": what the agreement does."""
    if opener.lower_ in {"that", "which"}:
        return _present_clause(opener)
    if opener.tag_ == "TO":
        return opener.head.dep_ in {"acl", "relcl"} and opener.head.head.i == head.i
    following = opener.nbor() if opener.i + 1 < len(opener.doc) else opener
    return opener.lower_ == "whereby" or (opener.lower_ in _GROUNDS and following.lower_ == "which")


def _present_clause(relative: Token) -> bool:
    """Whether a relative clause says what the agreement does or did, not what was done to it."""
    verb = relative.head
    if verb.dep_ != "relcl" or relative.dep_ != "nsubj":
        return False
    past = verb.tag_ == "VBD" and verb.lemma_ not in load_words("treaty_nouns", "phrases.life")
    return past or verb.tag_ in {"VBZ", "VBP"}


def _cut(doc: Doc, start: int, stop: int) -> int:
    """The end of a complement: before punctuation, a finite verb, a further relative clause or a date phrase."""
    end, verbs = start, int(doc[start].tag_[0] == "W" or doc[start : start + 2][-1].tag_[0] == "W")
    for token in doc[start:stop]:
        if token.text in {".", ";", ":", "(", ")", "-", "–", "—", '"', "“", "”"} and not (
            token.text == "-" and not token.whitespace_
        ):
            break
        if token.tag_ in {"VBD", "MD", "VBZ", "VBP"} and (verbs := verbs - 1) < 0:
            break
        further = token.tag_ in {"WDT", "WP", "TO"} or (token.lower_ == "that" and token.dep_ != "det")
        if (token.text == "," and not _list_goes_on(doc, token.i)) or (
            further and token.i > start + (doc[start].lower_ in _GROUNDS)
        ):
            break
        if _begins_anew(doc, token):
            break
        if token.i > start and (
            (token.ent_type_ in {"DATE", "TIME"} and not year(token)) or _leaves(doc, token, start)
        ):
            break
        end = token.i + 1
    while end > start and doc[end - 1].tag_ in {"IN", "DT", "CC", ",", "RB", "PRP$", "CD"} and not year(doc[end - 1]):
        end -= 1
    return end


def _begins_anew(doc: Doc, token: Token) -> bool:
    """Whether a further agreement, or a verb taken for a noun follows: "the treaty of friendship | *obliges* Italy".

    A person is no party, but signs with somebody ("signed a memorandum | *with* Ann Hill").
    """
    if token.lower_ == "with":
        return any(c.dep_ == "pobj" and c.ent_type_ == "PERSON" for c in token.children)
    if token.tag_ == "CC":
        return _another_follows(doc, token.i + 1)
    return token.tag_ in {"NNS", "NNPS"} and token.lower_ in load_words("treaty_nouns", "phrases.obliging")


def _another_follows(doc: Doc, at: int) -> bool:
    """Whether a further agreement follows: "a treaty of commerce and *a consular convention*", "... and *one with Chile*"."""
    if at >= len(doc) or doc[at].lower_ not in _ARTICLES:
        return False
    if doc[at].lower_ == "one":
        return True
    for token in doc[at + 1 : at + 2 + _LONGEST_DESCRIPTION]:
        if noun_of(token) in load_words("treaty_nouns", "heads"):
            return True
        if token.tag_ in {"IN", "CC", "DT", "TO"} or (token.is_punct and token.text != "-"):
            return False
    return False


def _leaves(doc: Doc, token: Token, start: int) -> bool:
    """Whether a preposition of place, time or manner ends the complement of an agreement ("on fish | in Oslo").

    So does one of the verb before ("submit the pact with Chad | to parliament").
    """
    if is_sent_to(token):
        return True
    return doc[start].tag_ == "IN" and token.lower_ in {
        "in",
        "at",
        "by",
        "after",
        "before",
        "during",
        "under",
        "until",
        "unless",
        "because",
        "while",
        "since",
        "from",
    }


def is_sent_to(token: Token) -> bool:
    """Whether "to" tells to whom an agreement is sent: "submit the pact with Chad *to* parliament"."""
    verb = token.head
    return token.lower_ == "to" and verb.i < token.i and verb.lemma_ in load_words("treaty_nouns", "phrases.sending")


def _list_goes_on(doc: Doc, comma: int) -> bool:
    """Whether a list of names continues after the comma: "between Latvia, Estonia and Finland"."""
    after = doc[comma + 1 : comma + 7]
    after = after[1:] if len(after) and after[0].lower_ == "the" else after
    return (
        bool(len(after))
        and capitalised(after[0])
        and any(token.lower_ in {"and", ","} for token in after[1:])
        and doc[comma - 1].tag_ == "NNP" == after[0].tag_
    )
