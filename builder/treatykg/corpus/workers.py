"""Articles to records on all cores: processes that share the parser they inherit, and take a few articles at a time.

The order of the results is that of the articles. A worker that dies (out of memory, a defect in a compiled library) takes
nothing with it: its articles are tried once more, each in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Protocol, TypeAlias, TypeVar

from treatykg.corpus.records import Record, to_record
from treatykg.errors import TreatykgError
from treatykg.model import Article, Failure
from treatykg.pipeline import load_knowledge
from treatykg.sentences import read_document, read_documents

ItemT = TypeVar("ItemT")
ResultT = TypeVar("ResultT")
_Batch: TypeAlias = list[Article]

_FORK = multiprocessing.get_context("fork")  # so that the workers share what was loaded
_AT_A_TIME = 8  # articles: enough that handing them over costs nothing, few enough that little is lost with a process
_WAITING = 3  # batches for each worker that wait for it


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkOptions:
    """How records are made: what their quads are, and how many processes make them."""

    base: str
    include_text: bool
    jobs: int


def to_records(articles: Iterable[Article], *, options: WorkOptions) -> Iterator[Record | Failure]:
    """The record of each article, or why there is none, in their order."""
    batches = in_batches(articles, _AT_A_TIME)
    if options.jobs == 1:
        for batch in batches:
            yield from _try_records(batch, options)
        return
    load_knowledge()  # before the processes part: what they only read, they share
    while lost := (yield from _work(batches, options)):
        for article in lost:
            yield _alone(article, options)


def try_record(article: Article, *, base: str, include_text: bool) -> Record | Failure:
    """The record of an article, or why there is none: no article may stop the others."""
    return _attempt(article.id, lambda: to_record(read_document(article), base=base, include_text=include_text))


def _try_records(articles: _Batch, options: WorkOptions) -> list[Record | Failure]:
    """Of each article what `try_record` says; parsed together, unless one of them cannot be parsed."""
    try:
        documents = list(read_documents(articles))
    except Exception:  # whose fault it is comes out when each is parsed alone
        return [try_record(each, base=options.base, include_text=options.include_text) for each in articles]
    make = partial(to_record, base=options.base, include_text=options.include_text)
    return [_attempt(each.article.id, partial(make, each)) for each in documents]


def _attempt(article: str, make: Callable[[], Record]) -> Record | Failure:
    try:
        return make()
    except TreatykgError as error:
        return Failure(article, str(error))
    except Exception as error:  # a defect of ours: it is recorded, and the corpus goes on
        return Failure(article, f"{type(error).__name__}: {error}: please report this defect with the article")


def _work(batches: Iterator[_Batch], options: WorkOptions) -> Generator[Record | Failure, None, _Batch]:
    """Yield results until all batches are done, or a worker dies; returns the articles that were lost with it."""
    running: deque[tuple[_Batch, Future[list[Record | Failure]]]] = deque()
    taken: _Batch = []
    with open_pool(options.jobs) as pool:
        try:
            for taken in batches:
                running.append((taken, pool.submit(_try_records, taken, options)))
                taken = []
                if len(running) > options.jobs * _WAITING:
                    yield from running[0][1].result()
                    running.popleft()
            while running:
                yield from running[0][1].result()
                running.popleft()
        except BrokenProcessPool:
            return [*(article for batch, _ in running for article in batch), *taken]
    return []


def _alone(article: Article, options: WorkOptions) -> Record | Failure:
    with open_pool(1) as pool:
        try:
            return pool.submit(_try_records, [article], options).result()[0]
        except BrokenProcessPool:
            return Failure(article.id, "the process that read it was killed (out of memory?): split or leave it out")


class Map(Protocol):
    """As `map`: the results in the order of the items."""

    def __call__(self, function: Callable[[ItemT], ResultT], items: Iterable[ItemT], /) -> Iterator[ResultT]:
        """Apply a function of a module to each item."""


@contextmanager
def open_map(jobs: int) -> Iterator[Map]:
    """`map` over that many processes, which part from this one now; over none if there is one job."""
    if jobs < 2:
        yield map
        return
    with open_pool(jobs) as pool:
        pool.submit(
            os.getpid
        ).result()  # starts all of them, before somebody opens a store, whose threads they should not inherit
        yield partial(pool.map, chunksize=_AT_A_TIME)


def in_shares(function: Callable[[int], list[ResultT]], jobs: int) -> list[ResultT]:
    """What the function returns for 0 to `jobs` - 1, each in a process of its own that shares all that is loaded, joined.

    A share whose process is killed is done here.
    """
    running: list[tuple[Connection, BaseProcess]] = []
    for number in range(1, jobs):
        receiver, sender = _FORK.Pipe(duplex=False)
        process: BaseProcess = _FORK.Process(target=_send, args=(sender, function, number), daemon=True)
        process.start()
        sender.close()
        running.append((receiver, process))
    found = function(0)
    for number, (receiver, process) in enumerate(running, 1):
        try:
            found += receiver.recv()
        except EOFError:
            found += function(number)
        process.join()
    return found


def _send(sender: Connection, function: Callable[[int], list[ResultT]], number: int) -> None:
    _end_with_parent()
    sender.send(function(number))


def open_pool(jobs: int) -> ProcessPoolExecutor:
    """Processes that share what was loaded before they part, and end when this one does, however it ends."""
    return ProcessPoolExecutor(jobs, mp_context=_FORK, initializer=_end_with_parent)


def in_batches(items: Iterable[ItemT], size: int) -> Iterator[list[ItemT]]:
    """The items in lists of `size`; the last may be shorter."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, however it went: nobody would take its results."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_wait_and_exit, args=(parent.sentinel,), daemon=True).start()


def _wait_and_exit(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
