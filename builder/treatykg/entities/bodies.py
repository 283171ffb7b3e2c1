"""Which body is meant: parliaments, chambers, ministries and organizations with the state or body they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatykg.entities.clusters import Cluster, Register
from treatykg.entities.states import nearest_state, possessed_by, seated
from treatykg.gazetteer import fold
from treatykg.lexicon import load_words
from treatykg.mentions.acronyms import initials
from treatykg.model import Mention

if TYPE_CHECKING:
    from treatykg.gazetteer import Known

_OF_STATES = frozenset({"Legislature", "GovernmentBody"})
_OWNERS = frozenset({"State", "InternationalOrganization", "Legislature", "GovernmentBody", "Organization"})


def link_bodies(register: Register) -> None:
    """Cluster the mentions of legislatures, parts of governments and organizations."""
    chambers = [m for m in register.mentions if m.type == "Legislature" and m not in register.of_mention]
    for mention in sorted(chambers, key=lambda each: (each.form == "description", each.first_token)):
        _link_legislature(register, mention)
    for mention in register.mentions:
        if mention in register.of_mention:
            continue
        if mention.type in {"GovernmentBody", "Organization", "InternationalOrganization"}:
            _link_body(register, mention)


def owner_in_phrase(register: Register, mention: Mention) -> Cluster | None:
    """The state or body that the phrase names as its owner: inside it, before it ("Latvia's"), after it ("in Riga")."""
    doc = register.doc
    start = mention.first_token
    if start and doc[start - 1].tag_ == "POS":
        start -= 2
    end = mention.end_token
    if end + 1 < len(doc) and doc[end].lower_ in {"in", "of"}:
        end += 3
    for other in register.inside(start, end):
        if other.head != mention.head and other.type in _OWNERS and other in register.of_mention:
            return register.of_mention[other]
    return seated(register, mention.end_token) if mention.type in _OF_STATES else None


def core(register: Register, mention: Mention) -> str:
    """The phrase without its owner, folded and in lower case: "national assembly"."""
    doc, owned = register.doc, register.state_tokens
    words = [
        token.lower_
        for token in doc[mention.first_token : mention.end_token]
        if token.i not in owned and token.tag_ not in {"DT", "POS", "HYPH"}
    ]
    while words and words[-1] in {"of", "in", "for", "the"}:
        words.pop()
    return fold(" ".join(words))


def _link_legislature(register: Register, mention: Mention) -> None:
    words = core(register, mention)
    if mention.form == "description" and (named := _apposed(register, mention)) is not None:
        register.add(named, mention)
        return
    owner = owner_in_phrase(register, mention) or possessed_by(register, mention)
    owner = _state_of(owner) if owner else None
    if owner is not None and (only := _only_chamber(register, owner, words)) is not None:
        register.add(only, mention)
        return
    if owner is None and (earlier := _taken_up(register, mention, words)):
        register.add(earlier, mention)
        return
    owner = owner or _inferred_owner(register, mention, words)
    known = _chamber(register, owner, words) if owner is not None and owner.key else None
    cluster = register.keyed(known.key) if known else _same_name(register, mention, words, owner)
    register.add(cluster, mention)
    if owner is not None and owner not in cluster.owners:
        cluster.owners.append(owner)


def _apposed(register: Register, mention: Mention) -> Cluster | None:
    """The chamber named right before or after a comma: "the Saeima, Latvia's parliament", "the upper house, the Senate"."""
    doc, start, end = register.doc, mention.first_token, mention.end_token
    while start and doc[start - 1].tag_ in {"DT", "PRP$"}:
        start -= 1
    behind = end + 1 + (end + 1 < len(doc) and doc[end + 1].tag_ == "DT")
    for other, cluster in register.of_mention.items():
        if other.type == "Legislature" and other.form != "description":
            before = other.end_token == start - 1 and doc[start - 1].text == ","
            if before or (other.first_token == behind and doc[end].text == ","):
                return cluster
    return None


def _only_chamber(register: Register, owner: Cluster, words: str) -> Cluster | None:
    """The one chamber of the state in the text, for "lawmakers" and other words that mean no chamber in particular."""
    if words not in load_words("bodies", "legislature.members") - load_words("bodies", "legislature.upper_members"):
        return None
    chambers = [c for c in register.clusters if c.type == "Legislature" and owner in c.owners and c.mentions]
    return chambers[0] if len(chambers) == 1 else None


def _state_of(owner: Cluster) -> Cluster | None:
    return owner if owner.type in {"State", "InternationalOrganization"} else next(iter(owner.owners), None)


def _taken_up(register: Register, mention: Mention, words: str) -> Cluster | None:
    """The legislature mentioned before that the phrase means again: same name, or any for "lawmakers" and "the chamber"."""
    found = list(register.before(mention.first_token, "Legislature"))
    for other in found:
        if core(register, other) == words:
            return register.of_mention[other]
    last = words.split()[-1] if words else ""
    generic = words in load_words("bodies", "legislature.members") or words in {
        "assembly",
        "chamber",
        "full chamber",
        "house",
        "legislature",
        "parliament",
    }
    if not generic:
        return None
    if words in {"assembly", "house", "senate"}:
        found = [other for other in found if last in core(register, other).split()] or (
            [] if words == "house" else found
        )
    return register.of_mention[found[0]] if found else None


def _inferred_owner(register: Register, mention: Mention, words: str) -> Cluster | None:
    """The state whose legislature has that name and that the text talks about just there."""
    common = load_words("bodies", "legislature.members", "legislature.whole")
    distinct = words not in common and not {"upper", "lower"} & {*words.split()}

    def fits(state: Cluster) -> bool:
        return bool(state.key) and (not distinct or _named(register, state, words) is not None)

    return nearest_state(register, mention.first_token, fits)


def _named(register: Register, state: Cluster, words: str) -> Known | None:
    """The legislature of the state that bears this name."""
    for known in register.reading.gazetteer.legislatures_of(state.key or ""):
        if words in {_plain(name) for name in known.names}:
            return known
    return None


def _plain(name: str) -> str:
    return fold(name).lower().removeprefix("the ")


def _chamber(register: Register, state: Cluster, words: str) -> Known | None:
    """The parliament or chamber of the state that the words mean."""
    houses = register.reading.gazetteer.legislatures_of(state.key or "")
    if named := _named(register, state, words):
        return named
    return next((known for kind in _kinds(words.split()) for known in houses if known.kind == kind), None)


def _kinds(words: list[str]) -> tuple[str, ...]:
    """The kinds of chamber that the words can mean, the likeliest first; none for a name that no chamber bears."""
    if any(word in load_words("bodies", "legislature.upper") for word in words):
        return ("upper",)
    if any(word in load_words("bodies", "legislature.lower") for word in words):
        return ("lower", "unicameral")
    if words and words[-1] in load_words("bodies", "legislature.shy"):
        return ("unicameral", "lower") if len(words) == 1 else ()
    return ("parliament", "unicameral")


def _same_name(register: Register, mention: Mention, words: str, owner: Cluster | None) -> Cluster:
    """The cluster of the same type, name and owner, or a new one."""
    wanted = _folded(words, mention)
    for cluster in register.clusters:
        same = cluster.type == mention.type and any(
            _folded(core(register, other), mention) == wanted for other in cluster.mentions
        )
        if same and (owner is None or not cluster.owners or owner in cluster.owners):
            return cluster
    return register.new(mention.type)


def _folded(words: str, mention: Mention) -> str:
    """Parties are one in the singular and the plural: "the Liberals" and "the Liberal leader"."""
    return words.removesuffix("s") if mention.type == "Organization" else words


def _link_body(register: Register, mention: Mention) -> None:
    """A ministry, court, party: by name and owner; an explained acronym is the same thing."""
    words = core(register, mention)
    owner = owner_in_phrase(register, mention)
    if owner is None and mention.type == "GovernmentBody":
        owner = possessed_by(register, mention) or _earlier_owner(register, mention, words)
    cluster = (
        _same_name(register, mention, words, owner) if mention.form != "acronym" else _by_acronym(register, mention)
    )
    register.add(cluster, mention)
    if owner is not None and owner is not cluster and owner not in cluster.owners:
        cluster.owners.append(owner)


def _earlier_owner(register: Register, mention: Mention, words: str) -> Cluster | None:
    for other in register.before(mention.first_token, "GovernmentBody"):
        if core(register, other) == words:
            return next(iter(register.of_mention[other].owners), None)
    return nearest_state(register, mention.first_token, lambda state: True)


def _by_acronym(register: Register, mention: Mention) -> Cluster:
    """The cluster whose name an acronym follows or repeats."""
    text = register.text(mention)
    for cluster in register.clusters:
        if cluster.type == mention.type and _means(register, cluster, text):
            return cluster
    return register.new(mention.type)


def _means(register: Register, cluster: Cluster, acronym: str) -> bool:
    return (
        acronym in cluster.names
        or _explains(register, cluster, acronym)
        or any(initials(name) == acronym for name in cluster.names)
    )


def _explains(register: Register, cluster: Cluster, acronym: str) -> bool:
    doc = register.doc
    ends: Iterator[int] = (mention.end_token for mention in cluster.mentions)
    return any(end + 1 < len(doc) and doc[end].text in {"(", ","} and doc[end + 1].text == acronym for end in ends)
