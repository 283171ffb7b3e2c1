"""Addresses: politeness, bounds, and no way into private networks; the sites are our own, on this machine."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import socket
import ssl
import subprocess
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import treatykg
from feeds_site import PROSE, Site, page, serve
from treatykg.articles import ReadOptions
from treatykg.errors import ArticleError, OptionError
from treatykg.feeds import FetchOptions, exchange, fetching, read_inputs
from treatykg.feeds.addresses import is_public, resolve_address
from treatykg.feeds.pacing import Pace, find_delay
from treatykg.model import Article, Failure

HERE = FetchOptions(allow_private=True, interval=0, max_wait=5)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as made:
        yield made


def read(*inputs: object, **changes) -> tuple[list[Article], list[Failure]]:
    fetching = FetchOptions(**{"allow_private": True, "interval": 0, "max_wait": 5, **changes})
    found = list(read_inputs([str(each) for each in inputs], options=ReadOptions(), fetching=fetching))
    return [each for each in found if isinstance(each, Article)], [e for e in found if isinstance(e, Failure)]


def refusal(*inputs: object, **changes) -> str:
    articles, (refused,) = read(*inputs, **changes)
    assert not articles
    assert refused.source
    return refused.reason


# -- pages --------------------------------------------------------------------------------------------------------------


def test_a_page_is_an_article(site):
    """Named after its address, with its metadata; we say who we are, and ask for robots.txt first."""
    head = (
        '<meta property="article:published_time" content="2021-03-04"><meta property="og:site_name" content="Courier">'
    )
    (article,), refused = read(site.has("/fiji", page(head=head)))
    assert not refused
    assert PROSE in article.text
    assert (article.title, article.publisher, article.published) == ("Treaty signed", "Courier", date(2021, 3, 4))
    assert article.url == f"{site.address}/fiji"
    assert article.id == "127-0-0-1-" + site.address.rpartition(":")[2] + "-fiji"
    assert site.asked == ["/robots.txt", "/fiji"]
    assert {each["User-Agent"] for each in site.headers} == {f"treatykg/{treatykg.__version__}"}


def test_an_address_is_asked_once(site):
    """However it is written and whoever names it."""
    first = site.has("/a", page())
    articles, refused = read(first, f"{first}#part", first.replace("http", "HTTP"))
    assert (len(articles), refused, site.pages()) == (1, [], ["/a"])


@pytest.mark.parametrize(
    ("body", "media_type", "path"),
    [
        (b"Fiji signed.", "text/plain", "/a"),
        (b"Fiji *signed*.", "text/markdown; charset=utf-8", "/a"),
        (b'{"text": "Fiji signed."}', "application/json", "/a"),
        (b'{"text": "Fiji signed."}\n', "application/x-ndjson", "/a"),
        (b'{"text": "Fiji signed."}\n', "text/plain", "/a.jsonl"),
        (gzip.compress(b'{"text": "Fiji signed."}\n'), "application/octet-stream", "/a.jsonl.gz"),
    ],
)
def test_files_on_the_web_are_read_like_files(site, body, media_type, path):
    """By their media type; where that says little, by their suffix."""
    (article,), refused = read(site.has(path, body, media_type))
    assert (article.text.strip(), refused) == ("Fiji signed.", [])


@pytest.mark.parametrize("media_type", ["", "text/html", "application/octet-stream", "text/plain"])
def test_a_page_is_a_page_whatever_it_is_called(site, media_type):
    """Servers are often wrong about what they send."""
    (article,), _ = read(site.has("/a", page(), media_type))
    assert article.title == "Treaty signed"


@pytest.mark.parametrize("media_type", ["application/pdf", "image/png", "video/mp4", "text/css"])
def test_other_media_types_are_told(site, media_type):
    """They are no article; what to do is said."""
    assert "which is no article" in refusal(site.has("/a", b"\x89PNG\0\1", media_type))


def test_the_encoding_of_the_header_counts(site):
    """A page in Cyrillic that declares nothing itself."""
    text = "Министры подписали договор о границе. " * 20
    body = f"<html><body><article><p>{text}</p></article></body></html>".encode("windows-1251")
    (article,), _ = read(site.has("/a", body, "text/html; charset=windows-1251"))
    assert text.strip() in article.text


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("{site}/short", "{site}/short"),
        ("https://other.example/theirs", "{site}/long"),
        ("javascript:x", "{site}/long"),
    ],
)
def test_a_page_speaks_for_its_own_host_only(site, claim, kept):
    """Nobody replaces another's article by claiming to be its page."""
    head = f'<link rel="canonical" href="{claim.format(site=site.address)}">'
    (article,), _ = read(site.has("/long", page(head=head)))
    assert article.url == kept.format(site=site.address)


