"""Files become articles, or an error that names the place and the way out."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatykg.articles import ReadOptions, read_articles
from treatykg.errors import ArticleError, OptionError
from treatykg.model import Article

ODD = Path(__file__).parent / "articles"
CASES = tomllib.loads((ODD / "expected.toml").read_text(encoding="utf-8"))["article"]
READ = [case for case in CASES if "error" not in case]
REFUSED = [case for case in CASES if "error" in case]


def read(path: Path, data: bytes | str, **options) -> list[Article]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return list(read_articles(path, options=ReadOptions(**options)))


def test_every_odd_file_has_its_case():
    """No file of tests/articles goes untested."""
    assert {case["file"] for case in CASES} == {path.name for path in ODD.iterdir()} - {"expected.toml"}
    assert len(READ) >= 7
    assert len(REFUSED) >= 4


@pytest.mark.parametrize("case", READ, ids=lambda case: case["file"])
def test_odd_files_are_read(case):
    """Hostile text is text: it is kept, and nothing of a page's scripts is."""
    (article,) = read_articles(ODD / case["file"])
    assert article.title == case["title"]
    assert case["holds"] in article.text
    assert not [words for words in case.get("lacks", ()) if words in article.text]
    for field in ("published", "url", "publisher"):
        assert getattr(article, field) == case.get(field)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["file"])
def test_files_that_are_no_article_are_refused(case):
    """The message names the file and says what is wrong."""
    with pytest.raises(ArticleError) as error:
        list(read_articles(ODD / case["file"]))
    assert str(error.value).startswith(str(ODD / case["file"]))
    assert case["error"] in str(error.value)


def test_plain_text_is_kept_to_the_letter(tmp_path):
    """Only the byte order mark and line ends change; composed and decomposed letters stay as they are."""
    (article,) = read(tmp_path / "Oslo Pact.txt", "\ufeffPact\r\n\r\n e\u0301\u00e9\t  \rend\x0c\n")
    assert article == Article(id="oslo-pact", text="Pact\n\n e\u0301\u00e9\t  \nend\x0c\n", title="Pact")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("A title\n\nText.", "A title"),
        ("A question?\n \nText.", "A question?"),
        ("A sentence.\n\nText.", None),
        ("A line\nText.", None),
        ("Only a line\n\n", None),
        ("x" * 201 + "\n\nText.", None),
    ],
)
def test_the_title_is_a_short_first_line_with_a_blank_line_after_it(tmp_path, text, title):
    """A first sentence is no title; the title stays in the text."""
    (article,) = read(tmp_path / "a.txt", text)
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_front_matter_gives_the_metadata(tmp_path, suffix):
    """Lines `key: value` between `---` are metadata and leave the text; quotes and comments go."""
    front = "---\nid: A 1\ntitle: 'Pact: signed'\n# comment\n\ndate: 2021-03-04\npublisher: \"The Daily\"\nauthor: x\n"
    (article,) = read(tmp_path / f"a{suffix}", f"{front}url: https://a.example/1\n---\n\nOslo signed.\n")
    assert article == Article(
        id="a-1",
        text="Oslo signed.\n",
        title="Pact: signed",
        published=date(2021, 3, 4),
        url="https://a.example/1",
        publisher="The Daily",
    )


@pytest.mark.parametrize("text", ["---\n", "---\nNot a key\n---\nText", "--- a: b ---\n"])
def test_a_ruler_is_not_front_matter(tmp_path, text):
    """What does not look like front matter throughout is text."""
    assert read(tmp_path / "a.txt", text)[0].text == text


def test_markdown_becomes_what_a_reader_sees(tmp_path):
    """Mark-up, addresses, code and raw HTML go; a wrapped paragraph is one line."""
    markdown = (
        "# The *Oslo* Pact\n\nNorway and\n[Sweden](https://a.example) **signed** it &amp; left.\\*\n\n"
        "<script>alert(1)</script>\n\n- one\n- two\n\n```\ncode\n```\n\n> quoted\n\n![picture](p.png)\n"
    )
    (article,) = read(tmp_path / "a.md", markdown)
    assert article.title == "The Oslo Pact"
    assert article.text == "The Oslo Pact\n\nNorway and Sweden signed it & left.*\n\none\n\ntwo\n\nquoted\n"


RECORD = {"headline": "H", "articleBody": "Text.", "datePublished": "2021-03-04T01:00:00Z", "source": {"name": "P"}}


