"""Write many articles for measurements: `python benchmarks/make_corpus.py N OUT.jsonl[.gz]`.

They are the project's own articles told again under other names. A "world" gives every state, person, place, day and treaty subject
of an article another one, so that its treaties are treaties of that world alone; in each world three outlets tell the story, the
second and third without some of its paragraphs and on later days, so that a corpus has something to resolve. What they say is not
true. Equal numbers give equal bytes, and a smaller corpus is the beginning of a larger one.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from treatykg.articles import read_articles
from treatykg.model import Article

ROOT = Path(__file__).parent.parent
NEWS = ROOT / "benchmarks" / "treatynews"
# By name, so that figures of yesterday are figures of the same corpus when collections grow.
SEEDS = (
    *(NEWS / "own" / f"{name}.txt" for name in (
        "austria-1955", "bata-icj-note", "efta-sacu-trade", "escazu-camara", "hong-kong-surrender",
        "italy-albania-centres", "myanmar-nuclear", "nile-framework", "pukpuk-treaty", "rarotonga-summit-1985",
        "rio-biodiversity-1992", "seato-obituary", "space-station-1998", "thai-cambodia-truce", "ticino-frontier-tax",
    )),
    *(NEWS / "third" / "develop" / f"{name}.txt" for name in (
        "cairo-1951-abrogation", "chagos-commons", "east-berlin-1972-basic-treaty", "eu-uzbekistan-epca",
        "ganges-successor", "honduras-icsid", "piran-bay-referendum", "tuna-treaty-nadi",
    )),
    ROOT / "examples" / "france-greece.txt",
)  # fmt: skip
RETELLINGS = 3
OUTLETS = (
    "Harbour Wire", "The Meridian", "Northern Ledger", "Courier of the Straits", "Daily Concord", "Plenipotentiary Review",
    "Continental Post", "The Envoy", "Basin Times", "Treaty Monitor", "Southern Gazette", "Federal Observer",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SUBJECTS = (
    "defence", "trade", "extradition", "investment", "fisheries", "water", "taxation", "transit", "energy", "aviation",
    "customs", "labour", "visa", "pension", "satellite", "forestry",
)  # fmt: skip
COINED = ("Pukpuk", "Ganges", "Teesta", "Chagos", "Tuna", "tuna", "Farakka")  # what no list of places holds
GIVEN = (
    "Adela", "Bastian", "Cosima", "Dario", "Edda", "Farid", "Gwen", "Hamid", "Ines", "Jorun", "Kwame", "Leandra", "Matti", "Nadia",
    "Otis", "Pilar", "Quentin", "Rosa", "Samir", "Tove", "Ulrika", "Viktor", "Wanda", "Xenia", "Yusuf", "Zelda", "Amara", "Bruno",
    "Clio", "Dimitar", "Esther", "Florin", "Greta", "Hugo", "Irma", "Joachim", "Kirsten", "Lamine", "Mirela", "Nestor", "Olga",
)  # fmt: skip
FAMILY_BEGINNINGS = (
    "Alder", "Bakk", "Corv", "Drum", "Esk", "Fenw", "Gorl", "Hask", "Ing", "Jarv", "Kel", "Lind", "Marz", "Nov", "Ost", "Pell",
    "Quar", "Rask", "Stav", "Tarn", "Ulv", "Vand", "Wess", "Yarr", "Zell", "Brann", "Chal", "Dorr", "Erk", "Fjeld",
)  # fmt: skip
FAMILY_ENDINGS = (
    "amo", "berg", "coe", "dal", "enko", "father", "grin", "holt", "iani", "kov", "lund", "mori", "ner", "osa", "quist", "ridge",
    "ström", "toro", "ulu", "wick",
)  # fmt: skip

_YEAR = r"\b(?:1[89]|20)\d\d\b"
_MONTH = "|".join(MONTHS)
# A month, and not the verb "may" or the march of troops: beside a number, or after a word that leads to a date.
_SHORT = "|".join(("Jan", "Feb", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec"))
_DAY = (
    rf"\b(?:{_SHORT})\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTH})\b|\b(?:{_MONTH}) \d{{1,2}}\b"
    rf"|(?<=\b[a-z]{{2}} )(?:{_MONTH})\b|(?<=\blast )(?:{_MONTH})\b|(?<=\bnext )(?:{_MONTH})\b"
)
ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True)
class State:
    """How a state is named: itself, its adjective, its people, its seat of government; any but the first may be empty."""

    key: str
    kind: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    seats: tuple[str, ...]


def articles(number: int) -> Iterator[Article]:
    """The first `number` articles of the endless corpus."""
    seeds = tuple(_read_seed(path) for path in SEEDS)
    for index in range(number):
        group, seed = divmod(index, len(seeds))
        world, retelling = divmod(group, RETELLINGS)
        yield _retell(seeds[seed], world, retelling)


def _read_seed(path: Path) -> Article:
    """The article, with the day of publication that its gold facts tell."""
    (article,) = read_articles(path)
    published = _gold(article.id).get("published")
    return replace(article, published=date.fromisoformat(published)) if published else article


def _retell(seed: Article, world: int, retelling: int) -> Article:
    names = {**_subjects(world), **_coined(seed, world), **_states(seed, world), **_people(seed, world)}
    pattern = re.compile("|".join((*map(_as_word, sorted(names, key=lambda name: (-len(name), name))), _DAY, _YEAR)))
    outlet = OUTLETS[(_draw("outlet", seed.id, world) + 5 * retelling) % len(OUTLETS)]
    text = _shorten(seed.text, outlet, world, retelling)
    text = pattern.sub(lambda found: names.get(found[0]) or _shift(found[0], world), text)
    name = f"{seed.id}-{world:05}-{retelling}"
    published = _shift_day(seed.published, world) + timedelta(days=retelling) if seed.published else None
    return replace(
        seed, id=name, text=text, title=text.split("\n", 1)[0][:200], published=published,
        url=f"https://news.example/{name}", publisher=outlet,
    )  # fmt: skip


def _shorten(text: str, outlet: str, world: int, retelling: int) -> str:
    """The text as the first outlet has it, or as another one carries it: headline and lead, most of the rest, and its own line."""
    if not retelling:
        return text
    paragraphs = text.rstrip("\n").split("\n\n")
    kept = [each for number, each in enumerate(paragraphs) if number < 3 or _draw(world, retelling, number) % 10 < 7]
    return "\n\n".join((*kept, f"This report was compiled by the desk of {outlet}."))


def _states(seed: Article, world: int) -> dict[str, str]:
    """The names of states in the text, to those of the states that stand for them in this world."""
    modern = [state for state in _all_states() if state.kind == "state" and state.adjectives and state.seats]
    shuffled = sorted(modern, key=lambda state: _draw("state", world, state.key))
    renamed: dict[str, str] = {}
    for position, state in enumerate(_states_in(seed.text)):
        other = shuffled[position]
        for ours, theirs in zip(_by_kind(state), _by_kind(other), strict=True):
            chosen = theirs[0] if theirs else other.names[0]
            renamed |= {form.upper(): chosen.upper() for form in ours} | dict.fromkeys(ours, chosen)
    return renamed


@cache
def _states_in(text: str) -> tuple[State, ...]:
    return tuple(state for state in _all_states() if any(_find(name, text) for name in chain(*_by_kind(state))))


def _people(seed: Article, world: int) -> dict[str, str]:
    renamed = {}
    for name in _names(seed, "Person"):
        words = name.split()
        family = _pick(FAMILY_BEGINNINGS, "b", world, words[-1]) + _pick(FAMILY_ENDINGS, "e", world, words[-1])
        renamed[words[-1]] = family
        if len(words) > 1:
            renamed[name] = f"{_pick(GIVEN, 'given', world, name)} {family}"
    return renamed


def _coined(seed: Article, world: int) -> dict[str, str]:
    """Places and what treaties are called after: another place of the gazetteer for each."""
    places = [row["label"] for row in _rows("places") if row["label"].isalpha()]
    return {name: _pick(places, "place", world, name) for name in (*_names(seed, "Place"), *COINED)}


def _subjects(world: int) -> dict[str, str]:
    shuffled = sorted(SUBJECTS, key=lambda subject: _draw("subject", world, subject))
    pairs = dict(zip(SUBJECTS, shuffled, strict=True))
    return pairs | {ours.title(): theirs.title() for ours, theirs in pairs.items()}


def _shift(words: str, world: int) -> str:
    """A day, month or year of the text in this world's calendar."""
    if words.isdigit():
        return str(int(words) + _years(world))
    parts = words.split()
    return " ".join(str(_in_month(int(part), world)) if part.isdigit() else _month(part, world) for part in parts)


