"""The report on proposals: how many entered, and why the others did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatykg.model import Extraction, Rejection
from treatykg.proposals.values import each_fact

_EXPLANATION = """\
What a language model proposed and what did not enter,
because the article does not bear it out or it breaks a shape."""


def to_text(extractions: Sequence[Extraction]) -> str:
    """The report on the articles for which facts were proposed, in their order."""
    asked = (each for each in extractions if each.rejected is not None)
    blocks = [_EXPLANATION, *("\n".join(_lines(each, each.rejected or ())) for each in asked)]
    return "\n\n".join(blocks) + "\n"


def _lines(extraction: Extraction, rejected: Sequence[Rejection]) -> Iterator[str]:
    yield f"{extraction.article.id}: {_entered(extraction)} facts with proposed evidence, {len(rejected)} rejected in whole or in part"
    for each in rejected:
        yield f"  {each.kind} “{' '.join(each.words.split())}”: {' '.join(each.reason.split())}"


def _entered(extraction: Extraction) -> int:
    evidence = (fact.evidence for fact in each_fact(extraction.facts))
    return sum(any(each.extractor == "llm" for each in passages) for passages in evidence)
