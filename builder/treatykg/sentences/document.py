"""A parsed article: spaCy's document over the article's own code points, its sentences, title and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from treatykg.model import Article, Sentence, Span
from treatykg.sentences.parser import load_parser
from treatykg.sentences.recognised import known_names, times

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from treatykg.dates import TimeExpression
    from treatykg.gazetteer import NameHit

# The model learnt from straight quotes and plain spaces. One code point becomes one, so that offsets stay those of the article.
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " ", "–": "-"}
)
_QUOTATION = re.compile(
    r"“[^“”\n]{2,}?”|(?<![\w\"])\"[^\"\n]{2,}?\"(?!\w)|(?<!\w)‘[^‘’\n]{8,}?’(?!\w)|(?<!\w)'[^'\n]{8,}?'(?!\w)"
)
_LONGEST_TITLE = 200
_AT_ONCE = 8  # articles: more save nothing


@dataclass(frozen=True)
class Document:
    """An article and its parse. Token indices are those of `doc`; offsets are code points of `article.text`."""

    article: Article
    doc: Doc
    sentences: tuple[Sentence, ...]
    quotations: tuple[Span, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of `doc`, which makes them anew each time it is walked through."""
        return tuple(self.doc)

    @property
    def known_names(self) -> tuple[NameHit, ...]:
        """The names in the text that the gazetteer knows, in its order."""
        return known_names(self.doc)

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """The expressions of time in the text, in its order."""
        return times(self.doc)

    @cached_property
    def sentence_of_token(self) -> tuple[int, ...]:
        """For each token the index of its sentence."""
        return tuple(s.index for s in self.sentences for _ in range(s.first_token, s.end_token))

    @cached_property
    def title_tokens(self) -> int:
        """How many tokens at the beginning belong to the title; 0 without one."""
        end = title_end(self.article.text)
        return sum(1 for token in self.tokens if token.idx < end)

    def span(self, first_token: int, end_token: int) -> Span:
        """The code points of the tokens `[first_token, end_token)`, without the white space around them."""
        tokens = [t for t in self.doc[first_token:end_token] if not t.is_space]
        return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else Span(0, 0)

    def quoted(self, token: int) -> bool:
        """Whether the token stands inside a direct quotation."""
        at = self.doc[token].idx
        return any(q.start <= at < q.end for q in self.quotations)


def read_document(article: Article) -> Document:
    """Parse the article's text; an article of white space only has no sentences."""
    return next(read_documents([article]))


def read_documents(articles: Iterable[Article]) -> Iterator[Document]:
    """Parse the articles, a few at once: that takes a tenth less time than one by one, and each comes out the same."""
    read = ((article.text.translate(_PLAIN), article) for article in articles)
    for doc, article in load_parser().pipe(read, as_tuples=True, batch_size=_AT_ONCE):
        yield _to_document(doc, article)


def _to_document(doc: Doc, article: Article) -> Document:
    sentences = tuple(
        Sentence(index, Span(sent.start_char, sent.end_char), sent.start, sent.end)
        for index, sent in enumerate(doc.sents)
    )
    quotations = tuple(Span(*m.span()) for m in _QUOTATION.finditer(article.text))
    return Document(article, doc, sentences, quotations)


def title_end(text: str) -> int:
    r"""Where the title ends: the first line, if it is short and a line break separates it from what follows; else 0.

    >>> title_end("Treaty signed in Oslo\n\nNorway and Sweden ...")
    21
    """
    first, _, rest = text.partition("\n")
    is_title = bool(rest.strip()) and 0 < len(first) <= _LONGEST_TITLE and not first.rstrip().endswith((".", ",", ";"))
    return len(first) if is_title else 0
