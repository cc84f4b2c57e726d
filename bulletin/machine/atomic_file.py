"""A file written whole or not at all, and only where its bytes change; and read whole."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def write_whole(path: Path, data: bytes) -> bool:
    """Put `data` at `path`, making its folder; returns whether the file had other bytes, or was not there."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)
    return True


def write_synced(path: Path, data: bytes) -> None:
    """Put `data` at `path` with the rights that the file has; it is on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    with part.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    if path.exists():
        part.chmod(path.stat().st_mode & 0o777)
    os.replace(part, path)


def read_bytes(file: str) -> bytes:
    """The bytes of `file`: for thousands of small ones, of which making a Path of a name is half the time."""
    with open(file, "rb", buffering=0) as stream:
        return stream.read()


def share(source: str, target: str) -> None:
    """Let the new file `target` be the file `source`, or a copy with its times where links cannot be made.

    Nobody may write into either of them afterwards, only replace them.
    """
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target)
