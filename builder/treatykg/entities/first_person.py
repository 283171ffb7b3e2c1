"""Who "I" and "we" are in an official statement: its author, and the state or body for which it speaks."""

from __future__ import annotations

from collections.abc import Iterable

from treatykg.entities.authors import author_of, find_heading, find_turns
from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.states import dateline_state
from treatykg.lexicon import load_lexicon
from treatykg.model import EntityType, Mention

_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "ourselves"})
_SPEAKERS: tuple[EntityType, ...] = ("State", "InternationalOrganization", "GovernmentBody", "Organization")


def link_first_person(register: Register) -> None:
    """Refer each "I" and "we" outside quotations to the author and to what the author speaks for."""
    document = register.reading.document
    words = _I | _WE
    tokens = [t.i for t in document.tokens if t.lower_ in words and t.text != "US" and not document.quoted(t.i)]
    if not tokens:
        return
    voice = _voice(register, tokens)
    author = author_of(register) or _resident(register, tokens, voice)
    turns = find_turns(register)
    for token in tokens:
        speaker = max((t for t in turns if t[0] <= token), default=(0, author), key=lambda turn: turn[0])[1]
        found = speaker if register.doc[token].lower_ in _I else voice or speaker
        if found is not None:
            register.referents.setdefault(token, (found,))


def _resident(register: Register, tokens: Iterable[int], voice: Cluster | None) -> Cluster | None:
    """Who says "I" at the seat of a government in an unsigned statement: whoever held its office on that day.

    The evidence is the pronoun; the name is the gazetteer's.
    """
    reading = register.reading
    if voice is None or voice.type != "State" or voice.key is None:
        return None
    own = [token for token in tokens if register.doc[token].lower_ in _I]
    sentences = {register.sentence(token) for token in own}
    for hit, first, _ in reading.hits:
        office = load_lexicon("persons")["seats"].get(hit.span.of(reading.document.article.text))
        at_home = any(naming.use == "metonym" and naming.key == voice.key for naming in hit.namings)
        if office and at_home and register.sentence(first) in sentences:
            return _holder(register, own[0], voice, office)
    return None


def _holder(register: Register, token: int, voice: Cluster, office: str) -> Cluster | None:
    published = register.reading.document.article.published
    held = register.reading.gazetteer.holders(voice.key or "", office, published) if published else ()
    if not held:
        return None
    person = register.keyed(held[0])
    if not person.mentions:
        mention = register.reading.mention(
            (token, token + 1), form="pronoun", type="Person", rule="person:resident", head=token
        )
        register.add(person, mention, name="")
    if voice not in person.owners:
        person.owners.append(voice)
    return person


def _voice(register: Register, tokens: Iterable[int]) -> Cluster | None:
    """What a statement speaks for: the subject of its title, the state of its letterhead, the state it names as "we"."""
    speaking = [
        m for m in register.mentions if m.type in _SPEAKERS and m in register.of_mention and m.form != "demonym"
    ]
    titled = (
        m for m in speaking if register.reading.in_title(m.head) and register.doc[m.head].dep_ in {"nsubj", "ROOT"}
    )
    headed = find_heading(register)
    of_author = (m for m in speaking if m.type == "State" and headed[0] <= m.span.start < headed[1])
    return (
        _cluster(register, next(titled, None) or next(of_author, None))
        or dateline_state(register)
        or _beside(register, speaking, tokens)
    )


def _cluster(register: Register, mention: Mention | None) -> Cluster | None:
    return register.of_mention[mention] if mention is not None else None


def _beside(register: Register, speaking: Iterable[Mention], tokens: Iterable[int]) -> Cluster | None:
    """The state that is a subject in the sentence of a "we": "The United States welcomes ..., and we urge ..."."""
    sentences = {register.sentence(token) for token in tokens}
    for mention in speaking:
        if (
            mention.type == "State"
            and register.sentence(mention.head) in sentences
            and register.doc[mention.head].dep_ == "nsubj"
        ):
            return register.of_mention[mention]
    return None
