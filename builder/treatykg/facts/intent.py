"""What somebody says to do or not to do: a promise, a refusal, a threat."""

from __future__ import annotations

from treatykg.facts.opinion import words
from treatykg.facts.said import Meaning, Said, mentioned, others
from treatykg.facts.voices import is_first_person

_SHARED = ("Signature", "Negotiation", "InstrumentExchange", "Meeting", "Visit")


def find_promise(said: Said) -> Meaning | None:
    """As in "we will ...", "Chile stands ready to ..."; with an act of retaliation a threat."""
    will = said.auxiliaries & (words("meaning.promise", "meaning.reported_promise"))
    ready = any(c.lower_ in words("meaning.ready") for c in said.complements("acomp", "advmod", "oprd"))
    ready = ready or (said.head.lemma_ == "intend" and said.head.tag_ != "VBN" and not said.negated)
    rather = any(c.lower_ in ("rather", "sooner") for c in said.head.children)
    if (
        "have" in said.auxiliaries
        or not (said.own or _spares(said))
        or not (will or ready)
        or rather
        or said.head.lemma_.lower() in words("meaning.want", "meaning.happening")
    ):
        return None
    if _leaves(said) or _schedules(said):
        return Meaning("Statement")
    if said.lemmas() & words("meaning.retaliation"):
        return Meaning("Threat", mentioned(said))
    to_whom = said.reading.agents(c.i for c in said.complements("dobj"))
    return Meaning("Pledge", others(said, to_whom))


def find_vote(said: Said) -> Meaning | None:
    """As in "its members would vote against the deal": praise or blame, however they promise it."""
    if said.head.lemma_.lower() not in words("meaning.voting") or not said.own:
        return None
    phrases = [c for c in said.complements("prep") if c.lower_ in ("for", "against", "in")]
    against = any(c.lower_ == "against" for c in phrases)
    backs = any(c.lower_ == "for" or any(g.lower_ in ("favour", "favor") for g in c.children) for c in phrases)
    return Meaning("Support" if backs != said.negated else "Opposition") if against != backs else None


def find_refusal(said: Said) -> Meaning | None:
    """As in "we will never sign", "Chile could accept no such reading", "it did not agree"."""
    refuses = said.head.lemma_.lower() in words("meaning.refused")
    if not refuses or not (said.own or _spares(said)) or not (said.negated or _of_none(said)):
        return None
    unable = said.auxiliaries & (words("meaning.promise") | words("meaning.reported_promise") | words("meaning.able"))
    disposed = said.auxiliaries & words("meaning.do") and said.head.lemma_.lower() in words("meaning.disposed")
    return Meaning("Opposition") if unable or disposed else None


def _leaves(said: Said) -> bool:
    """Whether it only tells that one will leave or end a treaty, which is an event."""
    return any(e.type in ("Withdrawal", "Termination") and said.head.i in (e.tokens or (e.token,)) for e in said.events)


def _schedules(said: Said) -> bool:
    """Whether it tells what several will do together, which is an event to come: "the two will sign it in May"."""
    shared = (e for e in said.events if e.type in _SHARED and (e.type != "Signature" or len(e.actors) > 1))
    told = any(e.factuality == "Planned" and said.head.i in (e.tokens or (e.token,)) for e in shared)
    return told and not is_first_person(said.reading, said.subjects)


def _spares(said: Said) -> bool:
    """Whether a state says what will not be done to somebody: "Minors, it says, will not be sent"; who could do it but itself."""
    passive = any(c.dep_ == "auxpass" for c in said.head.children)
    by = any(c.dep_ == "agent" for c in said.head.children)
    states = all(said.reading.entity(s).type in ("State", "GovernmentBody") for s in said.speakers)
    return passive and not by and said.negated and states and not said.agents


def _of_none(said: Said) -> bool:
    """Whether there is none of what the verb acts on: "will sign no treaty", "would enter into no deal"."""
    prepositions = (g for c in said.complements("prep") for g in c.children if g.dep_ == "pobj")
    objects = (*said.complements("dobj"), *prepositions)
    return any(g.lower_ == "no" and g.dep_ == "det" for o in objects for g in o.children)


def find_menace(said: Said) -> Meaning | None:
    """As in "There will be consequences", "we reserve the right to leave"."""
    if _litigates(said):
        return Meaning("Threat", mentioned(said))
    named = {t.lemma_.lower() for t in said.verdict()}
    reserved = said.head.lemma_ == "reserve" and any(c.lemma_ == "right" for c in said.complements("dobj"))
    return Meaning("Threat", mentioned(said)) if reserved or named & words("meaning.menace") else None


def _litigates(said: Said) -> bool:
    """Whether it tells that somebody may or will go to court: "the islands may ask a tribunal"."""
    if not said.auxiliaries & words("meaning.may"):
        return False
    verbs = [v for v in (said.head, *said.complements("xcomp")) if v.lemma_.lower() in words("meaning.suing")]
    phrases = (c for v in verbs for c in v.subtree if c.lower_ in ("to", "before", "in", "at") and c.dep_ == "prep")
    courts = (g for c in phrases for g in c.children if g.lemma_.lower() in words("meaning.courts"))
    judged = (
        g for g in courts if g.lower_ != "justice" or any(True for _ in g.children)
    )  # not "bring thieves to justice"
    return any(v.lemma_ == "sue" for v in verbs) or next(judged, None) is not None
