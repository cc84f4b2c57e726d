"""The versions of a site that went to the public, the newest two of each target, to go back to.

A version that was only built is none of them, as editors build to look at a page before they publish it.
The versions lie beside the site's folder and share its files by hard links, so one costs little. Once
something was taken down they are removed, as the text may be in them.
"""

from __future__ import annotations

import filecmp
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_PUBLIC, _BEFORE, _NEXT = "public", "public.previous", "public.next"


@dataclass(frozen=True, slots=True)
class PublicVersions:
    """What one target has of the site in `site`: the version of the public, and the one before."""

    site: Path
    target: str

    @property
    def public(self) -> Path:
        """The version that the public has, as far as it is known here."""
        return self._folder(_PUBLIC)

    @property
    def before(self) -> Path:
        """The version that the public had before."""
        return self._folder(_BEFORE)

    def keep(self) -> None:
        """Keep the site as it is now for the version that the public has. Raises OSError."""
        if self.public.exists() and not any(changed(self.public, self.site)):
            return
        made = self._folder(_NEXT)
        if self.before.exists() and not made.exists():
            self.before.rename(made)
        _mirror(self.site, made)
        shutil.rmtree(self.before, ignore_errors=True)
        if self.public.exists():
            self.public.rename(self.before)
        made.rename(self.public)

    def went_back(self) -> None:
        """Make the version before that of the public again, and remove the one that was taken back."""
        shutil.rmtree(self.public, ignore_errors=True)
        self.before.rename(self.public)

    def _folder(self, role: str) -> Path:
        key = sha256(self.target.encode()).hexdigest()[:8]
        return self.site.with_name(f".{self.site.name}.{key}.{role}")


def forget_all(site: Path) -> None:
    """Remove all versions of the site in `site` that went to the public.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     Path(folder, ".site.0a1b2c3d.public").mkdir()
    ...     forget_all(Path(folder, "site"))
    ...     os.listdir(folder)
    []
    """
    for role in (_PUBLIC, _BEFORE, _NEXT):
        for folder in site.parent.glob(f".{site.name}.????????.{role}"):
            shutil.rmtree(folder, ignore_errors=True)


def changed(old: Path, new: Path) -> Iterator[str]:
    """The files that differ between the folders `old` and `new`, or lie in one of them alone, sorted by path.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as old, TemporaryDirectory() as new:
    ...     _ = Path(old, "index.html").write_bytes(b"one"), Path(new, "index.html").write_bytes(b"two")
    ...     list(changed(Path(old), Path(new)))
    ['index.html']
    """
    before, after = _files(old), _files(new)
    for name in sorted(before | after):
        if name not in before or name not in after or not _is_same(old / name, new / name):
            yield name


def _mirror(site: Path, folder: Path) -> None:
    """Make `folder` hold the files of `site` and nothing else, by links where the disk has them."""
    folder.mkdir(exist_ok=True)
    wanted = _files(site)
    for name in _files(folder):
        if name not in wanted or not os.path.samefile(site / name, folder / name):
            (folder / name).unlink()
    for place, folders, names in os.walk(folder, topdown=False):
        if not folders and not names and Path(place) != folder:
            os.rmdir(place)
    for name in sorted(wanted):
        target = folder / name
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(site / name, target)
            except OSError:
                shutil.copy2(site / name, target)


def _is_same(one: Path, other: Path) -> bool:
    return os.path.samefile(one, other) or filecmp.cmp(one, other, shallow=False)


def _files(folder: Path) -> set[str]:
    return {
        os.path.relpath(os.path.join(place, name), folder).replace(os.sep, "/")
        for place, _, names in os.walk(folder)
        for name in names
    }