# -- bounds -------------------------------------------------------------------------------------------------------------


def endless(write) -> None:
    while True:
        write(b"x" * 65536)


def dripping(write) -> None:
    for _ in range(200):
        write(b"x")
        time.sleep(0.02)


def silent(_) -> None:
    time.sleep(3)


def test_an_endless_body_is_cut_off(site):
    """With an error, before it fills the memory."""
    assert "larger than 1 MB" in refusal(site.has("/a", stream=endless), max_bytes=1_000_000)


def test_a_body_says_how_long_it_is(site):
    """A body cut off by a broken connection is not taken for the whole."""
    url = site.has("/a", page(), headers={"Content-Length": "100000"}, stream=lambda write: write(page()))
    assert "no answer" in refusal(url)


@pytest.mark.parametrize(
    ("stream", "limits"),
    [(silent, {"read_timeout": 0.2}), (dripping, {"total_timeout": 0.4}), (silent, {"total_timeout": 0.3})],
    ids=["silence", "drip", "all"],
)
def test_a_slow_body_is_given_up(site, stream, limits):
    """Silence, and a byte now and then, which would go on for days."""
    start = time.monotonic()
    assert "too slow" in refusal(site.has("/a", stream=stream), **limits)
    assert time.monotonic() - start < 2


def test_slow_headers_are_given_up(site):
    """A byte now and then counts for nothing there either."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        assert "too slow" in refusal(url, total_timeout=0.3, obey_robots=False)


@pytest.mark.parametrize("raw", [b"", b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000, b"SSH-2.0-x\r\n", b"\0" * 100])
def test_what_is_no_http_is_told(site, raw):
    """A port that speaks another language, headers without end."""
    site.has("/a", raw=raw)
    assert "no answer" in refusal(f"{site.address}/a")


def test_a_host_that_does_not_answer_is_told():
    """Nobody listens there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "no answer" in refusal(f"http://127.0.0.1:{port}/", obey_robots=False)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "GZIP"])
def test_compressed_bodies_are_read(site, encoding):
    """As servers send them."""
    data = zlib.compress(page()) if encoding == "deflate" else gzip.compress(page())
    (article,), _ = read(site.has("/a", data, headers={"Content-Encoding": encoding}))
    assert article.title == "Treaty signed"


@pytest.mark.parametrize("encoding", ["gzip", None], ids=["as sent", "as file"])
def test_bombs_do_not_explode(site, encoding):
    """300 KB that would be 300 MB: given up after the first that are too many."""
    bomb = gzip.compress(b"\0" * 300_000_000, 9)
    headers = {"Content-Encoding": encoding} if encoding else {}
    start = time.monotonic()
    assert "larger than 2 MB" in refusal(
        site.has("/a.xml.gz", bomb, "application/gzip", headers=headers), max_bytes=2_000_000
    )
    assert time.monotonic() - start < 10


@pytest.mark.parametrize(
    ("body", "encoding", "says"),
    [
        (b"no gzip", "gzip", "broken compression"),
        (gzip.compress(page())[:50], "gzip", "cut off"),
        (b"x", "br", "not asked for"),
    ],
)
def test_broken_compression_is_told(site, body, encoding, says):
    """What is wrong is said."""
    assert says in refusal(site.has("/a", body, headers={"Content-Encoding": encoding}))


# -- redirects and private addresses ------------------------------------------------------------------------------------


def test_redirects_are_followed(site):
    """An article is named after where it is in the end; each hop is asked of robots.txt, which is read once a host."""
    site.has("/c", page())
    site.leads("/b", "c", 308)
    (article,), _ = read(site.leads("/a", f"{site.address}/b", 301))
    assert article.url == f"{site.address}/c"
    assert site.asked == ["/robots.txt", "/a", "/b", "/c"]


