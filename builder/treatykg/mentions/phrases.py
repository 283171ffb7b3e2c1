"""Noun phrases by tokens: what stands before a noun and belongs to it, and who owns it.

The small model's parse errs on long names, so phrases are grown from tags, word by word.
"""

from __future__ import annotations

from calendar import month_abbr, month_name
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.mentions.reading import capitalised

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIER_TAGS = frozenset({"JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "CD", "HYPH", "AFX"})
_HYPHENS = frozenset({"-", "–", "‑"})
MONTHS = frozenset(name.lower() for name in (*month_name, *month_abbr) if name)
_LONGEST_DATE = 3  # tokens before the year: "May 7 ,"


def year(token: Token) -> bool:
    """Whether the token is a year of our time or the recent centuries."""
    return len(token.text) == 4 and token.text.isdigit() and "1600" <= token.text < "2100"


def date_end(doc: Doc, at: int) -> int:
    """Where "of 7 December 1970", "of May 7, 1955" ends behind a noun; `at` itself when there is no such date of a year."""
    if at + 1 >= len(doc) or doc[at].lower_ not in {"of", "dated"}:
        return at
    for last in range(at + 1, min(at + 2 + _LONGEST_DATE, len(doc))):
        if year(doc[last]):
            return last + 1
        if not (doc[last].is_digit or doc[last].text == "," or doc[last].lower_ in MONTHS):
            break
    return at


def grow_left(doc: Doc, head: int, stop: int, *, links: frozenset[str] = frozenset()) -> int:
    """The first token of the modifiers that end at `head`; never before `stop`. Names may hold `links`, such as "of the"."""
    first = head
    while first > stop:
        step = _step(doc, first, stop, links)
        if not step:
            break
        first -= step
    while first < head and (doc[first].text in _HYPHENS or doc[first].is_punct):
        first += 1
    return first


def _step(doc: Doc, first: int, stop: int, links: frozenset[str]) -> int:
    """How many tokens before `first` belong to the phrase."""
    before = doc[first - 1]
    if before.text in _HYPHENS:
        return 2 if first - 2 >= stop and not doc[first - 2].whitespace_ and not before.whitespace_ else 0
    if _modifies(before):
        return 1
    if before.text == "," and _joins_adjectives(doc, first, stop):
        return 2
    if before.lower_ in links and capitalised(doc[first]):
        return _name_step(doc, first, stop, links)
    return 0


def _joins_adjectives(doc: Doc, first: int, stop: int) -> bool:
    """Whether the comma before `first` stands between two adjectives of one noun: "a *short, technical* accord"."""
    if first - 2 < stop:
        return False
    earlier, later = doc[first - 2], doc[first]
    return earlier.dep_ == later.dep_ == "amod" and earlier.head == later.head and earlier.tag_[:2] == "JJ"


def _name_step(doc: Doc, first: int, stop: int, links: frozenset[str]) -> int:
    """How many connectors before `first` lead to a further capitalised word: "Law of the Sea Convention"."""
    for width in (1, 2):
        at = first - width - 1
        if at < stop:
            return 0
        if capitalised(doc[at]) and _modifies(doc[at]):
            return (
                0 if at > 0 and doc[at - 1].lower_ == "by" else width + 1
            )  # "ratification by Fiji of the Kigali Amendment"
        if doc[at].lower_ not in links:
            return 0
    return 0


def _modifies(token: Token) -> bool:
    if token.ent_type_ in {"DATE", "TIME"} and not year(token):
        return False
    if token.tag_ in _MODIFIER_TAGS and token.is_alpha | token.like_num | ("." in token.text) | ("-" in token.text):
        return True
    return token.dep_ == "amod" or (token.tag_ in {"VBG", "VBN"} and token.dep_ == "compound")


def possessor(doc: Doc, first: int, stop: int) -> tuple[int, int] | None:
    """The tokens that own the phrase beginning at `first`: "Norway" in "Norway's parliament"."""
    if first - 2 < stop or doc[first - 1].tag_ != "POS":
        return None
    return grow_left(doc, first - 2, stop), first - 1


def determiner(doc: Doc, first: int, stop: int) -> str:
    """The determiner or possessive before the phrase, in lower case, or an empty string."""
    if first - 1 < stop:
        return ""
    before = doc[first - 1]
    if before.tag_ == "POS":
        return "'s"
    return (
        before.lower_
        if before.tag_ in {"DT", "PRP$", "PDT", "WDT", "WP$"} or before.lower_ in {"another", "no", "such"}
        else ""
    )


def name_run(doc: Doc, start: int, stop: int, links: frozenset[str]) -> int:
    """Where a capitalised name that goes on at `start` with one of `links` ends: "on Partnership between A and B"."""
    end = at = start
    while at < stop:
        token = doc[at]
        if token.lower_ in links and at - end < 2:
            at += 1
        elif at > start and _runs_on(doc, at, end):
            end = at = at + 1
        else:
            break
    while end > start and (doc[end - 1].text in _HYPHENS or doc[end - 1].tag_ == "POS"):
        end -= 1
    return end


def _runs_on(doc: Doc, at: int, end: int) -> bool:
    """Whether the token continues a name of which the last word stands before `end`."""
    token = doc[at]
    if (token.ent_type_ in {"DATE", "TIME"} and not year(token)) or token.lower_ in load_words("titles", "offices"):
        return False
    return (capitalised(token) and token.is_alpha) or (
        at == end and (token.text in _HYPHENS or year(token) or token.tag_ == "POS")
    )
