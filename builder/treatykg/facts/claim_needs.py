"""What a frame of a claim needs beside its words, by the names that `needs` gives in `lexicon/claims.toml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from treatykg.facts.content import Content
from treatykg.facts.frames import ClaimFrame
from treatykg.facts.matching import fillers
from treatykg.facts.opinion import judge, words
from treatykg.facts.reading import Reading
from treatykg.facts.roles import Roles
from treatykg.facts.said import Said
from treatykg.facts.voices import with_bodies
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_VAGUE = frozenset(("a", "an", "no"))


@dataclass(frozen=True, slots=True)
class Match:
    """A frame on a predicate: its arguments, who speaks, and what is said."""

    reading: Reading
    predicate: Predicate
    frame: ClaimFrame
    roles: Roles
    speakers: tuple[str, ...]
    content: Content | None


def has_needs(match: Match, targets: tuple[str, ...]) -> bool:
    """Whether all is there that the frame needs."""
    told = all(bool(targets) if need == "target" else _NEEDS[need](match) for need in match.frame.needs)
    return told and not _submits(match, targets)


def _submits(match: Match, targets: tuple[str, ...]) -> bool:
    """Whether a government asks its own parliament to pass something, which is a step of the treaty and no demand."""
    if match.frame.claim != "Demand" or match.predicate.lemma not in words("voice.submitting") or not targets:
        return False
    reading, ours = match.reading, set(with_bodies(match.reading, match.speakers))
    passed = any(reading.doc[t].lemma_ in words("voice.passing") for t in match.predicate.fillers("clause"))
    return passed and all(
        reading.entity(t).type == "Legislature" and ours & set(reading.linked.principals(t)) for t in targets
    )


def _always(match: Match) -> bool:
    """Speaker, judgement and feeling: without them there is no match to ask about."""
    return bool(match.speakers)


def _has_content(match: Match) -> bool:
    return match.content is not None


def _governs_that(match: Match) -> bool:
    """Whether a clause with "that" follows the word."""
    clauses = (match.reading.doc[t] for t in match.predicate.fillers("clause") if t > match.predicate.token)
    return any(c.dep_ == "mark" and c.lower_ == "that" for clause in clauses for c in clause.children)


def _object_tells(match: Match) -> bool:
    """Whether a clause with "that" tells what the object holds: "took the view *that the deal was dead*"."""
    objects = [match.reading.doc[t] for t in fillers(match.roles, ("object",))]
    clauses = (c for o in objects for c in o.children if c.dep_ in ("acl", "ccomp", "relcl"))
    return any(g.dep_ == "mark" and g.lower_ == "that" for c in clauses for g in c.children)


def _has_matter(match: Match) -> bool:
    """Whether something is said, or the object is something that the text knows or tells: an entity, an act, a definite noun."""
    if match.content is not None:
        return True
    for token in fillers(match.roles, ("object", "clause")):
        word = match.reading.doc[token]
        if match.reading.linked.refer(token) or word.pos_ in _VERBAL or _is_definite(word):
            return True
        if word.tag_ == "NN" and not any(c.dep_ == "det" for c in word.children):
            return True  # something in general: "welcomed legal certainty"
    return False


def _is_definite(noun: Token) -> bool:
    return any(c.dep_ in ("poss", "prep", "det", "acl", "relcl") and c.lower_ not in _VAGUE for c in noun.children)


def _asks(match: Match) -> bool:
    """Whether something is to be done: "to sign", "that it sign", "that it should sign", "for a yes", "against it"."""
    doc = match.reading.doc
    if fillers(match.roles, ("for", "against")):
        return True
    verb = doc[match.predicate.token]
    clauses = {
        *match.predicate.fillers("clause"),
        *(c.i for c in verb.children if c.dep_ in ("advcl", "xcomp", "ccomp")),
        *_in_document(verb),
    }
    return any(_is_request(doc[t]) for t in sorted(clauses) if t > verb.i)


def _in_document(verb: Token) -> Iterator[int]:
    """Yield the clauses that the parser hangs from a letter or its like: "appealed to him in a letter *to keep* it"."""
    nouns = (g for c in verb.children if c.dep_ == "prep" and c.lower_ in ("in", "by") for g in c.children)
    written = (n for n in nouns if n.lemma_.lower() in words("voice.documents"))
    yield from (c.i for n in written for c in n.children if c.dep_ in ("acl", "relcl"))


def _is_request(verb: Token) -> bool:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxiliaries & (words("meaning.duty") | {"to"}):
        return True
    bare = any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.children)  # "that it *be placed* under control"
    return (verb.tag_ == "VB" or bare) and not any(c.tag_ in ("MD", "VBZ", "VBP", "VBD") for c in verb.children)


def _is_about_agreement(match: Match) -> bool:
    """Whether the object is an agreement, a text or somebody's act, not a port or an army."""
    return _is_agreement(match, ("object",))


def _is_against_agreement(match: Match) -> bool:
    return _is_agreement(match, ("against",))


def _is_backed_agreement(match: Match) -> bool:
    return _is_agreement(match, ("object", "by", "for"))


def _is_agreement(match: Match, roles: tuple[str, ...]) -> bool:
    tokens = fillers(match.roles, roles)
    named = match.reading.referents(tokens, ("Treaty", "LegalInstrument"))
    return bool(named) or any(match.reading.doc[t].lemma_.lower() in words("meaning.disputed") for t in tokens)


