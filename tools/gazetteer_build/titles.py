"""Reading the Factbook's "Prime Minister Alexander DE CROO": role, words of the name, which of them the press uses alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_RANKS = re.compile(
    r"^(?:(?:Lt|Sr|Brig|Maj|Gen|Col|Dr|Ms)\.?(?=\s|\.)\s*|Maj\.Gen\.\s*|(?:Sir|Sheikh|Tan Sri|Ratu|Capt|General|Archbishop|Cardinal"
    r"|Colonel|Major General|Air Vice-Marshall?|Air Vice Marshall?|Amir|and|SAC|Afega)\s+)+"
)  # fmt: skip
_NOTES = re.compile(
    r"\s*\[.*?\]|\s+(?:also spelled|aka|serving as|in caretaker|appointed|serves as|- formerly|- prev).*"
)
_TRAILING = re.compile(r"\s+(?:(?:Lt|Brig)\.? Gen\.?|of (?:Denmark|the Netherlands))$")
_CAPITALS = re.compile(r"(?:[A-ZÀ-ÝĽŁŚ]['’]?-?){2,}[A-ZÀ-Ý'’`-]*|[A-Z]['’][A-ZÀ-Ý'’-]+")
_PARTICLES = frozenset(re.findall(r"\w+", "al as bin da das de del der di dos du e el la le ould van von y"))


@dataclass(frozen=True, slots=True)
class Titled:
    """A person as an edition of the Factbook names them: role (None if it gives none), full name, name used alone."""

    role: str | None
    name: str
    family_name: str

    def label(self, *, latin: bool) -> str:
        """The name in the press: without initials; with `latin` only the first given and the family name."""
        if latin and not self.name.startswith(self.family_name):
            return f"{self.name.split()[0]} {self.family_name}"
        return " ".join(word for word in self.name.split() if not re.fullmatch(r"[A-Z]\.", word))


def read_titled(text: str, roles: Mapping[str, str]) -> Titled | None:
    """Role and name in `text`; `roles` map title words to a role. None where no name is marked by capitals."""
    words = _NOTES.sub("", text.replace('"', "").replace("’", "'")).strip(" -")
    title = max((title for title in roles if words.startswith(f"{title} ")), key=len, default="")
    name = _TRAILING.sub("", _RANKS.sub("", words.removeprefix(title).strip()))
    marked = [word for word in name.split() if _CAPITALS.fullmatch(word.rstrip(","))]
    if not marked:
        return None
    return Titled(roles.get(title), " ".join(map(_cased, name.split())), " ".join(map(_cased, marked)))


def _cased(word: str) -> str:
    """A word of a name as the press writes it: MCMAHON is McMahon, O'NEILL O'Neill, EL-SISI el-Sisi, DE de."""
    if not _CAPITALS.fullmatch(word) or word in {"II", "III", "IV", "VI", "X", "XIV", "XVI"}:
        return word
    parts = re.split(r"([-'])", word.lower())
    cased = "".join(part if part in _PARTICLES and len(parts) > 1 else part.capitalize() for part in parts)
    return re.sub(
        r"^Mc(\w)", lambda match: f"Mc{match[1].upper()}", cased.lower() if cased.lower() in _PARTICLES else cased
    )
