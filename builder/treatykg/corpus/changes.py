"""What became known since a build or a day: new steps and claims of each treaty, and statuses that have changed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import RdfFormat, parse
from rdflib.namespace import RDF, RDFS

from treatykg.corpus.deriving import derive
from treatykg.corpus.ledger import Known
from treatykg.corpus.reading import View, said_by
from treatykg.corpus.records import unpack
from treatykg.errors import OptionError
from treatykg.triples import Index
from treatykg.vocab import TREATY, local_name

_GENERAL = frozenset(map(str, (TREATY.Event, TREATY.Claim, TREATY.TreatyAction, TREATY.ContextEvent)))


_AT_HAND = 500  # graphs of new articles, of which several treaties ask for one


@dataclass(frozen=True, slots=True)
class Change:
    """Something that was not known before.

    `kind` is "step", "claim" or "status"; `what` a local name, such as `Ratification`, for a status both, as in
    `Signed -> InForce`. The words and the article that tell it are those of the first new article by id.
    """

    kind: str
    treaty: str
    what: str
    factuality: str
    date: str
    who: str
    words: str
    article: str


def find_changes(view: View, *, since: str) -> Iterator[Change]:
    """What the articles tell that came after a build (its number) or on or after a day (2024-06-30), treaty by treaty.

    An article that was only read again by another version of the extractor is not new.

    :raises OptionError: if `since` is neither
    """
    first = _first_build(view, since)
    new = {each.id: each for each in view.ledger.articles() if each.since >= first}

    @lru_cache(_AT_HAND)
    def read(article: str) -> Index:
        return Index(parse(said_by(view, article), RdfFormat.N_QUADS))

    for treaty in _treaties(view, new):
        courses = dict(view.ledger.courses(treaty))
        before = [unpack(quads) for article, quads in courses.items() if article not in new]
        known = frozenset(Index(parse(b"".join(before), RdfFormat.N_QUADS)).subjects())
        telling = sorted(courses.keys() & new.keys())
        yield from _new_facts(treaty, ((new[article], read(article)) for article in telling), known)
        yield from _new_status(view, treaty, before, [unpack(quads) for quads in courses.values()])


def _first_build(view: View, since: str) -> int:
    """The first build whose articles are new."""
    if since.isdecimal():
        return int(since) + 1
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", since):
        raise OptionError(f"--since {since}: give the number of a build, or a day as 2024-06-30")
    query = "SELECT min(id) FROM builds WHERE started >= ?"
    (first,) = view.ledger.sql.execute(query, (since,)).fetchone()
    return int(first) if first is not None else 1 << 62


def _treaties(view: View, articles: Collection[str]) -> list[str]:
    rows = view.ledger.sql.execute("SELECT DISTINCT treaty, article FROM acts ORDER BY treaty")
    return list(dict.fromkeys(treaty for treaty, article in rows if article in articles))


def _new_facts(treaty: str, telling: Iterable[tuple[Known, Index]], known: Collection[str]) -> Iterator[Change]:
    seen = set(known)
    for article, index in telling:
        events = [each for each in index.instances(TREATY.Event) if treaty in index.values(each, TREATY.concerns)]
        about = {treaty, *events}
        claims = [each for each in index.instances(TREATY.Claim) if about & set(index.values(each, TREATY.about))]
        for kind, found in (("step", events), ("claim", claims)):
            for fact in found:
                if fact not in seen:
                    seen.add(fact)
                    yield _change(kind, fact, treaty, index, article)


def _change(kind: str, fact: str, treaty: str, index: Index, article: Known) -> Change:
    agents = index.follow(fact, TREATY.actor if kind == "step" else TREATY.speaker, RDFS.label)
    return Change(
        kind=kind,
        treaty=index.value(treaty, RDFS.label) or treaty,
        what=", ".join(local_name(each) for each in index.values(fact, RDF.type) if each not in _GENERAL),
        factuality=local_name(index.value(fact, TREATY.factuality) or ""),
        date=index.value(fact, TREATY.date) or "",
        who=", ".join(agents),
        words=next(iter(index.follow(fact, TREATY.evidence, TREATY.quote)), ""),
        article=article.id,
    )


def _new_status(view: View, treaty: str, before: Iterable[bytes], now: Iterable[bytes]) -> Iterator[Change]:
    old, current = (_status(treaty, courses, view.settings.base) for courses in (before, now))
    if old != current:
        label = view.ledger.label(treaty.removeprefix(view.settings.base)) or treaty
        yield Change("status", label, f"{old or 'nothing'} -> {current or 'nothing'}", "", "", "", "", "")


def _status(treaty: str, courses: Iterable[bytes], base: str) -> str:
    return local_name(Index(derive(treaty, courses, base=base)).value(treaty, TREATY.status) or "")
