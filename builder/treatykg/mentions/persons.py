"""Mentions of persons by name: names the small model sees, names a title or an apposition gives away, surnames taken up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions.offices import Office, offices_by_end, offices_by_start
from treatykg.mentions.person_parse import judge_by_parse
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_persons(reading: Reading, owners: Mapping[int, Mention], offices: tuple[Office, ...]) -> tuple[Mention, ...]:
    """Names of persons outside what other mentions cover, full names first, then parts of them alone."""
    names = tuple(_names(reading, owners, _titled(offices)))
    ends, starts = offices_by_end(offices), dict(offices_by_start(reading.doc, offices))
    sure: list[Mention] = []
    for first, end in names:
        if first == 1 and _is_byline(reading, end):
            sure.append(reading.mention((first, end), form="name", type="Person", rule="person:byline"))
            continue
        rule = _rule(reading, (first, end), ends=ends, starts=starts, before=sure[-1] if sure else None)
        if rule and (not reading.in_title(first) or _speaks(reading.doc, first)):
            sure.append(reading.mention((first, end), form="name", type="Person", rule=rule))
    known = [*sure, *(mention for mention in set(owners.values()) if mention.type == "Person")]
    return (*sure, *_taken_up(reading, names, known, {mention.first_token for mention in sure}))


def _speaks(doc: Doc, first: int) -> bool:
    """As in "Statement by H.E. Jane Doe": who speaks in the text, in its title."""
    at = first - 1
    while at > 1 and doc[at].lower_ in load_words("titles", "honorifics"):
        at -= 1
    return at > 0 and doc[at].lower_ == "by" and doc[at - 1].lower_ in load_words("persons", "speeches")


def _is_byline(reading: Reading, end: int) -> bool:
    """Whether the first line is "By" and a name, over a text that says "I"; over a report it names the reporter."""
    doc = reading.doc
    alone = doc[0].text in {"By", "BY"} and 2 < end < len(doc) and (doc[end].is_space or doc[end].is_sent_start)
    quoted = reading.document.quoted
    return bool(alone) and any(t.text == "I" and not quoted(t.i) for t in doc)


def _titled(offices: Iterable[Office]) -> frozenset[int]:
    return frozenset(token for office in offices for token in range(office.first, office.end))


def _names(reading: Reading, owners: Mapping[int, Mention], titled: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that may be names."""
    at = 0
    doc = reading.doc
    while at < len(doc):
        if (
            (_opens(doc[at]) or _opens_with_particle(doc, at))
            and at not in titled
            and at not in owners
            and not reading.in_dateline(doc[at].idx)
        ):
            end = _run(doc, at, owners, titled)
            yield at, end
            at = end
        else:
            at += 1


def _opens(token: Token) -> bool:
    return (
        capitalised(token)
        and _nameable(token)
        and (token.tag_ in {"NNP", "NNPS"} or token.ent_type_ == "PERSON" or not token.is_sent_start)
    )


def _opens_with_particle(doc: Doc, at: int) -> bool:
    """As in "General *de Gaulle*", "Mr al-Jubeir": a particle between a title or honorific and a name."""
    if doc[at].lower_ not in load_words("persons", "particles") or capitalised(doc[at]) or not at:
        return False
    before = doc[at - 1]
    titled = before.lower_ in load_words("titles", "honorifics") or before.lower_ in load_words("titles", "offices")
    return titled and capitalised(before) and _particles(doc, at, {}) > 0


def _nameable(token: Token) -> bool:
    word = token.lower_
    if _surname_like_title(token):
        return True
    if word in load_words("persons", "other") or (
        word in load_words("titles", "honorifics") and word not in load_words("titles", "kept_honorifics")
    ):
        return False
    return token.text.replace(".", "").replace("'", "").isalpha() and token.tag_ not in {
        "DT",
        "IN",
        "CC",
        "PRP",
        "PRP$",
        "MD",
        "WRB",
        "WP",
        "RB",
    }


def _surname_like_title(token: Token) -> bool:
    """Whether a word such as "Bishop" or "King" is a surname: one honorific stands before it and no name behind."""
    if not token.i or token.nbor(-1).lower_ not in load_words("titles", "civil_honorifics") or not capitalised(token):
        return False
    return token.i + 1 == len(token.doc) or not capitalised(token.nbor())


def _run(doc: Doc, first: int, owners: Mapping[int, Mention], titled: frozenset[int]) -> int:
    """The end of the name that begins at `first`."""
    at = first + 1
    while at < len(doc):
        step = _continues(doc, at, owners, titled)
        if not step:
            break
        at += step
    return at


def _continues(doc: Doc, at: int, owners: Mapping[int, Mention], titled: frozenset[int]) -> int:
    """How many tokens at `at` belong to the name before them."""
    token = doc[at]
    if at in owners or at in titled or token.is_space:
        return 0
    initial = len(token.text) == 2 and token.text.endswith(".")
    if capitalised(token) and (_nameable(token) or initial or _hyphenated(doc, at)) and doc[at - 1].whitespace_:
        return 1
    if token.lower_ in load_words("persons", "suffixes"):
        return 1
    if (
        token.text == "-"
        and not doc[at - 1].whitespace_
        and not token.whitespace_
        and at + 1 < len(doc)
        and doc[at + 1].is_alpha
    ):
        return 2
    return _particles(doc, at, owners)


def _hyphenated(doc: Doc, at: int) -> bool:
    """Whether a hyphen and a further part follow at once: "Jae-in", "You-geun", even where the first is a common word."""
    after = doc[at + 1 : at + 3]
    return len(after) == 2 and not doc[at].whitespace_ and after[0].text == "-" and after[1].is_alpha


