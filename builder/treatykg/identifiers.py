"""Stable identifiers: the same thing gets the same name in every run and in every article that identifies it well.

A local identifier is `kind/name`, as in `state/RUS` or `person/jane-doe`; below the base IRI it becomes an IRI. What
names alone cannot identify carries a hash of its content, and of the article (`scope`: the SHA-256 of its text) where
only that article can vouch for it. Nothing is ever merged on a title alone.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TypeAlias
from urllib.parse import quote, urlsplit

from treatykg.errors import OptionError
from treatykg.model import Claim, EntityType, Event, EventType, Evidence, Post, Provision, Span

BASE = "https://w3id.org/treatykg/id/"

_KINDS: dict[EntityType, str] = {
    "State": "state",
    "InternationalOrganization": "organization",
    "StateGroup": "group",
    "Legislature": "legislature",
    "GovernmentBody": "body",
    "Organization": "organization",
    "Person": "person",
    "Treaty": "treaty",
    "LegalInstrument": "instrument",
    "Place": "place",
}
# Acts that one actor does once to one treaty; withdrawing, extending, amending or breaking it can happen again.
_ONCE_BY_ACTOR: frozenset[EventType] = frozenset({
    "Signature", "DomesticApproval", "Ratification", "Accession", "InstrumentExchange", "InstrumentDeposit",
})  # fmt: skip
_ONCE: frozenset[EventType] = frozenset({"Adoption", "EntryIntoForce", "Termination"})  # befalls the treaty as a whole
_DOMESTIC: frozenset[EventType] = frozenset({"DomesticApproval", "DomesticRejection"})
_INTERNATIONAL = ("state/", "organization/", "group/")
_SLUG_LENGTH = 64
_LETTERS_NFKD_KEEPS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "þ": "th"}
)
_Part: TypeAlias = "str | int | Sequence[_Part] | None"


# rdflib does not read prefixed names in which a dot at either end is escaped.
_OUTER_DOTS = re.compile(r"(?<![^/])\.+|\.+(?![^/])")


def slug(text: str) -> str:
    """`text` in kebab-case of ASCII letters and digits; a hash is added when letters are lost or it would be long.

    >>> slug("São Tomé’s “Peace & Friendship” Treaty")
    'sao-tomes-peace-friendship-treaty'
    >>> slug("Договор"), slug("Договор 2") != slug("Пакт 2")
    ('n-0d411bd9e00d', True)
    """
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS_NFKD_KEEPS)
    kept = re.sub("[^a-z0-9]+", "-", re.sub(r"['’ʼʻ\u0300-\u036f]", "", plain)).strip("-")
    lost = any(char.isalnum() and not char.isascii() for char in plain) or not kept
    if len(kept) <= _SLUG_LENGTH and not lost:
        return kept
    short = kept[:_SLUG_LENGTH].rpartition("-")[0] if len(kept) > _SLUG_LENGTH else kept
    return f"{short or 'n'}-{fingerprint(text)}"


def fingerprint(*parts: _Part) -> str:
    """Twelve hexadecimal digits of the SHA-256 of `parts`, which are told apart whatever they contain."""
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()[:12]


def entity_id(type: EntityType, name: str) -> str:  # noqa: A002  # the field's name in the model
    """The local identifier of something that is known by its name (a state or organization: by its code or acronym).

    >>> entity_id("State", "RUS"), entity_id("Person", "Ana Belén Ruiz")
    ('state/RUS', 'person/ana-belen-ruiz')
    """
    return f"{_KINDS[type]}/{name if re.fullmatch('[A-Z0-9]{2,12}', name) else slug(name)}"


def treaty_id(name: str, *, parties: Iterable[str], year: int | None, scope: str) -> str:
    """The local identifier of a treaty: its sorted parties, its year and a slug of its name.

    :param parties: local identifiers of the parties
    :param scope: SHA-256 of the article; part of the name unless parties and year are both known, because two articles
        may call different treaties alike

    >>> treaty_id("Fishing Accord", parties=("state/NOR", "state/ISL"), year=1998, scope="")
    'treaty/ISL-NOR-1998-fishing-accord'
    """
    codes = sorted({party.partition("/")[2] for party in parties})
    head = [*codes] if len(codes) <= 4 else [*codes[:3], fingerprint(codes)]  # readable
    identified = codes and year is not None
    tail = [] if identified else [fingerprint(scope, codes, name)]
    title = name.partition(" between ")[0] if codes else name  # what follows are the parties once more
    return "treaty/" + "-".join([*head, *([str(year)] if year is not None else []), slug(title), *tail])


def event_id(event: Event, *, scope: str) -> str:
    """The local identifier of an event (its own `id` is not looked at).

    What an actor does once to a treaty is named by type, factuality, treaty and actor, so that two articles about one
    ratification meet in one node, and never with a ratification that is only planned or denied. Anything else is
    named by its content and article.
    """
    kind = slug(_words(event.type))
    if _is_identified(event):
        content: tuple[_Part, ...] = (sorted(set(event.treaties)), sorted(_acting(event)))
    else:
        content = (scope, event.treaties, event.actors, event.places, _spans(event.evidence))
    return f"event/{kind}-{fingerprint(event.type, event.factuality, *content)}"


def event_ids(events: Iterable[Event], *, scope: str) -> tuple[str, ...]:
    """The local identifiers of all events of one article: like `event_id`, but never one for two events.

    An article that keeps two acts of one type, treaty and actor apart, such as by their dates, means two happenings:
    the first gets the name that other articles give it, the others are named by their content.
    """
    names: list[str] = []
    for event in events:
        name = event_id(event, scope=scope)
        if earlier := sum(each.startswith(name) for each in names):
            time = event.time.edtf if event.time else None
            name += f"-{fingerprint(scope, earlier, event.places, time, _spans(event.evidence))}"
        names.append(name)
    return tuple(names)


def claim_id(claim: Claim, *, scope: str) -> str:
    """The local identifier of a claim, from its content and article (its own `id` is not looked at)."""
    content = (claim.speakers, claim.targets, claim.about, _spans(claim.evidence))
    return f"claim/{slug(_words(claim.type))}-{fingerprint(scope, claim.type, *content)}"


def provision_id(provision: Provision, *, scope: str) -> str:
    """The local identifier of a provision, from its content and article (its own `id` is not looked at)."""
    content = (provision.treaties, provision.obligors, provision.article_number, _spans(provision.evidence))
    return f"provision/{slug(_words(provision.type))}-{fingerprint(scope, provision.type, *content)}"


def post_id(post: Post) -> str:
    """The local identifier of an office held by somebody, the same in all articles (its own `id` is not looked at)."""
    return f"post/{slug(post.label)}-{fingerprint(post.label.casefold(), post.holder, post.of)}"


def article_id(source: str) -> str:
    """A local name for an article from its address or its file name without suffix.

    >>> article_id("https://news.example/2024/06/pact?id=7"), article_id("Pact signed")
    ('news-example-2024-06-pact-id-7', 'pact-signed')
    """
    parts = urlsplit(source)
    return slug(f"{parts.netloc} {parts.path} {parts.query}" if parts.scheme and parts.netloc else source)


def check_base(base: str) -> str:
    """`base` when data can be named below it.

    :raises OptionError: unless it is an absolute http, https or urn IRI that ends in `/`, `#` or `:`
    """
    if not re.fullmatch(r"(?:https?://[^/\s]|urn:[a-z0-9])[^\s<>\"{}|\\^`\x00-\x20]*", base) or base[-1] not in "/#:":
        raise OptionError(f"base IRI {base!r}: give an absolute IRI that ends in / or #, such as {BASE}")
    return base


def to_iri(local: str, *, base: str = BASE) -> str:
    """The IRI of a local identifier; characters that IRIs or their readers trip over are percent-encoded."""
    return base + _OUTER_DOTS.sub(lambda dots: "%2E" * len(dots[0]), quote(local, safe="/"))


def article_iri(article: str, *, base: str = BASE) -> str:
    """The IRI of the article with this id."""
    return f"{base}article/{quote(article, safe='')}"


def graph_iri(article: str, *, base: str = BASE) -> str:
    """The name of the graph that holds what the article with this id says."""
    return f"{base}graph/article/{quote(article, safe='')}"


def background_graph_iri(*, base: str = BASE) -> str:
    """The name of the graph of background knowledge."""
    return f"{base}graph/background"


def inferred_graph_iri(*, base: str = BASE) -> str:
    """The name of the graph of derived triples."""
    return f"{base}graph/inferred"


def resolution_graph_iri(*, base: str = BASE) -> str:
    """The name of the graph that tells which things of several articles are one."""
    return f"{base}graph/resolution"


def register_graph_iri(register: str, *, base: str = BASE) -> str:
    """The name of the graph that holds what an authoritative register of treaties says."""
    return f"{base}graph/register/{quote(register, safe='')}"


def evidence_iri(article: str, span: Span) -> str:
    """The IRI of a passage of an article's text: a fragment as RFC 5147 (section 2.1.1) defines it for plain text.

    >>> evidence_iri("https://data.example/article/1", Span(12, 40))
    'https://data.example/article/1#char=12,40'
    """
    return f"{article}#char={span.start},{span.end}"


def _is_identified(event: Event) -> bool:
    """Whether type, treaty and actor say which act this is, whatever the article."""
    return bool(event.treaties) and (event.type in _ONCE or (event.type in _ONCE_BY_ACTOR and bool(event.actors)))


def _acting(event: Event) -> set[str]:
    """The actors that identify an act: bodies inside a state if it is domestic, else subjects of international law.

    What befalls the treaty as a whole may name one subject ("took effect for Norway"); naming all of them adds nothing.
    """
    subjects = {actor for actor in event.actors if actor.startswith(_INTERNATIONAL)}
    if event.type in _ONCE:
        return subjects if len(subjects) == 1 else set()
    bodies = {actor for actor in event.actors if not actor.startswith(("person/", *_INTERNATIONAL))}
    return (bodies if event.type in _DOMESTIC else subjects) or subjects or set(event.actors)


def _spans(evidence: Iterable[Evidence]) -> list[list[int]]:
    return sorted([each.span.start, each.span.end] for each in evidence)


def _words(type_name: str) -> str:
    """`EntryIntoForce` as `Entry Into Force`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_name)
