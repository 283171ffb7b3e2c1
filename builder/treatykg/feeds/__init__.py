"""What a corpus is fed with: files, folders, tables, feeds, sitemaps and addresses become articles, one at a time.

1. Each input is one kind of thing (`reading`), and leads to drafts of articles, refusals and links (`found`).
2. Links are followed (`web`) by a polite fetcher (`fetching`), which connects to nothing but public addresses (`network`),
   and takes no more bytes and time than it may (`exchange`, `bodies`).
3. Drafts become articles through the readers of `treatykg.articles`, each once and under an id of its own (`identity`).
"""

from __future__ import annotations

from treatykg.feeds.inputs import read_inputs
from treatykg.feeds.options import FetchOptions

__all__ = ["FetchOptions", "read_inputs"]
