"""The coverage report names what was left out."""

from __future__ import annotations

from treatykg.coverage import covered_sentences, to_text
from treatykg.model import Article, Event, Evidence, Extraction, Facts, Gap, Sentence, Span

TEXT = "Oslo signed the pact.\nThe treaty of Bern, which " + "nobody " * 20 + "\nremembers, lapsed."
FIRST = Sentence(0, Span(0, 21), 0, 5)
SECOND = Sentence(1, Span(22, len(TEXT)), 5, 40)
FACTS = Facts(events=(Event("event/a", "Signature", "Actual", (Evidence(Span(5, 20), "signature.sign"),)),))


def test_a_sentence_is_covered_by_the_words_of_a_fact():
    """Half-open spans that only touch do not count."""
    assert covered_sentences((FIRST, SECOND), FACTS) == {0}
    assert covered_sentences((Sentence(0, Span(0, 5), 0, 1), Sentence(1, Span(20, 30), 1, 2)), FACTS) == set()


def test_the_report_counts_sentences_and_quotes_those_left_out():
    """Each gap has its place, its cue, the reason and its words, wrapped."""
    gap = Gap(SECOND, "treaty", "no rule fits")
    report = to_text([Extraction(Article("a", TEXT), (FIRST, SECOND), (), FACTS, (gap,))])
    assert "\n\na: 2 sentences, 1 with facts, 1 with a cue but without a fact\n" in report
    assert (
        f"\n  sentence 2 [22, {len(TEXT)}), cue “treaty”: no rule fits\n    The treaty of Bern, which nobody" in report
    )
    assert report.endswith("remembers, lapsed.\n")
    assert max(map(len, report.splitlines())) <= 100


def test_the_report_on_no_article_is_its_explanation():
    """It is never an empty file."""
    assert to_text([]).startswith("Sentences that speak of treaties")
