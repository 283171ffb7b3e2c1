"""What the page carries, and what holds it together, looked at without a browser."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from page_example import (
    SAMPLE,
    data_of,
    disputing_page,
    large_page,
    poisoned,
    sample_page,
    two_articles,
    two_articles_page,
)

from treatykg.identifiers import article_iri
from treatykg.model import Span
from treatykg.page import LIMIT, content_security_policy, to_page
from treatykg.page.document import ASSETS
from treatykg.sentences.punctuation import split_sentences
from treatykg.store import load_dataset
from treatykg.triples import Dataset

OWN_SCRIPTS = sorted(ASSETS.glob("*.js"))


class Elements(HTMLParser):
    """The elements of a page as a browser's parser would see them, with the text of style and script."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.texts.append("")

    def handle_data(self, data):
        if self.lasttag in ("script", "style") and self.cdata_elem:
            self.texts[-1] += data


def named(data, name):
    """The thing or fact with this local identifier."""
    return next(each for each in (*data["things"], *data["facts"]) if each["id"] == name)


def test_equal_graphs_give_equal_bytes_in_another_process():
    """No clock, no order of hashes."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom treatykg.page import to_page\nfrom treatykg.store import load_dataset\n"
        "sys.stdout.buffer.write(to_page(load_dataset(Path(sys.argv[1]))))"
    )
    env = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    ran = subprocess.run([sys.executable, "-c", program, str(SAMPLE)], capture_output=True, check=True, env=env)
    assert ran.stdout == sample_page()


def test_the_page_is_small():
    """Libraries, style, scripts and the data of one article."""
    assert len(sample_page()) < 160_000


def test_only_the_page_s_own_style_and_script_may_apply():
    """The policy names their hashes and allows nothing else, from nowhere."""
    elements = Elements(sample_page())
    policy = next(attrs["content"] for tag, attrs in elements.found if attrs.get("http-equiv"))
    style, _, script = elements.texts
    for tag, text in (("script", script), ("style", style)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy
    assert policy.startswith(content_security_policy())
    assert policy.startswith("default-src 'none'; ")
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    assert not re.search(r"unsafe|https?:|\*|'self'", policy)


def test_nothing_is_fetched():
    """No element of the page names a file or an address."""
    for tag, attrs in Elements(sample_page()).found:
        assert not {"src", "srcset", "action", "data", "ping"} & attrs.keys(), tag
        assert all(not name.startswith("on") and name != "style" for name in attrs), tag
        assert (attrs.get("href") or "#").startswith(("#", "data:,")), tag


@pytest.mark.parametrize(
    "payload",
    ["</script><script>RAN=1</script>", "<!--<script>", "-->", "]]>", "\u2028\u2029\u202e\u2066\ufeff", "&lt;"],
)
def test_no_text_can_end_the_block_of_data(payload):
    """Whatever the strings of a graph hold, the page has the same elements, and gives the strings back to the letter."""
    clean, page = Elements(sample_page()), to_page(poisoned(payload))
    assert [each for each, _ in Elements(page).found] == [each for each, _ in clean.found]
    assert not re.search("[<>&\u2028\u2029\u202e\u2066\ufeff]", Elements(page).texts[1])
    assert all(thing["label"].endswith(payload) for thing in data_of(page)["things"])


@pytest.mark.parametrize("path", OWN_SCRIPTS, ids=lambda path: path.name)
def test_scripts_never_make_html_of_text(path):
    """Elements are made one by one; only dom.js makes them, and nothing evaluates a string."""
    code = path.read_text(encoding="utf-8")
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser|srcdoc", code
    )
    assert path.name == "dom.js" or "createElement" not in code
    assert "</script" not in code.lower()


def test_the_scripts_are_all_there():
    """A file that no page carries is none."""
    page = sample_page().decode()
    assert len(OWN_SCRIPTS) == 17
    assert all(path.read_text(encoding="utf-8") in page for path in OWN_SCRIPTS)


def test_every_library_has_its_licence():
    """Beside it, where it travels in the wheel."""
    libraries = sorted(path for path in (ASSETS / "vendor").iterdir())
    assert [path.name for path in libraries] == ["d3-dispatch", "d3-force", "d3-quadtree", "d3-timer"]
    assert all("Permission to use, copy, modify" in (path / "LICENSE").read_text() for path in libraries)


def test_every_passage_is_at_its_place_in_code_points():
    """Also after characters that JavaScript counts twice; without a text its words come along."""
    data = data_of(two_articles_page())
    texts = [article.get("text") for article in data["articles"]]
    assert [bool(text) for text in texts] == [False, True]
    signature = named(data, "event/signature")
    ((number, start, end, rules),) = signature["said"]
    assert texts[number][start:end] == "Fiji and Tonga signed the Reef Pact on 1 March 2001"
    assert [data["rules"][rule][0] for rule in rules] == ["signature.sign"]
    (said,) = named(data, "event/in-force")["said"]
    assert said[4] == "The Reef Pact took effect on 1 January 2002"


def test_facts_have_their_roles_dates_and_links():
    """By numbers that run through things and facts."""
    data = data_of(two_articles_page())
    nodes = [each["id"] for each in (*data["things"], *data["facts"])]
    event = named(data, "event/ratification")
    assert {role: [nodes[each] for each in numbers] for role, numbers in event["roles"].items()} == {
        "actor": ["state/FJI"],
        "concerns": ["treaty/reef"],
    }
    assert (event["from"], event["to"], event["dates"]) == ("2001-03-12", "2001-03-18", ["2001-03-12/2001-03-18"])
    assert named(data, "state/FJI")["wikidata"] == "Q712"
    ties = [(nodes[source], nodes[target], nodes[fact], sign) for source, target, fact, sign in data["ties"]]
    assert ("state/FJI", "treaty/reef", "event/ratification", 0) in ties
    assert ("state/WSM", "state/FJI", "claim/accusation", -1) in ties


@pytest.mark.parametrize(
    ("day", "status", "possible", "fiji"),
    [
        ("2001-02-28", None, None, None),
        ("2001-03-01", "Signed", None, "Signatory"),
        ("2001-03-17", "Signed", None, "Signatory"),
        ("2001-03-18", "Signed", None, "ContractingState"),
        ("2001-12-31", "Signed", None, "ContractingState"),
        ("2002-01-01", "InForce", None, "Party"),
        (None, "InForce", None, "Party"),
    ],
)
def test_the_status_on_a_day(day, status, possible, fiji):
    """What surely happened by then counts; a week of which the last day is not over does not."""
    data = data_of(two_articles_page())
    (treaty,) = data["treaties"]
    number = str([each["id"] for each in data["things"]].index("state/FJI"))
    held = [each for each in treaty["history"] if day is None or (each["day"] is not None and each["day"] <= day)]
    last = held[-1] if held else {"status": [], "may": [], "parties": {}}
    assert (last["status"][:1] or [None])[0] == status
    assert (last["may"][:1] or [None])[0] == possible
    assert (last["parties"].get(number) or [None])[0] == fiji


def test_claims_stand_side_by_side():
    """The accusation, the denial that answers it and the silence about it are one matter: the event that they are about."""
    data = data_of(two_articles_page())
    nodes = [each["id"] for each in (*data["things"], *data["facts"])]
    (matter,) = data["matters"]
    assert nodes[matter["about"]] == "event/ratification"
    assert {side: [nodes[each] for each in numbers] for side, numbers in matter["sides"].items()} == {
        "for": ["claim/accusation"],
        "against": ["claim/denial"],
        "silent": ["claim/silence"],
    }


def test_claims_that_answer_each_other_in_a_circle_end():
    """A broken graph makes no endless page."""
    text = (
        "<https://w3id.org/treatykg/id/claim/accusation> <https://w3id.org/treatykg/ontology#respondsTo> "
        "<https://w3id.org/treatykg/id/claim/denial> <https://w3id.org/treatykg/id/graph/article/first> ."
    )
    import pyoxigraph

    circle = two_articles() | Dataset.of(pyoxigraph.parse(text, pyoxigraph.RdfFormat.N_QUADS))
    assert sum(len(side) for matter in data_of(to_page(circle))["matters"] for side in matter["sides"].values()) == 3


def test_the_sentences_are_those_of_the_build():
    """When it says which; else punctuation tells, but never inside the words of a fact."""
    spans = {article_iri("first"): [Span(0, 57), Span(57, 194)]}
    article = data_of(to_page(two_articles(), sentences=spans))["articles"][1]
    assert article["sentences"] == [[0, 56], [57, 194]]
    assert len(data_of(two_articles_page())["articles"][1]["sentences"]) == 6
    assert split_sentences("Mr. A signed. B did not.", [Span(0, 12)]) == (Span(0, 13), Span(14, 24))


def test_only_the_newest_articles_are_shown():
    """With what they say, and the page knows how many there are."""
    data = data_of(to_page(two_articles(), limit=1))
    assert (len(data["articles"]), data["total"]) == (1, 2)
    assert [fact["id"] for fact in data["facts"]] == ["event/in-force"]
    assert LIMIT >= 100


def test_a_graph_without_articles_is_a_page_too():
    """An empty one."""
    data = data_of(to_page(Dataset()))
    assert (data["articles"], data["facts"], data["treaties"]) == ([], [], [])


def test_a_graph_without_named_graphs_gives_the_same_facts():
    """Turtle has none."""
    data = data_of(to_page(load_dataset(SAMPLE / "graph.ttl")))
    assert data["facts"] == data_of(sample_page())["facts"]
    assert data["treaties"] == data_of(sample_page())["treaties"]


def test_a_large_network_stays_of_reasonable_size():
    """2,000 things and 8,000 ties."""
    data = data_of(large_page(2000, 8000))
    assert (len(data["things"]), len(data["facts"])) == (2000, 8000)
    assert len(data["ties"]) > 7_900  # a few tie a thing to itself
    assert len(large_page(2000, 8000)) < 3_000_000


def test_what_articles_tell_differently_is_shown_with_both_sides():
    """All five kinds, with the steps they are about and where each article says it; a single article disputes nothing."""
    data = data_of(disputing_page())
    nodes = [*data["things"], *data["facts"]]
    (treaty,) = (each for each in data["treaties"] if "disputes" in each)
    told = {
        each["kind"]: {value: [data["articles"][place[0]]["id"] for place in places] for value, places in each["sides"]}
        for each in treaty["disputes"]
    }
    assert told == {
        "date": {"2021-03-03": ["wire", "post"], "2021-03-05": ["daily"]},
        "votes": {"30 for, 4 against": ["vote"], "31 for, 4 against": ["paper"]},
        "stage": {"Signature, Actual": ["wire", "daily"], "Signature, Planned": ["weekly"]},
        "factuality": {"Signature, Actual": ["wire", "daily"], "Signature, Negated": ["gazette"]},
        "parties": {
            "Fiji, Tonga": ["wire", "daily", "gazette", "weekly", "vote", "paper"],
            "Fiji, Samoa, Tonga": ["post"],
        },
    }
    steps = {each["kind"]: {nodes[step]["type"] for step in each["steps"]} for each in treaty["disputes"]}
    assert steps["date"] == {"Signature"}
    assert steps["votes"] == {"DomesticApproval"}
    assert steps["parties"] == set()
    assert not any("disputes" in each for each in data_of(sample_page())["treaties"])


def test_every_side_of_a_dispute_is_in_the_words_of_its_article():
    """The place is that of the passage."""
    data = data_of(disputing_page())
    (disputes,) = (each["disputes"] for each in data["treaties"] if "disputes" in each)
    date = next(each for each in disputes if each["kind"] == "date")
    words = {
        data["articles"][number]["text"][start:end] for _, places in date["sides"] for number, start, end in places
    }
    assert {each.rpartition(" on ")[2] for each in words} == {"3 March 2021", "5 March 2021"}
