"""Writing files so that nobody ever sees half of one: all temporary files first, then renamed into place.

A reader finds the old file or the new one. When something fails, the old files stay and no temporary file is left.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import IO, cast

from treatykg.errors import OptionError


def write_file(path: Path, data: bytes) -> None:
    """Write `data` to `path`, whole or not at all; missing folders are made.

    :raises OptionError: if the place cannot be written
    """
    write_files(path.parent, {path.name: data})


def write_files(folder: Path, files: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files, named relative to `folder`; returns their paths, sorted. Nothing changes before all are on disk.

    :raises OptionError: if a name leaves the folder or a place cannot be written
    """
    targets = {_target(folder, name): data for name, data in sorted(files.items())}
    try:
        _replace_all(targets)
    except OSError as error:
        place = error.filename or folder
        raise OptionError(f"{place}: cannot be written ({error.strerror}): choose another folder or free it") from error
    return tuple(targets)


def write_stream(path: Path, blocks: Iterable[bytes]) -> int:
    """Write blocks of lines to `path` as they come, gzipped if it ends in .gz, whole or not at all; returns the lines.

    :raises OptionError: if the place cannot be written
    """
    temporary = _temporary(path)
    count = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("xb") as file, _compressed(file, path) as out:
            for block in blocks:
                count += block.count(b"\n")
                out.write(block)
        temporary.replace(path)
    except OSError as error:
        raise OptionError(f"{path}: cannot be written ({error.strerror}): choose another place or free it") from error
    finally:
        temporary.unlink(missing_ok=True)
    return count


def _compressed(file: IO[bytes], path: Path) -> AbstractContextManager[IO[bytes]]:
    if path.suffix != ".gz":
        return nullcontext(file)
    return cast("IO[bytes]", gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0))  # the same bytes each time


def _target(folder: Path, name: str) -> Path:
    """Where `name` goes; the names may come from articles, so they must not lead elsewhere."""
    if not name or Path(name).is_absolute() or ".." in Path(name).parts:
        raise OptionError(f"{name!r}: not a file name inside {folder}: rename the article")
    return folder / name


def _replace_all(targets: Mapping[Path, bytes]) -> None:
    waiting: dict[Path, Path] = {}
    try:
        for target, data in targets.items():
            if target.is_dir():
                raise IsADirectoryError(21, "is a folder", str(target))
            target.parent.mkdir(parents=True, exist_ok=True)
            waiting[target] = temporary = _temporary(target)
            _write_through(temporary, data)
        for target, temporary in waiting.items():
            temporary.replace(target)
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
    for folder in sorted({target.parent for target in targets}):
        _flush_folder(folder)


def _temporary(target: Path) -> Path:
    # In the same folder: a rename is atomic only within one file system. Not named after the target: names have limits.
    return target.parent / f".treatykg-{os.getpid()}-{os.urandom(8).hex()}.tmp"


def _write_through(path: Path, data: bytes) -> None:
    """Write a new file down to the disk; the mode follows the umask, as for every file a command writes."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the renames durable; not every system and file system lets a folder be opened or flushed."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
