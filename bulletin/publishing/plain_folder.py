"""A site in a folder of this machine, brought there file by file; needs no program and no special system.

A file is written beside its place and renamed, so that none is ever seen half. Pages wait for each other in
a hidden folder, and come into place together.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from bulletin.build.listing import stamps_below
from bulletin.build.output_folder import OutputFolder
from bulletin.build.state import Stamp
from bulletin.search.manifest import FOLDER, MANIFEST

_WAITING = ".publishing"
_LIST = f"{FOLDER}/{MANIFEST}"


class PlainFolder:
    """The folder `goal` that is to hold the site in the folder `site`; all methods may raise OSError."""

    def __init__(self, site: Path, goal: Path) -> None:
        self._site = site
        self._goal = goal

    def names(self) -> set[str]:
        """The names in the folder; none where it is not there yet."""
        return set(os.listdir(self._goal)) if self._goal.is_dir() else set()

    def paths(self) -> Collection[str]:
        """The paths of all files below the folder."""
        return self._theirs

    def put(self, name: str, text: str) -> None:
        """Write the file `name` right into the folder."""
        _enter(self._goal)
        (self._goal / name).write_text(text, encoding="utf-8")

    def bring_search(self) -> None:
        """Bring the files of the search that are named by their content."""
        self._bring(name for name in self._ours if name.startswith(f"{FOLDER}/") and name != _LIST)

    def bring_pages(self) -> None:
        """Bring all files but the list of the search's."""
        self._bring(name for name in self._ours if name != _LIST)

    def finish(self, kept: Collection[str]) -> None:
        """Bring what is left, and remove what the site has not, but for the names `kept` in the folder."""
        self._bring(name for name in self._ours if name == _LIST)
        there = stamps_below(self._goal, kept)
        OutputFolder(self._goal).remove_all_but(self._ours.keys(), there)

    @cached_property
    def _ours(self) -> Mapping[str, Stamp]:
        return stamps_below(self._site)

    @cached_property
    def _theirs(self) -> dict[str, Stamp]:
        return stamps_below(self._goal)

    def _bring(self, names: Iterable[str]) -> None:
        """Let what is new or changed among `names` wait, all of it; then put it into place, pages last."""
        waiting = self._goal / _WAITING
        if waiting.exists():
            shutil.rmtree(waiting)
        changed = [name for name in names if not self._has(name)]
        if not changed:
            return
        _enter(self._goal)
        _enter(waiting)
        for number, name in enumerate(changed):
            part = waiting / str(number)
            shutil.copyfile(self._site / name, part)
            part.chmod(0o644)
            os.utime(part, ns=(self._ours[name].mtime_ns,) * 2)
        for folder in sorted({above for name in changed for above in PurePosixPath(name).parents}):
            _enter(self._goal / folder)
        for number, name in sorted(enumerate(changed), key=lambda one: one[1].endswith(".html")):
            os.replace(waiting / str(number), self._goal / name)
            self._theirs[name] = self._ours[name]
        waiting.rmdir()

    def _has(self, name: str) -> bool:
        """Whether the folder has the site's bytes at `name`: its times say so, or else reading both."""
        ours, theirs = self._ours[name], self._theirs.get(name)
        # Not every file system keeps a time as it was given.
        same = theirs == ours or (
            theirs is not None
            and theirs.size == ours.size
            and filecmp.cmp(self._site / name, self._goal / name, shallow=False)
        )
        if same:
            self._theirs[name] = ours
        return same


def _enter(folder: Path) -> None:
    """Make `folder` a folder that everybody may look into, whatever lay there and whatever the umask."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        folder.unlink()
    if not folder.exists():
        folder.mkdir()
        folder.chmod(0o755)
