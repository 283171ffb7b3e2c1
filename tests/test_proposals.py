"""A language model only proposes: of what a scripted endpoint answers, what the article bears out enters, all else is listed."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from treatykg import proposals
from treatykg.cli import main
from treatykg.errors import EndpointError, OptionError
from treatykg.lexicon import load_lexicon
from treatykg.model import Article, Event, Evidence, Extraction, Facts, Span
from treatykg.pipeline import extract, from_lexicon
from treatykg.proposals import EndpointOptions, llm_extractor, read_options
from treatykg.proposals.answers import find_problem, read_answer
from treatykg.proposals.extractor import rule_of
from treatykg.proposals.merging import merge_facts
from treatykg.proposals.quotes import find_quote, find_words
from treatykg.proposals.schema import KINDS, to_schema
from treatykg.triples import Index, to_dataset
from treatykg.vocab import DATA, TREATY

TEXT = """Norway and Chad conclude lake treaty

OSLO, March 5 - The foreign ministers of Norway and Chad, Ana Vik and Idriss Sow, signed the Lake Protection Treaty
in Oslo on Monday. The Norwegian parliament is expected to vote on it in May. The treaty took effect on 6 March 2024.

Under Article 3 both countries must consult each other “whenever the lake is threatened”. It is a gamble, Swedish
Prime Minister Lars Holm told the Ostersund Lake Forum.
"""
ARTICLE = Article("lake", TEXT, published=date(2024, 3, 7))
LAPSED = Article("lapsed", TEXT + "\nAn older draft of the treaty lapsed in 2010.\n", published=date(2024, 3, 7))
MODEL = "test model"
RULE = "llm.test-model"

SIGNATURE = {
    "type": "Signature",
    "factuality": "Actual",
    "quote": "signed the Lake Protection Treaty in Oslo on Monday",  # over a line break
    "treaties": ["Lake Protection Treaty"],
    "actors": ["Ana Vik", "Norway", "Idriss Sow", "Chad"],
    "places": ["Oslo"],
    "time": "on Monday",
    "effective": None,
    "vote": None,
}
CLAIM = {
    "type": "Opposition",
    "quote": "It is a gamble, Swedish Prime Minister Lars Holm told",
    "speakers": ["Lars Holm"],
    "targets": [],
    "content": "It is a gamble",
}
PROVISION = {
    "type": "Consultation",
    "quote": "both countries must consult each other “whenever the lake is threatened”",
    "treaties": ["Lake Protection Treaty"],
    "obligors": ["both countries"],
    "article_number": "3",
    "cites": [],
    "trigger": "whenever the lake is threatened",
}
POST = {"label": "Prime Minister", "holder": "Lars Holm", "of": "Swedish", "quote": "Swedish Prime Minister Lars Holm"}


def answer(**facts: list[Any]) -> dict[str, Any]:
    return {kind: [] for kind in KINDS} | facts


# ---------------------------------------------------------------- the scripted endpoint


@dataclass
class Script:
    """What the endpoint does with each request, the last entry again and again; the requests it saw."""

    url: str = ""
    replies: list[Callable[[BaseHTTPRequestHandler], None]] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)

    def answers(self, content: Any, *, finish: str = "stop", refusal: str | None = None) -> None:
        """Add a completion; content that is no string is sent as JSON."""
        text = content if isinstance(content, str) else json.dumps(content)
        message = {"role": "assistant", "content": text, "refusal": refusal}
        choice = {"index": 0, "finish_reason": finish, "message": message}
        self.sends({"id": "1", "object": "chat.completion", "created": 0, "model": MODEL, "choices": [choice]})

    def sends(self, body: Any, *, status: int = 200) -> None:
        """Add a response; a body that is no string is sent as JSON."""
        data = (body if isinstance(body, str) else json.dumps(body)).encode()

        def reply(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            handler.send_header("Content-Type", "application/json")
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        self.replies.append(reply)

    def hangs(self) -> None:
        """Add silence until the test is over."""
        self.replies.append(lambda handler: self.hold.wait(10) and None)


@pytest.fixture
def script() -> Iterator[Script]:
    """An endpoint on the loopback."""
    pytest.importorskip("openai", reason="the LLM extractor needs the extra treatykg[llm]")
    told = Script()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.requests.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            told.keys.append(self.headers["Authorization"])
            told.replies[min(len(told.requests), len(told.replies)) - 1](self)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name in the standard library
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield told
    told.hold.set()
    server.shutdown()
    thread.join()
    server.server_close()


def ask(script: Script, article: Article = ARTICLE, *, with_lexicon: bool = False, timeout: float = 5) -> Extraction:
    llm = llm_extractor(EndpointOptions(MODEL, script.url, timeout))
    return extract(article, extractors=(from_lexicon, llm) if with_lexicon else (llm,))


def reasons(extraction: Extraction) -> list[str]:
    assert extraction.rejected is not None
    return [each.reason for each in extraction.rejected]


# ---------------------------------------------------------------- what enters


def test_a_good_answer_enters(script):
    """Every kind of fact, with exact evidence, resolved names and our own reading of the date."""
    script.answers(answer(events=[SIGNATURE], claims=[CLAIM], provisions=[PROVISION], posts=[POST]))
    found = ask(script)
    assert found.rejected == ()
    (event,), (claim,), (provision,), (post,) = (
        found.facts.events, found.facts.claims, found.facts.provisions, found.facts.posts,
    )  # fmt: skip
    labels = {entity.id: entity.label for entity in found.entities}
    assert [each.rule for each in event.evidence] == [RULE]
    assert event.evidence[0].span.of(TEXT) == "signed the Lake Protection Treaty\nin Oslo on Monday"
    assert {"state/NOR", "state/TCD"} < set(event.actors)
    assert {labels[actor] for actor in event.actors} >= {"Ana Vik", "Idriss Sow", "Norway", "Chad"}
    assert event.time is not None
    assert event.time.edtf == "2024-03-04"
    assert [labels[speaker] for speaker in claim.speakers] == ["Lars Holm", "Sweden"]
    assert claim.content is not None
    assert claim.content.of(TEXT) == "It is a gamble"
    assert set(provision.obligors) == {"state/NOR", "state/TCD"}
    assert (provision.article_number, provision.treaties) == ("3", event.treaties)
    assert (post.label, labels[post.holder], post.of) == ("Prime Minister", "Lars Holm", "state/SWE")
    assert event.confidence == load_lexicon("confidence")["extractors"]["llm"]


def test_what_entered_says_so_in_the_graph(script):
    """Proposed facts have the extractor "llm"; facts of the lexicon alone need not say theirs."""
    script.answers(answer(provisions=[PROVISION], claims=[CLAIM]))
    index = Index(to_dataset(ask(script, with_lexicon=True)))
    kinds = {each: index.values(each, TREATY.extractor) for each in index.instances(TREATY.Event, TREATY.Claim)}
    assert index.values(index.instances(TREATY.Provision)[0], TREATY.extractor)[-1] == "llm"
    assert {kinds[each] for each in index.instances(TREATY.Event)} == {()}
    assert any("llm" in kinds[each] for each in index.instances(TREATY.Claim))


def test_one_happening_stays_one_event(script):
    """What both extractors found is the lexicon's event with the evidence of both, and keeps its name and confidence."""
    script.answers(answer(events=[SIGNATURE]))
    alone, both = extract(ARTICLE), ask(script, with_lexicon=True)
    (before,) = (each for each in alone.facts.events if each.type == "Signature")
    (after,) = (each for each in both.facts.events if each.type == "Signature")
    assert after.id == before.id
    assert {each.extractor for each in after.evidence} == {"lexicon", "llm"}
    assert after.confidence == before.confidence
    assert len(both.facts.events) == len(alone.facts.events)


