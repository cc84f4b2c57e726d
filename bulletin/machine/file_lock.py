"""A lock on a file or folder, which the system gives up with the last process that holds it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import filelock

try:
    import fcntl as _fcntl
except ImportError:  # as on Windows
    _fcntl = None  # type: ignore[assignment]

FOLDERS = _fcntl is not None


def take(path: Path, wait: bool) -> Callable[[], object] | None:
    """Lock the file `path`, made if need be, or, where `FOLDERS`, the folder; gives what releases it.

    None where another process has it and is not to be waited for. Processes forked meanwhile hold it too.
    Raises OSError.
    """
    if _fcntl is None:
        lock = filelock.FileLock(path)
        try:
            lock.acquire(timeout=-1 if wait else 0)
        except filelock.Timeout:
            return None
        return lambda: lock.release()
    descriptor = _opened(path)
    try:
        _fcntl.flock(descriptor, _fcntl.LOCK_EX | (0 if wait else _fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(descriptor)
        return None
    return lambda: os.close(descriptor)


def _opened(path: Path) -> Any:
    if path.is_dir():
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
