"""Two folders change names in one step, so that whoever looks sees the one or the other, whole."""

from __future__ import annotations

import ctypes
import errno
import os
from pathlib import Path

# linux/fs.h and fcntl.h: the two names are exchanged; paths count from the working directory.
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100
# What a system or a file system says that knows no such call.
_UNKNOWN = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)


def exchange(one: Path, other: Path) -> bool:
    """Let `one` and `other` change places at once; False, and nothing done, where the system cannot.

    Raises OSError where it refuses, for a folder that another file system is mounted on for example.
    """
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNKNOWN:
        return False
    raise OSError(code, os.strerror(code), str(other))
