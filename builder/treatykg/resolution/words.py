"""Words of titles and sentences: told apart, brought to one form, and what the lists of English and the gazetteer say of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache

from treatykg.gazetteer import load_gazetteer
from treatykg.lexicon import load_lexicon, load_words
from treatykg.resources import folder

WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_STATE_USES = frozenset({"name", "demonym", "people", "former", "acronym"})
_SPELLINGS = {
    "defense": "defence",
    "labor": "labour",
    "center": "centre",
    "program": "programme",
    "co-operation": "cooperation",
}


def lemmas(text: str) -> list[str]:
    """The words in lower case and the singular."""
    words = (match.group().lower().removesuffix("'s") for match in WORD.finditer(text))
    return [singular(part) for word in words for part in _parts(word)]


def _parts(word: str) -> list[str]:
    """The parts of a compound with a hyphen: "water-sharing"; one that the lists have as it stands is whole: "cease-fire"."""
    return [word] if "-" not in word or singular(word) in _whole() else word.split("-")


@cache
def _whole() -> frozenset[str]:
    """The compounds that the lists for titles know."""
    lists = load_lexicon("resolution")
    return frozenset(singular(text) for text in _texts(lists) if "-" in text and " " not in text) | heads_with_hyphen()


@cache
def heads_with_hyphen() -> frozenset[str]:
    """The nouns for agreements that are written with a hyphen."""
    return frozenset(singular(word) for word in load_words("treaty_nouns", "heads", "universal") if "-" in word)


def singular(word: str) -> str:
    """The word, in lower case, without the ending of the plural and in British spelling."""
    word = _SPELLINGS.get(word, word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word


def without_states(text: str) -> tuple[str, frozenset[str]]:
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
            word = WORD.search(text, begin)
            start = word.end() if word else end
    return text, frozenset(found)


@lru_cache(maxsize=65_536)
def is_capital(word: str) -> bool:
    """Whether a word in lower case is the name of a capital: "the treaty with Lima" is about anything."""
    hits = load_gazetteer().find_names(word.capitalize())
    return any(naming.use == "capital" for hit in hits for naming in hit.namings)


@cache
def heads() -> frozenset[str]:
    """All nouns for agreements, in the singular."""
    kinds = (noun for rank in load_lexicon("resolution")["kinds"].values() for nouns in rank.values() for noun in nouns)
    known = load_words("treaty_nouns", "heads", "universal")
    return frozenset(singular(word) for word in (*known, *kinds)) - {"partnership", "framework", "ban"}


def tells(word: str) -> bool:
    """Whether a word says something about which agreement it is."""
    return not (
        YEAR.fullmatch(word)
        or word.isdecimal()
        or word in _silent()
        or word in load_lexicon("resolution")["ordinals"]
        or (len(word) == 1)
    )


@cache
def _silent() -> frozenset[str]:
    """Words that say nothing about which agreement it is."""
    return (
        heads()
        | frozenset(
            singular(word)
            for name in ("empty", "connectors", "complements", "definite", "indefinite")
            for word in load_words("treaty_nouns", f"phrases.{name}")
        )
        | load_words("resolution", "words.openers")
        | load_words("resolution", "words.marks")
        | load_words("resolution", "words.number")
    )


def find_fields(words: Sequence[str]) -> frozenset[str]:
    """What an agreement of these words is about; two words that stand for one thing do not count alone.

    :param words: in lower case and the singular
    """
    fields, found, at = fields_of_words(), set[str](), 0
    while at < len(words):
        two = " ".join(words[at : at + 2])
        found.update(fields.get(two, ()) or fields.get(words[at], ()))
        at += 2 if two in fields else 1
    return frozenset(found)


@cache
def fields_of_words() -> dict[str, tuple[str, ...]]:
    """Word, or two words, to the fields that they name."""
    return dict(_by_word())


def _by_word() -> Iterator[tuple[str, tuple[str, ...]]]:
    fields = load_lexicon("resolution")["fields"]
    for word in sorted({word for words in fields.values() for word in words}):
        yield " ".join(map(singular, word.split())), tuple(field for field, words in fields.items() if word in words)


@cache
def frequency() -> Mapping[str, int]:
    """How many treaties of the gazetteer bear each word."""
    gazetteer = load_gazetteer()
    words = (
        {word for name in gazetteer.record(key).names for word in lemmas(name)} for key in gazetteer.keys("Treaty")
    )
    return Counter(word for each in words for word in each)


@cache
def ordinary_words() -> frozenset[str]:
    """The words of all our lists of English, in the singular: what stands in one of them is no rare name."""
    names = (path.stem for path in sorted(folder("lexicon").glob("*.toml")))
    return frozenset(word for name in names for text in _texts(load_lexicon(name)) for word in lemmas(text))


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
