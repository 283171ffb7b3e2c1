"""Direct edges between what facts tie together, with the fact's IRI, words, dates and certainty on the edge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product

from treatykg.propertygraph.mapping import Rules, TieRule
from treatykg.propertygraph.model import Edge, Properties, Value
from treatykg.propertygraph.statements import TYPES, Statements

IRI, TYPE, QUOTE, ARTICLE = "iri", "type", "quote", "article"
"""Properties of every tie: the fact, its class, its words (joined with ` | `) and the articles they are in."""

_Targets = Mapping[str, Mapping[str, tuple[str, ...]]]  # by subject and type of edge


def find_ties(graph: str, said: Mapping[str, Statements], kinds: Mapping[str, str], rules: Rules) -> Iterator[Edge]:
    """The ties of the facts of one graph."""
    targets = {subject: _by_type(each) for subject, each in said.items()}
    for fact, statements in said.items():
        names = statements.properties.get(TYPES, ())
        for name in names if isinstance(names, tuple) else ():
            for rule in rules.ties_of.get(name, ()):
                if kinds[fact] == rule.kind:
                    yield from _of_fact(fact, rule, (graph, said, targets, kinds), rules)


def _of_fact(
    fact: str,
    rule: TieRule,
    context: tuple[str, Mapping[str, Statements], _Targets, Mapping[str, str]],
    rules: Rules,
) -> Iterator[Edge]:
    graph, said, targets, kinds = context
    pairs = tuple(_pairs(fact, rule, targets))
    if not pairs:
        return
    properties = said[fact].properties
    type_ = _type(rule, properties, rules)
    carried = _carried(fact, rule, (said, targets), rules)
    for source, target in pairs:
        yield Edge(type_, source, target, (kinds[source], kinds[target]), graph, carried)


def _pairs(fact: str, rule: TieRule, targets: _Targets) -> Iterator[tuple[str, str]]:
    source, target = rule.path
    own = targets[fact]
    if source != target:
        yield from product(own.get(source, ()), own.get(target, ()))
        return
    for one, other in combinations(own.get(source, ()), 2):  # nobody meets the state that he or she acts for
        acting = (*targets.get(one, {}).get("ACTS_FOR", ()), *targets.get(other, {}).get("ACTS_FOR", ()))
        if not {one, other}.intersection(acting):
            yield one, other


def _type(rule: TieRule, properties: Properties, rules: Rules) -> str:
    """The type of the rule, unless the fact says that it is not, or not yet, one."""
    return rules.not_actual.get(str(properties.get("factuality")), rule.type)


def _carried(fact: str, rule: TieRule, context: tuple[Mapping[str, Statements], _Targets], rules: Rules) -> Properties:
    said, targets = context
    own = said[fact].properties
    passages = targets[fact].get("HAS_EVIDENCE", ())
    words = [(each.get("start", 0), str(each[QUOTE])) for each in _properties(passages, said) if QUOTE in each]
    articles = {article for each in passages for article in targets.get(each, {}).get("SOURCE", ())}
    values: dict[str, Value] = {IRI: fact, TYPE: rule.of_class}
    values |= {each.name: own[each.name] for each in rules.tie_properties if each.name in own}
    values |= {QUOTE: " | ".join(quote for _, quote in sorted(words))} if words else {}
    return values | ({ARTICLE: " | ".join(sorted(articles))} if articles else {})


def _properties(things: Iterable[str], said: Mapping[str, Statements]) -> Iterator[Properties]:
    return (said[each].properties for each in things if each in said)


def _by_type(statements: Statements) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for type_, target in statements.edges:
        found[type_].append(target)
    return {type_: tuple(each) for type_, each in found.items()}