def _is_negative(match: Match) -> bool:
    """Whether the verdict is blame."""
    doc = match.reading.doc
    return any(
        judge(doc[t].subtree) == "Opposition" or doc[t].lower_ in words("meaning.untrue")
        for t in fillers(match.roles, ("complement", "as", "clause"))
    )


def _names_others(match: Match) -> bool:
    """Whether the clause has a subject of its own: "wants Chile to leave", not "wants to leave"."""
    doc = match.reading.doc
    clauses = [doc[t] for t in match.predicate.fillers("clause")]
    own = any(c.dep_ in ("nsubj", "nsubjpass") for verb in clauses for c in verb.children)
    return own or any(c.dep_ == "dobj" for c in doc[match.predicate.token].children)


def _promises(match: Match) -> bool:
    """Whether it is a promise beside the treaty: what "undertakes" in the present tense is what the treaty itself says."""
    token = match.reading.doc[match.predicate.token]
    habitual = (
        match.predicate.tense == "present" and token.tag_ in ("VBZ", "VBP") and token.lemma_ in ("undertake", "commit")
    )
    first = any(match.reading.doc[t].lower_ in ("i", "we") for t in match.predicate.fillers("subject"))
    by_treaty = match.reading.referents(fillers(match.roles, ("in", "under", "by", "through", "with")), ("Treaty",))
    return (not habitual or first) and not by_treaty and not _tells_the_treaty(match)


def _tells_the_treaty(match: Match) -> bool:
    """Whether a relative clause tells what an agreement holds: "the pact *in which Chile promised to leave*"."""
    verb = match.reading.doc[match.predicate.token]
    prepositions = (c for c in verb.children if c.dep_ == "prep" and c.i < verb.i)
    by_which = any(g.lower_ == "which" for c in prepositions for g in c.children)
    return (by_which and verb.dep_ == "relcl") or _goes_on_with_treaty(match)


def _goes_on_with_treaty(match: Match) -> bool:
    """Whether "undertook", as one tells what was agreed, stands where a treaty is told: in its sentence or the one before."""
    verb, sentences = match.reading.doc[match.predicate.token], match.reading.linked.document.sentences
    if verb.lemma_ not in ("undertake", "commit") or verb.tag_ != "VBD":
        return False
    start = sentences[max(match.predicate.sentence - 1, 0)].first_token
    return bool(match.reading.referents(range(start, verb.i), ("Treaty",)))


def _withholds(match: Match) -> bool:
    """Whether the subject will not tell what was asked: "would not say when", "did not disclose whether it had signed"."""
    verb = match.reading.doc[match.predicate.token]
    clauses = (c for c in verb.children if c.dep_ in ("ccomp", "advcl", "csubj"))
    asked = any(t.lower_ in words("voice.asking") for c in clauses for t in c.children if t.i < c.i)
    return _is_unwilling(match) or asked


def _is_unwilling(match: Match) -> bool:
    """Whether "would" or "will" tells a refusal, in a frame that is negated: "would not hear of it"."""
    verb = match.reading.doc[match.predicate.token]
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in words("voice.unwilling") for c in verb.children)


def _threatens(match: Match) -> bool:
    token = match.reading.doc[match.predicate.token]
    return any(t.lemma_.lower() in words("meaning.retaliation", "meaning.severing") for t in token.subtree)


def _menaces(match: Match) -> bool:
    """Whether a warning is a threat: to a power, of what the speaker will do, of reprisals, or with no word of what will come."""
    content = match.content
    if match.reading.referents(fillers(match.roles, ("object",)), ("State", "StateGroup")):
        return True
    if content is None:
        return not fillers(match.roles, ("of", "about")) or _threatens(match)
    said = Said(match.reading, content, match.speakers)
    harms = words("meaning.retaliation", "meaning.severing", "meaning.menace", "meaning.warned")
    powers = any(match.reading.entity(s).type != "Organization" for s in with_bodies(match.reading, match.speakers))
    return said.own or (powers and bool(said.lemmas() & harms))


def _is_member(match: Match) -> bool:
    """Whether those who vote are parties or people: what a chamber votes it decides."""
    return all(match.reading.entity(s).type in ("Person", "Organization", "StateGroup") for s in match.speakers)


def _praises(match: Match) -> bool:
    """Whether it praises: a chamber that endorses or backs something takes a decision."""
    decides = match.predicate.lemma in words("meaning.deciding")
    chamber = all(match.reading.entity(s).type == "Legislature" for s in match.speakers)
    bare = match.predicate.lemma in words("meaning.praising_alone")
    return not (decides and chamber) and (bare or _has_matter(match))


_NEEDS: Mapping[str, Callable[[Match], bool]] = {
    "speaker": _always,
    "judgement": _always,
    "feeling": _always,
    "clause": _has_content,
    "that": _governs_that,
    "told": _object_tells,
    "clause-or-object": _has_matter,
    "request": _asks,
    "agreement": _is_about_agreement,
    "agreement-against": _is_against_agreement,
    "backed": _is_backed_agreement,
    "negative": _is_negative,
    "others": _names_others,
    "promise": _promises,
    "retaliation": _threatens,
    "menace": _menaces,
    "member": _is_member,
    "withheld": _withholds,
    "unwilling": _is_unwilling,
    "praised": _praises,
}
