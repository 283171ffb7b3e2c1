"""Provisions: what clauses oblige to, how the text introduces them, whom they bind, and what is none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from treatykg.facts.cues import split_words
from treatykg.facts.obligations import choose_obligation, find_obligation, is_procedure
from treatykg.model import Article, Extraction, Provision
from treatykg.pipeline import extract

CASES = tomllib.loads((Path(__file__).parent / "sentences" / "provisions.toml").read_text(encoding="utf-8"))


def read(text: str) -> Extraction:
    return extract(Article("example", text))


def provisions_of(text: str) -> tuple[Provision, ...]:
    return read(text).facts.provisions


def quote(text: str, provision: Provision) -> str:
    return provision.evidence[0].span.of(text)


def labels(text: str) -> list[set[str]]:
    """Whom each provision of the text binds."""
    extraction = read(text)
    names = {e.id: e.label for e in extraction.entities}
    return [{names[o] for o in p.obligors} for p in extraction.facts.provisions]


def test_the_cases_are_as_many_as_we_think():
    """Cases that vanish unseen would leave the tests below green."""
    assert len(CASES["clauses"]) >= 225
    assert len(CASES["passage"]) >= 20
    assert len(CASES["silent"]) >= 20
    assert len({kind for kind, _ in CASES["clauses"]}) == 28


@pytest.mark.parametrize(("kind", "clause"), CASES["clauses"], ids=lambda each: each[:40])
def test_words_tell_the_type(kind: str, clause: str):
    """A clause is typed by its words alone."""
    assert (find_obligation(clause) or "Other") == kind


@pytest.mark.parametrize("case", CASES["passage"], ids=lambda case: case["text"][:40])
def test_passage_tells_its_provisions(case: dict[str, object]):
    """All provisions of a passage are found, and nothing else."""
    assert [p.type for p in provisions_of(str(case["text"]))] == case["types"]


@pytest.mark.parametrize("case", CASES["silent"], ids=lambda case: case["text"][:40])
def test_no_provision_where_none_is_told(case: dict[str, str]):
    """Procedure, history, forecasts and comments are no provisions."""
    assert provisions_of(case["text"]) == ()


def test_each_coordinated_verb_is_a_provision_of_its_own():
    """Two duties in one sentence are two provisions, each with its own words."""
    text = "The Oslo Treaty obliges Norway to open its ports to Swedish trawlers and to pay 3 million euros a year."
    assert [quote(text, p) for p in provisions_of(text)] == [
        "to open its ports to Swedish trawlers",
        "to pay 3 million euros a year",
    ]


def test_a_list_of_things_is_split_by_type():
    """What a treaty provides for in one list is one provision for each type."""
    text = "The Dayton Agreement provides for the withdrawal of all troops, the exchange of prisoners and a tunnel for trains."
    assert [p.type for p in provisions_of(text)] == ["Ceasefire", "PrisonerExchange", "EconomicCooperation"]


def test_what_is_given_in_return_is_a_provision():
    """The other side's part of a bargain counts too."""
    text = "The nuclear treaty caps the stockpile of enriched uranium in exchange for the lifting of sanctions."
    assert [p.type for p in provisions_of(text)] == ["ArmsControl", "NoSanctions"]


def test_the_bound_are_named():
    """The obligor is whom the verb obliges, or who must; parties in general are the treaty's parties."""
    assert labels("The Ottawa Convention obliges Norway to destroy its landmines.") == [{"Norway"}]
    text = "Chile and Peru signed the Chile-Peru Trade Agreement. Both sides will abolish tariffs on fruit."
    assert labels(text) == [{"Chile", "Peru"}]


def test_article_number_belongs_to_the_treaty_that_provides():
    """The article of the treaty is kept; one of the UN Charter is a citation, never the treaty's own article."""
    own = "Article 7 of the Oslo Treaty obliges Norway to consult Sweden."
    assert [p.article_number for p in provisions_of(own)] == ["7"]
    other = (
        "Russia and North Korea signed a treaty in Pyongyang. Under the treaty, each side will come to the other's aid if "
        "attacked, in line with Article 51 of the UN Charter."
    )
    (defence,) = provisions_of(other)
    assert (defence.type, defence.article_number) == ("Defense", None)
    assert defence.cites


def test_the_trigger_is_the_condition():
    """When an obligation depends on something, the words that say so are kept."""
    text = "Under the treaty, Norway must defend Sweden if it is attacked."
    (defence,) = provisions_of(text)
    assert defence.trigger is not None
    assert defence.trigger.of(text) == "if it is attacked"


def test_the_treaty_helps_where_the_clause_says_little():
    """What the treaty is about types a clause without words of its own, and never outweighs clear words."""
    about = {"ResourceSharing": 2.0}
    assert choose_obligation(("vessels may not enter",), about, sure=True) == "ResourceSharing"  # type: ignore[arg-type]
    assert choose_obligation(("abolish all tariffs",), about, sure=True) == "TradeLiberalization"  # type: ignore[arg-type]


def test_without_words_a_clause_is_a_provision_only_when_it_surely_is():
    """A clause that tells nothing is "Other" where the grammar makes it a provision, else nothing."""
    assert choose_obligation(("do so",), {}, sure=True) == "Other"
    assert choose_obligation(("do so",), {}, sure=False) is None


@pytest.mark.parametrize(
    "clause", ["both parliaments must ratify it", "it will enter into force in May", "the Duma votes"]
)
def test_procedure_is_known(clause: str):
    """How treaties are made is not what they oblige to."""
    assert is_procedure(clause)


def test_words_are_split_at_hyphens_and_in_lower_case():
    """Hyphens count as blanks, so that one cue finds both spellings."""
    assert split_words("Duty-free Goods") == split_words("duty free goods")
