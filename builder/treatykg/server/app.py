"""The addresses of the endpoint."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from treatykg.server.asking import find_question, list_questions, to_choices_query, to_query
from treatykg.server.description import to_description
from treatykg.server.forkserver import ForkServer
from treatykg.server.headers import SafeHeaders
from treatykg.server.limits import MEGABYTE, Limits
from treatykg.server.media import ROWS, TRIPLES, content_type, find_media
from treatykg.server.pages import Page, load_query_page
from treatykg.server.pool import Pool
from treatykg.server.protocol import QueryRequest, RefusalError, parse_fields, parse_get, parse_post
from treatykg.server.worker import Job, Reply

_ALLOWED = ("GET", "HEAD", "POST", "OPTIONS")
_READABLE = ("GET", "HEAD", "OPTIONS")


def create_app(
    server: ForkServer, *, limits: Limits, origins: Sequence[str] = ("*",), page: Page | None = None
) -> Starlette:
    """The ASGI application over a graph.

    `origins` are those whose scripts may read it (CORS); `page` is shown at `/`, by default the page of the questions,
    which is always at `/query`.
    """
    pool = Pool(server, limits)
    endpoint = _Endpoint(server, pool, limits)
    query_page = load_query_page()
    cors = Middleware(CORSMiddleware, allow_origins=origins, allow_methods=_ALLOWED, allow_headers=["*"], max_age=86400)
    return Starlette(
        routes=[
            Route("/", _serve_page(page or query_page), methods=_READABLE),
            Route("/query", _serve_page(query_page), methods=_READABLE),
            Route("/sparql", endpoint.sparql, methods=_ALLOWED),
            Route("/questions", endpoint.questions, methods=_READABLE),
            Route("/questions/{name}", endpoint.question, methods=_READABLE),
            Route("/questions/{name}/choices", endpoint.choices, methods=_READABLE),
        ],
        middleware=[Middleware(SafeHeaders), *([cors] if origins else [])],
        exception_handlers={RefusalError: _refuse},
        lifespan=_lifespan(pool),
    )


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """What answers from the graph."""

    server: ForkServer
    pool: Pool
    limits: Limits

    async def sparql(self, request: Request) -> Response:
        """The SPARQL 1.1 Protocol."""
        if request.method == "OPTIONS":
            return _options(_ALLOWED)
        query_string = request.scope["query_string"]
        if request.method == "POST":
            body = await _read_body(request, self.limits.body)
            return await self._answer(request, parse_post(query_string, body, request.headers.get("content-type", "")))
        query = parse_get(query_string)
        return self._describe(request) if query is None else await self._answer(request, query)

    async def questions(self, request: Request) -> Response:
        """The list of all questions."""
        return _options(_READABLE) if request.method == "OPTIONS" else JSONResponse(list_questions())

    async def question(self, request: Request) -> Response:
        """The answer to one."""
        if request.method == "OPTIONS":
            return _options(_READABLE)
        question = find_question(request.path_params["name"])
        sparql = to_query(question, parse_fields(request.scope["query_string"]))
        return await self._answer(request, QueryRequest(sparql))

    async def choices(self, request: Request) -> Response:
        """What may be chosen in it: for each parameter that is an IRI, those that have an answer, with their names."""
        if request.method == "OPTIONS":
            return _options(_READABLE)
        question = find_question(request.path_params["name"])
        record = {}
        for name in (each.name for each in question.parameters if each.type == "IRI"):
            job = Job(QueryRequest(to_choices_query(question, name)), "application/json", None)
            reply = await _unless_gone(request, self.pool.run(job))
            if reply.status != 200:
                return _respond(reply)
            record[name] = [_to_choice(row) for row in json.loads(bytes(reply.content))["results"]["bindings"]]
        return JSONResponse(record)

    async def _answer(self, request: Request, query: QueryRequest) -> Response:
        accept = _accept(request)
        job = Job(query, find_media(accept, ROWS), find_media(accept, TRIPLES))
        return _respond(await _unless_gone(request, self.pool.run(job)))

    def _describe(self, request: Request) -> Response:
        media = find_media(_accept(request), TRIPLES)
        if media is None:
            raise RefusalError(406, f"the description comes as {', '.join(TRIPLES)}; a query goes into ?query=")
        server = self.server
        try:
            endpoint = str(request.url.replace(query="", fragment=""))
            content = to_description(endpoint, graphs=server.graphs, triples=server.triples, media=media)
        except ValueError:
            raise RefusalError(400, "the Host header is not the name of a host") from None
        return Response(content, headers={"content-type": content_type(media), "vary": "Accept"})


def _serve_page(page: Page) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        if request.method == "OPTIONS":
            return _options(_READABLE)
        headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": page.policy}
        return Response(page.content, headers=headers)

    return serve


def _lifespan(pool: Pool) -> Callable[[Starlette], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await pool.open()
        try:
            yield
        finally:
            await pool.close()

    return lifespan


async def _read_body(request: Request, limit: int) -> bytes:
    too_large = RefusalError(413, f"the request is larger than {limit / MEGABYTE:g} MB, the most that is taken")
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > limit:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large
    return bytes(body)


async def _unless_gone(request: Request, work: Awaitable[Reply]) -> Reply:
    """The reply, unless the client goes away; then the query is stopped."""
    working, leaving = asyncio.ensure_future(work), asyncio.ensure_future(_wait_until_gone(request))
    try:
        await asyncio.wait({working, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else Reply(503, "text/plain", b"the client has gone")
    finally:
        working.cancel()
        leaving.cancel()


async def _wait_until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _accept(request: Request) -> str:
    return ",".join(request.headers.getlist("accept"))


def _respond(reply: Reply) -> Response:
    headers = {"content-type": reply.media, "vary": "Accept"}
    if reply.status == 503:
        headers["retry-after"] = "5"
    return Response(reply.content, reply.status, headers)


def _options(methods: Sequence[str]) -> Response:
    return Response(status_code=204, headers={"allow": ", ".join(methods)})


def _refuse(_: Request, error: Exception) -> Response:
    match error:
        case RefusalError(status=status, text=text):
            return PlainTextResponse(text, status)
    raise error


def _to_choice(row: dict[str, dict[str, str]]) -> dict[str, str]:
    value = row["value"]["value"]
    return {"value": value, "label": row.get("label", {}).get("value", value)}
