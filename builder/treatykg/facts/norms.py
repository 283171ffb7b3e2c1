"""How a clause binds: as duty, permission, undertaking, rule, gain, or just by telling what will be; and what it binds to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from treatykg.lexicon import load_words
from treatykg.predicates.arguments import is_passive
from treatykg.predicates.tense import tense_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Form = Literal[
    "duty",
    "permission",
    "undertaking",
    "rule",
    "gain",
    "future",
    "present",
    "copula",
    "undertook",
    "gained",
    "wish",
    "past",
]
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_VERBAL = frozenset(("VERB", "AUX"))
_APART = frozenset(("ccomp", "parataxis", "advcl", "dep"))
_BESIDE = _APART | {"conj"}


@dataclass(frozen=True, slots=True)
class Norm:
    """The form in which a clause binds, and the heads of what it binds to: one for each coordinated verb."""

    form: Form
    heads: tuple[Token, ...]


@cache
def words(*names: str) -> frozenset[str]:
    """Return the words of lists that introduce provisions."""
    return load_words("provisions", *(f"introduce.{name}" for name in names))


def read_norm(verb: Token) -> Norm:
    """Return how the clause of this finite verb binds."""
    form, head = _form(verb)
    return Norm(form, (head, *joined(head), *(joined(verb) if head.i != verb.i else ())))


def _form(verb: Token) -> tuple[Form, Token]:
    governed = _infinitive(verb)
    if verb.lemma_ in ("be", "have") and governed is not None:
        return "duty", governed
    disposed = next((c for c in verb.children if c.dep_ == "acomp" and c.lower_ in words("disposing")), None)
    if disposed is not None:
        return "permission", _infinitive(disposed) or verb
    if verb.lemma_ == "be" and any(c.dep_ == "acomp" and c.lower_ in words("ruled") for c in verb.children):
        return "rule", verb
    modals = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    for form, name in (("duty", "duties"), ("permission", "permissions")):
        if modals & words(name):
            return form, verb  # type: ignore[return-value]  # one of the two above
    if modals & words("wishes"):
        return "wish", verb
    return _without_modal(verb, future=bool(modals & words("futures")))


def _without_modal(verb: Token, *, future: bool) -> tuple[Form, Token]:
    lemma = lemma_of(verb)
    content = _infinitive(verb) or (_behind_basis(verb) if lemma in words("undertaking") else None) or verb
    past = tense_of(verb) == "past" and not _stands(verb)
    if is_passive(verb):
        return _passive_form(lemma, content is not verb, past=past, future=future), content
    if lemma in words("undertaking") and not (past and content is verb):
        return ("undertook" if past else "undertaking"), content
    if lemma in words("gaining") and not any(c.lemma_ == "have" for c in verb.children if c.dep_ == "aux"):
        return ("gained" if past else "gain"), verb
    if lemma == "be" and not future:
        return "copula", verb
    return ("past" if past else "future" if future else "present"), verb


def _passive_form(lemma: str, governs: bool, *, past: bool, future: bool) -> Form:
    if past:
        return "past"
    if governs and lemma in words("ruling"):
        return "duty"
    return "rule" if lemma in words("ruling") else "future" if future else "present"


def _stands(verb: Token) -> bool:
    """Whether a passive tells of the present: "is banned", not "was banned" or "has been banned"."""
    return is_passive(verb) and any(c.dep_ == "auxpass" and c.tag_ in ("VBZ", "VBP") for c in verb.children)


def lemma_of(verb: Token) -> str:
    """Return the lemma with its particle ("phase out")."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    return f"{verb.lemma_.lower()} {particle}" if particle else verb.lemma_.lower()


def _infinitive(governor: Token) -> Token | None:
    """Return the infinitive that follows: "is *to receive*", "undertakes *to protect*"."""
    return next(
        (
            c
            for c in governor.children
            if c.dep_ == "xcomp" and c.i > governor.i and any(g.tag_ == "TO" for g in c.children)
        ),
        None,
    )


def _behind_basis(verb: Token) -> Token | None:
    """Return the infinitive that the parser hangs from the treaty: "agreed under the accord *to withdraw* troops"."""
    phrases = (c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("under", "in", "by", "with"))
    clauses = (g for c in phrases for noun in c.children if noun.dep_ == "pobj" for g in noun.children)
    return next((g for g in clauses if g.dep_ == "acl" and any(c.tag_ == "TO" for c in g.children)), None)


def has_subject(verb: Token) -> bool:
    """Whether the verb has a subject of its own."""
    return any(c.dep_ in _SUBJECTS for c in verb.children)


