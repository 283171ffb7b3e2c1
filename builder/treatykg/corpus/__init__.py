"""A living corpus: one graph over many articles, kept current as they come, change and go.

The graph is a function of the articles, the version of the extractor, the decision file and the registers: never of the
order in which they came, of a clock, or of a crash. Truth is in the ledger (SQLite); the store (Oxigraph) is written from it.

1. `Corpus.add`: each article becomes a record, in parallel; what is committed is done (records, workers, ledger).
2. `Corpus.sync`: who is the same across articles is decided from all profiles together (identities); graphs whose article or
   identities have changed are written again (rewriting, syncing); what follows for the treaties they touch is derived again.
"""

from __future__ import annotations

from treatykg.corpus.changes import Change, find_changes
from treatykg.corpus.corpus import Corpus, Notice, Outcome, Settings, open_corpus
from treatykg.corpus.ledger import Known, Ledger, open_ledger
from treatykg.corpus.reading import View, find_differences, to_sorted_nquads, view_corpus
from treatykg.corpus.reasons import Explanation, explain_identity, proposals
from treatykg.corpus.records import Record, to_record
from treatykg.corpus.syncing import Stages
from treatykg.corpus.validating import validate_corpus
from treatykg.store import GRAPH, LEDGER

__all__ = [
    "GRAPH",
    "LEDGER",
    "Change",
    "Corpus",
    "Explanation",
    "Known",
    "Ledger",
    "Notice",
    "Outcome",
    "Record",
    "Settings",
    "Stages",
    "View",
    "explain_identity",
    "find_changes",
    "find_differences",
    "open_corpus",
    "open_ledger",
    "proposals",
    "to_record",
    "to_sorted_nquads",
    "validate_corpus",
    "view_corpus",
]
