"""`treatykg query` and `treatykg questions`: asking a graph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from treatykg.cli.choices import Output
from treatykg.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pyoxigraph import Store

    from treatykg.questions import Question, Term
    from treatykg.store import Answer


def query(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A .trig, .ttl, .nq or .jsonld file, or its folder.")],
    sparql: Annotated[str | None, typer.Argument(metavar="[SPARQL]", help="The query; prefixes are known.")] = None,
    *,
    file: Annotated[Path | None, typer.Option("--file", help="A file with the query.")] = None,
    question: Annotated[str | None, typer.Option("--question", "-q", help="A question, by its name.")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE for it; repeatable.")] = None,
    output: Annotated[Output, typer.Option("--output", "-o", help="How to print the answer.")] = Output.table,
) -> None:
    """Ask a graph, in SPARQL 1.1 or with one of the prepared questions. All graphs of the file count as one.

    - `treatykg query output "SELECT ?treaty ?status { ?treaty treaty:status ?status }"`
    - `treatykg query output --question treaty-status`
    - `treatykg query output --file mine.rq --output csv`
    """
    from treatykg.cli.answers import print_answer
    from treatykg.export.prefixes import prefixes_for
    from treatykg.identifiers import BASE
    from treatykg.store import load_store, open_graph

    if sum(each is not None for each in (sparql, file, question)) != 1:
        raise OptionError("query needs exactly one of SPARQL, --file and --question")
    if param and question is None:
        raise OptionError("--param goes with --question: write the value into the query instead")
    answer = (
        _ask_question(load_store(graph), question, param or ())
        if question
        else _ask_sparql(open_graph(graph), sparql, file)
    )
    print_answer(answer, output, prefixes_for(BASE))


def questions() -> None:
    """List the prepared questions, with what can be chosen in each.

    - `treatykg questions`
    """
    from treatykg.cli.terminal import print_lines, to_table
    from treatykg.questions import load_questions

    rows = [
        (each.name, each.text, " ".join(f"{parameter.name}={parameter.type}" for parameter in each.parameters))
        for each in load_questions()
    ]
    print_lines(to_table(("name", "question", "parameters"), rows))


def _ask_sparql(store: Store, sparql: str | None, file: Path | None) -> Answer:
    from treatykg.export.prefixes import prefixes_for
    from treatykg.identifiers import BASE
    from treatykg.store import ask

    try:
        text = sparql if file is None else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OptionError(f"--file {file}: cannot be read ({error}): check the path") from error
    return ask(store, text or "", prefixes=prefixes_for(BASE))


def _ask_question(store: Store, name: str, params: Sequence[str]) -> Answer:
    from treatykg.questions import add_ontology, answer, resolve_question

    question = resolve_question(name)
    add_ontology(store)
    return answer(store, question, dict(_to_choice(store, question, param) for param in params))


def _to_choice(store: Store, question: Question, param: str) -> tuple[str, Term]:
    """The name and value of `NAME=VALUE`; things may be named as `treatykg explain` lets one name them."""
    from treatykg.cli.names import expand
    from treatykg.explain import resolve_node
    from treatykg.questions import resolve_parameter, to_term

    name, equals, value = param.partition("=")
    if not equals:
        raise OptionError(f"--param {param}: write it as NAME=VALUE")
    parameter = resolve_parameter(question, name)
    return name, to_term(resolve_node(store, expand(value)) if parameter.type == "IRI" else value, parameter)
