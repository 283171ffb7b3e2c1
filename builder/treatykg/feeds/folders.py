"""The files of a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path


def find_files(folder: Path, *, failed: Callable[[OSError], None]) -> Iterator[Path]:
    """All files below a folder, each folder's sorted by name before those of the folders in it; no hidden ones.

    Links to files are followed, links to folders are not: they may lead in a circle.

    :param failed: told of each folder that cannot be listed
    """
    for name, folders, files in os.walk(folder, onerror=failed):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for each in sorted(files):
            path = Path(name, each)
            if not each.startswith(".") and path.is_file():
                yield path
