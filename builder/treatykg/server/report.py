"""The page of the graph, as the endpoint serves it."""

from __future__ import annotations

from treatykg.page import content_security_policy, to_page
from treatykg.server.pages import Page
from treatykg.triples import Dataset

MOST_TRIPLES = 200_000
"""Of a graph with more, the page at `/` is that of the questions: it takes no time to open."""

_NAVIGATION = b"</ul>\n</nav>"
_LINK = b'<li><a href="query">Questions and SPARQL</a></li>\n'


def to_dataset_page(dataset: Dataset) -> Page:
    """The page of the dataset, with a way to the page of the questions."""
    content = to_page(dataset).replace(_NAVIGATION, _LINK + _NAVIGATION, 1)
    return Page(content, f"{content_security_policy()}; frame-ancestors 'none'")
