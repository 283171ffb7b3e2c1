"""Keys that a name alone gave, of which all else that the article tells is against: there are two Treaties of Moscow."""

from __future__ import annotations

from dataclasses import replace

from treatykg.resolution.anchors import find_anchor
from treatykg.resolution.contradictions import other_years
from treatykg.resolution.parties import other_parties
from treatykg.resolution.profile import Profile
from treatykg.resolution.views import TreatyView, treaty_view


def without_stray_key(treaty: Profile) -> Profile:
    """The treaty without the key that it bears for the place it is called after, if it cannot be what the key stands for."""
    known = find_anchor(treaty.key) if treaty.key else None
    if known is None or not _is_after_place(treaty, known):
        return treaty
    return replace(treaty, key=None) if _is_another(treaty_view(treaty), treaty_view(known)) else treaty


def _is_another(told: TreatyView, known: TreatyView) -> bool:
    """Whether the year in its names, its parties or its matter are not those of the known treaty; days told may be wrong."""
    matters = told.fields and known.fields and not told.fields & known.fields
    return bool(matters or other_years(told, known) or other_parties(told, known))


def _is_after_place(treaty: Profile, known: Profile) -> bool:
    """Whether all its names are the place where the known one was signed, which treaties of other states and years bear too."""
    view, sites = treaty_view(treaty), {place.partition("/")[2] for place in known.places}
    return bool(view.named) and not view.acronyms and all(title.words and title.words <= sites for title in view.named)
