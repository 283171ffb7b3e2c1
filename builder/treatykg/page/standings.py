"""Where each treaty and each participant stood on a day: the rules of `treatykg.inference`, asked again for every day that counts.

An event counts from its last possible day on; from its first possible day on it may have happened. One without a known day counts
from the day of the first article that reports it, and on no day before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rdflib.namespace import SDO

from treatykg.inference.acts import Act, find_acts
from treatykg.inference.participations import Case, resolve_participation
from treatykg.inference.treaties import Standing, resolve_status
from treatykg.page.corpus import Corpus
from treatykg.page.disputes import find_disputes
from treatykg.page.records import Record
from treatykg.vocab import TREATY, local_name

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Dated:
    """An act, the first day on which it may have happened and the first on which it surely had; None if none is known."""

    act: Act
    may: str | None
    sure: str | None


def treaty_records(corpus: Corpus) -> list[Record]:
    """The treaties shown: their facts in the order of time, their standing from each day on that changes it, and disputes."""
    by_treaty: dict[str, list[Dated]] = {iri: [] for iri in corpus.treaties}
    for act in find_acts(corpus.index):
        if act.iri in corpus.numbers:
            for treaty in act.treaties & by_treaty.keys():
                by_treaty[treaty].append(_dated(act, corpus))
    disputes = find_disputes(corpus)
    return [
        _record(treaty, acts, corpus) | ({"disputes": disputes[treaty]} if treaty in disputes else {})
        for treaty, acts in by_treaty.items()
    ]


def history(treaty: str, acts: Sequence[Dated], corpus: Corpus) -> Iterator[Record]:
    """The standings, each with the day from which it holds, the last without a day: all that the articles tell."""
    last: Record = {}
    for day in (*_days(acts), None):
        record = _standing_on(day, treaty, acts, corpus)
        if record != last or day is None:
            yield {"day": day, **record}
        last = record


def _record(treaty: str, acts: Sequence[Dated], corpus: Corpus) -> Record:
    ordered = sorted(
        acts, key=lambda each: (each.act.earliest or each.sure or "9999", each.sure or "9999", each.act.iri)
    )
    return {
        "thing": corpus.numbers[treaty],
        "steps": [[corpus.numbers[each.act.iri], each.may, each.sure] for each in ordered],
        "history": list(history(treaty, acts, corpus)),
    }


def _standing_on(day: str | None, treaty: str, acts: Sequence[Dated], corpus: Corpus) -> Record:
    sure = [_on(day, each.act, each.sure) for each in acts]
    may = [_on(day, each.act, each.may) for each in acts]
    parties = frozenset(corpus.index.values(treaty, TREATY.namedParty))
    status, possible = _status(sure, parties, corpus), _status(may, parties, corpus)
    return {
        "status": status,
        "may": possible if possible[:1] != status[:1] else [],
        "parties": dict(_participations(sure, day, corpus)),
    }


def _status(acts: Sequence[Act], parties: frozenset[str], corpus: Corpus) -> list[object]:
    return _values(resolve_status(acts, parties), corpus)


def _participations(acts: Sequence[Act], day: str | None, corpus: Corpus) -> Iterator[tuple[int, list[object]]]:
    as_of = day or corpus.last_published
    for participant in sorted({each for act in acts for each in act.participants} & corpus.numbers.keys()):
        own = [act for act in acts if participant in act.participants]
        if standing := resolve_participation(Case(acts, own, participant, as_of)):
            yield corpus.numbers[participant], _values(standing, corpus)


def _values(standing: Standing | None, corpus: Corpus) -> list[object]:
    """The status, the rule in words, and the facts it stands on; empty if nothing is known."""
    if standing is None:
        return []
    return [local_name(standing.status), standing.derivation, [corpus.numbers[each] for each in standing.events]]


def _on(day: str | None, act: Act, since: str | None) -> Act:
    """The act as it was on a day: what had not happened yet is no fact."""
    if day is None or (since is not None and since <= day):
        return act
    return replace(act, actual=False)


def _dated(act: Act, corpus: Corpus) -> Dated:
    told = act.latest or _first_report(act, corpus)
    return Dated(act, act.earliest or told, told)


def _first_report(act: Act, corpus: Corpus) -> str | None:
    sources = corpus.index.follow(act.iri, TREATY.evidence, TREATY.source)
    return min((day for each in sources for day in corpus.index.values(each, SDO.datePublished)), default=None)


def _days(acts: Sequence[Dated]) -> list[str]:
    """The days on which something changes."""
    actual = [each for each in acts if each.act.actual]
    found: set[str | None] = {day for each in actual for day in (each.may, each.sure, _effective_day(each.act))}
    return sorted(day for day in found if day is not None)


def _effective_day(act: Act) -> str | None:
    return act.effective if act.effective and _DAY.fullmatch(act.effective) else None
