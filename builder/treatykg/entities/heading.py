"""Who heads what, by a verb: "A, who leads the delegation", "the committee, chaired by A"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatykg.entities.holders import Holding, People
from treatykg.lexicon import load_lexicon
from treatykg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

_BODIES = frozenset({"InternationalOrganization", "Legislature", "GovernmentBody", "Organization"})


def find_headed(people: People) -> Iterator[Holding]:
    """As in "A, who heads the committee", "the committee, chaired by A"."""
    register = people.register
    direct, with_on = load_lexicon("titles")["verbs"], load_lexicon("titles")["verbs_with_on"]
    for token in register.reading.document.tokens:
        if token.tag_[0] != "V" or token.lemma_ not in {*direct, *with_on}:
            continue
        objects = _headed(token) or _objects(token, on=token.lemma_ in with_on)
        owners = [owner for child in objects for owner in register.referents.get(child.i, ()) if owner.type in _BODIES]
        subject = _agent(people, token) if objects and objects[0].i < token.i else _subject(people, token.i)
        if owners and subject is not None:
            first = min(token.i, subject.first_token, *(child.i for child in objects))
            end = max(
                subject.end_token, *(child.right_edge.i + 1 for child in objects if child.i > token.i), token.i + 1
            )
            span = register.reading.document.span(first, end)
            title = {**direct, **with_on}[token.lemma_]
            yield Holding(register.of_mention[subject], title, owners[0], span, "post:verb")


def _headed(verb: Token) -> list[Token]:
    """What is headed in "the committee, chaired by A", "the board is led by A"."""
    if verb.tag_ != "VBN" or not any(child.dep_ == "agent" for child in verb.rights):
        return []
    if verb.dep_ in {"acl", "relcl"}:
        return [verb.head]
    if verb.i > 1 and verb.nbor(-1).text == ",":  # where the parser ties the clause to the verb
        return [verb.nbor(-2)]
    return [child for child in verb.lefts if child.dep_ == "nsubjpass"]


def _agent(people: People, verb: Token) -> Mention | None:
    """The person in "chaired by A"."""
    agents = {doer.i for child in verb.rights if child.dep_ == "agent" for doer in child.rights}
    return next((mention for mention in people.starts.values() if mention.head in agents), None)


def _objects(verb: Token, *, on: bool) -> list[Token]:
    """The objects of "heads the committee"; with `on` those of "sits on the committee"."""
    if not on:
        return [child for child in verb.rights if child.dep_ == "dobj"]
    behind = (child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "on")
    return [child for preposition in behind for child in preposition.rights if child.dep_ == "pobj"]


def _subject(people: People, verb: int) -> Mention | None:
    """The person who is subject of the verb, through "who"."""
    token = people.register.doc[verb]
    heads = {child.i for child in token.lefts if child.dep_ == "nsubj"}
    if token.dep_ == "relcl":
        heads.add(token.head.i)
        if token.i > 1 and token.nbor(-1).lower_ == "who":
            heads.update(mention.head for end, mention in people.ends.items() if end in {token.i - 1, token.i - 2})
    return next((mention for mention in people.starts.values() if mention.head in heads), None)
