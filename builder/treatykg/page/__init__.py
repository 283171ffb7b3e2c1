"""The graph as a page to look at: articles with their evidence, facts, network, timelines, claims, entities."""

from __future__ import annotations

from treatykg.page.document import LIMIT, content_security_policy, to_page
from treatykg.page.gathering import Gathered, gather

__all__ = ["FILE", "FORMAT", "LIMIT", "Gathered", "content_security_policy", "gather", "to_page"]

FORMAT = "html"
"""The name of the format, for the option of a build."""

FILE = "report.html"
"""The name of its file."""
