"""One treaty, one node: what must and what must not become one, whatever the order, and why."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_cases import days, profile, read_cases
from treatykg.gazetteer import load_gazetteer
from treatykg.resolution import Profile, compare, find_blocks, from_json, resolve, to_json

TREATIES = read_cases("treaties")
OTHERS = read_cases("others")


def canonical(profiles, **options):
    """The canonical id of each profile."""
    mapping = resolve(profiles, **options).mapping
    return [mapping.get(each.reference, each.id) for each in profiles]


def pair(case):
    """The two profiles of a case."""
    common = {"type": case["type"]} if "type" in case else {}
    return profile("a", **(common | case["a"])), profile("b", **(common | case["b"]))


def test_cases_are_there():
    """An empty file would pass in silence."""
    assert (len(TREATIES), len(OTHERS)) == (63, 20)


@pytest.mark.parametrize("case", [*TREATIES, *OTHERS], ids=lambda case: case["says"])
def test_two_articles(case):
    """Two profiles are one thing, or not, as the case says; what cannot be one is ruled out with a reason."""
    one, two = pair(case)
    first, second = canonical([one, two])
    if "known" in case:
        assert first == second == case["known"]
    else:
        assert (first == second) is case.get("one", False)
    if case.get("forbidden"):
        assert compare(one, two).forbidden
        assert compare(one, two).reasons


@pytest.mark.parametrize("case", [*TREATIES, *OTHERS], ids=lambda case: case["says"])
def test_comparison_is_symmetric(case):
    """It does not matter which article is asked about first."""
    one, two = pair(case)
    assert compare(one, two) == compare(two, one)


@pytest.mark.parametrize("case", [*TREATIES, *OTHERS], ids=lambda case: case["says"])
def test_profiles_survive_json(case):
    """What is written is read again, in one line."""
    for each in pair(case):
        assert from_json(to_json(each)) == each
        assert "\n" not in to_json(each)


def test_what_is_no_profile_is_refused():
    """A line of another kind is an error, not an empty profile."""
    with pytest.raises(ValueError, match="not a profile"):
        from_json('{"article": "a"}')


def herring(article, **told):
    """A report about one agreement of Norway and Iceland."""
    base = {"names": ["n:Herring Agreement"], "parties": ["NOR", "ISL"], "published": date(2024, 3, 4)}
    return profile(article, **(base | told))


def test_a_pair_that_rules_itself_out_keeps_clusters_apart():
    """A third report that fits two treaties does not make them one."""
    old = herring("old", acts=["Signature 2004-02-01"], published=date(2004, 2, 2))
    new = herring("new", acts=["Signature 2024-03-03"])
    between = herring("between", published=date(2026, 3, 5))
    first, second, third = canonical([old, new, between])
    assert first != second
    assert third not in {first, second}, "it fits both about equally well, so a person decides"


def test_rivals_are_proposed():
    """What fits two treaties is put to a person, with both."""
    old = herring("old", acts=["Signature 2004-02-01"], published=date(2004, 2, 2))
    new = herring("new", acts=["Signature 2024-03-03"])
    between = herring("between", published=date(2026, 3, 5))
    proposals = resolve([old, new, between]).proposals
    assert {match.decided_by for match in proposals} == {"proposal"}
    assert {frozenset((match.a, match.b)) for match in proposals} >= {
        frozenset((between.id, old.id)),
        frozenset((between.id, new.id)),
    }


def test_a_report_near_one_of_two_joins_it():
    """The date of the report tells which of two treaties it means."""
    old = herring("old", acts=["Signature 2004-02-01"], published=date(2004, 2, 2))
    new = herring("new", acts=["Signature 2024-03-03"])
    near = herring("near", acts=["Signature 2024-03-03"], published=date(2024, 3, 5))
    first, second, third = canonical([old, new, near])
    assert first != second == third


def test_what_has_come_together_is_compared_as_one():
    """Two reports tell more than each: the parties of one and the day of the other find the third."""
    named = herring("a", names=["n:Bergen Treaty"], published=date(2024, 3, 5))
    dated = herring("b", names=["d:herring accord"], acts=["Signature 2024-03-03"], places=["bergen"])
    later = herring("c", names=["d:accord"], parties=["ISL"], circle=["ISL", "NOR"], acts=["Signature 2024-03-03"],
                    places=["bergen"], published=date(2026, 9, 9))  # fmt: skip
    assert len(set(canonical([named, dated, later]))) == 1


def grazing(article, **told):
    """A report about a treaty of Norway and Finland."""
    base = {"names": ["n:Grazing Agreement"], "parties": ["NOR", "FIN"], "published": date(2017, 2, 4)}
    return profile(article, **(base | told))


def poor(article="poor", **told):
    """A report that says little of which treaty it means."""
    base = {"names": ["d:grazing accord with Norway"], "parties": ["NOR"], "circle": ["FIN", "NOR", "SWE"]}
    return profile(article, **(base | {"published": date(2018, 6, 9)} | told))


def test_the_only_candidate_is_told_as_a_reason():
    """What is joined because it could be nothing else says so."""
    signed = grazing("signed", names=["n:Tromso Pact", "d:grazing accord"], acts=["Signature 2017-02-03"])
    first, second = canonical([signed, poor()])
    assert first == second
    (match,) = resolve([signed, poor()]).merges
    assert any(reason.startswith("no other treaty that it could be") for reason in match.reasons)


def test_two_candidates_are_none():
    """With two treaties of the same states and matter, of two years, a poor report joins neither."""
    old = grazing(
        "old", names=["n:Alta Pact", "d:grazing accord"], acts=["Signature 1987-02-03"], published=date(2017, 3, 4)
    )
    new = grazing("new", names=["n:Tromso Pact", "d:grazing accord"], acts=["Signature 2017-02-03"])
    first, second, third = canonical([old, new, poor()])
    assert len({first, second, third}) == 3


def test_two_treaties_of_one_article_do_not_share_the_only_candidate():
    """An article that tells two apart cannot mean one by both, and nothing says which it means."""
    signed = grazing("signed", names=["n:Tromso Pact", "d:grazing accord"], acts=["Signature 2017-02-03"])
    twins = [poor(id="treaty/one-0123456789ab"), poor(id="treaty/two-0123456789ab")]
    first, *others = canonical([signed, *twins])
    assert first not in others
    assert len({*others}) == 2


def test_canonical_id_is_the_gazetteers():
    """A cluster with a known treaty bears its id and label."""
    one = profile("a", key="treaty/new-start", names=["n:New START"], published=date(2010, 4, 9))
    two = profile("b", names=["n:New START Treaty"], parties=["RUS", "USA"], acts=["Signature 2010-04-08"],
                  places=["prague"], published=date(2010, 4, 9))  # fmt: skip
    resolution = resolve([one, two])
    assert resolution.mapping == {two.reference: "treaty/new-start"}
    assert resolution.labels["treaty/new-start"] == load_gazetteer().record("treaty/new-start").label


def test_canonical_id_needs_no_article_or_is_of_the_earliest():
    """An id that parties and year make wins; else that of the earliest article, and then the smallest."""
    own = herring("z", published=date(2024, 3, 1))
    other = herring("y", published=date(2024, 3, 2))
    assert set(canonical([other, own])) == {own.id}
    identified = herring("x", id="treaty/ISL-NOR-2024-herring-agreement", published=date(2024, 3, 9))
    assert set(canonical([other, own, identified])) == {identified.id}


def test_label_is_the_most_frequent_name():
    """A name that more articles use beats a longer one."""
    reports = [herring("a"), herring("b"), herring("c", names=["n:Agreement on the Conservation of Herring"])]
    assert [*resolve(reports).labels.values()] == ["Herring Agreement"]


def test_two_persons_of_one_name_get_two_ids():
    """The earlier keeps the slug that both articles gave."""
    cases = {case["says"]: case for case in OTHERS}
    one, two = pair(cases["the same name, another state and office: two people who share a slug"])
    first, second = canonical([one, two])
    assert first == one.id
    assert second.startswith(f"{two.id}-")


def test_every_merge_says_why():
    """Reasons with their weights, the articles, and what decided."""
    (match,) = resolve([herring("a"), herring("b")]).merges
    assert match.decided_by == "score"
    assert match.articles == ("a", "b")
    assert 0.8 <= match.score <= 1
    assert "the same parties: ISL, NOR (+5)" in match.reasons


def event(article, type="Ratification", *, treaty="treaty/herring", actors=("state/NOR",), on=None, **told):  # noqa: A002
    """A happening; `on` is a year, month or day."""
    earliest, latest = days(on) if on else (None, None)
    base = {"factuality": "Actual", "treaties": (treaty,) if treaty else (), "actors": tuple(actors)}
    return Profile(article, told.pop("id", f"event/{article}"), type, earliest=earliest, latest=latest, **(base | told))


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (event("a", on="2024-05-02"), event("b", on="2024-05-02"), True),
        (event("a", on="2024-05-02"), event("b", on="2024-05-09"), True),
        (event("a"), event("b", factuality="Planned"), False),
        (event("a"), event("b", actors=["state/ISL"]), False),
        (event("a"), event("b", treaty="treaty/cod"), False),
        (event("a", "Visit", treaty=None, on="2024-05-02"), event("b", "Visit", treaty=None, on="2024-05-02"), True),
        (event("a", "Visit", treaty=None, on="2024-05-02"), event("b", "Visit", treaty=None, on="2024-05-12"), False),
        (event("a", "Visit", treaty=None, on="2024-05"), event("b", "Visit", treaty=None, on="2024-05"), False),
        (event("a", "Visit", treaty=None), event("b", "Visit", treaty=None), False),
        (event("a", "Extension", on="2021-02-03"), event("b", "Extension", on="2021-02-03"), True),
        (event("a", "Extension", on="2021-02-03"), event("b", "Extension", on="2026-02-03"), False),
        (event("a", "Meeting", on="2024-05-02", places=("place/oslo",)),
         event("b", "Meeting", on="2024-05-02", places=("place/rome",)), False),
    ],
)  # fmt: skip
def test_happenings(one, two, same):
    """An act that can happen once is one, even told with two days; others need the same days, actors and no other place."""
    first, second = canonical([one, two])
    assert (first == second) is same


def test_happenings_follow_what_things_have_become():
    """Two articles name one treaty differently; its ratification is one act all the same."""
    treaties = [herring("a"), herring("b")]
    acts = [event(each.article, treaty=each.id) for each in treaties]
    *_, first, second = canonical([*treaties, *acts])
    assert first == second


def test_signatures_of_two_parties_are_one():
    """One article tells of one party's hand, the other of both."""
    treaties = [herring("a"), herring("b")]
    one = event("a", "Signature", treaty=treaties[0].id)
    two = event("b", "Signature", treaty=treaties[1].id, actors=["state/NOR", "state/ISL"])
    *_, first, second = canonical([*treaties, one, two])
    assert first == second


