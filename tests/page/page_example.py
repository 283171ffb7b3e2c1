"""Datasets for the page: the sample article, two small articles, hostile ones, and a large network."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, Quad

from treatykg.identifiers import BASE
from treatykg.inference import infer
from treatykg.model import Article, Entity, Event, Evidence, Extraction, Facts, Span
from treatykg.page import to_page
from treatykg.pipeline import build_graph, extract
from treatykg.store import load_dataset
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
    """The page of two outlets that give two days for one signature."""
    days = (("wire", "3 March", date(2021, 3, 4)), ("daily", "5 March", date(2021, 3, 6)))
    treaty = "the 2021 Treaty on Reef Protection between Fiji and Tonga"
    articles = (
        Article(
            name, f"Fiji and Tonga signed {treaty} in Suva on {day} 2021.", published=published, publisher=name.title()
        )
        for name, day, published in days
    )
    dataset = build_graph([extract(each) for each in articles], base=BASE, include_text=True)
    return to_page(dataset)
