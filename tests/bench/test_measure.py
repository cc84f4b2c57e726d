"""Measuring a command and a folder: everything that happened is counted, nothing is timed here."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from tests.bench import measure


def test_a_command_has_its_children_counted_and_its_output_logged(tmp_path: Path) -> None:
    child = "subprocess.run([sys.executable, '-c', 'sum(range(3_000_000))'])"
    code = f"import subprocess, sys; {child}; print('done')"
    cost = measure.run([sys.executable, "-c", code], tmp_path, tmp_path / "log")
    assert cost.processor > 0
    assert cost.wall > 0
    assert cost.peak > 1
    assert "done" in (tmp_path / "log").read_text(encoding="utf-8")


def test_a_command_that_fails_is_told_in_one_line_with_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match=r"ended with 3: no such theme"):
        measure.run(
            [sys.executable, "-c", "print('no such theme'); raise SystemExit(3)"], tmp_path, tmp_path / "log"
        )


def test_a_command_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="cannot be started"):
        measure.run([str(tmp_path / "no-such-tool")], tmp_path, tmp_path / "log")


def test_changes_tell_rewritten_from_changed_files(tmp_path: Path) -> None:
    for name in ("same", "again", "other", "gone"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    before = measure.tree(tmp_path)
    os.utime(tmp_path / "again", (1, 1))
    (tmp_path / "other").write_text("OTHER", encoding="utf-8")
    os.utime(tmp_path / "other", (2, 2))
    (tmp_path / "gone").unlink()
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "new").write_text("new", encoding="utf-8")
    found = measure.changes(before, measure.tree(tmp_path))
    assert (found.total, found.written, found.changed, found.removed) == (4, 3, 2, 1)


def test_a_folder_that_is_not_there_has_no_files(tmp_path: Path) -> None:
    assert measure.tree(tmp_path / "none") == {}
