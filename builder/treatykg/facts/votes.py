"""Results of votes: "287 to 55, with four abstentions", "by 385 votes to 41", "unanimously", "69-27"."""

from __future__ import annotations

import re

from treatykg.facts.reading import Reading
from treatykg.lexicon import load_lexicon
from treatykg.model import Vote
from treatykg.predicates import Predicate

_NUMBER = r"(?:\d{1,4}|%s)"


def find_vote(reading: Reading, predicate: Predicate) -> Vote | None:
    """Return the result that the predicate's sentence states; None when it states none, or more than one."""
    sentence = reading.linked.document.sentences[predicate.sentence]
    return read_vote(sentence.span.of(reading.text))


def read_vote(words: str) -> Vote | None:
    """Read the result of a vote from a sentence.

    >>> read_vote("Deputies backed the pact by 120 votes to 30, with two abstentions.")
    Vote(votes_for=120, votes_against=30, abstentions=2, unanimous=None)
    """
    lexicon = load_lexicon("votes")
    numbers: dict[str, int] = lexicon["numbers"]
    found: dict[str, int] = {}
    for pattern in lexicon["patterns"]:
        matches = list(re.finditer(pattern.replace("NUMBER", _NUMBER % "|".join(numbers)), words, re.IGNORECASE))
        if len(matches) == 1:
            for key, value in matches[0].groupdict().items():
                if value is not None:
                    found.setdefault(key, numbers[value.lower()] if value.lower() in numbers else int(value))
    unanimous = True if re.search(lexicon["unanimous"], words, re.IGNORECASE) else None
    if not found and unanimous is None:
        return None
    return Vote(found.get("for"), found.get("against"), found.get("abstain"), unanimous)
