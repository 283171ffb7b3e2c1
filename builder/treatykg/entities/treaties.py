"""Which agreement is meant: names, descriptions and "the accord", brought together by noun, year, parties and nearness."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.shapes import Shape, conflict, overlap, read_shape
from treatykg.lexicon import load_words
from treatykg.model import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINK_AT = 1.0  # what a definite reference must score


class Agreements:
    """The clusters of agreements while they are built."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.shapes: dict[Mention, Shape] = {
            m: read_shape(register, m) for m in register.mentions if m.type == "Treaty"
        }
        self.clusters: list[Cluster] = []

    def of(self, cluster: Cluster) -> list[Shape]:
        """The shapes of a cluster's mentions."""
        return [self.shapes[mention] for mention in cluster.mentions if mention in self.shapes]

    def put(self, cluster: Cluster | None, mention: Mention) -> Cluster:
        """Add the mention to the cluster, or to a new one."""
        shape = self.shapes[mention]
        if cluster is None:
            cluster = self.register.keyed(mention.key) if mention.key else self.register.new("Treaty")
        if cluster not in self.clusters:
            self.clusters.append(cluster)
        self.register.add(cluster, mention)
        cluster.year = cluster.year or shape.year
        cluster.parties.extend(party for party in shape.parties if party not in cluster.parties)
        return cluster


def link_treaties(register: Register) -> None:
    """Cluster the mentions of agreements: the story first, then the title, which speaks of what the story tells."""
    agreements = Agreements(register)
    title = [mention for mention in agreements.shapes if register.reading.in_title(mention.head)]
    for mention in agreements.shapes:
        if mention not in title:
            _link(agreements, mention)
    _join_described_with_named(agreements)
    for mention in title:
        agreements.put(_from_title(agreements, mention), mention)


def _link(agreements: Agreements, mention: Mention) -> None:
    shape = agreements.shapes[mention]
    if shape.form in {"name", "acronym"}:
        agreements.put(_named(agreements, mention), mention)
    elif shape.definite:
        _link_definite(agreements, mention)
    elif not shape.predicate or shape.words:
        agreements.put(_described_again(agreements, mention), mention)


def _named(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement of that key, acronym or name; a name may be shorter than the one before."""
    if mention.key is not None and (known := agreements.register.known(mention.key)) is not None:
        return known
    shape, text = agreements.shapes[mention], agreements.register.text(mention)
    for cluster in agreements.clusters:
        if text in cluster.names or _explained(agreements, cluster, text):
            return cluster
        if mention.key and cluster.key or conflict(shape, cluster, agreements.of(cluster)):
            continue
        if any(
            shape.words and other.words and (shape.words <= other.words or other.words <= shape.words)
            for other in agreements.of(cluster)
            if other.form == "name"
        ):
            return cluster
    return None


def _explained(agreements: Agreements, cluster: Cluster, acronym: str) -> bool:
    doc = agreements.register.doc
    return any(
        m.end_token + 1 < len(doc) and doc[m.end_token].text in {"(", ","} and doc[m.end_token + 1].text == acronym
        for m in cluster.mentions
    )


def _link_definite(agreements: Agreements, mention: Mention) -> None:
    """Take up the best agreement so far, or bring in a new one when the words tell it apart."""
    shape = agreements.shapes[mention]
    scored = [
        (score, -cluster.first, cluster)
        for cluster in agreements.clusters
        if (score := _score(agreements, mention, cluster)) >= _LINK_AT
    ]
    if scored:
        agreements.put(max(scored, key=lambda each: each[:2])[2], mention)
    elif shape.noun in load_words("treaty_nouns", "heads") and not shape.predicate:
        agreements.put(None, mention)


def _score(agreements: Agreements, mention: Mention, cluster: Cluster) -> float:
    """How well a definite reference fits an agreement: its noun, its words, nearness, and how much the text is about it."""
    register, shape, shapes = agreements.register, agreements.shapes[mention], agreements.of(cluster)
    if conflict(shape, cluster, shapes) or not _stands_for(shape, cluster, shapes):
        return 0.0
    if shape.words and not overlap(shape, shapes) and not shape.anaphor:
        return 0.0
    last = max(each.first_token for each in cluster.mentions)
    distance = register.sentence(mention.head) - register.sentence(last)
    first = cluster is agreements.clusters[0]
    passing = all(each.passing for each in shapes) and len(shapes) == 1
    same_noun = any(shape.noun == other.noun for other in shapes)
    return (
        3.0
        - min(0.6 * distance, 2.4)
        + 1.5 * same_noun
        + first
        + min(0.25 * len(shapes), 1.0)
        - 2.0 * passing
        + overlap(shape, shapes)
    )


def _stands_for(shape: Shape, cluster: Cluster, shapes: Iterable[Shape]) -> bool:
    """Whether the noun can mean this agreement: any for "the text", its own for "the union"."""
    if shape.noun in load_words("treaty_nouns", "universal"):
        return True
    if any(shape.noun == other.noun for other in shapes):
        return True
    names = " ".join((*cluster.names, cluster.label or "")).lower()
    return shape.noun in names.split()


def _described_again(agreements: Agreements, mention: Mention) -> Cluster | None:
    """An indefinite description brings in a new agreement, unless its words are those of one already there."""
    shape = agreements.shapes[mention]
    for cluster in agreements.clusters:
        shapes = agreements.of(cluster)
        if (
            not conflict(shape, cluster, shapes)
            and shape.words
            and any(shape.words <= other.words for other in shapes)
            and not shape.contrast
        ):
            return cluster
    return None


def _join_described_with_named(agreements: Agreements) -> None:
    """The lead describes what a later sentence names: "a fisheries accord ... the Arctic Fisheries Accord"."""
    if not agreements.clusters:
        return
    lead = agreements.clusters[0]
    if lead.key or any(shape.form in {"name", "acronym"} for shape in agreements.of(lead)):
        return
    for cluster in agreements.clusters[1:]:
        if _names(agreements, lead, cluster):
            agreements.register.merge(cluster, lead)
            agreements.clusters.remove(lead)
            return


def _names(agreements: Agreements, lead: Cluster, cluster: Cluster) -> bool:
    """Whether `cluster` can be the name of what the lead describes."""
    opening = min(cluster.mentions, key=lambda each: each.first_token)
    shape, described = agreements.shapes[opening], agreements.of(lead)
    if shape.form != "name" or shape.passing or not shape.subject or conflict(shape, lead, described):
        return False
    return bool(overlap(shape, described)) or any(shape.noun == other.noun for other in described)


def _from_title(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement of the story that the title means: the best that fits, mostly the first."""
    shape = agreements.shapes[mention]
    if mention.key is not None or shape.form == "acronym":
        return _named(agreements, mention)
    scored = [
        (_title_score(agreements, shape, cluster), -cluster.first, cluster)
        for cluster in agreements.clusters
        if not conflict(shape, cluster, agreements.of(cluster))
        and (shape.form != "name" or overlap(shape, agreements.of(cluster)) or cluster is agreements.clusters[0])
    ]
    return max(scored, key=lambda each: each[:2])[2] if scored else None


def _title_score(agreements: Agreements, shape: Shape, cluster: Cluster) -> float:
    shapes = agreements.of(cluster)
    parties = len({*shape.parties} & {*cluster.parties})
    return (
        2 * overlap(shape, shapes)
        + parties
        + (cluster is agreements.clusters[0])
        + any(shape.noun == each.noun for each in shapes)
        + 0.3 * len(shapes)
    )