def _particles(doc: Doc, at: int, owners: Mapping[int, Mention]) -> int:
    """How many tokens at `at` are particles with the name behind them: "van der Berg", "al-Jaber"."""
    width = 0
    while at + width < len(doc) and doc[at + width].lower_ in load_words("persons", "particles") and width < 3:
        width += 1
    after = at + width
    if width and after < len(doc) and doc[after].text in {"-", "‑"} and not doc[after].whitespace_:
        width, after = width + 1, after + 1
    if width and after < len(doc) and capitalised(doc[after]) and _nameable(doc[after]) and after not in owners:
        return width + 1
    return 0


def _rule(
    reading: Reading,
    tokens: tuple[int, int],
    *,
    ends: Mapping[int, Office],
    starts: Mapping[int, Office],
    before: Mention | None,
) -> str | None:
    """The id of the rule by which the words are a person's name, or None."""
    doc, (first, end) = reading.doc, tokens
    if _honoured(doc, first):
        return "person:honorific"
    if first in ends:
        return "person:title"
    if _after_apposition(doc, _past_state(reading, first), ends) or _before_apposition(doc, first, end, starts):
        return "person:apposition"
    if _coordinated(doc, first, before, ends):
        return "person:coordination"
    root = doc[first:end].root
    if _of_state(reading, first, end):
        return "person:of-state"
    if first and doc[first - 1].lower_ == "the":
        return None
    if (
        end == first + 1
        and root.ent_type_ == "PERSON"
        and root.dep_ not in {"compound", "nmod", "amod"}
        and doc[first].text in reading.gazetteer.family_names
    ):
        return "person:known-surname"
    return judge_by_parse(root, tuple(doc[first:end]), doc[end] if end < len(doc) else None)


def _honoured(doc: Doc, first: int) -> bool:
    """As in "Mr Doe", "Lord Doe"; not the initial of "John M. Doe"."""
    if doc[first].lower_ in load_words("titles", "kept_honorifics"):
        return True
    if first == 0 or doc[first - 1].lower_ not in load_words("titles", "honorifics") - {"his", "her", "he", "right"}:
        return False
    initial = doc[first - 1].lower_ == "m." and first > 1 and doc[first - 2].tag_ == "NNP"
    return capitalised(doc[first - 1]) and not initial


def _of_state(reading: Reading, first: int, end: int) -> bool:
    """As in "Jane van Doe of the Netherlands": two words or more, and the state of which he or she is."""
    doc, words = reading.doc, [token for token in reading.doc[first:end] if capitalised(token)]
    if len(words) < 2 or end + 1 >= len(doc) or doc[end].lower_ != "of" or doc[first].ent_type_ not in {"PERSON", ""}:
        return False
    return end + 1 + (doc[end + 1].lower_ == "the") in reading.state_starts and doc[first - 1].lower_ != "the"


def _after_apposition(doc: Doc, first: int, ends: Mapping[int, Office]) -> bool:
    """As in "the foreign minister, Jane Doe"."""
    return first > 0 and doc[first - 1].text in {",", ":", "-"} and first - 1 in ends


def _past_state(reading: Reading, first: int) -> int:
    """The token of the state before a name, as in "its chair, *Ghana's* Jane Doe"; `first` itself without one."""
    if first < 2 or reading.doc[first - 1].tag_ != "POS":
        return first
    return next((at for at in range(first - 2, max(first - 5, 0), -1) if at in reading.state_starts), first)


def _before_apposition(doc: Doc, first: int, end: int, starts: Mapping[int, Office]) -> bool:
    """As in "Jane Doe, the foreign minister"; not "Jane Doe of Ohio, the minister"."""
    if first > 1 and doc[first - 1].lower_ in {"of", "from", "in"}:
        return False
    return end + 1 < len(doc) and doc[end].text in {",", "(", "-"} and end + 1 in starts


def _coordinated(doc: Doc, first: int, before: Mention | None, ends: Mapping[int, Office]) -> bool:
    """As in "presidents Jane Doe and John Roe": the second name."""
    if before is None or before.end_token >= first or first - before.end_token > 2:
        return False
    link = {token.lower_ for token in doc[before.end_token : first]}
    plural = any(ends[at].plural for at in (before.first_token, before.first_token - 1) if at in ends)
    return bool(link) and link <= {"and", ",", "&"} and (plural or doc[first].ent_type_ == "PERSON")


def _taken_up(
    reading: Reading, names: Iterable[tuple[int, int]], known: Iterable[Mention], done: set[int]
) -> Iterator[Mention]:
    """Names that are a part of a name known by now: "Doe" after "Jane Doe"."""
    parts = {part for mention in known for part in name_parts(mention.span.of(reading.document.article.text))}
    for first, end in names:
        words = reading.doc[first:end].text
        if first not in done and (words.casefold() in parts):
            yield reading.mention((first, end), form="name", type="Person", rule="person:surname")


@cache
def name_parts(name: str) -> frozenset[str]:
    """The parts of a name that can stand for it, casefolded: its words, and its end from each particle on.

    >>> sorted(name_parts("Ana van der Berg"))
    ['ana', 'ana van der berg', 'berg', 'der berg', 'van der berg']
    """
    words = name.casefold().split()
    shortest = load_lexicon("persons")["shortest_part"]
    tails = {" ".join(words[index:]) for index in range(len(words))}
    single = {word for word in words if len(word) >= shortest and word not in load_words("persons", "particles")}
    return frozenset(tails | single)
