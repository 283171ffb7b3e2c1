"""Provisions: what a treaty obliges, forbids or allows whom to do, from the ways news introduce it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.enumerations import split_list, split_sentence
from treatykg.facts.grounds import Introduction
from treatykg.facts.introductions import find_introduction
from treatykg.facts.listings import find_listed, list_tokens
from treatykg.facts.norms import main_tokens, own_tokens, with_subject, words
from treatykg.facts.obligations import choose_obligation, find_obligation, is_procedure
from treatykg.facts.paragraphs import Paragraphs
from treatykg.facts.provision_drafts import ProvisionDraft, join_single, to_draft
from treatykg.facts.reading import Reading
from treatykg.facts.subject_matter import subject_matter
from treatykg.facts.terms import Clause, find_term
from treatykg.model import Evidence, ObligationType, Span
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT = 3  # words with which a coordinated verb only fills up what the one before says


def find_provisions(reading: Reading) -> tuple[ProvisionDraft, ...]:
    """Return the provisions in the order of the text."""
    paragraphs = Paragraphs(reading.linked.document)
    found = list(find_listed(reading))
    told: list[int] = []
    covered = list_tokens(reading, found)
    for predicate in reading.predicates.values():
        if predicate.token in covered or _in_title(reading, predicate):
            continue
        drafts = _read(reading, predicate, find_introduction(reading, predicate))
        if not drafts and predicate.kind == "verb":
            drafts = _read(reading, predicate, find_term(Clause(reading, predicate, paragraphs, told)))
        if drafts and predicate.sentence not in told[-1:]:
            found.extend(_given_in_return(reading, drafts[0]))
            told.append(predicate.sentence)
        if drafts:
            covered.update(t for d in drafts for t in own_tokens(reading.doc[d.token]))
            found.extend(drafts)
    return join_single(sorted(found, key=lambda d: d.evidence[0].span))


def _given_in_return(reading: Reading, draft: ProvisionDraft) -> Iterator[ProvisionDraft]:
    """Yield what the other side gives: "in exchange for *the lifting of sanctions*", if the words tell what it is about."""
    sentence = reading.linked.document.sentences[draft.sentence]
    for token in reading.doc[sentence.first_token : sentence.end_token]:
        if token.lower_ not in words("trades") or token.head.lower_ != "in":
            continue
        for thing in (
            g for c in token.children if c.lower_ == "for" for g in c.children if g.dep_ in ("pobj", "pcomp")
        ):
            span = reading.linked.document.span(thing.left_edge.i, thing.right_edge.i + 1)
            kind = choose_obligation((span.of(reading.text),), {}, sure=False)
            if kind is not None and kind != draft.type:
                said = (Evidence(span, "provision.in-return"),)
                yield replace(draft, type=kind, token=thing.i, evidence=said, trigger=None, obligors=())


def _in_title(reading: Reading, predicate: Predicate) -> bool:
    return predicate.sentence == 0 and bool(reading.linked.document.title_tokens)


def _read(reading: Reading, predicate: Predicate, how: Introduction | None) -> tuple[ProvisionDraft, ...]:
    return tuple(_drafts(reading, predicate, how)) if how else ()


def _drafts(reading: Reading, predicate: Predicate, how: Introduction) -> Iterator[ProvisionDraft]:
    """Yield one provision for each thing that the clause obliges to, forbids or allows."""
    about = subject_matter(reading, how.treaties)
    typed: list[tuple[ObligationType, Span, Token, bool]] = []
    for tokens, head in _parts(reading, predicate, how):
        span = reading.linked.document.span(tokens[0], tokens[-1] + 1)
        core = " ".join(reading.doc[t].text for t in _core(reading, predicate, how, (tokens, head)))
        whole = span.of(reading.text)
        if is_procedure(core):
            continue
        kind = choose_obligation((core, whole), about, sure=how.sure, hinted=how.rule == "provision.under-treaty")
        if kind is not None:
            typed.append((kind, span, head, find_obligation(whole) is None))
    for kind, span, head, empty in typed:
        if not (empty and any(not each[3] for each in typed)):  # what tells nothing only fills up what stands beside it
            yield to_draft(reading, how, kind, span, head)


def _core(reading: Reading, predicate: Predicate, how: Introduction, part: tuple[list[int], Token]) -> list[int]:
    """Return the words that tell what the provision is about: without the treaty that is subject, with who or what is bound."""
    tokens, head = part
    if how.rule == "provision.treaty-verb":
        return [t for t in main_tokens(head, subject=head.i != predicate.token) if t in tokens]
    if predicate.kind != "verb":
        return main_tokens(head)
    inside, verb = {*tokens}, reading.doc[predicate.token]
    return [t for t in with_subject(verb, head) if t in inside or t < verb.i]


def _parts(reading: Reading, predicate: Predicate, how: Introduction) -> Iterator[tuple[list[int], Token]]:
    """Yield the tokens of each thing that is bound, and their head; a few words only fill up what stands before."""
    parts: list[tuple[list[int], Token]] = []
    for head in how.heads:
        tokens = own_tokens(head)
        if parts and sum(reading.doc[t].is_alpha for t in tokens) <= _SHORT:
            parts[-1][0].extend(tokens)
        elif parts or how.rule != "provision.term":
            parts.append((tokens, head))
        else:
            parts.append((sorted({*with_subject(reading.doc[predicate.token], head), *tokens}), head))
    for tokens, head in (part for each in parts for part in split_sentence(*each)):
        yield from split_list(tokens, head)
