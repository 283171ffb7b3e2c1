"""Voices: the words for who speaks, where the parser errs too, and the entities that these words stand for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.facts.frames import claim_frames
from treatykg.facts.opinion import words
from treatykg.facts.reading import AGENT_TYPES, Reading
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_VERBAL = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "PRON")
_BREAKS = frozenset((",", '"', "'", "-", "--", ":", "``", "''"))
_POINTERS = frozenset(("so", "thus"))
_HIGHEST = 5  # steps up the parse in search of a subject


def find_voice(reading: Reading, predicate: Predicate, *, says: bool = True) -> tuple[int, ...]:
    """Return the tokens that name who does the saying, in the active reading; only verbs that say something (`says`) are inverted."""
    verb = reading.doc[predicate.token]
    if predicate.passive:
        return (verb.head.i,) if _calls_on(verb) else predicate.fillers("subject")
    return (
        _find_postposed(reading, verb)
        or (find_inverted(reading, verb) if says else ())
        or find_spoken_for(reading, _find_subject(reading, predicate, verb))
    )


def _calls_on(verb: Token) -> bool:
    """Whether what the parser takes for a participle calls on somebody: "Dal, a minister, *called on Peru to sign* and left"."""
    if verb.dep_ != "acl" or verb.lemma_ not in ("call", "appeal") or verb.nbor(-1).text != ",":
        return False
    upon = any(c.dep_ == "prep" and c.lower_ in ("on", "upon", "to") for c in verb.children)
    return upon and any(c.dep_ == "xcomp" for c in verb.children)


def find_inverted(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the speaker named just after the verb: ", said the minister"; the parser may take the name for something else."""
    before = verb.nbor(-1).text if verb.i else ""
    if (before not in _BREAKS and before.lower() not in _POINTERS) or verb.lemma_.lower() in words(
        "voice.never_inverted"
    ):
        return ()
    named = (
        t
        for t in reading.doc[verb.i + 1 : verb.i + 9]
        if t.left_edge.i == verb.i + 1 and t.pos_ in _NOMINAL and _names(reading, t)
    )
    name = max(named, key=lambda t: t.i, default=None)
    if name is None or any(t.is_punct and t.text in _BREAKS for t in reading.doc[verb.i + 1 : name.i]):
        return ()
    if name.head.i != verb.i and any(c.dep_ == "nsubj" and c.i < verb.i and _speaks(reading, c) for c in verb.children):
        return ()  # "The minister, smiling, said Norway had signed"
    return (name.i, *(c.i for c in name.children if c.dep_ == "conj"))


def _find_postposed(reading: Reading, verb: Token) -> tuple[int, ...]:
    """Return the speaker named just before a finite verb that has no subject: "It will last, Tove Dal, a minister, argued"."""
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(
        c.tag_ in ("VBD", "VBZ", "VBP") for c in verb.children if c.dep_ == "aux"
    )
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ not in _VERBAL]
    if not finite or subjects or verb.i < 2 or reading.doc[verb.i - 1].text != "," or _has_cc(verb):
        return ()
    named = [t for t in _chain(reading.doc[verb.i - 2], verb.i) if _names(reading, t)]
    person = next((t for t in named if reading.referents((t.i,), ("Person",))), None)
    if person is None or (person.i == verb.i - 2 and person.left_edge.i > 0 and person.left_edge.nbor(-1).text != ","):
        return ()  # nothing stands between the name and the comma: "the pact with Tove Dal, argued"
    return (person.i,)


def _has_cc(verb: Token) -> bool:
    return verb.dep_ == "conj" and verb.i > 1 and any(c.dep_ == "cc" and verb.i - c.i < 3 for c in verb.head.children)


def _chain(last: Token, end: int) -> Iterable[Token]:
    """Yield a token and the nouns above it whose phrase ends where it ends."""
    at = last
    for _ in range(_HIGHEST):
        if at.pos_ in _VERBAL or at.left_edge.i > end:
            return
        yield at
        if at.head.i == at.i or at.dep_ in ("nsubj", "dobj", "nsubjpass"):
            return
        at = at.head


