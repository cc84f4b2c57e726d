"""The output folder of a build that is swapped in later; what the live folder has is taken from there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path

from bulletin.build.output_folder import OutputFolder
from bulletin.build.state import Stamp
from bulletin.machine.atomic_file import share
from bulletin.machine.progress import Progress


class StagedFolder(OutputFolder):
    """A folder that holds some earlier version of `live`, or nothing yet.

    `listed` is what lies there now, `known` are the files that `live` should have by the last build's state.
    Known files that are not listed are linked here from `live`, so that the state is true of this folder as
    well. A file of `live` that differs from the state is left to be rendered.
    """

    def __init__(self, root: Path, live: Path, listed: dict[str, Stamp], known: Mapping[str, Stamp]) -> None:
        super().__init__(root)
        self._live = live
        self._present = self._listed = listed
        self._known = known

    def stamps(self) -> dict[str, Stamp]:
        """The stamp of each file that lies there, what was just taken from the live folder included."""
        present = self._listed
        behind = [stamp for path, stamp in self._known.items() if present.get(path) != stamp]
        progress = Progress("files taken over", len(behind))
        for stamp in behind:
            if self._is_live(stamp):
                self._take(stamp.file)
                present[stamp.file] = stamp
            progress.advance()
        progress.finish()
        return present

    def _is_live(self, stamp: Stamp) -> bool:
        try:
            stat = os.stat(self._live / stamp.file, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return stat.st_size == stamp.size and stat.st_mtime_ns == stamp.mtime_ns

    def _take(self, file: str) -> None:
        source, target = os.path.join(self._live, file), os.path.join(self._root, file)
        part = f"{target}.part"
        with contextlib.suppress(FileNotFoundError):
            os.unlink(part)
        try:
            share(source, part)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            share(source, part)
        os.replace(part, target)
