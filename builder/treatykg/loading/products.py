"""Where each product of SPARQL listens, from `endpoints.toml`, and how one says who one is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from treatykg.errors import KnowledgeError

Auth: TypeAlias = Literal["basic", "digest", "bearer"]

_FILE = Path(__file__).parent / "endpoints.toml"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The URLs of queries, of updates and of the Graph Store Protocol; empty where there is none."""

    query: str
    update: str = ""
    graphs: str = ""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who writes. The password is in no representation, so that no log and no traceback shows it."""

    user: str
    password: str = field(repr=False)
    method: Auth = "basic"


@dataclass(frozen=True, slots=True)
class Product:
    """The paths of a product below its URL, None where it has none, and its way of authentication."""

    query: str
    auth: Auth
    update: str | None = None
    graphs: str | None = None

    def addresses(self, url: str) -> Addresses:
        """The addresses of the product at this URL."""
        update, graphs = ("" if path is None else url + path for path in (self.update, self.graphs))
        return Addresses(url + self.query, update, graphs)


@cache
def load_products() -> Mapping[str, Product]:
    """The products by the names of their schemes.

    :raises KnowledgeError: if the file is missing or broken
    """
    try:
        data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
        products = {name: Product(**entry) for name, entry in data.items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, TypeError) as error:
        raise KnowledgeError(f"{_FILE}: {error}: restore the file from the package, or correct it") from error
    if unknown := [name for name, each in products.items() if each.auth not in get_args(Auth)]:
        raise KnowledgeError(f"{_FILE}: {unknown[0]}: auth is one of {', '.join(get_args(Auth))}")
    return MappingProxyType(products)
