"""The line of a story: the main clauses in the simple past, each of which takes up where the one before left off."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from treatykg.facts.reading import Reading
from treatykg.predicates import Predicate
from treatykg.predicates.hosts import is_verbal

if TYPE_CHECKING:
    from spacy.tokens import Token

STORY = "dates/story"  # the rule of a time that only the sentence before has told


def carries_story(reading: Reading, predicate: Predicate) -> bool:
    """Whether the predicate tells what happened next: a main verb in the simple past, not "had signed" or "has signed"."""
    verb = main = reading.doc[predicate.token]
    while main.dep_ == "conj" and is_verbal(main.head):
        main = main.head
    if predicate.kind != "verb" or not _is_main(main) or predicate.factuality != "Actual":
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    return any(t.tag_ == "VBD" for t in (verb, *helpers)) and not any(c.lemma_ == "have" for c in helpers)


def _is_main(verb: Token) -> bool:
    """Whether the verb is that of a main clause; the parser hangs the first of two from the second ("A signed; B did not")."""
    if verb.dep_ not in ("ccomp", "parataxis"):
        return verb.dep_ == "ROOT"
    marked = any(c.dep_ == "mark" for c in verb.children)
    return verb.head.dep_ == "ROOT" and verb.i < verb.head.i and not marked and _parted(verb)


def _parted(verb: Token) -> bool:
    """Whether a semicolon, or a comma with "and" or "but", stands between the clause and that of its head."""
    between = verb.doc[verb.i : verb.head.i]
    words = [t.lower_ for t in between]
    joint = any(a == "," and b in ("and", "but") for a, b in pairwise(words))
    return joint or ";" in words


def main_before(reading: Reading, sentence: int) -> Predicate | None:
    """Return the main verb of the sentence before this one; None at the beginning."""
    if sentence == 0:
        return None
    return main_of(reading, sentence - 1)


def main_of(reading: Reading, index: int) -> Predicate | None:
    """Return the main verb of a sentence."""
    sentence = reading.linked.document.sentences[index]
    tokens = reading.doc[sentence.first_token : sentence.end_token]
    root = next((t for t in tokens if t.dep_ == "ROOT"), None)
    return reading.predicates.get(root.i) if root is not None else None


def joined_to(reading: Reading, main: Predicate) -> tuple[Predicate, ...]:
    """Return the verbs that are joined to a main verb, in the order of the text: "opened in May and *closed* in June"."""
    verbs: list[Token] = [reading.doc[main.token]]
    for verb in verbs:
        verbs.extend(c for c in verb.children if c.dep_ == "conj" and is_verbal(c))
    return tuple(reading.predicates[v.i] for v in sorted(verbs[1:], key=lambda v: v.i) if v.i in reading.predicates)