def test_a_name_that_linking_missed_enters_with_the_kind_that_its_words_tell(script):
    """It becomes an entity whose only evidence is the proposal's."""
    name = "Ostersund Lake Forum"
    script.answers(answer(claims=[{**CLAIM, "speakers": [name], "content": None}]))
    found = ask(script)
    assert reasons(found) == []
    (speaker,) = (each for each in found.entities if each.id == found.facts.claims[0].speakers[0])
    assert (speaker.label, speaker.type) == (name, "Organization")


# ---------------------------------------------------------------- what is rejected


REJECTED: dict[str, tuple[dict[str, Any], str]] = {
    "hallucinated quote": ({"quote": "Chad tore up the Lake Protection Treaty"}, "the quote is not in the text"),
    "quote with a changed word": ({"quote": "signed the Lake Protection Pact in Oslo"}, "the quote is not in the text"),
    "quote cut inside a word": ({"quote": "igned the Lake Protection Treaty"}, "the quote is not in the text"),
    "quote of one word": ({"quote": "signed"}, "the quote is not in the text"),
    "unknown type": ({"type": "Handshake"}, "type: Handshake is not of the closed vocabulary"),
    "unknown certainty": ({"factuality": "Certain"}, "factuality: Certain is not of the closed vocabulary"),
    "name from elsewhere": ({"actors": ["Peru"]}, "actors: Peru: the text does not name it"),
    "name of no known kind": ({"actors": ["gamble"]}, "actors: gamble: its kind cannot be told"),
    "name of a wrong kind": ({"treaties": ["Norway"]}, "treaties: Norway is of the type State"),
    "wrong form": ({"actors": "Norway"}, "actors: Norway is not of the type array"),
    "unknown field": ({"mood": "festive"}, "mood is not a field"),
}


