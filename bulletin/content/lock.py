"""Only one program at a time reads or changes a content folder: what is written is seen whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.machine import file_lock

# Where folders cannot be locked.
_FILE = ".content.lock"


@contextmanager
def locked(content: Path, wait: bool = False) -> Iterator[None]:
    """Keep others out of the folder `content`, which must be there, as far as they ask for this lock too.

    Raises BulletinError where another program has it, unless told to `wait` for that; both take seconds.
    """
    # The folder itself can be locked by those who may only read it, too.
    release = file_lock.take(content if file_lock.FOLDERS else content / _FILE, wait)
    if release is None:
        raise BulletinError(f"{content}: another import is writing here; wait until it is done")
    try:
        yield
    finally:
        release()
