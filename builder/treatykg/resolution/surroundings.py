"""What stands around a name: its number and year behind it, and the names of people and places beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from treatykg.gazetteer import fold
from treatykg.lexicon import load_words
from treatykg.resolution.words import WORD, YEAR, fields_of_words, singular, tells, without_states

_NUMBER = re.compile(r" (?:No\.?|Nr\.?|Number|number) ?\d{1,3}\b")
_BODY_WORDS = (
    "legislature.nouns",
    "legislature.modifiers",
    "legislature.members",
    "government.nouns",
    "organization.nouns",
)


def find_number(words: str) -> str:
    """The number right behind a name, with what says that it is one; empty if there is none.

    >>> find_number(" No. 189 on domestic work"), find_number(" of 1972")
    (' No. 189', '')
    """
    match = _NUMBER.match(words)
    return match.group() if match else ""


def find_year_concluded(words: str) -> int | None:
    """The year in the words behind a name that say when it was concluded.

    >>> find_year_concluded(", which was signed in Riga in 1923, and"), find_year_concluded(" came into force in 1924")
    (1923, None)
    """
    match = _concluded().match(words)
    return int(match[1]) if match else None


@cache
def _concluded() -> re.Pattern[str]:
    verbs = "|".join(sorted(load_words("resolution", "words.concluded")))
    return re.compile(
        rf",? (?:(?:which|that) (?:was|were|had been) )?(?:{verbs})\b[^.;:,]{{0,40}}?\b({YEAR.pattern})\b"
    )


@lru_cache(maxsize=1024)  # the sentences of an article are asked once for each thing they name
def find_proper_words(sentence: str) -> tuple[str, ...]:
    """The words of names in a sentence, in lower case: not its first word, nor states, nouns for agreements, days."""
    return tuple(_proper_words(sentence))


def _proper_words(sentence: str) -> Iterator[str]:
    plain, _ = without_states(fold(sentence))
    for match in list(WORD.finditer(plain))[1:]:
        word = singular(match.group().lower().removesuffix("'s"))
        if match.group()[0].isupper() and len(word) > 3 and tells(word) and word not in _common_names():
            yield word


@cache
def _common_names() -> frozenset[str]:
    """Words with a capital in any article: days, months, offices, bodies; and words that many titles share."""
    lists = (
        load_words("persons", "other"), load_words("titles", "offices"), load_words("titles", "portfolios"),
        load_words("resolution", "words.generic"), *(load_words("bodies", name) for name in _BODY_WORDS),
    )  # fmt: skip
    return frozenset(singular(word) for words in lists for word in words) | frozenset(fields_of_words())