def test_two_happenings_of_one_article_stay_apart():
    """An article that keeps two visits, or two ratifications, apart means two."""
    twice = [event("a", on="2024-05-02", id="event/one"), event("a", on="2024-06-02", id="event/two", order=1)]
    other = event("b", on="2024-05-02")
    first, second, third = canonical([*twice, other])
    assert first != second
    assert first == third


def corpus():
    """Reports about several treaties, persons and happenings that are easily mixed up."""
    profiles = [each for number, case in enumerate([*TREATIES, *OTHERS]) for each in _numbered(case, number)]
    acts = [event(f"{number}-a", treaty=each.id, on="2024-05-02") for number, each in enumerate(profiles[::3])]
    return [*profiles, *acts]


def _numbered(case, number):
    for each in pair(case):
        yield dataclasses.replace(
            each, article=f"{number}-{each.article}", id=each.id.replace("-0123", f"-{number:04}")
        )


CORPUS = corpus()
RESOLVED = resolve(CORPUS)


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_order_does_not_matter(random):
    """Shuffled profiles give the same result, to the last reason."""
    shuffled = [*CORPUS]
    random.shuffle(shuffled)
    assert resolve(shuffled) == RESOLVED


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(sorted({each.article for each in CORPUS})))
def test_a_removed_article_leaves_no_trace(article):
    """Resolution knows only what is there: adding and removing an article gives what was before."""
    without = [each for each in CORPUS if each.article != article]
    expected = resolve(without)
    resolve(CORPUS)
    assert resolve(without) == expected
    assert not [key for key in expected.mapping if key[0] == article]


