"""Names are stable, safe and never merge what only looks alike."""

from __future__ import annotations

import dataclasses
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from treatykg import identifiers
from treatykg.errors import OptionError
from treatykg.model import Claim, Event, Evidence, Post, Provision, Span, TimeInterval

WORDS = (Evidence(Span(3, 9), "rule"),)
ELSEWHERE = (Evidence(Span(30, 39), "rule"),)
LOCAL = re.compile(r"[a-z]+/[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def ratification(**changes):
    event = Event("", "Ratification", "Actual", WORDS, treaties=("treaty/x",), actors=("state/FJI",))
    return dataclasses.replace(event, **changes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim Jong-un", "kim-jong-un"),
        ("Nuku’alofa", "nukualofa"),
        ("  Łódź  Æther\n", "lodz-aether"),
        ("Straße", "strasse"),
        ("U.N. Charter (1945)", "u-n-charter-1945"),
    ],
)
def test_slug_is_kebab_case_ascii(text, expected):
    """What has an ASCII form keeps it."""
    assert identifiers.slug(text) == expected


def test_slug_tells_names_in_other_scripts_apart():
    """Letters without an ASCII form are not just dropped."""
    assert identifiers.slug("Договор 2") != identifiers.slug("Пакт 2")
    assert identifiers.slug("！") != identifiers.slug("？")


@given(st.text(max_size=200))
def test_any_text_makes_a_safe_local_identifier(text):
    """Whatever a name holds, its identifier is short ASCII and its IRI is valid."""
    local = identifiers.entity_id("Person", text)
    assert LOCAL.fullmatch(local)
    assert len(local) < 100
    assert NamedNode(identifiers.to_iri(local)).value.endswith(local)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50))
def test_any_article_id_makes_a_valid_iri(article):
    """File names may hold blanks, hashes and brackets; the IRIs of article, graph and evidence stay valid and apart."""
    iri = identifiers.article_iri(article)
    assert NamedNode(identifiers.evidence_iri(iri, Span(0, 4))).value == iri + "#char=0,4"
    assert NamedNode(identifiers.graph_iri(article)).value != iri
    assert "#" not in iri


def test_codes_and_acronyms_are_kept():
    """States are named by their ISO 3166 alpha-3 code, organizations by their acronym."""
    assert identifiers.entity_id("State", "RUS") == "state/RUS"
    assert identifiers.entity_id("InternationalOrganization", "ASEAN") == "organization/ASEAN"


def test_a_treaty_is_named_by_sorted_parties_year_and_name():
    """The order in which the parties are named does not matter, nor does the article."""
    one = identifiers.treaty_id("Reef Pact", parties=("state/TON", "state/FJI"), year=2021, scope="a")
    assert one == "treaty/FJI-TON-2021-reef-pact"
    assert one == identifiers.treaty_id("Reef Pact", parties=("state/FJI", "state/TON"), year=2021, scope="b")
    assert one == identifiers.treaty_id(
        "Reef Pact between Fiji and Tonga", parties=("state/FJI", "state/TON"), year=2021, scope=""
    )


@pytest.mark.parametrize(("parties", "year"), [((), None), ((), 2021), (("state/FJI", "state/TON"), None)])
def test_a_title_alone_never_merges(parties, year):
    """Without parties and year, treaties of one title in two articles stay two."""
    one, two = (identifiers.treaty_id("peace treaty", parties=parties, year=year, scope=scope) for scope in "ab")
    assert one != two


def test_a_treaty_of_many_parties_has_a_short_name():
    """Beyond four parties the rest is hashed, and another party still makes another name."""
    parties = [f"state/A{letter}A" for letter in "ABCDEFGH"]
    name = identifiers.treaty_id("Pact", parties=parties, year=1999, scope="")
    assert re.fullmatch(r"treaty/AAA-ABA-ACA-[0-9a-f]{12}-1999-pact", name)
    assert name != identifiers.treaty_id("Pact", parties=parties[:-1], year=1999, scope="")


def test_two_articles_about_one_ratification_meet():
    """Words, dates and people differ, the act is the same."""
    day = date(2021, 3, 4)
    time = TimeInterval(day, day, "2021-03-04", "Explicit", Span(0, 3), "rule")
    other = ratification(evidence=ELSEWHERE, time=time, actors=("person/ana-vuki", "state/FJI"))
    assert identifiers.event_id(ratification(), scope="a") == identifiers.event_id(other, scope="b")


