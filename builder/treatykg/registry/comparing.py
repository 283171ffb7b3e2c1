"""What the news says of treaties against what a register says: fact by fact, both with their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from treatykg.registry.accounts import Account, ToldAct
from treatykg.registry.matching import Candidate, Match, RegisterIndex

Verdict: TypeAlias = Literal["agree", "differ", "only here", "only there"]
"""`only here`: only the news says so; `only there`: only the register does."""

COLUMNS = ("treaty", "fact", "verdict", "news", "register", "entry", "article", "sentence")
_DATED: Mapping[str, str] = {
    "Signature": "signed",
    "Adoption": "adopted",
    "EntryIntoForce": "in force",
    "Termination": "terminated",
}


@dataclass(frozen=True, slots=True)
class FactCheck:
    """One fact: what the news and what the register say, and the article with the sentence that says it.

    Dates are EDTF literals, parties and places local identifiers; empty where one of the two says nothing.
    """

    fact: str
    verdict: Verdict
    news: str
    register: str
    article: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class TreatyCheck:
    """One treaty of the news, its entry in the register, why it is taken for that, and its facts.

    `candidates` are entries that fit, but not clearly; then there is no entry and nothing is compared.
    """

    treaty: str
    label: str
    entry: Candidate | None
    candidates: tuple[Candidate, ...]
    facts: tuple[FactCheck, ...]


@dataclass(frozen=True, slots=True)
class RegisterCheck:
    """The comparison of a corpus with a register: a check for each treaty of the news, and the entries no article tells of."""

    checks: tuple[TreatyCheck, ...]
    only_there: tuple[str, ...]

    def counts(self) -> Mapping[str, int]:
        """How many treaties are in both, unclear, only here and only there, and how many facts have each verdict."""
        entries = [each for each in self.checks if each.entry]
        unclear = sum(bool(each.candidates) for each in self.checks)
        facts = [fact.verdict for each in entries for fact in each.facts]
        return {
            "treaties in both": len(entries),
            "treaties unclear": unclear,
            "treaties only here": len(self.checks) - len(entries) - unclear,
            "treaties only there": len(self.only_there),
            **{
                f"facts that {verdict}" if verdict in {"agree", "differ"} else f"facts {verdict}": facts.count(verdict)
                for verdict in ("agree", "differ", "only here", "only there")
            },
        }


def compare_with_register(news: Iterable[Account], entries: Iterable[Account]) -> RegisterCheck:
    """Compare what the news tells of treaties with what a register says of them.

    :param news: see `treatykg.registry.reading.read_news`
    :param entries: see `treatykg.registry.reading.read_entries`
    """
    index = RegisterIndex(entries)
    checks = tuple(_check(told, index.find(told)) for told in news)
    met = {each.entry.entry.id for each in checks if each.entry}
    return RegisterCheck(checks, tuple(each.id for each in index.entries if each.id not in met))


def to_rows(check: RegisterCheck, *, only_here: bool = True) -> Iterator[tuple[str, ...]]:
    """The comparison as rows under `COLUMNS`; treaties without an entry are one row each, left out unless `only_here`."""
    for each in check.checks:
        if each.entry:
            entry = each.entry.entry
            for fact in each.facts:
                sources = (fact.article, fact.sentence)
                yield each.label, fact.fact, fact.verdict, fact.news, fact.register, entry.entry, *sources
        elif each.candidates:
            found = "; ".join(candidate.entry.entry for candidate in each.candidates)
            yield each.label, "treaty", "unclear", each.treaty, found, "", "", ""
        elif only_here:
            yield each.label, "treaty", "only here", each.treaty, "", "", "", ""


def _check(told: Account, match: Match) -> TreatyCheck:
    if match.entry is None:
        return TreatyCheck(told.id, told.label, None, match.candidates, ())
    entry = match.entry.entry
    facts = (*_parties(told, entry), *_dates(told, entry), *_places(told, entry))
    return TreatyCheck(told.id, told.label, match.entry, (), facts)


def _parties(told: Account, entry: Account) -> Iterator[FactCheck]:
    """Whom the news names as parties, or who signs: not all of them, so that those it leaves out are no difference."""
    signed = [act for act in told.acts if act.type == "Signature" and act.factuality == "Actual"]
    signatories = {actor for act in signed for actor in act.actors if actor.startswith(("state/", "organization/"))}
    ours, theirs = {*told.parties} or signatories, {*entry.parties}
    if ours:
        verdict: Verdict = "only here" if not theirs else "agree" if ours <= theirs else "differ"
        register = _list(theirs) if verdict == "differ" else ""
        words = signed[0].words if signed else ""
        yield FactCheck("parties", verdict, _list(ours), register, told.sources[0] if told.sources else "", words)


def _dates(told: Account, entry: Account) -> Iterator[FactCheck]:
    for kind, fact in _DATED.items():
        ours = [act for act in told.acts if act.type == kind and act.factuality == "Actual" and act.edtf]
        theirs = [act for act in entry.acts if act.type == kind and act.earliest]
        yield from _compared(fact, ours, theirs, entry)


def _compared(fact: str, ours: Sequence[ToldAct], theirs: Sequence[ToldAct], entry: Account) -> Iterator[FactCheck]:
    days = {act.earliest for act in theirs if act.earliest}
    alternatives = days | _also(fact, theirs, entry)
    register = ", ".join(sorted(day.isoformat() for day in days))
    for day, acts in _by_date(ours).items():
        verdict = _verdict(acts[0], alternatives, several_sign=fact == "signed" and not any(e.actors for e in theirs))
        yield FactCheck(fact, verdict, day, register, acts[0].source, acts[0].words)
    if days and not ours:
        yield FactCheck(fact, "only there", "", register)


def _verdict(act: ToldAct, days: set[date], *, several_sign: bool) -> Verdict:
    """Whether the news says what the register does. Its interval need only hold the day: "last month" is no difference."""
    if not days:
        return "only here"
    if any((not act.earliest or act.earliest <= day) and (not act.latest or day <= act.latest) for day in days):
        return "agree"
    # States sign a multilateral treaty when each is ready; the register has the day on which it was opened for signature.
    return "only here" if several_sign and act.actors and act.latest and act.latest > min(days) else "differ"


def _also(fact: str, theirs: Sequence[ToldAct], entry: Account) -> set[date]:
    """Days that the news may give for entry into force: of effect and of provisional application."""
    if fact != "in force":
        return set()
    effective = (date.fromisoformat(act.effective) for act in theirs if act.effective)
    return {*effective, *([entry.provisional] if entry.provisional else [])}


def _places(told: Account, entry: Account) -> Iterator[FactCheck]:
    theirs = {place for act in entry.acts if act.type == "Signature" for place in act.places}
    for act in told.acts:
        if act.type == "Signature" and act.factuality == "Actual" and act.places:
            verdict: Verdict = "only here" if not theirs else "agree" if theirs & {*act.places} else "differ"
            yield FactCheck("place", verdict, _list(act.places), _list(theirs), act.source, act.words)


def _by_date(acts: Iterable[ToldAct]) -> Mapping[str, Sequence[ToldAct]]:
    found: dict[str, list[ToldAct]] = defaultdict(list)
    for act in acts:
        found[act.edtf].append(act)
    return found


def _list(ids: Iterable[str]) -> str:
    return ", ".join(sorted(each.partition("/")[2] for each in ids))
