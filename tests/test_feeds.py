"""Files, folders and tables become articles one at a time; what cannot be read is told and stops nothing."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from feeds_site import PROSE, page
from treatykg.articles import ReadOptions
from treatykg.errors import ArticleError, OptionError
from treatykg.feeds import FetchOptions, read_inputs
from treatykg.feeds.bodies import decompressed
from treatykg.feeds.markup import decode_xml, find_root
from treatykg.model import Article, Failure


def read(*inputs: object, **options) -> tuple[list[Article], list[Failure]]:
    found = list(read_inputs([str(each) for each in inputs], options=ReadOptions(**options)))
    return [each for each in found if isinstance(each, Article)], [e for e in found if isinstance(e, Failure)]


def ids(*inputs: object) -> list[str]:
    return [article.id for article in read(*inputs)[0]]


def lines(*records: object) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.txt.gz"])
def test_a_file_is_an_article(tmp_path, name):
    """Formats and compression are told by the suffix, as in `treatykg build`."""
    data = b"Fiji and Tonga signed."
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (article,), refused = read(tmp_path / name)
    assert (article.id, article.text.strip(), refused) == ("a", "Fiji and Tonga signed.", [])


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("none.txt", "no such file or folder"),
        ("www.example.org/feed.xml", "begins with https://"),
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("https://me:secret@example.org/a", "not sent"),
        ("https:///a", "without a host"),
        ("https://example.org:port/", "no address"),
        ("a\0b", "no such file"),
    ],
)
def test_an_input_that_is_not_there_is_an_error_at_once(tmp_path, name, says):
    """The command line is wrong: nothing is read; a password is never shown."""
    good = tmp_path / "a.txt"
    good.write_text("Text.")
    with pytest.raises(ArticleError, match=says) as error:
        read_inputs([str(good), name])
    assert "secret" not in str(error.value)


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path):
    """Folders in folders come after the files; hidden ones do not come; links to folders are not followed."""
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".git/d.txt", "sub/deep/e.txt.gz"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = f"Text of {name}.".encode()
        path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (tmp_path / "sub" / "loop").symlink_to(tmp_path)
    articles, refused = read(tmp_path)
    assert ([article.id for article in articles], refused) == (["a", "b", "c", "e"], [])


def test_files_of_other_kinds_are_counted(tmp_path):
    """What a folder holds besides is one line, so that a desk sees that its PDFs were not read."""
    for name in ("a.txt", "b.pdf", "c.pdf", "d.css", "Makefile"):
        (tmp_path / name).write_text("Text.")
    articles, (refused,) = read(tmp_path)
    assert len(articles) == 1
    assert refused.source == str(tmp_path)
    assert "(1 .css, 2 .pdf, 1 without suffix)" in refused.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path):
    """Permissions do not hide articles silently."""
    (tmp_path / "closed").mkdir(mode=0)
    assert "cannot be listed" in read(tmp_path)[1][0].reason


def test_a_bad_file_stops_nothing(tmp_path):
    """The files before and after it are read; the reason does not name the file again."""
    (tmp_path / "a.txt").write_text("One.")
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    (tmp_path / "c.json").write_text("{")
    (tmp_path / "d.txt").write_text("Four.")
    articles, refused = read(tmp_path)
    assert [article.id for article in articles] == ["a", "d"]
    assert [each.source for each in refused] == [str(tmp_path / "b.txt"), str(tmp_path / "c.json")]
    assert not [each for each in refused if str(tmp_path) in each.reason]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson"])
def test_bad_lines_are_told_with_their_number(tmp_path, name):
    """The lines after a bad one are read, also after one that is too long to be an article."""
    bad = [
        '{"text": 1}',
        "[]",
        "not json",
        "",
        "\ud800",
        '{"text": "' + "x" * 5000 + '"}',
        '{"text": "a", "date": "?"}',
    ]
    text = lines({"id": 1, "text": "One."}) + "\n".join(bad) + "\n" + lines({"id": 2, "text": "Two."})
    data = text.encode("utf-8", "surrogatepass")
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    articles, refused = read(tmp_path / name, max_size=1000)
    assert [article.id for article in articles] == ["1", "2"]
    assert [each.source.rpartition(" ")[2] for each in refused] == ["2", "3", "4", "6", "7", "8"]
    assert all(each.source.startswith(f"{tmp_path / name}: line ") for each in refused)


def test_a_bad_article_of_a_json_array_stops_nothing(tmp_path):
    """Each is told with its number."""
    (tmp_path / "a.json").write_text(json.dumps([{"id": 1, "text": "One."}, {"id": 2}, {"id": 3, "text": "Three."}]))
    articles, (refused,) = read(tmp_path / "a.json")
    assert [article.id for article in articles] == ["1", "3"]
    assert refused.source.endswith("article 2")


def test_what_a_broken_archive_has_before_the_break_is_read(tmp_path):
    """A download that was cut off gives its whole lines, and says that it was cut off."""
    data = gzip.compress(lines(*({"id": n, "text": os.urandom(99).hex()} for n in range(1000))).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(data[: len(data) // 2])
    articles, refused = read(tmp_path / "a.jsonl.gz")
    assert 300 < len(articles) < 700
    assert "not a whole gzip file" in refused[-1].reason


def test_the_same_article_comes_once(tmp_path):
    """The same text under the same id, wherever it stands."""
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(lines({"id": 1, "text": "One."}, {"id": 1, "text": "One."}))
    assert ids(tmp_path, tmp_path / "a.jsonl") == ["1"]


def test_two_articles_with_one_name_are_both_kept(tmp_path):
    """A folder for each outlet, each with its report: the later one's id gets a fingerprint of its text."""
    for outlet in ("bulletin", "courier"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "report.txt").write_text(f"The {outlet} reports.")
    first, second = ids(tmp_path)
    assert first == "report"
    assert second.startswith("report-")
    assert len(second) == len("report-") + 12
    assert ids(tmp_path, tmp_path / "courier") == [first, second]


