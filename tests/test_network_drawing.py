"""Pictures of networks: readable, equal for equal networks, and harmless whatever a name holds."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from treatykg.network import PICTURES, PROJECTIONS, to_scene
from treatykg.network.labels import label_of
from treatykg.network.layout import place
from treatykg.network.scene import Scene, text_width
from treatykg.network.ties import edge_id
from treatykg.store import load_dataset

ROOT = Path(__file__).parent.parent
SVG = "{http://www.w3.org/2000/svg}"
TYPES = ("State", "Person", "Treaty", "Place", "Signature")
FACTUALITIES = ("Actual", "Planned", "Alleged", "Negated", "")


@cache
def sample(projection):
    return PROJECTIONS[projection](load_dataset(ROOT / "output"))


def ring(count, *, name="A treaty of many words {}", mutual=False):
    """So many nodes, each tied to the next and to one further on, of all types, signs and factualities."""
    network = nx.MultiDiGraph(name="ring")
    for number in range(count):
        network.add_node(f"n{number:03}", label=name.format(number), type=TYPES[number % len(TYPES)])
    for number in range(count):
        for step in (1, 7):
            key = edge_id(str(number), str(step))
            network.add_edge(
                f"n{number:03}", f"n{(number + step) % count:03}", key=key, id=key, sign=(number + step) % 3 - 1,
                factuality=FACTUALITIES[number % 5], label="said", date="", quote=f"words {number}",
                direction="mutual" if mutual else "directed",
            )  # fmt: skip
    return network


def boxes(scene: Scene):
    """The rectangles of all texts: left, top, right, bottom."""
    for text in scene.texts:
        wide = text_width(text.words, text.size)
        left = text.at[0] - (wide / 2 if text.anchor == "middle" else 0)
        yield left, text.at[1] - text.size * 0.8, left + wide, text.at[1] + text.size * 0.2


def overlap(one, other):
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 1 and high > 1


@pytest.mark.parametrize("network", [*map(sample, PROJECTIONS), ring(10), ring(60), ring(200)], ids=str)
def test_no_label_lies_on_another_and_all_are_in_the_picture(network):
    """With ten nodes as with two hundred."""
    scene = to_scene(network)
    rectangles = list(boxes(scene))
    assert len(rectangles) > sum(degree > 0 for _, degree in network.degree())  # those without ties are not drawn
    clashes = [pair for pair in itertools.combinations(rectangles, 2) if overlap(*pair)]
    assert len(clashes) <= len(network) // 50
    assert all(left >= 0 and right <= scene.width and low <= scene.height for left, _, right, low in rectangles)


def test_only_the_busiest_are_drawn_and_the_picture_says_so():
    """Above the limit a picture is a smear."""
    scene = to_scene(ring(40), most=10)
    assert "10 nodes of 40, those with the most neighbours" in scene.description
    assert sum(text.words.startswith("A treaty") for text in scene.texts) == 10


def test_nodes_without_ties_are_only_drawn_where_none_has_any():
    """They are many and say little; the subtitle counts them."""
    network = ring(6)
    network.add_node("alone", label="Alone", type="State")
    scene = to_scene(network)
    assert "6 nodes of 7, those that have ties" in scene.description
    assert "Alone" not in {text.words for text in scene.texts}
    assert "Alone" in {text.words for text in to_scene(network.subgraph(["alone"])).texts}


def test_signs_factualities_and_types_are_told_apart():
    """By colour, dashes and shape, each named in the legend."""
    scene = to_scene(ring(60))
    assert len({line.color for line in scene.lines}) == 3
    assert len({line.dashes for line in scene.lines}) >= 4
    assert {mark.shape for mark in scene.marks} == {"circle", "square", "triangle", "diamond"}
    words = {text.words for text in scene.texts}
    assert {"for", "against", "actual", "planned", "alleged", "negated", "state", "event or claim"} <= words


def test_arrows_show_directions():
    """Mutual ties have none."""
    assert all(line.arrow for line in to_scene(ring(12)).lines if line.tip)
    assert not any(line.arrow for line in to_scene(ring(12, mutual=True)).lines)


def test_svg_tells_the_words_behind_a_line():
    """To a pointer and to a screen reader."""
    document = ElementTree.fromstring(PICTURES[".svg"](to_scene(sample("actors"))))  # noqa: S314  # our own document
    titles = [title.text for title in document.iter(f"{SVG}title")]
    assert titles[0] == "Network: actors"
    assert any("Ankara accused Greece" in title for title in titles)
    assert document.get("role") == "img"
    assert re.match(r"\d+ nodes", document.find(f"{SVG}desc").text)


@pytest.mark.parametrize("name", ["</text><script>alert(1)</script>", "\x00\x1b]0;\x07", "]]>&amp;", "$x^2$ \u202e{}"])
def test_hostile_names_are_text(name):
    """No name becomes markup, and matplotlib takes none for a formula."""
    scene = to_scene(ring(3, name=name.replace("{}", "")))
    document = ElementTree.fromstring(PICTURES[".svg"](scene))  # noqa: S314  # our own document
    assert {element.tag.removeprefix(SVG) for element in document.iter()} <= {
        "svg", "title", "desc", "style", "rect", "g", "path", "polygon", "circle", "text",
    }  # fmt: skip


def test_png_is_a_picture_of_twice_the_size():
    """So that it is sharp in print."""
    image = pytest.importorskip("PIL.Image")
    pytest.importorskip("matplotlib")
    scene = to_scene(ring(5))
    picture = image.open(io.BytesIO(PICTURES[".png"](scene)))
    assert picture.format == "PNG"
    assert picture.size == (scene.width * 2, scene.height * 2)
    assert len(picture.convert("RGB").getcolors(1 << 24)) > 20
    assert PICTURES[".png"](scene) == PICTURES[".png"](to_scene(ring(5)))


def test_equal_networks_give_equal_pictures_in_every_process():
    """Whatever the seed of the hashes."""
    program = (
        "import sys; from pathlib import Path; from treatykg.network import *; from treatykg.store import load_dataset\n"
        "made = PROJECTIONS['entities'](load_dataset(Path('output')))\n"
        "sys.stdout.buffer.write(PICTURES['.svg'](to_scene(made)) + repr(measure(made)).encode())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(found) == 1


def test_the_picture_in_the_documents_is_fresh():
    """It is that of the sample article (`make fresh`)."""
    shown = ROOT / "docs" / "screenshots" / "network.svg"
    assert shown.read_bytes() == PICTURES[".svg"](to_scene(sample("entities")))


def test_nothing_is_an_empty_picture():
    """With its title."""
    scene = to_scene(nx.MultiDiGraph(name="actors"))
    assert scene.texts[0].words == "Network: actors"
    ElementTree.fromstring(PICTURES[".svg"](scene))  # noqa: S314  # our own document


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Fiji", ("Fiji",)),
        ("Accusation: breaking the pact and more words than fit", ("Accusation", "breaking the pact and…")),
        ("Wort" * 12, ("WortWortWortWortWortWo", "rtWortWortWortWortWort…")),
        ("", ("?",)),
    ],
)
def test_labels_have_two_lines_at_most(name, lines):
    """Cut at spaces where there are any."""
    assert label_of(name).lines == lines


def test_neighbours_are_nearer_than_strangers():
    """Two groups with one tie between them stand apart."""
    groups = (range(6), range(6, 12))
    ties = [pair for group in groups for pair in itertools.combinations(group, 2)] + [(0, 6)]
    points = place([(40.0, 30.0)] * 12, ties)

    def mean_distance(pairs):
        found = [((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5 for a, b in pairs]
        return sum(found) / len(found)

    within = [pair for group in groups for pair in itertools.combinations(group, 2)]
    assert mean_distance(within) * 1.5 < mean_distance(itertools.product(*groups))