def _names(reading: Reading, token: Token) -> bool:
    return bool(reading.referents((token.i,), AGENT_TYPES))


def _speaks(reading: Reading, subject: Token) -> bool:
    """Whether it names somebody, or is an office whose holder stands beside it: "the minister, *Tove Dal*, said Norway had signed"."""
    named = any(c.dep_ == "appos" and _names(reading, c) for c in subject.children)
    return named or _names(reading, subject) or subject.lemma_.lower() in words("voice.representatives")


def _find_subject(reading: Reading, predicate: Predicate, verb: Token) -> tuple[int, ...]:
    if any(c.dep_ == "nsubj" for c in verb.children):
        return (*_listed_before(verb), *predicate.fillers("subject"))
    host = find_host(verb) if verb.dep_ == "conj" else verb
    found = _subject_at(reading, host)
    for _ in range(_HIGHEST):
        if found or host.head.i == host.i or host.dep_ in ("relcl", "acl"):
            return found
        host = host.head
        found = _subject_at(reading, host)
    return found


def _listed_before(verb: Token) -> tuple[int, ...]:
    """Return the names of a list that the parser leaves out of the subject: "*Dal*, Berg and Holm said"."""
    subject = next(c for c in verb.children if c.dep_ == "nsubj")
    found: list[int] = []
    at = subject.left_edge.i
    for child in reversed([c for c in verb.children if c.i < subject.left_edge.i]):
        if (
            child.pos_ == "PROPN"
            and child.dep_ in ("npadvmod", "dep", "nsubj")
            and child.i == at - 2
            and child.nbor(1).text == ","
        ):
            found.insert(0, child.i)
            at = child.left_edge.i
        elif not child.is_punct:
            break
    return tuple(found)


def _subject_at(reading: Reading, host: Token) -> tuple[int, ...]:
    predicate = reading.predicates.get(host.i)
    if predicate is None or predicate.kind != "verb":
        return ()
    found = predicate.fillers("object" if predicate.passive and not predicate.fillers("subject") else "subject")
    if any(c.dep_ == "nsubj" for c in host.children):
        return (*_listed_before(host), *found)
    return found or _before_participle(reading, host)


def _before_participle(reading: Reading, host: Token) -> tuple[int, ...]:
    """Return the subject that the parser gives to a participle between it and its verb: "Chile, noting this, regretted the raid"."""
    participles = [c for c in host.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i < host.i]
    first = next((c for p in participles for c in p.children if c.dep_ == "nsubj" and c.i < p.i), None)
    return reading.predicates[first.head.i].fillers("subject") if first is not None else ()


def find_host(verb: Token) -> Token:
    """Return the verb with which a coordinated one shares its subject: the nearest above in the same finite form.

    In "fears that the country could suffer and has asked ..." the parser joins "asked" to "suffer"; and verbs of saying are joined to
    their like: "says it has complied and blames ...".
    """
    form = _form(verb)
    heads = [h for h in _verbs_above(verb) if _form(h) == form]
    saying = next((h for h in heads if _is_saying(h)), None)
    return saying or next(iter(heads), verb.head)


def _is_saying(verb: Token) -> bool:
    return any(frame.content and not frame.where for frame in claim_frames().get(("verb", verb.lemma_.lower()), ()))


def _verbs_above(verb: Token) -> Iterable[Token]:
    at = verb
    for _ in range(_HIGHEST):
        if at.head.i == at.i:
            return
        at = at.head
        if at.pos_ in _VERBAL:
            yield at


def _form(verb: Token) -> str:
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
    tag = auxiliaries[0].tag_ if auxiliaries else verb.tag_
    return {"VBZ": "present", "VBP": "present", "VBD": "past", "MD": "modal"}.get(tag, "participle")


