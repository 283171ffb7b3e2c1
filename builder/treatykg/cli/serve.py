"""`treatykg serve`: a graph behind an address, for SPARQL, the questions and the page."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from treatykg.errors import OptionError

_GRAPH = "A .trig, .ttl, .nq or .jsonld file, or its folder, or a corpus, or a folder of an Oxigraph store."
_LIMITS = "Limits"


def serve(
    graph: Annotated[Path, typer.Argument(metavar="GRAPH|STORE", help=_GRAPH)],
    *,
    host: Annotated[str, typer.Option(help="The address to listen at; 0.0.0.0 lets others in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port; 0 takes a free one.", min=0, max=65535)] = 8090,
    ontology: Annotated[
        bool, typer.Option("--ontology/--no-ontology", help="Serve the ontology beside a graph file, for labels.")
    ] = True,
    cors: Annotated[
        list[str] | None,
        typer.Option(help="An origin whose scripts may read; repeatable; none forbids. All by default."),
    ] = None,
    access_log: Annotated[bool, typer.Option("--access-log", help="Log each request.")] = False,
    workers: Annotated[int, typer.Option(help="Queries at the same time.", min=1, max=64, rich_help_panel=_LIMITS)] = 2,
    time_limit: Annotated[
        float, typer.Option(help="Seconds for one query.", min=0.1, max=3600, rich_help_panel=_LIMITS)
    ] = 30,
    max_result: Annotated[float, typer.Option(help="MB of one answer.", min=0.001, rich_help_panel=_LIMITS)] = 64,
    max_body: Annotated[float, typer.Option(help="MB of one request.", min=0.001, rich_help_panel=_LIMITS)] = 1,
    max_memory: Annotated[
        float, typer.Option(help="MB that one query may take.", min=16, rich_help_panel=_LIMITS)
    ] = 2048,
    max_waiting: Annotated[
        int, typer.Option(help="Queries that may wait for a worker.", min=1, rich_help_panel=_LIMITS)
    ] = 64,
) -> None:
    """Serve a graph, read-only: a page at /, a SPARQL 1.1 endpoint at /sparql, the prepared questions at /questions.

    - `treatykg serve output`
    - `treatykg serve graph.trig --port 0 --time-limit 5`
    - `curl -G http://127.0.0.1:8090/sparql --data-urlencode "query=SELECT * { ?s a treaty:Treaty }"`
    """
    missing = [name for name in ("starlette", "uvicorn") if find_spec(name) is None]
    if missing:
        raise OptionError(f"serve needs {' and '.join(missing)}: pip install 'treatykg[serve]'")
    from treatykg.cli.terminal import print_lines
    from treatykg.server.limits import MEGABYTE, Limits
    from treatykg.server.running import Settings, run

    limits = Limits(
        seconds=time_limit,
        result=int(max_result * MEGABYTE),
        body=int(max_body * MEGABYTE),
        memory=int(max_memory * MEGABYTE),
        queue=max_waiting,
        workers=workers,
    )
    origins = tuple(cors or ("*",))
    settings = Settings(
        host=host,
        port=port,
        ontology=ontology,
        origins=() if origins == ("none",) else origins,
        access_log=access_log,
        limits=limits,
    )
    run(graph, settings, announce=lambda address, triples: print_lines(f"{triples} triples at {address} (Ctrl-C ends)"))