@pytest.mark.parametrize(
    "changes",
    [
        {"type": "Accession"},
        {"factuality": "Planned"},
        {"treaties": ("treaty/y",)},
        {"actors": ("state/TON",)},
        {"treaties": ()},
        {"actors": ()},
    ],
)
def test_other_acts_have_other_names(changes):
    """Another type, factuality, treaty or actor is another event."""
    assert identifiers.event_id(ratification(**changes), scope="a") != identifiers.event_id(ratification(), scope="a")


@pytest.mark.parametrize("changes", [{"treaties": ()}, {"actors": ()}, {"type": "Extension"}, {"type": "Meeting"}])
def test_what_is_not_identified_stays_in_its_article(changes):
    """An act without treaty or actor, or one that can happen again, is never merged with another article's."""
    event = ratification(**changes)
    assert identifiers.event_id(event, scope="a") != identifiers.event_id(event, scope="b")


@pytest.mark.parametrize("act", ["Adoption", "EntryIntoForce", "Termination"])
def test_what_befalls_a_treaty_needs_no_actor(act):
    """A treaty enters into force once, whether its parties are named or not; for one state it is another event."""
    alone, both, one = (
        identifiers.event_id(ratification(type=act, actors=actors), scope=str(actors))
        for actors in ((), ("state/FJI", "state/TON"), ("state/FJI",))
    )
    assert alone == both != one


def test_one_article_never_names_two_events_alike():
    """Events that the article keeps apart stay apart, and the first still meets other articles."""
    events = (ratification(), ratification(evidence=ELSEWHERE), ratification(), ratification(type="Meeting"))
    names = identifiers.event_ids(events, scope="a")
    assert len(set(names)) == 4
    assert names[0] == identifiers.event_id(ratification(), scope="b")
    assert all(LOCAL.fullmatch(name) for name in names)


def test_two_chambers_approve_twice():
    """A domestic approval belongs to its chamber, even though both chambers act for one state."""
    lower = ratification(type="DomesticApproval", actors=("legislature/lower", "state/FJI"))
    upper = ratification(type="DomesticApproval", actors=("legislature/upper", "state/FJI"))
    assert identifiers.event_id(lower, scope="a") != identifiers.event_id(upper, scope="a")


def test_claims_and_provisions_are_named_by_words_and_article():
    """Content and article make the name; the same content makes the same one."""
    claim = Claim("", "Denial", WORDS, speakers=("state/FJI",))
    provision = Provision("", "Defense", WORDS, treaties=("treaty/x",))
    for make, fact in ((identifiers.claim_id, claim), (identifiers.provision_id, provision)):
        names = [
            make(fact, scope="a"),
            make(fact, scope="b"),
            make(dataclasses.replace(fact, evidence=ELSEWHERE), scope="a"),
        ]
        assert len(set(names)) == 3
        assert names[0] == make(dataclasses.replace(fact, id="other"), scope="a")
        assert all(LOCAL.fullmatch(name) for name in names)


def test_an_office_is_named_by_title_holder_and_state():
    """The same office of the same person meets in all articles."""
    post = Post("", "Foreign Minister", "person/ana-vuki", WORDS, of="state/FJI")
    assert identifiers.post_id(post) == identifiers.post_id(dataclasses.replace(post, evidence=ELSEWHERE))
    assert identifiers.post_id(post) != identifiers.post_id(dataclasses.replace(post, of="state/TON"))


def test_fingerprint_tells_boundaries_apart():
    """Joining parts never makes two lists alike."""
    assert identifiers.fingerprint("a", "bc") != identifiers.fingerprint("ab", "c")
    assert identifiers.fingerprint(["a"], "b") != identifiers.fingerprint("a", ["b"])


@pytest.mark.parametrize("base", ["https://data.example/", "https://data.example/kg#", "urn:treatykg:"])
def test_a_base_iri_can_be_chosen(base):
    """Everything is named below the base that is given."""
    assert identifiers.check_base(base) == base
    assert identifiers.to_iri("state/FJI", base=base) == base + "state/FJI"
    assert identifiers.background_graph_iri(base=base) == base + "graph/background"
    assert identifiers.inferred_graph_iri(base=base) == base + "graph/inferred"


@pytest.mark.parametrize(
    "base", ["", "data", "data/", "https:///x/", "https://a b/", "https://data.example", "ftp://x/", "https://x/<"]
)
def test_a_base_that_makes_no_iris_is_an_option_error(base):
    """The message says what a base looks like."""
    with pytest.raises(OptionError, match="give an absolute IRI"):
        identifiers.check_base(base)
