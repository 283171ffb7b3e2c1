"""The formats that a picture can be written in, by the suffix of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from treatykg.network.png import to_png
from treatykg.network.scene import Scene
from treatykg.network.svg import to_svg

PICTURES: Mapping[str, Callable[[Scene], bytes]] = MappingProxyType({".png": to_png, ".svg": to_svg})
