"""Which identifier and which label a cluster bears."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from treatykg.gazetteer import load_gazetteer
from treatykg.identifiers import fingerprint
from treatykg.resolution.blocking import in_time
from treatykg.resolution.persons import names_of_person
from treatykg.resolution.profile import Profile

_OF_ARTICLE = re.compile(r"-[0-9a-f]{12}(?:-\d+)?$")  # an id that only its article vouches for


def name_clusters(clusters: Iterable[Sequence[Profile]]) -> list[tuple[str, Sequence[Profile]]]:
    """Each cluster with an identifier of its own.

    Where two want the same one, such as two persons of one name, the earlier keeps it and the other gets it with a hash.
    """
    taken: set[str] = set()
    named: list[tuple[str, Sequence[Profile]]] = []
    for members in sorted(clusters, key=lambda each: (_key(each) is None, *min(in_time(member) for member in each))):
        chosen = _key(members) or _best(members)
        wanted = chosen if isinstance(chosen, str) else chosen.id
        if wanted in taken:
            wanted = set_apart(min(members, key=in_time) if isinstance(chosen, str) else chosen)
        taken.add(wanted)
        named.append((wanted, members))
    return named


def namesake(members: Sequence[Profile]) -> tuple[Profile, ...]:
    """The few members that `name_clusters` looks at: a cluster of these alone gets the same name."""
    key = _key(members)
    named = next((each for each in members if each.key == key), None) if key else _best(members)
    return tuple(dict.fromkeys(each for each in (min(members, key=in_time), named) if each is not None))


def set_apart(profile: Profile) -> str:
    """The identifier of a node whose own one another thing bears."""
    return f"{profile.id}-{fingerprint(profile.article, profile.id)}"


def _key(members: Iterable[Profile]) -> str | None:
    """The key of a cluster; of several acts that are one, that of the most actors."""
    keys = ((-len(member.actors), member.key) for member in members if member.key)
    return min(keys, default=(0, None))[1]


def _best(members: Sequence[Profile]) -> Profile:
    """The member whose id names the thing best: not by its article, by a full name, then the earliest."""
    return min(members, key=lambda each: (_of_article(each), -_length(each), in_time(each)))


def _of_article(profile: Profile) -> bool:
    return profile.type == "Treaty" and bool(_OF_ARTICLE.search(profile.id))


def _length(profile: Profile) -> int:
    """Whether a person is called by more than the surname."""
    return int(profile.type == "Person" and any(len(name) > 1 for name in names_of_person(profile)))


def label_of(members: Sequence[Profile]) -> str:
    """The gazetteer's label, else the most frequent name, else the longest, else the first in the alphabet."""
    if key := _key(members):
        return load_gazetteer().record(key).label
    names = Counter(each.label for each in members if each.label in {n.text for n in each.names if n.form == "name"})
    labels: Mapping[str, int] = names or Counter(each.label for each in members)
    longest = _longest_names(members, labels)
    return min(longest, key=lambda label: (-longest[label], -len(label), label))


def _longest_names(members: Sequence[Profile], labels: Mapping[str, int]) -> Mapping[str, int]:
    """Of a person the full names only, if there are any."""
    full = {label: count for label, count in labels.items() if len(label.split()) > 1}
    return full if full and members[0].type == "Person" else labels
