"""Parts of speech and morphology: the model's attribute ruler, asked once for each word in each role.

The ruler matches some 180 patterns on every token, a tenth of the time of spaCy's pipeline. What it says depends on a token's
word, tag and dependency alone, or on those of two tokens ("gonna", "let's", "there is"); so it can be remembered.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.tokens import Doc, Token

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler

ATTRIBUTES = "treatykg_attributes"
_REMEMBERED = 1 << 17  # words in their roles: more than 10,000 articles have

_Word: TypeAlias = tuple[int, int, int]  # what the patterns ask of a token: its lower-case word, tag and dependency


class _Attributes(NamedTuple):
    """What the ruler sets; 0 where it leaves what was."""

    tag: int
    dep: int
    pos: int
    morph: str
    lemma: int


@Language.factory(ATTRIBUTES)
class RememberingRuler:
    """The component: sets what the model's `attribute_ruler` sets, and asks it only for what it has not seen before."""

    def __init__(self, nlp: Language, name: str) -> None:
        ruler: Any = nlp.get_pipe("attribute_ruler")  # which spaCy types as any component
        self._ruler: AttributeRuler = ruler
        pairs = [pattern for entry in ruler.patterns for pattern in entry["patterns"] if len(pattern) > 1]
        self._openers = Matcher(nlp.vocab)
        self._openers.add("first of two", [pattern[:1] for pattern in pairs])
        self._gerund, self._clause = (nlp.vocab.strings["VBG"], nlp.vocab.strings["pobj"]), nlp.vocab.strings["pcomp"]
        self._attributes = lru_cache(_REMEMBERED)(self._ask)
        self._opens = lru_cache(_REMEMBERED)(self._ask_opener)

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, morphology and irregular lemmas."""
        words = [(token.lower, token.tag, token.dep) for token in doc]
        for token, word in zip(doc, words, strict=True):
            _set(token, self._attributes(word)[0])
            if word[1:] == self._gerund:
                token.dep = self._clause  # "no intention of *leaving the pact*": a clause, not a thing
        for at, (word, following) in enumerate(pairwise(words)):
            if self._opens(word):
                for token, attributes in zip(doc[at : at + 2], self._attributes(word, following), strict=True):
                    _set(token, attributes)
        return doc

    def _ask(self, *words: _Word) -> tuple[_Attributes, ...]:
        doc = self._to_doc(words)
        found = self._ruler(doc)
        return tuple(
            _Attributes(
                token.tag if token.tag != tag else 0,
                token.dep if token.dep != dep else 0,
                token.pos,
                str(token.morph),
                token.lemma,
            )
            for token, (_, tag, dep) in zip(found, words, strict=True)
        )

    def _ask_opener(self, word: _Word) -> bool:
        return bool(self._openers(self._to_doc([word]), allow_missing=True))

    def _to_doc(self, words: tuple[_Word, ...] | list[_Word]) -> Doc:
        names = self._ruler.vocab.strings
        texts, tags, deps = ([names[each] for each in column] for column in zip(*words, strict=True))
        return Doc(self._ruler.vocab, words=texts, tags=tags, deps=deps, heads=list(range(len(texts))))


def _set(token: Token, attributes: _Attributes) -> None:
    tag, dep, pos, morph, lemma = attributes
    if tag:
        token.tag = tag
    if dep:
        token.dep = dep
    if pos:
        token.pos = pos
    if morph:
        token.set_morph(morph)  # type: ignore[attr-defined]
    if lemma:
        token.lemma = lemma
