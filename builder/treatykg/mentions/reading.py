"""A document with what every finder of mentions asks of it: known names, datelines, tokens of spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from treatykg.model import EntityType, Mention, MentionForm, Span
from treatykg.sentences.boundaries import find_dateline
from treatykg.sentences.document import title_end

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

    from treatykg.gazetteer import Gazetteer, NameHit
    from treatykg.sentences import Document

_DAY = re.compile(r"\b(?:[12]\d{3}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d)")
_LONGEST_CREDIT = 110  # code points of a line that says only who published where and when


@dataclass(frozen=True)
class Reading:
    """A document, the gazetteer, and what both give."""

    document: Document
    gazetteer: Gazetteer

    @property
    def doc(self) -> Doc:
        """The parsed document."""
        return self.document.doc

    @cached_property
    def hits(self) -> tuple[tuple[NameHit, int, int], ...]:
        """The known names with their tokens (half-open), in the order of the text."""
        found = ((hit, *self.tokens(hit.span)) for hit in self.document.known_names)
        return tuple((hit, first, end) for hit, first, end in found if first < end)

    def tokens(self, span: Span) -> tuple[int, int]:
        """The tokens that a span touches, half-open; `(0, 0)` when it touches none."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return (found.start, found.end) if found is not None else (0, 0)

    @cached_property
    def state_starts(self) -> frozenset[int]:
        """The tokens at which names of states begin."""
        named = (first for hit, first, _ in self.hits if any(each.key.startswith("state/") for each in hit.namings))
        return frozenset(named)

    @cached_property
    def datelines(self) -> tuple[Span, ...]:
        """Where the text says only when, where and by whom it was written: the dateline and lines of credit."""
        text = self.document.article.text
        match = find_dateline(text, title_end(text))
        return (*((Span(*match.span()),) if match else ()), *_credits(text, title_end(text)))

    def in_dateline(self, offset: int) -> bool:
        """Whether the code point belongs to a dateline or a line of credit."""
        return any(span.start <= offset < span.end for span in self.datelines)

    @cached_property
    def dateline_states(self) -> tuple[str, ...]:
        """The keys of the states that the datelines name, or whose capitals they name."""
        hits = (hit for hit, _, _ in self.hits if self.in_dateline(hit.span.start))
        return tuple(naming.key for hit in hits for naming in hit.namings if naming.key.startswith("state/"))

    def in_title(self, token: int) -> bool:
        """Whether the token belongs to the title."""
        return token < self.document.title_tokens

    def sentence_start(self, token: int) -> int:
        """The first token of the token's sentence."""
        return self.document.sentences[self.document.sentence_of_token[token]].first_token

    def sentence_end(self, token: int) -> int:
        """The end token of the token's sentence."""
        return self.document.sentences[self.document.sentence_of_token[token]].end_token

    def mention(
        self,
        tokens: tuple[int, int],
        *,
        form: MentionForm,
        type: EntityType,  # noqa: A002  # the field's name in the model
        rule: str,
        key: str | None = None,
        head: int | None = None,
    ) -> Mention:
        """A mention of the tokens; its head is the syntactic head among them, unless `head` names another."""
        first, end = tokens
        root = syntactic_head(self.doc[first:end]).i if head is None else head
        return Mention(self.document.span(first, end), first, end, root, form, type, rule, key)


def _credits(text: str, start: int) -> list[Span]:
    """Short lines between title and story that hold a date and no sentence."""
    found = []
    for line in re.finditer(r"[^\n]+", text[start:]):
        words = line.group()
        if len(words) > _LONGEST_CREDIT or not _DAY.search(words) or re.search(r"[.!?][”\"]?\s*\Z", words):
            break
        found.append(Span(start + line.start(), start + line.end()))
    return found


def syntactic_head(words: TokenSpan) -> Token:
    """The word on which the others depend; where the parser tears a name apart ("the Treaty | on the ..."), its first noun."""
    root = words.root
    if root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "VERB"):
        return root
    nouns = (t for t in words if t.pos_ in ("NOUN", "PROPN") and not words.start <= t.head.i < words.end)
    return next(nouns, root)


def capitalised(token: Token) -> bool:
    """Whether the token is written as a name: a capital first, and a letter."""
    return token.text[:1].isupper()
