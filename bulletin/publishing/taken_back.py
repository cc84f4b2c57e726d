"""What a rollback took from the public, so that the next publication asks before it brings that back.

A file beside the site's folder keeps it: each page with a digest of its bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from bulletin.machine.atomic_file import write_whole
from bulletin.machine.json_value import json_value

_SHOWN = 5


def remember(site: Path, version: Path, files: Iterable[str]) -> None:
    """Note that the pages among `files` of the folder `version` were taken back from the public of `site`."""
    pages = {name: _digest(version / name) for name in files if name.endswith(".html")}
    there = {name: digest for name, digest in pages.items() if digest}
    write_whole(_file_of(site), json.dumps(there, indent=1, sort_keys=True).encode() + b"\n")


def brought_back(site: Path) -> tuple[str, ...]:
    """The addresses of pages that were taken back and are in `site` again with the same bytes."""
    try:
        pages = dict(json_value(_file_of(site).read_bytes()))
    except (OSError, ValueError, TypeError):
        return ()
    return tuple(
        f"/{name.removesuffix('index.html')}"
        for name, digest in sorted(pages.items())
        if ".." not in name and _digest(site / name) == digest
    )


def forget(site: Path) -> None:
    """Forget the pages that were taken back: the next publication asks no more."""
    _file_of(site).unlink(missing_ok=True)


def listed(addresses: Sequence[str]) -> str:
    """The number of pages at `addresses`, and the first of these, for a message.

    >>> listed(["/a/", "/b/"])
    '2 page(s): /a/, /b/'
    """
    more = ", …" if len(addresses) > _SHOWN else ""
    return f"{len(addresses)} page(s): {', '.join(addresses[:_SHOWN])}{more}"


def _digest(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _file_of(site: Path) -> Path:
    return site.with_name(f".{site.name}.taken-back.published")
