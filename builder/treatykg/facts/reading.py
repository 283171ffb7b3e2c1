"""What a rule for facts may look at: the linked document, its predicates and its times."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from treatykg.dates import Anchor, TimeExpression
from treatykg.entities import LinkedDocument
from treatykg.facts.settings import Times, is_land, place_sites, place_times
from treatykg.lexicon import load_words
from treatykg.model import Entity, EntityType, Span
from treatykg.predicates import Predicate, Predicates
from treatykg.predicates.arguments import coordinated, read_arguments

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

    @cached_property
    def roles_read(self) -> dict[int, tuple[Predicate, dict[str, tuple[int, ...]]]]:
        """What `facts.roles` has read so far, by token: the predicate that was asked for, and its roles."""
        return {}

    def lemmas_of(self, sentence: int) -> frozenset[str]:
        """The lemmas of a sentence, in lower case."""
        return self._lemmas[sentence]

    @cached_property
    def _lemmas(self) -> tuple[frozenset[str], ...]:
        sentences = self.linked.document.sentences
        return tuple(frozenset(t.lemma_.lower() for t in self.doc[s.first_token : s.end_token]) for s in sentences)

    @cached_property
    def settings(self) -> Times:
        """The expressions of time by the words whose time they may tell."""
        return place_times(self.doc, self.times)

    @cached_property
    def sites(self) -> Mapping[int, tuple[int, ...]]:
        """For each word the tokens that name a place where its event may have happened."""
        return place_sites(self.doc, self._naming("Place"))

    @cached_property
    def lands(self) -> Mapping[int, tuple[int, ...]]:
        """For each word the tokens that name a state in which its event may have happened."""
        return place_sites(self.doc, (t for t in self._naming("State") if is_land(self.doc[t])))

    def _naming(self, kind: EntityType) -> tuple[int, ...]:
        referents = self.linked.referents.items()
        return tuple(t for t, keys in referents if any(self.entity(k).type == kind for k in keys))

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
            named = self.referents(_singled_out(self.doc[token]), types) or self.referents(
                (token, *_coordinated_names(self.doc[token])), types
            )
            own = named or self.referents(_renamings(self.doc[token]), types)
            found.update(dict.fromkeys(own or self._owners(token, types)))
        return tuple(found)

    def _owners(self, token: int, types: Iterable[str]) -> tuple[str, ...]:
        """Return whose the token is, or what it is some of ("three of the parties"), or who leads it."""
        if self.linked.refer(token) or self.doc[token].tag_ in ("PRP", "WP", "WDT", "EX"):
            return ()
        return self.referents(_belonging(self.doc[token]), types)

    @cached_property
    def _mentions_by_type(self) -> Mapping[str, tuple[tuple[int, str], ...]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for token in sorted(self.linked.referents):
            for key in self.linked.referents[token]:
                found.setdefault(self.entity(key).type, []).append((token, key))
        return {kind: tuple(mentions) for kind, mentions in found.items()}

    def told_last(self, token: int, kind: str, since: int = 0) -> tuple[str, ...]:
        """Return the entity of the type that the text names last before the token; a state only as a subject or owner.

        `since` is the first token from which one counts.
        """
        mentions = self._mentions_by_type.get(kind, ())
        for at, key in reversed(mentions[bisect_left(mentions, (since,)) : bisect_left(mentions, (token,))]):
            if kind != "State" or self.doc[at].dep_ in ("nsubj", "nsubjpass", "poss"):
                return (key,)
        return ()

    def with_principals(self, entities: Iterable[str]) -> tuple[str, ...]:
        """Add to each entity the states and bodies it acts for."""
        return tuple(dict.fromkeys(e for key in entities for e in (key, *self.linked.principals(key))))

    @cached_property
    def _dates(self) -> tuple[TimeExpression, ...]:
        return tuple(sorted((e for e in self.times if e.kind == "date"), key=lambda e: e.span.start))

    def date_at(self, token: int) -> TimeExpression | None:
        """Return the date of which the token is a word."""
        at = self.doc[token].idx
        index = bisect_right(self._dates, at, key=lambda e: e.span.start) - 1
        return self._dates[index] if index >= 0 and at < self._dates[index].span.end else None

    @cached_property
    def _treaty_tokens(self) -> tuple[tuple[int, str], ...]:
        return tuple(
            (token, e)
            for token in sorted(self.linked.referents)
            for e in self.linked.referents[token]
            if self.entity(e).type == "Treaty"
        )

    @cached_property
    def within_names(self) -> frozenset[int]:
        """The tokens inside what agreements and laws are called, without the heads ("the protocol on the *accession* of Chad")."""
        named = (m for m in self.linked.mentions if m.type in ("Treaty", "LegalInstrument"))
        return frozenset(t for m in named for t in range(m.first_token, m.end_token) if t != m.head)

    @cached_property
    def name_ends(self) -> Mapping[int, int]:
        """For each head of a mention the token after its last word."""
        return {m.head: m.end_token for m in self.linked.mentions}

    @cached_property
    def agreement_ends(self) -> Mapping[int, int]:
        """For the token after what an agreement is called, the name's head."""
        return {m.end_token: m.head for m in self.linked.mentions if m.type == "Treaty"}

    @cached_property
    def name_heads(self) -> Mapping[int, int]:
        """For each first noun of what an agreement is called, the name's head: "*Law* of the Sea *accord*"."""
        named = (m for m in self.linked.mentions if m.type == "Treaty")
        return {t: m.head for m in named for t in range(m.first_token, m.head) if self.doc[t].pos_ in ("NOUN", "PROPN")}

    @cached_property
    def troops_leave(self) -> bool:
        """Whether the text tells that troops leave a country, so that "the withdrawal" may be theirs."""
        troops, leaving = load_words("events", "classes.troops"), load_words("events", "troops.leaving")
        named = (t for t in self.linked.document.tokens if t.lemma_.lower() in troops)
        return any({t.head.lemma_.lower(), t.head.head.lemma_.lower()} & leaving for t in named)

    @cached_property
    def amongs(self) -> tuple[int, ...]:
        """Where "among" stands."""
        return tuple(t.i for t in self.linked.document.tokens if t.lower_ in ("among", "amongst"))

    @cached_property
    def main_treaty(self) -> str | None:
        """The treaty that the text refers to most; of equals the first."""
        counts: dict[str, int] = {}
        for _, treaty in self._treaty_tokens:
            counts[treaty] = counts.get(treaty, 0) + 1
        return max(counts, key=lambda t: counts[t], default=None)

    def focus(self, token: int) -> tuple[str, ...]:
        """Return the treaty that the text is about at this token: the nearest before that its clause is about, else the main one.

        Looked for in the last sentences; one named only within another phrase gives way to a subject or object.
        """
        sentence = self.linked.document.sentence_of_token[token]
        for index in range(sentence, max(-1, sentence - _FOCUS), -1):
            first = self.linked.document.sentences[index].first_token
            end = min(token, self.linked.document.sentences[index].end_token)
            span = self._treaty_tokens[
                bisect_left(self._treaty_tokens, (first,)) : bisect_left(self._treaty_tokens, (end,))
            ]
            before = [(_prominence(self.doc[at]), at, t) for at, t in span]
            if before:
                return (max(before)[2],)
        return (self.main_treaty,) if self.main_treaty else ()

    def clause(self, predicate: Predicate) -> Span:
        """Return the words of the predicate's clause, without clauses that only stand beside it or hang from its arguments."""
        token = self.doc[predicate.token]
        inside = sorted(t.i for t in _clause_tokens(token))
        return self.linked.document.span(inside[0], inside[-1] + 1)