def find_spoken_for(reading: Reading, subjects: tuple[int, ...]) -> tuple[int, ...]:
    """Return who is meant by "those" in "Chile was among those that ...", and by "a letter" in "they sent a letter asking ..."."""
    found: list[int] = []
    for index in subjects:
        token = reading.doc[index]
        if reading.linked.refer(index):
            found.append(index)
        elif token.lower_ in ("those", "one", "first", "few", "only"):
            found.extend(_subject_of_copula(reading, token))
        elif token.lemma_.lower() in words("voice.documents"):
            found.extend(_author(reading, token))
        else:
            found.append(index)
    return tuple(dict.fromkeys(found))


def _subject_of_copula(reading: Reading, token: Token) -> tuple[int, ...]:
    verb = token.head.head if token.dep_ == "pobj" else token.head
    return _subject_at(reading, verb) if verb.lemma_ == "be" else ()


def _author(reading: Reading, document: Token) -> tuple[int, ...]:
    noun = reading.predicates.get(document.i)
    named = noun.fillers("possessor", "by", "from", "of", "modifier") if noun else ()
    if reading.referents(named, AGENT_TYPES) or document.dep_ not in ("dobj", "pobj"):
        return named
    return _subject_at(reading, document.head if document.dep_ == "dobj" else document.head.head)


def find_speakers(reading: Reading, tokens: Iterable[int]) -> tuple[str, ...]:
    """Return the entities for which the tokens speak; only some common nouns speak for their owner ("officials")."""
    found: dict[str, None] = {}
    for index in tokens:
        token = reading.doc[index]
        named = reading.referents((index,), AGENT_TYPES)
        if not named and (token.lemma_.lower() in words("voice.representatives") or token.pos_ == "PROPN"):
            named = (*_holder(reading, token), *(reading.agents((index,)) or _spoken_for_by(reading, index)))
        elif not named:
            named = reading.referents([c.i for c in token.children if c.dep_ == "appos"], AGENT_TYPES)
            named = named or _members_of(reading, token)
        found.update(dict.fromkeys(named))
    return tuple(found)


def _holder(reading: Reading, office: Token) -> tuple[str, ...]:
    """Return the person whose name the parser hangs from what the office is of: "the spokesman of India, *Ravi Rao*, said"."""
    of = (g for c in office.children if c.lower_ in ("of", "for") for g in c.children if g.dep_ == "pobj")
    behind = [a.i for g in of for a in g.children if a.dep_ == "appos" and a.pos_ == "PROPN"]
    return reading.referents(behind, ("Person",)) if behind else ()


def _spoken_for_by(reading: Reading, spokesman: int) -> tuple[str, ...]:
    """Return for whom a spokesman without a name speaks: "a spokesman *for the ministry*", "officials *at the agency*"."""
    noun = reading.predicates.get(spokesman)
    if noun is None or reading.linked.refer(spokesman) or noun.kind != "noun":
        return ()
    bodies = reading.referents(noun.fillers("for", "at", "with"), AGENT_TYPES - {"Person", "StateGroup"})
    return bodies or reading.referents(noun.fillers("in"), ("State",))


def _members_of(reading: Reading, people: Token) -> tuple[str, ...]:
    """Return the party or association whose people speak: "Greenpeace campaigners", "activists of the union"."""
    noun = reading.predicates.get(people.i)
    owners = noun.fillers("modifier", "of", "from") if noun is not None and people.tag_ == "NNS" else ()
    return reading.referents(owners, ("Organization",))


def is_first_person(reading: Reading, tokens: Iterable[int]) -> bool:
    """Whether one of the tokens is "I", "we" or something of theirs ("our government")."""
    return any(
        t.lower_ in words("voice.first_person")
        for index in tokens
        for t in (reading.doc[index], *reading.doc[index].children)
    )


def with_bodies(reading: Reading, speakers: Iterable[str]) -> tuple[str, ...]:
    """Add to each speaker the bodies and states it speaks for; an association of a country's does not speak for the country."""
    found: dict[str, None] = {}
    for speaker in speakers:
        found[speaker] = None
        if reading.entity(speaker).type != "Organization":
            found.update(dict.fromkeys(reading.linked.principals(speaker)))
    return tuple(found)