def test_redirects_may_lead_to_other_letters(site):
    """Hosts write them as they are, although a header has ASCII only."""
    site.has("/a", raw="HTTP/1.1 302 Found\r\nLocation: /überblick\r\nContent-Length: 0\r\n\r\n".encode())
    site.has("/%C3%BCberblick", page())
    (article,), _ = read(f"{site.address}/a")
    assert article.url == f"{site.address}/%C3%BCberblick"


def test_redirects_end(site):
    """A circle, and one more than are allowed."""
    assert "more than 5 redirects" in refusal(site.leads("/a", "/a"))
    assert site.pages() == ["/a"] * 6


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("file:///etc/passwd", "only http and https"),
        ("ftp://127.0.0.1/a", "only http and https"),
        ("gopher://127.0.0.1:70/x", "only http and https"),
        ("http://me:secret@127.0.0.1/", "not sent"),
        ("https:///a", "without a host"),
        ("http://[::1", "no address"),
        ("http://a b/", "no address"),
    ],
)
def test_redirects_to_what_is_no_public_page_are_refused(site, target, says):
    """Files of this machine, other protocols, credentials; a password is never shown."""
    reason = refusal(site.leads("/a", target))
    assert says in reason
    assert "secret" not in reason


PRIVATE = [
    "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254",  # noqa: S104
    "100.64.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]", "[::127.0.0.1]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[ff02::1]", "[64:ff9b::7f00:1]",
    "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]", "localhost",
]  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_private_addresses_are_not_asked(host, monkeypatch):
    """In whatever notation, and inside IPv6 too; nothing is connected to."""
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    reason = refusal(f"http://{host}/", allow_private=False)
    assert "private or reserved address" in reason or "name of the host is not known" in reason
    assert "private or reserved address" in reason or host.startswith("[")  # a system without IPv6 knows none


PUBLIC = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("host", PUBLIC)
def test_public_addresses_are(host):
    """Also those of IPv4 that a network with IPv6 only shows."""
    assert is_public(host)


def answer_with(monkeypatch, *answers: list[str]) -> list[object]:
    """Let the name server say these addresses, one answer after the other; returns what it was asked."""
    asked: list[object] = []

    def getaddrinfo(host, port, *_, **__):
        if str(host).startswith("127."):  # what connects to an address looks it up too
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_is_resolved_once(site, monkeypatch):
    """What was checked is what is connected to: a name server that changes its mind leads nowhere."""
    asked = answer_with(monkeypatch, ["127.0.0.1"], ["192.0.2.1"])
    site.has("/a", page())
    port = site.address.rpartition(":")[2]
    (article,), _ = read(f"http://news.example:{port}/a", obey_robots=False)
    assert article.url == f"http://news.example:{port}/a"
    assert len(asked) == 1


@pytest.mark.parametrize("answers", [["10.0.0.1"], ["93.184.216.34", "10.0.0.1"], ["10.0.0.1", "93.184.216.34"]])
def test_names_of_private_addresses_are_refused(monkeypatch, answers):
    """Also when only one of the addresses is private: no honest host has such a pair."""
    answer_with(monkeypatch, answers)
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("connected"))
    assert "10.0.0.1 is a private or reserved address" in refusal("https://news.example/", allow_private=False)


def test_a_public_page_does_not_lead_to_a_private_one(site, monkeypatch):
    """Each hop is checked: the first host counts as public here, the one it leads to does not."""
    monkeypatch.setattr("treatykg.feeds.network.is_public", lambda host: host == "127.0.0.1")
    url = site.leads("/a", "http://169.254.169.254/latest/meta-data/")
    assert "169.254.169.254 is a private" in refusal(url, allow_private=False)


@pytest.fixture
def secure_port(tmp_path, monkeypatch) -> Iterator[int]:
    """A port that speaks TLS, with a certificate for news.example that is trusted."""
    made = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=news.example -addext subjectAltName=DNS:news.example"
    subprocess.run(
        [*made.split(), "-keyout", tmp_path / "key", "-out", tmp_path / "crt"], check=True, capture_output=True
    )
    server_side, client_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    server_side.load_cert_chain(tmp_path / "crt", tmp_path / "key")
    client_side.load_verify_locations(tmp_path / "crt")
    monkeypatch.setattr(exchange, "_trust", lambda: client_side)
    with serve(secured=server_side) as made_site:
        made_site.has("/a", page())
        yield int(made_site.address.rpartition(":")[2])


