"""Running compiled shapes over one graph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad
from rdflib import Graph

from treatykg.validation.quick.graph import IndexedGraph, to_working_index
from treatykg.validation.quick.reading import compile_shapes, load_compiled
from treatykg.validation.quick.shape import Broken, Constraint, TargetedShape
from treatykg.validation.quick.terms import Term, to_text
from treatykg.validation.report import Finding, Report, once_per_mistake
from treatykg.vocab import TREATY


def validate_quickly(quads: Iterable[Quad], *, shapes: Graph | None = None) -> Report:
    """What `treatykg.validation.validate` finds in the union of all graphs of `quads`, thirty times as fast.

    :param quads: all that belongs to one article, derived and background triples included
    :param shapes: used instead of those of treatykg
    :raises GraphError: if there are no quads, for then nothing would have been checked
    :raises KnowledgeError: if the shapes or the ontology are broken, or a shape says something that is not known here
    """
    compiled = load_compiled() if shapes is None else compile_shapes(shapes)
    return Report.of(find_broken(to_working_index(quads), compiled))


def find_broken(graph: IndexedGraph, shapes: Iterable[TargetedShape]) -> Iterable[Finding]:
    """One finding for each mistake, in no particular order."""
    several = len(graph.objects_of(str(TREATY.source))) > 1
    asked = (shape for shape in shapes if several or not shape.of_several)
    return once_per_mistake(finding for shape in asked for finding in _check(graph, shape))


def _check(graph: IndexedGraph, targeted: TargetedShape) -> Iterator[Finding]:
    shape = targeted.shape
    for focus in targeted.focus_nodes(graph):
        values = shape.values(graph, focus)
        for constraint in shape.constraints:
            for broken in constraint.check(graph, focus, values):
                yield _finding(targeted, focus, constraint, broken)


def _finding(targeted: TargetedShape, focus: Term, constraint: Constraint, broken: Broken) -> Finding:
    return Finding(
        severity=targeted.severity,
        focus=to_text(focus) or "",
        path=broken.path or targeted.shape.path_text,
        value=to_text(broken.value),
        shape=targeted.shape.name,
        message=broken.message or targeted.message,
        component=constraint.component,
    )
