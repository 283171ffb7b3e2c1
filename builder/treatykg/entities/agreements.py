"""The clusters of agreements while they are built, and what a mention of one must not contradict."""

from __future__ import annotations

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.differences import conflict
from treatykg.entities.shapes import Shape, read_shape
from treatykg.model import Mention


class Agreements:
    """The clusters of agreements while they are built, in the order in which the text brings them in."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.shapes: dict[Mention, Shape] = {
            m: read_shape(register, m) for m in register.mentions if m.type == "Treaty"
        }
        self.clusters: list[Cluster] = []
        self.titled: Cluster | None = None  # the one that the title alone brings in
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
        cluster.year = cluster.year or shape.year or shape.concluded
        cluster.parties.extend(party for party in shape.parties if party not in cluster.parties)
        return cluster

    def beside(self, mention: Mention, cluster: Cluster) -> bool:
        """Whether the clause sets the mention beside the agreement: "*the pact* replaces the treaty", "*the pact* and the treaty"."""
        doc = self.register.doc
        head = doc[mention.head]
        if head.dep_ in {"attr", "appos", "oprd"}:
            return False
        others = {each.i for each in head.conjuncts}
        governor = head.head
        while governor.dep_ in {"prep", "conj"} and governor.pos_ == "ADP":
            governor = governor.head
        if head.dep_ in {"dobj", "pobj"} and governor.pos_ in {"VERB", "AUX"}:
            others |= {each.i for each in governor.lefts if each.dep_ in {"nsubj", "nsubjpass"}}
        return any(each.head in others for each in cluster.mentions)
