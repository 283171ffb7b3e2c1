"""Clusters of mentions on their way to entities, and the register that keeps them in the order of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from treatykg.mentions import Reading
from treatykg.mentions.names import type_of
from treatykg.model import EntityType, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from treatykg.gazetteer import Naming


def _is_city(naming: Naming) -> bool:
    return naming.use == "capital" or naming.key.startswith("place/")


@dataclass(eq=False)
class Cluster:
    """Mentions of one thing. `owners` and `parties` are other clusters; `year` is that of a treaty, if known."""

    type: EntityType
    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    key: str | None = None
    owners: list[Cluster] = field(default_factory=list)
    parties: list[Cluster] = field(default_factory=list)
    year: int | None = None
    label: str | None = None

    @property
    def first(self) -> int:
        """The first token of the first mention in the text."""
        return min(mention.first_token for mention in self.mentions)


class Register:
    """The clusters of one document, what each token refers to, and what was named where."""

    def __init__(self, reading: Reading, mentions: Iterable[Mention]) -> None:
        self.reading = reading
        self.mentions = tuple(mentions)
        self.clusters: list[Cluster] = []
        self.referents: dict[int, tuple[Cluster, ...]] = {}
        self._by_key: dict[str, Cluster] = {}
        self.of_mention: dict[Mention, Cluster] = {}

    @property
    def doc(self) -> Doc:
        """The parsed document."""
        return self.reading.doc

    def text(self, mention: Mention) -> str:
        """The mention's words in one line."""
        return " ".join(mention.span.of(self.reading.document.article.text).split())

    def keyed(self, key: str) -> Cluster:
        """The cluster of a thing the gazetteer knows; a new one unless there is one."""
        if key not in self._by_key:
            record = self.reading.gazetteer.record(key)
            cluster = Cluster(type_of(record), key=key, label=record.label, year=record.year)
            self._by_key[key] = cluster
            self.clusters.append(cluster)
        return self._by_key[key]

    def known(self, key: str) -> Cluster | None:
        """The cluster of that key, if the text has one."""
        return self._by_key.get(key)

    def tie(self, cluster: Cluster, key: str) -> None:
        """Give a cluster the gazetteer's key, unless another has it."""
        if cluster.key is None and key not in self._by_key:
            cluster.key = key
            record = self.reading.gazetteer.record(key)
            cluster.year = cluster.year or record.year
            if all(" " not in name for name in cluster.names):
                cluster.label = record.label
            self._by_key[key] = cluster

    def new(self, type_: EntityType) -> Cluster:
        """A new cluster."""
        self.clusters.append(Cluster(type_))
        return self.clusters[-1]

    def add(self, cluster: Cluster, mention: Mention, *, name: str | None = None) -> None:
        """Count the mention among those of the cluster, under the words of the text or under `name`."""
        words = self.text(mention) if name is None else name
        cluster.mentions.append(mention)
        self.of_mention[mention] = cluster
        self.referents.setdefault(mention.head, (cluster,))
        if words and words not in cluster.names:
            cluster.names.append(words)

    def sentence(self, token: int) -> int:
        """The index of the token's sentence."""
        return self.reading.document.sentence_of_token[token]

    def before(self, token: int, *types: EntityType) -> Iterator[Mention]:
        """Linked mentions of these types that end before the token, the nearest first."""
        for index in range(bisect_left(self._starts, token) - 1, -1, -1):
            mention = self.mentions[index]
            if mention.type in types and mention.end_token <= token and mention in self.of_mention:
                yield mention

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.first_token for mention in self.mentions]

    @cached_property
    def state_mentions(self) -> tuple[Mention, ...]:
        """The mentions of states, in the order of the text."""
        return tuple(mention for mention in self.mentions if mention.type == "State")

    @cached_property
    def state_tokens(self) -> frozenset[int]:
        """The tokens that name states."""
        return frozenset(token for m in self.state_mentions for token in range(m.first_token, m.end_token))

    @cached_property
    def cities(self) -> frozenset[str]:
        """The words of one word each that can name a city, in lower case, as the gazetteer knows them."""
        hits = self.reading.hits
        return frozenset(
            self.doc[first].lower_
            for hit, first, end in hits
            if end == first + 1 and any(_is_city(n) for n in hit.namings)
        )

    def inside(self, first: int, end: int) -> list[Mention]:
        """The mentions whose head token lies in `[first, end)`, in the order of the text."""
        return [mention for token in range(first, end) for mention in self._by_head.get(token, ())]

    @cached_property
    def _by_head(self) -> dict[int, list[Mention]]:
        heads: dict[int, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            heads[mention.head].append(mention)
        return heads

    def merge(self, kept: Cluster, other: Cluster) -> None:
        """Make one cluster of two."""
        for mention in other.mentions:
            kept.mentions.append(mention)
            self.of_mention[mention] = kept
        kept.names.extend(name for name in other.names if name not in kept.names)
        kept.parties.extend(party for party in other.parties if party not in kept.parties)
        kept.year = kept.year or other.year
        self.clusters.remove(other)
        self.referents = {
            token: tuple(kept if each is other else each for each in found) for token, found in self.referents.items()
        }
