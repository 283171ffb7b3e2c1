"""What the treaties of one article say of one another: titles in other titles, a like treaty, the two states of a twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from treatykg.lexicon import load_words
from treatykg.resolution.profile import Name, Profile
from treatykg.resolution.titles import find_parent, is_parent, read_title
from treatykg.resolution.views import treaty_view
from treatykg.resolution.words import is_capital, lemmas

_PAIR = 2


def with_siblings(things: Sequence[Profile]) -> tuple[Profile, ...]:
    """The things of one article in the order of the text, its treaties with what the others say of them."""
    treaties = [each for each in things if each.type == "Treaty"]
    parents = tuple(dict.fromkeys(find_parent(name.text) for each in treaties for name in each.names))
    told = {each.id: _with_all(_with_title(each, parents), treaties) for each in treaties}
    return tuple(told.get(each.id, each) if not each.key else each for each in things)


def _with_all(treaty: Profile, treaties: Sequence[Profile]) -> Profile:
    return _with_parent(_with_pairs(_with_likeness(treaty, treaties), treaties), treaties)


def _with_title(treaty: Profile, parents: Iterable[str]) -> Profile:
    """What is only called the parent bears the title in that of its protocol, if there is one: "Protocol to the *Lake Treaty*"."""
    titles = [title for title in parents if title]
    called = any(is_parent(name.text) for name in treaty.names) and not any(
        name.form == "name" for name in treaty.names
    )
    return replace(treaty, names=(*treaty.names, Name(titles[0], "name"))) if called and len(titles) == 1 else treaty


def _with_likeness(treaty: Profile, treaties: Sequence[Profile]) -> Profile:
    """What is only likened to the treaty named before it is about the same: "a *similar* pact with Fiji"."""
    words = next((_matter(each) for each in _before(treaty, treaties)), "")
    if not words or any(name.form == "name" for name in treaty.names) or not _is_likened(treaty):
        return treaty
    return replace(treaty, names=(*treaty.names, Name(f"{words} treaty", "description")))


def _with_parent(treaty: Profile, treaties: Sequence[Profile]) -> Profile:
    """A protocol with the words for what it belongs to: the treaty named before it, else the next one."""
    if not (kinds := treaty_view(treaty).kinds):
        return treaty
    others = (each for each in (*_before(treaty, treaties), *treaties) if not kinds & treaty_view(each).kinds)
    words = next((words for each in others if (words := _matter(each))), "")
    return replace(treaty, parent=tuple(words.split()))


def _before(treaty: Profile, treaties: Sequence[Profile]) -> Sequence[Profile]:
    """The treaties named before it, the nearest first."""
    return treaties[: next(at for at, each in enumerate(treaties) if each.id == treaty.id)][::-1]


def _is_likened(treaty: Profile) -> bool:
    """Whether its descriptions say nothing of its matter but that it is like another."""
    liking = load_words("resolution", "words.liking")
    titles = [read_title(name.text) for name in treaty.names]
    likened = any(not liking.isdisjoint(lemmas(name.text)) for name in treaty.names)
    return likened and not any(title.telling - liking for title in titles)


def _matter(treaty: Profile) -> str:
    """The words that say what a treaty is about, not where it was signed or with whom."""
    sites = {place.partition("/")[2] for place in treaty.places}
    words = {word for name in treaty.names for word in read_title(name.text).telling}
    return " ".join(sorted(word for word in words if word not in sites and not is_capital(word)))


def _with_pairs(treaty: Profile, treaties: Iterable[Profile]) -> Profile:
    """With the pairs of states whose treaties the article tells beside it, told apart from it by nothing else."""
    others = (each for each in treaties if each.id != treaty.id and not _are_told_apart(treaty, each))
    return replace(treaty, beside=tuple(sorted({pair for each in others if (pair := _pair_of(each))})))


def _are_told_apart(a: Profile, b: Profile) -> bool:
    """Whether more than the states tells two treaties of an article apart: year, rank, mark, number, matter."""
    one, two = treaty_view(a), treaty_view(b)
    set_apart = (one.years, one.kinds, one.marks, one.numbers) != (two.years, two.kinds, two.marks, two.numbers)
    return set_apart or bool(one.fields and two.fields and not one.fields & two.fields) or bool(one.rare - two.rare)


def _pair_of(treaty: Profile) -> str:
    """The two states of a treaty, as said or acting; empty where there are not two."""
    states = treaty.parties if len(treaty.parties) >= _PAIR else tuple(sorted({*treaty.parties, *treaty.states}))
    return "+".join(states) if len(states) == _PAIR else ""
