"""Proposals: facts that a language model suggests and that enter only when the article bears them out.

Nothing here is used, and no request is made, unless an extractor is made with `llm_extractor`. A proposal enters when its quote stands
in the text, its names resolve to entities, its type is of the closed vocabulary and its fact breaks no shape; what does not enter is
listed with the reason. What enters bears the rule `llm.MODEL`.
"""

from __future__ import annotations

from treatykg.proposals.endpoint import EndpointOptions, read_options
from treatykg.proposals.extractor import llm_extractor
from treatykg.proposals.joining import join_all
from treatykg.proposals.rejected import to_text
from treatykg.proposals.values import Extractor, Found

__all__ = ["EndpointOptions", "Extractor", "Found", "join_all", "llm_extractor", "read_options", "to_text"]
