"""Named entities where they are needed: in sentences that name something which the gazetteer does not know, or tell a time.

Half of the time of spaCy's pipeline goes into its named entities. The rules ask for them only beside unknown names, and to
tell days and numbers from other words; numbers and years alone need no model.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from treatykg.gazetteer import NameHit, load_gazetteer
from treatykg.lexicon import load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Token

ENTITIES = "treatykg_entities"
_NAMES = ("NNP", "NNPS")
_NAMES_KEY = "treatykg_names"
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@Language.factory(ENTITIES)
class Entities:
    """The component: the model's `ner` on the sentences that need it, joined to one document; numbers in the others."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._ner: Any = nlp.get_pipe("ner")

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities; none goes over the end of a sentence."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """The documents with their entities, in their order; the model reads a batch at once."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            parts = [_split(doc) for doc in batch]
            read = self._ner.pipe([_to_doc(doc, named) for doc, (named, _) in zip(batch, parts, strict=True)])
            for doc, (named, plain), part in zip(batch, parts, read, strict=True):
                doc.set_ents([*_entities(doc, named, part), *_numbers(plain)])
                yield doc


def known_names(doc: Doc) -> tuple[NameHit, ...]:
    """The names that the gazetteer knows, found once for a document."""
    found: tuple[NameHit, ...] | None = doc.user_data.get(_NAMES_KEY)
    if found is None:
        found = doc.user_data[_NAMES_KEY] = load_gazetteer().find_names(doc.text)
    return found


def _split(doc: Doc) -> tuple[list[Token], list[Token]]:
    """The tokens of the sentences that the model reads, and those of the others."""
    known = frozenset(offset for hit in known_names(doc) for offset in range(hit.span.start, hit.span.end))
    named: list[Token] = []
    plain: list[Token] = []
    for sentence in doc.sents:
        (named if _needs_model(sentence, known) else plain).extend(sentence)
    return named, plain


def _to_doc(doc: Doc, tokens: Sequence[Token]) -> Doc:
    starts: list[bool | int | None] = [bool(t.is_sent_start) for t in tokens]
    words, spaces = [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _entities(doc: Doc, tokens: Sequence[Token], part: Doc) -> Iterator[Span]:
    """What the model found in a part of a document, in the document."""
    for entity in part.ents:
        yield Span(doc, tokens[entity.start].i, tokens[entity.end - 1].i + 1, label=entity.label)


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
    return load_words("titles", "offices", "portfolios") | load_words("treaty_nouns", "heads")
