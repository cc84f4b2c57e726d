"""What other plugins of Pelican write: into a folder of their own, from where it joins the site."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.pages import copies
from bulletin.search.manifest import FOLDER as SEARCH_FOLDER


@dataclass(frozen=True, slots=True)
class OthersBuilt:
    """How many files others wrote."""

    files: int

    def __str__(self) -> str:
        return f"{self.files} files of other plugins" if self.files else ""


class OthersPart:
    """The files that lie in `written` when the site is built; none of them may be one of ours.

    `whose` names who writes a file.
    """

    def __init__(self, written: Path, whose: Callable[[str], str]) -> None:
        self.written = written
        self._whose = whose
        self._target: Path | None = None

    def is_unchanged(self) -> bool:
        """Whether others wrote nothing: nobody can tell whether what they write is the same as before."""
        return next(self._files(), None) is None

    def prepare(self) -> None:
        """Do nothing: what others wrote before is of no use."""

    def begin(self, folder: Path) -> None:
        """Wait for the other parts, whose files have to be there first."""
        self._target = folder

    def finish(self) -> OthersBuilt:
        """Bring each file to its place. Raises BulletinError for one that would lie over a file of ours."""
        names = self.names()
        for name in names if self._target else ():
            target = Path(f"{self._target}/{name}")
            if target.exists() or name.partition("/")[0] in (SEARCH_FOLDER, copies.FOLDER):
                raise BulletinError(
                    f"{name}: is a file of the site's own, and {self._whose(name)} writes one of this name; "
                    "give that file another name, or take out what writes it"
                )
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.written / name, target)
        return OthersBuilt(len(names))

    def names(self) -> Collection[str]:
        """The files that others wrote, by their paths in the site."""
        return sorted(self._files())

    def check(self, folder: Path) -> None:
        """Do nothing: what others wrote is theirs to check."""

    def remember(self) -> Callable[[], object]:
        """Nothing is remembered: others write anew each time."""
        return lambda: None

    def clear_up(self) -> None:
        """Remove the folder of the others."""
        shutil.rmtree(self.written, ignore_errors=True)

    def _files(self) -> Iterator[str]:
        """The plain files that lie there, by their paths; a link may lead anywhere, and is left out."""
        for folder, _, names in os.walk(self.written):
            for name in names:
                path = Path(folder, name)
                if path.is_file() and not path.is_symlink():
                    yield path.relative_to(self.written).as_posix()
