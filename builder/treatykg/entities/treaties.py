"""Which agreement is meant: names, descriptions and "the accord", brought together by noun, year, parties and nearness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.shapes import Shape, conflict, overlap, read_shape
from treatykg.lexicon import load_words
from treatykg.mentions.acronyms import explained
from treatykg.model import Mention

_LINK_AT = 1.0  # what a definite reference must score
_NAMES = frozenset({"name", "acronym"})


class Agreements:
    """The clusters of agreements while they are built, in the order in which the text brings them in."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.shapes: dict[Mention, Shape] = {
            m: read_shape(register, m) for m in register.mentions if m.type == "Treaty"
        }
        self.clusters: list[Cluster] = []
        published = register.reading.document.article.published
        self.now = published.year if published else None

    def of(self, cluster: Cluster) -> list[Shape]:
        """The shapes of a cluster's mentions."""
        return [self.shapes[mention] for mention in cluster.mentions if mention in self.shapes]

    def clash(self, shape: Shape, cluster: Cluster) -> bool:
        """Whether the mention cannot mean the agreement."""
        return conflict(shape, cluster, self.of(cluster), now=self.now)

    def put(self, cluster: Cluster | None, mention: Mention) -> Cluster:
        """Add the mention to the cluster, or to a new one."""
        shape = self.shapes[mention]
        if cluster is None:
            cluster = self.register.keyed(mention.key) if mention.key else self.register.new("Treaty")
        elif mention.key is not None:
            self.register.tie(cluster, mention.key)
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
    story = [mention for mention in agreements.shapes if mention not in title]
    if title and not _told_in(agreements, story, agreements.shapes[title[0]]):
        agreements.put(_from_title(agreements, title[0]), title[0])
        title = title[1:]
    for mention in story:
        _link(agreements, mention)
    _join_described_with_named(agreements)
    for mention in title:
        agreements.put(_from_title(agreements, mention), mention)


def _told_in(agreements: Agreements, story: list[Mention], title: Shape) -> bool:
    """Whether the story itself brings in the agreement of the title, and does not just call it "the deal"."""
    register = agreements.register
    if title.form in _NAMES and title.words:
        return True
    for mention in story:
        shape = agreements.shapes[mention]
        early = register.sentence(mention.head) - register.sentence(register.reading.document.title_tokens) < 3
        if not shape.anaphor and (
            overlap(title, [shape]) or {*title.parties} & {*shape.parties} or (early and not shape.passing)
        ):
            return True
    return False


def _link(agreements: Agreements, mention: Mention) -> None:
    shape = agreements.shapes[mention]
    if (renamed := _apposition(agreements, mention)) is not None:
        agreements.put(renamed, mention)
    elif shape.form == "acronym" or (shape.form == "name" and (shape.words or mention.key)):
        agreements.put(_named(agreements, mention), mention)
    elif shape.definite or shape.form in _NAMES:
        _link_definite(agreements, mention)
    elif not shape.predicate or shape.words:
        agreements.put(_described_again(agreements, mention), mention)


