"""The news against a register: which entry a treaty is, and fact by fact agree, differ, only here, only there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from pyoxigraph import RdfFormat, Store

from registry_mini import load_mini
from treatykg.identifiers import BASE, graph_iri
from treatykg.model import Article
from treatykg.registry import Account, compare_with_register, read_entries, read_news, to_rows
from treatykg.registry.accounts import ToldAct
from treatykg.registry.reading import sentence_at
from treatykg.resolution.anchors import load_anchors

DAY = date(1961, 3, 11)
PARTIES = ("state/GBR", "state/ISL")


def act(
    kind: str,
    day: str,
    first: date | None = None,
    last: date | None = None,
    *,
    factuality: str = "Actual",
    **more: tuple[str, ...],
) -> ToldAct:
    """An act of an article; a day alone is both first and last day."""
    exact = date.fromisoformat(day) if first is None and last is None else None
    return ToldAct(kind, factuality, "a1", "They did it.", day, first or exact, last or exact, **more)


def entry(*acts: ToldAct, parties: tuple[str, ...] = PARTIES, provisional: date | None = None) -> Account:
    """An entry of a register."""
    return Account(
        "treaty/GBR-ISL-1961-agreement-concerning-fishing-grounds",
        "Agreement between the United Kingdom and Iceland concerning Fishing Grounds",
        ("Agreement concerning Fishing Grounds",),
        parties=parties,
        acts=acts,
        provisional=provisional,
        entry="m01 (row 2)",
    )


def told(
    *acts: ToldAct,
    names: tuple[str, ...] = ("Agreement concerning Fishing Grounds",),
    parties: tuple[str, ...] = PARTIES,
) -> Account:
    """A treaty of the news."""
    return Account("treaty/x", names[0], names, parties=parties, acts=acts, sources=("a1",))


SIGNED = act("Signature", "1961-03-11", actors=PARTIES, places=("place/reykjavik",))
FORCE = act("EntryIntoForce", "1961-04-01")


def verdicts(news: Account, *entries: Account) -> dict[str, str]:
    """The verdict on each fact of the one treaty."""
    (check,) = compare_with_register([news], entries).checks
    return {fact.fact: fact.verdict for fact in check.facts}


# ---------------------------------------------------------------- facts


@pytest.mark.parametrize(
    ("news", "verdict"),
    [
        (act("Signature", "1961-03-11", actors=PARTIES), "agree"),
        (act("Signature", "1961-03", date(1961, 3, 1), date(1961, 3, 31), actors=PARTIES), "agree"),
        (act("Signature", "1961/..", date(1961, 1, 1), actors=PARTIES), "agree"),
        (act("Signature", "1961-03-12", actors=PARTIES), "differ"),
        (act("Signature", "1961-03-20", actors=PARTIES, factuality="Planned"), "only there"),
        (act("Adoption", "1961-03-01"), "only there"),
    ],
)
def test_an_interval_agrees_when_it_holds_the_day(news, verdict):
    """What is less exact is no difference; what was only planned says nothing of what was done."""
    treaty = told(news, act("EntryIntoForce", "1961-04-01"))
    assert verdicts(treaty, entry(SIGNED, FORCE))["signed"] == verdict


def test_each_fact_has_its_verdict():
    """Parties, signature, place, force and end are compared one by one, with the sentence of the article."""
    news = told(SIGNED, act("EntryIntoForce", "1961-05-01"), act("Adoption", "1961-03-01"))
    (check,) = compare_with_register([news], [entry(SIGNED, FORCE, act("Termination", "1975-01-01"))]).checks
    found = {fact.fact: (fact.verdict, fact.news, fact.register, fact.sentence) for fact in check.facts}
    assert found == {
        "parties": ("agree", "GBR, ISL", "", "They did it."),
        "signed": ("agree", "1961-03-11", "1961-03-11", "They did it."),
        "adopted": ("only here", "1961-03-01", "", "They did it."),
        "in force": ("differ", "1961-05-01", "1961-04-01", "They did it."),
        "terminated": ("only there", "", "1975-01-01", ""),
        "place": ("agree", "reykjavik", "reykjavik", "They did it."),
    }


def test_provisional_application_may_be_what_the_news_calls_force():
    """The register tells it apart; an article that gives that day does not contradict it."""
    provisional = date(1961, 3, 20)
    news = told(SIGNED, act("EntryIntoForce", "1961-03-20"))
    assert verdicts(news, entry(SIGNED, FORCE, provisional=provisional))["in force"] == "agree"
    assert verdicts(news, entry(SIGNED, FORCE))["in force"] == "differ"


def test_a_state_may_sign_a_multilateral_treaty_later():
    """The register has the day on which it was opened; that of one state is only in the news."""
    opened = act("Signature", "1957-05-02", places=("place/london",))
    many = ("state/DEU", "state/DNK", "state/GBR", "state/LKA", "state/NOR")
    name = "Convention on Harbour Lights"
    news = told(act("Signature", "1957-06-30", actors=("state/NOR",)), names=(name,), parties=())
    register = Account("treaty/x", name, (name,), parties=many, acts=(opened,), entry="m03 (row 4)")
    assert verdicts(news, register)["signed"] == "only here"


def test_parties_that_the_register_does_not_have_differ():
    """An article need not name all; a party that the register does not have is a difference."""
    register = entry(SIGNED, parties=("state/GBR", "state/ISL", "state/NOR"))
    same = Account(
        "treaty/GBR-ISL-1961-agreement-concerning-fishing-grounds", "Agreement", ("Agreement",), sources=("a1",)
    )
    for parties, verdict in ((PARTIES, "agree"), (("state/GBR", "state/FRO"), "differ")):
        news = Account(same.id, same.label, same.names, parties=parties, sources=("a1",))
        assert verdicts(news, register)["parties"] == verdict


# ---------------------------------------------------------------- which entry


def _series(number: int) -> Account:
    name = "Exchange of Notes regarding Back Pay"
    signed = act("Signature", f"1961-0{number}-11", actors=PARTIES)
    return Account(f"treaty/n{number}", name, (name,), parties=PARTIES, acts=(signed,), entry=f"n{number}")


def test_of_a_series_none_is_taken_without_a_reason():
    """Two exchanges of notes of one name fit alike: both are shown, nothing is compared. A day tells them apart."""
    name = ("Exchange of Notes regarding Back Pay",)
    vague = act("Signature", "1961", date(1961, 1, 1), date(1961, 12, 31), actors=PARTIES)
    (unclear,) = compare_with_register([told(vague, names=name)], [_series(3), _series(5)]).checks
    assert unclear.entry is None
    assert not unclear.facts
    exact = act("Signature", "1961-05-11", actors=PARTIES)
    (clear,) = compare_with_register([told(exact, names=name)], [_series(3), _series(5)]).checks
    assert clear.entry is not None
    assert clear.entry.entry.entry == "n5"


@pytest.mark.parametrize(
    ("names", "parties", "day"),
    [
        (("Air Routes Agreement",), PARTIES, "1961-03-11"),
        (("Agreement concerning Fishing Grounds",), ("state/GBR", "state/NOR"), "1961-03-11"),
        (("Agreement concerning Fishing Grounds",), PARTIES, "1975-03-11"),
        (("Protocol to the Agreement concerning Fishing Grounds",), PARTIES, "1962-03-11"),
    ],
)
def test_another_treaty_is_not_the_entry(names, parties, day):
    """Other parties, another subject, another year, a protocol: only in the news."""
    news = told(act("Signature", day, actors=parties), names=names, parties=parties)
    check = compare_with_register([news], [entry(SIGNED, FORCE)])
    assert check.counts()["treaties only here"] == 1
    assert check.only_there == (entry().id,)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Treaty of Tartu", "Notes exchanged at Tartu regarding the Property of Monks"),
        ("Peipus Waters Treaty", "Agreement establishing a Peipus Development Fund"),
        ("Treaty of Tartu", "Treaty regarding Article 7 of the Treaty of Tartu"),
    ],
)
def test_what_is_signed_beside_a_treaty_is_not_taken_for_it(name, title):
    """On its day and at its place, about the same river, or about the treaty itself: such entries are no clear match."""
    signed = act("Signature", "1920-02-02", actors=("state/EST", "state/RUS"), places=("place/tartu",))
    news = told(signed, names=(name,), parties=("state/EST", "state/RUS"))
    beside = Account("treaty/y", title, (title,), parties=news.parties, acts=(signed,), entry="y")
    (check,) = compare_with_register([news], [beside]).checks
    assert check.entry is None
    assert not check.facts


def test_a_known_treaty_is_found_by_what_the_gazetteer_knows():
    """An article that only names it: its day of signature is not news, but tells which entry it is."""
    title = "International Treaty for the Renunciation of War as an Instrument of National Policy"
    signed = act("Signature", "1928-08-27", places=("place/paris",))
    register = Account("treaty/y", title, (title,), parties=("state/FRA", "state/USA"), acts=(signed,), entry="y")
    pact = next(each for each in load_anchors() if "Kellogg" in " ".join(name.text for name in each.names))
    news = Account(pact.id, pact.label, (pact.label,), sources=("a1",))
    (check,) = compare_with_register([news], [register]).checks
    assert check.entry is not None
    assert {fact.fact: fact.verdict for fact in check.facts} == {"signed": "only there"}


def test_rows_are_for_tables_and_programs():
    """One row for each fact; a treaty without an entry is one row, or none."""
    news = [told(SIGNED), told(names=("Pact of Poseidonis",), parties=())]
    check = compare_with_register(news, [entry(SIGNED, FORCE)])
    rows = list(to_rows(check))
    assert [row[:3] for row in rows][-1] == ("Pact of Poseidonis", "treaty", "only here")
    assert len(list(to_rows(check, only_here=False))) == len(rows) - 1
    assert check.counts()["facts that agree"] == 3


# ---------------------------------------------------------------- reading graphs


def _store(statements: Iterable[str], graph: str) -> Store:
    store = Store()
    prefix = "@prefix t: <https://w3id.org/treatykg/ontology#> . @prefix i: <https://w3id.org/treatykg/id/> . "
    prefix += "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix s: <https://schema.org/> . "
    prefix += "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix f: <https://w3id.org/treatykg/factuality/> . "
    store.load((prefix + f"<{graph}> {{ {' '.join(statements)} }}").encode(), format=RdfFormat.TRIG)
    return store


def test_articles_are_read_with_names_and_sentences():
    """Words that name the treaty are names, "the pact" is none, and the sentence around the words is the article's."""
    article = Article("a1", "It rained. Norway and Chad signed the Cod Pact. They like the pact.")
    at = [(i, i + len(q), q) for q in ("Cod Pact", "signed", "the pact") for i in [article.text.rindex(q)]]
    rules = ("treaty:name", "signature.sign", "treaty:anaphor")
    passages = [
        f'<{BASE}article/a1#char={start},{end}> a t:Evidence ; t:source <{BASE}article/a1> ; t:quote "{quote}" ; t:rule "{rule}" .'
        for (start, end, quote), rule in zip(at, rules, strict=True)
    ]
    iris = [f"<{BASE}article/a1#char={start},{end}>" for start, end, _ in at]
    store = _store(
        [
            *passages,
            f'<{BASE}article/a1> s:text "{article.text}" .',
            f'<{BASE}treaty/cod> a t:Treaty ; rdfs:label "Cod Pact" ; t:evidence {iris[0]}, {iris[2]} .',
            f"<{BASE}event/e> a t:Event, t:Signature ; t:concerns <{BASE}treaty/cod> ; t:factuality f:Actual ;",
            f't:earliestDate "2001-05-02"^^xsd:date ; t:evidence {iris[1]} .',
        ],
        graph_iri("a1"),
    )
    (account,) = read_news(store, base=BASE)
    assert (account.id, account.names, account.sources) == ("treaty/cod", ("Cod Pact",), ("a1",))
    (signed,) = account.acts
    assert (signed.type, signed.factuality, signed.earliest) == ("Signature", "Actual", date(2001, 5, 2))
    assert signed.words == "Norway and Chad signed the Cod Pact."
    assert not read_entries(store, "uk-fcdo", base=BASE)


def test_a_sentence_is_cut_at_its_ends():
    """Also the first and the last of a text, and over a line break."""
    assert sentence_at("One. Two here", 5, 8) == "Two here"
    assert sentence_at("One here. Two", 0, 3) == "One here."
    assert sentence_at("", 0, 3) == ""


def test_a_register_is_read_back_as_it_was_written():
    """What the mapping wrote into a store is what the comparison reads: parties, acts, rows, provisional application."""
    register = load_mini()
    store = Store()
    store.load(register.to_nquads(), format=RdfFormat.N_QUADS)
    accounts = {each.entry.split()[0]: each for each in read_entries(store, "uk-fcdo", base=BASE)}
    assert len(accounts) == register.report.rows
    assert accounts["m07"].provisional == date(1950, 7, 20)
    assert accounts["m01"].entry == "m01 (row 2)"
    assert accounts["m08"].acts[0].words == "row 9"
    check = compare_with_register([accounts["m02"]], accounts.values())
    assert {fact.verdict for fact in check.checks[0].facts} == {"agree"}