def _shift_day(day: date, world: int) -> date:
    month = MONTHS.index(_month(MONTHS[day.month - 1], world)) + 1
    return date(day.year + _years(world), month, _in_month(day.day, world))


def _month(name: str, world: int) -> str:
    ours = next(number for number, month in enumerate(MONTHS) if month.startswith(name.rstrip(".")))
    return MONTHS[(ours + _draw("month", world) % 12) % 12]


def _in_month(day: int, world: int) -> int:
    return (day - 1 + _draw("day", world) % 28) % 28 + 1


def _years(world: int) -> int:
    return _draw("year", world) % 16 - 12


def _names(seed: Article, kind: str) -> Sequence[str]:
    """The names of people or places in the text: those of the gold facts, or else those that the gazetteer knows."""
    gold = _gold(seed.id)
    if gold:
        return [each["name"] for each in gold["entities"] if each["type"] == kind and each["name"][0].isupper()]
    table = {"Person": "leaders", "Place": "places"}[kind]
    return [row["label"] for row in _rows(table) if _find(row["label"], seed.text)]


@cache
def _gold(seed: str) -> Mapping[str, Any]:
    """What its gold file says of an article; nothing where there is none."""
    (path,) = (path.with_suffix(".json") for path in SEEDS if path.stem == seed)
    found: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


