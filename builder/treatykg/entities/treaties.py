"""Which agreement is meant: names, descriptions and "the accord", brought together by noun, year, parties and nearness."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from treatykg.entities.agreements import Agreements
from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.shapes import Shape, overlap
from treatykg.entities.treaty_names import find_named, last_token
from treatykg.lexicon import load_words
from treatykg.model import Mention

_LINK_AT = 1.0  # what a definite reference must score
_NAMES = frozenset({"name", "acronym"})


def link_treaties(register: Register) -> None:
    """Cluster the mentions of agreements: the story first, then the title, which speaks of what the story tells."""
    agreements = Agreements(register)
    title = [mention for mention in agreements.shapes if register.reading.in_title(mention.head)]
    story = [mention for mention in agreements.shapes if mention not in title]
    if title and not _told_in(agreements, story, agreements.shapes[title[0]]):
        agreements.titled = agreements.put(_from_title(agreements, title[0]), title[0])
        title = title[1:]
    for mention in story:
        _link(agreements, mention)
    _refer_containers(agreements)
    _join_described_with_named(agreements)
    for mention in title:
        agreements.put(_from_title(agreements, mention), mention)


def _refer_containers(agreements: Agreements) -> None:
    """Let "package" in "a package of amendments" refer to them."""
    register = agreements.register
    for mention in agreements.shapes:
        if mention.rule == "treaty:contained" and mention in register.of_mention:
            register.referents.setdefault(mention.first_token - 2, (register.of_mention[mention],))


def _told_in(agreements: Agreements, story: list[Mention], title: Shape) -> bool:
    """Whether the story itself brings in the agreement of the title, and does not just call it "the deal"."""
    register = agreements.register
    if title.form in _NAMES and title.words:
        return True
    for mention in story:
        shape = agreements.shapes[mention]
        early = register.sentence(mention.head) - register.sentence(register.reading.document.title_tokens) < 3
        other = bool(title.matters and shape.matters) and title.matters.isdisjoint(shape.matters)
        if (
            not shape.anaphor
            and not other
            and (overlap(title, [shape]) or {*title.parties} & {*shape.parties} or (early and not shape.passing))
        ):
            return True
    return False


def _link(agreements: Agreements, mention: Mention) -> None:
    shape = agreements.shapes[mention]
    if (renamed := _apposition(agreements, mention)) is not None:
        agreements.put(renamed, mention)
    elif shape.form == "acronym" or (shape.form == "name" and (shape.words or mention.key)):
        agreements.put(find_named(agreements, mention), mention)
    elif shape.definite or shape.form in _NAMES:
        _link_definite(agreements, mention)
    elif not shape.predicate or shape.words:
        agreements.put(_described_again(agreements, mention), mention)


def _apposition(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement of which a description says what it is: "the Treaty of Oslo, *an accord* registered in 1999"."""
    head = agreements.register.doc[mention.head]
    shape = agreements.shapes[mention]
    described = shape.form == "description" or mention.rule == "treaty:short-name"
    if head.dep_ != "appos" or not described or (shape.words and not _is_behind(agreements, mention)):
        return None
    known = agreements.register.referents.get(head.head.i, ())
    return next((c for c in known if c.type == "Treaty" and not agreements.clash(shape, c)), None)


