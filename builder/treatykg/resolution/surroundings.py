"""What stands around a name: its number and year behind it, and the names of people and places beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from treatykg.gazetteer import fold, load_gazetteer
from treatykg.lexicon import load_words
from treatykg.resolution.words import WORD, YEAR, fields_of_words, singular, tells, without_states

_NUMBER = re.compile(r",? \(?(?:No\.?|Nr\.?|Number|number) ?\d{1,3}\b")
_CLOSE = 14  # characters
_SERIES = re.compile(r"\b([A-Z]\d{1,3}),? (?:\(|the |or the )$")
_IN_YEAR = re.compile(rf" in ({YEAR.pattern})\b")
_DATELINE = re.compile(r"([A-Z][A-Z.' ]+[A-Z])(?:, [^-–—\n]{1,20})? ?[-–—] ")
_HOME_USES = frozenset({"name", "demonym", "people", "capital", "acronym"})
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


def find_code(words: str) -> str:
    """The letter and number of a series right before a name that explains them; empty if there is none.

    >>> find_code("It has not joined C138, the "), find_code("Ask for C138 and the ")
    ('C138', '')
    """
    match = _SERIES.search(words[-_CLOSE:])
    return match[1] if match else ""


def find_conclusion(words: str) -> tuple[int, int] | None:
    """The year in the words behind a name that say when it was concluded, and where these words end.

    >>> find_conclusion(", which was signed in Riga in 1923, and"), find_conclusion(" came into force in 1924")
    ((1923, 34), None)
    >>> find_conclusion(", that of 1923, lapsed")
    (1923, 14)
    """
    match = _concluded().match(words)
    return (int(match[1]), match.end()) if match else None


def find_year_of_new(words: str) -> int | None:
    """The year right behind what the text brings in with "a": "a protocol *in 1923*", when it came about.

    >>> find_year_of_new(" in 1923, too"), find_year_of_new(" in the 1923 list")
    (1923, None)
    """
    match = _IN_YEAR.match(words)
    return int(match[1]) if match else None


def find_home(text: str, title: str, publisher: str) -> tuple[str, ...]:
    """The states that the dateline, title and name of the outlet tell of, also by their capitals; each as often as told.

    >>> find_home("LIMA, May 3 - Nothing is new.", "Chilean and other news", "Evening Post of Santiago")
    ('state/PER', 'state/CHL', 'state/CHL')
    """
    dateline = _DATELINE.match(text)
    told = (dateline[1].title() if dateline else "", title, publisher)
    return tuple(state for words in told if words for state in _states_by_name(words))


def _states_by_name(words: str) -> Iterator[str]:
    """Yield the states that names and capitals tell; not a city that also stands for an organization."""
    for hit in load_gazetteer().find_names(words):
        if not any(each.key.startswith("organization/") for each in hit.namings):
            uses = {each.key: each.use for each in hit.namings if each.key.startswith("state/") and not each.ambiguous}
            yield from sorted(key for key, use in uses.items() if use in _HOME_USES)


@cache
def _concluded() -> re.Pattern[str]:
    verbs = "|".join(sorted(load_words("resolution", "words.concluded")))
    return re.compile(
        rf",? (?:that of|(?:(?:which|that) (?:was|were|had been) )?(?:{verbs})\b[^.;:,]{{0,40}}?) ({YEAR.pattern})\b"
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