def test_two_texts_of_one_address_are_told(tmp_path):
    """They are versions of one article, of which a corpus has one."""
    url = "https://news.example/1"
    (tmp_path / "a.jsonl").write_text(lines({"url": url, "text": "Old."}, {"url": url, "text": "New."}))
    (article,), (refused,) = read(tmp_path / "a.jsonl")
    assert article.text == "Old."
    assert refused.source.endswith("line 2")
    assert url in refused.reason


def test_options_that_name_one_article_meet_one_only(tmp_path):
    """As in `treatykg build`; the publisher may be that of all."""
    (tmp_path / "a.jsonl").write_text(lines({"text": "One."}, {"text": "Two."}))
    assert {article.publisher for article in read(tmp_path, publisher="The Courier")[0]} == {"The Courier"}
    with pytest.raises(OptionError, match="--id"):
        read(tmp_path, id="a")


def write_table(path: Path, columns: dict[str, object], **options) -> Path:
    parquet.write_table(pyarrow.table(columns), path, **options)
    return path


def test_rows_of_parquet_are_records(tmp_path):
    """Columns have the names that keys have in JSON Lines; days and moments are publication dates; the rest is not read."""
    table = write_table(
        tmp_path / "a.parquet",
        {
            "ID": [1, 2, 3, 4],
            "article_body": ["One.", None, "Three.", "Four."],
            "published": pyarrow.array([date(2021, 3, n) for n in (1, 2, 3, 4)]),
            "embedding": [[0.5] * 8] * 4,
        },
        row_group_size=2,
    )
    articles, (refused,) = read(table)
    assert [(each.id, each.published.day) for each in articles] == [("1", 1), ("3", 3), ("4", 4)]
    assert refused.source == f"{table}: row 2"


@pytest.mark.parametrize("unit", ["s", "us", "ns"])
def test_moments_of_parquet_are_days(tmp_path, unit):
    """Whatever their resolution, with or without a time zone."""
    moments = pyarrow.array([datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)], pyarrow.timestamp(unit, "UTC"))
    (article,), _ = read(write_table(tmp_path / "a.parquet", {"text": ["One."], "date": moments}))
    assert article.published == date(2021, 3, 4)


def test_a_row_that_is_no_text_stops_nothing(tmp_path):
    """Bytes that are not UTF-8 in a column of text."""
    texts = pyarrow.array([b"One.", b"\xff", b"Three."]).view(pyarrow.string())
    articles, (refused,) = read(write_table(tmp_path / "a.parquet", {"text": texts}))
    assert ([each.text for each in articles], refused.source[-5:]) == (["One.", "Three."], "row 2")