@cache
def _all_states() -> tuple[State, ...]:
    return tuple(
        State(
            row["key"],
            row["kind"],
            _list(row["label"], row["names"], row["former_names"]),
            *(_list(row[column]) for column in ("adjectives", "people", "capital")),
        )
        for row in _rows("states")
    )


def _by_kind(state: State) -> tuple[tuple[str, ...], ...]:
    return state.names, state.adjectives, state.people, state.seats


@cache
def _rows(table: str) -> tuple[Mapping[str, str], ...]:
    with (ROOT / "ontology" / "gazetteer" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _list(*cells: str | None) -> tuple[str, ...]:
    return tuple(name for cell in cells for name in (cell or "").split("|") if name)


def _find(name: str, text: str) -> bool:
    return name in text and re.search(_as_word(name), text) is not None


def _as_word(name: str) -> str:
    return rf"(?<!\w){re.escape(name)}(?!\w)"


def _pick(items: Sequence[ItemT], *key: object) -> ItemT:
    return items[_draw(*key) % len(items)]


@cache
def _draw(*key: object) -> int:
    """A number that is always the same for this key, on any machine and any Python."""
    return int.from_bytes(hashlib.sha256(repr(key).encode("utf-8")).digest()[:6], "big")


def to_line(article: Article) -> str:
    """The article as a line of JSON Lines that `treatykg` reads."""
    published = article.published.isoformat() if article.published else None
    record = {
        "id": article.id, "published": published, "title": article.title, "url": article.url,
        "publisher": article.publisher, "text": article.text,
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False) + "\n"


def write(number: int, out: Path) -> None:
    """Write the corpus, compressed where the name ends in `.gz`."""
    with out.open("wb") as raw:
        file = gzip.GzipFile("", "wb", 6, raw, mtime=0) if out.suffix == ".gz" else raw
        file.writelines(to_line(article).encode("utf-8") for article in articles(number))
        if file is not raw:
            file.close()


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    write(options.number, options.out)
    print(f"{options.out}: {options.number} articles")


if __name__ == "__main__":
    main()