@pytest.mark.skipif(not shutil.which("openssl"), reason="makes the certificate")
@pytest.mark.parametrize(("host", "trusted"), [("news.example", True), ("other.example", False), ("127.0.0.1", False)])
def test_a_certificate_is_that_of_the_name(secure_port, monkeypatch, host, trusted):
    """Although the connection is to an address: nobody else can answer for the name."""
    answer_with(monkeypatch, ["127.0.0.1"])
    articles, refused = read(f"https://{host}:{secure_port}/a", obey_robots=False)
    assert bool(articles) == trusted
    assert trusted or "CERTIFICATE_VERIFY_FAILED" in refused[0].reason


def test_an_unknown_name_is_told(monkeypatch):
    """The name server knows none."""

    def fail(*_, **__):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert "name of the host is not known" in refusal("https://news.example/", obey_robots=False)


@given(st.text(max_size=40), st.sampled_from(["", "http://a.example/b/c", "https://"]))
def test_addresses_are_resolved_or_refused(text, base):
    """Nothing else is raised, and what comes out comes out unchanged again."""
    try:
        found = resolve_address(text, base=base)
    except ArticleError:
        return
    assert found.startswith(("http://", "https://"))
    assert found.isascii()
    assert resolve_address(found) == found


# -- politeness ---------------------------------------------------------------------------------------------------------

ROBOTS = "User-agent: *\nDisallow: /private\nDisallow: /*.php$\nAllow: /private/open\n\nUser-agent: treatykg\n"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: treatykg\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: TreatyKG\nAllow: /", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
        ("User-agent: *\nDisallow: /\nAllow: /open", "/open/a", True),
        ("User-agent: *\nDisallow: /%61", "/a", False),
        ("<html>not found</html>", "/a", True),
        ("", "/a", True),
    ],
)
def test_robots_txt_is_obeyed(site, rules, path, allowed):
    """With its wildcards and its most specific rule; what is no robots.txt forbids nothing."""
    site.has("/robots.txt", rules, "text/plain")
    site.has(path, page())
    articles, refused = read(site.address + path)
    assert (len(articles), site.pages()) == ((1, [path]) if allowed else (0, []))
    assert allowed or "robots.txt forbids it to treatykg" in refused[0].reason
    assert read(site.address + path, obey_robots=False)[0]


@pytest.mark.parametrize("reply", [{"status": 500}, {"status": 503}, {"stream": endless}, {"raw": b""}])
def test_robots_txt_that_cannot_be_read_forbids_all(site, reply):
    """RFC 9309, section 2.3.1.4; it is asked for once."""
    site.has("/robots.txt", **reply)
    articles, refused = read(site.has("/a", page()), site.has("/b", page()))
    assert not articles
    assert ["robots.txt cannot be read" in each.reason for each in refused] == [True, True]
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_allows_all(site, status):
    """RFC 9309, section 2.3.1.3."""
    site.has("/robots.txt", "User-agent: *\nDisallow: /", status=status)
    assert read(site.has("/a", page()))[0]


def test_requests_keep_apart(site):
    """All to one host, robots.txt and redirects included."""
    site.leads("/a", "/b")
    site.has("/b", page("B"))
    read(f"{site.address}/a", site.has("/c", page("C")), interval=0.15)
    assert site.asked == ["/robots.txt", "/a", "/b", "/c"]
    assert all(later - earlier >= 0.14 for earlier, later in pairwise(site.times))


def test_a_crawl_delay_is_granted(site):
    """Longer than our own interval, up to the longest wait."""
    site.has("/robots.txt", "User-agent: *\nCrawl-delay: 0.2\n")
    read(site.has("/a", page("A")), site.has("/b", page("B")))
    assert site.times[2] - site.times[1] >= 0.19
    site.has("/robots.txt", "User-agent: *\nCrawl-delay: 99999\n")
    start = time.monotonic()
    read(site.has("/a", page("A")), site.has("/b", page("B")), max_wait=0.2)
    assert 0.2 <= time.monotonic() - start < 2


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_again_when_it_says(site, status):
    """Once, after the time it wants."""
    url = site.has("/a", page(), first=(status, {"Retry-After": "1"}))
    assert len(read(url)[0]) == 1
    assert site.times[2] - site.times[1] >= 1


