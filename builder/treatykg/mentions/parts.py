"""Names within names: pieces of other names that are no mentions, and owners named inside the names of bodies."""

from __future__ import annotations

from collections.abc import Iterator

from treatykg.lexicon import load_words
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention, Span

_OTHER_AMERICAS = frozenset({"south", "latin", "north", "central", "native", "pan", "inter", "african", "meso"})


def part_of_other_name(reading: Reading, first: int, end: int) -> bool:
    """Whether the words are a piece of the name of a sea, a street, a dam, a newspaper, or a treaty ("The Hague Convention")."""
    doc = reading.doc
    if doc[first].lower_ == "the" and end < len(doc) and capitalised(doc[end]) and _names_treaty(doc[end].lower_):
        return True
    if first and doc[first - 1].text == "-" and first > 1 and doc[first - 2].lower_ in _OTHER_AMERICAS:
        return True
    if (
        first
        and doc[first - 1].lower_ in _OTHER_AMERICAS
        and doc[first].lower_ in {"america", "american", "americans", "korea", "africa"}
    ):
        return True
    for token in doc[end : end + 3]:
        if not capitalised(token) and token.lower_ not in {"and", "of", "-"}:
            return False
        if token.lower_ in load_words("places", "geography"):
            return not reading.in_title(first)
    return False


def _names_treaty(word: str) -> bool:
    return word in load_words("treaty_nouns", "name_heads")


def piece_of_name(reading: Reading, tokens: tuple[int, int]) -> bool:
    """Whether the words are the first name of a person that the model sees: "Florence Smith"."""
    doc, (first, end) = reading.doc, tokens
    return (
        end < len(doc) and capitalised(doc[end]) and doc[end - 1].ent_type_ == doc[end].ent_type_ == "PERSON"
        and doc[end].ent_iob_ == "I" and doc[end].lower_ not in load_words("titles", "offices")
        and not (first and doc[first - 1].lower_ in load_words("places", "locative"))
    )  # fmt: skip


def find_owners_within(reading: Reading, tokens: tuple[int, int], owners: tuple[str, ...]) -> Iterator[Mention]:
    """The state or organization named within the name of its body: "Latvian Saeima", "NATO allies", "Senate of Chile".

    `owners` are the keys that the gazetteer has for it: they decide between states of one adjective.
    """
    doc, (first, end) = reading.doc, tokens
    if end - first < 2:
        return
    for start, stop in ((first, end - 1), (first + 1, end)):
        span = reading.document.span(start, stop)
        for hit in reading.gazetteer.find_names(span.of(reading.document.article.text)):
            at = reading.tokens(Span(span.start + hit.span.start, span.start + hit.span.end))
            keys = [naming.key for naming in hit.namings if naming.use not in {"capital", "metonym"}]
            key = next((each for each in keys if each in owners), keys[0] if len(keys) == 1 else "")
            if key.startswith("state/"):
                yield reading.mention(at, form="demonym", type="State", rule="gazetteer:owner", key=key)
            elif key.startswith("organization/") and doc[at[0]].text.isupper():
                yield reading.mention(
                    at, form="acronym", type="InternationalOrganization", rule="gazetteer:owner", key=key
                )
