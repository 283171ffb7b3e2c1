"""What a reader of one file format hands over: the text, the metadata the file itself gives, and where that stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from treatykg.errors import TreatykgError

FIELDS = ("id", "url", "title", "published", "publisher")
"""The metadata of an article, by the names of the fields of `Article`."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as its file gives it, nothing checked yet.

    `place` is what an error message calls it (file and line); `name` is what it may be called after, such as the stem
    of its file, None where several articles share the file. `metadata` has some of `FIELDS` as keys.
    """

    place: str
    text: str
    name: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """A record of a file that is no article, while the records after it may be: where it stands, and what is wrong."""

    place: str
    reason: str

    @classmethod
    def by(cls, error: TreatykgError, *, place: str) -> Refused:
        """The refusal that an error is; its message need not name the place again."""
        return cls(place, str(error).removeprefix(f"{place}:").strip())