def test_a_broken_table_is_told(tmp_path):
    """Cut off, or no Parquet at all."""
    table = write_table(tmp_path / "a.parquet", {"text": ["One."] * 100})
    (tmp_path / "b.parquet").write_bytes(table.read_bytes()[:100])
    (tmp_path / "c.parquet").write_bytes(b"text")
    _, refused = read(tmp_path / "b.parquet", tmp_path / "c.parquet")
    assert ["not a whole Parquet file" in each.reason for each in refused] == [True, True]


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet"])
def test_memory_does_not_grow_with_the_number_of_articles(tmp_path, name):
    """Twenty thousand articles (60 MB of text) take no more than the first two hundred."""
    path = tmp_path / name
    if name.endswith(".gz"):
        with gzip.open(path, "wt", compresslevel=1) as file:
            for number in range(20_000):
                file.write(lines({"id": number, "text": f"Article {number}. " + "Words and so on. " * 180}))
    else:
        texts = [f"Article {number}. " + "Words and so on. " * 180 for number in range(20_000)]
        write_table(path, {"id": list(range(20_000)), "text": texts}, row_group_size=2_000)
    program = (
        "import resource, sys; from treatykg.feeds import read_inputs\n"
        "peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "for number, _ in enumerate(read_inputs(sys.argv[1:])):\n"
        "    if number == 200: early = peak()\n"
        "print(number + 1, peak() - early)"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, text=True, check=True)
    number, grown = map(int, done.stdout.split())
    assert number == 20_000
    assert grown < 25_000, f"{grown} KB"


