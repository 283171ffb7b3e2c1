"""What the words of a title or description tell: what kind of instrument, which of a series, of what year, about what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from treatykg.gazetteer import fold, load_gazetteer
from treatykg.lexicon import load_lexicon, load_words
from treatykg.resources import folder

_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_STATE_USES = frozenset({"name", "demonym", "people", "former", "acronym"})
_SPELLINGS = {
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "program": "programme",
    "co-operation": "cooperation",
}


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


_AIMS = frozenset({"on", "about", "over", "for", "against", "concerning", "regarding"})


@lru_cache(maxsize=100_000)
def read_title(text: str) -> Title:
    """The features of a title or description."""
    plain, states = _without_states(fold(text))
    tokens = [match.group() for match in _WORD.finditer(plain)]
    lower = _lemmas(plain)
    noun = _noun(lower)
    content = frozenset(filter(_tells, lower))
    return Title(
        content, telling := content - load_words("resolution", "words.generic"),
        frozenset(word for word in telling if _frequency().get(word, 0) <= 1 and word not in _ordinary()),
        len(content) == 1 and not {*lower} & _AIMS, noun in load_words("resolution", "words.open"), states,
        _kind(noun, "special"), _kind(noun, "weak"), _numbers(tokens),
        frozenset(int(token) for token in tokens if _YEAR.fullmatch(token)),
        frozenset(lower) & load_words("resolution", "words.marks"),
        frozenset(field for word in lower for field in _fields().get(word, ())),
    )  # fmt: skip


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
        rf",? (?:(?:which|that) (?:was|were|had been) )?(?:{verbs})\b[^.;:,]{{0,40}}?\b({_YEAR.pattern})\b"
    )


def find_proper_words(sentence: str) -> Iterator[str]:
    """Yield the words of names in a sentence, in lower case: not its first word, nor states, nouns for agreements, days."""
    plain, _ = _without_states(fold(sentence))
    for match in list(_WORD.finditer(plain))[1:]:
        word = _singular(match.group().lower().removesuffix("'s"))
        if match.group()[0].isupper() and len(word) > 3 and _tells(word) and word not in _common_names():
            yield word


@cache
def _common_names() -> frozenset[str]:
    """Words with a capital in any article: days, months, offices, bodies; and words that many titles share."""
    lists = (
        load_words("persons", "other"), load_words("titles", "offices"), load_words("titles", "portfolios"),
        load_words("resolution", "words.generic"), *(load_words("bodies", name) for name in _BODY_WORDS),
    )  # fmt: skip
    return frozenset(_singular(word) for words in lists for word in words) | frozenset(_fields())


_BODY_WORDS = (
    "legislature.nouns",
    "legislature.modifiers",
    "legislature.members",
    "government.nouns",
    "organization.nouns",
)


def _lemmas(text: str) -> list[str]:
    return [_singular(match.group().lower().removesuffix("'s")) for match in _WORD.finditer(text)]


@cache
def _frequency() -> Mapping[str, int]:
    """How many treaties of the gazetteer bear each word."""
    gazetteer = load_gazetteer()
    words = (
        {word for name in gazetteer.record(key).names for word in _lemmas(name)} for key in gazetteer.keys("Treaty")
    )
    return Counter(word for each in words for word in each)


@cache
def _ordinary() -> frozenset[str]:
    """The words of all our lists of English, in the singular: what stands in one of them is no rare name."""
    names = (path.stem for path in sorted(folder("lexicon").glob("*.toml")))
    return frozenset(word for name in names for text in _texts(load_lexicon(name)) for word in _lemmas(text))


def _texts(value: object) -> Iterator[str]:
    """Yield all strings inside, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, Iterable):
        for each in value:
            yield from _texts(each)


def _without_states(text: str) -> tuple[str, frozenset[str]]:
    """The text with the names of states and organizations blanked out, and their keys."""
    found: set[str] = set()
    start = 0
    while hit := next(iter(load_gazetteer().find_names(text[start:])), None):
        begin, end = start + hit.span.start, start + hit.span.end
        keys = {
            each.key
            for each in hit.namings
            if each.use in _STATE_USES and each.key.startswith(("state/", "organization/"))
        }
        if keys:
            found |= keys
            text = text[:begin] + " " * (end - begin) + text[end:]
            start = end
        else:  # within the name of something else, such as a treaty, there may be states
            word = _WORD.search(text, begin)
            start = word.end() if word else end
    return text, frozenset(found)


def _singular(word: str) -> str:
    word = _SPELLINGS.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word


def _noun(words: list[str]) -> str:
    """The noun of the instrument: the last before "of", "on", "to the", else the first there is."""
    heads, openers = _heads(), load_words("resolution", "words.openers")
    opening = next((at for at, word in enumerate(words) if word in openers), len(words))
    before = [word for word in words[:opening] if word in heads]
    return before[-1] if before else next((word for word in words if word in heads), "")


@cache
def _heads() -> frozenset[str]:
    """All nouns for agreements, in the singular."""
    kinds = (noun for rank in load_lexicon("resolution")["kinds"].values() for nouns in rank.values() for noun in nouns)
    known = load_words("treaty_nouns", "heads") | load_words("treaty_nouns", "universal")
    return frozenset(_singular(word) for word in (*known, *kinds)) - {"partnership", "framework", "ban"}


def _kind(noun: str, rank: str) -> str | None:
    return next((kind for kind, nouns in load_lexicon("resolution")["kinds"][rank].items() if noun in nouns), None)


def find_number(words: str) -> str:
    """The number right behind a name, with what says that it is one; empty if there is none.

    >>> find_number(" No. 189 on domestic work"), find_number(" of 1972")
    (' No. 189', '')
    """
    match = _NUMBER.match(words)
    return match.group() if match else ""


_NUMBER = re.compile(r" (?:No\.?|Nr\.?|Number|number) ?\d{1,3}\b")


def _numbers(tokens: list[str]) -> frozenset[int]:
    """Which one of a series it is: "START II", "Second Protocol", "Convention No. 189"."""
    ordinals = load_lexicon("resolution")["ordinals"]
    found = (
        int(token) if token.isdecimal() else ordinals.get(token if token.islower() else _ordinal(token), 0)
        for token in tokens
        if not _YEAR.fullmatch(token)
    )
    return frozenset(number for number in found if 0 < number < 1000)


def _ordinal(token: str) -> str:
    """A Roman numeral in capitals, or a word with one capital, as the lexicon writes it."""
    return token.lower() if token.isupper() or len(token) > 3 else ""


def _tells(word: str) -> bool:
    return not (
        _YEAR.fullmatch(word)
        or word.isdecimal()
        or word in _silent()
        or word in load_lexicon("resolution")["ordinals"]
        or (len(word) == 1)
    )


@cache
def _silent() -> frozenset[str]:
    """Words that say nothing about which agreement it is."""
    return (
        _heads()
        | frozenset(
            _singular(word)
            for name in ("empty", "connectors", "complements", "definite", "indefinite")
            for word in load_words("treaty_nouns", f"phrases.{name}")
        )
        | load_words("resolution", "words.openers")
        | load_words("resolution", "words.marks")
        | load_words("resolution", "words.number")
    )


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    """Word to the fields that it names."""
    return dict(_by_word())


def _by_word() -> Iterator[tuple[str, tuple[str, ...]]]:
    fields = load_lexicon("resolution")["fields"]
    for word in sorted({word for words in fields.values() for word in words}):
        yield _singular(word), tuple(field for field, words in fields.items() if word in words)