def test_a_busy_host_is_left_in_peace(site):
    """When it wants longer than we wait, neither this page nor another of it is asked for again."""
    first = site.has("/a", status=429, headers={"Retry-After": "3600"})
    articles, refused = read(first, site.has("/b", page()))
    assert not articles
    assert [bool(re.search(r"again for 3[56]\d\d s", each.reason)) for each in refused] == [True, True]
    assert site.pages() == ["/a"]


def test_a_host_that_stays_busy_is_given_up(site):
    """After as many attempts as were allowed."""
    assert "status 429" in refusal(site.has("/a", status=429, headers={"Retry-After": "0"}))
    assert site.pages() == ["/a"] * 3


@pytest.mark.parametrize("header", ["", "soon", "-1", "²", "Fri, 99 Jan 2021 00:00:00 GMT"])
def test_a_retry_after_that_says_nothing_is_no_reason_to_wait(header):
    """The status is told then."""
    assert find_delay(header) is None


def test_a_retry_after_may_be_a_moment():
    """In the past it is none."""
    now = datetime(2021, 3, 4, tzinfo=UTC)
    assert find_delay(format_datetime(now, usegmt=True), now=datetime(2021, 3, 3, tzinfo=UTC)) == 86400
    assert find_delay(format_datetime(now, usegmt=True), now=datetime(2021, 3, 5, tzinfo=UTC)) == 0


def test_hosts_do_not_wait_for_each_other():
    """Each has a pace of its own."""
    now, slept = [100.0], []
    pace = Pace(interval=1, longest=60, clock=lambda: now[0], sleep=slept.append)
    for host in ("a", "b", "a"):
        pace.wait(host, place=host)
    pace.postpone("b", 30)
    pace.wait("b", place="b")
    assert slept == [1, 30]


@pytest.mark.parametrize("status", [204, 304, 401, 403, 404, 410, 500, 599])
def test_other_statuses_are_told(site, status):
    """With a way out."""
    assert f"status {status}: " in refusal(site.has("/a", page() if status > 304 else b"", status=status))


# -- copies -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "validator",
    [("ETag", '"1"', "If-None-Match"), ("Last-Modified", "Thu, 04 Mar 2021 00:00:00 GMT", "If-Modified-Since")],
)
def test_a_page_that_has_not_changed_is_not_sent_again(site, tmp_path, validator):
    """The host says so, and the copy is the page; when it has changed, the new one is."""
    name, value, condition = validator
    url = site.has("/a", page("Old"), headers={name: value})
    (old,), _ = read(url, copies=tmp_path)
    site.has("/a", status=304)
    assert read(url, copies=tmp_path) == ([old], [])
    assert [each.get(condition) for each in site.headers] == [None, None, None, value]
    site.has("/a", page("New"), headers={name: "2"})
    assert read(url, copies=tmp_path)[0][0].title == "New"


@pytest.mark.parametrize("headers", [{}, {"ETag": '"1"', "Cache-Control": "private, No-Store"}])
def test_copies_are_kept_where_they_are_of_use_and_allowed(site, tmp_path, headers):
    """A host that cannot say whether a page has changed sends it again."""
    read(site.has("/a", page(), headers=headers), copies=tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "broken", [b"", b"{}\n", b"[]\nx", b"\xff\n", b'{"address": 1, "headers": {}}\n' + zlib.compress(b"x")]
)
def test_broken_copies_do_not_count(site, tmp_path, broken):
    """The page is asked for as if there were none."""
    url = site.has("/a", page(), headers={"ETag": '"1"'})
    read(url, copies=tmp_path)
    (copy,) = tmp_path.iterdir()
    copy.write_bytes(broken)
    assert len(read(url, copies=tmp_path)[0]) == 1
    assert "If-None-Match" not in site.headers[-1]


# -- feeds, sitemaps, lists ---------------------------------------------------------------------------------------------

RSS = """<rss version="2.0"><channel><title>The Courier</title><link>{site}/</link>
<item><title>A</title><link>a?x=1&amp;y=2</link><pubDate>Thu, 04 Mar 2021 23:30:00 +1200</pubDate></item>
<item><title>B</title><link>/gone</link></item>
<item><title>C</title><guid isPermaLink="true">{site}/c</guid><description>In short.</description></item>
<item><title>A again</title><link>{site}/news/a?x=1&amp;y=2#top</link></item></channel></rss>"""


