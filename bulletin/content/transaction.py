"""Writes many files of a content folder or none, and never leaves a reader with some of them.

The new files are written beside the old ones, into `.import`. Then a journal is written whole, which says
what goes where. Then the files are moved. A program that is killed in between leaves the journal, and the
next one that reads or writes the folder moves the rest. Where moving fails, the files are moved back, as the
journal then says. A file that somebody changed meanwhile is left as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bulletin.content import lock
from bulletin.content.model import BulletinError
from bulletin.machine.json_value import json_value

# It lies in the content folder, so that moving a file is a rename; it is removed when all is done.
STAGE = ".import"
# While the first of them is there, files move to their places; while the second is there, they move back.
_FORWARD, _BACK = "journal.json", "back.json"


@dataclass(frozen=True, slots=True)
class _Move:
    """What happens to one file: its path, and the digests of its bytes before and after; None for no file."""

    path: str
    before: str | None
    after: str | None

    def turned(self) -> _Move:
        """The move back."""
        return _Move(self.path, self.after, self.before)


@contextmanager
def settled(content: Path, wait: bool = True) -> Iterator[None]:
    """Keep others from writing into the folder `content`, and first finish what one of them left half done.

    Without a folder there is nothing to settle. Raises BulletinError where another program writes and `wait`
    is false, or where what is half done cannot be finished.
    """
    if not content.is_dir():
        yield
        return
    with lock.locked(content, wait=wait):
        _settle(content)
        yield


@contextmanager
def begun(content: Path) -> Iterator[None]:
    """Like `settled`, for writers: the folder `content` is made if need be, and nobody is waited for."""
    is_new = not content.exists()
    content.mkdir(parents=True, exist_ok=True)
    try:
        with settled(content, wait=False):
            yield
    finally:
        if is_new and not any(content.iterdir()):
            content.rmdir()


def write_all(content: Path, files: Mapping[str, bytes | None]) -> tuple[str, ...]:
    """Write `files` (path under `content` to bytes, None to remove the file): all of them or none.

    Call it within `begun`. A file that has these bytes already is left alone. Returns the changed paths.
    Raises BulletinError for a path that leaves the folder or goes over a symlink, OSError where writing
    fails.
    """
    for path in files:
        _refuse_outside(content, path)
    stage = content / STAGE
    stage.mkdir()
    moves: list[_Move] = []
    try:
        for path, data in sorted(files.items()):
            move = _Move(path, _digest_of(content / path), None if data is None else _digest(data))
            if move.before != move.after:
                _stage(stage, len(moves), content / path, data)
                moves.append(move)
        if moves:
            _write_journal(stage, moves)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    if moves:
        try:
            _move_all(content, moves, "new")
        except BaseException:
            os.replace(stage / _FORWARD, stage / _BACK)
            _settle(content)
            raise
    _close(stage)
    return tuple(move.path for move in moves)


def _stage(stage: Path, number: int, target: Path, data: bytes | None) -> None:
    """Put the new bytes of a file into the stage, and a second name or copy of the old ones."""
    if data is not None:
        _write(stage / f"{number}.new", data)
    if target.exists():
        try:
            os.link(target, stage / f"{number}.old")
        except OSError:
            shutil.copy2(target, stage / f"{number}.old")


def _write_journal(stage: Path, moves: Sequence[_Move]) -> None:
    part = stage / f"{_FORWARD}.part"
    _write(part, json.dumps([asdict(move) for move in moves]).encode())
    os.replace(part, stage / _FORWARD)


def _settle(content: Path) -> None:
    """Finish what a killed program began, forward or back; a stage without a journal changed nothing yet."""
    stage = content / STAGE
    try:
        if (stage / _BACK).exists():
            _move_all(content, [move.turned() for move in _journal(content, _BACK)], "old")
        elif (stage / _FORWARD).exists():
            _move_all(content, _journal(content, _FORWARD), "new")
        if stage.exists():
            _close(stage)
    except OSError as error:
        raise BulletinError(
            f"{content}: an import was interrupted here and cannot be finished ({error.strerror}); run the "
            "command again as somebody who may write there, with room on the disk"
        ) from None


def _close(stage: Path) -> None:
    # Without its journal the stage is rubbish, nothing to be finished.
    for journal in (_FORWARD, _BACK):
        (stage / journal).unlink(missing_ok=True)
    shutil.rmtree(stage)


def _journal(content: Path, name: str) -> list[_Move]:
    try:
        moves = [_move(value) for value in json_value((content / STAGE / name).read_bytes())]
        for move in moves:
            _refuse_outside(content, move.path)
        return moves
    except (ValueError, TypeError, KeyError, BulletinError) as error:
        raise BulletinError(
            f"{content / STAGE / name}: is no journal of an import ({error}); compare the content with its "
            f"last commit, then remove the folder {content / STAGE}"
        ) from None


def _move(value: Any) -> _Move:
    digests = value["before"], value["after"]
    if not isinstance(value["path"], str) or not all(one is None or isinstance(one, str) for one in digests):
        raise ValueError("a line has other values")
    return _Move(value["path"], *digests)


def _move_all(content: Path, moves: Sequence[_Move], side: str) -> None:
    """Move each file that is still as it was; leave those that were moved already, or changed since."""
    for number, move in enumerate(moves):
        target = content / move.path
        is_as_before = _digest_of(target) == move.before
        if move.after is not None and is_as_before:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(content / STAGE / f"{number}.{side}", target)
        elif move.after is None:
            if is_as_before:
                target.unlink(missing_ok=True)
            _remove_empty_folders(target.parent, content)
    _sync_folders(content, moves)


def _refuse_outside(content: Path, path: str) -> None:
    target = content / path
    if content not in target.parents or ".." in target.parts or "\0" in path:
        raise BulletinError(f"{path}: leads out of the content folder")
    for part in (target, *target.parents):
        if part == content:
            break
        if part.is_symlink():
            raise BulletinError(f"{path}: goes over the symlink {part.name}; put a real file or folder there")


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_of(path: Path) -> str | None:
    """The digest of a file's bytes; None where there is none."""
    try:
        return _digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folders(content: Path, moves: Sequence[_Move]) -> None:
    for folder in sorted({(content / move.path).parent for move in moves}):
        # Where folders cannot be opened, as on Windows, the system takes care of them by itself.
        with contextlib.suppress(FileNotFoundError, NotADirectoryError, PermissionError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def _remove_empty_folders(folder: Path, content: Path) -> None:
    while folder != content:
        if folder.exists():
            if any(folder.iterdir()):
                break
            folder.rmdir()
        folder = folder.parent
