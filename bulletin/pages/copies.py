"""The offline copies that were made: the list kept beside them, and their place in the site, for download."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bulletin.machine.atomic_file import share, write_whole
from bulletin.machine.json_value import json_value

LISTING = "copies.json"
# The folder of a site that has them.
FOLDER = "ban-sao"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy as a file: what it holds (`year` is None for all), its size in bytes and its SHA-256."""

    file: str
    year: int | None
    first: date
    last: date
    issues: int
    articles: int
    size: int
    sha256: str


def save(folder: Path, content: Path, withheld: str, copies: Iterable[Copy]) -> None:
    """Write the list of `copies`, made from the folder `content`, beside them into `folder`.

    `withheld` is what may not be shown, by `Archive.withheld`: it is not in these copies.
    """
    listed = [{**asdict(one), "first": one.first.isoformat(), "last": one.last.isoformat()} for one in copies]
    text = json.dumps(
        {"content": _way(folder, content), "withheld": withheld, "copies": listed},
        ensure_ascii=False,
        indent=1,
    )
    write_whole(folder / LISTING, f"{text}\n".encode())


def load(folder: Path, content: Path, withheld: str) -> tuple[Copy, ...]:
    """The copies in `folder` that were made from the folder `content` and are there in the size they had.

    None where the list is missing, damaged, or of another archive, nor where `withheld` is another than then:
    the copies may hold what was taken down since.
    """
    try:
        listing = json_value((folder / LISTING).read_bytes())
        if (listing["content"], listing["withheld"]) != (_way(folder, content), withheld):
            return ()
        copies = [
            Copy(
                **{**one, "first": date.fromisoformat(one["first"]), "last": date.fromisoformat(one["last"])}
            )
            for one in listing["copies"]
        ]
        return tuple(one for one in copies if (folder / one.file).stat().st_size == one.size)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ()


def listed_files(folder: Path) -> frozenset[str]:
    """The names of all copies that the list in `folder` has, whatever they were made from."""
    try:
        names = (str(one["file"]) for one in json_value((folder / LISTING).read_bytes())["copies"])
        # Only what is a file of the folder itself: the list may be damaged.
        return frozenset(name for name in names if name == Path(name).name)
    except (OSError, ValueError, LookupError, TypeError):
        return frozenset()


def place(copies: Iterable[Copy], source: Path, site: Path) -> None:
    """Have the folder of copies in `site` hold just those of `source` that `copies` names.

    No bytes are copied where the disk can share them.
    """
    folder = site / FOLDER
    wanted = {copy.file for copy in copies}
    for path in sorted(folder.glob("*")):
        if path.name not in wanted or not _is_same(source / path.name, path):
            path.unlink()
    for name in sorted(wanted):
        folder.mkdir(exist_ok=True)
        if not (folder / name).exists():
            share(str(source / name), str(folder / name))
    if not wanted and folder.is_dir():
        folder.rmdir()


def is_placed(copies: Iterable[Copy], source: Path, site: Path) -> bool:
    """Whether `place` has nothing to do."""
    wanted = {copy.file for copy in copies}
    present = {path.name for path in (site / FOLDER).glob("*")}
    return wanted == present and all(_is_same(source / name, site / FOLDER / name) for name in wanted)


def _way(folder: Path, content: Path) -> str:
    """How `content` is reached from `folder`: says which archive it is, wherever both are moved to."""
    try:
        return Path(os.path.relpath(content.resolve(), folder.resolve())).as_posix()
    except ValueError:
        # On another drive of Windows.
        return content.name


def _is_same(source: Path, placed: Path) -> bool:
    one, other = source.stat(), placed.stat()
    return (one.st_size, one.st_mtime_ns) == (other.st_size, other.st_mtime_ns)
