"""The circumstances of an event: when it happened, from when it has effect, and what its time says of its certainty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from treatykg.facts.announcing import find_announced
from treatykg.facts.drafts import Draft
from treatykg.facts.places import places_of_story
from treatykg.facts.reading import Reading
from treatykg.facts.story import STORY
from treatykg.facts.timing import find_effective, find_time, is_ahead
from treatykg.lexicon import load_words
from treatykg.model import TimeInterval
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from collections.abc import Sequence

_OCCASION = "dates/occasion"  # the rule of a time that is that of another event of the occasion
_JUST = 6  # sentences back to the event on whose occasion it was done


def with_circumstances(reading: Reading, predicate: Predicate, draft: Draft, narrative: TimeInterval | None) -> Draft:
    """Return the draft with its times; what lies ahead of the publication has not happened, whatever the grammar says."""
    time, places = find_time(reading, predicate, narrative, draft.type), draft.places
    if time is None:
        time, told = find_announced(reading, predicate, draft.type)
        places = places or told
    elif time.rule == STORY and not places:
        places = places_of_story(reading, predicate, draft.type)
    ahead = time is not None and draft.factuality == "Actual" and is_ahead(reading, time)
    return replace(
        draft,
        time=time,
        places=places,
        effective=find_effective(reading, predicate, draft.type),
        factuality="Planned" if ahead else draft.factuality,
    )


def on_same_occasion(predicate: Predicate, draft: Draft, before: Sequence[Draft]) -> Draft:
    """Return the draft; of what was *also* done, nobody says by whom, with the day and place of the last event of its type before."""
    if draft.time is not None or not predicate.passive or draft.actors or not _is_also(predicate):
        return draft
    alike = (d for d in reversed(before) if d.type == draft.type and d.factuality == draft.factuality)
    told = next((d for d in alike if draft.sentence - d.sentence <= _JUST), None)
    if told is None or told.time is None or told.time.earliest != told.time.latest:
        return draft
    time = replace(told.time, derivation="RelativeToEvent", rule=_OCCASION)
    return replace(draft, time=time, places=draft.places or told.places)


def _is_also(predicate: Predicate) -> bool:
    return any(c.dep_ == "advmod" and c.lower_ in load_words("timing", "besides") for c in predicate.word.children)
