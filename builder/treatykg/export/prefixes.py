"""The prefixes of the formats that abbreviate IRIs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from treatykg.vocab import PREFIXES, WIKIDATA

# Plural, because `treaty:` is the ontology. Articles have none: `#`, `,` and `=` of evidence would all need a backslash.
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "activities": "activity/",
        "bodies": "body/",
        "claims": "claim/",
        "events": "event/",
        "groups": "group/",
        "instruments": "instrument/",
        "legislatures": "legislature/",
        "organizations": "organization/",
        "participations": "participation/",
        "people": "person/",
        "places": "place/",
        "posts": "post/",
        "provisions": "provision/",
        "software": "software/",
        "states": "state/",
        "treaties": "treaty/",
    }
)


def prefixes_for(base: str) -> dict[str, str]:
    """Prefix to namespace: the vocabularies, and one prefix for each kind of thing below `base`."""
    kinds = {prefix: base + kind for prefix, kind in _KINDS.items()}
    return dict(sorted({**PREFIXES, **kinds, "edtf": "http://id.loc.gov/datatypes/edtf/", "wd": str(WIKIDATA)}.items()))
