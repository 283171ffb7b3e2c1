"""Reading: an article becomes parsed sentences (spaCy), with its title, dateline and quotations marked."""

from __future__ import annotations

from treatykg.sentences.document import Document, read_document, read_documents
from treatykg.sentences.parser import load_model, load_parser

__all__ = ["Document", "load_model", "load_parser", "read_document", "read_documents"]