_MEMBERS = frozenset(("one", "two", "three", "some", "first", "last", "latest", "newest"))
_COUNTING = frozenset(("include", "comprise", "number", "be"))  # "those that signed *include* Chile"
_FOCUS = 3  # sentences in which a treaty stays in focus
_LEADING = frozenset(("lead", "head", "chair"))


def _prominence(token: Token) -> int:
    """How much a sentence is about what the word names: 2 as subject or object, 0 as part of another phrase."""
    if token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return 2
    return 0 if token.dep_ in ("pobj", "compound", "poss", "nmod") and token.head.head.pos_ in ("NOUN", "PROPN") else 1


def _coordinated_names(token: Token) -> tuple[int, ...]:
    """Return the names that the parser hangs from one beside them: "*Nehru* and Field Marshal Ayub Khan", "Mali, *Chad and Niger*"."""
    names = [c for c in token.children if c.dep_ in ("nmod", "appos") and c.pos_ == "PROPN"]
    return tuple(t.i for c in names if any(g.dep_ == "cc" for g in c.children) for t in coordinated(c))


def _singled_out(token: Token) -> tuple[int, ...]:
    """Return who of many is meant: "*Chile* is one of the states that signed", "those that signed include *Chile*"."""
    phrase = token.head
    if token.dep_ == "nsubj" and phrase.lemma_ in _COUNTING and any(c.dep_ in ("relcl", "acl") for c in token.children):
        role = "attr" if phrase.lemma_ == "be" else "dobj"
        return tuple(t.i for c in phrase.children if c.dep_ == role for t in coordinated(c))
    if token.dep_ != "pobj" or phrase.lower_ not in ("of", "among"):
        return ()
    above = phrase.head
    if above.lower_ in _MEMBERS and above.dep_ == "appos":
        return (above.head.i,)
    copula = above.head if above.lower_ in _MEMBERS and above.dep_ == "attr" else above
    stated = copula.lemma_ == "be" and (copula.i != above.i or phrase.lower_ == "among")
    return tuple(t.i for c in copula.children if c.dep_ == "nsubj" for t in coordinated(c)) if stated else ()


