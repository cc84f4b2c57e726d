"""Reads files that people own, and only plain ones: no endless pipe, no folder, no link, nothing huge."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from bulletin.content.model import BulletinError

# Far more than the longest press article, and than a registry of all newspapers.
LARGEST = 8 << 20
# Ten years of addresses have 4 MB.
LARGEST_LEDGER = 64 << 20


def read_plain(path: Path, largest: int = LARGEST) -> bytes:
    """The bytes of the file at `path`.

    Raises FileNotFoundError where there is none. Raises BulletinError where it is no plain file, has more
    than `largest` bytes, or cannot be read. That message does not name the file: callers put its name first.
    """
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            raise BulletinError("is a symbolic link; put the file itself here")
        if not stat.S_ISREG(status.st_mode):
            raise BulletinError("is no plain file; remove it, and restore the file from the last commit")
        if status.st_size > largest:
            raise BulletinError(f"has {status.st_size >> 20} MB, which no such file has; restore it")
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise BulletinError(f"cannot be read ({error.strerror}); give it back the right to be read") from None
