"""From clusters to entities: identifiers, labels, evidence, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.descriptions import described_bounds
from treatykg.identifiers import entity_id, treaty_id
from treatykg.model import Entity, Evidence, Mention

_OWNED = frozenset(("Legislature", "GovernmentBody"))
_LESS = frozenset(("treaty:anaphor", "treaty:short-name"))  # "the accord", "the Baltic Council treaty on gulls"
_FORM_RANK = {"name": 0, "acronym": 1, "description": 2, "demonym": 3, "metonym": 4, "pronoun": 5}


def to_entities(register: Register) -> tuple[dict[str, Entity], dict[Cluster, str]]:
    """The entities by id in the order of their first mention, and the id of each cluster."""
    clusters = sorted((cluster for cluster in register.clusters if cluster.mentions), key=lambda each: each.first)
    ids = _identify(register, clusters)
    return {ids[cluster]: _entity(register, cluster, ids) for cluster in clusters}, ids


def _identify(register: Register, clusters: list[Cluster]) -> dict[Cluster, str]:
    """An id for each cluster: its key, or its name with what sets it apart from another of that name."""
    ids: dict[Cluster, str] = {}
    taken: set[str] = set()
    scope = register.reading.document.article.sha256
    for cluster in sorted(clusters, key=lambda each: (each.type == "Treaty", each.first)):
        wanted = cluster.key or _local_id(register, cluster, ids, scope)
        number, unique = 2, wanted
        while unique in taken:
            unique, number = f"{wanted}-{number}", number + 1
        taken.add(unique)
        ids[cluster] = unique
    return ids


def _local_id(register: Register, cluster: Cluster, ids: Mapping[Cluster, str], scope: str) -> str:
    label = label_of(register, cluster)
    if cluster.type == "Treaty":
        return treaty_id(
            label, parties=[ids[party] for party in cluster.parties if party in ids], year=cluster.year, scope=scope
        )
    owner = next((owner for owner in cluster.owners if owner.key), None)
    if owner is not None and cluster.type in {"Legislature", "GovernmentBody"}:
        return entity_id(cluster.type, f"{(owner.key or '').partition('/')[2]} {label}")
    return entity_id(cluster.type, label)


def label_of(register: Register, cluster: Cluster) -> str:
    """The best name: the gazetteer's, else the fullest name of the text, else its fullest description."""
    if cluster.label and cluster.type != "Treaty":
        return cluster.label
    rank: dict[str, tuple[int, int]] = {}
    for mention in cluster.mentions:
        name = register.text(mention)
        rank[name] = min(rank.get(name, (9, 0)), (_FORM_RANK[mention.form] + (mention.rule in _LESS), -len(name)))
    if cluster.label and (not rank or min(rank.values())[0]):
        return cluster.label
    return min(rank, key=lambda name: (rank[name], name))


def _entity(register: Register, cluster: Cluster, ids: Mapping[Cluster, str]) -> Entity:
    label = label_of(register, cluster)
    mentions = sorted(cluster.mentions, key=lambda each: (each.span, each.rule))
    record = register.reading.gazetteer.record(cluster.key) if cluster.key else None
    wider = (name for mention in mentions for name in _wider(register, mention))
    aliases = tuple(dict.fromkeys(name for name in (*cluster.names, *wider) if name != label))
    return Entity(
        ids[cluster], cluster.type, label, aliases, _evidence(mentions), record.wikidata if record else None, cluster.key,
        acts_for=tuple(dict.fromkeys(ids[owner] for owner in cluster.owners if owner in ids and owner is not cluster)),
        parties=tuple(sorted({ids[party] for party in cluster.parties if party in ids})),
    )  # fmt: skip


def _wider(register: Register, mention: Mention) -> Iterator[str]:
    """Yield the mention with the owner before or behind it ("our Parliament"), and without one within it.

    Of an agreement that is described, the words without the clause that tells what it does, and a bare noun with what follows.
    """
    document = register.reading.document
    bounds: Iterable[tuple[int, int]] = ()
    if mention.type == "Treaty":
        bounds = described_bounds(register.doc, mention)
    elif mention.type in _OWNED:
        bounds = _other_bounds(register, mention)
    for first, end in bounds:
        yield " ".join(document.span(first, end).of(document.article.text).split())


def _other_bounds(register: Register, mention: Mention) -> Iterator[tuple[int, int]]:
    """The tokens of the other names of a body: of "Peru's Supreme Court" also "Supreme Court"."""
    words = register.doc[mention.first_token : mention.head]
    yield from ((token.i + 1, mention.end_token) for token in words if token.tag_ == "POS")
    owners = [child for child in register.doc[mention.head].lefts if child.dep_ == "poss"]
    if owners and owners[0].left_edge.i < mention.first_token:
        yield owners[0].left_edge.i, mention.end_token
    if (end := _named_after(register, mention)) > mention.end_token + 1:
        yield mention.first_token, end


def _named_after(register: Register, mention: Mention) -> int:
    """The end of "of President Doe" behind "the Government"."""
    doc, end = register.doc, mention.end_token
    if end < len(doc) and doc[end].lower_ == "of":
        end += 1
        while end < len(doc) and doc[end].text[:1].isupper():
            end += 1
    return end


def _evidence(mentions: list[Mention]) -> tuple[Evidence, ...]:
    return tuple({mention.span: Evidence(mention.span, mention.rule) for mention in mentions}.values())
