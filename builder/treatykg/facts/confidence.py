"""Confidence: how often what a rule finds is right, as measured on the benchmark's developed part.

Data: `lexicon/confidence.toml`, which `tools/calibrate_confidence.py` writes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from treatykg.errors import KnowledgeError
from treatykg.lexicon import load_lexicon
from treatykg.model import Claim, Event, Evidence, Facts, Provision

FactT = TypeVar("FactT", Event, Claim, Provision)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was measured in one layer: by rule, and `usual` for rules with too few cases.

    `extractors` has the confidence of proposals by the first part of their rule's id ("llm"), which no benchmark measures.
    """

    usual: float
    rules: Mapping[str, float]
    extractors: Mapping[str, float]

    def of(self, rule: str) -> float:
        """The confidence of what this rule finds."""
        extractor = rule.partition(".")[0]
        return self.rules.get(rule, self.extractors.get(extractor, self.usual))


def rate(facts: Facts) -> Facts:
    """Return the facts with the confidence of their rules: the highest, where several rules found the same fact.

    :raises KnowledgeError: if the lexicon's figures are missing or no figures
    """
    return replace(
        facts,
        events=_rated(facts.events, load_calibration("events")),
        claims=_rated(facts.claims, load_calibration("claims")),
        provisions=_rated(facts.provisions, load_calibration("provisions")),
    )


@cache
def load_calibration(layer: str) -> Calibration:
    """What was measured in the layer "events", "claims" or "provisions".

    :raises KnowledgeError: if the lexicon lacks it, or something in it is not a number from 0 to 1
    """
    lexicon = load_lexicon("confidence")
    try:
        usual, rules, extractors = lexicon["layers"][layer], lexicon[layer], lexicon["extractors"]
        if not all(
            isinstance(each, float) and 0 <= each <= 1 for each in (usual, *rules.values(), *extractors.values())
        ):
            raise ValueError("a confidence is a number from 0.0 to 1.0")
    except (KeyError, ValueError) as error:
        raise KnowledgeError(f"lexicon/confidence.toml: {layer}: {error}: run tools/calibrate_confidence.py") from error
    return Calibration(usual, rules, extractors)


def _rated(facts: tuple[FactT, ...], calibration: Calibration) -> tuple[FactT, ...]:
    return tuple(replace(fact, confidence=_confidence(fact.evidence, calibration)) for fact in facts)


def _confidence(evidence: tuple[Evidence, ...], calibration: Calibration) -> float:
    return max((calibration.of(each.rule) for each in evidence), default=calibration.usual)
