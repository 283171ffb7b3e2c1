"""What the mentions of a text are: their words, form, type, head and key."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatykg.errors import KnowledgeError
from treatykg.gazetteer import load_gazetteer
from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions import find_mentions, name_parts
from treatykg.model import Article, Mention
from treatykg.sentences import Document, read_document

LEXICONS = ("bodies", "groups", "instruments", "persons", "places", "titles", "treaty_nouns")


def mentions_of(text: str) -> tuple[Document, tuple[Mention, ...]]:
    document = read_document(Article("sample", text))
    return document, find_mentions(document, load_gazetteer())


def described(text: str) -> set[tuple[str, str, str]]:
    """Words, type and form of each mention."""
    return {(each.span.of(text), each.type, each.form) for each in mentions_of(text)[1]}


@pytest.mark.parametrize(
    ("text", "words", "type_", "form"),
    [
        ("Finland signed.", "Finland", "State", "name"),
        ("The Finnish envoy left.", "Finnish", "State", "demonym"),
        ("The USA signed.", "USA", "State", "acronym"),
        ("Talks with Ankara failed.", "Ankara", "State", "metonym"),
        ("She flew to Ankara.", "Ankara", "Place", "name"),
        ("The Ankara summit failed.", "Ankara", "Place", "name"),
        ("The Treaty of Tordesillas lapsed.", "Treaty of Tordesillas", "Treaty", "name"),
        ("They signed the Lake Convention of 1972.", "Lake Convention of 1972", "Treaty", "name"),
        ("They signed a grain deal with Egypt.", "grain deal with Egypt", "Treaty", "description"),
        ("The accord failed.", "accord", "Treaty", "description"),
        ("The Green Party objected.", "Green Party", "Organization", "name"),
        ("Dutch lawmakers objected.", "Dutch lawmakers", "Legislature", "description"),
        ("Peru's cabinet agreed.", "Peru's cabinet", "GovernmentBody", "description"),
        ("The Baltic states agreed.", "Baltic states", "StateGroup", "name"),
        ("Mr Alvarez agreed.", "Alvarez", "Person", "name"),
        ("Ambassador Lin Wei agreed.", "Lin Wei", "Person", "name"),
    ],
)
def test_mention(text, words, type_, form):
    """Each kind of mention is found with its words, its type and its form."""
    assert (words, type_, form) in described(text)


@pytest.mark.parametrize("text", ["They were in agreement.", "No treaty exists.", "They acted by agreement."])
def test_no_treaty(text):
    """Agreeing is not an agreement, and none is none."""
    assert not [words for words, type_, _ in described(text) if type_ == "Treaty"]


def test_head_is_the_syntactic_head():
    """The head of a long name is the noun that the verb sees."""
    document, found = mentions_of("The Treaty of Amity between Chad and Niger was signed.")
    treaty = next(each for each in found if each.type == "Treaty")
    assert document.doc[treaty.head].text == "Treaty"
    assert {each.span.of(document.article.text) for each in found if each.type == "State"} == {"Chad", "Niger"}


def test_known_name_inside_a_longer_phrase_gives_it_its_key():
    """A year before a known treaty's name does not hide which treaty it is."""
    _, found = mentions_of("They recalled the 1968 Treaty on the Non-Proliferation of Nuclear Weapons.")
    assert [each.key for each in found if each.type == "Treaty"] == ["treaty/npt"]


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet=st.sampled_from("aAbB .,'’-\n()TtreyofUNIran1987é“”"), max_size=60))
def test_any_text_gives_exact_spans(text):
    """Whatever the text, mentions lie in it, in its order, with tokens and heads of their own."""
    document, found = mentions_of(text)
    for each in found:
        assert 0 <= each.span.start < each.span.end <= len(text)
        assert each.first_token <= each.head < each.end_token <= len(document.doc)
    assert list(found) == sorted(found, key=lambda each: (each.first_token, -each.end_token, each.head))


def test_name_parts_of_particles_and_asian_names():
    """What can stand for a full name: its words, and its end from the particle on."""
    assert {"van der berg", "berg", "ana"} <= name_parts("Ana van der Berg")
    assert "der" not in name_parts("Ana van der Berg")
    assert {"moon", "jae-in"} <= name_parts("Moon Jae-in")


@pytest.mark.parametrize("name", LEXICONS)
def test_lexicon_holds_lower_case_words_once(name):
    """Lists of words are in lower case and without blanks around them."""
    for key, words in load_lexicon(name).items():
        if isinstance(words, list) and key != "names":
            assert words
            assert all(word == word.lower().strip() for word in words), key


def test_lexicon_errors_say_which_file():
    """A missing file or list is an error that names it and the way out."""
    with pytest.raises(KnowledgeError, match=r"nothing\.toml"):
        load_lexicon("nothing")
    with pytest.raises(KnowledgeError, match=r"titles\.toml: nobody must be a list"):
        load_words("titles", "nobody")
