"""All that the page shows, as one JSON document that can stand inside HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from treatykg import __version__
from treatykg.lexicon import load_lexicon
from treatykg.network import to_network
from treatykg.page.corpus import Corpus
from treatykg.page.matters import matter_records
from treatykg.page.records import Record, Sentences, article_record, fact_record, thing_record
from treatykg.page.standings import treaty_records

# What could end a script element or start a comment in it, what older parsers take for line ends, what reorders text in
# an editor (https://trojansource.codes), and halves of surrogate pairs, which UTF-8 cannot hold.
_UNSAFE = re.compile("[<>&\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def page_data(corpus: Corpus, sentences: Sentences) -> Record:
    """The records of the articles shown and of all that they say."""
    return {
        "base": corpus.base,
        "version": __version__,
        "total": corpus.total,
        "articles": [article_record(each, corpus, sentences) for each in corpus.articles],
        "things": [thing_record(each, corpus) for each in corpus.things],
        "facts": [fact_record(each, corpus) for each in corpus.facts],
        "rules": [[rule, _examples().get(rule, "")] for rule in corpus.rules],
        "ties": _ties(corpus),
        "treaties": treaty_records(corpus),
        "matters": matter_records(corpus),
    }


def to_json(data: Record) -> str:
    r"""The data as JSON without any character that means something to HTML.

    >>> to_json({"title": "</script>"})
    '{"title":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _UNSAFE.sub(lambda each: f"\\u{ord(each[0]):04x}", text)


def _ties(corpus: Corpus) -> list[list[int]]:
    """Each pair of things that a fact ties, once: source, target, fact, and whether the tie is for (1) or against (-1)."""
    edges = to_network(corpus.dataset).edges(data=True)
    signs = {(source, target, data["fact"]): int(data["sign"]) for source, target, data in edges}
    numbers = corpus.numbers
    shown = (tie for tie in signs if all(each in numbers for each in tie))
    return sorted([*(numbers[each] for each in tie), signs[tie]] for tie in shown)


def _examples() -> Mapping[str, str]:
    """The sentence that each rule of the lexicon must find, by the id of the rule."""
    frames = (frame for name in ("events", "claims") for frame in load_lexicon(name)["frame"])
    return {frame["id"]: frame["example"] for frame in frames}
