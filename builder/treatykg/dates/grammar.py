"""`lexicon/dates.toml` made ready: word tables, compiled rules, and the words at which an expression can begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from treatykg.dates.values import Bound, Kind, Meaning, Part
from treatykg.errors import KnowledgeError
from treatykg.lexicon import load_lexicon
from treatykg.resources import folder

_PLACEHOLDER = re.compile(r"\{(~?)([a-z][a-z_]*[0-9]?)\}")
# White space within a paragraph, bounded so that no text can make a pattern slow.
_SPACE = r"(?:[^\S\n]{1,3}\n?[^\S\n]{0,3}|\n[^\S\n]{0,3})"
# Not inside a word, an amount or a longer number.
_BEGIN, _END = r"(?<![\w$€£¥#])(?<![0-9][.,/:])", r"(?!\w)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One `[[rules]]` entry, compiled; the contexts are sets of words in lower case."""

    id: str
    means: Meaning
    kind: Kind
    pattern: re.Pattern[str]
    sets: Mapping[str, Any]
    after: frozenset[str] | None
    not_after: frozenset[str]
    not_before: frozenset[str]


@dataclass(frozen=True)
class Grammar:
    """All that the recogniser knows of English. `values` gives for each group what its words (in lower case) stand for."""

    rules: tuple[Rule, ...]
    values: Mapping[str, Mapping[str, Any]]
    numbers: Mapping[str, int]
    parts: Mapping[str, Part]
    bounds: Mapping[str, Bound]
    part_prefix: re.Pattern[str]
    bound_prefix: re.Pattern[str]
    part_rules: frozenset[str]
    vocabulary: frozenset[str]
    triggers: frozenset[str]


@cache
def load_grammar() -> Grammar:
    """The grammar of `lexicon/dates.toml`.

    :raises KnowledgeError: if the file lacks a table or key, or a rule has no valid regular expression
    """
    lexicon = load_lexicon("dates")
    try:
        return _to_grammar(lexicon)
    except (KeyError, TypeError) as error:
        path = folder("lexicon") / "dates.toml"
        raise KnowledgeError(f"{path}: {error!r}: correct the entry, or restore the file from the package") from error


def _to_grammar(lexicon: Mapping[str, Any]) -> Grammar:
    contexts = {name: frozenset(words) for name, words in lexicon["contexts"].items()}
    parts, bounds = lexicon["parts"], lexicon["bounds"]
    return Grammar(
        rules=tuple(_to_rule(entry, lexicon, contexts) for entry in lexicon["rules"]),
        values={group: _merged(lexicon, tables) for group, tables in lexicon["groups"].items()},
        numbers=_numbers(lexicon),
        parts=parts,
        bounds=bounds,
        part_prefix=_prefix(parts, r"(?:[-–]|{s}(?:(?:in|on|of|during){s})?(?:the{s})?)"),
        bound_prefix=_prefix(bounds, r"{s}(?:the{s})?"),
        part_rules=frozenset(entry["id"] for entry in lexicon["rules"] if entry.get("needs_part")),
        vocabulary=_vocabulary(lexicon),
        triggers=_triggers(lexicon),
    )


def _to_rule(entry: Mapping[str, Any], lexicon: Mapping[str, Any], contexts: Mapping[str, frozenset[str]]) -> Rule:
    def words(key: str) -> frozenset[str]:
        return frozenset().union(*(contexts[name] for name in entry.get(key, ())))

    return Rule(
        id=entry["id"],
        means=entry["means"],
        kind=entry.get("kind", "date"),
        pattern=_compiled(entry, lexicon),
        sets=entry.get("sets", {}),
        after=contexts[entry["after"]] if "after" in entry else None,
        not_after=words("not_after"),
        not_before=words("not_before"),
    )


def _compiled(entry: Mapping[str, Any], lexicon: Mapping[str, Any]) -> re.Pattern[str]:
    source = _expanded(entry["pattern"], lexicon).replace(" ", _SPACE)
    try:
        return re.compile(_BEGIN + source + _END, re.IGNORECASE)
    except re.error as error:
        path = folder("lexicon") / "dates.toml"
        raise KnowledgeError(f"{path}: pattern of rule {entry['id']}: {error}: correct it") from error


def _expanded(pattern: str, lexicon: Mapping[str, Any]) -> str:
    """The pattern with each `{group}`, `{fragment}` and `{~table}` (words alone, no group) written out."""

    def written_out(match: re.Match[str]) -> str:
        bare, name = match.groups()
        if bare:
            return f"(?:{_alternatives(_words(lexicon[name]))})"
        if name in lexicon["fragments"]:
            return _expanded(lexicon["fragments"][name], lexicon)
        return f"(?P<{name}>{_group(name, lexicon)})"

    return _PLACEHOLDER.sub(written_out, pattern)


def _group(name: str, lexicon: Mapping[str, Any]) -> str:
    tables = lexicon["groups"][name]
    words = [word for table in tables for word in _words(lexicon[table])]
    dotted = rf"(?:(?:{_alternatives(_words(lexicon[tables[1]]))})\.)|" if tables[1:] and "abbrev" in tables[1] else ""
    if name not in lexicon["capitals"]["groups"]:
        return _alternatives(words)
    return f"(?-i:{dotted}{_alternatives([*words, *map(str.upper, words)])})"


def _words(table: Mapping[str, Any]) -> list[str]:
    return list(table.get("words", table))


def _alternatives(words: Iterable[str]) -> str:
    """One regular expression for all words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=lambda word: (-len(word), word)))


def _prefix(words: Iterable[str], glue: str) -> re.Pattern[str]:
    """Matches a text that ends with one of the words and what may stand between it and a date."""
    source = _alternatives(words).replace(" ", _SPACE) + ")" + glue.replace("{s}", _SPACE)
    return re.compile(rf"(?<!\w)(?P<words>{source}$", re.IGNORECASE)


def _merged(lexicon: Mapping[str, Any], tables: Iterable[str]) -> dict[str, Any]:
    return {word.lower(): value for table in tables for word, value in lexicon[table].items()}


def _numbers(lexicon: Mapping[str, Any]) -> dict[str, int]:
    """Number words and ordinals below one hundred: "seventy-four", "a", "ninth"."""
    ones, tens = lexicon["ones"], lexicon["tens"]
    compound = {f"{ten} {one}": tens[ten] + ones[one] for ten in tens for one in ones}
    return {**ones, **lexicon["small_numbers"], **tens, **compound, **lexicon["articles"], **lexicon["ordinals"]}


def _vocabulary(lexicon: Mapping[str, Any]) -> frozenset[str]:
    """Every word in any pattern: more than needed (names of groups too), which costs only an attempt to match."""
    patterns = (_expanded(entry["pattern"], lexicon) for entry in lexicon["rules"])
    return frozenset(re.findall(r"[a-z]+", " ".join(patterns).lower()))


def _triggers(lexicon: Mapping[str, Any]) -> frozenset[str]:
    tables = (word for table in lexicon["triggers"]["tables"] for word in lexicon[table])
    return frozenset(part for word in (*tables, *lexicon["triggers"]["words"]) for part in word.lower().split())
