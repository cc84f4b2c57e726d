"""Only one program at a time changes a content folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bulletin.content.model import BulletinError


@contextmanager
def locked(content: Path, wait: bool = False) -> Iterator[None]:
    """Keep all others who ask for it out of the folder `content`, which must be there.

    Raises BulletinError where another program has it, unless told to `wait` for that; both take seconds.
    """
    descriptor = os.open(content, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise BulletinError(f"{content}: another import is writing here; wait until it is done") from None
        yield
    finally:
        os.close(descriptor)
