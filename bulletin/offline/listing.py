"""The list of the copies that were made, kept beside them, which the site's download page shows."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from bulletin.whole_file import write_whole

LISTING = "copies.json"


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


def save(folder: Path, content: Path, copies: Iterable[Copy]) -> None:
    """Write the list of `copies`, made from the folder `content`, beside them into `folder`."""
    listed = [{**asdict(one), "first": one.first.isoformat(), "last": one.last.isoformat()} for one in copies]
    text = json.dumps({"content": str(content), "copies": listed}, ensure_ascii=False, indent=1)
    write_whole(folder / LISTING, f"{text}\n".encode())


def load(folder: Path | None, content: Path) -> tuple[Copy, ...]:
    """The copies in `folder` that were made from the folder `content` and are there in the size they had.

    None where the list is missing, damaged, or of another archive.
    """
    if folder is None:
        return ()
    try:
        listing = json.loads((folder / LISTING).read_bytes())
        if listing["content"] != str(content):
            return ()
        copies = [
            Copy(**{**one, "first": date.fromisoformat(one["first"]), "last": date.fromisoformat(one["last"])})
            for one in listing["copies"]
        ]
        return tuple(one for one in copies if (folder / one.file).stat().st_size == one.size)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return ()
