"""The arguments of one word in the dependency parse, with passive, coordination, relative clauses and control undone.

Roles: `subject` (who does it, in the active reading), `object`, `indirect`, `complement` (what it is or becomes), `clause` (heads of
clauses it governs), `possessor`, `modifier` (compound and adjective), and each preposition by its lemma (`to`, `in`, `under` ...).
Source of the labels: ClearNLP / Universal Stanford dependencies as in spaCy's English models.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from treatykg.lexicon import load_words
from treatykg.predicates.missing import find_missing_subject

if TYPE_CHECKING:
    from spacy.tokens import Token

Arguments = Mapping[str, tuple[int, ...]]

_DIRECT = {
    "nsubj": "subject", "csubj": "subject", "dobj": "object", "attr": "complement", "acomp": "complement", "oprd": "complement",
    "poss": "possessor", "compound": "modifier", "amod": "modifier", "nmod": "modifier", "ccomp": "clause", "xcomp": "clause",
}  # fmt: skip
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_CLAUSAL = {"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp", "conj"}
_FINITE = ("nsubj", "nsubjpass", "aux", "mark")
_DEEPEST = 6  # no sane sentence hands its subject down further


def coordinated(token: Token) -> tuple[Token, ...]:
    """Return the token and everything joined to it by "and", "or" or commas."""
    found = [token]
    for item in found:
        found.extend(child for child in item.children if child.dep_ == "conj" and child.pos_ != "VERB")
    return tuple(found)


def is_participle(token: Token) -> bool:
    """Whether it is a past participle, also behind a noun and tagged as a past tense: "the pact, *initialled* in Oslo,"."""
    if token.tag_ == "VBN":
        return True
    return token.tag_ == "VBD" and token.dep_ == "acl" and not any(c.dep_ in _FINITE for c in token.children)


def is_passive(token: Token) -> bool:
    """Whether the verb is passive: "was signed", "signed in Oslo" after a noun, also when coordinated with a passive verb."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in token.children):
        return True
    if not is_participle(token) or any(c.dep_ == "aux" and c.lemma_ == "have" for c in token.children):
        return False
    if token.lemma_ in load_words("factuality", "intransitive"):
        return False
    if token.dep_ == "acomp" and token.head.lemma_ == "be":
        return True  # "was twice extended": the parser takes the participle for an adjective
    if token.dep_ == "conj" and token.head.tag_ == "VBN" and not any(c.dep_ == "nsubj" for c in token.children):
        return is_passive(token.head)
    return token.dep_ in ("acl", "advcl", "amod", "relcl") and not any(
        c.dep_ in ("aux", "dobj") for c in token.children
    )


def read_arguments(token: Token) -> dict[str, tuple[int, ...]]:
    """Return the token indices that fill each role of a verb or noun, in the order of the text."""
    found: dict[str, list[int]] = defaultdict(list)
    passive = is_passive(token)
    for child in token.children:
        _read_child(found, child, passive=passive)
    if token.pos_ in ("VERB", "AUX"):
        _add_shared(found, token, passive=passive)
    return {role: tuple(dict.fromkeys(tokens)) for role, tokens in found.items()}


def _read_child(found: dict[str, list[int]], child: Token, *, passive: bool) -> None:
    if child.dep_ == "nsubjpass":
        _extend(found, "object", _antecedents(child))
    elif child.dep_ in ("agent", "prep", "dative"):
        _read_preposition(found, child, passive=passive)
    elif child.dep_ in _DIRECT:
        _extend(found, _DIRECT[child.dep_], _antecedents(child))


def _read_preposition(found: dict[str, list[int]], child: Token, *, passive: bool) -> None:
    if any(c.dep_ == "neg" for c in child.children) and child.lower_ == "by":
        return  # "ratified by forty states, but *not by France*"
    objects = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
    if child.dep_ == "dative" and not objects:
        _extend(found, "indirect", _antecedents(child))
        return
    role = "subject" if child.dep_ == "agent" or (passive and child.lower_ == "by") else child.lower_
    for item in objects:
        _extend(found, role, _antecedents(item))
    for nested in child.children:
        again = nested.dep_ == "conj" and nested.pos_ == "ADP"  # "praise from Chile and *from* Peru"
        if nested.dep_ == "prep" or again:
            _read_preposition(found, nested, passive=passive)


def _extend(found: dict[str, list[int]], role: str, tokens: Iterable[Token]) -> None:
    found[role].extend(t.i for token in tokens for t in coordinated(token))


def _antecedents(token: Token) -> tuple[Token, ...]:
    """Return the noun that a relative pronoun stands for, else the token itself."""
    if token.lower_ in _RELATIVE and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        clause = _clause_of(token)
        if clause.dep_ == "relcl":
            return (clause.head,)
        return _singled_out(token, clause) or (token,)
    return (token,)


def _singled_out(token: Token, clause: Token) -> tuple[Token, ...]:
    """Return what "it was ... that" singles out: "it was *Mali* that left"."""
    copula = clause.head
    if clause.dep_ != "ccomp" or token.dep_ != "nsubj" or token.tag_ == "IN" or copula.lemma_ != "be":
        return ()
    impersonal = any(c.dep_ == "nsubj" and c.lower_ == "it" for c in copula.children)
    return tuple(c for c in copula.children if impersonal and c.dep_ == "attr" and c.i < token.i)


