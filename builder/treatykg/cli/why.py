"""`treatykg why`: what made two things of a corpus one, or keeps them apart."""

from __future__ import annotations

from typing import Annotated

import typer

from treatykg.cli.choices import Output
from treatykg.cli.corpus.arguments import Printed, Store

_THING = "A local id, such as treaty/FRA-GRC-2021-defence-pact, or an IRI."


def why(
    store: Store,
    one: Annotated[str, typer.Argument(metavar="A", help=_THING)],
    other: Annotated[str, typer.Argument(metavar="B", help=_THING)],
    *,
    output: Printed = Output.table,
) -> None:
    """Tell why two things that articles name are one, are perhaps one, or are apart.

    - `treatykg why desk treaty/defence-pact-1a2b treaty/FRA-GRC-2021-agreement`
    """
    from treatykg.cli.rows import print_rows
    from treatykg.cli.terminal import clean, print_lines
    from treatykg.corpus import LEDGER, explain_identity, open_ledger

    with open_ledger(store / LEDGER, read_only=True) as ledger:
        base = ledger.setting("base") or ""
        found = explain_identity(ledger, one.removeprefix(base), other.removeprefix(base))
    if output is Output.table:
        print_lines(clean(found.verdict))
    rows = [(each.one, each.other, each.score, each.decided_by, "; ".join(each.reasons)) for each in found.steps]
    if rows or output is not Output.table:
        print_rows(("one", "other", "score", "decided by", "reasons"), rows, output, empty="")
