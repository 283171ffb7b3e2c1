"""The JSON schema of an answer, made from the classes of the model, so that the two cannot drift apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, fields
from types import NoneType, UnionType
from typing import Any, Final, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from treatykg.lexicon import load_lexicon
from treatykg.model import Claim, Event, Evidence, Post, Provision, Span, TimeInterval, Vote
from treatykg.proposals.values import FactKind

Schema: TypeAlias = dict[str, Any]

KINDS: Final[Mapping[FactKind, type[Event | Claim | Provision | Post]]] = {
    "events": Event, "claims": Claim, "provisions": Provision, "posts": Post,
}  # fmt: skip

# Not asked for: what identifies facts, refers to facts, or can be seen from the quote.
_OURS: Final = frozenset(("id", "confidence", "conditional_on", "about", "responds_to", "quoted"))
_PLAIN: Final[Mapping[Any, str]] = {
    str: "string", int: "integer", bool: "boolean", NoneType: "null",
    Span: "string", TimeInterval: "string", tuple[Evidence, ...]: "string",  # by their words
}  # fmt: skip


def to_schema() -> Schema:
    """The schema of a whole answer: a list of facts for each kind. All properties are required, as strict decoding wants it."""
    return _object({kind: {"type": "array", "items": fact_schema(kind)} for kind in KINDS})


def fact_schema(kind: FactKind) -> Schema:
    """The schema of one fact."""
    return _class_schema(KINDS[kind])


def _class_schema(of: type[Any]) -> Schema:
    hints = get_type_hints(of)
    return _object({name: {**_fragment(hints[field.name]), **_described(name)} for name, field in _asked(of)})


def _asked(of: type[Any]) -> Iterator[tuple[str, Field[Any]]]:
    for field in fields(of):
        if field.name not in _OURS:
            yield "quote" if field.name == "evidence" else field.name, field


def _described(name: str) -> Schema:
    return {"description": load_lexicon("proposals")["fields"][name]}


def _object(properties: Mapping[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _fragment(hint: Any) -> Schema:
    """The schema of a type hint of the model."""
    if hint in _PLAIN:
        return {"type": _PLAIN[hint]}
    if get_origin(hint) is Literal:
        return {"type": "string", "enum": list(get_args(hint))}
    if get_origin(hint) in (Union, UnionType):
        return {"anyOf": [_fragment(each) for each in get_args(hint)]}
    if hint == tuple[str, ...]:
        return {"type": "array", "items": {"type": "string"}}
    if hint is Vote:
        return _class_schema(Vote)
    raise TypeError(f"{hint}: the schema does not know what to ask for: add it to _PLAIN or to _OURS")
