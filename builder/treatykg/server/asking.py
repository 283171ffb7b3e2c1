"""The prepared questions for clients of the endpoint: their list, their queries, and what can be chosen in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from treatykg.errors import OptionError
from treatykg.questions import Question, Term, bind, load_questions, resolve_parameter, resolve_question, to_term
from treatykg.server.protocol import RefusalError

MOST_CHOICES = 1000
_SELECT = re.compile(r"^SELECT\b", re.MULTILINE)
_DISTINCT = re.compile(
    r"^(?P<select>SELECT DISTINCT(?P<columns>[ ?\w]+)WHERE\b.*\})\s*(?P<order>ORDER BY(?P<keys>[\s?\w]+))\Z",
    re.M | re.S,
)


def list_questions() -> list[dict[str, Any]]:
    """All questions as records for JSON, sorted by name."""
    return [asdict(question) for question in load_questions()]


def find_question(name: str) -> Question:
    """The question of this name.

    :raises RefusalError: if there is none
    """
    try:
        return resolve_question(name[:100])
    except OptionError as error:
        raise RefusalError(404, str(error).replace("`treatykg questions`", "/questions")) from error


def to_query(question: Question, fields: Sequence[tuple[str, str]]) -> str:
    """The query of the question with the values that the fields choose; an empty one leaves its parameter open.

    :raises RefusalError: if the question has no such parameter, or not of this type, or it is given twice
    """
    choices: dict[str, Term] = {}
    for name, value in fields:
        if name in choices:
            raise RefusalError(400, f"{name}: given twice: choose one value")
        try:
            parameter = resolve_parameter(question, name)
            choices |= {name: to_term(value, parameter)} if value else {}
        except OptionError as error:
            raise RefusalError(400, str(error)) from error
    return sort_last(bind(question.sparql, choices))


def sort_last(sparql: str) -> str:
    """The same query, its rows sorted after repetitions are dropped: pyoxigraph does it the other way, in twice the time.

    >>> sort_last("SELECT DISTINCT ?s WHERE { ?s ?p ?o } ORDER BY ?s")
    'SELECT ?s WHERE { { SELECT DISTINCT ?s WHERE { ?s ?p ?o } } } ORDER BY ?s'
    """
    found = _DISTINCT.search(sparql)
    if found is None or not set(found["keys"].split()) <= set(found["columns"].split()):
        return sparql  # what is not a column cannot be sorted by from outside
    columns = found["columns"].strip()
    return f"{sparql[: found.start()]}SELECT {columns} WHERE {{ {{ {found['select']} }} }} {found['order']}"


def to_choices_query(question: Question, name: str) -> str:
    """What asks which things the parameter may stand for so that there is an answer: `?value` with `?label`, by label.

    A parameter is a column of its question, so its values in the open answer are the choices.
    """
    prologue, select = question.sparql[: (start := _select(question))], question.sparql[start:]
    return f"""{prologue}
SELECT (?{name} AS ?value) (MIN(?choiceName) AS ?label) WHERE {{
  {{ {{ {select}
  }} FILTER(ISIRI(?{name})) }}
  OPTIONAL {{ ?{name} <http://www.w3.org/2000/01/rdf-schema#label> ?choiceName }}
}}
GROUP BY ?{name} ORDER BY ?label ?value LIMIT {MOST_CHOICES}
"""


def _select(question: Question) -> int:
    found = _SELECT.search(question.sparql)
    if found is None:
        raise RefusalError(500, f"{question.name}: no line of its file begins with SELECT")
    return found.start()
