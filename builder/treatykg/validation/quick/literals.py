"""Values of literals, as rdflib understands them: whether a form is one of its datatype, and which of two is less.

pySHACL asks rdflib too, so that both engines agree on what a date is. Offsets, days and confidences come again from article to
article; what was found is kept.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Final

import rdflib
from rdflib import XSD

from treatykg.validation.quick.terms import Literal, Term, is_iri, to_literal

_KEPT: Final = 1 << 16
# Whose values pySHACL looks at once more, after rdflib.
_VALUES: Final[dict[str, type]] = {
    str(XSD.integer): int,
    str(XSD.float): float,
    str(XSD.decimal): Decimal,
    str(XSD.boolean): bool,
    str(XSD.date): date,
    str(XSD.time): time,
    str(XSD.dateTime): datetime,
}
_STRING: Final = str(XSD.string)


def has_datatype(term: Term, datatype: str) -> bool:
    """Whether the term is a literal of the datatype, and its form one that the datatype has.

    >>> has_datatype(Literal("2024-02-30", str(XSD.date)), str(XSD.date))
    False
    """
    if not isinstance(term, Literal):
        return False
    if datatype == _STRING:
        return term.language is None and term.datatype in (None, _STRING)
    return term.datatype == datatype and _is_well_formed(term)


def is_at_least(term: Term, bound: Literal) -> bool:
    """Whether the term is a literal that can be compared with `bound` and is not less."""
    order = _compare(term, bound) if isinstance(term, Literal) else None
    return order is not None and order >= 0


def is_at_most(term: Term, bound: Literal) -> bool:
    """Whether the term is a literal that can be compared with `bound` and is not greater."""
    order = _compare(term, bound) if isinstance(term, Literal) else None
    return order is not None and order <= 0


@lru_cache(maxsize=_KEPT)
def is_less(one: Term, other: Term, *, or_equal: bool) -> bool:
    """Whether `one` comes before `other`, or is its equal if `or_equal`; False if they cannot be compared."""
    left, right = _comparable(one), _comparable(other)
    if left is None or right is None or isinstance(left, rdflib.Literal) != isinstance(right, rdflib.Literal):
        return False
    if isinstance(left, str) or isinstance(right, str):
        return left < right or (or_equal and left == right)
    try:
        equal = left.eq(right)
    except TypeError:  # a literal that is none of its datatype; pySHACL stops here, or takes it for less
        return False
    return or_equal if equal else not left > right


def _comparable(term: Term) -> rdflib.Literal | str | None:
    """What pySHACL compares: strings and IRIs as strings, other literals by their value; blank nodes not at all."""
    if not isinstance(term, Literal):
        return term if is_iri(term) else None
    literal = to_literal(term)
    return literal.value if isinstance(literal.value, str) else literal


@lru_cache(maxsize=_KEPT)
def _is_well_formed(literal: Literal) -> bool:
    understood = to_literal(literal)
    expected = _VALUES.get(literal.datatype or "", object)
    return understood.ill_typed is not True and isinstance(understood.value, expected)


@lru_cache(maxsize=_KEPT)
def _compare(literal: Literal, bound: Literal) -> int | None:
    """-1, 0 or 1; None if the two cannot be compared."""
    one, other = to_literal(literal), to_literal(bound)
    if isinstance(one.value, str) != isinstance(other.value, str):
        return None
    try:
        if one.eq(other):
            return 0
        return 1 if one > other else -1
    except (TypeError, NotImplementedError):
        return None