def _is_behind(agreements: Agreements, mention: Mention) -> bool:
    """Whether it stands between commas right behind the name that it explains, and begins no list."""
    doc, first = agreements.register.doc, mention.first_token
    before = first - 1 if doc[first].tag_ == "DT" else first - 2
    before = before if doc[before].text == "," else before - 1
    named = any(
        other.end_token == before and agreements.shapes[other].form in _NAMES and agreements.shapes[other].words
        for other in agreements.shapes
    )
    return (
        named
        and doc[before].text == ","
        and not any(child.dep_ in {"conj", "cc"} for child in doc[mention.head].children)
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
    elif (
        (shape.noun in load_words("treaty_nouns", "heads") or not shape.anaphor)
        and not shape.predicate
        and not (shape.anaphor and any(agreements.beside(mention, cluster) for cluster in agreements.clusters))
        and (shape.words or shape.noun not in load_words("treaty_nouns", "shadows") or shape.kind)
    ):
        agreements.put(None, mention)


def _score(agreements: Agreements, mention: Mention, cluster: Cluster) -> float:
    """How well a definite reference fits an agreement: its noun, its words, nearness, and how much the text is about it."""
    register, shape, shapes = agreements.register, agreements.shapes[mention], agreements.of(cluster)
    if (
        agreements.clash(shape, cluster)
        or not _stands_for(shape, cluster, shapes)
        or agreements.beside(mention, cluster)
    ):
        return 0.0
    first = cluster is agreements.clusters[0]
    if shape.words and not overlap(shape, shapes) and not shape.anaphor and not (first and _field(shape)):
        return 0.0
    if shape.year and len(shape.parties) > 1 and not overlap(shape, shapes) and shape.year != cluster.year:
        return 0.0
    distance = register.sentence(mention.head) - register.sentence(last_token(cluster))
    latest = max(agreements.clusters, key=last_token)
    former = bool(shape.age) and shape.age != "new" and bool(cluster.year)
    old = not (shape.age or shape.year or shape.nearest or first) and all(
        each.year or each.concluded for each in shapes
    )
    titled = cluster is agreements.titled and not shape.nearest
    passing = all(each.passing for each in shapes) and len(shapes) == 1
    same_noun = any(shape.noun == other.noun for other in shapes)
    contained = any(shape.noun == other.container for other in shapes)
    narrow = (
        shape.noun in {"treaty", "convention"}
        and not same_noun
        and any(each.kind not in {None, "convention"} for each in shapes)
    )
    score = (
        3.0 - min(0.6 * distance, 0.8 if titled else 2.4) + 1.5 * same_noun + 4.0 * contained + first + min(0.25 * len(shapes), 1.0)
        + 3.0 * (shape.nearest and cluster is latest) + 2.0 * bool(shape.age and any(shape.age == each.age for each in shapes))
        + 1.5 * former + 1.5 * (bool(shape.parties) and {*shape.parties} <= {*cluster.parties})
        - 2.0 * passing - 1.5 * narrow + overlap(shape, shapes)
    )  # fmt: skip
    return max(_LINK_AT, score - 1.5) if old and score >= _LINK_AT else score


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
        if (known or again) and not shape.contrast and not shape.another and not agreements.clash(shape, cluster):
            return cluster
    return None


def _join_described_with_named(agreements: Agreements) -> None:
    """The lead describes what a later sentence names: "a fisheries accord ... The Arctic Fisheries Accord"."""
    lead = next(iter(agreements.clusters), None)
    if lead is None or lead.key or any(_is_proper(agreements, mention) for mention in lead.mentions):
        return
    for cluster in agreements.clusters[1:]:
        if _names(agreements, lead, cluster):
            agreements.register.merge(cluster, lead)
            agreements.clusters.remove(lead)
            return


def _is_proper(agreements: Agreements, mention: Mention) -> bool:
    """Whether it is what the agreement is called: "the Arctic Fisheries Accord", not "the WTO fish deal"."""
    shape = agreements.shapes.get(mention)
    return shape is not None and shape.form in _NAMES and bool(shape.words) and mention.rule != "treaty:short-name"


def _names(agreements: Agreements, lead: Cluster, cluster: Cluster) -> bool:
    """Whether `cluster` can be the name of what the lead describes."""
    opening = min(cluster.mentions, key=lambda each: each.first_token)
    shape, described = agreements.shapes[opening], agreements.of(lead)
    if shape.form != "name" or shape.passing or not shape.subject or agreements.clash(shape, lead):
        return False
    near = (
        agreements.register.sentence(opening.head) - agreements.register.sentence(lead.first) < 4
        and (shape.definite or (lead is agreements.titled and shape.introduces))
        and not shape.year
    )
    return near or any(shape.words & other.words or shape.noun == other.noun for other in described)


def _from_title(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement of the story that the title means: the best that fits, mostly the first."""
    shape = agreements.shapes[mention]
    if mention.key is not None or shape.form == "acronym":
        return find_named(agreements, mention) or _lead_of_title(agreements, shape)
    scored = list(_title_scores(agreements, shape))
    return max(scored, key=lambda each: each[:2])[2] if scored else None


def _lead_of_title(agreements: Agreements, shape: Shape) -> Cluster | None:
    """What the story describes first, if the title may be its name and nothing else of the story bears that."""
    lead = next(iter(agreements.clusters), None)
    if lead is None or lead.key or agreements.clash(shape, lead):
        return None
    alike = any(shape.noun == each.noun for each in agreements.of(lead)) or bool({*shape.parties} & {*lead.parties})
    return lead if alike and not any(_is_proper(agreements, each) for each in lead.mentions) else None


def _title_scores(agreements: Agreements, shape: Shape) -> Iterator[tuple[float, int, Cluster]]:
    for cluster in agreements.clusters:
        shapes = agreements.of(cluster)
        first = cluster is agreements.clusters[0]
        if not agreements.clash(shape, cluster) and (shape.form != "name" or first or overlap(shape, shapes)):
            parties = len({*shape.parties} & {*cluster.parties})
            same_noun = any(shape.noun == each.noun for each in shapes)
            yield 2 * overlap(shape, shapes) + parties + first + same_noun + 0.3 * len(shapes), -cluster.first, cluster
