"""Clauses that no word ties to the treaty, yet tell its terms: by how they bind, whom, where they stand and what they are about.

Each of these counts for or against; `lexicon/provisions.toml` has the weights.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from treatykg.facts.grounds import OBLIGORS, Introduction, parties_of, subjects_of, treaties_of
from treatykg.facts.norms import Norm, is_clause, main_tokens, read_norm, words
from treatykg.facts.obligations import best_obligation, is_procedure
from treatykg.facts.paragraphs import Paragraphs
from treatykg.facts.reading import Reading
from treatykg.facts.subject_matter import subject_matter
from treatykg.lexicon import load_lexicon
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token


def weight(name: str) -> float:
    """Return a weight of `lexicon/provisions.toml`."""
    return float(load_lexicon("provisions")["weights"][name])


@dataclass(frozen=True)
class Clause:
    """One clause that may tell a term of the treaty in focus."""

    reading: Reading
    predicate: Predicate
    paragraphs: Paragraphs
    told: Sequence[int]  # the sentences in which a provision was found so far, in the order of the text

    @cached_property
    def verb(self) -> Token:
        """The word that heads the clause."""
        return self.reading.doc[self.predicate.token]

    @cached_property
    def norm(self) -> Norm:
        """How it binds."""
        return read_norm(self.verb)

    @cached_property
    def treaties(self) -> tuple[str, ...]:
        """The treaty whose term it would be."""
        return self.reading.focus(self.predicate.token)

    @cached_property
    def words(self) -> str:
        """What it says."""
        inside = main_tokens(self.verb)
        return " ".join(self.reading.doc[t].text for t in inside)


def find_term(clause: Clause) -> Introduction | None:
    """Return the clause as a provision when enough speaks for it."""
    if not clause.treaties or not is_clause(clause.verb) or clause.predicate.lemma in _never(clause):
        return None
    bound = _bound(clause)
    if bound is None:
        return None
    kind, obligors = bound
    total = weight(clause.norm.form) + weight(kind) + _standing(clause) + _against(clause)
    if clause.norm.form in ("future", "permission") and kind == "party" and _standing(clause) < weight("continued"):
        total += weight("plan")
    if total + _matter(clause) < weight("enough"):
        return None
    sure = total >= weight("sure") and clause.norm.form in _BINDING
    return Introduction("provision.term", clause.treaties, obligors, clause.norm.heads, sure)


_BINDING = ("duty", "permission", "undertaking", "gain")


def _never(clause: Clause) -> Collection[str]:
    """Return the verbs that make no term in this form."""
    form = clause.norm.form
    if clause.predicate.factuality == "Negated" and form in ("undertaking", "undertook", "gained", "present"):
        return (clause.predicate.lemma,)
    return words("never") if form in ("rule", "future", "present", "copula", "past") else ()


def _bound(clause: Clause) -> tuple[str, tuple[str, ...]] | None:
    """Return whom the clause binds: the parties, one of them, somebody else, or nobody but a thing; None when it cannot bind."""
    reading, subjects = clause.reading, subjects_of(clause.predicate)
    tokens = [reading.doc[t] for t in subjects]
    if not tokens or any(t.lower_ in ("i", "we", "you", "he", "she") for t in tokens):
        return None
    if any(t.lemma_.lower() in words("makers") for t in tokens):
        return None
    if reading.referents(subjects, ("Person", "Treaty", "Legislature", "LegalInstrument")) or treaties_of(
        reading, subjects
    ):
        return None
    named, parties = reading.referents(subjects, OBLIGORS), _parties(clause)
    general = any(t.lemma_.lower() in words("parties") or t.lower_ in words("all") for t in tokens)
    if general and _general(reading, subjects):
        return "parties", named or parties
    if not named:
        owners = reading.agents(subjects, OBLIGORS)
        of_party = bool(owners) and (set(owners) <= set(parties) or not parties)
        return ("organ" if of_party else "thing"), owners or parties
    if not general and reading.referents(clause.predicate.fillers("object"), ("Treaty",)):
        return None  # what one state does with a treaty is an event: "Iran may leave the pact"
    if set(named) <= set(parties) or not parties:
        return ("parties" if len(named) > 1 else "party"), named
    owners = reading.with_principals(named)
    return ("organ" if set(owners) & set(parties) else "stranger"), named


def _parties(clause: Clause) -> tuple[str, ...]:
    """Return the parties of the treaty in focus and of the one that the article is about."""
    main = clause.reading.main_treaty
    treaties = (*clause.treaties, main) if main else clause.treaties
    return parties_of(clause.reading, dict.fromkeys(treaties))


def _general(reading: Reading, subjects: tuple[int, ...]) -> bool:
    """Whether the subject means parties in general, not one state by its name."""
    return all(reading.doc[t].pos_ != "PROPN" for t in subjects)


def _standing(clause: Clause) -> float:
    """Return what the place of the clause in the text counts."""
    sentence = clause.predicate.sentence
    before = clause.paragraphs.before(sentence)
    total = weight("trade") if _traded(clause.verb) else 0.0
    last = clause.told[-1] if clause.told else -1
    if last == sentence:
        return total + weight("joined")
    if before and last == before[-1]:
        return total + weight("continued")
    if last in before:
        return total + weight("paragraph")
    if before and _about(clause.reading, before[-1]):
        return total + weight("about")
    if _about(clause.reading, sentence):
        return total + weight("named")
    return total + (weight("near") if last in clause.paragraphs.previous(sentence) else 0.0)


def _about(reading: Reading, sentence: int) -> bool:
    at = reading.linked.document.sentences[sentence]
    return bool(treaties_of(reading, range(at.first_token, at.end_token)))


def _traded(verb: Token) -> bool:
    """Whether the clause begins with "in return", "in exchange"."""
    return any(c.lower_ == "in" and any(g.lower_ in words("trades") for g in c.children) for c in verb.children)


def _matter(clause: Clause) -> float:
    """Return what the words count: how much they tell of a type, and whether the treaty is about that."""
    about = subject_matter(clause.reading, dict.fromkeys((*clause.treaties, *_main(clause))))
    kind, much = best_obligation(clause.words)
    fits = kind is not None and kind in about
    if kind is None:
        much = best_obligation(clause.words, about)[1] / 2
    return min(much / 2, weight("type")) + (weight("fits") if fits else 0.0)


def _main(clause: Clause) -> tuple[str, ...]:
    return (clause.reading.main_treaty,) if clause.reading.main_treaty else ()


def _against(clause: Clause) -> float:
    """Return what speaks against: somebody says it, it is quoted, it is how treaties are made. The treaty itself may say it."""
    reading = clause.reading
    total = weight("procedure") if is_procedure(clause.words) else 0.0
    speakers = [
        t for v in _saying(clause.verb) if v.i in reading.predicates for t in subjects_of(reading.predicates[v.i])
    ]
    if treaties_of(reading, speakers):
        return total + weight("spoken")
    if speakers and not any(reading.doc[t].lemma_.lower() in words("parties") for t in speakers):
        total += weight("reported")
    subjects = subjects_of(clause.predicate)
    if all(reading.linked.document.quoted(t) for t in (clause.predicate.token, *subjects)) and not _ordains(
        clause.verb
    ):
        total += weight("quoted")
    return total


def _ordains(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "shall" for c in verb.children)


def _saying(verb: Token) -> list[Token]:
    """Return the verbs of saying that report the clause."""
    speaking = [c for c in verb.children if c.dep_ in ("parataxis", "ccomp", "advcl") and c.lemma_ in words("saying")]
    if verb.dep_ == "ccomp" and verb.head.lemma_ in words("saying"):
        speaking.append(verb.head)
    return speaking