def test_json_keys_have_common_names(tmp_path):
    """schema.org's and feeds' names for the same things are understood; the file gives the id."""
    (article,) = read(tmp_path / "Some File.json", json.dumps({**RECORD, "link": "https://a.example/1", "tags": []}))
    assert article == Article(
        id="some-file",
        text="Text.",
        title="H",
        published=date(2021, 3, 4),
        url="https://a.example/1",
        publisher="P",
    )


@pytest.mark.parametrize("wrap", [lambda records: records, lambda records: {"articles": records}])
def test_a_json_file_may_hold_several_articles(tmp_path, wrap):
    """Without an id an article is called after its address, else after its text."""
    records = [{"id": 7, "text": "One."}, {"url": "https://a.example/2", "text": "Two."}, {"text": "Three."}]
    ids = [article.id for article in read(tmp_path / "a.json", json.dumps(wrap(records)))]
    assert ids == ["7", "a-example-2", "article-e31c33564bc7"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson"])
def test_json_lines_are_read_line_by_line(tmp_path, name):
    """Blank lines are passed over; compression is by the suffix."""
    lines = b'{"id": "a", "text": "One."}\r\n\n{"id": "b", "text": "Two\\r\\nlines."}'
    articles = read(tmp_path / name, gzip.compress(lines) if name.endswith(".gz") else lines)
    assert [(article.id, article.text) for article in articles] == [("a", "One."), ("b", "Two\nlines.")]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.json", '{"text": ', "a.json: column 10: not JSON"),
        ("a.json", '{\n"id": 1\n"text": "T"}', "a.json: line 3, column 1: not JSON"),
        ("a.json", "[1]", "a.json: article 1: a JSON number where an article should be"),
        ("a.json", "null", "a.json: a JSON null where"),
        ("a.json", '{"title": "T"}', "a.json: no text (a string under one of the keys text, body"),
        ("a.json", '{"text": ["T"]}', "a.json: no text"),
        ("a.json", '{"text": "  "}', "a.json: empty"),
        ("a.json", '{"text": "T", "title": ["T"]}', "a.json: title must be a string, not list"),
        ("a.json", '{"text": "a \\ud800"}', "a.json: character 2: half of a surrogate pair"),
        ("a.json", '{"text": "a", "title": "\\u0000"}', "a.json: title: character 0: a NUL"),
        ("a.json", '{"text": "a", "date": "03/04/2021"}', "is no publication date: write it as YYYY-MM-DD"),
        ("a.json", '{"text": "a", "date": "2021-W05-1"}', "is no publication date"),
        ("a.json", '{"text": "a", "date": "2021-02-30"}', "is no publication date"),
        ("a.json", '{"text": "a", "date": 1614816000}', "published must be a string, not int"),
        ("a.json", '{"text": "a", "url": "javascript:alert(1)"}', "is no address"),
        ("a.json", '{"text": "a", "url": "https://a.example/> <x"}', "is no address"),
        ("a.jsonl", '{"text": "a"}\n{"text": }', "a.jsonl: line 2: column 10: not JSON"),
        ("a.jsonl", '{"text": "a"}\n\n["b"]', "a.jsonl: line 3: a JSON array where"),
        ("a.jsonl", '{"text": "a"}\n{"text": "a"}', "line 2: the id 'article-"),
        ("a.jsonl.gz", gzip.compress(b'{"text": "a"}')[:-6], "a.jsonl.gz: not a whole gzip file"),
        ("a.jsonl.gz", b"plain", "a.jsonl.gz: not a whole gzip file"),
        ("a.txt", "Привет, договор".encode("cp1251"), "byte 0: not UTF-8, probably WINDOWS-1251"),
        ("a.txt", "Treaty".encode("utf-16"), "byte 0: not UTF-8 but UTF-16"),
        ("a.txt", "Treaty".encode("utf-16-le"), "character 1: a NUL"),
        ("a.txt", "Größe".encode("utf-16-be"), "byte 0: a NUL, so this is a binary file or UTF-16"),
        ("a.txt", "\x01\x02 ab", "full of control characters"),
        ("a.pdf", "%PDF", "a.pdf: unknown kind of file: treatykg reads .txt"),
        ("a.html", "<html><body><script>x</script></body></html>", "a.html: no article text in this page"),
        ("a.html", "", "a.html: no article text in this page"),
        ("a.html", '<meta charset="klingon"><p>x', "a.html: declares the unknown encoding 'klingon'"),
        ("a.html", '<meta charset="hex"><p>x', "a.html: declares the unknown encoding 'hex'"),
    ],
)
def test_what_is_wrong_and_what_to_do(tmp_path, name, data, message):
    """A bad file is refused with its place and the way out."""
    with pytest.raises(ArticleError) as error:
        read(tmp_path / name, data)
    assert message in str(error.value)
    assert name in str(error.value)


