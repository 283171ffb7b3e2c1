"""The page in a browser: every view, by mouse and keyboard, in light and dark, on a phone, and with hostile articles."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from page_example import (
    HOSTILE,
    data_of,
    disputing_page,
    hostile_articles,
    large_page,
    poisoned,
    sample_page,
    two_articles_page,
)

from treatykg.articles import ReadOptions, read_articles
from treatykg.errors import ArticleError
from treatykg.page import to_page
from treatykg.pipeline import build_graph, extract

pytestmark = pytest.mark.browser

VIEWS = ("#article", "#facts", "#network", "#timeline", "#claims", "#entities", "#search/pact")
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
PAYLOAD = "</script><img src=x onerror=RAN=1><svg onload=RAN=1>\"'><script>RAN=1</script>javascript:RAN=1"


def settle(page):
    """Wait until the network, if there is one, has come to rest."""
    if page.locator("canvas").count():
        page.wait_for_selector('canvas[data-state="rests"]', timeout=60_000)


def article_number(page, words: str):
    """The sentence of the article that holds the words."""
    return page.locator(".sentence", has_text=words).first


def test_the_first_view_comes_at_once(open_page):
    """The article is there within a second, as the browser itself measures it."""
    page = open_page(sample_page())
    page.wait_for_selector(".story h1")
    milliseconds = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert milliseconds < 1000


def test_the_text_is_shown_to_the_letter(open_page):
    """However passages overlap, the sentences are those of the text."""
    page = open_page(two_articles_page(), view="#article/first")
    text = data_of(two_articles_page())["articles"][1]["text"]
    assert " ".join(page.locator(".story p .sentence").all_inner_texts()) == text


def test_a_sentence_shows_its_facts_and_a_fact_its_words_and_rule(open_page):
    """The marked words are the passage, also after characters that JavaScript counts twice."""
    page = open_page(two_articles_page(), view="#article/first")
    article_number(page, "signed the Reef Pact").click()
    assert page.locator(".aside h2").first.inner_text() == "1 fact in this sentence"
    assert page.locator(".aside .names a").all_inner_texts() == ["Fiji", "Tonga", "Reef Pact"]
    page.locator(".aside .card button").first.click()
    assert page.locator(".aside .quote").inner_text() == "Fiji and Tonga signed the Reef Pact on 1 March 2001"
    assert page.locator(".aside code").all_inner_texts() == ["2001-03-01", "signature.sign"]
    assert "".join(page.locator(".ev.hit").all_inner_texts()) == "Fiji and Tonga signed the Reef Pact on 1 March 2001"
    page.wait_for_function(
        "() => document.getElementById('announce').textContent.startsWith('1 fact in this sentence')"
    )
    page.get_by_role("button", name="Close").click()
    assert page.locator(".ev.hit").count() == 0


def test_kinds_can_be_hidden(open_page):
    """Each box of the legend takes the marks of its kind away."""
    page = open_page(sample_page())
    place = page.locator(".in-event").first
    before = place.evaluate("each => getComputedStyle(each).backgroundImage")
    page.get_by_role("checkbox", name="Events").uncheck()
    assert place.evaluate("each => getComputedStyle(each).backgroundImage") != before
    assert "show-event" not in (page.locator(".story").get_attribute("class") or "")


def test_articles_are_chosen_from_a_list(open_page):
    """One of them was built without its text: its passages stand in its place."""
    page = open_page(two_articles_page())
    assert page.locator(".story h1").inner_text() == "Pact in force"
    assert "without the text" in page.locator(".notice").inner_text()
    page.locator(".sentence").first.click()
    assert page.locator(".aside .card .name").all_inner_texts() == ["Entry into force"]
    page.get_by_role("link", name="A pact").click()
    assert page.locator(".story h1").inner_text() == "A pact"
    assert page.locator(".byline a").get_attribute("href") == "https://news.example/first"


def test_facts_are_filtered_sorted_and_opened(open_page):
    """By kind, type, factuality, day, confidence and words."""
    page = open_page(two_articles_page(), view="#facts")
    tally = page.locator(".tally[role=status]")
    names = page.locator("tbody th .name")

    def expect(count):
        page.wait_for_function(f"() => document.querySelector('.tally').textContent.startsWith('{count} of 8 ')")
        assert names.count() == count

    expect(8)
    page.get_by_role("checkbox", name="Claims").uncheck()
    expect(5)
    page.get_by_role("checkbox", name="Planned").uncheck()
    expect(4)
    page.get_by_label("Not before").fill("2001-03-15")
    expect(2)
    page.get_by_label("Not after").fill("2001-12-31")
    expect(1)
    page.get_by_label("Not after").fill("")
    page.get_by_label("Not before").fill("")
    page.get_by_label("Type").select_option("Ratification")
    expect(1)
    page.get_by_label("Type").select_option("")
    page.get_by_label(re.compile("Confidence")).fill("85")
    expect(2)
    page.get_by_label("Words").fill("march")
    expect(1)
    names.first.click()
    assert page.locator(".detail .quote").inner_text().startswith("Fiji and Tonga signed")
    page.get_by_label("Words").fill("")
    page.get_by_role("button", name="Date").click()
    expect(2)
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "ascending"
    assert names.all_inner_texts() == ["Signature", "Entry into force"]
    page.get_by_role("button", name="Date").click()
    assert names.all_inner_texts() == ["Entry into force", "Signature"]
    assert tally.inner_text() == "2 of 8 facts"


def test_the_network_can_be_read_moved_and_filtered(open_page):
    """A thing chosen in the list or in the picture shows its ties; the filters of the table hold here too."""
    page = open_page(two_articles_page(), view="#network")
    settle(page)
    assert page.locator("canvas").get_attribute("aria-label") == "Network of 4 things and 6 ties"
    page.get_by_label("Show the ties of").select_option(label="Samoa")
    assert page.locator(".panel h2").inner_text() == "Samoa"
    assert "Accusation" in page.locator(".panel .ties").inner_text()
    page.locator(".panel .ties button", has_text="Fiji").first.click()
    assert page.locator(".panel h2").inner_text() == "Fiji"
    page.locator("canvas").focus()
    before = page.locator("canvas").screenshot()
    for key in ("ArrowLeft", "+", "+"):
        page.keyboard.press(key)
    page.wait_for_timeout(100)
    assert page.locator("canvas").screenshot() != before
    page.get_by_role("checkbox", name="Claims").uncheck()
    page.wait_for_function("() => !document.querySelector('.panel').textContent.includes('4 things')")
    settle(page)
    assert page.locator("canvas").get_attribute("aria-label").startswith("Network of 3 things")


def test_the_status_follows_the_chosen_day(open_page):
    """From nothing to signed to in force; what is outstanding names its condition and the sentence."""
    page = open_page(two_articles_page(), view="#timeline")
    big = page.locator(".standing .big")
    assert big.inner_text() == "In force"
    page.get_by_role("button", name="Earlier change").click()
    page.get_by_role("button", name="Earlier change").click()
    assert page.locator(".dial output").inner_text() == "18 March 2001"
    assert big.inner_text() == "Signed"
    assert "Contracting state" in page.locator(".standing table").inner_text()
    outstanding = page.locator(".standing .ties li")
    assert any("Only after: Ratification" in each for each in outstanding.all_inner_texts())
    assert page.locator(".steps mark").first.inner_text() == "Fiji and Tonga signed the Reef Pact on 1 March 2001"
    page.get_by_label("Day").fill("0")
    assert big.inner_text() == "Nothing known"
    assert page.locator(".steps li.done").count() == 0


def test_claims_stand_side_by_side(open_page):
    """Who asserts, who denies, who does not comment."""
    page = open_page(two_articles_page(), view="#claims")
    sides = page.locator(".matter").first.locator(".side")
    assert [side.locator(".who").all_inner_texts() for side in sides.all()] == [["Samoa"], ["Fiji"], ["Tonga"]]
    page.get_by_role("checkbox").check()
    assert page.locator(".matter").count() == 1


def test_entities_lead_to_wikidata_and_tell_it_nothing(open_page):
    """In a tab of its own, without a referrer."""
    page = open_page(two_articles_page(), view="#entities")
    link = page.locator("td a[href^=http]")
    assert link.get_attribute("href") == "https://www.wikidata.org/wiki/Q712"
    assert (link.get_attribute("rel"), link.get_attribute("target")) == ("noopener noreferrer", "_blank")
    page.get_by_label("Name").fill("reef")
    page.wait_for_function("() => document.querySelectorAll('tbody th').length === 1")
    page.locator("tbody th button").click()
    assert "In force" in page.locator(".detail").inner_text()


def test_search_finds_sentences_facts_and_entities(open_page):
    """And each result leads to its place."""
    page = open_page(two_articles_page())
    page.get_by_role("searchbox", name=re.compile("Search articles")).fill("tonga ratifies")
    page.wait_for_selector(".results h2")
    assert [re.sub(r" \(.*", "", each) for each in page.locator(".results h2").all_inner_texts()] == [
        "Facts",
        "Sentences",
    ]
    page.locator(".results a").first.click()
    page.wait_for_selector(".ev.hit")
    assert "".join(page.locator(".ev.hit").all_inner_texts()) == "once Tonga ratifies it"


def test_the_keyboard_alone_is_enough(open_page):
    """The skip link comes first; sentences and facts open with Enter and the space bar; the focus is seen."""
    page = open_page(two_articles_page(), view="#article/first")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator(".sentence[role=button]").first.focus()
    page.keyboard.press("Enter")
    assert page.locator('.sentence[aria-pressed="true"]').count() == 1
    page.locator(".aside .card button").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".aside .card button").first.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


def test_the_theme_follows_the_system_or_the_reader(open_page):
    """Auto, light, dark, in turn."""
    page = open_page(sample_page(), color_scheme="dark")
    background = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    button = page.get_by_role("button", name="Theme")
    button.click()
    assert page.evaluate(background) != dark
    button.click()
    assert page.evaluate(background) == dark
    page.reload()
    assert button.get_attribute("aria-label") == "Theme: dark"


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_shows_all_without_scrolling_sideways(open_page, view):
    """At 360 pixels."""
    page = open_page(sample_page(), view=view, width=360, height=740, has_touch=True)
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_paper_shows_the_article_alone(open_page):
    """Without what can only be clicked."""
    page = open_page(sample_page())
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".legend").is_visible()
    assert page.locator(".story").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", VIEWS)
def test_axe_finds_no_serious_fault(open_page, view, scheme):
    """With something chosen or opened in each view."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci --prefix tests/page")
    page = open_page(sample_page(), view=view, color_scheme=scheme, bypass_csp=True)
    settle(page)
    for opener in (".sentence[role=button]", ".aside .card button", "tbody th button"):
        if page.locator(opener).count():
            page.locator(opener).nth(1 if page.locator(opener).count() > 1 else 0).click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    faults = [(each["impact"], each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
    assert len(found["passes"]) > 10
    assert [fault for fault in faults if fault[0] in ("serious", "critical")] == []


@pytest.fixture(scope="module")
def hostile_page() -> bytes:
    """All hostile articles, through the whole pipeline."""
    extractions = [extract(article) for article in hostile_articles()]
    return to_page(build_graph(extractions, base="https://w3id.org/treatykg/id/", include_text=True))


def walk(page):
    """Open every view and all that opens in it, and give what has run."""
    for view in VIEWS:
        page.evaluate("view => { location.hash = view; }", view)
        settle(page)
        page.evaluate(
            "document.querySelectorAll('main button[aria-expanded=false], .sentence[role=button]').forEach(each => each.click())"
        )
    return page.evaluate("typeof RAN")


def test_hostile_articles_run_nothing(open_page, hostile_page):
    """Twenty of them, each opened and read; no element that they write about comes to be."""
    assert len(HOSTILE) == 20
    page = open_page(hostile_page)
    for number in range(len(HOSTILE)):
        page.evaluate("view => { location.hash = view; }", f"#article/hostile-{number}")
        page.wait_for_function(
            "number => document.querySelector('.shelf [aria-current]').hash.endsWith(`-${number}`)", arg=number
        )
        page.evaluate(
            "document.querySelectorAll('.sentence[role=button], .aside button').forEach(each => each.click())"
        )
    assert walk(page) == "undefined"
    assert page.locator("main :is(script, img, iframe, object, embed, base, meta, style, math, template)").count() == 0
    addresses = page.evaluate("[...document.querySelectorAll('[href]')].map(each => each.getAttribute('href'))")
    assert all(re.match(r"#|https?://|data:,$", each) for each in addresses)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_each_hostile_article_says_what_it_says(open_page, hostile_page, number):
    """Its title and text are on the page, to the letter."""
    article = hostile_articles()[number]
    page = open_page(hostile_page, view=f"#article/hostile-{number}")
    assert page.locator(".story").evaluate("each => each.textContent").count(article.text.split(".")[0][:30]) >= 1
    assert (article.title or "") in page.locator(".story h1").evaluate("each => each.textContent")
    assert page.evaluate("typeof RAN") == "undefined"


def test_marks_that_turn_the_writing_are_named(open_page, hostile_page):
    """On the article that holds them, and only there."""
    number = [case["name"] for case in HOSTILE].index("marks that reverse the text")
    page = open_page(hostile_page, view=f"#article/hostile-{number}")
    assert "turn the direction" in page.locator(".notice").inner_text()
    page = open_page(hostile_page, view="#article/hostile-0")
    assert page.locator(".notice").count() == 0


@pytest.mark.parametrize("odd", ["\x00", "\ud800"])
def test_nul_and_halves_of_characters_are_no_article(tmp_path, odd):
    """The reader refuses them; none reaches a page."""
    path = tmp_path / "odd.json"
    path.write_text(json.dumps({"id": "odd", "text": f"Norway{odd} signed the Treaty of Oslo in 1999."}))
    with pytest.raises(ArticleError):
        list(read_articles(path, options=ReadOptions()))


def test_a_graph_whose_every_string_is_hostile_runs_nothing(open_page):
    """Labels, quotes, rules, addresses, dates: whatever a store may hold."""
    assert walk(open_page(to_page(poisoned(PAYLOAD)))) == "undefined"


def test_the_policy_holds_even_if_html_gets_in(open_page):
    """A script, a handler and a style that somebody wrote into the page do nothing; the page works on."""
    alien = b"<script>RAN=1</script><img src=x onerror=RAN=1><p id=alien style=color:red onclick=RAN=1>x</p>"
    page = open_page(sample_page().replace(b"<footer", alien + b"<footer"))
    page.wait_for_selector(".story h1")
    page.evaluate("document.getElementById('alien').click()")
    assert page.evaluate("typeof RAN") == "undefined"
    refused = [each for each in open_page.troubles if "Content Security Policy" in each]
    assert len(refused) >= 4
    open_page.troubles[:] = [each for each in open_page.troubles if each not in refused]


def test_two_thousand_things_and_eight_thousand_ties_stay_usable(open_page):
    """The layout moves and the picture can be dragged at some frames a second without a graphics card."""
    page = open_page(large_page(2000, 8000), view="#network")
    page.emulate_media(reduced_motion="no-preference")
    page.reload()
    settle(page)
    frames, milliseconds = page.locator("canvas").evaluate(
        "each => [Number(each.dataset.frames), Number(each.dataset.milliseconds)]"
    )
    box = page.locator("canvas").bounding_box()
    page.evaluate("window.count = 0; (function step() { window.count += 1; requestAnimationFrame(step); })()")
    page.mouse.move(box["x"] + 300, box["y"] + 200)
    page.mouse.down()
    start, first = page.evaluate("[performance.now(), window.count]")
    for step in range(60):
        page.mouse.move(box["x"] + 300 + step * 3, box["y"] + 200 + step)
    end, last = page.evaluate("[performance.now(), window.count]")
    page.mouse.up()
    moving, dragging = frames / milliseconds * 1000, (last - first) / (end - start) * 1000
    assert moving > 5
    assert dragging > 8


def test_more_than_two_thousand_things_are_cut_and_said_so(open_page):
    """Those with most ties stay."""
    page = open_page(large_page(2300, 8000), view="#network")
    settle(page)
    assert "300 others would make the picture slow" in page.locator(".notice").inner_text()
    assert page.locator("canvas").get_attribute("aria-label").startswith("Network of 2,000 things")


DISPUTED = ("#timeline", "#entities", "#entity/{treaty}", "#facts")


def disputed_view(view: str) -> str:
    """The view with the id of the treaty that articles tell differently."""
    data = data_of(disputing_page())
    (number,) = (each["thing"] for each in data["treaties"] if "disputes" in each)
    return view.format(treaty=quote(data["things"][number]["id"], safe=""))


def test_a_step_that_articles_tell_differently_is_marked(open_page):
    """The mark opens to the sentences of both sides, each with its outlet, its day, and the way to its article."""
    page = open_page(disputing_page(), view="#timeline")
    assert page.locator("select option").first.inner_text().endswith("(4 steps, 5 conflicts)")
    mark = page.locator(".steps .dispute", has_text="on which day")
    assert mark.locator("summary").inner_text() == "Articles differ on which day · Signature (Fiji, Samoa, Tonga)"
    assert not mark.locator("blockquote").first.is_visible()
    mark.locator("summary").click()
    assert mark.locator("p.head").all_inner_texts() == ["3 March 2021", "5 March 2021"]
    assert mark.locator("p.rule").all_inner_texts() == [
        "Wire, 4 March 2021 · wire",
        "Post, 10 March 2021 · post",
        "Daily, 6 March 2021 · daily",
    ]
    sentences = mark.locator("blockquote").all_inner_texts()
    assert [each[:22] for each in sentences] == [
        "Fiji and Tonga signed ",
        "Fiji, Tonga and Samoa ",
        "Fiji and Tonga signed ",
    ]
    assert "on which day" in page.locator(".standing").inner_text()
    mark.locator("a").last.click()
    assert page.locator(".story h1").inner_text() == "daily"
    assert page.locator('.sentence[aria-pressed="true"]').inner_text() == sentences[2]


def test_who_the_parties_are_is_disputed_before_the_steps(open_page):
    """It is about the treaty as a whole; of a side that many articles tell three are shown, the others open."""
    page = open_page(disputing_page(), view="#timeline")
    mark = page.locator("section[aria-label=Steps] > .dispute")
    assert mark.locator("summary").first.inner_text() == "Articles differ who the parties are"
    mark.locator("summary").first.click()
    assert mark.locator("p.head").all_inner_texts() == ["Fiji, Tonga", "Fiji, Samoa, Tonga"]
    assert mark.locator("blockquote").filter(visible=True).count() == 4
    mark.get_by_text("3 more articles").click()
    assert mark.locator("blockquote").filter(visible=True).count() == 7


def test_a_treaty_shows_what_articles_tell_differently_of_it(open_page):
    """Beside its parties and its status: all conflicts, each with both sides; the list of entities counts them."""
    page = open_page(disputing_page(), view="#entities")
    assert page.locator("td[data-label=Conflicts]").filter(has_text="5").count() == 1
    page = open_page(disputing_page(), view=disputed_view("#entity/{treaty}"))
    detail = page.locator(".detail")
    assert "5 conflicts between articles" in detail.inner_text()
    assert detail.locator(".dispute").count() == 5
    for mark in detail.locator(".dispute").all():
        mark.locator("summary").first.click()
        assert mark.locator(".sides > li").count() == 2
        assert all(each.locator("blockquote").first.is_visible() for each in mark.locator(".sides > li").all())
    assert "Signature Planned" in detail.locator(".dispute", has_text="still to come").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("view", DISPUTED)
def test_conflicts_are_readable_for_all(open_page, view, width, scheme):
    """Opened, in light and dark, on a desk and on a phone: axe finds nothing serious, and nothing scrolls sideways."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: npm ci --prefix tests/page")
    view = disputed_view(view)
    page = open_page(disputing_page(), view=view, width=width, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('tbody th button[aria-expanded=false]').forEach(each => each.click())")
    page.evaluate("document.querySelectorAll('details.dispute, details.rest').forEach(each => { each.open = true; })")
    assert page.locator(".dispute .sides > li").count() >= 10
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    faults = [(each["impact"], each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]]
    assert [fault for fault in faults if fault[0] in ("serious", "critical")] == []
