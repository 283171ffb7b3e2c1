"""Datasets for the page: the sample article, two small articles, hostile ones, and a large network."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import Literal, Quad

from treatykg.corpus import open_corpus
from treatykg.identifiers import BASE
from treatykg.inference import infer
from treatykg.model import Article, Entity, Event, Evidence, Extraction, Facts, Span
from treatykg.page import LIMIT, gather, to_page
from treatykg.store import load_dataset, open_graph
from treatykg.triples import Dataset, to_dataset

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "output"
HOSTILE = tomllib.loads((HERE / "hostile.toml").read_text(encoding="utf-8"))["article"]
STRING = "http://www.w3.org/2001/XMLSchema#string"


@cache
def sample_page() -> bytes:
    """The page of the graph in output/."""
    return to_page(load_dataset(SAMPLE))


@cache
def two_articles() -> Dataset:
    """Two articles on one treaty, one of them without its text, and what follows."""
    dataset = load_dataset(HERE / "two-articles.trig")
    return dataset | infer(dataset)


@cache
def two_articles_page() -> bytes:
    """Their page."""
    return to_page(two_articles())


def data_of(page: bytes):
    """The data that a page carries."""
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page.decode(), re.DOTALL)
    return json.loads(block)


def hostile_articles() -> list[Article]:
    """The articles of hostile.toml, as if every reader had let them pass."""
    return [
        Article(
            id=f"hostile-{number}",
            text=case["text"].replace("LONGWORD", "Supercalifragilistic" * 500),
            title=case.get("title"),
            url=case.get("url"),
            publisher=case.get("publisher", "<b onmouseover=RAN=1>Daily</b>"),
            published=date(2020, 1, 1),
        )
        for number, case in enumerate(HOSTILE)
    ]


def poisoned(payload: str) -> Dataset:
    """The sample with the payload at the end of each string, addresses and rules too."""
    return Dataset.of(_poison(quad, payload) for quad in load_dataset(SAMPLE))


def _poison(quad: Quad, payload: str) -> Quad:
    value = quad.object
    if isinstance(value, Literal) and value.datatype.value in (STRING, "http://www.w3.org/2001/XMLSchema#anyURI"):
        return Quad(quad.subject, quad.predicate, Literal(value.value + payload), quad.graph_name)
    return quad


@cache
def large_page(things: int, ties: int) -> bytes:
    """The page of an article that names so many things and tells of so many meetings of two of them."""
    pairs = sorted({(number % things, (number * 7 + number // things * 131 + 1) % things) for number in range(ties)})
    sentences = [f"State {one} met State {other}." for one, other in pairs]
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 1)
    text = "\n".join(sentences)
    first: dict[int, Evidence] = {}
    events = []
    for start, sentence, pair in zip(starts, sentences, pairs, strict=False):
        for thing in pair:
            place = start + sentence.index(f"State {thing}")
            first.setdefault(thing, Evidence(Span(place, place + len(f"State {thing}")), "gazetteer:name"))
        said = (Evidence(Span(start, start + len(sentence)), "meeting.meet"),)
        actors = tuple(f"state/S{thing}" for thing in pair)
        events.append(
            Event(
                f"event/{pair[0]}-{pair[1]}", "Meeting", "Actual" if len(events) % 3 else "Alleged", said, actors=actors
            )
        )
    entities = tuple(
        Entity(f"state/S{thing}", "State", f"State {thing}", evidence=(seen,)) for thing, seen in sorted(first.items())
    )
    extraction = Extraction(Article("large", text), (), entities, Facts(events=tuple(events)))
    return to_page(to_dataset(extraction))


@cache
def disputing_page() -> bytes:
    """The page of a corpus whose outlets tell the life of one treaty in five different ways."""
    treaty = "the Treaty on Reef Protection between Fiji and Tonga"
    told = (
        ("wire", "2021-03-04", f"Fiji and Tonga signed {treaty} in Suva on 3 March 2021."),
        ("daily", "2021-03-06", f"Fiji and Tonga signed {treaty} in Suva on 5 March 2021."),
        ("gazette", "2021-03-09", f"Fiji and Tonga have not signed {treaty}."),
        ("post", "2021-03-10", "Fiji, Tonga and Samoa signed the Treaty on Reef Protection in Suva on 3 March 2021."),
        ("weekly", "2021-03-20", f"Fiji and Tonga will sign {treaty} in Suva next month."),
        ("vote", "2021-06-11", f"On 10 June 2021 Fiji's parliament approved {treaty} by 30 votes to 4."),
        ("paper", "2021-06-12", f"On 10 June 2021 Fiji's parliament approved {treaty} by 31 votes to 4."),
    )
    articles = [
        Article(name, text, published=date.fromisoformat(day), publisher=name.title()) for name, day, text in told
    ]
    with TemporaryDirectory() as folder:
        with open_corpus(Path(folder), create=True) as corpus:
            corpus.add(articles, jobs=1, notice=lambda *_: None)
            corpus.sync(progress=lambda name, total: lambda done: None)
        dataset, total = gather(open_graph(Path(folder)), base=BASE, limit=LIMIT)
    return to_page(dataset, total=total)
