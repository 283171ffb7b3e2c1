"""What the words of one mention of an agreement say: noun, kind, year, parties, modifiers, and whether they take it as known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from treatykg.entities.ages import concluded_in, read_age
from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.treaty_parties import PARTIES, read_parties, read_signers
from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions.phrases import MONTHS, determiner, year
from treatykg.mentions.treaty_nouns import noun_of
from treatykg.model import Mention, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})
_SPELLINGS = {"defense": "defence", "labor": "labour", "center": "centre", "program": "programme"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The features of one mention.

    `words` are its content words in lower case, singular, without states and years; `container` is "package" in
    "a package of"; `years` all years of its sentence that are not those of other agreements; `concluded` is the year behind
    its name ("signed in 1972"); `age` is "old" or "new" if the words set an old agreement against a new one; `matters` what
    it is about; `sites` the cities it is called after; `nearest` whether it takes up the one named last ("that accord");
    `signers` those who are told to conclude it; `making` and `ending` whether its verb tells that it comes about or is given up.
    """

    noun: str
    kind: str | None
    form: MentionForm
    year: int | None
    words: frozenset[str]
    parties: tuple[Cluster, ...]
    signers: frozenset[Cluster]
    definite: bool
    anaphor: bool
    contrast: bool
    passing: bool
    predicate: bool
    subject: bool
    introduces: bool
    years: frozenset[int]
    container: str
    concluded: int | None
    age: str
    matters: frozenset[str]
    sites: frozenset[str]
    nearest: bool
    another: bool
    making: bool
    ending: bool


def read_shape(register: Register, mention: Mention) -> Shape:
    """The shape of a mention of an agreement."""
    doc, head = register.doc, register.doc[mention.head]
    tokens = doc[mention.first_token : mention.end_token]
    before = determiner(doc, mention.first_token, 0)
    noun = noun_of(head)
    known = mention.rule in {"treaty:anaphor", "treaty:definite"}
    words = _content(register, mention)
    return Shape(
        noun=noun,
        kind=_kind(noun) or next((kind for token in tokens if (kind := _kind(token.lower_)) == "ceasefire"), None),
        form=mention.form,
        year=next((int(token.text) for token in tokens if year(token)), None),
        words=words,
        parties=read_parties(register, mention),
        signers=read_signers(register, mention),
        definite=known or before in load_words("treaty_nouns", "phrases.definite"),
        anaphor=mention.rule == "treaty:anaphor",
        contrast=any(token.lower_ in load_words("treaty_nouns", "contrast") for token in tokens),
        passing=_passing(doc, mention),
        predicate=_predicate(doc, mention),
        subject=head.dep_ in _SUBJECTS,
        introduces=_introduces(before, mention),
        years=frozenset(
            int(token.text) for token in head.sent if year(token) and not _of_another(register, mention, token)
        ),
        container=doc[mention.first_token - 2].lower_ if mention.rule == "treaty:contained" else "",
        concluded=concluded_in(head),
        age=read_age(tokens),
        matters=frozenset(matter for word in words for matter in _matters().get(word, ())),
        sites=frozenset(words & register.cities) if mention.form == "name" and len(words) == 1 else frozenset(),
        nearest=before in {"that", "this"},
        another=before == "another" or any(token.lower_ in {"different", "second"} for token in tokens),
        making=_governed(head, "making"),
        ending=_governed(head, "ending") and not _replaces(head),
    )


def _content(register: Register, mention: Mention) -> frozenset[str]:
    """The words that say which agreement it is: without its noun, its parties, its year and empty words."""
    inside = (m for m in register.inside(mention.first_token, mention.end_token) if m.type in PARTIES)
    parties = {token for other in inside for token in range(other.first_token, other.end_token)}
    tokens = register.doc[mention.first_token : _before_clause(register.doc, mention)]
    told = (t for t in tokens if t.is_alpha and t.i != mention.head and t.i not in parties and _tells(t.lower_))
    told = (t for t in told if t.ent_type_ != "DATE")  # "the *ten-year* pact"
    if mention.form != "name":
        told = (t for t in told if not read_age((t,)))
    return frozenset(_word(token.lower_) for token in told)


