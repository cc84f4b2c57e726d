"""One build at a time: whoever comes second says whom it waits for, and waits."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from pathlib import Path


class BuildLock:
    """A lock on a file, which the system gives up with the last process that holds it, however that ends.

    The processes that a build splits its work over inherit it: what a killed build leaves running keeps
    the next one waiting until it is gone.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor = -1

    def take(self, say: Callable[[str], None]) -> None:
        """Take the lock; where another process has it, `say` so once and wait. Raises OSError."""
        self._descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(self._descriptor, 32).decode("ascii", "replace").strip()
            say(f"another build is at work there (process {holder or 'unknown'}); waiting for its end")
            fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        os.ftruncate(self._descriptor, 0)
        os.pwrite(self._descriptor, f"{os.getpid()}\n".encode(), 0)

    def release(self) -> None:
        """Let the next one in. The file stays: to remove it would let two builds lock two files."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
