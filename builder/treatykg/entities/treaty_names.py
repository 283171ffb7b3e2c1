"""Which agreement a name means: by key, acronym, words, a new name for one, the place of signature, the parties."""

from __future__ import annotations

import re
from collections.abc import Iterable

from treatykg.entities.agreements import Agreements
from treatykg.entities.clusters import Cluster
from treatykg.entities.shapes import Shape, overlap
from treatykg.lexicon import load_words
from treatykg.mentions.acronyms import explained
from treatykg.model import Mention

_NUMBERED = re.compile(r"\b\d{1,3}$")


def find_named(agreements: Agreements, mention: Mention) -> Cluster | None:
    """The agreement of that key, acronym or name; a name may be shorter than the one before."""
    if mention.key is not None and (known := agreements.register.known(mention.key)) is not None:
        return known
    shape, text = agreements.shapes[mention], agreements.register.text(mention)
    if shape.another:
        return None
    for cluster in agreements.clusters:
        if text in cluster.names or _explained(agreements, cluster, text) or _bracketed(agreements, cluster, mention):
            return cluster
        if (
            not (mention.key and cluster.key)
            and not agreements.clash(shape, cluster)
            and _one_name(shape, agreements.of(cluster))
            and not _related(agreements, mention, cluster)
        ):
            return cluster
    return (
        _known_as(agreements, mention)
        or _by_place(agreements, mention)
        or _by_parties(agreements, mention)
        or _by_number(agreements, mention)
    )


def _one_name(shape: Shape, shapes: Iterable[Shape]) -> bool:
    """Whether the name is a part of another, or the other of it."""
    names = [other.words for other in shapes if other.form == "name" and other.words]
    versions = load_words("treaty_nouns", "phrases.versions")
    return any(
        shape.words and (shape.words <= words or words <= shape.words) and not (shape.words ^ words) & versions
        for words in names
    )


def _related(agreements: Agreements, mention: Mention, cluster: Cluster) -> bool:
    """Whether a verb sets the mention against the agreement: "the pact replaces the Partnership Agreement"."""
    verb = agreements.register.doc[mention.head].head
    if verb.lemma_ not in load_words("treaty_nouns", "phrases.relations"):
        return False
    return any(cluster in agreements.register.referents.get(child.i, ()) for child in verb.lefts)


def _explained(agreements: Agreements, cluster: Cluster, acronym: str) -> bool:
    doc = agreements.register.doc
    tokens = (explained(doc, mention) for mention in cluster.mentions)
    return any(token is not None and doc[token].text == acronym for token in tokens)


def _bracketed(agreements: Agreements, cluster: Cluster, mention: Mention) -> bool:
    """Whether the mention alone fills the brackets right behind one of the cluster: "a trade pact with Chile (TPA-2)"."""
    doc, at = agreements.register.doc, mention.first_token - 1
    closed = mention.end_token < len(doc) and doc[mention.end_token].text in {")", ",", ";"}
    opened = at > 0 and doc[at].text == "("
    return closed and opened and any(other.end_token == at for other in cluster.mentions)


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
    return max(fitting, key=last_token, default=None)


def _by_place(agreements: Agreements, mention: Mention) -> Cluster | None:
    """As in "the Riga Treaty" is what was signed in Riga: a short name from a place of the story."""
    register, shape = agreements.register, agreements.shapes[mention]
    if shape.passing or shape.year or len(shape.words) != 1:
        return None
    places = {name.lower() for cluster in register.clusters if cluster.type == "Place" for name in cluster.names}
    if not shape.words <= places | register.cities:
        return None
    fitting = [
        c
        for c in agreements.clusters
        if not c.key and not agreements.clash(shape, c) and any(s.noun == shape.noun for s in agreements.of(c))
    ]
    told = (c for c in fitting if any(_beside(agreements, each, shape.words) for each in c.mentions))
    return next(told, next(iter(fitting), None) if shape.words <= places else None)


def _by_number(agreements: Agreements, mention: Mention) -> Cluster | None:
    """What bears only a number so far has a title too, if it is the only one of that noun: "Convention No. 138"."""
    shape = agreements.shapes[mention]
    alike = [c for c in agreements.clusters if any(each.noun == shape.noun for each in agreements.of(c))]
    if len(alike) != 1 or alike[0].key or shape.passing or shape.another or agreements.clash(shape, alike[0]):
        return None
    texts = [agreements.register.text(each) for each in alike[0].mentions if each in agreements.shapes]
    numbered = any(_NUMBERED.search(text) for text in texts) and not _NUMBERED.search(agreements.register.text(mention))
    whose = {word.lower() for text in texts for word in text.split() if word.isupper()}  # "ILO" of "ILO Convention 138"
    return alike[0] if numbered and not any(each.words - whose for each in agreements.of(alike[0])) else None


def _beside(agreements: Agreements, mention: Mention, words: frozenset[str]) -> bool:
    """Whether a word stands behind the mention, before the next agreement of the sentence: "with Ghana in *Accra* and"."""
    doc = agreements.register.doc
    others = [other.first_token for other in agreements.shapes if other.first_token >= mention.end_token]
    end = min(doc[mention.head].sent.end, *others) if others else doc[mention.head].sent.end
    return any(token.lower_ in words for token in doc[mention.end_token : end])


def _by_parties(agreements: Agreements, mention: Mention) -> Cluster | None:
    """What the lead describes is the known treaty of the same two parties, of the year if one is told."""
    lead, shape = next(iter(agreements.clusters), None), agreements.shapes[mention]
    if lead is None or lead.key or not mention.key or shape.passing or agreements.clash(shape, lead):
        return None
    named = any(each.form == "name" and each.words for each in agreements.of(lead))
    shared = {*lead.parties} & {*shape.parties}
    near = agreements.register.sentence(mention.head) - agreements.register.sentence(lead.first) < 4
    alike = near or overlap(shape, agreements.of(lead)) > 1
    vague = not named and not is_told(agreements, lead)
    return lead if (len(shared) > 1 and alike) or (near and vague and shape.parties) else None


def is_told(agreements: Agreements, cluster: Cluster) -> bool:
    """Whether the text takes a described agreement as known: "the tomato suspension agreement" needs no other name."""
    opening = agreements.shapes[min(cluster.mentions, key=lambda each: each.first_token)]
    return opening.definite and bool(opening.words)


def last_token(cluster: Cluster) -> int:
    """The first token of the cluster's last mention."""
    return max(mention.first_token for mention in cluster.mentions)
