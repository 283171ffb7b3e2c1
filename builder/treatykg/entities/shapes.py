"""What the words of one mention of an agreement say: noun, kind, year, parties, modifiers, and whether they take it as known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.entities.clusters import Cluster, Register
from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions.phrases import determiner, year
from treatykg.mentions.treaty_nouns import noun_of
from treatykg.model import Mention, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "ROOT"})
_PARTIES = frozenset({"State", "InternationalOrganization"})
_FEW = 4  # parties; a treaty of more is not told by them
_SPELLINGS = {"defense": "defence", "labor": "labour", "center": "centre", "program": "programme"}


@dataclass(frozen=True, slots=True)
class Shape:
    """The features of one mention.

    `words` are its content words in lower case, singular, without states and years; `container` is "package" in
    "a package of"; `years` all years of its sentence.
    """

    noun: str
    kind: str | None
    form: MentionForm
    year: int | None
    words: frozenset[str]
    parties: tuple[Cluster, ...]
    definite: bool
    anaphor: bool
    contrast: bool
    passing: bool
    predicate: bool
    subject: bool
    introduces: bool
    years: frozenset[int]
    container: str


def read_shape(register: Register, mention: Mention) -> Shape:
    """The shape of a mention of an agreement."""
    doc, head = register.doc, register.doc[mention.head]
    tokens = doc[mention.first_token : mention.end_token]
    before = determiner(doc, mention.first_token, 0)
    noun = noun_of(head)
    known = mention.rule in {"treaty:anaphor", "treaty:definite"}
    return Shape(
        noun=noun,
        kind=_kind(noun) or next((kind for token in tokens if (kind := _kind(token.lower_)) == "ceasefire"), None),
        form=mention.form,
        year=next((int(token.text) for token in tokens if year(token)), None),
        words=_content(register, mention),
        parties=_parties(register, mention) or _on_record(register, mention),
        definite=known or before in load_words("treaty_nouns", "phrases.definite"),
        anaphor=mention.rule == "treaty:anaphor",
        contrast=any(token.lower_ in load_words("treaty_nouns", "contrast") for token in tokens),
        passing=_passing(doc, mention),
        predicate=_predicate(doc, mention),
        subject=head.dep_ in _SUBJECTS,
        introduces=_introduces(before, mention),
        years=frozenset(int(token.text) for token in head.sent if year(token)),
        container=doc[mention.first_token - 2].lower_ if mention.rule == "treaty:contained" else "",
    )


def _content(register: Register, mention: Mention) -> frozenset[str]:
    """The words that say which agreement it is: without its noun, its parties, its year and empty words."""
    inside = (m for m in register.inside(mention.first_token, mention.end_token) if m.type in _PARTIES)
    parties = {token for other in inside for token in range(other.first_token, other.end_token)}
    tokens = register.doc[mention.first_token : _before_clause(register.doc, mention)]
    told = (t for t in tokens if t.is_alpha and t.i != mention.head and t.i not in parties and _tells(t.lower_))
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
        and word not in {"a", "an", "that", "which", "its", "their"}
    )


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


def _parties(register: Register, mention: Mention) -> tuple[Cluster, ...]:
    """The states and organizations within the words, and after "with" the one that acts."""
    inside = [m for m in register.inside(mention.first_token, mention.end_token) if _is_party(register.doc, m, mention)]
    found = list(dict.fromkeys(register.of_mention[m] for m in inside if m in register.of_mention))
    if len(found) == 1 and any(t.lower_ == "with" for t in register.doc[mention.head : mention.end_token]):
        found.extend(actor for actor in _actor(register, mention) if actor not in found)
    return tuple(found)


def _is_party(doc: Doc, inner: Mention, mention: Mention) -> bool:
    """Whether a name within that of an agreement is a party: any state, an organization only behind the noun or a hyphen."""
    if inner.type != "InternationalOrganization":
        return inner.type == "State"
    hyphen = {doc[max(inner.first_token - 1, 0)].text, doc[inner.end_token].text if inner.end_token < len(doc) else ""}
    return inner.head > mention.head or "-" in hyphen


def _on_record(register: Register, mention: Mention) -> tuple[Cluster, ...]:
    """The parties that the gazetteer knows of a treaty of few, as far as the text names them."""
    keys = register.reading.gazetteer.record(mention.key).parties if mention.key else ()
    found = (register.known(key) for key in keys) if len(keys) <= _FEW else ()
    return tuple(cluster for cluster in found if cluster is not None)


def _actor(register: Register, mention: Mention) -> Iterable[Cluster]:
    """The state that is subject of the clause in which the agreement is named."""
    token = register.doc[mention.head]
    for governor in (token, *token.ancestors):
        for child in governor.lefts:
            if child.dep_ == "nsubj":
                inside = (register.referents.get(token.i, ()) for token in child.subtree)
                return [each for found in inside for each in found if each.type in _PARTIES][:1]
    return ()


def conflict(shape: Shape, cluster: Cluster, shapes: Iterable[Shape], *, now: int | None = None) -> bool:
    """Whether the mention cannot mean this agreement: other year, other parties, other kind of instrument.

    `now` is the year of publication: an agreement that the text brings in as new is not one of years ago.
    """
    shapes = tuple(shapes)
    if shape.year and any(shape.year in each.years for each in shapes if not each.year):
        return _other_parties(shape, cluster) or _other_kind(shape, shapes, bool(cluster.mentions))
    if shape.year and cluster.year and abs(shape.year - cluster.year) > 2 * bool(cluster.key):
        return True
    if shape.year and not cluster.year and now and now - shape.year > 2 and any(each.introduces for each in shapes):
        return True
    return _other_parties(shape, cluster) or _other_kind(shape, shapes, bool(cluster.mentions))


def _other_parties(shape: Shape, cluster: Cluster) -> bool:
    if not shape.parties or not cluster.parties:
        return False
    common = {*shape.parties} & {*cluster.parties}
    foreign = {*shape.parties} - {*cluster.parties}
    return not common or bool(len(cluster.parties) > 1 and foreign and len(shape.parties) < 3)


def _other_kind(shape: Shape, shapes: tuple[Shape, ...], known: bool) -> bool:
    """Whether the noun is that of another instrument: a protocol is no annex, an annex is no treaty."""
    kinds = {each.kind for each in shapes if each.kind} - {"convention"}
    kind = shape.kind if shape.kind != "convention" else None
    if kind:
        return kind not in kinds and (bool(kinds) or known)
    return bool(kinds & {"annex", "amendment"}) and shape.noun in {
        "treaty",
        "agreement",
        "accord",
        "pact",
        "convention",
    }


def overlap(shape: Shape, shapes: Iterable[Shape]) -> int:
    """How many content words the mention shares with those of an agreement; two parties in common count as one."""
    return max(
        (len(shape.words & other.words) + (len({*shape.parties} & {*other.parties}) > 1) for other in shapes), default=0
    )
