"""Files appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from treatykg.errors import OptionError
from treatykg.output import write_file, write_files


def test_writes_files_into_new_folders_and_returns_sorted_paths(tmp_path):
    """Folders are made, names may hold folders, the paths come back sorted."""
    paths = write_files(tmp_path / "out", {"b.txt": b"2", "articles/a.nq": b"1"})
    assert paths == (tmp_path / "out/articles/a.nq", tmp_path / "out/b.txt")
    assert [path.read_bytes() for path in paths] == [b"1", b"2"]


def test_replaces_an_old_file(tmp_path):
    """The new bytes stand in the place of the old ones."""
    target = tmp_path / "graph.nq"
    target.write_bytes(b"a much longer old file")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["graph.nq"]


def test_a_failure_leaves_the_old_files_and_no_remains(tmp_path, monkeypatch):
    """When the second of two files cannot be written, the first has not changed either."""
    (tmp_path / "a").write_bytes(b"old a")
    flushed = []

    def fails_the_second_time(descriptor):
        flushed.append(descriptor)
        if len(flushed) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails_the_second_time)
    with pytest.raises(OptionError, match="No space left"):
        write_files(tmp_path, {"a": b"new a", "b": b"new b"})
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("a", b"old a")]


def test_a_folder_in_the_way_is_found_before_anything_changes(tmp_path):
    """A target that is a folder is an error, and its neighbours stay as they were."""
    (tmp_path / "a").write_bytes(b"old a")
    (tmp_path / "b").mkdir()
    with pytest.raises(OptionError, match=r"b: cannot be written \(is a folder\)"):
        write_files(tmp_path, {"a": b"new a", "b": b"new b"})
    assert (tmp_path / "a").read_bytes() == b"old a"
    assert {each.name for each in tmp_path.iterdir()} == {"a", "b"}


def test_a_place_that_cannot_exist_is_an_option_error(tmp_path):
    """A file where a folder is needed says which, and what to do."""
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OptionError, match="choose another folder"):
        write_files(tmp_path / "out", {"a": b""})


@pytest.mark.parametrize("name", ["../graph.nq", "/etc/graph.nq", "", "articles/../../graph.nq"])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    """The id of an article is part of file names and comes from outside."""
    with pytest.raises(OptionError, match="not a file name inside"):
        write_files(tmp_path, {name: b""})


@pytest.mark.skipif(os.name != "posix", reason="modes are a matter of POSIX")
def test_the_mode_follows_the_umask(tmp_path):
    """Others can read what a command writes when the user's umask lets them."""
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "graph.nq", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE(Path(tmp_path / "graph.nq").stat().st_mode) == 0o644
