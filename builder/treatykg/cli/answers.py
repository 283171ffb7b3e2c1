"""Answers of SPARQL as tables for people, and as CSV and JSON for programs."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
)

from treatykg.cli.choices import Output
from treatykg.cli.names import shorten
from treatykg.cli.terminal import print_bytes, print_lines, to_table
from treatykg.errors import OptionError
from treatykg.export import to_jsonld, to_turtle
from treatykg.store import Answer
from treatykg.triples import Dataset


def print_answer(answer: Answer, output: Output, prefixes: Mapping[str, str]) -> None:
    """Print an answer: rows of SELECT, yes or no of ASK, triples of CONSTRUCT and DESCRIBE (as Turtle or JSON-LD).

    :raises OptionError: if triples or a yes or no are asked for as CSV
    :raises GraphError: if the triples have blank nodes, which have no lasting name
    """
    match answer:
        case QuerySolutions() if output is Output.table:
            _print_rows(answer, prefixes)
        case QuerySolutions():
            print_bytes(answer.serialize(format=_results_format(output)) or b"")
        case QueryTriples():
            _print_triples(answer, output)
        case QueryBoolean():
            _print_truth(answer, output)


def _print_rows(answer: QuerySolutions, prefixes: Mapping[str, str]) -> None:
    columns = [variable.value for variable in answer.variables]
    rows = [[_to_text(solution[name], prefixes) for name in columns] for solution in answer]
    print_lines(to_table(columns, rows) if rows else "no answer in this graph")


def _print_triples(answer: QueryTriples, output: Output) -> None:
    if output is Output.csv:
        raise OptionError("--output csv: the query gives triples: take table for Turtle or json for JSON-LD")
    dataset = Dataset.of(Quad(triple.subject, triple.predicate, triple.object) for triple in answer)
    print_bytes(to_jsonld(dataset) if output is Output.json else to_turtle(dataset))


def _print_truth(answer: QueryBoolean, output: Output) -> None:
    if output is Output.csv:
        raise OptionError("--output csv: the query gives a yes or no: take table or json")
    if output is Output.json:
        print_bytes(answer.serialize(format=QueryResultsFormat.JSON) or b"")
    else:
        print_lines("yes" if answer else "no")


def _results_format(output: Output) -> QueryResultsFormat:
    return QueryResultsFormat.CSV if output is Output.csv else QueryResultsFormat.JSON


def _to_text(term: object, prefixes: Mapping[str, str]) -> str:
    match term:
        case NamedNode():
            return shorten(term.value, prefixes)
        case Literal():
            return term.value
        case _:
            return "" if term is None else str(term)