@pytest.mark.parametrize("case", REJECTED)
def test_what_the_article_does_not_bear_out_is_rejected(script, case):
    """With the reason; other proposals of the answer enter."""
    change, reason = REJECTED[case]
    script.answers(answer(events=[{**SIGNATURE, **change}, SIGNATURE]))
    found = ask(script)
    assert reasons(found) == [reason]
    assert len(found.facts.events) == 1


def test_there_are_as_many_cases_as_we_think():
    """Cases that vanish unseen would leave the test above green."""
    assert len(REJECTED) == 11


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"time": "on Friday"}, "left out: time: on Friday: not in the text"),
        ({"time": "in Oslo"}, "left out: time: in Oslo: not understood as a date"),
        ({"vote": {"votes_for": 90, "votes_against": 7, "abstentions": None, "unanimous": None}}, "left out: vote:"),
        (
            {"vote": {"votes_for": None, "votes_against": None, "abstentions": None, "unanimous": True}},
            "left out: vote:",
        ),
    ],
)
def test_a_detail_that_does_not_hold_is_left_out(script, change, reason):
    """The event holds; what is invented about it is listed and does not enter."""
    script.answers(answer(events=[{**SIGNATURE, **change}]))
    found = ask(script)
    (told,) = reasons(found)
    assert told.startswith(reason)
    (event,) = found.facts.events
    assert event.vote is None
    assert event.time is None or "time" not in change


def test_a_fact_that_breaks_a_shape_is_rejected(script):
    """A treaty cannot end before it begins; the other proposals still enter."""
    lapse = {
        **SIGNATURE,
        "type": "Termination",
        "quote": "the treaty lapsed in 2010",
        "actors": [],
        "places": [],
        "time": "in 2010",
    }
    force = {**SIGNATURE, "type": "EntryIntoForce", "quote": "The treaty took effect on 6 March 2024", "actors": [],
             "places": [], "time": "on 6 March 2024"}  # fmt: skip
    script.answers(answer(events=[force, lapse], claims=[CLAIM]))
    found = ask(script, LAPSED)
    (told,) = found.rejected or ()
    assert told.kind == "event Termination"
    assert told.words == "the treaty lapsed in 2010"
    assert told.reason.startswith("breaks a shape: The treaty is terminated before it enters into force")
    assert [each.type for each in found.facts.events] == ["EntryIntoForce"]
    assert len(found.facts.claims) == 1


# ---------------------------------------------------------------- answers that are none


def test_malformed_json_is_listed(script):
    """An answer in prose, and one that ends in the middle."""
    script.answers("Here are the facts: the treaty was signed.")
    assert reasons(ask(script))[0].startswith("is not JSON")


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        ({"content": json.dumps(answer(events=[SIGNATURE]))[:90], "finish": "length"}, "the answer was cut off"),
        ({"content": json.dumps(answer(events=[SIGNATURE]))[:90]}, "is not JSON"),
        ({"content": "", "refusal": "I cannot help with that."}, "the model refused: I cannot help with that."),
        ({"content": "", "finish": "content_filter"}, "the model refused: content filter"),
        ({"content": ""}, "the answer is empty"),
        ({"content": "[]"}, "is not a JSON object"),
        ({"content": "{}"}, None),
    ],
)
def test_an_answer_that_is_none_is_listed(script, reply, reason):
    """The article keeps what the lexicon found."""
    script.answers(**reply)
    found = ask(script, with_lexicon=True)
    assert [told.startswith(reason or "?") for told in reasons(found)] == ([True] if reason else [])
    assert found.facts == extract(ARTICLE).facts


