"""`treatykg explain`: the words, the rule and the facts behind a thing or a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from treatykg.errors import OptionError


def explain(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH", help="A .trig, .ttl, .nq or .jsonld file, or its folder.")],
    iri: Annotated[
        str | None, typer.Argument(metavar="[IRI]", help="A thing: its IRI, a prefixed name, or the end of its IRI.")
    ] = None,
    *,
    sentence: Annotated[int | None, typer.Option("--sentence", "-s", help="A sentence, counted from 1.", min=1)] = None,
    article: Annotated[str | None, typer.Option("--article", help="Its article, if there are several.")] = None,
) -> None:
    """Show where something comes from: its words in their sentence, the rule that found them, and the facts.

    - `treatykg explain output state/FRA`
    - `treatykg explain output --sentence 3`
    """
    from treatykg.cli.explaining import print_explanation, print_sentence
    from treatykg.cli.names import expand
    from treatykg.explain import explain_node, explain_sentence
    from treatykg.store import open_graph

    if (iri is None) == (sentence is None):
        raise OptionError("explain needs either an IRI or --sentence N")
    store = open_graph(graph)
    if iri is not None:
        print_explanation(explain_node(store, expand(iri)))
    elif sentence is not None:
        print_sentence(explain_sentence(store, sentence, article=article))
