"""Named entities where they are needed: in sentences that name something which the gazetteer does not know, or tell a time.

Half of the time of spaCy's pipeline goes into its named entities. The rules ask for them only beside unknown names, and to
tell days and numbers from other words; numbers and years alone need no model.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span

from treatykg.gazetteer import load_gazetteer
from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

ENTITIES = "treatykg_entities"
_NAMES = ("NNP", "NNPS")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@Language.factory(ENTITIES)
class Entities:
    """The component: the model's `ner` on the sentences that need it, joined to one document; numbers in the others."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._ner = nlp.get_pipe("ner")

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities; none goes over the end of a sentence."""
        known = _known(doc)
        named: list[Token] = []
        plain: list[Token] = []
        for sentence in doc.sents:
            (named if _needs_model(sentence, known) else plain).extend(sentence)
        doc.set_ents([*self._find(doc, named), *_numbers(plain)])
        return doc

    def _find(self, doc: Doc, tokens: Sequence[Token]) -> Iterator[Span]:
        if not tokens:
            return
        words, spaces = [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]
        starts: list[bool | int | None] = [bool(t.is_sent_start) for t in tokens]
        part = self._ner(Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts))
        for entity in part.ents:
            yield Span(doc, tokens[entity.start].i, tokens[entity.end - 1].i + 1, label=entity.label)


def _known(doc: Doc) -> frozenset[int]:
    """The offsets in names that the gazetteer knows."""
    spans = (hit.span for hit in load_gazetteer().find_names(doc.text))
    return frozenset(offset for span in spans for offset in range(span.start, span.end))


def _needs_model(sentence: Span, known: frozenset[int]) -> bool:
    """Whether it has a name that nobody knows, or a word for a time."""
    return any(
        (t.tag_ in _NAMES and t.idx not in known and t.lower_ not in _common())
        or t.lemma_ in load_words("timing", "units")
        for t in sentence
    )


def _numbers(tokens: Iterable[Token]) -> Iterator[Span]:
    for token in tokens:
        if token.like_num:
            yield Span(token.doc, token.i, token.i + 1, label="DATE" if _YEAR.fullmatch(token.text) else "CARDINAL")


@cache
def _common() -> frozenset[str]:
    """Words with a capital that name nobody: offices, portfolios, nouns for agreements. Months stay, for the model knows dates."""
    return load_words("titles", "offices") | load_words("titles", "portfolios") | load_words("treaty_nouns", "heads")
