"""Loading a dataset into graph databases, so that it can be done again, and counting what got there.

`resolve_target` finds the target; its `write` replaces graph by graph, its `count` gives the figures that `compare` sets
side by side.
"""

from __future__ import annotations

from treatykg.loading.products import Auth, load_products
from treatykg.loading.resolving import TargetOptions, needs_password, resolve_target
from treatykg.loading.target import Figures, Row, Target, compare

__all__ = [
    "Auth",
    "Figures",
    "Row",
    "Target",
    "TargetOptions",
    "compare",
    "load_products",
    "needs_password",
    "resolve_target",
]