def _before_clause(doc: Doc, mention: Mention) -> int:
    """Where a clause begins that says what the agreement does; its words do not name it."""
    at = mention.head + 1
    opens = at < mention.end_token and doc[at].lower_ in {"that", "which", "under", "to"}
    return at if opens else mention.end_token


def _predicate(doc: Doc, mention: Mention) -> bool:
    """Whether the words say what something is, rather than which: "called it the worst deal", "as a treaty"."""
    superlative = any(token.tag_ == "JJS" for token in doc[mention.first_token : mention.end_token])
    after_as = mention.first_token > 1 and doc[mention.first_token - 2].lower_ == "as"
    return doc[mention.head].dep_ in {"attr", "oprd"} or superlative or after_as


def _introduces(before: str, mention: Mention) -> bool:
    """Whether the words bring in an agreement as new."""
    return before in load_words("treaty_nouns", "phrases.indefinite") and mention.form != "acronym"


def _tells(word: str) -> bool:
    return (
        word not in load_words("treaty_nouns", "phrases.empty")
        and word not in load_words("treaty_nouns", "phrases.connectors")
        and word not in {"a", "an", "that", "which", "its", "their", "no", "nr", "number"}
        and word not in MONTHS
    )


def _of_another(register: Register, mention: Mention, token: Token) -> bool:
    """Whether a year stands within or right behind the words for another agreement: "the list found in *the 1972 text*"."""
    return any(
        other is not mention and other.type == "Treaty" and other.first_token <= token.i < other.end_token
        for other in register.mentions
    )


def _governed(head: Token, table: str) -> bool:
    """Whether the verb or noun on which the words depend is of the list: "signed the accord", "the signing of the accord"."""
    governor = head.head if head.dep_ != "appos" else head.head.head
    for _ in range(3):
        if governor.dep_ not in {"prep", "pobj", "conj"} or governor.pos_ in {"VERB", "AUX"}:
            break
        governor = governor.head
    if governor.pos_ in {"VERB", "AUX"} and governor.dep_ in {"advcl", "pcomp"} and table == "making":
        return False  # "years after they signed it"
    return governor.lemma_.lower() in load_words("treaty_nouns", f"phrases.{table}")


def _replaces(head: Token) -> bool:
    """Whether it takes the place of another: "*the pact* replaces", where the other comes to an end."""
    return head.dep_ == "nsubj" and head.head.lemma_ in load_words("treaty_nouns", "phrases.relations")


@cache
def _matters() -> Mapping[str, tuple[str, ...]]:
    """Word to the matters that it names."""
    matters: Mapping[str, list[str]] = load_lexicon("treaty_nouns")["matters"]
    words = sorted({word for each in matters.values() for word in each})
    return {_word(word): tuple(matter for matter, each in matters.items() if word in each) for word in words}


def _word(word: str) -> str:
    word = _SPELLINGS.get(word, word)
    return word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word


def _kind(noun: str) -> str | None:
    kinds = load_lexicon("treaty_nouns")["kinds"]
    return next((kind for kind, nouns in kinds.items() if noun in nouns), None)


def _passing(doc: Doc, mention: Mention) -> bool:
    """Whether the agreement is only a frame for something else, or one that another replaces: "under the 1961 convention"."""
    head = doc[mention.head]
    if head.dep_ == "dobj" and head.head.lemma_ in load_words("treaty_nouns", "phrases.replaced"):
        return True
    at = mention.first_token - 1
    while at > 0 and doc[at].tag_ in {"DT", "CD", "PRP$"}:
        at -= 1
    return at >= 0 and doc[at].lower_ in {"under", "per", "by", "since", "like", "than"}


def overlap(shape: Shape, shapes: Iterable[Shape]) -> int:
    """How many content words the mention shares with those of an agreement.

    Two parties in common count as one, and so does one matter in other words: "the tax deal", "the taxation agreement".
    """
    return max((_shared(shape, other) for other in shapes), default=0)


def _shared(shape: Shape, other: Shape) -> int:
    words = len(shape.words & other.words)
    alike = bool(shape.matters) and shape.matters <= _sure_matters(other.words)
    return (words or alike) + (len({*shape.parties} & {*other.parties}) > 1)


def _sure_matters(words: Iterable[str]) -> frozenset[str]:
    """The matters of the words that name one only: not of "partnership", which may be one in trade or in defence."""
    return frozenset(found[0] for word in words if len(found := _matters().get(word, ())) == 1)
