"""How the endpoint bears load: mixed queries, memory over many requests, a runaway query, and a graph of a million triples.

python benchmarks/server.py            # all, about two minutes; on loopback, with counts that end
python benchmarks/server.py --only mixed --requests 4000
"""

from __future__ import annotations

import argparse
import http.client
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from server_graph import write_graph

SAMPLE = Path(__file__).parents[1] / "output" / "graph.nq"
CLIENTS = 8
RUNAWAY = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(12)) + " }"
BACKGROUND = "https://w3id.org/treatykg/id/graph/background"
FIRST_QUESTIONS = 5


def ask(query: str, accept: str = "application/sparql-results+json", **dataset: str) -> tuple[str, str]:
    """An address and what to accept."""
    return f"/sparql?{urlencode({'query': query, **dataset})}", accept


MIX = (
    ask("SELECT ?t ?n { ?t a treaty:Treaty ; rdfs:label ?n }"),
    ask(
        "SELECT ?e ?d ?q { ?e a treaty:Event ; treaty:date ?d ; treaty:evidence/treaty:quote ?q } ORDER BY ?d",
        "text/csv",
    ),
    ask("ASK { ?e a treaty:Ratification ; treaty:factuality factuality:Actual }"),
    ask("SELECT ?kind (COUNT(DISTINCT ?s) AS ?n) { ?s a ?kind } GROUP BY ?kind", "application/sparql-results+xml"),
    ask("CONSTRUCT { ?a treaty:signatoryOf ?t } WHERE { ?t treaty:signatory ?a }", "text/turtle"),
    ask("DESCRIBE ?s { ?s a treaty:State }", "application/n-triples"),
    ask("SELECT * { ?s ?p ?o } LIMIT 100", "text/tab-separated-values", **{"default-graph-uri": BACKGROUND}),
    ("/questions/is-in-force", "application/json"),
    ("/questions/who-signed", "text/csv"),
    ("/sparql", "text/turtle"),
)


@contextmanager
def serving(graph: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str, float]]:
    """A server in a process of its own: the process, its host with port, and the seconds until it answered."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "treatykg", "serve", str(graph), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            host = urlsplit(found[0]).netloc
            assert fetch(http.client.HTTPConnection(host), *ask("ASK {}")) == 200
            yield process, host, time.perf_counter() - start
        finally:
            process.terminate()


def fetch(connection: http.client.HTTPConnection, address: str, accept: str) -> int:
    """The status of the reply, which is read to its end."""
    connection.request("GET", address, headers={"accept": accept})
    reply = connection.getresponse()
    reply.read()
    return reply.status


def load(host: str, *, requests: int, mix: Sequence[tuple[str, str]] = MIX) -> tuple[list[float], Counter[int], float]:
    """So many requests from all clients: the seconds of each, the statuses, and the seconds of all."""
    times: list[float] = []
    statuses: Counter[int] = Counter()

    def work(client: int) -> None:
        connection = http.client.HTTPConnection(host, timeout=60)
        for number in range(client, requests, CLIENTS):
            start = time.perf_counter()
            statuses[fetch(connection, *mix[number % len(mix)])] += 1
            times.append(time.perf_counter() - start)

    threads = [threading.Thread(target=work, args=(client,)) for client in range(CLIENTS)]
    start = time.perf_counter()
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return times, statuses, time.perf_counter() - start


def measure_mixed(requests: int) -> None:
    """The bar: 200 mixed queries a second from 8 clients without an error."""
    with serving(SAMPLE) as (_, host, _):
        load(host, requests=200)
        times, statuses, seconds = load(host, requests=requests)
    print(
        f"mixed: {requests} requests from {CLIENTS} clients, {requests / seconds:.0f} per second, {_spread(times)}, {_tell(statuses)}"
    )


def measure_memory(requests: int) -> None:
    """The bar: flat over 10,000 requests."""
    with serving(SAMPLE) as (process, host, _):
        sizes = [memory(process.pid)]
        for _ in range(5):
            _, statuses, _ = load(host, requests=requests // 5)
            assert set(statuses) == {200}, statuses
            sizes.append(memory(process.pid))
    told = ", ".join(f"{size:.0f}" for size in sizes)
    print(f"memory: MB of all processes at the start and after each {requests // 5} requests: {told}")


def measure_runaway() -> None:
    """The bar: it is cut at its limit while others go on."""
    with serving(SAMPLE, "--time-limit", "3") as (_, host, _):
        cut: list[tuple[int, float]] = []

        def run_away() -> None:
            start = time.perf_counter()
            status = fetch(http.client.HTTPConnection(host, timeout=60), *ask(RUNAWAY))
            cut.append((status, time.perf_counter() - start))

        runaway = threading.Thread(target=run_away)
        runaway.start()
        time.sleep(0.2)
        times, statuses, seconds = load(host, requests=400)
        meanwhile = not cut
        runaway.join()
        ((status, stopped),) = cut
        print(f"runaway: cut after {stopped:.2f} s of 3 s with status {status}")
        when = "meanwhile" if meanwhile else "during and after it"
        print(
            f"runaway: 400 other requests {when}: {400 / seconds:.0f} per second, {_spread(times)}, {_tell(statuses)}"
        )


def measure_million(triples: int) -> None:
    """The bar: open in under 20 s, the first five questions under 1 s each."""
    from treatykg.questions import load_questions

    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "million.nq"
        count = write_graph(SAMPLE, graph, triples=triples)
        with serving(graph, "--time-limit", "60") as (process, host, opened):
            print(f"million: {count} triples open in {opened:.1f} s, {memory(process.pid):.0f} MB")
            names = [each.name for each in load_questions()]
            results = {name: _time(host, f"/questions/{name}") for name in names}
            first = ", ".join(
                f"{name} {results[name][1]:.2f} s ({results[name][0]})" for name in names[:FIRST_QUESTIONS]
            )
            slow = {
                name: f"{seconds:.1f} s ({status})"
                for name, (status, seconds) in results.items()
                if seconds >= 1 or status != 200
            }
            print(f"million: the first {FIRST_QUESTIONS} questions: {first}")
            print(f"million: {len(names) - len(slow)} of all {len(names)} questions under 1 s; the others: {slow}")
            print(f"million: {memory(process.pid):.0f} MB after all questions")


def memory(pid: int) -> float:
    """MB of a process and all below it; what they share is counted once (proc(5), Pss)."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return (int(found[1]) / 1000 if found else 0) + sum(memory(int(child)) for child in children)


def _time(host: str, address: str) -> tuple[int, float]:
    start = time.perf_counter()
    status = fetch(http.client.HTTPConnection(host, timeout=120), address, "application/json")
    return status, time.perf_counter() - start


def _spread(times: Sequence[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"median {cuts[49] * 1000:.0f} ms, 95 % within {cuts[94] * 1000:.0f} ms, longest {max(times) * 1000:.0f} ms"


def _tell(statuses: Counter[int]) -> str:
    errors = sum(number for status, number in statuses.items() if status != 200)
    return f"{errors} errors"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("mixed", "memory", "runaway", "million"))
    parser.add_argument("--requests", type=int, default=4000)
    parser.add_argument("--triples", type=int, default=1_000_000)
    options = parser.parse_args()
    measures: dict[str, Callable[[], None]] = {
        "mixed": lambda: measure_mixed(options.requests),
        "memory": lambda: measure_memory(10_000),
        "runaway": measure_runaway,
        "million": lambda: measure_million(options.triples),
    }
    for name, measure in measures.items():
        if options.only in (None, name):
            measure()


if __name__ == "__main__":
    main()
