"""What days say for and against one agreement: of signature, of later acts, of the reports."""

from __future__ import annotations

from itertools import product

from treatykg.resolution.comparison import Tally
from treatykg.resolution.dates import gap, is_narrow, overlap, width
from treatykg.resolution.parties import are_two
from treatykg.resolution.profile import ANCHOR, Act, Profile
from treatykg.resolution.titles import SERIAL
from treatykg.resolution.views import TreatyView, treaty_view

_YEAR = 366  # days
_MONTH = 31  # days
_WEEK = 7  # days
_MANY = 3  # names that two reports share
_MOST_ACTS = 2
_DISTANCES = ((7, "signature_days_apart"), (_YEAR // 2, "signature_months_apart"), (10**6, "signature_apart"))
_NEARNESS = ((7, "same_week"), (60, "same_season"), (_YEAR, "same_twelvemonth"))


def weigh_signatures(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """The nearest two days of signature."""
    pairs = [(gap(x, y), is_narrow(x) and is_narrow(y)) for x, y in product(a.signed, b.signed)]
    if not pairs:
        return
    distance, narrow = min(pairs, key=lambda each: (each[0], not each[1]))
    if distance == 0:
        tally.add("same_signature" if narrow else "same_signature_month")
        if not narrow and len(a.parties) == 2 and a.parties == b.parties:
            tally.add("same_pair_then")
    elif are_two(a, b) and not (distance <= _MONTH and _are_planned(a, b)):
        tally.add(next(name for days, name in _DISTANCES if distance <= days))


def _are_planned(a: TreatyView, b: TreatyView) -> bool:
    """Whether one of them is only to be signed: such days slip."""
    return any(all(act.factuality == "Planned" for act in view.signed) for view in (a, b))


def weigh_acts(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """Later acts of the same day speak for one treaty; consent given before the other was signed against it."""
    pairs = list(product(a.consents, b.consents))
    same = {x.type for x, y in pairs if _is_same_act(x, y) and is_narrow(x) and is_narrow(y)}
    for kind in sorted(same)[:_MOST_ACTS]:
        tally.add("same_act", kind)
    if like := {x.type for x, y in pairs if _is_same_act(x, y) and x.actors and x.actors == y.actors} - same:
        tally.add("like_act", min(like))
    if any(x.type == y.type == "EntryIntoForce" and gap(x, y) > _YEAR for x, y in pairs):
        tally.add("force_apart")
    if _consent_before(a, b) or _consent_before(b, a):
        tally.add("consent_before")
    elif _consent_late(a, b) or _consent_late(b, a):
        tally.add("consent_late")


def _is_same_act(a: Act, b: Act) -> bool:
    """Whether two acts of one type can be one: within the same month or so."""
    return a.type == b.type and overlap(a, b) and max(width(a), width(b)) <= _MONTH


def _consent_before(a: TreatyView, b: TreatyView) -> bool:
    """Whether an act that follows signature was done for one long before the other was signed."""
    signed = None if b.open else min((act.earliest for act in b.signed if act.earliest), default=None)
    done = (act.latest for act in a.consents if act.factuality == "Actual" and act.latest)
    return signed is not None and any((signed - day).days > 31 for day in done)


def _consent_late(a: TreatyView, b: TreatyView) -> bool:
    """Whether one treaty of two states was consented to ten years and more after the other was signed."""
    signed = max((act.latest for act in b.signed if act.latest), default=None)
    done = min((act.earliest for act in a.consents if act.earliest), default=None)
    return are_two(a, b) and signed is not None and done is not None and (done - signed).days > 10 * _YEAR


def weigh_reports(tally: Tally, a: Profile, b: Profile) -> None:
    """Nearness in time: of two reports, or of a report and the signature the other one dates."""
    if ANCHOR in (a.article, b.article):
        tally.add("known_treaty")
    elif a.published and b.published:
        days = abs((a.published - b.published).days)
        if name := next((name for most, name in _NEARNESS if days <= most), None):
            tally.add(name)
        elif days > 2 * _YEAR and not (_tells_itself(a) and _tells_itself(b)) and len({*a.story} & {*b.story}) < _MANY:
            tally.add("reported_apart")
    if _reported_when_signed(a, b) or _reported_when_signed(b, a):
        tally.add("signed_when_reported")
    if _consented_when_reported(a, b) or _consented_when_reported(b, a):
        tally.add("consented_when_reported")
    if _reported_before(a, b) or _reported_before(b, a):
        tally.add("before_signature")


def _tells_itself(profile: Profile) -> bool:
    """Whether a date or a name tells which agreement it is, whenever it is told."""
    view = treaty_view(profile)
    return bool(view.signed or view.named or view.years or view.rare or any(each >= SERIAL for each in view.numbers))


def _reported_before(report: Profile, other: Profile) -> bool:
    """Whether a report tells of acts under a treaty that was only signed years later."""
    view = treaty_view(other)
    signed = None if view.open else view.signature_day
    return bool(report.published and signed and (signed - report.published).days > 2 * _YEAR)


def _consented_when_reported(report: Profile, other: Profile) -> bool:
    """Whether a report that dates nothing appeared in the days in which the other one was consented to."""
    if report.published is None or any(act.earliest for act in report.acts):
        return False
    done = (act.latest for act in treaty_view(other).consents if act.factuality == "Actual" and is_narrow(act))
    return any(day is not None and 0 <= (report.published - day).days <= _WEEK for day in done)


def _reported_when_signed(report: Profile, other: Profile) -> bool:
    signed = treaty_view(other).signature_day
    return bool(
        report.published
        and signed
        and not treaty_view(report).signature_day
        and abs((report.published - signed).days) <= 14
    )
