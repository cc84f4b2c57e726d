"""The output folder: files written whole or not at all, and only where their bytes change."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection, Mapping
from pathlib import Path

from bulletin.build.listing import stamps_below
from bulletin.build.state import Stamp
from bulletin.ledger import addresses


class OutputFolder:
    """A folder of generated files, of which some top-level folders (`others`) are somebody else's."""

    def __init__(self, root: Path, others: Collection[str] = ()) -> None:
        self._root = root
        self._others = frozenset(others)
        self._present: Mapping[str, Stamp] | None = None

    def stamps(self) -> dict[str, Stamp]:
        """The stamp of each file that lies there now, by its path."""
        self._present = found = stamps_below(self._root, self._others)
        return found

    def write(self, path: str, data: bytes) -> tuple[Stamp, bool]:
        """Put `data` at `path` (relative to the folder) unless it is there.

        Returns the stamp of the file, and whether its bytes changed.
        """
        target = os.path.join(self._root, path)
        # A file that the last listing did not show need not be looked for.
        changed = (self._present is not None and path not in self._present) or not self.holds(path, data)
        if changed:
            mtime_ns = _write_new(f"{target}.part", data)
            os.replace(f"{target}.part", target)
            return Stamp(path, len(data), mtime_ns), True
        return Stamp(path, len(data), os.stat(target).st_mtime_ns), False

    def remove_all_but(self, wanted: Collection[str], present: Mapping[str, Stamp]) -> int:
        """Remove the `present` files that are not `wanted`, and emptied folders; returns how many files."""
        stale = [path for path in present if path not in wanted]
        for path in stale:
            # The unfinished file of a killed build is gone by now where its page was written again.
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(self._root, path))
            folder = os.path.dirname(os.path.join(self._root, path))
            while folder != str(self._root):
                try:
                    os.rmdir(folder)
                except OSError:
                    break
                folder = os.path.dirname(folder)
        return len(stale)

    def holds(self, path: str, data: bytes) -> bool:
        """Whether the file `path` is there, with these bytes."""
        try:
            with open(os.path.join(self._root, path), "rb") as handle:
                return handle.read() == data
        except FileNotFoundError:
            return False


def _write_new(part: str, data: bytes) -> int:
    """Write a new file and tell its time; what a killed build left there may be shared with the live site."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        handle = os.open(part, flags, 0o666)
    except FileExistsError:
        os.unlink(part)
        handle = os.open(part, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(part), exist_ok=True)
        handle = os.open(part, flags, 0o666)
    try:
        left = memoryview(data)
        while left:
            left = left[os.write(handle, left) :]
        return os.fstat(handle).st_mtime_ns
    finally:
        os.close(handle)


def may_be_built_into(folder: Path) -> bool:
    """Whether `folder` is new, empty or a site of ours: a build removes what it does not know.

    >>> may_be_built_into(Path("/no/such/folder"))
    True
    """
    if not folder.is_dir() or not any(folder.iterdir()):
        return True
    return all((folder / page).is_file() for page in ("index.html", f"{addresses.SEARCH}index.html"))
