"""The command line. `main` is the console script `treatykg`."""

from __future__ import annotations

from collections.abc import Sequence

from treatykg.errors import TreatykgError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with `arguments`, by default those of the process; returns the exit code.

    0: done, and the graph conforms. 1: done, but it does not conform. 2: it could not be done. 130: interrupted.
    """
    from treatykg.cli.app import app
    from treatykg.cli.terminal import print_error

    try:
        app(arguments, prog_name="treatykg")
    except TreatykgError as error:
        print_error(str(error))
        return 2
    except KeyboardInterrupt:  # while typer was not watching
        return 130
    except SystemExit as end:  # how typer returns
        return end.code if isinstance(end.code, int) else 2
    return 0
