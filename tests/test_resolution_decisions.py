"""People have the last word: a decision file joins and parts, and mistakes in it are named with their line."""

from __future__ import annotations

from datetime import date

import pytest

from resolution_cases import profile
from treatykg.errors import OptionError
from treatykg.resolution import NO_DECISIONS, Profile, read_decisions, resolve

SALT = {"names": ["n:Salt Lakes Agreement"], "parties": ["BOL", "ARG"], "published": date(2017, 10, 4)}
PROTOCOL = {"names": ["n:Protocol to the Herring Agreement"], "parties": ["NOR", "ISL"], "published": date(2024, 3, 4)}


@pytest.fixture
def write(tmp_path):
    """A decision file with this text."""

    def write(text):
        path = tmp_path / "decisions.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def decided(write, text, profiles):
    """The canonical ids under these decisions."""
    resolution = resolve(profiles, decisions=read_decisions(write(text)))
    return [resolution.mapping.get(each.reference, each.id) for each in profiles], resolution


def test_same_joins_what_is_ruled_out(write):
    """A person may know better than every rule."""
    pair = [profile("a", **SALT), profile("b", **PROTOCOL)]
    (first, second), resolution = decided(write, f"same:\n- [{pair[0].id}, {pair[1].id}]\n", pair)
    assert first == second
    (match,) = resolution.merges
    assert match.decided_by.endswith("decisions.yaml:2")


def test_same_joins_whole_clusters(write):
    """What is decided of one node holds for all that is one thing with it, though it contradicts them all."""
    reports = [profile(name, **SALT) for name in "abc"]
    protocols = [profile(name, **PROTOCOL) for name in "xyz"]
    ids, _ = decided(write, f"same: [[{reports[1].id}, {protocols[2].id}]]", [*reports, *protocols])
    assert len(set(ids)) == 1


def test_different_parts_what_is_the_same(write):
    """No score joins what was decided to be different, by whichever way round."""
    reports = [profile(name, **SALT) for name in "abc"]
    assert len(set(decided(write, "", reports)[0])) == 1
    ids, resolution = decided(write, f"different:\n- [{reports[0].id}, {reports[1].id}]\n", reports)
    assert ids[0] != ids[1]
    assert ids[2] in ids[:2]
    assert not [match for match in resolution.proposals if {match.a, match.b} == {ids[0], ids[1]}]


def test_iris_are_understood(write):
    """What stands in the graph can be pasted, under any base and with angle brackets."""
    pair = [profile("a", **SALT), profile("b", **PROTOCOL)]
    text = f"same: [[https://data.example/id/{pair[0].id}, '<urn:x:{pair[1].id}>']]"
    first, second = decided(write, text, pair)[0]
    assert first == second


def test_a_namesake_can_be_decided_on(write):
    """An id that was made to tell two persons of one name apart can be given back."""
    one = profile("a", type="Person", id="person/jo-cole", names=["n:Jo Cole"], states=["NZL"], offices=["envoy"])
    two = profile("b", type="Person", id="person/jo-cole", names=["n:Jo Cole"], states=["GBR"], offices=["judge"])
    (first, second), _ = decided(write, "", [one, two])
    assert first != second
    joined, _ = decided(write, f"same: [[{first}, {second}]]", [one, two])
    assert joined[0] == joined[1]


def test_an_empty_file_decides_nothing(write):
    """As does one that only has empty lists."""
    assert read_decisions(write("")) == NO_DECISIONS
    assert read_decisions(write("same: []\ndifferent: []\n")) == NO_DECISIONS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("same:\n- [treaty/a, treaty/nowhere]\n", "decisions.yaml:2: no article names treaty/"),
        ("same:\n- [treaty/a]\n", "decisions.yaml:2: a decision is about two"),
        ("same:\n- [treaty/a, treaty/a]\n", "decisions.yaml:2: a decision is about two"),
        ("\nequal:\n- [treaty/a, treaty/b]\n", "decisions.yaml:2: 'equal' is none of same, different"),
        ("same:\n- treaty/a\n", "decisions.yaml:2: give a list"),
        ("same: treaty/a\n", "decisions.yaml:1: give a list"),
        ("- same\n", "decisions.yaml:1: give the lists same: and different:"),
        ("same:\n- [treaty/a, Oslo]\n", "decisions.yaml:2: 'Oslo' is no local id"),
        ("same:\n- [treaty/a, [treaty/b]]\n", "decisions.yaml:2: '' is no local id"),
        ("same: [[treaty/a, treaty/b]\n", "this is not YAML"),
        ("same: !!python/object:os.system [[treaty/a, treaty/b]]\n", "no article names"),
        ("same:\n- [treaty/a, treaty/b]\n- [treaty/b, treaty/c]\ndifferent:\n- [treaty/c, treaty/a]\n",
         "decisions.yaml:5: treaty/a and treaty/c are decided to be the same as well"),
        ("same: [[treaty/a, treaty/b]]\nsame: [[treaty/c, treaty/d]]\n", "decisions.yaml:2: a second list 'same'"),
    ],
)  # fmt: skip
def test_mistakes_are_named_with_their_line(write, text, message):
    """A typing error that decided nothing in silence would cost trust."""
    with pytest.raises(OptionError) as error:
        decided(write, text, [profile("a", **SALT)])
    assert message in str(error.value)


def test_a_thing_is_no_happening(write):
    """Such a decision could do nothing, so it is refused."""
    visit = Profile("a", "event/visit-1", "Visit", factuality="Actual", actors=("state/BOL",))
    with pytest.raises(OptionError, match=r"decisions\.yaml:1: a thing and a happening are never one"):
        decided(write, f"same: [[event/visit-1, {profile('a', **SALT).id}]]", [visit, profile("a", **SALT)])


def test_a_missing_file_is_named(tmp_path):
    """The message says which file, and what to do."""
    with pytest.raises(OptionError, match=r"nowhere\.yaml.*give a decision file"):
        read_decisions(tmp_path / "nowhere.yaml")