def test_the_corpus_is_mixed():
    """The corpus of these tests has merges and proposals, or they would show nothing."""
    assert len(RESOLVED.merges) > 20
    assert RESOLVED.proposals


def test_a_large_block_is_not_quadratic():
    """A treaty told a thousand times is one node, after a few comparisons for each report."""
    day = date(2024, 1, 1)
    reports = [herring(f"{number:04}", published=day + timedelta(days=number)) for number in range(1000)]
    assert len(set(canonical(reports))) == 1


def test_blocks_are_sorted_and_stable():
    """The keys under which a profile meets others."""
    blocks = find_blocks(herring("a"))
    assert blocks == tuple(sorted(set(blocks)))
    assert "states:state/ISL+state/NOR" in blocks


def test_what_bears_a_key_by_mistake_keeps_nobody_out():
    """An article that names a known treaty and tells another year of it does not speak for it."""
    known = "treaty/new-start"
    astray = profile(
        "astray", key=known, names=["n:New START"], acts=["Signature 2019-03-03"], published=date(2019, 4, 9)
    )
    told = profile("told", names=["n:New START Treaty"], parties=["RUS", "USA"], acts=["Signature 2010-04-08"],
                   places=["prague"], published=date(2010, 4, 9))  # fmt: skip
    assert canonical([astray, told]) == [known, known]