def joined(head: Token) -> Iterator[Token]:
    """Yield the verbs coordinated with this one that share its subject, a list of infinitives taken for purposes included."""
    for child in head.children:
        if child.dep_ not in ("conj", "advcl"):
            continue
        if (_is_joined_verb(child) or _is_listed(child, head)) and not has_subject(child):
            yield child
            yield from joined(child)


def _is_joined_verb(child: Token) -> bool:
    """Whether it is a coordinated verb, which the tagger may take for an adjective before its object: "forswear the use of force"."""
    if child.dep_ != "conj":
        return False
    return child.pos_ in _VERBAL or (child.pos_ == "ADJ" and any(c.dep_ == "dobj" for c in child.children))


def _is_listed(child: Token, head: Token) -> bool:
    """Whether it goes on with a list: "undertake to give access, *to provide* for appeals"."""
    if child.dep_ != "advcl" or child.i < head.i or child.tag_ != "VB" or child.left_edge.lower_ != "to":
        return False
    return child.left_edge.nbor(-1).text in (",", ";") and any(c.tag_ == "TO" for c in head.children)


def with_subject(verb: Token, head: Token) -> list[int]:
    """Return what is done, with the subject of the verb that introduces it: "*the duties* are *to fall*"."""
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS and c.i != head.i]
    told = {t for c in subjects for t in main_tokens(c)}
    return sorted(told | set(main_tokens(head)))


def own_tokens(head: Token) -> list[int]:
    """Return the tokens of the clause without what is coordinated with it or only stands beside it."""
    verbs = any(c.dep_ == "conj" and c.pos_ in _VERBAL for c in head.children)
    found = [head.i]
    for child in head.children:
        links = verbs and child.dep_ in ("cc", "punct") and child.i > head.i
        if not links and not _is_apart(child, head):
            found.extend(t.i for t in child.subtree if not t.is_space)
    return _trimmed(head.doc, sorted(found))


def main_tokens(head: Token, *, subject: bool = True) -> list[int]:
    """Return what is done: the clause without the clauses below it that say when, why, or which thing is meant."""
    doc, inside = head.doc, own_tokens(head)
    left_out = {t.i for i in inside if i != head.i and _is_aside(doc[i], head, subject=subject) for t in doc[i].subtree}
    return [i for i in inside if i not in left_out]


def _is_aside(token: Token, head: Token, *, subject: bool) -> bool:
    if token.dep_ in ("nsubj", "nsubjpass"):
        return not subject and token.head.i == head.i
    if token.dep_ == "prep" and token.lower_ == "in" and any(c.lower_ in words("trades") for c in token.children):
        return True
    infinitive = any(c.tag_ == "TO" for c in token.children)
    return token.dep_ in ("advcl", "relcl") or (token.dep_ == "acl" and not infinitive)


def _trimmed(doc: Doc, tokens: list[int]) -> list[int]:
    """Leave out punctuation and conjunctions at both ends; quotation marks stay."""
    kept = [i for i, t in enumerate(tokens) if not _is_edge(doc[t])]
    return tokens[kept[0] : kept[-1] + 1] if kept else tokens


def _is_edge(token: Token) -> bool:
    return (token.is_punct and not token.is_quote) or token.dep_ == "cc"


def _is_apart(child: Token, head: Token) -> bool:
    verbal = child.pos_ in _VERBAL
    if child.dep_ not in _BESIDE:
        return False
    if _is_joined_verb(child) or _is_listed(child, head) or (child.i > head.i and _is_contrasted(child)):
        return True
    before = child.dep_ in _APART and verbal and has_subject(child) and child.i < head.i
    return before and not any(c.dep_ == "mark" or c.tag_ == "WRB" for c in child.children)


def _is_contrasted(token: Token) -> bool:
    """Whether the clause stands beside another: "Chile keeps its quotas, *while Peru cuts its levies*"."""
    return token.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("while", "whereas") for c in token.children)


def is_clause(token: Token) -> bool:
    """Whether the token heads a clause that asserts: a main clause, or one that stands beside it or is coordinated with it."""
    if token.pos_ not in _VERBAL or token.dep_ in ("aux", "auxpass"):
        return False
    if token.dep_ == "conj" or _is_contrasted(token):
        return is_clause(token.head)
    if token.dep_ in ("ccomp", "parataxis"):
        marked = any(c.dep_ == "mark" or c.tag_ in ("WRB", "WP", "WDT") for c in token.children)
        return has_subject(token) and not marked
    return token.dep_ == "ROOT"
