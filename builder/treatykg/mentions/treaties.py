"""Mentions of international agreements: named, described, and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions.complements import complement_end, is_sent_to
from treatykg.mentions.phrases import date_end, determiner, grow_left, name_run, year
from treatykg.mentions.reading import Reading, capitalised
from treatykg.mentions.treaty_nouns import noun_of, plural
from treatykg.model import Mention, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from treatykg.gazetteer import NameHit


def find_treaties(reading: Reading) -> Iterator[Mention]:
    """Names, descriptions and definite references of agreements, by their head noun."""
    nouns = load_words("treaty_nouns", "heads", "anaphors", "name_heads")
    papers, mistagged = load_words("treaty_nouns", "papers"), load_words("treaty_nouns", "mistagged")
    for token in reading.document.tokens:
        tag = token.tag_[0]
        if tag != "N" and not (tag in "VJ" and token.lower_ in mistagged and _stands_as_noun(token)):
            continue
        noun = noun_of(token)
        known = noun in nouns or (noun in papers and _is_binding(token))
        if known and (mention := _at(reading, token)):
            yield mention


def _stands_as_noun(token: Token) -> bool:
    """Whether the tagger takes for a verb or adjective what is a noun: "the rivers *pact* awaits", "signatory of a *compact*"."""
    following = token.doc[token.i + 1].tag_ if token.i + 1 < len(token.doc) else ""
    return token.i > 0 and token.doc[token.i - 1].tag_[0] in "NDJ" and following[:1] != "N"


def content_words(doc: Doc, first: int, head: int) -> list[Token]:
    """The modifiers that say which agreement it is."""
    empty = load_words("treaty_nouns", "phrases.empty")
    return [token for token in doc[first:head] if token.is_alpha and token.lower_ not in empty]


def _at(reading: Reading, head: Token) -> Mention | None:
    """The mention whose head noun is `head`, if it is one."""
    doc, start = reading.doc, reading.sentence_start(head.i)
    first = grow_left(doc, head.i, start, links=load_words("treaty_nouns", "phrases.inner_connectors"))
    first = _before_owners(doc, first, start)
    if first < head.i and doc[head.i - 1].tag_ == "DT":
        first = head.i  # "Search for *the* Treaty of Moscow"
    if capitalised(head) and (named := _name(reading, first, head)):
        return named
    return _description(reading, first, head)


def _before_owners(doc: Doc, first: int, start: int) -> int:
    """Where the words begin with those for whom it is made: "the *seasonal workers'* treaty", but not "the leaders' treaty"."""
    if first - 2 < start or doc[first - 1].tag_ != "POS" or doc[first - 2].tag_ != "NNS":
        return first
    makers = doc[first - 2].lower_ in load_words("treaty_nouns", "makers") or doc[first - 2].ent_type_ == "DATE"
    return first if makers else grow_left(doc, first - 2, start)


def _name(reading: Reading, first: int, head: Token) -> Mention | None:
    """A capitalised name: "Treaty of Roskilde", "Law of the Sea Convention"."""
    if noun_of(head) not in load_words("treaty_nouns", "name_heads") or _inside_compound(head):
        return None
    doc = reading.doc
    end = _with_year(doc, _name_end(reading, head))
    first = _name_start(reading, first, head.i)
    numbered = _number_end(doc, head.i + 1)
    told = any(capitalised(token) and token.is_alpha for token in (*doc[first : head.i], *doc[head.i + 1 : end]))
    if not told and numbered is None:
        return None
    end = max(end, numbered) if numbered is not None else end
    end = end + 1 if end == head.i + 1 < len(doc) and doc[end].like_num and len(doc[end]) < 5 else end
    return reading.mention((first, end), form="name", type="Treaty", rule="treaty:name", head=head.i)


def _number_end(doc: Doc, at: int) -> int | None:
    """The end of the number of a series right behind a noun: "Convention *No. 138*", "Convention *138*"; None if there is none."""
    start = at
    while at < min(start + 2, len(doc)) and doc[at].lower_.rstrip(".") in {"no", "nr", "number", ""}:
        at += 1
    return at + 1 if at < len(doc) and doc[at].text.isdecimal() and len(doc[at]) < 4 else None


def _name_end(reading: Reading, head: Token) -> int:
    """Where the name ends behind its noun: "... on the Law of the Sea", "... on child abduction"."""
    doc, at = reading.doc, date_end(reading.doc, head.i + 1)
    if at >= len(doc) or doc[at].lower_ not in load_words("treaty_nouns", "phrases.name_openers"):
        return at
    end = name_run(doc, at, reading.sentence_end(head.i), load_words("treaty_nouns", "phrases.connectors"))
    end = next((i for i in range(at, end - 1) if _leaves_name(reading, i)), end)
    lower = end == at and doc[at].lower_ in {"on", "against", "concerning"}
    return complement_end(reading, head) if lower else max(end, at)


def _leaves_name(reading: Reading, at: int) -> bool:
    """Whether a name ends before the word, which tells where or with whom: "the Treaty of Oslo *in Geneva*", "... *to a vote*"."""
    word, following = reading.doc[at].lower_, reading.doc[at + 1]
    if is_sent_to(reading.doc[at]):
        return True
    if word == "by":
        return following.lower_ != "exchange"  # "Agreement by Exchange of Notes"
    if following.lower_ in {"a", "an"}:
        return word in {"in", "to", "with", "by", "from", "as"}
    return word == "in" and any(first == following.i and _is_site(hit) for hit, first, _ in reading.hits)


def _is_site(hit: NameHit) -> bool:
    return any(naming.key.startswith("place/") for naming in hit.namings)


def _name_start(reading: Reading, first: int, head: int) -> int:
    """Cut lower-case modifiers from a name, but keep years: "the 1961 Single Convention"."""
    doc = reading.doc
    while first < head and not capitalised(doc[first]) and not year(doc[first]):
        first += 1
    return first


def _with_year(doc: Doc, end: int) -> int:
    """Include "of 1961"."""
    if end + 1 < len(doc) and doc[end].lower_ == "of" and year(doc[end + 1]):
        return end + 2
    return end


def _inside_compound(head: Token) -> bool:
    """Whether the noun only modifies another: "treaty obligations", "Charter flights"."""
    following = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else None
    return (
        following is not None
        and _number_end(head.doc, head.i + 1) is None
        and head.dep_ in {"compound", "nmod", "amod"}
        and following.tag_ in {"NN", "NNS", "NNP", "NNPS"}
        and head.head.i > head.i
    )


def _description(reading: Reading, first: int, head: Token) -> Mention | None:
    """A description in common words: "a fisheries accord with Iceland", "the accord"."""
    doc, noun = reading.doc, noun_of(head)
    period = _before_period(doc, first)
    before = determiner(doc, period, reading.sentence_start(head.i))
    phrases = load_lexicon("treaty_nouns")["phrases"]
    words = content_words(doc, first, head.i)
    end = complement_end(reading, head)
    titled = reading.in_title(head.i)
    if _contained(doc, first) and plural(head) and noun in load_words("treaty_nouns", "heads"):
        # without its complement: that names another agreement, as in "amendments to the treaty under which"
        tokens = (first, head.i + 1)
        return reading.mention(tokens, form="description", type="Treaty", rule="treaty:contained", head=head.i)
    told_on = bool(words) or (end > head.i + 1 and doc[head.i + 1].tag_ == "IN")
    made = _is_made(head, noun, told_on)
    counted = _is_counted(doc, first, head, before, end)
    bare = not before and not words and not titled and not (made and plural(head)) and not counted
    known = (
        plural(head) and not words and doc[first].like_num and end == head.i + 1 and not counted
    )  # "the two accords"
    if before in phrases["generic"] or bare or known or _is_act(head, before, words):
        return None
    first = period if doc[period].tag_ == "CD" else first
    if _before_treaty_noun(head):
        return None
    definite = before in phrases["definite"] or before == "'s"
    taken_up = noun in load_words("treaty_nouns", "heads", "anaphors")
    if definite and not words and not taken_up:
        return None
    if definite and not words and (end == head.i + 1 or noun not in load_words("treaty_nouns", "heads")):
        return reading.mention(
            (first, head.i + 1), form="description", type="Treaty", rule="treaty:anaphor", head=head.i
        )
    acts = end > head.i + 1 and doc[head.i + 1].tag_ == "TO"
    told = end > head.i + 1 or any(year(token) for token in doc[first : head.i])
    if not (made or _describes(noun, words, told, definite or titled, acts=acts)):
        return None
    if plural(head) and not (made or definite or (words and capitalised(words[0])) or doc[first].like_num):
        return None
    form, rule = _kind_of(words, definite)
    return reading.mention((first, end), form=form, type="Treaty", rule=rule, head=head.i)


def _is_counted(doc: Doc, first: int, head: Token, before: str, end: int) -> bool:
    """Whether it counts new agreements without listing them: "two accords", not "two accords: a tax pact and ..."."""
    definite = before in load_lexicon("treaty_nouns")["phrases"]["definite"]
    listed = end < len(doc) and doc[end].text == ":"
    return plural(head) and doc[first].like_num and not definite and not listed


def _contained(doc: Doc, first: int) -> bool:
    """Whether the agreements are those of "a package of", "a series of"."""
    return (
        first > 1
        and doc[first - 1].lower_ == "of"
        and doc[first - 2].lower_ in load_words("treaty_nouns", "containers")
    )


def _before_period(doc: Doc, first: int) -> int:
    """The token before which the determiner stands: past "ten-year" in "a ten-year pact"."""
    while first > 0 and doc[first - 1].ent_type_ == "DATE" and doc[first - 1].tag_ not in {"DT", "IN"}:
        first -= 1
    return first


def _before_treaty_noun(head: Token) -> bool:
    """Whether the next word is the true noun: "Framework Agreement", "partnership treaty"."""
    return head.i + 1 < len(head.doc) and noun_of(head.nbor()) in load_words("treaty_nouns", "heads")


def _kind_of(words: list[Token], definite: bool) -> tuple[MentionForm, str]:
    if any(capitalised(word) and word.tag_ in {"NNP", "NNPS"} and word.ent_type_ != "NORP" for word in words):
        return "name", "treaty:short-name"
    return "description", "treaty:definite" if definite else "treaty:description"


def _describes(noun: str, words: list[Token], complement: bool, known: bool, *, acts: bool = False) -> bool:
    """Whether noun and modifiers are enough to tell an agreement; `acts`: a clause says what it is to do."""
    if noun not in load_words("treaty_nouns", "heads"):
        return False
    if noun in load_words("treaty_nouns", "shadows"):
        if acts:
            return True
        return (bool(words) and (known or noun in {"annex", "declaration", "arrangement"})) or (
            noun == "annex" and complement
        )
    if noun in load_words("treaty_nouns", "weak"):
        return bool(words) or complement
    return True


def _is_made(head: Token, noun: str, told_on: bool) -> bool:
    """Whether the words say that it is signed, which is done to agreements alone: "signed *an agreement* in Oslo to cut tariffs".

    A paper of another kind needs words besides that tell what it is on: "signed *a border text*".
    """
    if noun not in load_words("treaty_nouns", "heads"):
        if noun == "act" and head.nbor(-1).lower_ not in load_words("instruments", "treaty_acts"):
            return False
        return told_on and noun in load_words("treaty_nouns", "papers") and _is_binding(head)
    verb, signing = head.head, load_words("treaty_nouns", "phrases.signing")
    if head.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in signing:
        return True
    return any(c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in signing for c in head.rights)


def _is_binding(head: Token) -> bool:
    """Whether the words say that states are bound by a paper: "*ratified* a fisheries code", "*accession to* the river statute"."""
    verb, binding = head.head, load_words("treaty_nouns", "binding")
    if head.dep_ == "pobj" and verb.lower_ in {"of", "to", "from"}:
        return verb.head.lemma_.lower() in binding
    into_law = any(child.lower_ == "into" for child in verb.rights)
    return head.dep_ in ("dobj", "nsubjpass") and verb.lemma_ in binding and not into_law


def _is_act(head: Token, before: str, words: list[Token]) -> bool:
    """As in "in agreement", "reached agreement": the act of agreeing."""
    if before or words or head.i == 0:
        return False
    phrases = load_lexicon("treaty_nouns")["phrases"]
    return head.nbor(-1).lower_ in phrases["act_prepositions"] or head.head.lemma_ in phrases["act_verbs"]
