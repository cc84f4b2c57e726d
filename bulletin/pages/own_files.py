"""Files of the site's own, published as they are: a `CNAME`, a host's verification file, a logo."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.pages.page import Page, PageGroup

# In the content folder; what lies in it lies at the site's root.
FOLDER = "static"


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file below `static/`: its path there and in the site, and the digest of its bytes."""

    path: str
    digest: str

    def read(self, content: Path) -> bytes:
        """Its bytes. Raises BulletinError where they changed since the digest was taken."""
        data = (content / FOLDER / self.path).read_bytes()
        if _digest(data) != self.digest:
            raise BulletinError(f"{FOLDER}/{self.path}: changed while the site was being built; build again")
        return data


def own_files(content: Path, taken: Collection[str]) -> tuple[OwnFile, ...]:
    """The files below `static/` of the folder `content`, sorted by their paths.

    `taken` are the folders at the site's root that are made otherwise. Raises BulletinError for a file in
    one of them, and for what is no plain file.
    """
    folder = content / FOLDER
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not path.is_file():
            raise BulletinError(f"{FOLDER}/{name}: is no plain file; put the file itself there, or remove it")
        if name.partition("/")[0] in taken:
            raise BulletinError(f"{FOLDER}/{name}: the site has such a folder itself; take another name")
        found.append(OwnFile(name, _digest(path.read_bytes())))
    return tuple(found)


def own_file_groups(files: Iterable[OwnFile]) -> Iterator[PageGroup]:
    """One group for each file."""
    for file in files:
        yield PageGroup(_page, (file,), ())


def _page(file: OwnFile) -> Iterator[Page]:
    yield Page(file.path, None, file)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