@pytest.mark.parametrize(
    "body", ["<html>busy</html>", {"error": "?"}, {"choices": []}, {"choices": [{"message": None}]}]
)
def test_a_response_that_is_no_completion_is_listed(script, body):
    """Whatever a server sends, it is one line of the report."""
    script.sends(body)
    assert reasons(ask(script)) == ["the endpoint's answer is not a chat completion"]


def test_silence_is_listed_after_a_second_attempt(script):
    """A timeout ends the question, not the run."""
    script.hangs()
    found = ask(script, with_lexicon=True, timeout=0.2)
    assert reasons(found) == ["no answer within 0.2 seconds, 2 times"]
    assert len(script.requests) == 2
    assert found.facts.events


def test_a_busy_endpoint_is_asked_once_more(script):
    """The second attempt counts."""
    script.sends({"error": {"message": "overloaded"}}, status=503)
    script.answers(answer(events=[SIGNATURE]))
    assert len(ask(script).facts.events) == 1


def test_an_endpoint_that_takes_no_schema_is_told_in_words(script):
    """The second request has no response_format, and the schema in its instructions."""
    script.sends({"error": {"message": "response_format is not supported"}}, status=400)
    script.answers("```json\n" + json.dumps(answer(events=[SIGNATURE])) + "\n```")
    assert len(ask(script).facts.events) == 1
    first, second = script.requests
    assert first["response_format"]["json_schema"]["schema"] == to_schema()
    assert "response_format" not in second
    assert '"additionalProperties"' in second["messages"][0]["content"]


def test_a_key_that_is_refused_ends_the_run_at_the_first_article_only(script):
    """Nothing could be asked: an error. Once an answer has come, a line of the report."""
    script.sends({"error": {"message": "wrong key"}}, status=401)
    llm = llm_extractor(EndpointOptions(MODEL, script.url, 5))
    with pytest.raises(EndpointError, match="wrong key"):
        extract(ARTICLE, extractors=(llm,))
    script.replies.clear()
    script.requests.clear()
    script.answers("{}")
    script.sends({"error": {"message": "no credit"}}, status=401)
    assert reasons(extract(ARTICLE, extractors=(llm,))) == []
    (reason,) = reasons(extract(ARTICLE, extractors=(llm,)))
    assert reason.startswith("could not be asked")
    assert "no credit" in reason


# ---------------------------------------------------------------- the command


@pytest.fixture
def article(tmp_path, monkeypatch):
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-the-test")
    path = tmp_path / "lake.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_command_combines_both_and_lists_what_was_rejected(script, article, tmp_path):
    """The key of the environment goes to the endpoint and nowhere else."""
    script.answers(answer(events=[SIGNATURE, {**SIGNATURE, "quote": "was never said"}], provisions=[PROVISION]))
    out = tmp_path / "out"
    arguments = ["build", str(article), "--published", "2024-03-07", "--out", str(out), "--quiet"]
    llm = ["--extractor", "lexicon,llm", "--llm-model", MODEL, "--llm-url", script.url]
    assert main([*arguments, *llm]) == 0
    report = (out / "rejected.txt").read_text(encoding="utf-8")
    assert "lake: 2 facts with proposed evidence, 1 rejected" in report
    assert "event Signature “was never said”: the quote is not in the text" in report
    assert script.keys == ["Bearer secret-of-the-test"]
    assert not [path for path in out.rglob("*") if path.is_file() and b"secret-of-the-test" in path.read_bytes()]
    assert re.search('treaty:extractor "lexicon" ?, "llm"', (out / "graph.ttl").read_text(encoding="utf-8"))


