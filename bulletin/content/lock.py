"""Only one program at a time reads or changes a content folder: what is written is seen whole."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from bulletin.content.model import BulletinError

# Where folders cannot be locked, as on Windows. Git need not know of it.
_FILE = ".content.lock"


@contextmanager
def locked(content: Path, wait: bool = False) -> Iterator[None]:
    """Keep all others who ask for it out of the folder `content`, which must be there.

    Raises BulletinError where another program has it, unless told to `wait` for that; both take seconds.
    """
    release = _locked_folder(content, wait) if sys.platform != "win32" else _locked_file(content, wait)
    if release is None:
        raise BulletinError(f"{content}: another import is writing here; wait until it is done")
    try:
        yield
    finally:
        release()


def _locked_folder(content: Path, wait: bool) -> Callable[[], object] | None:
    """Lock the folder itself, which also who may only read it can do; None where another has it."""
    import fcntl

    descriptor = os.open(content, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(descriptor)
        return None
    return lambda: os.close(descriptor)


def _locked_file(content: Path, wait: bool) -> Callable[[], object] | None:
    lock = filelock.FileLock(content / _FILE)
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except filelock.Timeout:
        return None
    return lock.release
