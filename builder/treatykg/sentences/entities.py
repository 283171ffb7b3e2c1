"""Named entities where they are needed: in sentences that name something which the gazetteer does not know.

Half of the time of spaCy's pipeline goes into its named entities. The rules ask for them only beside unknown names, and to
tell days and numbers from other words, for which the grammar of dates is enough.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from treatykg.lexicon import load_words
from treatykg.sentences.recognised import known_names, times

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from spacy.tokens import Token

    from treatykg.dates import TimeExpression
    from treatykg.gazetteer import NameHit

ENTITIES = "treatykg_entities"
_NAMES = ("NNP", "NNPS")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


class _Parts(NamedTuple):
    """The tokens of the sentences that the model reads, and those of the others; the offsets of words that tell a time."""

    named: list[Token]
    plain: list[Token]
    timed: frozenset[int]


@Language.factory(ENTITIES)
class Entities:
    """The component: the model's `ner` on the sentences that need it, joined to one document; times and numbers in the others."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._ner: Any = nlp.get_pipe("ner")

    def __call__(self, doc: Doc) -> Doc:
        """Set the entities; none goes over the end of a sentence."""
        return next(self.pipe([doc], batch_size=1))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """The documents with their entities, in their order; the model reads a batch at once."""
        for batch in minibatch(docs, batch_size):  # type: ignore[no-untyped-call]
            parts = [_split(doc) for doc in batch]
            read = self._ner.pipe([_to_doc(doc, part.named) for doc, part in zip(batch, parts, strict=True)])
            for doc, part, found in zip(batch, parts, read, strict=True):
                doc.set_ents([*_entities(doc, part.named, found), *_times_and_numbers(part)])
                yield doc


def _split(doc: Doc) -> _Parts:
    timed = _offsets(times(doc))
    known = _offsets(known_names(doc)) | timed
    named: list[Token] = []
    plain: list[Token] = []
    for sentence in doc.sents:
        (named if _needs_model(sentence, known) else plain).extend(sentence)
    return _Parts(named, plain, timed)


def _offsets(found: Iterable[NameHit | TimeExpression]) -> frozenset[int]:
    return frozenset(offset for each in found for offset in range(each.span.start, each.span.end))


def _to_doc(doc: Doc, tokens: Sequence[Token]) -> Doc:
    starts: list[bool | int | None] = [bool(t.is_sent_start) for t in tokens]
    words, spaces = [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]
    return Doc(doc.vocab, words=words, spaces=spaces, sent_starts=starts)


def _entities(doc: Doc, tokens: Sequence[Token], part: Doc) -> Iterator[Span]:
    """What the model found in a part of a document, in the document."""
    for entity in part.ents:
        yield Span(doc, tokens[entity.start].i, tokens[entity.end - 1].i + 1, label=entity.label)


def _needs_model(sentence: Span, known: Container[int]) -> bool:
    """Whether it has a name that nobody knows."""
    return any(t.tag_ in _NAMES and t.idx not in known and t.lower_ not in _common() for t in sentence)


def _times_and_numbers(part: _Parts) -> Iterator[Span]:
    """Each word of a time, and each number, by itself."""
    units = load_words("timing", "units")
    for token in part.plain:
        if token.idx in part.timed or token.lemma_ in units or (token.like_num and _counts_time(token)):
            yield Span(token.doc, token.i, token.i + 1, label="DATE")
        elif token.like_num:
            yield Span(token.doc, token.i, token.i + 1, label="CARDINAL")


def _counts_time(number: Token) -> bool:
    """Whether it is a year, or stands before a unit of time: "*ninety* days", "a *two*-year term"."""
    behind = next((t.lemma_ for t in number.doc[number.i + 1 : number.i + 3] if t.text != "-"), "")
    return behind in load_words("timing", "units") or _YEAR.fullmatch(number.text) is not None


@cache
def _common() -> frozenset[str]:
    """Words with a capital that name nobody: offices, portfolios, nouns for agreements."""
    return load_words("titles", "offices", "portfolios") | load_words("treaty_nouns", "heads")
