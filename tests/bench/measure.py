"""What a command costs in time, processor time and memory, and what it did to the files of a folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.content.model import BulletinError


@dataclass(frozen=True, slots=True)
class Cost:
    """`wall` and `processor` in seconds; `peak` in MB.

    `processor` counts the command and all processes that it waited for. `peak` is the largest resident size
    that any single one of them reached (`ru_maxrss`), not the sum of those that ran at once.
    """

    wall: float
    processor: float
    peak: float


@dataclass(frozen=True, slots=True)
class FileState:
    """A file on disk: time and identity, which change when it is written; size; a hash of its bytes."""

    written: tuple[int, int]
    size: int
    digest: bytes


Tree = Mapping[str, FileState]


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Files after a build: how many, how large; and how many it wrote, changed in their bytes, removed."""

    total: int
    megabytes: float
    written: int
    changed: int
    removed: int


def run(command: Sequence[str], folder: Path, log: Path, extra: Mapping[str, str] | None = None) -> Cost:
    """Run `command` in `folder`, its output appended to the file `log`.

    Raises BulletinError, with the end of what it said, where it cannot be started or fails.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        output.write(f"$ {' '.join(command)}\n".encode())
        output.flush()
        at = output.tell()
        begin = time.perf_counter()
        try:
            child = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(extra or {})},
            )
        except OSError as error:
            raise BulletinError(f"{command[0]}: cannot be started: {error.strerror}") from None
        # Popen's own wait would throw the resource usage away.
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        said = log.read_bytes()[at:].decode("utf-8", "replace").strip().splitlines()
        last = said[-1] if said else "nothing"
        raise BulletinError(f"{Path(command[0]).name} ended with {child.returncode}: {last} (more in {log})")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def tree(folder: Path) -> Tree:
    """The state of each file below `folder`, by its path there; empty where there is no such folder."""
    found: dict[str, FileState] = {}
    waiting = [folder] if folder.is_dir() else []
    while waiting:
        for entry in os.scandir(waiting.pop()):
            if entry.is_dir(follow_symlinks=False):
                waiting.append(Path(entry.path))
            else:
                status = entry.stat()
                digest = hashlib.blake2b(Path(entry.path).read_bytes(), digest_size=16).digest()
                name = os.path.relpath(entry.path, folder)
                found[name] = FileState((status.st_mtime_ns, status.st_ino), status.st_size, digest)
    return found


def changes(before: Tree, after: Tree) -> FileChanges:
    """What a build did between the states `before` and `after` of its output folder."""
    known = {name: state for name, state in after.items() if name in before}
    new = len(after) - len(known)
    return FileChanges(
        total=len(after),
        megabytes=sum(state.size for state in after.values()) / 1e6,
        written=new + sum(state.written != before[name].written for name, state in known.items()),
        changed=new + sum(state.digest != before[name].digest for name, state in known.items()),
        removed=len(before) - len(known),
    )
