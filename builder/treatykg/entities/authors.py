"""Who wrote or spoke a text in the first person: a byline, a heading, a signature, a word about the author, a speaker's turn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatykg.entities.clusters import Cluster, Register
from treatykg.lexicon import load_words
from treatykg.model import Mention

_LONGEST_SIGNATURE = 60  # code points
_LONGEST_HEADING = 200
_HEADINGS = 4  # lines in which a byline may stand
_LONGEST_LABEL = 110
_TITLE = 20  # code points before the name of a speaker: "Deputy", "The Rt Hon"
_BY = re.compile(r"\b(by|of|from)\b", re.IGNORECASE)
_LABEL_END = re.compile(r"(?:\s*\([^()\n]*\))?(?::|\.(?= [A-Z]))")


def author_of(register: Register) -> Cluster | None:
    """The person whose name is the last line of the text, follows "by" in its head, or is told about at its end."""
    return _signed(register) or _headed(register) or _told_of(register)


def _signed(register: Register) -> Cluster | None:
    text = register.reading.document.article.text.rstrip()
    start = text.rfind("\n") + 1
    if len(text) - start > _LONGEST_SIGNATURE or text.endswith("."):
        return None
    return _first_person(register, start, len(text))


def _headed(register: Register) -> Cluster | None:
    """As in "By Ana Salas", "Remarks by the Minister of Trade of Peru, Ana Salas"."""
    return _first_person(register, *find_heading(register))


def find_heading(register: Register) -> tuple[int, int]:
    """Where the head of the text tells by whom it is; an empty stretch when it does not."""
    text = register.reading.document.article.text
    for first, end in list(_lines(text))[:_HEADINGS]:
        line = text[first:end]
        by = _BY.search(line)
        if by is None or len(line) > _LONGEST_HEADING or line.endswith((".", '"', "”")):
            continue
        before = line[: by.start()].lower().split()
        if (not before and by[0].lower() == "by") or (before and before[0] in load_words("persons", "speeches")):
            return first + by.end(), end
    return 0, 0


def _told_of(register: Register) -> Cluster | None:
    """As in a last line "Ana Salas is a professor of law in Lima"."""
    text = register.reading.document.article.text.rstrip()
    start = text.rfind("\n") + 1
    person = (
        next((m for m in register.mentions if m.type == "Person" and m.span.start == start), None) if start else None
    )
    if person is None or len(text) - start > _LONGEST_HEADING:
        return None
    told = text[person.span.end :].lstrip(" ,").startswith(("is ", "was ", "teaches ", "works ", "writes "))
    return register.of_mention.get(person) if told else None


def find_turns(register: Register) -> list[tuple[int, Cluster]]:
    """Where speakers named in front of their words begin: "Mr. DOUGHTY. I support it", "Deputy Ana Salas: I oppose it"."""
    text = register.reading.document.article.text
    return [(m.first_token, register.of_mention[m]) for m in register.mentions if _is_label(register, text, m)]


def _is_label(register: Register, text: str, mention: Mention) -> bool:
    if mention.type != "Person" or mention not in register.of_mention:
        return False
    start = text.rfind("\n", 0, mention.span.start) + 1
    title = text[start : mention.span.start]
    if len(title) > _TITLE or (title and not title[0].isupper()):
        return False
    end = _LABEL_END.match(text, mention.span.end)
    if end is None or end.end() - start > _LONGEST_LABEL:
        return False
    return end[0].endswith(":") or mention.span.of(text).isupper()


def _first_person(register: Register, start: int, end: int) -> Cluster | None:
    named = (m for m in register.mentions if m.type == "Person" and start <= m.span.start < end)
    return next((register.of_mention[m] for m in named if m in register.of_mention), None)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines that are not empty, from the first, by their first and last code point."""
    for line in re.finditer(r"[^\n]*\S", text):
        yield line.span()
