"""How things look: a shape and colour for each kind of node, a colour for each sign, a dash for each factuality.

The colours are told apart by people who see red and green alike (P. Tol: Colour schemes, "bright" and "high contrast"), and
never alone: kinds of node also differ in shape or are named, and lines for and against also differ in the legend's order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from treatykg.network.attributes import SEPARATOR, Attributes
from treatykg.network.scene import Shape


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """The look of a kind of node, and what the legend calls it."""

    name: str
    shape: Shape
    color: str


@dataclass(frozen=True, slots=True)
class LineStyle:
    """The look of an edge: the names and places of its sign and of its factuality in the legend."""

    sign: int
    factuality: str

    @property
    def color(self) -> str:
        """By sign."""
        return COLORS[self.sign]

    @property
    def dashes(self) -> tuple[float, ...]:
        """By factuality."""
        return DASHES[self.factuality]


NODES: Mapping[str, MarkStyle] = MappingProxyType(
    {
        "State": MarkStyle("state", "circle", "#4477aa"),
        "InternationalOrganization": MarkStyle("international organization", "circle", "#228833"),
        "StateGroup": MarkStyle("group of states", "circle", "#66ccee"),
        "Legislature": MarkStyle("legislature", "circle", "#aa3377"),
        "GovernmentBody": MarkStyle("government body", "circle", "#cc99bb"),
        "Organization": MarkStyle("organization", "circle", "#ee8866"),
        "Person": MarkStyle("person", "circle", "#ccbb44"),
        "Treaty": MarkStyle("treaty", "square", "#222255"),
        "LegalInstrument": MarkStyle("legal instrument", "square", "#8888aa"),
        "Place": MarkStyle("place", "triangle", "#999999"),
    }
)
_FACT = MarkStyle("event or claim", "diamond", "#b8b8b8")
COLORS: Mapping[int, str] = MappingProxyType({1: "#0b6bcb", -1: "#c8372d", 0: "#9a9a9a"})
SIGN_NAMES: Mapping[int, str] = MappingProxyType({1: "for", -1: "against"})
DASHES: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "Actual": (),
        "Planned": (9.0, 4.0),
        "Conditional": (9.0, 4.0, 2.0, 4.0),
        "Alleged": (2.0, 3.5),
        "Denied": (2.0, 3.5, 2.0, 9.0),
        "Negated": (2.0, 9.0),
    }
)
"""By factuality; claims, provisions and offices, which have none, are drawn like what is actual."""


def mark_style(attributes: Attributes) -> MarkStyle:
    """The look of a node."""
    names = str(attributes["type"]).split(SEPARATOR)
    return next((NODES[name] for name in names if name in NODES), _FACT)


def line_style(attributes: Attributes) -> LineStyle:
    """The look of an edge; of several factualities the first in the order of the scale counts."""
    names = str(attributes["factuality"]).split(SEPARATOR)
    return LineStyle(int(attributes["sign"]), next((name for name in DASHES if name in names), "Actual"))
