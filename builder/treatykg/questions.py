"""The competency questions: what a graph must be able to answer. Each is a SPARQL query in `ontology/questions/`.

How such a file is written stands in `ontology/questions/README.md`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Literal as OneOf
from typing import TypeAlias, get_args

from pyoxigraph import Literal, NamedNode, RdfFormat, Store
from rdflib.namespace import XSD

from treatykg.errors import KnowledgeError, OptionError
from treatykg.resources import folder
from treatykg.store import Answer, ask

ParameterType: TypeAlias = OneOf["IRI", "date", "number", "text"]
Term: TypeAlias = NamedNode | Literal

_PARAMETER = re.compile(r"# param (?P<name>\w+): (?P<type>\w+)(?P<meaning>.*)")
_WHERE = re.compile(r"\bWHERE\s*\{")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the asker of a question may choose; left open, all are answered."""

    name: str
    type: ParameterType
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question in English and in SPARQL; `name` is that of its file."""

    name: str
    text: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()


@cache
def load_questions() -> tuple[Question, ...]:
    """All questions, sorted by name.

    :raises KnowledgeError: if a file is not written as its README says
    """
    files = sorted((folder("ontology") / "questions").glob("*.rq"))
    return tuple(parse_question(path.stem, path.read_text(encoding="utf-8"), place=str(path)) for path in files)


def parse_question(name: str, source: str, *, place: str) -> Question:
    r"""The question that a file holds.

    >>> question = parse_question("q", "# Who?\n# param day: date of it\nSELECT * WHERE { ?s ?p ?o }", place="q.rq")
    >>> question.text, question.parameters
    ('Who?', (Parameter(name='day', type='date', meaning='date of it'),))

    :raises KnowledgeError: if it is not written as the README says; the message names the line
    """
    lines = source.splitlines()
    if not lines or not re.fullmatch(r"# .+[?.]", lines[0]):
        raise KnowledgeError(f"{place}:1: is no question: begin the file with `# ` and the question in English")
    parameters = tuple(
        _parse_parameter(line, place=f"{place}:{number}")
        for number, line in enumerate(lines, start=1)
        if line.startswith("# param")
    )
    return Question(name, lines[0].removeprefix("# "), source, parameters)


def resolve_question(name: str) -> Question:
    """The question of this name.

    :raises OptionError: if there is none; the message names the nearest
    """
    known = {question.name: question for question in load_questions()}
    if name in known:
        return known[name]
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"is it {' or '.join(close)}? " if close else ""
    raise OptionError(f"{name}: no such question: {hint}`treatykg questions` lists all")


def resolve_parameter(question: Question, name: str) -> Parameter:
    """The parameter of this name.

    :raises OptionError: if the question has none
    """
    for parameter in question.parameters:
        if parameter.name == name:
            return parameter
    names = ", ".join(each.name for each in question.parameters) or "no parameter"
    raise OptionError(f"{name}: the question {question.name} has {names}: leave it out or correct it")


def add_ontology(store: Store) -> None:
    """Add the ontology and its vocabularies to the store, each in a graph of its own."""
    root = folder("ontology")
    for path in sorted((*root.glob("*.ttl"), *root.glob("vocabularies/*.ttl"))):
        graph = NamedNode(f"https://w3id.org/treatykg/graph/{path.stem}")
        store.load(path=path, format=RdfFormat.TURTLE, to_graph=graph)


def answer(store: Store, question: Question, choices: Mapping[str, Term] | None = None) -> Answer:
    """The answer of the graph in `store`; `choices` are terms for some of the parameters (see `to_term`).

    Labels and notations of the ontology's terms are only in the answers if it is in the store (see `add_ontology`).
    """
    return ask(store, bind(question.sparql, choices or {}))


def bind(sparql: str, values: Mapping[str, Term]) -> str:
    """The query with values for some of its variables.

    In the text, because the substitutions of pyoxigraph only reach variables that the query returns.

    >>> bind("SELECT * WHERE { ?s ?p ?o }", {"o": Literal("x")})
    'SELECT * WHERE { VALUES (?o) { ("x") } ?s ?p ?o }'
    """
    if not values:
        return sparql
    names, terms = " ".join(f"?{name}" for name in values), " ".join(map(str, values.values()))
    return _WHERE.sub(lambda where: f"{where[0]} VALUES ({names}) {{ ({terms}) }}", sparql, count=1)


def to_term(value: str, parameter: Parameter) -> Term:
    """What the words that somebody typed mean as a value of the parameter.

    >>> str(to_term("2021-10-08", Parameter("from", "date", "")))
    '"2021-10-08"^^<http://www.w3.org/2001/XMLSchema#date>'

    :raises OptionError: if they are not of its type
    """
    try:
        match parameter.type:
            case "IRI":
                return NamedNode(value)
            case "date":
                return Literal(date.fromisoformat(value).isoformat(), datatype=NamedNode(XSD.date))
            case "number":
                return Literal(format(Decimal(value), "f"), datatype=NamedNode(XSD.decimal))
            case "text":
                return Literal(value)
    except (ValueError, InvalidOperation):
        raise OptionError(f"{parameter.name}={value}: not a value of the type {parameter.type}: correct it") from None


def _parse_parameter(line: str, *, place: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    kinds = get_args(ParameterType)
    if not match or match["type"] not in kinds:
        raise KnowledgeError(f"{place}: write `# param NAME: TYPE what it is`, TYPE being one of {', '.join(kinds)}")
    kind: ParameterType = match["type"]  # type: ignore[assignment]  # checked above
    return Parameter(match["name"], kind, f"{kind}{match['meaning']}")
