"""What is to be imported: files, folders of them, or standard input; a folder's other files are named."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.content.model import BulletinError

STANDARD_INPUT = Path("-")
# A bulletin with a hundred photographs has a tenth of it.
_LARGEST = 300_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """One document: its `name` for messages and the report, and the file it lies in."""

    name: str
    path: Path

    def read(self) -> bytes:
        """All of its bytes. Raises BulletinError for what is no file, OSError where it cannot be read."""
        if self.path == STANDARD_INPUT:
            return sys.stdin.buffer.read()
        if self.path.exists() and not self.path.is_file():
            raise BulletinError(f"{self.name}: is no plain file; name a bulletin or a folder of them")
        size = self.path.stat().st_size
        if size > _LARGEST:
            raise BulletinError(
                f"{self.name}: has {size // 1_000_000:,} MB; ask the sender for the Word file"
            )
        return self.path.read_bytes()


def inputs_of(paths: Sequence[Path]) -> list[Input]:
    """The documents at `paths`, each once, in their order; those of a folder sorted by their paths.

    Raises BulletinError for a path that is not there, and for a folder without a file.
    """
    found: dict[Path, Input] = {}
    for path in paths:
        for file, name in _files(path):
            found.setdefault(file if file == STANDARD_INPUT else file.resolve(), Input(name, file))
    if not found:
        raise BulletinError("nothing to import; name a bulletin or a folder of them")
    return list(found.values())


def _files(path: Path) -> Iterator[tuple[Path, str]]:
    if path == STANDARD_INPUT:
        yield path, "standard input"
    elif path.is_dir():
        files = sorted(file for file in path.rglob("*") if not file.is_dir())
        if not files:
            raise BulletinError(f"{path}: has no file; name a bulletin or a folder of them")
        yield from ((file, _shown(file.relative_to(path).as_posix())) for file in files)
    elif path.exists():
        yield path, _shown(path.name)
    else:
        raise BulletinError(f"{path}: is not there; name a bulletin or a folder of them")


def _shown(name: str) -> str:
    """`name`; a byte in it that is no UTF-8 is shown as a question mark."""
    return name.encode("utf-8", "replace").decode()
