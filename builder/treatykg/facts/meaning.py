"""What saying something amounts to: a promise, a threat, a demand, a charge, a denial, praise or blame, or a plain statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from treatykg.facts.drafts import Draft
from treatykg.facts.intent import find_menace, find_promise, find_refusal, find_vote
from treatykg.facts.opinion import feel, judge, words
from treatykg.facts.reading import AGENT_TYPES
from treatykg.facts.said import Meaning, Said, others, phrase_of
from treatykg.facts.targets import last_doers, whose
from treatykg.model import ClaimType

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_meaning(said: Said) -> Meaning:
    """Return what saying this amounts to; a plain statement when nothing else fits."""
    return next((found for test in _TESTS if (found := test(said))), Meaning("Statement"))


def _demand(said: Said) -> Meaning | None:
    """As in "Chile must leave", "it is for Chile to leave", "we want Chile to leave"."""
    doc = said.reading.doc
    if said.own and said.head.lemma_.lower() in words("meaning.want") and not said.negated:
        inner = [c for c in said.head.children if c.dep_ in ("ccomp", "xcomp", "dobj")]
        wished = [t.i for c in inner for t in (c, *c.children) if t.dep_ in ("nsubj", "nsubjpass", "dobj")]
        asked = others(said, said.reading.agents(wished))
        return (
            Meaning("Demand", asked) if asked or ("would" in said.auxiliaries and said.head.lemma_ == "like") else None
        )
    if said.own:
        return None
    if said.auxiliaries & words("meaning.duty") or (said.head.lemma_ == "have" and _infinitive(said.head)):
        missed = any(c.lower_ == "have" for c in said.head.children if c.dep_ == "aux")
        return Meaning("Opposition" if missed else "Demand", others(said, said.agents))
    if said.head.lemma_ == "be" and any(doc[t].lower_ == "it" for t in said.subjects):
        turn = next(
            (
                t
                for t in said.head.subtree
                if t.lower_ in ("for", "to") and t.i > said.head.i and t.dep_ in ("prep", "mark")
            ),
            None,
        )
        asked = said.reading.referents([turn.i + 1, turn.i + 2], AGENT_TYPES) if turn is not None else ()
        return Meaning("Demand", asked) if asked else None
    return None


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children) for c in verb.children)


def _until(said: Said) -> Meaning | None:
    """As in "The talks are off until Chile withdraws": a condition set for somebody else is a demand."""
    for clause in said.reading.doc[said.content.tokens[0] : said.content.tokens[1]]:
        if clause.dep_ in ("advcl", "ccomp") and any(c.lower_ in ("until", "unless") for c in clause.children):
            inner = said.reading.predicates.get(clause.i)
            asked = others(said, said.reading.agents(inner.fillers("subject"))) if inner else ()
            if asked:
                return Meaning("Demand", asked)
    return None


def _charge(said: Said) -> Meaning | None:
    """As in "Chile has broken its word", "Chile alone is to blame", "the fault lies with Chile"."""
    if burdened := rests_with(said):
        return Meaning("Accusation", burdened)
    told = _told(said)
    objects = {t.lemma_.lower() for c in said.complements("dobj") for t in phrase_of(c)} | _manner(said)
    targets = others(said, said.agents if not is_vague(said) else _doers_of_breach(said))
    targets = targets or _by_whom(said)
    if not targets or said.own or said.negated or not (told | objects) & words("meaning.blame"):
        return None
    states = tuple(t for t in targets if said.reading.entity(t).type != "Person")
    return Meaning("Accusation", states or targets)


def _told(said: Said) -> set[str]:
    """Return the words and lemmas of the verdict."""
    spoken = list(said.verdict())
    particles = {f"{said.head.lemma_.lower()} {c.lower_}" for c in said.complements("prt")}
    return particles | {t.lower_ for t in spoken} | {t.lemma_.lower() for t in spoken}


def rests_with(said: Said) -> tuple[str, ...]:
    """Return on whom it lays the blame: "the responsibility lies *with Chile* alone"."""
    if said.head.lemma_ not in ("lie", "rest", "fall", "belong") or said.negated:
        return ()
    blamed = any(said.reading.doc[t].lemma_.lower() in words("meaning.burdens") for t in said.subjects)
    phrases = (c for c in said.complements("prep") if c.lower_ in ("with", "on", "at", "to"))
    tokens = (t.i for c in phrases for g in c.children if g.dep_ == "pobj" for t in (g, *g.subtree)) if blamed else ()
    return others(said, said.reading.agents(tokens))


def _manner(said: Said) -> set[str]:
    """Return what the deed is said to be: "moved its troops *in breach of the pact*"."""
    phrases = (c for c in said.complements("prep") if c.lower_ in ("in", "by"))
    return {g.lemma_.lower() for c in phrases for g in c.children if g.dep_ == "pobj"} & words("meaning.breaching")


def _by_whom(said: Said) -> tuple[str, ...]:
    """Return whose deed the verdict names: "amounts to a breach *by Chile*"."""
    prepositions = (c for t in said.verdict() for c in t.children if c.lower_ == "by" and c.dep_ == "prep")
    return others(said, said.reading.agents(t.i for p in prepositions for t in p.children if t.dep_ == "pobj"))


def is_vague(said: Said) -> bool:
    """Whether the subject only points: "this is a breach", "it was a mistake"."""
    return any(said.reading.doc[t].lower_ in ("it", "this", "that") for t in said.subjects)


def _doers_of_breach(said: Said) -> tuple[str, ...]:
    """Return who did what "this is a breach of the treaty" speaks of."""
    return last_doers(said.reading, said.events, said.head.i, "hostile")


def _disclaimer(said: Said) -> Meaning | None:
    """As in "Chile has no intention of leaving", "the charge is false", "it is not directed against Peru", "not so"."""
    objects = {t.lemma_.lower() for c in said.complements("dobj", "attr") for t in phrase_of(c)}
    told = _told(said)
    none = (
        said.negated
        or "nothing" in objects
        or any(g.lower_ == "no" for c in said.complements("dobj", "attr") for g in c.children if g.dep_ == "det")
    )
    if said.own and none and objects & words("meaning.disowned"):
        return Meaning("Denial")
    never = any(c.lower_ == "never" for c in said.head.children) and said.head.tag_ in ("VBD", "VBN")
    if said.own and said.negated and (told & words("meaning.blame") or (never and told & words("meaning.committing"))):
        return Meaning("Denial")
    untrue = told & words("meaning.untrue")
    if untrue and not said.own and (said.negated == bool(untrue & {"directed", "aimed"})):
        return Meaning("Denial")
    return Meaning("Denial") if _gainsays(said) else None


def _gainsays(said: Said) -> bool:
    """As in "Not so", "Baseless", "no such deal was ever made", "nobody's rights are at risk"."""
    short = _opens_short(said)
    such = any(c.lower_ == "such" for t in said.subjects for c in said.reading.doc[t].children)
    fears = said.about_none and judge(said.verdict()) in ("Concern", "Opposition")
    return short or (said.about_none and (such or fears)) or _did_no_such_thing(said)


def _did_no_such_thing(said: Said) -> bool:
    """As in "we did no such thing", "never promised anything of the kind", "there is no truth in it"."""
    objects = list(said.complements("dobj", "attr"))
    phrases = [{t.lower_ for t in o.subtree} for o in objects]
    none = said.negated or any("no" in p or "nothing" in p for p in phrases)
    there = any(c.dep_ == "expl" for c in said.head.children)
    founded = there and any(o.lemma_.lower() in words("meaning.founded") for o in objects)
    same = said.own and any({"such"} <= p or {"kind", "sort"} & p for p in phrases)
    return none and (same or founded)


def _opens_short(said: Said) -> bool:
    """Whether a word or two for "no" stand before a break, in what is said or in front of its sentence."""
    doc = said.reading.doc
    spoken = [doc[t] for t in said.content.said[:3]]
    opening = [t for t in said.head.sent[:4] if not t.is_punct]
    for first in (spoken, opening):
        first = first[1:] if first and first[0].lower_ in ("a", "an") else first
        taken = 2 if first and first[0].lower_ == "not" else 1
        told = " ".join(t.lower_ for t in first[:taken])
        last = first[:taken][-1:]
        if told in words("meaning.retort") and last and last[0].i + 1 < len(doc) and last[0].nbor(1).is_punct:
            return True
    return False


def _affirmation(said: Said) -> Meaning | None:
    """As in "We support Chile's membership", "Peru, too, recognises Chile", "we reject the deal"."""
    verb = next((v for v in _tried(said) if v.lemma_.lower() in words("meaning.backing", "meaning.opposing")), None)
    if not said.own or verb is None:
        return None
    backs = verb.lemma_.lower() in words("meaning.backing")
    objects = [c.i for c in verb.children if c.dep_ == "dobj"]
    if verb.lemma_ == "stand":
        sides = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("by", "with", "behind"))
        objects = [g.i for c in sides for g in c.children if g.dep_ == "pobj"]
    turned = backs == said.negated
    agents = () if said.reading.referents(objects, ("Treaty",)) else said.reading.agents(objects)
    return Meaning("Opposition" if turned else "Support", others(said, agents))


def _tried(said: Said) -> Iterator[Token]:
    """Yield the main verb and what it is tied to: "we continue to support", "I am proud to welcome"."""
    yield said.head
    for complement in said.complements("xcomp", "acomp"):
        yield complement
        yield from (c for c in complement.children if c.dep_ == "xcomp")


def _opinion(said: Said) -> Meaning | None:
    """Praise, blame or worry in the main clause: directed at the state whose deed the subject is."""
    felt = (
        next((k for c in (said.head, *said.complements("acomp", "attr")) if (k := feel(c))), None) if said.own else None
    )
    kind = felt or _effect(said) or judge(said.verdict())
    if kind is None or (said.own and not felt and said.head.lemma_.lower() not in words("verdict.carriers")):
        return None
    causes = said.reading.predicates[said.head.i].fillers("by", "with", "at", "subject") if felt else ()
    found = (e for t in causes for e in whose(said.reading, t, said.events, said.head.i))
    return Meaning(kind, others(said, tuple(dict.fromkeys(found)) if felt else _deed(said)))


def _effect(said: Said) -> ClaimType | None:
    """Return what an agreement or decision is said to do: "the pact will *protect* both coasts", "*strips* them of a right"."""
    verb = said.head.lemma_.lower()
    good = verb in words("verdict.good_effects")
    if said.own or not (good or verb in words("verdict.bad_effects")) or not _is_of_agreement(said):
        return None
    return "Support" if good != said.negated else "Opposition"


def _is_of_agreement(said: Said) -> bool:
    doc = said.reading.doc
    named = said.reading.referents(said.subjects, ("Treaty", "LegalInstrument"))
    return bool(named) or any(doc[t].lemma_.lower() in words("meaning.disputed") for t in said.subjects)


def _deed(said: Said) -> tuple[str, ...]:
    """Return the states and people whom the subject names, or whose deed it names; a treaty is nobody's."""
    told = [c for c in said.complements("ccomp", "csubj") if any(g.lower_ == "that" for g in c.children)]
    if is_vague(said) and told:  # "it was wrong *that Chile left*"
        return said.reading.agents(g.i for c in told for g in c.children if g.dep_ in ("nsubj", "nsubjpass"))
    if is_vague(said) or said.reading.referents(said.subjects, ("Treaty", "LegalInstrument")):
        return ()
    return said.agents


def matters(said: Said) -> bool:
    """Whether a plain statement is worth keeping: it speaks of an agreement, of a power or person, or of an event."""
    spoken = set(said.content.said)
    about = (said.reading.entity(e).type for t in said.content.said for e in said.reading.linked.refer(t))
    return any(kind != "Place" for kind in about) or any(spoken & set(e.tokens or (e.token,)) for e in said.events)


def is_own_act(said: Said, events: Sequence[Draft]) -> bool:
    """Whether the words only tell what the speaker does, which is an event: "announced that it was leaving", "expects to sign"."""
    told = any(said.head.i in (e.tokens or (e.token,)) for e in events)
    return told and not said.negated and (said.own or said.head.dep_ == "xcomp")


_TESTS: tuple[Callable[[Said], Meaning | None], ...] = (
    _until,
    find_refusal,
    find_vote,
    find_promise,
    find_menace,
    _demand,
    _disclaimer,
    _charge,
    _affirmation,
    _opinion,
)
