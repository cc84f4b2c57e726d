"""What each host takes, from `deploy/hosts.toml`, and how a site compares with that."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin.content import fields, toml_file
from bulletin.content.fields import Field
from bulletin.content.model import BulletinError

FILE = Path(__file__).resolve().parents[2] / "deploy" / "hosts.toml"
_FIELDS = {
    "id": Field(fields.slug, required=True),
    "name": Field(fields.text, required=True),
    "advice": Field(fields.text, required=True),
    "files": Field(fields.number),
    "entries": Field(fields.number),
    "bytes": Field(fields.number),
    "largest": Field(fields.number),
    "always": Field(fields.flag),
}


@dataclass(frozen=True, slots=True)
class Host:
    """A host and what it takes of a site; None where it sets no limit, or where no figure was found.

    `entries` are files and folders together; `bytes` are those of the site, `largest` those of a file.
    """

    id: str
    name: str
    advice: str
    files: int | None = None
    entries: int | None = None
    bytes: int | None = None
    largest: int | None = None
    # Whether the advice is for every site.
    always: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """How much a site is: its files, folders and bytes, and the largest of its files."""

    files: int
    folders: int
    bytes: int
    largest: int
    largest_file: str


def load(file: Path = FILE) -> tuple[Host, ...]:
    """The hosts in `file`, in their order. Raises BulletinError for its first fault."""
    return tuple(Host(**row.values) for row in toml_file.read(file, {"host": _FIELDS}, {}).tables["host"])


def measure(site: Path) -> Size:
    """The size of the site in the folder `site`. Raises BulletinError where there is none."""
    if not (site / "index.html").is_file():
        raise BulletinError(f"{site}: no site here; build it first: invoke publish")
    sizes: dict[str, int] = {}
    folders = 0
    for folder, below, names in os.walk(site):
        folders += len(below)
        for name in names:
            path = os.path.join(folder, name)
            sizes[path] = os.stat(path).st_size
    largest = max(sorted(sizes), key=lambda path: sizes[path])
    return Size(len(sizes), folders, sum(sizes.values()), sizes[largest], os.path.relpath(largest, site))


def excesses(size: Size, host: Host) -> Iterator[str]:
    """In what a site of `size` is too much for `host`."""
    if host.files is not None and size.files > host.files:
        yield f"{size.files:,} files, at most {host.files:,}"
    entries = size.files + size.folders
    if host.entries is not None and entries > host.entries:
        yield f"{entries:,} files and folders, at most {host.entries:,}"
    if host.bytes is not None and size.bytes > host.bytes:
        yield f"{_megabytes(size.bytes)}, at most {_megabytes(host.bytes)}"
    if host.largest is not None and size.largest > host.largest:
        yield f"{size.largest_file} has {_megabytes(size.largest)}, at most {_megabytes(host.largest)} a file"


def report(size: Size, hosts: tuple[Host, ...]) -> Iterator[str]:
    """Lines that tell what the site is and, for each host, whether it takes that, or what to do."""
    yield f"{size.files:,} files in {size.folders:,} folders, {_megabytes(size.bytes)}"
    yield f"largest file: {size.largest_file}, {_megabytes(size.largest)}"
    for host in hosts:
        too_much = "; ".join(excesses(size, host))
        yield f"  {host.name:<34} {f'too much: {too_much}' if too_much else 'takes it'}"
        if too_much or host.always:
            yield f"  {'':<34} → {host.advice}"


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"
