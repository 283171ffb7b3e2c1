"""Looking things up in a dataset: what a subject has for a predicate, and what there is of a class."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from pyoxigraph import Quad
from rdflib.namespace import RDF

from treatykg.triples.dataset import triple_of


class Index:
    """The values of a set of quads, without their graphs; IRIs and literals are given as plain strings, sorted.

    Built once, then only read.
    """

    def __init__(self, quads: Iterable[Quad]) -> None:
        objects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for subject, predicate, value in map(triple_of, quads):
            objects[subject.value][predicate.value].add(value.value)
        self._objects: Mapping[str, Mapping[str, tuple[str, ...]]] = {
            subject: {predicate: tuple(sorted(values)) for predicate, values in by_predicate.items()}
            for subject, by_predicate in sorted(objects.items())
        }

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The values that `subject` has for `predicate`, sorted; none if it has none."""
        return self._objects.get(subject, {}).get(str(predicate), ())  # rdflib's IRIs never equal plain strings

    def value(self, subject: str, predicate: str) -> str | None:
        """The first value that `subject` has for `predicate`."""
        return next(iter(self.values(subject, predicate)), None)

    def follow(self, subject: str, *path: str) -> tuple[str, ...]:
        """The values at the end of a path of predicates, each once; `subject` itself if the path is empty."""
        values: tuple[str, ...] = (subject,)
        for predicate in path:
            values = tuple(dict.fromkeys(found for each in values for found in self.values(each, predicate)))
        return values

    def subjects(self) -> tuple[str, ...]:
        """All subjects, sorted."""
        return tuple(self._objects)

    def instances(self, *classes: str) -> tuple[str, ...]:
        """The subjects that are asserted to be of one of the classes, sorted."""
        found = [self._by_class.get(str(each), ()) for each in classes]
        return found[0] if len(found) == 1 else tuple(sorted(set().union(*found)))

    @cached_property
    def _by_class(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = defaultdict(list)
        for subject in self._objects:
            for kind in self.values(subject, RDF.type):
                found[kind].append(subject)
        return {kind: tuple(subjects) for kind, subjects in found.items()}

    def all_values(self, of_class: str, predicate: str) -> tuple[str, ...]:
        """The values that the instances of a class have for `predicate`."""
        return tuple(value for subject in self.instances(of_class) for value in self.values(subject, predicate))
