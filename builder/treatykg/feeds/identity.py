"""Which articles of one run are the same, and under which ids they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from treatykg.identifiers import fingerprint
from treatykg.model import Article, Failure


class _Seen(NamedTuple):
    text: str
    url: str | None


class Distinct:
    """Lets each article through once, under an id of its own.

    - The same text under the same id is the same article, and comes once.
    - Another text under the same id and the same address is another version of an article: the first one is kept and the
      other reported, because a corpus has one version of an article, and the order in a file does not tell the newer one.
    - Otherwise two articles have the same name only, such as `a/report.txt` and `b/report.txt`: both are kept, and a
      fingerprint of its text is added to the id of the later one. Who wants a name that stays when the text changes gives
      the article an id.

    Remembers a few hundred bytes of each article, never its text.
    """

    def __init__(self) -> None:
        self._seen: dict[str, _Seen] = {}

    def admit(self, article: Article, *, place: str) -> Iterator[Article | Failure]:
        """The article, perhaps under another id; nothing if it was here before; else why it is not taken."""
        new = _Seen(fingerprint(article.text), article.url and fingerprint(article.url))
        known = self._seen.setdefault(article.id, new)
        if known is new:
            yield article
        elif known.text == new.text:
            return
        elif new.url and known.url == new.url:
            yield Failure(
                place,
                f"another text of {article.url}, which this run has read already: keep one, or give this one an id",
            )
        else:
            yield from self._rename(article, new)

    def _rename(self, article: Article, new: _Seen) -> Iterator[Article]:
        renamed = replace(article, id=f"{article.id}-{new.text}")
        if self._seen.setdefault(renamed.id, new) is new:
            yield renamed