def test_a_page_in_latin_1_says_so_and_is_read(tmp_path):
    """HTML declares its encoding; Latin-1 means windows-1252 there."""
    page = '<html><head><meta charset="iso-8859-1"></head><body><article><p>It’s signed in Réunion, says the minister.'
    (article,) = read(tmp_path / "a.html", page.encode("cp1252"))
    assert article.text == "It’s signed in Réunion, says the minister."


def test_a_page_gives_no_date_that_it_does_not_state(tmp_path):
    """A day in the prose is not the day of publication."""
    page = "<html><body><article><p>The pact of 5 May 2020 was updated on 7 June 2021, the ministry said.</p></article>"
    assert read(tmp_path / "a.html", page)[0].published is None


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.json", "a.jsonl", "a.html"])
def test_an_article_has_a_largest_size(tmp_path, name):
    """The message names the limit and the option; the option lifts it."""
    sentence = "Norway and Sweden signed it. "
    data = {"a.json": json.dumps({"text": sentence * 100}), "a.html": f"<html><body><p>{sentence * 100}</p>"}
    text = data.get(name.replace(".jsonl", ".json"), sentence * 100)
    with pytest.raises(ArticleError, match=r"larger than 0\.002 MB.*--max-size"):
        read(tmp_path / name, text, max_size=2000)
    assert read(tmp_path / name, text, max_size=4000)[0].text.startswith(sentence)


def test_5_mb_are_refused_before_they_are_read_whole(tmp_path):
    """The default limit is 0.5 MB."""
    with pytest.raises(ArticleError, match=r"larger than 0\.5 MB"):
        read(tmp_path / "a.txt", b"word " * 1_000_000)


def test_options_override_the_file(tmp_path):
    """Each option wins over what the file says; the text stays."""
    options = {"title": "T", "published": date(2020, 1, 2), "url": "https://b.example", "publisher": "Q", "id": "ID 5"}
    (article,) = read(tmp_path / "a.json", json.dumps({**RECORD, "date": "nonsense"}), **options)
    assert article == Article(text="Text.", **{**options, "id": "id-5"})


def test_an_option_for_one_article_refuses_several(tmp_path):
    """`--published` may hold for all, an id or title cannot."""
    records = '[{"text": "One."}, {"text": "Two."}]'
    published = [article.published for article in read(tmp_path / "a.json", records, published=date(2020, 1, 2))]
    assert published == [date(2020, 1, 2)] * 2
    for option in ("id", "title", "url"):
        with pytest.raises(OptionError, match=f"--{option} names one article"):
            read(tmp_path / "a.json", records, **{option: "https://a.example"})


def test_two_articles_may_not_share_an_id(tmp_path):
    """Their evidence would mix; the message names both places."""
    for name in ("a.txt", "A.md"):
        (tmp_path / name).write_text("Text.")
    with pytest.raises(ArticleError, match=r"A\.md: the id 'a' is already that of .*a\.txt"):
        list(read_articles(tmp_path / "a.txt", tmp_path / "A.md"))


@pytest.mark.parametrize(("name", "message"), [("none.txt", "no such file"), (".", "is a folder: name its files")])
def test_a_missing_file_and_a_folder(tmp_path, name, message):
    """Both are named."""
    with pytest.raises(ArticleError, match=message):
        list(read_articles(tmp_path / name))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Oslo signed.", "Oslo signed."),
        (b'{"text": "Oslo signed."}\n', "Oslo signed."),
        (b'[{"text": "Oslo signed."}]', "Oslo signed."),
        (b"<!doctype html><p>Oslo signed the treaty.</p>", "Oslo signed the treaty."),
    ],
)
def test_standard_input_tells_its_format_by_the_first_character(monkeypatch, data, text):
    """Text, JSON Lines, JSON and HTML come through a pipe; the id is a hash of the text."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
    (article,) = read_articles("-")
    assert article.text == text
    assert article.id.startswith("article-")


@settings(deadline=None)  # the first page loads trafilatura
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.jsonl.gz"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, data, name):
    """No input raises anything but ArticleError, and what is read has text that can be written as UTF-8."""
    path = tmp_path_factory.mktemp("any") / name
    try:
        articles = read(path, data)
    except ArticleError:
        return
    assert all(article.text.encode("utf-8").strip() and article.id for article in articles)


def test_a_number_too_long_to_read_is_refused(tmp_path):
    """Python reads no number of more than some thousand digits; that stops this file with a message."""
    with pytest.raises(ArticleError, match="line 1: cannot be read"):
        read(tmp_path / "a.jsonl", '{"text": "Text.", "n": ' + "1" * 5000 + "}\n")
