"""treatykg turns news about international agreements into a knowledge graph with exact evidence for every fact."""

from __future__ import annotations

__version__ = "0.1.0"