@pytest.mark.parametrize("media_type", ["application/rss+xml", "text/xml", "text/html", "application/octet-stream", ""])
def test_a_feed_leads_to_its_pages(site, media_type):
    """Relative links are seen from the feed; what is gone is told; the feed knows what the page does not say."""
    site.has("/news/a?x=1&y=2", page("A"))
    site.has("/c", page("C"))
    articles, (refused,) = read(site.has("/news/feed", RSS.format(site=site.address), media_type))
    assert [each.url for each in articles] == [f"{site.address}/news/a?x=1&y=2", f"{site.address}/c"]
    assert [each.published for each in articles] == [date(2021, 3, 4), None]
    assert refused == Failure(f"{site.address}/gone", "status 404: nothing is there: check the address")


def test_a_broken_feed_is_mended(site):
    """Entities of HTML, bare ampersands and tags that stay open are common."""
    site.has("/a", page("A"))
    feed = f"<rss version='2.0'><channel><title>A&B&nbsp;C</title><item><title>A & B</title><link>{site.address}/a</link></item>"
    (article,), _ = read(site.has("/feed", feed, "text/xml"))
    assert article.title == "A"


def test_a_feed_is_no_article(site):
    """One that a feed names is not followed: it may name the first."""
    feed = site.has("/feed", RSS.format(site=site.address).replace("/c<", "/feed2<"), "text/xml")
    site.has("/feed2", RSS.format(site=site.address), "text/xml")
    articles, refused = read(feed)
    assert not articles
    reasons = {each.source: each.reason for each in refused}
    assert "a feed or sitemap where an article should be" in reasons[f"{site.address}/feed2"]


def sitemap(*addresses: str, kind: str = "url", more: str = "") -> str:
    outer = {"url": "urlset", "sitemap": "sitemapindex"}[kind]
    inner = "".join(f"<{kind}><loc> {each} </loc>{more}</{kind}>" for each in addresses)
    return f'<?xml version="1.0"?><{outer} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</{outer}>'


NEWS = """<news:news xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><news:publication><news:name>The Courier
</news:name></news:publication><news:publication_date>2021-03-04T01:02:03Z</news:publication_date><news:title>T</news:title>
</news:news><image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:loc>http://x/</image:loc>
</image:image>"""


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_leads_to_its_pages(site, packed):
    """With what the news extension knows of them; pictures are no pages."""
    text = sitemap(site.has("/a", page("A")), site.has("/b", page("B")), more=NEWS).encode()
    data = gzip.compress(text) if packed else text
    articles, refused = read(site.has("/sitemap.xml.gz", data, "application/x-gzip" if packed else "text/xml"))
    assert not refused
    assert [each.title for each in articles] == ["A", "B"]
    assert {(each.publisher, each.published) for each in articles} <= {
        ("The Courier", date(2021, 3, 4)),
        ("127.0.0.1", date(2021, 3, 4)),
    }


def test_a_sitemap_index_that_runs_in_circles_ends(site):
    """Each sitemap is read once; what is no sitemap is told."""
    one, two = f"{site.address}/one.xml", f"{site.address}/two.xml"
    site.has(
        "/one.xml", sitemap(one, two, site.has("/page", page()), f"{site.address}/gone.xml", kind="sitemap"), "text/xml"
    )
    site.has("/two.xml", sitemap(one, two, site.has("/three.xml", sitemap(site.has("/a", page("A")))), kind="sitemap"))
    (article,), refused = read(one)
    assert article.title == "A"
    assert [each.source for each in refused] == [f"{site.address}/page", f"{site.address}/gone.xml"]
    assert sorted(site.pages()) == ["/a", "/gone.xml", "/one.xml", "/page", "/three.xml", "/two.xml"]


def test_a_sitemap_index_without_end_ends(site):
    """As many sitemaps as are allowed, and a line that says so."""
    for number in range(9):
        site.has(f"/{number}.xml", sitemap(f"{site.address}/{number + 1}.xml", kind="sitemap"), "text/xml")
    assert "more than 4 sitemaps" in refusal(f"{site.address}/0.xml", max_sitemaps=4)
    assert site.pages() == ["/0.xml", "/1.xml", "/2.xml", "/3.xml"]


