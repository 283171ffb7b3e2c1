"""Every error that treatykg raises on purpose.

    TreatykgError
    |- ArticleError      an article cannot be read (empty, binary, wrong encoding, too large, not an article)
    |- KnowledgeError    a file of the ontology, gazetteer, shapes or lexicon is broken
    |- GraphError        a graph cannot be read, or what was asked of it is not there
    |- OptionError       an option or argument that makes no sense
    |- EndpointError     the endpoint of a language model could not be asked
    |- RegisterError     a table of a register of treaties cannot be read, or not be mapped
    |- TargetError       a graph database could not be reached, or refused what it was given
    `- EvidenceError     a fact without exact evidence: a defect of treatykg itself, never of the article

Each message names the place (file, line, offset) and says what to do. The command line prints it and exits with 2.
"""

from __future__ import annotations


class TreatykgError(Exception):
    """Base of all errors raised on purpose; catch this to catch them all."""


class ArticleError(TreatykgError):
    """The article cannot be read."""


class KnowledgeError(TreatykgError):
    """A file of the ontology, gazetteer, shapes or lexicon is broken."""


class GraphError(TreatykgError):
    """A graph cannot be read, or has not what was asked for."""


class OptionError(TreatykgError):
    """An option or argument that makes no sense."""


class EndpointError(TreatykgError):
    """The endpoint of a language model could not be asked."""


class RegisterError(TreatykgError):
    """A table of a register of treaties cannot be read, or not be mapped to the graph."""


class TargetError(TreatykgError):
    """A graph database could not be reached, or refused what it was given."""


class EvidenceError(TreatykgError):
    """A fact whose quote is not the text at its offsets."""
