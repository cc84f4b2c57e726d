"""One build at a time: whoever comes second says whom it waits for, and waits."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from bulletin.machine import file_lock


class BuildLock:
    """A lock on a file, in which the number of the process stands that has it.

    The processes that a build splits its work over inherit it: what a killed build leaves running keeps
    the next one waiting until it is gone. `work` is what those who wait are told.
    """

    def __init__(self, file: Path, work: str = "build") -> None:
        self._file = file
        self._work = work
        self._release: Callable[[], object] | None = None

    def take(self, say: Callable[[str], None]) -> None:
        """Take the lock; where another process has it, `say` so once and wait. Raises OSError."""
        self._release = file_lock.take(self._file, wait=False)
        if self._release is None:
            say(f"another {self._work} is at work there (process {self._holder()}); waiting for its end")
            self._release = file_lock.take(self._file, wait=True)
        # Where a locked file cannot be written by anybody, it names nobody.
        with contextlib.suppress(PermissionError):
            self._file.write_text(f"{os.getpid()}\n", encoding="ascii")

    def release(self) -> None:
        """Let the next one in. The file stays: to remove it would let two builds lock two files."""
        if self._release is not None:
            self._release()
            self._release = None

    def _holder(self) -> str:
        with contextlib.suppress(OSError, ValueError):
            return self._file.read_text(encoding="ascii").strip() or "unknown"
        return "unknown"
