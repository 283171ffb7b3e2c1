"""What a rule for facts may look at: the linked document, its predicates and its times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from treatykg.dates import Anchor, TimeExpression
from treatykg.entities import LinkedDocument
from treatykg.model import Entity, Span
from treatykg.predicates import Predicate, Predicates

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGENT_TYPES = frozenset(
    ("State", "InternationalOrganization", "StateGroup", "Legislature", "GovernmentBody", "Organization", "Person")
)


@dataclass(frozen=True)
class Reading:
    """A read, linked document: the one argument of every extractor of facts."""

    linked: LinkedDocument
    predicates: Predicates
    times: tuple[TimeExpression, ...]
    anchor: Anchor

    @property
    def doc(self) -> Doc:
        """The parsed tokens."""
        return self.linked.document.doc

    @property
    def text(self) -> str:
        """The text of the article."""
        return self.linked.document.article.text

    def entity(self, key: str) -> Entity:
        """Return the entity with this id."""
        return self.linked.entities[key]

    def referents(self, tokens: Iterable[int], types: Iterable[str]) -> tuple[str, ...]:
        """Return the entities of the given types that the tokens refer to, each once, in the order of the text."""
        wanted = frozenset(types)
        found = (e for t in tokens for e in self.linked.refer(t) if self.entity(e).type in wanted)
        return tuple(dict.fromkeys(found))

    def agents(self, tokens: Iterable[int], types: Iterable[str] = AGENT_TYPES) -> tuple[str, ...]:
        """Return who acts when these tokens are subjects: what they refer to, else whose they are ("envoys of Chad")."""
        found: dict[str, None] = {}
        for token in tokens:
            own = self.referents((token,), types) or self.referents(self._appositions(token), types)
            found.update(dict.fromkeys(own or self._owners(token, types)))
        return tuple(found)

    def _appositions(self, token: int) -> tuple[int, ...]:
        return tuple(c.i for c in self.doc[token].children if c.dep_ == "appos")

    def _owners(self, token: int, types: Iterable[str]) -> tuple[str, ...]:
        if self.linked.refer(token) or token not in self.predicates or self.doc[token].pos_ == "PRON":
            return ()
        return self.referents(self.predicates[token].fillers("possessor", "modifier", "of"), types)

    def with_principals(self, entities: Iterable[str]) -> tuple[str, ...]:
        """Add to each entity the states and bodies it acts for."""
        return tuple(dict.fromkeys(e for key in entities for e in (key, *self.linked.principals(key))))

    @cached_property
    def _treaty_tokens(self) -> tuple[tuple[int, str], ...]:
        return tuple(
            (token, e)
            for token in sorted(self.linked.referents)
            for e in self.linked.referents[token]
            if self.entity(e).type == "Treaty"
        )

    @cached_property
    def main_treaty(self) -> str | None:
        """The treaty that the text refers to most; of equals the first."""
        counts: dict[str, int] = {}
        for _, treaty in self._treaty_tokens:
            counts[treaty] = counts.get(treaty, 0) + 1
        return max(counts, key=lambda t: counts[t], default=None)

    def focus(self, token: int) -> tuple[str, ...]:
        """Return the treaty that the text is about at this token: named last in the sentence, else just before, else the main one."""
        sentence = self.linked.document.sentence_of_token[token]
        first = self.linked.document.sentences[max(0, sentence - 1)].first_token
        before = [t for at, t in self._treaty_tokens if first <= at < token]
        if before:
            return (before[-1],)
        return (self.main_treaty,) if self.main_treaty else ()

    def clause(self, predicate: Predicate) -> Span:
        """Return the words of the predicate's clause, without clauses that only stand beside it or hang from its arguments."""
        token = self.doc[predicate.token]
        inside = sorted(t.i for t in _clause_tokens(token))
        return self.linked.document.span(inside[0], inside[-1] + 1)


_BESIDE = frozenset(("conj", "cc", "relcl", "parataxis", "ccomp", "advcl", "punct"))


def _clause_tokens(head: Token) -> Iterable[Token]:
    """Yield the tokens of a clause; of the clauses inside it only those that are its arguments."""
    yield head
    for child in head.children:
        verbal = child.pos_ in ("VERB", "AUX") and child.dep_ not in ("xcomp", "pcomp", "acl", "aux", "auxpass")
        if child.dep_ in ("punct", "cc", "parataxis") or (child.dep_ in _BESIDE and verbal):
            continue
        yield from _clause_tokens(child)
