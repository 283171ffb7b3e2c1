"""Compare with other ways: `python benchmarks/baselines.py [--part all|develop|held-back] [--jobs 2]`; prints a table in Markdown.

Two baselines that run here, on the same articles and with the same scorer:

- spaCy triples: the named entities of the model that treatykg uses, and subject-verb-object triples, mapped to the nearest class of
  the ontology by one list of labels and one of verbs. No dates, coreference or factuality.
- textgraph-kg (optional: `pip install --group baselines`): its default, deterministic extractor, with its own entity types and its
  relations mapped by the same list of verbs. Its GLiNER extractor fetches a model from a hub at run time, so it cannot run here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

sys.path.insert(0, str(Path(__file__).parent))
import extraction
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from treatykg.sentences import load_model

SHOWN = ("entities", "posts", "events", "event_actors", "event_dates", "provisions", "claims", "overall")

ENTITY_TYPES = {
    "GPE": "State", "NORP": "State", "PERSON": "Person", "ORG": "Organization", "LAW": "Treaty", "LOC": "Place", "FAC": "Place",
    "Person": "Person", "Organization": "Organization", "Location": "Place",
}  # fmt: skip
EVENT_VERBS = {
    "negotiate": "Negotiation", "propose": "Negotiation", "adopt": "Adoption", "conclude": "Adoption", "agree": "Adoption",
    "sign": "Signature", "approve": "DomesticApproval", "pass": "DomesticApproval", "back": "DomesticApproval",
    "reject": "DomesticRejection", "ratify": "Ratification", "join": "Accession", "accede": "Accession",
    "deposit": "InstrumentDeposit", "exchange": "InstrumentExchange", "enter": "EntryIntoForce", "amend": "Amendment",
    "extend": "Extension", "renew": "Extension", "suspend": "Suspension", "withdraw": "Withdrawal", "leave": "Withdrawal",
    "denounce": "Withdrawal", "terminate": "Termination", "expire": "Termination", "violate": "Violation", "breach": "Violation",
    "visit": "Visit", "meet": "Meeting", "deploy": "MilitaryDeployment", "attack": "Attack", "invade": "Attack",
    "sanction": "Sanction", "aid": "Aid",
}  # fmt: skip
CLAIM_VERBS = {
    "say": "Statement", "announce": "Statement", "tell": "Statement", "accuse": "Accusation", "blame": "Accusation",
    "deny": "Denial", "promise": "Pledge", "pledge": "Pledge", "vow": "Pledge", "welcome": "Support", "praise": "Support",
    "hail": "Support", "support": "Support", "criticize": "Opposition", "criticise": "Opposition", "condemn": "Opposition",
    "oppose": "Opposition", "fear": "Concern", "urge": "Demand", "demand": "Demand", "call": "Demand", "threaten": "Threat",
    "warn": "Threat",
}  # fmt: skip

Extractor: TypeAlias = Callable[[Path], dict[str, Any]]


def to_gold(
    name: str, entities: list[dict[str, Any]], triples: Iterator[tuple[list[str], str, list[str], str]]
) -> dict[str, Any]:
    """Entities and triples (subjects, verb, objects, words) in the format of the gold files."""
    types = {entity["id"]: entity["type"] for entity in entities}
    events, claims = [], []
    for subjects, verb, objects, quote in triples:
        if verb in EVENT_VERBS:
            treaty = next((each for each in objects if types[each] == "Treaty"), None)
            events.append({"type": EVENT_VERBS[verb], "treaty": treaty, "actors": subjects, "quote": quote})
        elif verb in CLAIM_VERBS:
            targets = [each for each in objects if types[each] != "Treaty"]
            claims.append({"type": CLAIM_VERBS[verb], "speakers": subjects, "targets": targets, "quote": quote})
    return {"id": name, "entities": entities, "events": events, "claims": claims, "provisions": [], "posts": []}


def entity(name: str, label: str) -> dict[str, Any]:
    """An entity that is its name."""
    return {"id": name, "type": ENTITY_TYPES[label], "name": name, "aliases": [], "wikidata": None}


# ---------------------------------------------------------------- spaCy


@cache
def _model() -> Language:
    return load_model()


def spacy_triples(path: Path) -> dict[str, Any]:
    """Named entities, and a triple for each verb that has a subject."""
    doc = _model()(path.read_text(encoding="utf-8"))
    named = {span.text: entity(span.text, span.label_) for span in doc.ents if span.label_ in ENTITY_TYPES}
    return to_gold(path.stem, list(named.values()), _svo(doc))


def _svo(doc: Doc) -> Iterator[tuple[list[str], str, list[str], str]]:
    for verb in (token for token in doc if token.pos_ == "VERB"):
        passive = any(child.dep_ == "nsubjpass" for child in verb.children)
        before = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        agents = [each for child in verb.children if child.dep_ == "agent" for each in child.children]
        after = [each for child in verb.children for each in _objects(child)]
        if before:
            subjects, objects = (agents, before) if passive else (before, after)
            words = doc[verb.left_edge.i : verb.right_edge.i + 1].text
            yield _named(doc, subjects), verb.lemma_.lower(), _named(doc, objects), words


def _objects(child: Token) -> list[Token]:
    """A direct object, or what a preposition of the verb governs."""
    if child.dep_ in ("dobj", "dative"):
        return [child]
    return [each for each in child.children if each.dep_ == "pobj"] if child.dep_ == "prep" else []


def _named(doc: Doc, heads: list[Token]) -> list[str]:
    """The named entities that the heads and what is coordinated with them stand in."""
    tokens = [each for head in heads for each in (head, *head.conjuncts)]
    spans: list[Span] = [e for t in tokens for e in doc.ents if e.start <= t.i < e.end and e.label_ in ENTITY_TYPES]
    return list(dict.fromkeys(span.text for span in spans))


# ---------------------------------------------------------------- textgraph-kg


def textgraph(path: Path) -> dict[str, Any]:
    """The entities and relations of textgraph-kg, as its default build gives them; names that it merges are one entity."""
    from textgraph.pipeline import build

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_bytes(path.read_bytes())
        result = build(folder)
    merged = {edge.subject: edge.object for edge in result.edges if edge.predicate == "SAME_AS"}
    label = {node.node_id: node for node in result.nodes if node.properties.get("etype") in ENTITY_TYPES}
    entities: dict[str, dict[str, Any]] = {}
    for key in (key for key in label if key not in merged.values()):
        node = label[merged.get(key, key)]
        one = entities.setdefault(
            node.node_id, {**entity(node.properties["name"], node.properties["etype"]), "id": node.node_id}
        )
        one["aliases"].append(label[key].properties["name"])
    return to_gold(path.stem, list(entities.values()), _relations(result.edges, merged, entities))


def _relations(
    edges: list[Any], merged: Mapping[str, str], entities: Mapping[str, Any]
) -> Iterator[tuple[list[str], str, list[str], str]]:
    verbs = {lemma for words in (EVENT_VERBS, CLAIM_VERBS) for lemma in words}
    for edge in edges:
        ends = [merged.get(end, end) for end in (edge.subject, edge.object)]
        surface = str(edge.properties.get("surface_predicate") or edge.predicate).lower()
        verb = next((v for v in sorted(verbs) if surface.startswith(v)), None)
        if verb is not None and set(ends) <= set(entities):
            yield [ends[0]], verb, [ends[1]], surface


# ---------------------------------------------------------------- the table


def extractors() -> dict[str, Extractor]:
    """The baselines that can run here."""
    found: dict[str, Extractor] = {"spaCy triples": spacy_triples}
    if find_spec("textgraph") is not None:
        found["textgraph-kg"] = textgraph
    else:
        print("textgraph-kg is not installed: pip install --group baselines", file=sys.stderr)
    return found


def main() -> int:
    """Print F1 by layer, in Markdown; exit 0."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=extraction.PARTS, default="all")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    texts = [p for p in sorted(extraction.ARTICLES.glob("*.txt")) if extraction.in_part(p.stem, options.part)]
    rows = {"treatykg": extraction.measure(extraction.build_all(texts, jobs=options.jobs))}
    rows |= {name: extraction.measure({p.stem: extract(p) for p in texts}) for name, extract in extractors().items()}
    print(
        f"| F1, {len(texts)} articles |",
        " | ".join(layer.replace("_", " ") for layer in SHOWN),
        "| precision | recall |",
    )
    print("|---" * (len(SHOWN) + 3) + "|")
    for name, figures in rows.items():
        overall = figures["overall"]
        cells = [*(figures[layer]["f1"] for layer in SHOWN), overall["precision"], overall["recall"]]
        print(f"| {name} |", " | ".join(f"{cell:.2f}" for cell in cells), "|")
    return 0


if __name__ == "__main__":
    sys.exit(main())
