"""Lists set out line by line: "The parties undertake to:" and below it, each behind a bullet or number, what they bind to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from treatykg.facts.grounds import OBLIGORS, Introduction, parties_of, subjects_of, treaties_of
from treatykg.facts.norms import lemma_of, read_norm, words
from treatykg.facts.obligations import choose_obligation, find_obligation, is_procedure
from treatykg.facts.provision_drafts import ProvisionDraft, to_draft
from treatykg.facts.reading import Reading
from treatykg.facts.subject_matter import subject_matter

if TYPE_CHECKING:
    from spacy.tokens import Token

    from treatykg.model import Sentence

RULE = "provision.listed"
_BULLET = re.compile(r"\s*(?:[•·▪●‣◦*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s*")
_NEAR = 2  # a bullet alone may be a sentence of its own
_CLAUSE = 3  # words of what may stand by itself
_BINDING = ("duty", "permission", "undertaking", "gain", "future")


def find_listed(reading: Reading) -> Iterator[ProvisionDraft]:
    """Yield the provisions that stand line by line below words which announce them."""
    lead: Introduction | None = None
    for sentence in reading.linked.document.sentences:
        first = _first_word(reading, sentence)
        if first is None:
            continue
        if not _is_item(reading, first):
            lead = _announces(reading, sentence) if _ends_with_colon(reading, sentence) else None
        elif lead is not None:
            yield from _drafts(reading, lead, first.i, sentence.end_token)


def list_tokens(reading: Reading, drafts: Iterable[ProvisionDraft]) -> set[int]:
    """Return the tokens of the lines in which the provisions stand, and of the words that announce them."""
    sentences = reading.linked.document.sentences
    items = {d.sentence for d in drafts}
    leads = {n for s in items for n in range(max(0, s - _NEAR), s) if _ends_with_colon(reading, sentences[n])}
    return {t for n in items | leads for t in range(sentences[n].first_token, sentences[n].end_token)}


def _first_word(reading: Reading, sentence: Sentence) -> Token | None:
    tokens = reading.doc[sentence.first_token : sentence.end_token]
    return next((t for t in tokens if t.is_alpha and len(t) > 1), None)


def _is_item(reading: Reading, first: Token) -> bool:
    """Whether nothing but a bullet or a number stands before the word in its line."""
    line = reading.text.rfind("\n", 0, first.idx) + 1
    return _BULLET.fullmatch(reading.text, line, first.idx) is not None


def _ends_with_colon(reading: Reading, sentence: Sentence) -> bool:
    return sentence.span.of(reading.text).rstrip(" \t\r\n").endswith(":")


def _announces(reading: Reading, sentence: Sentence) -> Introduction | None:
    """Return by which treaty the lines below bind whom: "the agreement provides for:", "under it the parties will:"."""
    inside = range(sentence.first_token, sentence.end_token)
    root = reading.doc[sentence.first_token : sentence.end_token].root
    predicate = reading.predicates.get(root.i)
    named = treaties_of(reading, inside)
    if predicate is None or predicate.kind != "verb":
        return Introduction(RULE, named, parties_of(reading, named), ()) if named else None
    subjects = subjects_of(predicate)
    treaties = treaties_of(reading, subjects)
    if treaties:
        tells = lemma_of(root) in words("sure") | words("likely")
        return Introduction(RULE, treaties, parties_of(reading, treaties), (), tells) if tells else None
    treaties = named or reading.focus(sentence.end_token - 1)
    bound = reading.agents(subjects, OBLIGORS)
    general = any(reading.doc[t].lemma_.lower() in words("parties") | words("all") for t in subjects)
    binds = read_norm(root).form in _BINDING or root.lower_ in words("futures") | words("duties") | words("permissions")
    if not treaties or not (bound or general) or not binds:
        return None
    return Introduction(RULE, treaties, bound or parties_of(reading, treaties), (), bool(named) or general)


def _drafts(reading: Reading, lead: Introduction, first: int, end: int) -> Iterator[ProvisionDraft]:
    about = subject_matter(reading, lead.treaties)
    for begin, stop in _parts(reading, first, end):
        span = reading.linked.document.span(begin, stop)
        said = span.of(reading.text)
        kind = None if is_procedure(said) else choose_obligation((said,), about, sure=lead.sure)
        if kind is not None:
            yield to_draft(reading, lead, kind, span, reading.doc[begin])


def _parts(reading: Reading, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the one thing that a line tells, or the two that "and" joins when their words tell of different types."""
    stop = next(
        (t for t in range(end, first, -1) if not (reading.doc[t - 1].is_punct or reading.doc[t - 1].is_space)), end
    )
    for link in (t for t in range(first + 1, stop - 1) if reading.doc[t].lower_ == "and"):
        before, after = reading.doc[first:link].text, reading.doc[link + 1 : stop].text
        long = min(link - first, stop - link - 1) >= _CLAUSE
        kinds = {find_obligation(before), find_obligation(after)} if long else set()
        if len(kinds) > 1 and None not in kinds:
            yield first, link
            yield link + 1, stop
            return
    yield first, stop
