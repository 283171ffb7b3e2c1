"""English as data: one TOML file for each field of words, read once.

>>> "treaty" in load_lexicon("treaty_nouns")["heads"]
True
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from treatykg.errors import KnowledgeError
from treatykg.resources import folder

__all__ = ["load_lexicon", "load_words"]


@cache
def load_lexicon(name: str) -> Mapping[str, Any]:
    """What `lexicon/NAME.toml` holds; the mapping cannot be changed.

    :raises KnowledgeError: if the file is missing or is not TOML in UTF-8
    """
    path = folder("lexicon") / f"{name}.toml"
    try:
        return MappingProxyType(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnowledgeError(f"{path}: {error}: restore the file from the package, or correct it") from error


@cache
def load_words(name: str, *keys: str) -> frozenset[str]:
    """The words of the lists `keys` ("table.key" inside a table) of `lexicon/NAME.toml`, together.

    :raises KnowledgeError: if the file has no such list of strings
    """
    return frozenset(word for key in keys for word in _words(name, key))


def _words(name: str, key: str) -> list[str]:
    words: Any = load_lexicon(name)
    for part in key.split("."):
        words = words.get(part) if isinstance(words, Mapping) else None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise KnowledgeError(f"{folder('lexicon') / name}.toml: {key} must be a list of strings")
    return words
