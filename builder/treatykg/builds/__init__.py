"""Builds: from articles to a checked dataset and the files made of it, for the command line and for Python.

`treatykg.build` is the way in for Python and notebooks.
"""

from __future__ import annotations

from treatykg.builds.api import Build, build

__all__ = ["Build", "build"]
