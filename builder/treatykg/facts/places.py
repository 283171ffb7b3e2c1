"""Where an event happened: the place that the grammar ties to its word."""

from __future__ import annotations

from collections.abc import Mapping

from treatykg.facts.reading import Reading
from treatykg.facts.story import main_before
from treatykg.lexicon import load_words
from treatykg.model import EntityType, EventType
from treatykg.predicates import Predicate
from treatykg.predicates.happening import Bearer, bearers


def find_places(
    reading: Reading, predicate: Predicate, roles: tuple[str, ...] = (), event: EventType | None = None
) -> tuple[str, ...]:
    """Return the places where the event happened; `roles` are further roles that name it ("travel *to* Oslo").

    Without a site an event of war or aid may happen in a whole state: "troops in Chad".
    """
    named = reading.referents(predicate.fillers(*roles), ("Place", "State")) if roles else ()
    if named:
        return named
    if event in load_words("timing", "placeless"):
        return ()
    found = _at_bearers(reading, predicate, reading.sites, "Place") or _pointed_at(reading, predicate)
    if not found and event in load_words("timing", "in_states"):
        found = _at_bearers(reading, predicate, reading.lands, "State")
    return found


def places_of_story(reading: Reading, predicate: Predicate, event: EventType) -> tuple[str, ...]:
    """As in "At a summit in Oslo they made peace. They also signed a treaty": where the main clause before happened."""
    before = main_before(reading, predicate.sentence)
    return find_places(reading, before, event=event) if before is not None else ()


def _at_bearers(
    reading: Reading, predicate: Predicate, sites: Mapping[int, tuple[int, ...]], kind: EntityType
) -> tuple[str, ...]:
    for bearer in bearers(reading.doc[predicate.token]):
        if _is_elsewhere(reading, predicate, bearer):
            continue
        near = (t for t in sites.get(bearer.word.i, ()) if bearer.before is None or t < bearer.before)
        places = reading.referents(near, (kind,))
        if places:
            return places[:1]
    return ()


def _is_elsewhere(reading: Reading, predicate: Predicate, bearer: Bearer) -> bool:
    """Whether the verb is joined to the bearer and has a time of its own: "concluded in Rome in 1957 and *revised* in 1983".

    "The same day" is none of its own. Or the bearer tells what others did meanwhile: "while in Oslo they hesitated".
    """
    verb = reading.doc[predicate.token]
    if bearer.word.dep_ == "advcl" and any(c.lower_ in ("while", "whilst") for c in bearer.word.children):
        return bearer.word.head.i == verb.i
    if verb.dep_ != "conj" or verb.head.i != bearer.word.i:
        return False
    own = reading.settings.by_host.get(predicate.token, ())
    return any(told.expression.reference != "narrative" or told.expression.reading.which != 0 for told in own)


def _pointed_at(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """As in "arrived in Oslo, *where* they signed it", "flew to Oslo and signed it *there*": the place told last before."""
    sentences = reading.linked.document.sentences
    for bearer in bearers(reading.doc[predicate.token]):
        for word in bearer.word.children:
            if word.dep_ == "advmod" and word.lower_ in ("where", "there") and bearer.before is None:
                back = predicate.sentence - (1 if word.lower_ == "there" else 0)
                return reading.told_last(word.i, "Place", sentences[max(0, back)].first_token)
    return ()