def _apposition(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement that a common noun only says what it is: "the Treaty of Oslo, *an accord* registered in 1999"."""
    head = agreements.register.doc[mention.head]
    shape = agreements.shapes[mention]
    if head.dep_ != "appos" or shape.form != "description" or shape.words:
        return None
    known = agreements.register.referents.get(head.head.i, ())
    return next((c for c in known if c.type == "Treaty" and not agreements.clash(shape, c)), None)


def _named(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement of that key, acronym or name; a name may be shorter than the one before."""
    if mention.key is not None and (known := agreements.register.known(mention.key)) is not None:
        return known
    shape, text = agreements.shapes[mention], agreements.register.text(mention)
    for cluster in agreements.clusters:
        if text in cluster.names or _explained(agreements, cluster, text):
            return cluster
        if (
            not (mention.key and cluster.key)
            and not agreements.clash(shape, cluster)
            and _one_name(shape, agreements.of(cluster))
        ):
            return cluster
    return _known_as(agreements, mention) or _by_place(agreements, mention) or _by_parties(agreements, mention)


def _one_name(shape: Shape, shapes: Iterable[Shape]) -> bool:
    """Whether the name is a part of another, or the other of it."""
    names = [other.words for other in shapes if other.form == "name" and other.words]
    return any(shape.words and (shape.words <= words or words <= shape.words) for words in names)


def _explained(agreements: Agreements, cluster: Cluster, acronym: str) -> bool:
    doc = agreements.register.doc
    tokens = (explained(doc, mention) for mention in cluster.mentions)
    return any(token is not None and doc[token].text == acronym for token in tokens)


def _known_as(agreements: Agreements, mention: Mention) -> Cluster | None:
    """As in "will be known as the Riga Treaty": another name of the agreement the text is at."""
    doc, at = agreements.register.doc, mention.first_token - 1
    while at > 0 and doc[at].tag_ == "DT":
        at -= 1
    before = [token.lemma_ for token in doc[max(at - 4, 0) : at + 1]]
    called = {"know", "call", "dub", "name", "nickname", "style"} & {*before}
    fitting = [
        cluster
        for cluster in agreements.clusters
        if called and not agreements.clash(agreements.shapes[mention], cluster)
    ]
    return max(fitting, key=_last, default=None)


def _by_place(agreements: Agreements, mention: Mention) -> Cluster | None:
    """As in "the Riga Treaty" is what was signed in Riga: a short name from a place of the story."""
    register, shape = agreements.register, agreements.shapes[mention]
    if shape.passing or shape.year or len(shape.words) != 1:
        return None
    places = {name.lower() for cluster in register.clusters if cluster.type == "Place" for name in cluster.names}
    if not shape.words <= places:
        return None
    fitting = (
        c
        for c in agreements.clusters
        if not c.key and not agreements.clash(shape, c) and any(s.noun == shape.noun for s in agreements.of(c))
    )
    return next(fitting, None)


def _by_parties(agreements: Agreements, mention: Mention) -> Cluster | None:
    """What the lead describes is the known treaty of the same two parties, of the year if one is told."""
    lead, shape = next(iter(agreements.clusters), None), agreements.shapes[mention]
    if lead is None or lead.key or not mention.key or shape.passing or agreements.clash(shape, lead):
        return None
    named = any(each.form == "name" and each.words for each in agreements.of(lead))
    shared = {*lead.parties} & {*shape.parties}
    near = agreements.register.sentence(mention.head) - agreements.register.sentence(lead.first) < 4
    return lead if len(shared) > 1 or (near and not named and shape.parties) else None


def _last(cluster: Cluster) -> int:
    return max(mention.first_token for mention in cluster.mentions)


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
    elif (
        shape.noun in load_words("treaty_nouns", "heads")
        and not shape.predicate
        and (shape.words or shape.noun not in load_words("treaty_nouns", "shadows") or shape.kind)
    ):
        agreements.put(None, mention)


def _score(agreements: Agreements, mention: Mention, cluster: Cluster) -> float:
    """How well a definite reference fits an agreement: its noun, its words, nearness, and how much the text is about it."""
    register, shape, shapes = agreements.register, agreements.shapes[mention], agreements.of(cluster)
    if agreements.clash(shape, cluster) or not _stands_for(shape, cluster, shapes):
        return 0.0
    first = cluster is agreements.clusters[0]
    if shape.words and not overlap(shape, shapes) and not shape.anaphor and not (first and _field(shape)):
        return 0.0
    distance = register.sentence(mention.head) - register.sentence(_last(cluster))
    passing = all(each.passing for each in shapes) and len(shapes) == 1
    same_noun = any(shape.noun == other.noun for other in shapes)
    narrow = (
        shape.noun in {"treaty", "convention"}
        and not same_noun
        and any(each.kind not in {None, "convention"} for each in shapes)
    )
    return (
        3.0 - min(0.6 * distance, 2.4) + 1.5 * same_noun + first + min(0.25 * len(shapes), 1.0)
        - 2.0 * passing - 1.5 * narrow + overlap(shape, shapes)
    )  # fmt: skip


def _field(shape: Shape) -> bool:
    """Whether the words are just what field the agreement is of: "the trade accord"."""
    return (
        shape.words <= load_words("treaty_nouns", "phrases.fields")
        and not shape.contrast
        and not shape.year
        and not shape.parties
    )


def _stands_for(shape: Shape, cluster: Cluster, shapes: Iterable[Shape]) -> bool:
    """Whether the noun can mean this agreement: any for "the text", its own for "the union"."""
    if shape.noun in load_words("treaty_nouns", "universal") or any(shape.noun == other.noun for other in shapes):
        return True
    names = " ".join((*cluster.names, cluster.label or "")).lower()
    return shape.noun in names.split()


def _described_again(agreements: Agreements, mention: Mention) -> Cluster | None:
    """An indefinite description brings in a new agreement, unless its words are those of one already there."""
    shape = agreements.shapes[mention]
    for cluster in agreements.clusters:
        known = shape.words and any(shape.words <= other.words for other in agreements.of(cluster))
        again = (
            not shape.words and bool(shape.kind) and any(shape.noun == other.noun for other in agreements.of(cluster))
        )
        if (known or again) and not shape.contrast and not agreements.clash(shape, cluster):
            return cluster
    return None


def _join_described_with_named(agreements: Agreements) -> None:
    """The lead describes what a later sentence names: "a fisheries accord ... The Arctic Fisheries Accord"."""
    lead = next(iter(agreements.clusters), None)
    if lead is None or lead.key or any(shape.form in _NAMES and shape.words for shape in agreements.of(lead)):
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
    if shape.form != "name" or shape.passing or not shape.subject or agreements.clash(shape, lead):
        return False
    near = (
        agreements.register.sentence(opening.head) - agreements.register.sentence(lead.first) < 4
        and shape.definite
        and not shape.year
    )
    return near or bool(overlap(shape, described)) or any(shape.noun == other.noun for other in described)


def _from_title(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement of the story that the title means: the best that fits, mostly the first."""
    shape = agreements.shapes[mention]
    if mention.key is not None or shape.form == "acronym":
        return _named(agreements, mention)
    scored = list(_title_scores(agreements, shape))
    return max(scored, key=lambda each: each[:2])[2] if scored else None


def _title_scores(agreements: Agreements, shape: Shape) -> Iterator[tuple[float, int, Cluster]]:
    for cluster in agreements.clusters:
        shapes = agreements.of(cluster)
        first = cluster is agreements.clusters[0]
        if not agreements.clash(shape, cluster) and (shape.form != "name" or first or overlap(shape, shapes)):
            parties = len({*shape.parties} & {*cluster.parties})
            same_noun = any(shape.noun == each.noun for each in shapes)
            yield 2 * overlap(shape, shapes) + parties + first + same_noun + 0.3 * len(shapes), -cluster.first, cluster
