"""What people decided: which nodes are one thing and which are not. A decision always wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

import yaml

from treatykg.errors import OptionError

_LOCAL = re.compile(r"(?:.*[/#:])?([a-z]+/[^/#\s]+)")
_LISTS = ("same", "different")


@dataclass(frozen=True, slots=True)
class Decision:
    """Local ids that mean one thing, or things that are all different, and where that was decided ("decisions.yaml:4")."""

    ids: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a corpus; an id stands for every node that bears it."""

    same: tuple[Decision, ...] = ()
    different: tuple[Decision, ...] = ()


NO_DECISIONS = Decisions()


def read_decisions(path: Path) -> Decisions:
    """The decisions of a YAML file: lists `same` and `different`, each of lists of local ids or IRIs.

    :raises OptionError: if the file cannot be read, is not such YAML, or contradicts itself; the message names the line
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"{path}: {error}: give a decision file in UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise OptionError(f"{path}:{line}: {error.problem}: this is not YAML; see docs/resolution.md") from error
    if root is None:
        return Decisions()
    parts = dict(_parts(root, path))
    decisions = Decisions(parts.get("same", ()), parts.get("different", ()))
    _check(decisions)
    return decisions


def _parts(root: yaml.Node, path: Path) -> Iterator[tuple[str, tuple[Decision, ...]]]:
    if not isinstance(root, yaml.MappingNode):
        raise _error(path, root, "give the lists same: and different:")
    seen: set[str] = set()
    for name, value in root.value:
        if name.value not in _LISTS:
            raise _error(path, name, f"{name.value!r} is none of {', '.join(_LISTS)}")
        if name.value in seen:
            raise _error(path, name, f"a second list {name.value!r}: bring the two together")
        seen.add(name.value)
        yield name.value, tuple(_decision(each, path) for each in _items(value, path))


def _items(node: yaml.Node, path: Path) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise _error(path, node, "give a list, such as [[person/ana-ruiz, person/a-ruiz]]")
    return list(node.value)


def _decision(node: yaml.Node, path: Path) -> Decision:
    ids = tuple(_local(each, path) for each in _items(node, path))
    if len({*ids}) < 2:
        raise _error(path, node, "a decision is about two different ids at least")
    return Decision(ids, _place(path, node))


def _local(node: yaml.Node, path: Path) -> str:
    """The local id of an id or IRI."""
    text = node.value if isinstance(node, yaml.ScalarNode) else ""
    match = _LOCAL.fullmatch(text.strip().strip("<>"))
    if match is None:
        raise _error(path, node, f"{text!r} is no local id such as treaty/aachen-treaty, and no IRI that ends in one")
    return unquote(match[1])


def _check(decisions: Decisions) -> None:
    """Refuse what contradicts itself: two ids that are the same by one decision, also by way of others, and not by another."""
    groups = join(set(each.ids) for each in decisions.same)
    for decision in decisions.different:
        for group in groups:
            if len(both := sorted(group & {*decision.ids})) > 1:
                raise OptionError(
                    f"{decision.place}: {both[0]} and {both[1]} are decided to be the same as well: keep one"
                )


def join(groups: Iterable[set[str]]) -> list[set[str]]:
    """Sets that share a member, brought together."""
    joined: list[set[str]] = []
    for group in groups:
        apart = [each for each in joined if not each & group]
        joined = [*apart, set(group).union(*(each for each in joined if each & group))]
    return joined


def _place(path: Path, node: yaml.Node) -> str:
    return f"{path}:{node.start_mark.line + 1}"


def _error(path: Path, node: yaml.Node, problem: str) -> OptionError:
    return OptionError(f"{_place(path, node)}: {problem}")