def test_a_sitemap_without_end_ends(site):
    """As many pages as are allowed."""
    addresses = [site.has(f"/{number}", page(str(number), text=f"{number} {PROSE}")) for number in range(9)]
    articles, (refused,) = read(site.has("/sitemap.xml", sitemap(*addresses), "text/xml"), max_addresses=3)
    assert len(articles) == 3
    assert "more than 3 pages" in refused.reason


def test_a_sitemap_on_this_machine_leads_to_the_web(site, tmp_path):
    """What it lists is checked as any address; what stands before a break is read."""
    text = sitemap(site.has("/a", page("A")), "/relative", "file:///etc/passwd", "http://169.254.169.254/")
    (tmp_path / "a.xml").write_text(text.replace("</urlset>", "<url>"))
    articles, refused = read(tmp_path, max_bytes=100_000, connect_timeout=0.2, total_timeout=0.3)
    assert [each.title for each in articles] == ["A"]
    assert [each.source for each in refused[:2]] == [f"{tmp_path / 'a.xml'}: url {n}" for n in (2, 3)]
    assert "not well-formed" in refused[-1].reason


def test_a_list_leads_to_all_it_names(site, tmp_path):
    """Pages, feeds and sitemaps; comments are for people; a bad line is told with its number."""
    site.has("/c", page("C"))
    feed = site.has("/feed", RSS.format(site=site.address).replace("/gone", "/c"), "text/xml")
    names = [
        "\ufeff# desk",
        "",
        site.has("/a", page("A")),
        "ftp://a.example/",
        f"  {feed}  ",
        "http://me:secret@a.example/",
    ]
    (tmp_path / "a.urls").write_text("\r\n".join(names) + "\n" + "x" * 30_000)
    articles, refused = read(tmp_path / "a.urls")
    assert [each.title for each in articles] == ["A", "C"]
    places = [each.source.rpartition(": ")[2] for each in refused if str(tmp_path) in each.source]
    assert places == ["line 4", "line 6", "line 7"]
    assert not [each for each in refused if "secret" in f"{each}"]


def test_a_folder_holds_lists_and_feeds(site, tmp_path):
    """One address that several of them name is asked once."""
    url = site.has("/a", page("A"))
    (tmp_path / "a.urls").write_text(url)
    (tmp_path / "b.rss").write_text(f"<rss version='2.0'><channel><item><link>{url}</link></item></channel></rss>")
    (tmp_path / "c.txt").write_text("Text.")
    articles, refused = read(tmp_path)
    assert ([each.title for each in articles], refused) == (["A", None], [])
    assert site.pages() == ["/a"]


def test_json_on_the_web_keeps_its_own_addresses(site):
    """A file of articles names each itself."""
    records = [{"url": "https://a.example/1", "text": "One."}, {"url": "https://a.example/2"}]
    (article,), (refused,) = read(site.has("/a.json", json.dumps(records), "application/json"))
    assert article.url == "https://a.example/1"
    assert refused.source.endswith("/a.json: article 2")


# -- what is not installed, options --------------------------------------------------------------------------------------


def test_fetching_needs_its_extra(monkeypatch, tmp_path):
    """The command line is told at once; a list in a folder is told as unreadable, and the rest is read."""
    monkeypatch.setattr(fetching, "find_spec", lambda name: None)
    with pytest.raises(OptionError, match=r"pip install 'treatykg\[fetch\]'"):
        read_inputs(["https://news.example/"])
    (tmp_path / "a.urls").write_text("https://news.example/")
    (tmp_path / "b.rss").write_text("<rss version='2.0'><channel/></rss>")
    (tmp_path / "c.txt").write_text("Text.")
    articles, refused = read(tmp_path)
    assert len(articles) == 1
    assert ["treatykg[fetch]" in each.reason for each in refused] == [True, True]


@pytest.mark.parametrize(
    "wrong",
    [{"interval": -1}, {"total_timeout": 0}, {"max_bytes": 0}, {"attempts": 0}, {"interval": float("nan")},
     {"user_agent": ""}, {"user_agent": "a\r\nX: y"}, {"user_agent": "é"}],
)  # fmt: skip
def test_options_that_make_no_sense_are_refused(wrong):
    """With the option's name."""
    with pytest.raises(OptionError, match=next(iter(wrong))):
        FetchOptions(**wrong)
