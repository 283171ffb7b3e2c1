"""Drafts of claims become claims: what each is about, which charge it answers, and a claim for every event that is only alleged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from treatykg import identifiers
from treatykg.facts.claim_drafts import ClaimDraft
from treatykg.facts.drafts import Draft
from treatykg.facts.reading import Reading
from treatykg.model import Claim, ClaimType, Event, Evidence

UNNAMED = "claim.unnamed-source"
_SAID_OF: dict[str, ClaimType] = {"Alleged": "Accusation", "Denied": "Denial"}


def to_claims(
    found: Sequence[ClaimDraft], drafts: Sequence[Draft], events: Sequence[Event], reading: Reading
) -> tuple[Claim, ...]:
    """Return the claims in the order of the text; `events` are what the `drafts`, one for one, became.

    Every alleged or denied event has a claim about it: where the text names nobody who says so, one without a speaker.
    """
    scope = reading.linked.document.article.sha256
    claims: list[Claim] = []
    for draft in found:
        answered = _answered(draft, claims)
        about = _about(draft, drafts, events, reading) or tuple(k for c in claims if c.id in answered for k in c.about)
        claim = Claim(
            id="",
            type=draft.type,
            evidence=draft.evidence,
            speakers=draft.speakers,
            targets=draft.targets,
            about=tuple(dict.fromkeys(about)),
            responds_to=answered,
            content=draft.content,
        )
        claims.append(replace(claim, id=identifiers.claim_id(claim, scope=scope)))
    nobody = [replace(c, id=identifiers.claim_id(c, scope=scope)) for c in _of_nobody(events, claims, reading)]
    once = {claim.id: claim for claim in (*claims, *nobody)}
    return tuple(sorted(once.values(), key=lambda c: c.evidence[0].span.start))


def _about(draft: ClaimDraft, drafts: Sequence[Draft], events: Sequence[Event], reading: Reading) -> tuple[str, ...]:
    tokens = draft.about_tokens
    told = (e.id for e, d in zip(events, drafts, strict=True) if any(t in tokens for t in d.tokens or (d.token,)))
    return (*told, *reading.referents(tokens, ("Treaty",)))


def _answered(draft: ClaimDraft, before: Sequence[Claim]) -> tuple[str, ...]:
    """Return the charge that a denial or a refusal to comment answers: the last against one of its speakers, else the last."""
    if draft.type not in ("Denial", "NoComment"):
        return ()
    accusations = [c for c in before if c.type == "Accusation" and not set(c.speakers) & set(draft.speakers)]
    against = [c for c in accusations if set(c.targets) & set(draft.speakers)]
    return tuple(c.id for c in (against or accusations)[-1:])


def _of_nobody(events: Sequence[Event], claims: Sequence[Claim], reading: Reading) -> Iterator[Claim]:
    """Yield a claim without a speaker about each event that is said to be alleged or denied, by whom nobody knows."""
    about = {key for claim in claims for key in claim.about}
    for event in events:
        kind = _SAID_OF.get(event.factuality)
        if kind is not None and event.id not in about:
            states = tuple(a for a in event.actors if reading.entity(a).type == "State")
            yield Claim(
                id="",
                type=kind,
                evidence=tuple(Evidence(e.span, UNNAMED) for e in event.evidence[:1]),
                targets=states if kind == "Accusation" else (),
                about=(event.id,),
            )
