"""Frames: which words evoke which event or claim, and which grammatical argument fills which role.

Data: `lexicon/events.toml` and `lexicon/claims.toml`, read in the order of the file: a more special frame stands before a
more general one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Protocol, TypeAlias, TypeVar, get_args

from treatykg.errors import KnowledgeError
from treatykg.lexicon import load_lexicon
from treatykg.model import ClaimType, EntityType, EventType, Factuality

_AGENTS = (
    "State",
    "InternationalOrganization",
    "StateGroup",
    "Legislature",
    "GovernmentBody",
    "Organization",
    "Person",
)


Words: TypeAlias = Mapping[str, frozenset[str]]  # role -> lemmas that may stand there, or must not


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say that an event happened.

    `verbs` and `nouns` are lemmas (a verb with its particle: "pull out"). `actor`, `treaty` and `organization` name the roles
    of `predicates.arguments` that fill them, best first. `where` asks for words: role -> lemmas, one of which must stand there;
    the arguments of that word then count as the predicate's own ("put her signature *to the treaty*"). `unless` forbids words
    likewise. `focus`: the treaty may be the one the text is about. `parties`: without an actor the treaty's named parties act.
    `bare`: only without an object. `passive`: only in the passive. `direct`: the actor itself must be named, not its chief or
    envoy. `single`: one state acts, not several together. `foreseen`: only of what is still to come, `done`: only of what is
    not. `understood`: without an actor the one of this type told of last acts ("the bill was read a second time"), or who did the
    last of these events ("*the withdrawal* takes effect in May").
    `loose`: who acts and the treaty may stand anywhere in the clause ("*Chad* wrote its signature beneath *the pact*").
    `stand_in`: a pronoun or "the text" in the treaty's place stands for the treaty in focus. `attributive`: also of a participle
    before the noun ("the *visiting* premier").
    `needs`: roles without which the frame stays silent; "place": one of its places is named; "recipient":
    somebody to whom it is given. `actor_types`: what may act.
    A word "@troops" in a list stands for the words of that name under `[classes]` in the file.
    """

    id: str
    event: EventType
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    treaty: tuple[str, ...] = ()
    organization: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    where: Words | None = None
    unless: Words | None = None
    needs: tuple[str, ...] = ()
    actor_types: tuple[str, ...] = _AGENTS
    treaty_types: tuple[str, ...] = ("Treaty",)
    focus: bool = False
    parties: bool = False
    bare: bool = False
    passive: bool = False
    direct: bool = False
    single: bool = False
    loose: bool = False
    foreseen: bool = False
    done: bool = False
    understood: str = ""
    stand_in: bool = True
    attributive: bool = False
    present: str = ""
    factuality: str = ""
    example: str = ""
    silent_on: str = ""


@dataclass(frozen=True, slots=True)
class ClaimFrame:
    """One way to say that somebody claims something.

    `claim` is a claim type, or "Judgement" where praise or blame in the words decides. `where_any`: roles of which one is filled;
    `where_words`: as `where`, but one of the roles is enough; `unless_any`: roles of which none is filled. `needs`: see
    `facts/claim_needs.py`. `passive`: only in the passive. `about_events`: without a target it is directed at the power whose act
    was told last. `content`: what is said may make it a promise, demand, praise or blame. `conjunct`: a verb joined to it
    ("neither confirmed nor denied").
    """

    id: str
    claim: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    where: Words | None = None
    where_any: tuple[str, ...] = ()
    where_words: Words | None = None
    unless: Words | None = None
    unless_any: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    negated: bool = False
    passive: bool = False
    about_events: bool = False
    content: bool = False
    conjunct: str = ""
    unless_conjunct: str = ""
    example: str = ""
    silent_on: str = ""


class _Evoked(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def verbs(self) -> tuple[str, ...]: ...
    @property
    def nouns(self) -> tuple[str, ...]: ...


FrameT = TypeVar("FrameT", bound=_Evoked)
ByWord = Mapping[tuple[str, str], tuple[FrameT, ...]]


@cache
def event_frames() -> ByWord[Frame]:
    """Index the frames of events by ("verb" or "noun", lemma).

    :raises KnowledgeError: naming the frame and what is wrong with it
    """
    frames = tuple(_to_frame(Frame, "events.toml", entry) for entry in load_lexicon("events")["frame"])
    for frame in frames:
        _check(frame.event in get_args(EventType), "events.toml", frame.id, f"no such event: {frame.event}")
        kinds = {*get_args(EntityType), *get_args(EventType)}
        _check(set(frame.understood.split()) <= kinds, "events.toml", frame.id, "no such type")
        _check(set(frame.actor_types) <= set(get_args(EntityType)), "events.toml", frame.id, "no such entity type")
        certain = {frame.present, frame.factuality} - {""}
        _check(certain <= set(get_args(Factuality)), "events.toml", frame.id, f"no such factuality: {certain}")
    return _by_word("events.toml", frames)


@cache
def phrasal_verbs() -> frozenset[str]:
    """Return the verbs that with a particle evoke an event: "wave" for "wave through"."""
    return frozenset(lemma.partition(" ")[0] for kind, lemma in event_frames() if kind == "verb" and " " in lemma)


@cache
def claim_frames() -> ByWord[ClaimFrame]:
    """Index the frames of claims by ("verb" or "noun", lemma).

    :raises KnowledgeError: naming the frame and what is wrong with it
    """
    frames = tuple(_to_frame(ClaimFrame, "claims.toml", entry) for entry in load_lexicon("claims")["frame"])
    for frame in frames:
        known = (*get_args(ClaimType), "Judgement")
        _check(frame.claim in known, "claims.toml", frame.id, f"no such claim: {frame.claim}")
    return _by_word("claims.toml", frames)


def _by_word(file: str, frames: tuple[FrameT, ...]) -> ByWord[FrameT]:
    ids = [frame.id for frame in frames]
    found: dict[tuple[str, str], list[FrameT]] = defaultdict(list)
    for frame in frames:
        _check(ids.count(frame.id) == 1, file, frame.id, "the id is given twice")
        for kind, lemmas in (("verb", frame.verbs), ("noun", frame.nouns)):
            for lemma in lemmas:
                found[kind, lemma].append(frame)
    return {word: tuple(frames) for word, frames in found.items()}


def _to_frame(kind: type[FrameT], file: str, entry: Mapping[str, Any]) -> FrameT:
    unknown = sorted(set(entry) - {f.name for f in fields(kind)})  # type: ignore[arg-type]  # both kinds are dataclasses
    _check(not unknown, file, entry.get("id", "without id"), f"unknown keys: {', '.join(unknown)}")
    classes = load_lexicon(file.removesuffix(".toml")).get("classes", {})
    try:
        return kind(**{key: _frozen(value, classes) for key, value in entry.items()})
    except KeyError as unnamed:
        raise KnowledgeError(f"lexicon/{file}: frame {entry['id']}: no such class: @{unnamed.args[0]}") from None


def _check(true: bool, file: str, frame: str, trouble: str) -> None:
    if not true:
        raise KnowledgeError(f"lexicon/{file}: frame {frame}: {trouble}")


def _frozen(value: Any, classes: Mapping[str, list[str]]) -> Any:
    if isinstance(value, list):
        return tuple(word for item in value for word in _spelled_out(item, classes))
    return {k: frozenset(_frozen(v, classes)) for k, v in value.items()} if isinstance(value, dict) else value


def _spelled_out(word: str, classes: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the words of the class that "@name" means, else the word."""
    return tuple(classes[word[1:]]) if word.startswith("@") else (word,)
