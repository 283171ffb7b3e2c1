"""From articles to profiles, and from several articles to one node."""

from __future__ import annotations

import tomllib
from functools import cache

import pytest

from resolution_cases import FOLDER
from treatykg.model import Article
from treatykg.pipeline import extract
from treatykg.resolution import Act, Name, resolve, to_profiles

GROUPS = tomllib.loads((FOLDER / "articles.toml").read_text(encoding="utf-8"))["group"]
ARTICLES = {each["id"]: each for group in GROUPS for each in group["article"]}


@cache
def extraction(name):
    """What became of an article."""
    told = ARTICLES[name]
    return extract(Article(name, told["text"], published=told["published"]))


def treaty_at(name, words):
    """The id of the treaty whose evidence overlaps the words best."""
    found = extraction(name)
    start = found.article.text.index(words)
    end = start + len(words)
    overlaps = [
        (min(end, passage.span.end) - max(start, passage.span.start), each.id)
        for each in found.entities
        for passage in each.evidence
        if each.type == "Treaty"
    ]
    common, best = max(overlaps)
    assert common > 0, f"{name}: no treaty at {words!r}"
    return best


def profile_of(name, words):
    """The profile of the treaty at the words."""
    (found,) = (each for each in to_profiles(extraction(name)) if each.id == treaty_at(name, words))
    return found


def test_articles_are_there():
    """An empty file would pass in silence."""
    assert len(ARTICLES) == 8


def profiles_of(text, **told):
    """The profiles of the treaties of a text, by their longest name."""
    found = to_profiles(extract(Article("x", text, **told)))
    return {max((name.text for name in each.names), key=len): each for each in found if each.type == "Treaty"}


def test_outlet_and_dateline_are_where_a_report_stands():
    """What names one party only is told in a paper, and from a city, of another state."""
    (treaty,) = profiles_of("KAMPALA, May 3 - Parliament approved the ferry accord with Kenya.").values()
    assert {"state/UGA", "state/KEN"} <= {*treaty.circle}
    (treaty,) = profiles_of("Parliament approved the ferry accord with Kenya.", publisher="The Kampala Post").values()
    assert {"state/UGA", "state/KEN"} <= {*treaty.circle}


def test_years_and_places_behind_a_name():
    """Where and when it was concluded is told behind its name; when something was done to it is not that year."""
    treaties = profiles_of(
        "Kenya relies on the grain treaty concluded in Riga in 1951, which a protocol in 1962 changed."
    )
    years = {name: each.years for name, each in treaties.items()}
    assert years == {"grain treaty": (1951,), "protocol": (1962,)}
    assert treaties["grain treaty"].places == ("place/riga",)


def test_the_parent_bears_the_title_that_its_protocol_tells():
    """An article may tell the title of a treaty in that of its protocol only."""
    text = "Kenya ratified the Protocol on Tolls to the Lake Ferry Agreement. It had ratified the parent agreement in 2009."
    assert any(
        "Lake Ferry Agreement" in [n.text for n in each.names if n.form == "name"]
        for each in profiles_of(text).values()
    )


def test_what_is_likened_to_a_treaty_is_about_the_same():
    """An article says once what its treaties are about."""
    text = "Kenya and Fiji signed a tax agreement. A similar pact with Tonga is being drafted."
    matters = {
        party: {word for name in each.names for word in name.text.split()}
        for each in profiles_of(text).values()
        for party in each.parties
    }
    assert "tax" in matters["state/TON"]


def test_a_protocol_belongs_to_the_treaty_before_it():
    """What the article names before a protocol tells which protocol it is."""
    text = (
        "Kenya has joined the Glacier Research Convention. The protocol, which it ratified in 2009, is a separate text."
    )
    parents = {each.parent for each in profiles_of(text).values()}
    assert ("glacier", "research") in parents


def test_a_place_that_two_treaties_bear_is_no_key():
    """The year says that another Treaty of Moscow is meant than the known one; without it the key stays."""
    keys = {
        words: [each.key for each in profiles_of(f"{words} changed the border of Poland.").values()]
        for words in ("The Treaty of Moscow", "The Treaty of Moscow of 1920")
    }
    assert keys == {"The Treaty of Moscow": ["treaty/moscow-treaty-1970"], "The Treaty of Moscow of 1920": [None]}


def test_conventions_known_by_number():
    """A number is a name, and the title that follows is that of the same convention."""
    text = (
        "Kenya has ratified ILO Convention No. 172. The Convention concerning Working Conditions in Hotels is of 1991."
    )
    (treaty,) = profiles_of(text).values()
    assert len([name for name in treaty.names if name.form == "name"]) == 2


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["says"])
def test_treaties_of_a_group(group):
    """Every two articles that mean one treaty share its node; no two treaties share one."""
    profiles = [each for article in group["article"] for each in to_profiles(extraction(article["id"]))]
    mapping = resolve(profiles).mapping
    nodes = {}
    for article in group["article"]:
        for words, letter in article["treaties"].items():
            node = treaty_at(article["id"], words)
            nodes.setdefault(letter, set()).add(mapping.get((article["id"], node), node))
    assert all(len(each) == 1 for each in nodes.values()), nodes
    assert len(set.union(*nodes.values())) == len(nodes), nodes


def test_a_profile_tells_what_the_article_tells():
    """Names, parties, days, places, states and what stands around."""
    found = profile_of("herring-signed", "Agreement on the Conservation of Herring Stocks")
    assert Name("Agreement on the Conservation of Herring Stocks", "name") in found.names
    assert found.states == ("state/ISL", "state/NOR")
    assert found.places == ("place/oslo",)
    assert [act.type for act in found.acts] == ["Signature"]
    assert isinstance(found.acts[0], Act)
    assert found.acts[0].actors == ("state/ISL", "state/NOR")
    assert {"stefansson", "lund"} <= {*found.context} & {*found.story}


def test_a_body_brings_in_its_state():
    """A chamber acts for its state, even where the gazetteer alone says so."""
    found = profile_of("herring-approved", "herring agreement with Norway")
    assert "state/ISL" in found.states


def test_events_keep_their_order():
    """Happenings of one article are told apart by their rank in the text."""
    events = [each for each in to_profiles(extraction("herring-approved")) if each.is_event]
    assert [each.order for each in events] == [*range(len(events))]


def test_coded_things_need_no_profile():
    """A state is the same in all articles."""
    types = {each.type for each in to_profiles(extraction("herring-signed"))}
    assert not types & {"State", "Place", "StateGroup"}
    assert {"Treaty", "Person", "Signature"} <= types
