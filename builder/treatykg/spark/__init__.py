"""The Spark engine: the build of a corpus on a cluster, with the same functions and the same result as on one machine.

What grows with the number of articles is a table here: articles, records, profiles, blocks, pairs, edges, clusters, lines. What
is decided about a row or a group (an article, a pair, a component, a treaty) is decided by the functions that the local
engine calls. Needs the extra `treatykg[spark]` and Java 17 or later.
"""

from __future__ import annotations

from treatykg.spark.job import BuildOptions, Notice, Summary, build_corpus, rebuild_corpus
from treatykg.spark.session import open_session

__all__ = ["BuildOptions", "Notice", "Summary", "build_corpus", "open_session", "rebuild_corpus"]
