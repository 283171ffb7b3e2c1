"""Echoes: "as did Chile", "so did Peru", "Brazil did likewise" let others say the same; they join the claim, or repeat it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.claim_drafts import ClaimDraft
from treatykg.facts.reading import Reading
from treatykg.facts.voices import find_speakers, with_bodies
from treatykg.model import Evidence
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

RULE = "claim.echo"
_AUXILIARIES = frozenset(("do", "have", "be"))


def with_echoes(reading: Reading, drafts: Sequence[ClaimDraft]) -> tuple[ClaimDraft, ...]:
    """Return the claims, with those who echo them in the same sentence among their speakers, and new ones for echoes elsewhere."""
    found = sorted(drafts, key=lambda d: d.token)
    for token in reading.linked.document.tokens:
        echoing = _echoing(token)
        if not echoing:
            continue
        speakers = find_speakers(reading, echoing)
        at = bisect_left(found, token.i, key=lambda d: d.token)
        if not speakers or not at or (at < len(found) and found[at].token == token.i):
            continue
        model = found[at - 1]
        sentence = reading.linked.document.sentence_of_token[token.i]
        if sentence == model.sentence:
            joined = tuple(dict.fromkeys((*model.speakers, *with_bodies(reading, speakers))))
            found[at - 1] = replace(model, speakers=joined)
        elif sentence == model.sentence + 1:
            found.insert(at, _repeated(reading, token, model, speakers))
    return tuple(found)


def _echoing(verb: Token) -> tuple[int, ...]:
    """Return the subjects of a bare auxiliary that stands for the verb before: "as did Chile", "Peru did likewise"."""
    if verb.lemma_ not in _AUXILIARIES or verb.dep_ in ("aux", "auxpass") or any(c.tag_ == "MD" for c in verb.children):
        return ()
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "dobj", "attr")]
    before = {t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i]}
    after = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]}
    inverted = [c for c in subjects if c.i > verb.i] if before & {"as", "so"} else []
    if inverted:
        return tuple(t.i for c in inverted for t in (c, *(g for g in c.children if g.dep_ == "conj")))
    same = verb.lemma_ == "do" and (after & {"likewise", "so"} or {"the", "same"} <= after)
    return tuple(c.i for c in subjects if c.dep_ == "nsubj") if same else ()


def _repeated(reading: Reading, token: Token, model: ClaimDraft, speakers: tuple[str, ...]) -> ClaimDraft:
    document = reading.linked.document
    predicate: Predicate | None = reading.predicates.get(token.i)
    span = reading.clause(predicate) if predicate else document.span(token.i, token.i + 1)
    return replace(
        model,
        token=token.i,
        sentence=document.sentence_of_token[token.i],
        evidence=(Evidence(span, RULE),),
        speakers=with_bodies(reading, speakers),
        content=None,
        content_tokens=(0, 0),
        clause_tokens=(model.about_tokens.start, model.about_tokens.stop),
    )