BOMB = (
    "<!DOCTYPE a [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {x} '{10 * f'&{y};'}'>" for y, x in zip("abcdef", "bcdefg", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize(
    "declaration", [BOMB, OUTSIDE, OUTSIDE.replace("x SYSTEM", "% x SYSTEM")], ids=["bomb", "file", "%"]
)
@pytest.mark.parametrize(
    "root",
    [
        "<rss version='2.0'><channel><item><title>&x;&g;</title></item></channel></rss>",
        "<urlset><url><loc>https://news.example/&x;</loc></url></urlset>",
    ],
    ids=["rss", "sitemap"],
)
def test_entities_are_refused(tmp_path, root, declaration, encoding):
    """Neither bombs nor files of this machine, in whatever encoding they hide."""
    (tmp_path / "a.xml").write_bytes((declaration + root).encode(encoding))
    articles, (refused,) = read(tmp_path / "a.xml")
    assert not articles
    assert "declares XML entities" in refused.reason


def test_external_definitions_are_not_looked_up(tmp_path):
    """RSS 0.91 named a DTD at Netscape's; the feed is read without it."""
    doctype = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://192.0.2.1/rss-0.91.dtd">'
    feed = "<rss version='0.91'><channel><title>T</title><item><title>A</title></item></channel></rss>"
    (tmp_path / "a.xml").write_text(doctype + feed)
    _, (refused,) = read(tmp_path / "a.xml")
    assert "neither content nor a link" in refused.reason


FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><link href="https://courier.example/"/>
<entry><title type="html">Fiji &lt;b&gt;signs&lt;/b&gt; &amp;amp; leaves</title><link href="/2021/fiji"/><id>urn:1</id>
<published>2021-03-04T23:30:00+12:00</published><content type="html">&lt;p&gt;{prose}&lt;/p&gt;</content></entry>
<entry><title>No link</title><id>urn:2</id><content type="html">&lt;p&gt;Fiji and Tonga signed the treaty
on Friday in Suva, said the foreign minister.&lt;/p&gt;</content></entry>
<entry><title>Nothing</title><id>urn:3</id><summary>{prose}</summary></entry>
<entry><title>Odd</title><link href="javascript:alert(1)"/><id>urn:4</id></entry></feed>"""


@pytest.mark.parametrize("name", ["a.xml", "a.atom", "a.xml.gz"])
def test_entries_with_content_are_articles(tmp_path, name):
    """No page is fetched for them; relative links are seen from the feed's own; a summary is no article."""
    data = FEED.format(prose=PROSE).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (first, second), refused = read(tmp_path / name)
    assert (first.url, first.id) == ("https://courier.example/2021/fiji", "courier-example-2021-fiji")
    assert (first.publisher, first.published) == ("The Courier", date(2021, 3, 4))
    assert first.title == "Fiji signs & leaves"
    assert first.text.strip() == PROSE
    assert (second.id, second.url) == ("urn-2", None)
    assert [each.source.rpartition(" ")[2] for each in refused] == ["3", "4"]
    assert "neither content nor a link" in refused[0].reason


@pytest.mark.parametrize(
    "feed",
    [
        "<rss version='2.0' " + " ".join(f"a{number}='&lt;'" for number in range(20_000)) + "/>",
        "<rss version='2.0'>" + "".join(f"<a{number}:b xmlns:a{number}='u'/>" for number in range(20_000)) + "</rss>",
        "<rss version='2.0'>" + "<!-- -->" * 700_000 + "</rss>",
    ],
    ids=["attributes", "namespaces", "size"],
)
def test_feeds_that_would_take_hours_are_refused(tmp_path, feed):
    """What grows with the square of its size, and what is larger than any feed of news."""
    (tmp_path / "a.xml").write_text(feed)
    start = time.monotonic()
    _, (refused,) = read(tmp_path / "a.xml")
    assert "so no feed" in refused.reason or "so probably no feed" in refused.reason
    assert time.monotonic() - start < 5


def test_markup_that_is_neither_feed_nor_sitemap_is_told(tmp_path):
    """With the name of its outermost element; a page in a file .xml is a page."""
    (tmp_path / "a.xml").write_text("<?xml version='1.0'?><!-- <rss> --><svg/>")
    (tmp_path / "b.xml").write_text("plain text")
    (tmp_path / "c.xml").write_bytes(page())
    (article,), refused = read(tmp_path)
    assert article.title == "Treaty signed"
    assert ["<svg>" in refused[0].reason, "neither feed nor sitemap" in refused[1].reason] == [True, True]


def test_compressed_markup_is_limited(tmp_path):
    """A file of a few kilobytes that would be gigabytes."""
    (tmp_path / "a.xml.gz").write_bytes(gzip.compress(b" " * 30_000_000))
    _, (refused,) = read(tmp_path / "a.xml.gz")
    assert "larger than 20 MB" in refused.reason


@given(st.binary(max_size=300), st.integers(1, 50), st.integers(0, 40), st.booleans())
def test_decompression_gives_back_what_was_compressed(data, members, size, zeros):
    """Whatever the pieces it comes in, in one member or several, padded or not."""
    packed = gzip.compress(data) * members + b"\0" * zeros
    pieces = [packed[start : start + size + 1] for start in range(0, len(packed), size + 1)]
    assert b"".join(decompressed(pieces, place="a")) == data * members


XMLISH = st.text(
    st.sampled_from(["<", ">", "/", "!", "?", "[", "]", "&", ";", "-", '"', "'", "=", " ", "a", "\0", "é"]), max_size=60
)
PIECES = st.lists(
    st.one_of(
        XMLISH,
        st.sampled_from(
            ["<rss version='2.0'>", "<channel>", "<item>", "<link>", "</link>", "<content:encoded>", "<![CDATA[", "]]>",
             "<urlset>", "<url>", "<loc>", "</loc>", "</url>", "http://127.0.0.1/", "<!--", "-->", "<!DOCTYPE a [", "<feed>",
             "<entry>", "<title>", "&#0;", "&#xD800;", "&nbsp;", "<?xml version='1.0' encoding='utf-7'?>", "<base href='//'>"]
        ),
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["<rss>", "<feed>", "<urlset>", "<rdf:RDF>", ""]), PIECES)
def test_hostile_markup_never_stops_the_rest(tmp_path_factory, root, pieces):
    """Every file ends in articles and reasons, none of which is a defect, whatever is in it."""
    path = tmp_path_factory.getbasetemp() / "hostile.xml"
    path.write_bytes((root + pieces).encode())
    found = list(read_inputs([str(path)], fetching=FetchOptions(max_addresses=1, interval=0)))
    assert not [each for each in found if isinstance(each, Failure) and "report this defect" in each.reason]


@given(
    st.one_of(PIECES, st.text()).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([None, "utf-7", "latin-1", "x"]),
)
def test_markup_decodes_or_is_refused(data, charset):
    """No entity declaration is left in what comes out."""
    try:
        text = decode_xml(data, charset=charset, place="a")
    except ArticleError:
        return
    assert "<!entity" not in text.lower()
    find_root(text)
