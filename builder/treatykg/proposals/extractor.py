"""The extractor that asks a language model."""

from __future__ import annotations

import re

from treatykg.facts import Reading
from treatykg.gazetteer import load_gazetteer
from treatykg.model import Rejection
from treatykg.proposals.answers import read_answer
from treatykg.proposals.endpoint import Endpoint, EndpointOptions
from treatykg.proposals.names import Names
from treatykg.proposals.prompt import to_messages, to_plain_words
from treatykg.proposals.resolving import resolve_proposals
from treatykg.proposals.schema import to_schema
from treatykg.proposals.values import Extractor, Found


def llm_extractor(options: EndpointOptions) -> Extractor:
    """An extractor that sends each article to the endpoint and gives what of the answer the article bears out.

    The extractor raises `EndpointError` if the endpoint cannot be reached from the beginning; whatever else goes wrong is a line among
    the rejected.

    :raises OptionError: if the client is not installed, or the address is none
    """
    endpoint, rule = Endpoint(options), rule_of(options.model)

    def propose(reading: Reading) -> Found:
        reply = endpoint.ask(to_messages(reading), to_schema(), plain=to_plain_words())
        if reply.problem is not None:
            return Found(rejected=(Rejection("answer", options.model, reply.problem),))
        proposals, malformed = read_answer(reply.text)
        found = resolve_proposals(proposals, Names(reading, load_gazetteer(), rule))
        return Found(found.facts, found.entities, (*malformed, *(found.rejected or ())))

    return propose


def rule_of(model: str) -> str:
    """The rule under which the model's proposals enter.

    >>> rule_of("some-org/Some Model:7b")
    'llm.some-org/Some-Model:7b'
    """
    return "llm." + re.sub(r"[^\w./:-]+", "-", model)
