"""The circumstances of an event: when it happened, from when it has effect, and what its time says of its certainty."""

from __future__ import annotations

from dataclasses import replace

from treatykg.facts.announcing import find_announced
from treatykg.facts.drafts import Draft
from treatykg.facts.places import places_of_story
from treatykg.facts.reading import Reading
from treatykg.facts.story import STORY
from treatykg.facts.timing import find_effective, find_time, is_ahead
from treatykg.model import TimeInterval
from treatykg.predicates import Predicate


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
