"""Mentions of groups of states ("the Baltic states", "eleven other nations") and of legal instruments ("the ratification law")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions.phrases import determiner, grow_left, name_run, year
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def find_groups(reading: Reading) -> Iterator[Mention]:
    """Groups of states that are something of their own, not a way to say "both of them"."""
    yield from _fixed_names(reading)
    for token in reading.document.tokens:
        if (token.lower_ in load_words("groups", "nouns") and token.tag_[0] == "N") or token.lower_ in {
            "state",
            "member",
        }:
            yield from _group(reading, token)


def _fixed_names(reading: Reading) -> Iterator[Mention]:
    doc, names = reading.doc, _names_by_first_word()
    for token in reading.document.tokens:
        if known := names.get(_spelled(token)):
            at = token.i
            width = next((len(name) for name in known if _stands_at(doc, at, name)), 0)
            if width:
                yield reading.mention(
                    (at, at + width), form="name", type="StateGroup", rule="group:name", head=at + width - 1
                )


@cache
def _names_by_first_word() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The names of groups in words, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted((tuple(name.split()) for name in load_lexicon("groups")["names"]), key=len, reverse=True):
        found[name[0]].append(name)
    return {first: tuple(names) for first, names in found.items()}


def _stands_at(doc: Doc, at: int, name: tuple[str, ...]) -> bool:
    return len(doc) >= at + len(name) and all(_spelled(doc[at + n]) == word for n, word in enumerate(name))


def _spelled(token: Token) -> str:
    """The word; an article in lower case wherever it stands."""
    return "the" if token.lower_ == "the" else token.text


def _group(reading: Reading, head: Token) -> Iterator[Mention]:
    doc = reading.doc
    first = grow_left(doc, head.i, reading.sentence_start(head.i))
    words = [token.lower_ for token in doc[first : head.i]]
    kinds = load_words("groups", "kinds")
    singular = head.lower_ in {"state", "member"}
    if singular and not (words[-1:] == ["member"] or (determiner(doc, first, 0) == "every" and "member" in words)):
        return
    if head.i + 1 < len(doc) and doc[head.i + 1].lower_ in {"states", "nations", "countries", "parties"}:
        return
    if _of_a_kind(words, kinds) and not (capitalised(head) and "united" in words):
        yield reading.mention(
            (first, head.i + 1), form="description", type="StateGroup", rule="group:kind", head=head.i
        )
    elif _counted(doc, first, head) or _members_of(doc, first, head):
        yield reading.mention(
            (first, head.i + 1), form="description", type="StateGroup", rule="group:counted", head=head.i
        )
    elif capitalised(head) and head.lower_ in {"members", "allies"} and not words:
        yield reading.mention(
            (first, head.i + 1), form="description", type="StateGroup", rule="group:members", head=head.i
        )


def _of_a_kind(words: list[str], kinds: frozenset[str]) -> bool:
    """Whether the modifiers tell a group; "other" alone tells none ("urged other countries to join")."""
    return any(word in kinds for word in words) and words not in (["other"], ["the", "other"])


def _acts(head: Token) -> bool:
    """Whether a group may be who does something: "twelve countries signed", "signed by twelve countries"."""
    return head.dep_ in {"nsubj", "ROOT", "conj"} or (head.dep_ == "pobj" and head.head.lower_ in {"by", "of"})


def _counted(doc: Doc, first: int, head: Token) -> bool:
    """As in "twelve countries", "some hundred states": more than could be named one by one before, and acting."""
    few = {"one", "two", "three", "four", "both", "1", "2", "3", "4"}
    numbers = [token for token in doc[first : head.i] if token.like_num and not year(token)]
    nations = head.lower_ in {"countries", "nations", "states", "governments", "powers"}
    known = determiner(doc, first, 0) in {"the", "these", "those", "all"}
    if head.lower_ in {"signatories", "ratifiers", "guarantors", "depositaries"}:
        nations, known = True, False
    return nations and bool(numbers) and not known and numbers[0].lower_ not in few and _acts(head)


def _members_of(doc: Doc, first: int, head: Token) -> bool:
    """As in "the union's 55 members", "NATO members"."""
    if head.lower_ not in {"members", "allies"}:
        return False
    at = first - 2 if first > 1 and doc[first - 1].tag_ == "POS" else first
    return doc[at].text.isupper() and len(doc[at]) > 1 and at < head.i


def find_instruments(reading: Reading) -> Iterator[Mention]:
    """Constitutions, laws that deal with a treaty, resolutions and charters."""
    for token in reading.document.tokens:
        if token.lower_ in load_words("instruments", "heads") and token.tag_[0] == "N":
            yield from _instrument(reading, token)
        elif token.lower_ in load_words("instruments", "papers") and _ratifies(token):
            yield _paper(reading, token)


def _ratifies(paper: Token) -> bool:
    """Whether a treaty is ratified by the paper, so that it is no treaty itself: "the document, dated May 9, ratifies the pact"."""
    verb = paper.head
    objects = any(child.dep_ == "dobj" for child in verb.children)
    return paper.dep_ == "nsubj" and verb.lemma_ in load_words("instruments", "ratifying_verbs") and objects


def _paper(reading: Reading, head: Token) -> Mention:
    """The paper with all that tells it from others, up to its verb."""
    end = max(token.i + 1 for token in head.subtree if not token.is_punct and not token.is_space)
    first = grow_left(reading.doc, head.i, reading.sentence_start(head.i))
    return reading.mention(
        (first, end), form="description", type="LegalInstrument", rule="instrument:ratifying", head=head.i
    )


def _instrument(reading: Reading, head: Token) -> Iterator[Mention]:
    doc, start = reading.doc, reading.sentence_start(head.i)
    first = grow_left(doc, head.i, start)
    never = load_words("instruments", "never")
    if any(token.lower_ in never for token in doc[first : head.i]) or _first_name(doc, head):
        return
    end = _end(reading, head)
    tied = any(token.lower_ in load_words("instruments", "ties") for token in doc[head.i + 1 : end])
    if not _counts(doc, (first, end), head, determiner(doc, first, start), tied=tied):
        return
    named = capitalised(head) and (first < head.i or end > head.i + 1)
    rule = "instrument:named" if named else "instrument:tied" if tied or first < head.i else "instrument:anaphor"
    form: MentionForm = "name" if named else "description"
    yield reading.mention((first, end), form=form, type="LegalInstrument", rule=rule, head=head.i)


def _counts(doc: Doc, tokens: tuple[int, int], head: Token, before: str, *, tied: bool) -> bool:
    """Whether the phrase is an instrument of the story; what makes it one depends on its head."""
    first, end = tokens
    words = {token.lower_ for token in doc[first : head.i]}
    titled = any(capitalised(token) for token in doc[first : head.i])
    numbered = any(token.like_num for token in doc[head.i + 1 : end])
    noun = head.lower_
    if noun in {"charter", "resolution"}:
        named = titled or numbered or (capitalised(head) and end > head.i + 1)
        return named or (before == "the" and noun == "resolution" and not words)
    if noun in {"act", "bill"} and capitalised(head) and words:
        return titled and not words & load_words("instruments", "treaty_acts")
    if noun == "act":
        return capitalised(head) and numbered
    if noun == "order":
        return bool(words & load_words("instruments", "orders"))
    return tied or (numbered and capitalised(head)) or _law(head, words, before)


def _law(head: Token, words: set[str], before: str) -> bool:
    """Whether a constitution, law, decree counts by its modifiers or its determiner."""
    if head.lower_ in load_words("instruments", "always"):
        return capitalised(head) or before in {"the", "its", "their", "'s", "a"}
    known = before in {"the", "a", "this", "that"} and not words
    return known or bool(words & load_words("instruments", "kinds"))


def _first_name(doc: Doc, head: Token) -> bool:
    """Whether "Bill" is a first name: a surname follows."""
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    surname = following is not None and following.tag_ == "NNP" and capitalised(following)
    return head.text == "Bill" and (surname or head.ent_type_ == "PERSON")


def _end(reading: Reading, head: Token) -> int:
    """The end of "law ratifying ...", "bill on accession ...", "Resolution 1325", "Charter of ..."."""
    doc, at, stop = reading.doc, head.i + 1, reading.sentence_end(head.i)
    number = at + 1 + (doc[min(at + 1, stop - 1)].text == ".")
    if number < stop and doc[at].lower_ in {"no", "no.", "nr", "nr.", "number"} and doc[number].like_num:
        return number + 1
    if at < stop and (doc[at].like_num or (doc[at].lower_ == "no" and at + 1 < stop)):
        return at + 1
    if capitalised(head):
        links = load_words("treaty_nouns", "phrases.connectors")
        opens = at < stop and doc[at].lower_ in load_words("treaty_nouns", "phrases.name_openers")
        return max(name_run(doc, at, stop, links), at) if opens else at
    return _tie_end(doc, at, stop)


def _tie_end(doc: Doc, at: int, stop: int) -> int:
    ties = load_words("instruments", "ties")
    opener = [token.i for token in doc[at : min(at + 3, stop)] if token.lower_ in ties]
    if not opener:
        return at
    end = opener[0] + 1
    for token in doc[end : min(end + 12, stop)]:
        if (token.is_punct and token.text not in {"-", "'"}) or token.tag_ in {"VBD", "VBZ", "MD", "VBP"}:
            break
        end = token.i + 1
    while doc[end - 1].tag_ in {"IN", "DT", "CC", "TO"}:
        end -= 1
    return end
