"""Many files or none, whatever ends the program; what was left half done is finished by the next."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.content import transaction
from bulletin.content.model import BulletinError
from tests.built_site import MINI, ROOT

FILES: dict[str, bytes | None] = {"a/x/1": b"1", "b": b"new", "d": None, "e": b"5"}
DONE = {"a/x/1": b"1", "b": b"new", "e": b"5", "kept": b"as it was"}
# The steps in which a process may be killed: whatever changes the disk.
_STEPS = ("replace", "link", "unlink", "rmdir", "mkdir")
_KILLED = f"""
import os, signal, sys
from pathlib import Path
from bulletin.content import transaction

left = int(sys.argv[2])

def counted(step):
    def run(*args, **kwargs):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **kwargs)
    return run

for name in {_STEPS!r}:
    setattr(os, name, counted(getattr(os, name)))
folder = Path(sys.argv[1])
with transaction.begun(folder):
    transaction.write_all(folder, {FILES!r})
"""


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "content"
    made.mkdir()
    (made / "b").write_bytes(b"old")
    (made / "d").write_bytes(b"goes")
    (made / "kept").write_bytes(b"as it was")
    return made


def killed_at(step: int, folder: Path) -> bool:
    """Whether the process that writes FILES into `folder` was killed at its `step`."""
    ran = subprocess.run([sys.executable, "-c", _KILLED, str(folder), str(step)], cwd=ROOT, check=False)
    return ran.returncode < 0


@pytest.mark.slow
def test_killed_at_any_step_all_is_as_before_or_as_after_for_the_next_reader(tmp_path: Path) -> None:
    outcomes = set()
    step = 0
    while True:
        step += 1
        folder = tmp_path / str(step)
        folder.mkdir()
        for name, data in (("b", b"old"), ("d", b"goes"), ("kept", b"as it was")):
            (folder / name).write_bytes(data)
        before = tree(folder)
        if not killed_at(step, folder):
            break
        with transaction.settled(folder):
            found = tree(folder)
        assert found in (before, DONE), step
        outcomes.add(found == DONE)
        assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []
    assert outcomes == {True, False} and step > 8


def test_what_was_finished_but_for_its_journal_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after the last move, published, and then the next import comes."""

    def stop(stage: Path) -> None:
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(transaction, "_close", stop)
        with transaction.begun(folder):
            transaction.write_all(folder, FILES)
    assert (folder / transaction.STAGE / "journal.json").exists()
    with transaction.begun(folder):
        transaction.write_all(folder, {"next": b"day"})
    assert tree(folder) == DONE | {"next": b"day"}


def interrupted(folder: Path, moved: int) -> None:
    """Leave what a process leaves that was killed after it had `moved` so many files."""
    count = 0
    replace = os.replace

    def stopping(source: Path, target: Path) -> None:
        nonlocal count
        count += 1
        # The first is the journal's own.
        if count == moved + 2:
            raise KeyboardInterrupt
        replace(source, target)

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "replace", stopping)
        patch.setattr(transaction, "_settle", lambda content: None)
        transaction.write_all(folder, FILES)
    (folder / transaction.STAGE / "back.json").rename(folder / transaction.STAGE / "journal.json")


def test_what_an_editor_changed_meanwhile_is_left_as_it_is(folder: Path) -> None:
    interrupted(folder, moved=1)
    (folder / "b").write_bytes(b"the editor's")
    (folder / "a" / "x" / "1").write_bytes(b"the editor's, too")
    with transaction.settled(folder):
        found = tree(folder)
    assert found == DONE | {"b": b"the editor's", "a/x/1": b"the editor's, too"}


@pytest.mark.parametrize(
    "journal",
    [
        b"",
        b"[",
        b'["a", "b"]',
        json.dumps([{"path": "../evil", "before": None, "after": "12"}]).encode(),
        json.dumps([{"path": "/etc/passwd", "before": "12", "after": None}]).encode(),
        json.dumps([{"path": 5, "before": None, "after": None}]).encode(),
    ],
)
def test_a_journal_that_is_none_is_refused_in_one_line_and_nothing_is_removed(
    folder: Path, journal: bytes
) -> None:
    before = tree(folder)
    (folder / transaction.STAGE).mkdir()
    (folder / transaction.STAGE / "journal.json").write_bytes(journal)
    with (
        pytest.raises(BulletinError, match=r"is no journal of an import") as refused,
        transaction.settled(folder),
    ):
        pass
    assert "\n" not in str(refused.value)
    assert {name: data for name, data in tree(folder).items() if not name.startswith(".")} == before


def test_who_reads_the_content_finishes_an_open_import_first(tmp_path: Path) -> None:
    content = Path(shutil.copytree(MINI / "in", tmp_path / "content"))
    data = "Title: Mới\nSlug: moi\n\nMột.\n".encode()
    (content / transaction.STAGE).mkdir()
    (content / transaction.STAGE / "0.new").write_bytes(data)
    move = {"path": "pages/moi.md", "before": None, "after": hashlib.sha256(data).hexdigest()}
    (content / transaction.STAGE / "journal.json").write_text(json.dumps([move]))
    assert "Mới" in [page.title for page in content_folder.load(content).pages]
    assert not (content / transaction.STAGE).exists()
