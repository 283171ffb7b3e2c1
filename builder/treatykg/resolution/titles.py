"""What the words of a title or description tell: what kind of instrument, which of a series, of what year, about what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from treatykg.gazetteer import fold
from treatykg.lexicon import load_lexicon, load_words
from treatykg.resolution.words import (
    WORD,
    YEAR,
    find_fields,
    frequency,
    heads,
    lemmas,
    ordinary_words,
    tells,
    without_states,
)


@dataclass(frozen=True, slots=True)
class Title:
    """The features of one title.

    :ivar words: its content words in lower case and the singular, without nouns for agreements, states, years, numbers
    :ivar telling: those of them that few agreements share
    :ivar rare: those that at most one treaty of the gazetteer bears, such as the name of a river
    :ivar after_place: whether its one word looks like where it was signed ("Treaty of Riga", "Riga Treaty")
    :ivar open: whether its noun is one for treaties that all states may join
    :ivar kind: what sets the instrument below others ("protocol"), or None for a treaty, convention, agreement ...
    :ivar weak: a rank that news reports mix up with others ("memorandum")
    """

    words: frozenset[str]
    telling: frozenset[str]
    rare: frozenset[str]
    after_place: bool
    open: bool
    states: frozenset[str]
    kind: str | None
    weak: str | None
    numbers: frozenset[int]
    years: frozenset[int]
    marks: frozenset[str]
    fields: frozenset[str]


_CODE = re.compile(r"^[A-Z](?=\d{1,3}$)")
SERIAL = 20  # numbers from here on count the treaties of an organization, those below the protocols to one
_AIMS = frozenset({"on", "about", "over", "for", "against", "concerning", "regarding"})


@lru_cache(maxsize=100_000)
def read_title(text: str) -> Title:
    """The features of a title or description."""
    plain, states = without_states(fold(text))
    tokens = [match.group() for match in WORD.finditer(plain)]
    lower = lemmas(plain)
    noun = _noun(lower)
    content = frozenset(filter(tells, lower))
    return Title(
        content, telling := content - load_words("resolution", "words.generic"),
        frozenset(word for word in telling if frequency().get(word, 0) <= 1 and word not in ordinary_words()),
        len(content) == 1 and not {*lower} & _AIMS, noun in load_words("resolution", "words.open"), states,
        _kind(noun, "special"), _kind(noun, "weak"), _numbers(tokens),
        frozenset(int(token) for token in tokens if YEAR.fullmatch(token)),
        frozenset(lower) & load_words("resolution", "words.marks"),
        find_fields(lower),
    )  # fmt: skip


def find_parent(text: str) -> str:
    """The title of the treaty to which a protocol or annex belongs, as its own title tells; empty if it does not.

    >>> find_parent("Protocol on Navigation to the Lake Treaty"), find_parent("Lake Treaty")
    ('Lake Treaty', '')
    """
    before, _, behind = text.rpartition(" to the ")
    return behind if before and behind[:1].isupper() and read_title(text).kind and not read_title(behind).kind else ""


def is_parent(text: str) -> bool:
    """Whether it is called the parent of another."""
    return not {*lemmas(text)}.isdisjoint(load_words("resolution", "words.parent"))


def _noun(words: list[str]) -> str:
    """The noun of the instrument: the last before "of", "on", "to the", else the first there is."""
    nouns, openers = heads(), load_words("resolution", "words.openers")
    opening = next((at for at, word in enumerate(words) if word in openers), len(words))
    before = [word for word in words[:opening] if word in nouns]
    return before[-1] if before else next((word for word in words if word in nouns), "")


def _kind(noun: str, rank: str) -> str | None:
    return next((kind for kind, nouns in load_lexicon("resolution")["kinds"][rank].items() if noun in nouns), None)


def _numbers(tokens: list[str]) -> frozenset[int]:
    """Which one of a series it is: "START II", "Second Protocol", "Convention No. 138", "C138"."""
    ordinals = load_lexicon("resolution")["ordinals"]
    tokens = [_CODE.sub("", token) for token in tokens]
    found = (
        int(token) if token.isdecimal() else ordinals.get(token if token.islower() else _ordinal(token), 0)
        for token in tokens
        if not YEAR.fullmatch(token)
    )
    return frozenset(number for number in found if 0 < number < 1000)


def _ordinal(token: str) -> str:
    """A Roman numeral in capitals, or a word with one capital, as the lexicon writes it."""
    return token.lower() if token.isupper() or len(token) > 3 else ""
