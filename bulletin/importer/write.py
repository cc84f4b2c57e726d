"""Writes all files of an import or none: staged beside, then moved, undone on a failure and after a crash."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bulletin.content import lock
from bulletin.content.model import BulletinError

# In the content folder, so that moving a file is a rename; gone again when the import is done.
_STAGE = ".import"
_JOURNAL = "journal.json"


@contextmanager
def locked(content: Path) -> Iterator[None]:
    """Keep other imports out of the folder `content` (made if need be), and undo one that was killed in it.

    Raises BulletinError where another import runs.
    """
    is_new = not content.exists()
    content.mkdir(parents=True, exist_ok=True)
    try:
        with lock.locked(content):
            _undo(content)
            yield
    finally:
        if is_new and not any(content.iterdir()):
            content.rmdir()


def write_all(content: Path, files: Mapping[str, bytes | None]) -> tuple[str, ...]:
    """Write `files` (path under `content` to bytes, None to remove the file): all of them or none.

    A file that has these bytes already is left alone. Returns the paths that were changed. Raises
    BulletinError for a path that leaves the folder or goes over a symlink, OSError where writing fails.
    """
    changed = {path: data for path, data in sorted(files.items()) if _differs(content, path, data)}
    if not changed:
        return ()
    stage = content / _STAGE
    stage.mkdir()
    try:
        for index, (path, data) in enumerate(changed.items()):
            if data is not None:
                _write(stage / f"{index}.new", data)
            if (content / path).exists():
                shutil.copy2(content / path, stage / f"{index}.old")
        _write(stage / _JOURNAL, json.dumps(list(changed)).encode())
        for index, (path, data) in enumerate(changed.items()):
            target = content / path
            if data is None:
                target.unlink()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(stage / f"{index}.new", target)
        _sync_folders(content, changed)
    except BaseException:
        _undo(content)
        raise
    # Without its journal the stage is rubbish, not an import to undo.
    (stage / _JOURNAL).unlink()
    shutil.rmtree(stage)
    return tuple(changed)


def _undo(content: Path) -> None:
    """Put back what an import that did not end has changed, as its journal says."""
    stage = content / _STAGE
    if not stage.exists():
        return
    journal = stage / _JOURNAL
    paths: list[str] = json.loads(journal.read_bytes()) if journal.exists() else []
    for index, path in enumerate(paths):
        target, old, new = content / path, stage / f"{index}.old", stage / f"{index}.new"
        if old.exists():
            shutil.copy2(old, target)
        elif not new.exists():
            target.unlink(missing_ok=True)
        _remove_empty_folders(target.parent, content)
    journal.unlink(missing_ok=True)
    shutil.rmtree(stage)


def _differs(content: Path, path: str, data: bytes | None) -> bool:
    target = content / path
    for part in (target, *target.parents):
        if part == content:
            break
        if part.is_symlink():
            raise BulletinError(f"{path}: goes over the symlink {part.name}; put a real file or folder there")
    if content not in target.parents or ".." in target.parts:
        raise BulletinError(f"{path}: leads out of the content folder")
    if data is None:
        return target.exists()
    return not target.exists() or target.read_bytes() != data


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folders(content: Path, paths: Mapping[str, bytes | None]) -> None:
    for folder in sorted({(content / path).parent for path in paths}):
        if not folder.exists():
            continue
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _remove_empty_folders(folder: Path, content: Path) -> None:
    while folder != content and folder.exists() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
