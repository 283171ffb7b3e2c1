"""Which entity a proposed name means: one that linking found, or one that the text names and whose kind can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from treatykg.facts import Reading
from treatykg.gazetteer import Gazetteer, fold
from treatykg.identifiers import entity_id, treaty_id
from treatykg.lexicon import load_lexicon, load_words
from treatykg.model import Entity, EntityType, Evidence, Span
from treatykg.proposals.quotes import find_words

# The lists of nouns by which a name tells its kind, the most telling first.
_NOUNS: Mapping[tuple[str, str], EntityType] = {
    ("treaty_nouns", "heads"): "Treaty",
    ("treaty_nouns", "name_heads"): "Treaty",
    ("instruments", "heads"): "LegalInstrument",
    ("bodies", "legislature.nouns"): "Legislature",
    ("bodies", "government.nouns"): "GovernmentBody",
    ("bodies", "organization.nouns"): "Organization",
}


@dataclass(frozen=True)
class Names:
    """The names of one article. `rule` is that under which an entity enters that only the proposal names."""

    reading: Reading
    gazetteer: Gazetteer
    rule: str

    def find_entities(self, name: str, *, quote: Span) -> tuple[Entity, ...]:
        """What the name means: by its place in the quote, by the names of linked entities, by its first place in the text.

        Several for a phrase such as "both sides"; none when the text does not have the name or nobody knows what kind of thing it is.
        """
        here = find_words(self.reading.text, name, within=quote)
        anywhere = here or find_words(self.reading.text, name)
        return (
            self._referents(here)
            or self._by_label.get(_key(name), ())
            or self._by_gazetteer(name)
            or self._referents(anywhere)
            or (tuple(self._new(name, anywhere)) if anywhere else ())
        )

    @cached_property
    def _by_label(self) -> Mapping[str, tuple[Entity, ...]]:
        """The linked entities by their folded names, where a name belongs to one only."""
        found: dict[str, dict[str, Entity]] = {}
        for entity in self.reading.linked.entities.values():
            for name in (entity.label, *entity.aliases):
                found.setdefault(_key(name), {})[entity.id] = entity
        return {name: tuple(entities.values()) for name, entities in found.items() if len(entities) == 1}

    def _referents(self, span: Span | None) -> tuple[Entity, ...]:
        """The entities that the phrase refers to, by its syntactic head."""
        words = self.reading.doc.char_span(span.start, span.end, alignment_mode="expand") if span else None
        return tuple(map(self.reading.entity, self.reading.linked.refer(words.root.i))) if words is not None else ()

    def _by_gazetteer(self, name: str) -> tuple[Entity, ...]:
        """The linked entity that the gazetteer knows by this name, as "Holland" for the Netherlands."""
        keys = _known_keys(self.gazetteer, name)
        return tuple(entity for entity in self.reading.linked.entities.values() if entity.key in keys)[:1]

    def _new(self, name: str, span: Span) -> Iterator[Entity]:
        """An entity that linking did not find, if its kind can be told."""
        evidence = (Evidence(span, self.rule),)
        if key := next(iter(_known_keys(self.gazetteer, name)), None):
            record = self.gazetteer.record(key)
            yield Entity(key, record.type, record.label, (name,), evidence, record.wikidata, key)
        elif type_ := _type_by_noun(name) or self._type_by_parser(span):
            scope = self.reading.linked.document.article.sha256
            id_ = treaty_id(name, parties=(), year=None, scope=scope) if type_ == "Treaty" else entity_id(type_, name)
            yield Entity(id_, type_, span.of(self.reading.text), (), evidence)

    def _type_by_parser(self, span: Span) -> EntityType | None:
        words = self.reading.doc.char_span(span.start, span.end, alignment_mode="expand")
        label = words.root.ent_type_ if words is not None else ""
        found: EntityType | None = load_lexicon("proposals")["labels"].get(label)
        return found


def _known_keys(gazetteer: Gazetteer, name: str) -> tuple[str, ...]:
    """The keys of what the whole name names in the gazetteer, if that is one thing only."""
    keys = {use.key for hit in gazetteer.find_names(name) if hit.span.of(name) == name for use in hit.namings}
    return tuple(keys) if len(keys) == 1 else ()


def _type_by_noun(name: str) -> EntityType | None:
    """The kind that the noun of a name tells: the last word before what says more about it ("Treaty of Lima", "Ghent Accord")."""
    openers = "|".join(map(re.escape, sorted(load_words("treaty_nouns", "phrases.complements"))))
    words = re.split(rf"\s(?:{openers})\s", name, maxsplit=1)[0].removeprefix("The ").split()
    if not any(word[0].isupper() for word in words):  # a description, which is for linking to tie to what it describes
        return None
    noun = words[-1].lower()
    return next((type_ for (file, key), type_ in _NOUNS.items() if noun in load_words(file, key)), None)


def _key(name: str) -> str:
    return fold(" ".join(name.split())).casefold().removeprefix("the ")
