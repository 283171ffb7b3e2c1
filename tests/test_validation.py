"""Findings, reports and the checks that SHACL cannot express."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import RDF, RDFS, SDO, SH, XSD, Dataset, Graph, Literal, URIRef

from treatykg.errors import GraphError, KnowledgeError
from treatykg.validation import (
    Finding,
    Report,
    check_graph,
    check_quotes,
    check_terms,
    load_shapes,
    to_json,
    to_text,
    to_turtle,
    validate,
)
from treatykg.validation import shapes as shapes_module
from treatykg.validation.report import SHAPES
from treatykg.vocab import DATA, FACTUALITY, TREATY

TEXT = "Përmes “Drin Accord” 🤝 Albania agreed."
ARTICLE = DATA["article/1"]


def finding(severity="violation", *, focus="urn:x:a", path=None, value=None, shape="NodeLabel", component="MinCount"):
    return Finding(severity, focus, path, value, SHAPES + shape, "No label: give one.", str(SH) + component)


def article(text=TEXT, *, sha256=None) -> Graph:
    graph = Graph()
    digest = sha256 or hashlib.sha256((text or TEXT).encode()).hexdigest()
    graph.add((ARTICLE, RDF.type, SDO.NewsArticle))
    graph.add((ARTICLE, SDO.datePublished, Literal("2031-05-04", datatype=XSD.date)))
    graph.add((ARTICLE, TREATY.sha256, Literal(digest)))
    if text is not None:
        graph.add((ARTICLE, SDO.text, Literal(text)))
    return graph


def cite(graph: Graph, start: int, end: int, quote: str, *, name: str | None = None) -> URIRef:
    """Add a state that stands on a passage; returns the passage."""
    passage = URIRef(f"{ARTICLE}#char={name or f'{start},{end}'}")
    for predicate, value in (
        (RDF.type, TREATY.Evidence),
        (TREATY.source, ARTICLE),
        (TREATY.start, Literal(str(start), datatype=XSD.nonNegativeInteger)),
        (TREATY.end, Literal(str(end), datatype=XSD.nonNegativeInteger)),
        (TREATY.quote, Literal(quote)),
        (TREATY.rule, Literal("sample")),
    ):
        graph.add((passage, predicate, value))
    state = DATA["state/ALB"]
    graph.add((state, RDF.type, TREATY.State))
    graph.add((state, RDFS.label, Literal("Albania")))
    graph.add((state, TREATY.evidence, passage))
    return passage


def names(findings) -> list[tuple[str, str]]:
    return [(each.severity, each.shape.removeprefix(SHAPES)) for each in findings]


class TestReport:
    def test_only_violations_break_conformance(self):
        """Warnings and infos are news about the news, not defects of the graph."""
        assert Report.of([finding("warning"), finding("info")]).conforms
        assert not Report.of([finding("violation")]).conforms

    def test_findings_are_sorted_worst_first_and_kept_once(self):
        """The order does not depend on the order in which checks ran."""
        a, b, c = finding("info"), finding("violation", focus="urn:x:b"), finding("violation", focus="urn:x:a")
        assert Report.of([a, b], [c, a]).findings == (c, b, a)

    def test_counts_by_severity(self):
        """Each severity is counted by itself."""
        report = Report.of([finding("info"), finding("info", focus="urn:x:b")])
        assert [report.count(severity) for severity in ("violation", "warning", "info")] == [0, 0, 2]


class TestValidate:
    def test_sound_graph_conforms(self):
        """A graph without faults has at most infos."""
        graph = article()
        cite(graph, 23, 30, "Albania")
        report = validate(graph)
        assert names(report.findings) == [("info", "StateLinked")]
        assert report.conforms

    def test_finding_names_focus_path_value_shape_and_remedy(self):
        """A finding can be acted on without looking anything up."""
        graph = article()
        cite(graph, 23, 30, "Albania")
        graph.add((DATA["event/1"], RDF.type, TREATY.Visit))
        graph.add((DATA["event/1"], TREATY.factuality, FACTUALITY.Actual))
        graph.add((DATA["event/1"], TREATY.actor, ARTICLE))
        by_shape = {each.shape.removeprefix(SHAPES): each for each in validate(graph).findings}
        actor = by_shape["EventActor"]
        assert (actor.focus, actor.path, actor.value) == (str(DATA["event/1"]), str(TREATY.actor), str(ARTICLE))
        assert actor.message == "treaty:actor does not lead to an agent: name the person, body or state that acts."
        assert actor.component == str(SH.ClassConstraintComponent)

    def test_one_mistake_is_one_finding(self):
        """A value that breaks datatype and pattern of one shape is found once."""
        graph = article()
        graph.set((ARTICLE, SDO.datePublished, Literal("May 4")))
        assert names(validate(graph).findings) == [("violation", "ArticleDatePublished")]

    def test_subclasses_are_validated_as_their_listed_class(self):
        """The hierarchy comes with treatykg: data need not repeat it."""
        graph = article()
        graph.add((DATA["event/1"], RDF.type, TREATY.Signature))
        assert ("violation", "EventFactuality") in names(validate(graph).findings)

    def test_graph_is_not_changed(self):
        """Validation reads; it leaves no triples of the ontology behind."""
        graph = article()
        before = set(graph)
        validate(graph)
        assert set(graph) == before

    def test_empty_graph_is_an_error(self):
        """Nothing validated is not the same as nothing found."""
        with pytest.raises(GraphError, match="empty"):
            validate(Graph())

    def test_dataset_is_an_error(self):
        """Shapes need the union of the graphs; validating only the default graph would miss the rest."""
        with pytest.raises(GraphError, match="union"):
            validate(Dataset())

    @pytest.mark.parametrize(
        "shape",
        [
            "[] a sh:NodeShape, sh:PropertyShape ; sh:path schema:text .",
            '[] a sh:NodeShape ; sh:targetClass schema:NewsArticle ; sh:pattern "(" .',
            '[] a sh:NodeShape ; sh:targetClass schema:NewsArticle ; sh:sparql [ sh:select "SELECT $this WHERE {" ] .',
        ],
    )
    def test_broken_shape_is_an_error_of_knowledge(self, shape):
        """A shape that pySHACL refuses is named, not passed over."""
        shapes = Graph().parse(data=f"@prefix schema: <{SDO}> .\n@prefix sh: <{SH}> .\n{shape}", format="turtle")
        with pytest.raises(KnowledgeError, match="shape"):
            validate(article(), shapes=shapes)


class TestLoadShapes:
    def test_broken_file_is_named_with_its_line(self, tmp_path, monkeypatch):
        """Whoever edits a shape sees where the mistake is."""
        (tmp_path / "treaty.ttl").write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\n\nsh:a sh:b ; .\nsh:c ? .\n")
        monkeypatch.setattr(shapes_module, "folder", lambda name: tmp_path)
        with pytest.raises(KnowledgeError, match=r"treaty\.ttl:\d+: not valid Turtle"):
            load_shapes.__wrapped__()

    def test_folder_without_shapes_is_an_error(self, tmp_path, monkeypatch):
        """No shapes would let every graph conform."""
        monkeypatch.setattr(shapes_module, "folder", lambda name: tmp_path)
        with pytest.raises(KnowledgeError, match="no shapes"):
            load_shapes.__wrapped__()

    def test_importing_validation_does_not_import_pyshacl(self):
        """Other commands do not wait for it."""
        code = "import sys, treatykg.validation; sys.exit(bool({'pyshacl', 'pyparsing'} & set(sys.modules)))"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestCheckQuotes:
    def test_offsets_count_code_points(self):
        """Letters outside ASCII and the basic plane count one each."""
        graph = article()
        cite(graph, 7, 20, "“Drin Accord”")
        cite(graph, 23, 30, "Albania")
        assert check_quotes(graph) == ()

    @pytest.mark.parametrize(
        ("start", "end", "quote"),
        [
            pytest.param(24, 31, "Albania", id="shifted"),
            pytest.param(8, 19, "“Drin Accord”", id="without the quotation marks"),
            pytest.param(0, 6, "Pe\u0308rmes", id="other normal form"),
            pytest.param(31, 99, "agreed.", id="beyond the end"),
            pytest.param(0, 6, "përmes", id="other case"),
        ],
    )
    def test_quote_that_differs_is_a_violation(self, start, end, quote):
        """Each code point must agree; nothing is normalized."""
        graph = article()
        passage = cite(graph, start, end, quote)
        (found,) = check_quotes(graph)
        assert names([found]) == [("violation", "EvidenceQuoteExact")]
        assert (found.focus, found.path) == (str(passage), str(TREATY.quote))

    def test_iri_names_the_offsets(self):
        """The fragment of the IRI and the offsets say the same."""
        graph = article()
        cite(graph, 23, 30, "Albania", name="23,31")
        assert names(check_quotes(graph)) == [("violation", "EvidenceIriExact")]

    def test_another_text_than_was_read_is_a_violation(self):
        """Offsets mean nothing in a text that has changed, even where the quotes happen to fit."""
        graph = article(sha256="0" * 64)
        cite(graph, 23, 30, "Albania")
        assert names(check_quotes(graph)) == [("violation", "ArticleTextUnchanged")]

    def test_text_left_out_is_an_info_unless_it_is_given(self):
        """Without the text nothing can be compared, and that is said."""
        graph = article(None)
        cite(graph, 23, 30, "Angola")
        assert names(check_quotes(graph)) == [("info", "ArticleTextKnown")]
        assert names(check_quotes(graph, texts={str(ARTICLE): TEXT})) == [("violation", "EvidenceQuoteExact")]

    def test_missing_or_malformed_offsets_are_left_to_the_shapes(self):
        """Each fault is reported by the check that knows the remedy."""
        graph = article()
        passage = cite(graph, 23, 30, "Albania")
        graph.set((passage, TREATY.start, Literal("twenty-three")))
        assert check_quotes(graph) == ()
        assert ("violation", "EvidenceStart") in names(validate(graph).findings)


class TestCheckTerms:
    @pytest.mark.parametrize(
        ("predicate", "value"),
        [
            (URIRef(f"{TREATY}signator"), ARTICLE),
            (RDF.type, URIRef(f"{TREATY}Sate")),
            (TREATY.obligationType, URIRef("https://w3id.org/treatykg/obligation/Defence")),
            (URIRef(f"{RDFS}lable"), Literal("Albania")),
            (RDF.type, URIRef("http://www.w3.org/ns/org#Office")),
        ],
    )
    def test_misspelt_term_is_a_violation(self, predicate, value):
        """Also where no shape looks: a class that no shape targets, a property of an open node."""
        graph = article()
        graph.add((DATA["state/ALB"], predicate, value))
        (found,) = check_terms(graph)
        assert (found.severity, found.focus, found.path) == ("violation", str(DATA["state/ALB"]), str(predicate))

    def test_terms_of_other_vocabularies_are_let_be(self):
        """Readers add what they know in their own words."""
        graph = article()
        graph.add((DATA["state/ALB"], URIRef("https://data.example/capital"), Literal("Tirana")))
        graph.add((DATA["state/ALB"], URIRef("http://xmlns.com/foaf/0.1/page"), URIRef("https://data.example/")))
        assert check_terms(graph) == ()


def test_check_graph_joins_all_checks_and_says_nothing_twice():
    """Shapes, quotes and terms; a property that a closed shape refuses is not reported again as misspelt."""
    graph = article()
    passage = cite(graph, 23, 30, "Angola")
    graph.add((passage, URIRef(f"{TREATY}strat"), Literal("23")))
    graph.add((DATA["state/ALB"], URIRef(f"{TREATY}actFor"), ARTICLE))
    assert names(check_graph(graph).findings) == [
        ("violation", "EvidenceClosed"),
        ("violation", "EvidenceQuoteExact"),
        ("violation", "TermDeclared"),
        ("info", "StateLinked"),
    ]


class TestFormats:
    REPORT = Report.of(
        [
            finding(focus=f"{DATA}state/ALB", path=str(RDFS.label)),
            finding(focus=f"{DATA}state/AND", path=str(RDFS.label), value='"a \\"b\\"\\n"@en'),
            finding("warning", path=f"^{TREATY.evidence}", shape="EvidenceUsed", value="_:b0"),
        ]
    )

    def test_text_says_each_message_once(self):
        """A report that people read: a summary, a message, and the places it is about."""
        assert to_text(self.REPORT) == (
            "Does not conform: 2 violations, 1 warning.\n"
            "\n"
            "Violation: No label: give one.\n"
            "    shape:NodeLabel\n"
            f"    - {DATA}state/ALB  rdfs:label\n"
            f'    - {DATA}state/AND  rdfs:label  "a \\"b\\"\\n"@en\n'
            "\n"
            "Warning: No label: give one.\n"
            "    shape:EvidenceUsed\n"
            "    - urn:x:a  ^treaty:evidence  _:b0\n"
        )

    def test_long_values_are_cut_in_the_text(self):
        """A whole article as a value does not bury the report."""
        text = to_text(Report.of([finding(value=f'"{"word " * 1000}"')]))
        assert max(map(len, text.splitlines())) < 150

    def test_json_holds_all_fields_in_order(self):
        """Programs get what the report has."""
        content = json.loads(to_json(self.REPORT))
        assert content["conforms"] is False
        assert content["counts"] == {"violation": 2, "warning": 1, "info": 0}
        assert [each["focus"] for each in content["findings"]] == [each.focus for each in self.REPORT.findings]
        assert content["findings"][0]["path"] == str(RDFS.label)

    def test_turtle_is_a_shacl_report_without_blank_nodes(self):
        """Each result has what the specification asks for (https://www.w3.org/TR/shacl/#results-validation-result)."""
        graph = Graph().parse(data=to_turtle(self.REPORT), format="turtle")
        (report,) = graph.subjects(RDF.type, SH.ValidationReport)
        assert graph.value(report, SH.conforms) == Literal(False)
        results = list(graph.objects(report, SH.result))
        assert len(results) == 3
        needed = (SH.focusNode, SH.resultSeverity, SH.sourceShape, SH.sourceConstraintComponent, SH.resultPath)
        assert all(len(list(graph.objects(result, each))) == 1 for result in results for each in needed)
        assert all(isinstance(node, URIRef) for node in graph.subjects())
        assert Literal('a "b"\n', lang="en") in set(graph.objects(None, SH.value))
        assert [str(each) for each in graph.objects(None, SH.inversePath)] == [str(TREATY.evidence)]

    def test_turtle_of_a_clean_report(self):
        """A report without findings says that the graph conforms."""
        quads = list(parse(to_turtle(Report()), format=RdfFormat.TURTLE))
        assert [quad.object.value for quad in quads if quad.predicate.value == str(SH.conforms)] == ["true"]

    @pytest.mark.parametrize("writer", [to_text, to_json, to_turtle])
    def test_same_graph_same_bytes(self, writer):
        """Equal graphs, read in any order, give equal reports down to the byte."""
        graph = article()
        cite(graph, 23, 30, "Albania")
        for number in range(5):
            graph.add((DATA[f"event/{number}"], RDF.type, TREATY.Signature))
        again = Graph()
        for triple in sorted(graph, reverse=True):
            again.add(triple)
        assert writer(check_graph(graph)) == writer(check_graph(again))
