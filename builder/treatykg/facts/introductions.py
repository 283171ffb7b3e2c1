"""How the words tie a clause to a treaty: the treaty as subject, "under the treaty", "foreseen in the treaty", "its duty to"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.facts.grounds import OBLIGORS, Introduction, parties_of, subjects_of, treaties_of
from treatykg.facts.norms import is_clause, joined, lemma_of, main_tokens, read_norm, words
from treatykg.facts.reading import Reading
from treatykg.facts.stipulations import by_treaty, taken_for_noun
from treatykg.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token


def find_introduction(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return how the words themselves tie the predicate to a treaty; None when they do not."""
    if predicate.kind == "noun":
        return _owed(reading, predicate) or taken_for_noun(reading, predicate)
    if predicate.factuality in ("Alleged", "Denied"):
        return None
    return by_treaty(reading, predicate) or _written(reading, predicate) or _under_treaty(reading, predicate)


def _written(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "inspections are provided for in the treaty", "exercises figure among its clauses"."""
    token = reading.doc[predicate.token]
    if predicate.factuality == "Negated":
        return None
    if predicate.passive and lemma_of(token) in words("written"):
        places = predicate.fillers("in", "by", "subject", "under")
    elif lemma_of(token) in words("standing"):
        places = predicate.fillers("among")
    else:
        return None
    treaties = treaties_of(reading, places)
    things = [reading.doc[t] for t in _things(predicate) if reading.doc[t].pos_ in ("NOUN", "PROPN")]
    if not treaties or not things or treaties_of(reading, [t.i for t in things]):
        return None
    first = [t for t in things if t.dep_ != "conj"] or things[:1]
    return Introduction("provision.written", treaties, parties_of(reading, treaties), tuple(first))


def _things(predicate: Predicate) -> tuple[int, ...]:
    """Return what is written there: the subject, or after the verb ("among its provisions are ...")."""
    return subjects_of(predicate) or predicate.fillers("complement")


def _under_treaty(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "under the agreement, Norway will ...", "by the terms of the treaty", "according to the accord"."""
    treaties = _basis(reading, predicate)
    norm = read_norm(reading.doc[predicate.token])
    binds = norm.form not in ("copula", "wish", "past") or _told_as_past(reading, predicate, norm.form)
    if not treaties or not binds or treaties_of(reading, subjects_of(predicate)):
        return None
    sure = norm.form in ("duty", "permission", "undertaking", "gain")
    obligors = reading.agents(subjects_of(predicate), OBLIGORS) or parties_of(reading, treaties)
    return Introduction("provision.under-treaty", treaties, obligors, norm.heads, sure)


def _told_as_past(reading: Reading, predicate: Predicate, form: str) -> bool:
    """Whether a past form binds: by the treaty of a name, or as "the accord under which either *could* end the lease"."""
    verb = reading.doc[predicate.token]
    if form == "past":
        granted = verb.lemma_ in words("undertaking") | words("gaining") | words("granting")
        return _by_name(reading, predicate) or (verb.dep_ == "relcl" and granted)
    might = any(c.dep_ == "aux" and c.lower_ in ("could", "might") for c in verb.children)
    does = verb.lemma_ not in words("never", "effects")
    subjects = subjects_of(predicate)
    party = any(reading.doc[t].lemma_.lower() in words("parties") for t in subjects)
    return form == "wish" and might and does and (party or bool(reading.agents(subjects, OBLIGORS)))


def _by_name(reading: Reading, predicate: Predicate) -> bool:
    """Whether the clause tells what was ceded or granted "by the Treaty of ..."."""
    before = [t for t in predicate.fillers("by") if t < predicate.token]
    return is_clause(reading.doc[predicate.token]) and bool(reading.referents(before, ("Treaty",)))


def _basis(reading: Reading, predicate: Predicate) -> tuple[str, ...]:
    """Return the treaty under which the clause holds."""
    for role in sorted(words("under")):
        for token in predicate.fillers(role):
            named = role in ("under", "pursuant") or reading.doc[token].lemma_.lower() in words("by")
            joined_to = [c.i for c in reading.doc[token].children if c.dep_ == "compound"] if role == "under" else []
            inside = reading.predicates[token].fillers("of", "in", "with") if token in reading.predicates else ()
            treaties = reading.referents((token, *joined_to, *inside), ("Treaty",)) or treaties_of(reading, (token,))
            leads = role in ("by", "through") and not predicate.passive
            if treaties and (named or (leads and (token < predicate.token or _relative(reading, token)))):
                return treaties
    for token in _under(reading, predicate):
        if treaties := treaties_of(reading, (token,)):
            return treaties
    if any(c.lower_ == "whereby" for c in reading.doc[predicate.token].children):
        return reading.referents((reading.doc[predicate.token].head.i,), ("Treaty",))
    if any(c.lower_ == "according" for c in reading.doc[predicate.token].children):
        return treaties_of(reading, predicate.fillers("to"))
    before = [t for t in predicate.fillers("in") if t < predicate.token]
    by_line = [t for t in predicate.fillers("in", "with") if _by_line(reading.doc[t])]
    return reading.referents(before, ("Treaty",)) or treaties_of(reading, by_line)


def _under(reading: Reading, predicate: Predicate) -> list[int]:
    """Return what stands after "under" anywhere in the clause: the parser may hang it from the last noun."""
    if "under" not in reading.lemmas_of(predicate.sentence):
        return []
    below = (reading.doc[t] for t in main_tokens(reading.doc[predicate.token]))
    return [c.i for t in below if t.lower_ == "under" for c in t.children if c.dep_ == "pobj"]


def _relative(reading: Reading, token: int) -> bool:
    return any(c.dep_ == "relcl" for c in reading.doc[token].children)


def _by_line(token: Token) -> bool:
    return token.lemma_.lower() in words("by") and token.head.lower_ in ("in", "with")


def _owed(reading: Reading, predicate: Predicate) -> Introduction | None:
    """Return "the obligation of parties not to ..."."""
    token = reading.doc[predicate.token]
    if predicate.lemma not in words("owed"):
        return None
    infinitives = [
        c for c in token.children if c.dep_ in ("acl", "relcl", "xcomp") and any(g.tag_ == "TO" for g in c.children)
    ]
    owners = predicate.fillers("of", "possessor", "under")
    treaties = treaties_of(reading, owners) or reading.focus(token.i)
    obligors = reading.agents(owners, OBLIGORS)
    if not infinitives or not treaties or not (obligors or reading.referents(owners, ("Treaty",))):
        return None
    heads = tuple(t for head in infinitives[:1] for t in (head, *joined(head)))
    return Introduction("provision.duty", treaties, obligors or parties_of(reading, treaties), heads, sure=True)
