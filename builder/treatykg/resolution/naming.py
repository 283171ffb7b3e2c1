"""What the names of two agreements say for and against one: titles, acronyms, fields, ranks, years and places in them."""

from __future__ import annotations

from itertools import product

from treatykg.resolution.comparison import Tally
from treatykg.resolution.dates import years
from treatykg.resolution.parties import share_pair
from treatykg.resolution.profile import Profile
from treatykg.resolution.titles import SERIAL, Title
from treatykg.resolution.views import TreatyView
from treatykg.resolution.words import fields_of_words, is_capital

_PART = 5  # letters
_RANK = ("blank", "titles_apart", "title_partly", "same_place_title", "title_within", "same_short_title", "same_title")


def weigh_titles(tally: Tally, left: TreatyView, right: TreatyView, a: Profile, b: Profile) -> None:
    """What they are called: by name, acronym or description, after a year or place, with words that few agreements bear."""
    if shared := left.acronyms & right.acronyms:
        tally.add("same_acronym", min(shared))
    _weigh_names(tally, left, right)
    _weigh_fields(tally, left, right)
    _weigh_kinds(tally, left, right)
    if numbers := left.numbers & right.numbers:
        tally.add("same_serial" if max(numbers) >= SERIAL else "same_number", str(max(numbers)))
    if _named_after_year(left, right) or _named_after_year(right, left):
        tally.add("named_after_year")
        if share_pair(left, right):
            tally.add("year_and_pair")
    if _named_after_place(left, b) or _named_after_place(right, a):
        tally.add("named_after_place")


def _weigh_kinds(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    if kinds := a.kinds & b.kinds:
        tally.add("same_special_kind", min(kinds))
        if words := (_parent(a) & _parent(b)) - (a.words & b.words):
            tally.add("same_parent", ", ".join(sorted(words)))
    elif weak := a.weak & b.weak:
        tally.add("same_kind", min(weak))
    elif a.weak != b.weak and not (a.kinds or b.kinds):
        tally.add("weak_kinds_apart")
    if marks := a.marks & b.marks:
        tally.add("same_mark", min(marks))
    elif a.marks != b.marks and not (a.kinds or b.kinds):
        tally.add("marks_apart", ", ".join(sorted(a.marks ^ b.marks)))


def _parent(view: TreatyView) -> frozenset[str]:
    """The words for what it belongs to, as the article or its own title tells: "Protocol on Tolls to the *Lake Treaty*"."""
    return view.parent | view.words


def _weigh_names(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    """The best relation between two titles; where one of them is only described, the words that they share."""
    if a.named and b.named:
        relations = (_relation(x, y) for x, y in product(a.named, b.named))
        name, shared = max(relations, key=lambda each: (_RANK.index(each[0]), each[1]))
        if name != "blank":
            tally.add(name, ", ".join(shared))
    elif words := _common(a.words, b.words):
        tally.add("words_shared", ", ".join(sorted(words)))
    elif _tell_apart(a, b):
        tally.add("words_apart", f"{min(_subject(a))} and {min(_subject(b))}")
    titles = product((*a.named, *a.described), (*b.named, *b.described))
    if rare := {word for x, y in titles if not (x.after_place and y.after_place) for word in _common(x.rare, y.rare)}:
        tally.add("rare_word", ", ".join(sorted(rare)))
    elif (mine := _matter(a, b)) and (theirs := _matter(b, a)) and not _common(mine, theirs):
        tally.add("rare_words_apart", f"{min(mine)} and {min(theirs)}")


def _tell_apart(a: TreatyView, b: TreatyView) -> bool:
    """Whether both say what they are about, and it is not one matter in other words."""
    return bool(_subject(a) and _subject(b) and not a.fields & b.fields)


def _subject(view: TreatyView) -> frozenset[str]:
    """The words that say what it is about; where it was signed, or the capital of a party, says nothing of it."""
    titles = (title for title in (*view.named, *view.described) if not title.after_place)
    return frozenset(word for title in titles for word in title.telling if not is_capital(word))


def _after_site(title: Title) -> bool:
    """Whether it is called after a place alone, which says nothing of what it is about: "Treaty of Salta"."""
    return title.after_place and bool(title.rare)


def _matter(view: TreatyView, other: TreatyView) -> frozenset[str]:
    """Its rare words; without the place that it is called after when the other is called after what it is about."""
    titles = (*view.named, *view.described)
    if all(_after_site(title) for title in (*other.named, *other.described) if title.rare):
        return view.rare
    return frozenset(word for title in titles if not _after_site(title) for word in title.rare)


def _common(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Words of both, also where one is a part of the other: "fjord" of "Varangerfjord"."""
    parts = (x for x, y in product(a, b) if min(len(x), len(y)) >= _PART and (x in y or y in x))
    return (a & b) | frozenset(parts)


def _relation(a: Title, b: Title) -> tuple[str, tuple[str, ...]]:
    """How two titles lie to one another, and the words they share."""
    shared = tuple(sorted(a.words & b.words))
    telling = a.telling & b.telling
    if not a.words or not b.words:
        return "blank", ()
    if a.words == b.words:
        short = "same_place_title" if a.after_place and b.after_place else "same_short_title"
        return ("same_title" if len(shared) > 1 else short), shared
    if telling and (a.telling <= b.telling or b.telling <= a.telling):
        return "title_within", shared
    if telling and 2 * len(telling) >= min(len(a.telling), len(b.telling)):
        return "title_partly", shared
    alike = _after_site(a) == _after_site(b)
    return ("titles_apart", ()) if a.telling and b.telling and alike else ("blank", ())


def _weigh_fields(tally: Tally, a: TreatyView, b: TreatyView) -> None:
    if a.fields and b.fields:
        if shared := a.fields & b.fields:
            tally.add("same_field", ", ".join(sorted(shared)))
        elif a.words & b.words <= fields_of_words().keys():  # "security" of "social security" is no common word
            tally.add("fields_apart", f"{min(a.fields)} and {min(b.fields)}")


def _named_after_year(view: TreatyView, other: TreatyView) -> bool:
    """As in "the 1961 accord" for what bears that year too, or was signed then."""
    return bool(view.years & (other.years or _joint_years(other)))


def _joint_years(view: TreatyView) -> frozenset[int]:
    return frozenset(year for act in view.signed for year in years(act))


def _named_after_place(view: TreatyView, other: Profile) -> bool:
    """As in "the Riga Treaty" for what was signed in Riga."""
    places = {place.partition("/")[2] for place in other.places}
    return any(len(title.words) == 1 and title.words <= places for title in view.named)
