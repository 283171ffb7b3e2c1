"""Which extractors find the facts, as the options of `treatykg build` name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from treatykg.errors import OptionError

if TYPE_CHECKING:
    from treatykg.proposals import Extractor

EXTRACTORS = "lexicon, llm, or lexicon,llm for both. The LLM only proposes; what the article does not bear out is in rejected.txt."
_NAMES = ("lexicon", "llm")


def check_extractors(names: str, *, model: str | None, url: str | None) -> tuple[str, ...]:
    """The names of extractors, each once, in the order in which they work.

    :raises OptionError: if a name is unknown, or options are given for an extractor that is not asked for
    """
    named = {name.strip() for name in names.split(",")}
    if not named <= set(_NAMES):
        unknown = ", ".join(sorted(named - set(_NAMES))) or "nothing"
        raise OptionError(f"--extractor {names}: {unknown} is no extractor: name lexicon, llm or lexicon,llm")
    if (model or url) and "llm" not in named:
        raise OptionError("--llm-model and --llm-url are for the LLM extractor: add --extractor lexicon,llm")
    return tuple(name for name in _NAMES if name in named)


def to_extractors(names: str, *, model: str | None, url: str | None, timeout: float) -> tuple[Extractor, ...]:
    """The extractors of these names; the key of the endpoint comes from the environment. Nothing is sent yet.

    :raises OptionError: if the LLM extractor is asked for and its client, model, address or key is missing
    """
    from treatykg.pipeline import from_lexicon
    from treatykg.proposals import llm_extractor, read_options

    wanted = check_extractors(names, model=model, url=url)
    lexicon = (from_lexicon,) if "lexicon" in wanted else ()
    if "llm" not in wanted:
        return lexicon
    return (*lexicon, llm_extractor(read_options(model=model, url=url, timeout=timeout)))
