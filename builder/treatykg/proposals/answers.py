"""Reading an answer: JSON or not, complete or not, of the right form or not. Nothing is trusted, nothing raises."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from treatykg.model import Rejection
from treatykg.proposals.schema import KINDS, Schema, fact_schema
from treatykg.proposals.values import Proposal

_FENCE: Final = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)
_SHOWN: Final = 80  # characters of what was wrong
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "string": (str,), "integer": (int,), "boolean": (bool,), "null": (type(None),), "array": (list,), "object": (dict,),
}  # fmt: skip


def read_answer(text: str) -> tuple[tuple[Proposal, ...], tuple[Rejection, ...]]:
    """The proposals of an answer that have the form asked for, and what has not; a fence of Markdown around the JSON is forgiven."""
    fenced = _FENCE.match(text)
    try:
        answer = json.loads(fenced[1] if fenced else text)
    except (ValueError, RecursionError) as error:
        return (), (Rejection("answer", _short(text), f"is not JSON: {error}"),)
    if not isinstance(answer, dict):
        return (), (Rejection("answer", _short(text), "is not a JSON object"),)
    found = tuple(_read(answer))
    proposals = tuple(each for each in found if isinstance(each, Proposal))
    return proposals, tuple(each for each in found if isinstance(each, Rejection))


def _read(answer: dict[str, Any]) -> Iterator[Proposal | Rejection]:
    for unknown in sorted(answer.keys() - KINDS.keys()):
        yield Rejection("answer", _short(unknown), "is not a kind of fact")
    for kind in KINDS:
        facts = answer.get(kind) or []
        if not isinstance(facts, list):
            yield Rejection("answer", _short(facts), f"{kind}: not a list")
            continue
        schema = fact_schema(kind)
        for fact in facts:
            complete = {**_defaults(schema), **fact} if isinstance(fact, dict) else fact
            problem = find_problem(complete, schema)
            if problem:
                quote = fact.get("quote") if isinstance(fact, dict) else None
                yield Rejection(kind.removesuffix("s"), quote if isinstance(quote, str) else _short(fact), problem)
            else:
                yield Proposal(kind, complete)


def _defaults(schema: Schema) -> dict[str, Any]:
    """What a field that was left out stands for: an empty list, or null where that is allowed."""
    values: dict[str, Any] = {}
    for name, of in schema["properties"].items():
        if of.get("type") == "array":
            values[name] = []
        elif {"type": "null"} in of.get("anyOf", ()):
            values[name] = None
    return values


def find_problem(value: Any, schema: Schema) -> str | None:
    """What is wrong with a value by a schema made of the words that `to_schema` uses; None when nothing is."""
    if "anyOf" in schema:
        problems = [find_problem(value, each) for each in schema["anyOf"]]
        return None if None in problems else problems[0]
    allowed = _TYPES[schema["type"]]
    if not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed):
        return f"{_short(value)} is not of the type {schema['type']}"
    if value not in schema.get("enum", [value]):
        return f"{_short(value)} is not of the closed vocabulary"
    return next(_inner_problems(value, schema), None)


def _inner_problems(value: Any, schema: Schema) -> Iterator[str]:
    if isinstance(value, list):
        yield from (problem for each in value if (problem := find_problem(each, schema["items"])))
    elif isinstance(value, dict):
        properties = schema["properties"]
        yield from (f"{_short(name)} is not a field" for name in sorted(value.keys() - properties.keys()))
        yield from (f"{name} is missing" for name in properties if name not in value)
        told = ((name, find_problem(each, properties[name])) for name, each in value.items() if name in properties)
        yield from (f"{name}: {problem}" for name, problem in told if problem)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
