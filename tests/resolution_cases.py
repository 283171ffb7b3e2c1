"""Profiles written briefly: what the cases of tests/resolution/*.toml stand for."""

from __future__ import annotations

import calendar
import tomllib
from datetime import date
from pathlib import Path

from treatykg.resolution import Act, Name, Profile

FOLDER = Path(__file__).parent / "resolution"
_FORMS = {"n": "name", "d": "description", "a": "acronym"}


def read_cases(name):
    """The cases of a file."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]


def profile(article, *, id=None, type="Treaty", **told):  # noqa: A002
    """A profile from its brief form; ids carry a hash, as those do that only the article vouches for."""
    names = tuple(Name(text[2:], _FORMS[text[0]]) for text in told.pop("names", ()))
    key = told.pop("key", None)
    plain = {
        field: tuple(values)
        for field, values in told.items()
        if field in {"offices", "obligations", "context", "beside", "parent", "story"}
    }
    return Profile(
        article,
        id or key or f"{type.lower()}/{article}-0123456789ab",
        type,
        names[0].text if names else "",
        told.get("published"),
        names=names,
        key=key,
        **{
            field: tuple(f"state/{code}" for code in told.get(field, ()))
            for field in ("parties", "states", "circle", "outlet")
        },
        acts=tuple(map(act, told.get("acts", ()))),
        places=tuple(f"place/{place}" for place in told.get("places", ())),
        **plain,
    )


def act(text):
    """An act from "Signature 2019-05 CHL PER"."""
    kind, day, *actors = text.split()
    return Act(kind, "Actual", *days(day), tuple(f"state/{code}" for code in actors))


def days(text):
    """The first and last day of a year, month or day."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    if not month:
        return date(year, 1, 1), date(year, 12, 31)
    last = day or calendar.monthrange(year, month)[1]
    return date(year, month, day or 1), date(year, month, last)