def _clause_of(token: Token) -> Token:
    while token.dep_ not in ("relcl", "ROOT", "ccomp", "advcl") and token.head != token:
        token = token.head
    return token


def _add_shared(found: dict[str, list[int]], token: Token, *, passive: bool) -> None:
    """Fill the subject (or, of a passive, the object) that the grammar leaves unsaid."""
    role = "object" if passive else "subject"
    if not found.get(role) and token.dep_ != "ROOT":
        found[role].extend(t.i for t in _unsaid(token, passive=passive, depth=0))
    if not found.get(role) and (missing := find_missing_subject(token)) is not None:
        _extend(found, role, (missing,))
    if token.dep_ == "relcl" and not found.get("object") and "complement" not in found and not passive:
        _add_bare_relative(found, token)


def _add_bare_relative(found: dict[str, list[int]], token: Token) -> None:
    """In "the treaty he signed" the noun is the object."""
    head = token.head
    if head.dep_ in ("attr", "appos") and any(c.tag_ == "TO" for c in token.children):
        return  # "the fifth state to ratify" is who does it
    if head.ent_type_ in ("DATE", "TIME") or any(c.tag_ == "WRB" for c in token.children):
        return  # "on Monday when Chad acceded"
    if head.i not in found["subject"] and not any(head.i in tokens for tokens in found.values()):
        found["object"].append(head.i)


def _unsaid(token: Token, *, passive: bool, depth: int) -> tuple[Token, ...]:
    head = token.head
    if depth > _DEEPEST or head == token:
        return ()
    if token.dep_ in ("acl", "relcl", "amod"):
        return _of_noun(token, head, passive=passive)
    if token.dep_ == "pcomp":
        return _of_gerund(token, depth)
    if token.dep_ == "acomp" and passive:
        return _subject_of(head, depth + 1)
    if token.dep_ == "xcomp":
        objects = [c for c in head.children if c.dep_ in ("dobj", "dative") and c.i < token.i]
        objects = objects or _called_on(head, token)
        promised = head.lemma_.lower() in load_words("factuality", "subject_control")
        if objects and not is_passive(head) and not promised:
            return coordinated(objects[0])
    if token.dep_ in _CLAUSAL:
        return _subject_of(head, depth + 1)
    return ()


def _called_on(verb: Token, clause: Token) -> list[Token]:
    """Whom "call on", "appeal to", "wait for" and their like make the subject of what is to be done."""
    between = [
        c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "for") and c.i < clause.i
    ]
    asks = verb.lemma_ in ("call", "appeal", "prevail", "rely", "count", "wait", "plead", "look", "push", "press")
    asked = [g for c in between for g in c.children if g.dep_ == "pobj" and g.ent_type_ not in ("DATE", "TIME")]
    return asked if asks else []


def _of_noun(token: Token, head: Token, *, passive: bool) -> tuple[Token, ...]:
    """Whose is "the decision to leave"? The possessor's, or the subject's of the verb that governs the noun."""
    infinitive = any(c.tag_ == "TO" for c in token.children)
    if not infinitive or passive:
        return coordinated(head) if is_participle(token) or token.tag_ == "VBG" or token.dep_ == "relcl" else ()
    owners = [c for c in head.children if c.dep_ == "poss"]
    if owners:
        return coordinated(owners[0])
    return _subject_of(head.head, 1) if head.dep_ in ("dobj", "attr", "pobj") else coordinated(head)


def _of_gerund(token: Token, depth: int) -> tuple[Token, ...]:
    """Who is it in "accused X of leaving", and in "after leaving"? The object that is accused; else the clause's subject."""
    preposition = token.head
    governor = preposition.head
    if governor.dep_ == "advmod" and governor.head.pos_ == "VERB":
        governor = governor.head  # "stopped short of ratifying it"
    objects = [c for c in governor.children if c.dep_ == "dobj" and c.i < preposition.i]
    charged = preposition.lower_ == "with" and governor.lemma_.lower() in load_words("factuality", "charged_with")
    if objects and (charged or preposition.lower_ in ("of", "for", "from", "against", "on")):
        return coordinated(objects[0])
    accused = governor.dep_ == "dobj" and governor.head.lemma_.lower() in load_words("factuality", "accusing")
    if accused and preposition.lower_ in ("of", "for", "with"):
        return coordinated(governor)
    if governor.pos_ in ("NOUN", "PROPN"):
        owners = [c for c in governor.children if c.dep_ == "poss"]
        return coordinated(owners[0]) if owners else _subject_of(governor.head, depth + 1)
    return _subject_of(governor, depth + 1)


def _subject_of(verb: Token, depth: int) -> tuple[Token, ...]:
    """Return the grammatical subject of a verb, said or unsaid."""
    if depth > _DEEPEST:
        return ()
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            return tuple(t for item in _antecedents(child) for t in coordinated(item))
    if verb.pos_ in ("VERB", "AUX"):
        return _unsaid(verb, passive=is_passive(verb), depth=depth + 1)
    if verb.dep_ in ("dobj", "pobj", "attr", "acomp", "prep", "agent"):
        return _subject_of(verb.head, depth + 1)
    return ()
