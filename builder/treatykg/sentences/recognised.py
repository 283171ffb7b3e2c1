"""What is recognised in a document's text without a model, once for all who ask: known names and expressions of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.dates import TimeExpression, find_time_expressions
from treatykg.gazetteer import NameHit, load_gazetteer

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NAMES = "treatykg.names"
_TIMES = "treatykg.times"


def known_names(doc: Doc) -> tuple[NameHit, ...]:
    """The names that the gazetteer knows, in the order of the text."""
    found: tuple[NameHit, ...] | None = doc.user_data.get(_NAMES)
    if found is None:
        found = doc.user_data[_NAMES] = load_gazetteer().find_names(doc.text)
    return found


def times(doc: Doc) -> tuple[TimeExpression, ...]:
    """The expressions of time, in the order of the text."""
    found: tuple[TimeExpression, ...] | None = doc.user_data.get(_TIMES)
    if found is None:
        found = doc.user_data[_TIMES] = find_time_expressions(doc.text)
    return found