def _renamings(token: Token) -> tuple[int, ...]:
    """Return what says who a common noun is: its appositions, and the name before it ("Turkey, the first country to sign")."""
    appositions = [t.i for c in token.children if c.dep_ == "appos" for t in coordinated(c)]
    if token.dep_ == "appos":
        appositions.append(token.head.i)
    elif token.dep_ in ("nsubj", "attr"):
        subjects = [c.i for c in token.head.children if c.dep_ == "nsubj" and c.i < token.i][:1]
        between = token.doc[subjects[0] : token.i] if subjects else ()
        if token.dep_ == "attr" or any(c.lower_ == "," for c in between):
            appositions.extend(subjects)
    return tuple(appositions)


def _belonging(token: Token) -> tuple[int, ...]:
    """Return the words for the owners of what the token names, or for those who lead it."""
    roles = read_arguments(token)
    of_house = ("in",) if token.lemma_.lower() in load_words("events", "houses.parts") else ()
    owners = [t for role in ("possessor", "modifier", "of", "from", *of_house) for t in roles.get(role, ())]
    leaders = [
        leader
        for clause in token.children
        if clause.dep_ == "acl" and clause.lemma_ in _LEADING
        for leader in read_arguments(clause).get("subject", ())
    ]
    return (*leaders, *owners)


_BESIDE = frozenset(("conj", "cc", "relcl", "parataxis", "ccomp", "advcl", "punct"))


def _clause_tokens(head: Token) -> Iterable[Token]:
    """Yield the tokens of a clause; of the clauses inside it only those that are its arguments."""
    yield head
    for child in head.children:
        verbal = child.pos_ in ("VERB", "AUX") and child.dep_ not in ("xcomp", "pcomp", "acl", "aux", "auxpass")
        if child.dep_ in ("punct", "cc", "parataxis") or (child.dep_ in _BESIDE and verbal):
            continue
        yield from _clause_tokens(child)
