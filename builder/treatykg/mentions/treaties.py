"""Mentions of international agreements: named, described, and taken up again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from treatykg.lexicon import load_lexicon, load_words
from treatykg.mentions.phrases import determiner, grow_left, name_run, year
from treatykg.mentions.reading import Reading, capitalised
from treatykg.model import Mention, MentionForm

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from treatykg.gazetteer import NameHit

_LONGEST_COMPLEMENT = 14  # tokens


def noun_of(token: Token) -> str:
    """The noun in the singular, as the lexicon of treaty nouns has it."""
    word = token.lower_
    known = (
        load_words("treaty_nouns", "heads")
        | load_words("treaty_nouns", "anaphors")
        | load_words("treaty_nouns", "name_heads")
    )
    return word[:-1] if word not in known and word.endswith("s") and word[:-1] in known else word


def plural(token: Token) -> bool:
    """Whether the noun is in the plural."""
    return token.tag_ in {"NNS", "NNPS"} or token.lower_ in {
        "memoranda",
        "treaties",
        "accords",
        "agreements",
        "conventions",
    }


def find_treaties(reading: Reading) -> Iterator[Mention]:
    """Names, descriptions and definite references of agreements, by their head noun."""
    nouns = (
        load_words("treaty_nouns", "heads")
        | load_words("treaty_nouns", "anaphors")
        | load_words("treaty_nouns", "name_heads")
    )
    for token in reading.doc:
        if noun_of(token) in nouns and token.tag_[0] == "N" and (mention := _at(reading, token)):
            yield mention


def content_words(doc: Doc, first: int, head: int) -> list[Token]:
    """The modifiers that say which agreement it is."""
    empty = load_words("treaty_nouns", "phrases.empty")
    return [token for token in doc[first:head] if token.is_alpha and token.lower_ not in empty]


def _at(reading: Reading, head: Token) -> Mention | None:
    """The mention whose head noun is `head`, if it is one."""
    doc, start = reading.doc, reading.sentence_start(head.i)
    first = grow_left(doc, head.i, start, links=load_words("treaty_nouns", "phrases.inner_connectors"))
    if capitalised(head) and (named := _name(reading, first, head)):
        return named
    return _description(reading, first, head)


def _name(reading: Reading, first: int, head: Token) -> Mention | None:
    """A capitalised name: "Treaty of Roskilde", "Law of the Sea Convention"."""
    if noun_of(head) not in load_words("treaty_nouns", "name_heads") or _inside_compound(head):
        return None
    doc = reading.doc
    end = _with_year(doc, _name_end(reading, head))
    first = _name_start(reading, first, head.i)
    if not any(capitalised(token) and token.is_alpha for token in (*doc[first : head.i], *doc[head.i + 1 : end])):
        return None
    end = end + 1 if end == head.i + 1 < len(doc) and doc[end].like_num and len(doc[end]) < 5 else end
    return reading.mention((first, end), form="name", type="Treaty", rule="treaty:name", head=head.i)


def _name_end(reading: Reading, head: Token) -> int:
    """Where the name ends behind its noun: "... on the Law of the Sea", "... on child abduction"."""
    doc, at = reading.doc, head.i + 1
    if at >= len(doc) or doc[at].lower_ not in load_words("treaty_nouns", "phrases.name_openers"):
        return at
    end = name_run(doc, at, reading.sentence_end(head.i), load_words("treaty_nouns", "phrases.connectors"))
    end = next((i for i in range(at, end - 1) if _leaves_name(reading, i)), end)
    lower = end == at and doc[at].lower_ in {"on", "against", "concerning"}
    return _complement_end(reading, head) if lower else max(end, at)


def _leaves_name(reading: Reading, at: int) -> bool:
    """Whether a name ends before the word, which tells where or with whom: "the Treaty of Oslo *in Geneva*", "... *to a vote*"."""
    word, following = reading.doc[at].lower_, reading.doc[at + 1]
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
        and head.dep_ in {"compound", "nmod", "amod"}
        and following.tag_ in {"NN", "NNS", "NNP", "NNPS"}
        and head.head.i > head.i
    )


def _description(reading: Reading, first: int, head: Token) -> Mention | None:
    """A description in common words: "a fisheries accord with Iceland", "the accord"."""
    doc, noun = reading.doc, noun_of(head)
    before = determiner(doc, _before_period(doc, first), reading.sentence_start(head.i))
    phrases = load_lexicon("treaty_nouns")["phrases"]
    words = content_words(doc, first, head.i)
    end = _complement_end(reading, head)
    titled = reading.in_title(head.i)
    if before in phrases["generic"] or (not before and not words and not titled) or _is_act(head, before, words):
        return None
    if _before_treaty_noun(head):
        return None
    definite = before in phrases["definite"] or before == "'s"
    if definite and not words and (end == head.i + 1 or noun not in load_words("treaty_nouns", "heads")):
        return reading.mention(
            (first, head.i + 1), form="description", type="Treaty", rule="treaty:anaphor", head=head.i
        )
    acts = end > head.i + 1 and doc[head.i + 1].tag_ == "TO"
    if not _describes(noun, words, end > head.i + 1, definite or titled, acts=acts):
        return None
    if plural(head) and not (definite or (words and capitalised(words[0])) or doc[first].like_num):
        return None
    form, rule = _kind_of(words, definite)
    return reading.mention((first, end), form=form, type="Treaty", rule=rule, head=head.i)


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


def _is_act(head: Token, before: str, words: list[Token]) -> bool:
    """As in "in agreement", "reached agreement": the act of agreeing."""
    if before or words or head.i == 0:
        return False
    phrases = load_lexicon("treaty_nouns")["phrases"]
    return head.nbor(-1).lower_ in phrases["act_prepositions"] or head.head.lemma_ in phrases["act_verbs"]


def _complement_end(reading: Reading, head: Token) -> int:
    """Where the words end that say what the agreement is on, of, with, between whom, or what it does."""
    doc, at = reading.doc, head.i + 1
    stop = min(reading.sentence_end(head.i), at + _LONGEST_COMPLEMENT)
    if at >= stop:
        return at
    opener = doc[at]
    if _clause_of_content(opener, head) or (opener.tag_ == "VBG" and opener.dep_ == "acl"):
        return _cut(doc, at, stop)
    attached = opener.head.i == head.i or opener.lower_ in {"between", "of", "with"} or _topic(opener, head)
    complement = opener.lower_ in load_words("treaty_nouns", "phrases.complements") and opener.tag_ in {"IN", "TO"}
    return _cut(doc, at, stop) if complement and attached else at


def _topic(opener: Token, head: Token) -> bool:
    """Whether "on" right behind a noun tells what the agreement is on, whatever the parser ties it to."""
    following = opener.nbor() if opener.i + 1 < len(opener.doc) else opener
    timed = following.ent_type_ in {"DATE", "TIME"} or following.like_num
    plain = following.lower_ in load_words("treaty_nouns", "phrases.no_topics") or following.nbor(
        min(1, len(opener.doc) - following.i - 1)
    ).lower_ in load_words("treaty_nouns", "phrases.no_topics")
    firm = noun_of(head) not in load_words("treaty_nouns", "shadows") | load_words("treaty_nouns", "anaphors")
    return opener.lower_ == "on" and firm and not timed and not plain


def _clause_of_content(opener: Token, head: Token) -> bool:
    """As in "that ended the war", "under which they share the water", "to build a dam": what the agreement does."""
    if opener.lower_ in {"that", "which"}:
        return _present_clause(opener)
    if opener.tag_ == "TO":
        return opener.head.dep_ in {"acl", "relcl"} and opener.head.head.i == head.i
    following = opener.nbor() if opener.i + 1 < len(opener.doc) else opener
    return opener.lower_ == "under" and following.lower_ == "which"


def _present_clause(relative: Token) -> bool:
    """Whether a relative clause says what the agreement does or did, not what was done to it."""
    verb = relative.head
    if verb.dep_ != "relcl" or relative.dep_ != "nsubj":
        return False
    past = verb.tag_ == "VBD" and verb.lemma_ not in load_words("treaty_nouns", "phrases.life")
    return past or verb.tag_ in {"VBZ", "VBP"}


def _cut(doc: Doc, start: int, stop: int) -> int:
    """The end of a complement: before punctuation, a finite verb, a further relative clause or a date phrase."""
    end, verbs = start, int(doc[start].tag_[0] == "W" or doc[start : start + 2][-1].tag_[0] == "W")
    for token in doc[start:stop]:
        if token.text in {".", ";", ":", "(", ")", "-", "–", "—", '"', "“", "”"} and not (
            token.text == "-" and not token.whitespace_
        ):
            break
        if token.tag_ in {"VBD", "MD", "VBZ", "VBP"} and (verbs := verbs - 1) < 0:
            break
        if (token.text == "," and not _list_goes_on(doc, token.i)) or (
            token.tag_ in {"WDT", "WP", "TO"} and token.i > start + (doc[start].lower_ == "under")
        ):
            break
        if token.i > start and (
            (token.ent_type_ in {"DATE", "TIME"} and not year(token)) or _leaves(doc, token, start)
        ):
            break
        end = token.i + 1
    while end > start and doc[end - 1].tag_ in {"IN", "DT", "CC", ",", "RB", "PRP$", "CD"} and not year(doc[end - 1]):
        end -= 1
    return end


def _leaves(doc: Doc, token: Token, start: int) -> bool:
    """Whether a preposition of place, time or manner ends the complement of an agreement ("on fish | in Oslo")."""
    return doc[start].tag_ == "IN" and token.lower_ in {
        "in",
        "at",
        "by",
        "after",
        "before",
        "during",
        "under",
        "until",
        "since",
        "from",
    }


def _list_goes_on(doc: Doc, comma: int) -> bool:
    """Whether a list of names continues after the comma: "between Latvia, Estonia and Finland"."""
    after = doc[comma + 1 : comma + 7]
    after = after[1:] if len(after) and after[0].lower_ == "the" else after
    return (
        bool(len(after))
        and capitalised(after[0])
        and any(token.lower_ in {"and", ","} for token in after[1:])
        and doc[comma - 1].tag_ == "NNP" == after[0].tag_
    )
