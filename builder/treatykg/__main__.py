"""`python -m treatykg` is the command `treatykg`."""

from __future__ import annotations

import sys

from treatykg.cli import main

if __name__ == "__main__":
    sys.exit(main())