def test_nothing_is_asked_unless_wanted(script, article, tmp_path, monkeypatch):
    """With an endpoint in the environment, but without the option, no request is made and no report written."""
    monkeypatch.setenv("OPENAI_BASE_URL", script.url)
    assert main(["build", str(article), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    assert script.requests == []
    assert not (tmp_path / "out" / "rejected.txt").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--extractor", "llm"], "name it with --llm-model"),
        (["--extractor", "crystal-ball"], "crystal-ball is no extractor"),
        (["--llm-model", "m"], "add --extractor lexicon,llm"),
        (["--extractor", "llm", "--llm-model", "m", "--llm-url", "nowhere"], "not an address"),
        (["--extractor", "llm", "--llm-model", "m", "--llm-url", "http://127.0.0.1:9/v1"], "cannot be asked"),
    ],
)
def test_what_cannot_be_asked_ends_with_2_and_a_way_out(arguments, message, article, tmp_path, capsys):
    """One line on standard error; nothing is written."""
    pytest.importorskip("openai", reason="the LLM extractor needs the extra treatykg[llm]")
    out = tmp_path / "out"
    assert main(["build", str(article), "--out", str(out), "--quiet", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
    assert not out.exists()


# ---------------------------------------------------------------- parts


def test_the_key_comes_from_the_environment_and_is_never_shown():
    """An endpoint of one's own needs none; that of a provider does."""
    options = read_options(model="m", url=None, environment={"OPENAI_API_KEY": "k"})
    assert (options.key, options.url) == ("k", None)
    assert "'k'" not in repr(options)
    assert read_options(model="m", url=None, environment={"OPENAI_BASE_URL": "http://h/v1"}).url == "http://h/v1"
    assert read_options(model="m", url="http://own/v1", environment={}).key == "none"
    with pytest.raises(OptionError, match="OPENAI_API_KEY"):
        read_options(model="m", url=None, environment={})


def test_without_the_client_the_error_says_what_to_install(monkeypatch):
    """The extra is optional."""
    monkeypatch.setitem(__import__("sys").modules, "openai", None)
    with pytest.raises(OptionError, match=r"pip install 'treatykg\[llm\]'"):
        llm_extractor(EndpointOptions("m", "http://127.0.0.1:9/v1"))


def test_the_schema_follows_the_model():
    """Strict decoding wants every property required and no others; the lists are the model's own."""
    schema = to_schema()
    event = schema["properties"]["events"]["items"]
    assert event["properties"]["factuality"]["enum"] == [
        "Actual",
        "Planned",
        "Conditional",
        "Alleged",
        "Denied",
        "Negated",
    ]
    assert not {"id", "confidence", "conditional_on", "evidence"} & event["properties"].keys()
    for each in (schema, *(of["items"] for of in schema["properties"].values())):
        assert each["required"] == list(each["properties"])
        assert each["additionalProperties"] is False


@pytest.mark.parametrize("value", [True, 1.5, "7", [7]])
def test_a_number_is_a_number(value):
    """Truth values are no numbers, as JSON has it."""
    assert find_problem(value, {"type": "integer"}) is not None
    assert find_problem(7, {"type": "integer"}) is None


@pytest.mark.parametrize("text", ["[" * 100_000, '{"events": 5}', '{"claims": [null, 3]}', '{"x": []}', "\x00", "NaN"])
def test_odd_answers_never_raise(text):
    """Each gives at least one line of the report and no proposal."""
    found, rejected = read_answer(text)
    assert found == ()
    assert rejected


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("the  lake\ttreaty", "the lake\ntreaty"),
        ("“the lake", "“the lake"),
        ("lake treat", None),
        ("the lake's", None),
        ("  ", None),
    ],
)
def test_only_white_space_may_differ(words, found):
    """Letters, quotation marks and word boundaries count."""
    text = "They signed “the lake\ntreaty” today."
    span = find_words(text, words)
    assert (span.of(text) if span else None) == found


def test_a_quote_has_two_words_at_least():
    """One word is evidence of nothing."""
    assert find_quote("Chad signed it.", "signed") is None
    assert find_quote("Chad signed it.", "Chad signed") == Span(0, 11)


def test_the_name_of_a_model_becomes_a_rule_without_spaces():
    """Rules are identifiers."""
    assert rule_of("org/A model (new)") == "llm.org/A-model-new-"


def test_new_events_get_names_of_their_own():
    """Two visits of one article are two nodes, whoever found them."""
    known = Event("event/known", "Visit", "Actual", (Evidence(Span(0, 5), "visit"),), actors=("state/NOR",))
    new = Event("", "Visit", "Planned", (Evidence(Span(9, 15), RULE),), actors=("state/NOR",))
    merged = merge_facts(Facts((known,)), Facts((new,)), (), scope="0" * 64)
    assert merged.events[0] is known
    assert merged.events[1].id.startswith("event/visit-")


def test_the_public_names_are_few():
    """What other modules may use."""
    assert sorted(proposals.__all__) == proposals.__all__
    assert str(DATA).endswith("/")
