"""The attributes of a network as the formats must declare them: their names, in order, each with one type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

from treatykg.network.attributes import Attributes

ColumnType: TypeAlias = Literal["string", "integer", "double"]


def columns_of(rows: Iterable[Attributes]) -> Mapping[str, ColumnType]:
    """The names of all attributes in the order in which they first occur, with the widest type that their values need.

    >>> columns_of([{"label": "Fiji", "mentions": 2}, {"mentions": 0.5}])
    {'label': 'string', 'mentions': 'double'}
    """
    columns: dict[str, ColumnType] = {}
    for row in rows:
        for name, value in row.items():
            found = columns.get(name)
            if found != "string":
                columns[name] = _wider(_type_of(value), found)
    return columns


def _wider(one: ColumnType, other: ColumnType | None) -> ColumnType:
    return one if other is None or one == other else "double" if "string" not in (one, other) else "string"


def _type_of(value: str | float) -> ColumnType:
    if isinstance(value, str):
        return "string"
    return "integer" if isinstance(value, int) else "double"
