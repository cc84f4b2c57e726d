"""What each host takes, from `deploy/hosts.toml`, and how a site compares with that."""

from __future__ import annotations

import gzip
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin.content import fields, toml_file
from bulletin.content.fields import Field
from bulletin.content.model import BulletinError
from bulletin.pages.copies import FOLDER as COPIES

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


# The name of the copy of a year ends in it.
_OF_A_YEAR = re.compile(r"-\d{4}\.zip$")


@dataclass(frozen=True, slots=True)
class Host:
    """A host and the most that it takes of a site; None where it sets no limit, or where no figure was found.

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
    issues: int = 0


@dataclass(frozen=True, slots=True)
class Lever:
    """A setting that makes a site smaller, and the files and bytes that would go."""

    setting: str
    files: int
    bytes: int


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
    issues = sum(1 for _ in site.glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]/[0-9][0-9]/index.html"))
    named = os.path.relpath(largest, site)
    return Size(len(sizes), folders, sum(sizes.values()), sizes[largest], named, issues)


def headroom(size: Size, host: Host) -> tuple[int, str] | None:
    """How many more issues `host` takes if they are as those so far, and which limit is reached first.

    None where no limit of the host was found, or the number of issues is not known.

    >>> headroom(Size(200, 100, 5_000, 100, "x", issues=10), Host("x", "X", "", files=1_000, bytes=100_000))
    (40, 'files')
    """
    if not size.issues:
        return None
    entries = size.files + size.folders
    # The largest file is mostly the one that grows with each issue: the zip of all.
    limits = (
        ("files", host.files, size.files),
        ("files and folders", host.entries, entries),
        ("bytes", host.bytes, size.bytes),
        (f"the bytes of {size.largest_file}", host.largest, size.largest),
    )
    left = [
        (max(0, (limit - now) * size.issues // max(1, now)), what)
        for what, limit, now in limits
        if limit is not None
    ]
    return min(left, default=None)


def levers(site: Path) -> Iterator[Lever]:
    """The settings that could make the `site` smaller and are not used yet."""
    tables = [path for form in ("csv", "jsonl") for path in sorted((site / "data").glob(f"*.{form}"))]
    if tables:
        packed = sum(len(gzip.compress(path.read_bytes())) for path in tables)
        yield Lever("DATA_GZIP = True", 0, sum(path.stat().st_size for path in tables) - packed)
    whole = [path for path in (site / COPIES).glob("*.zip") if not _OF_A_YEAR.search(path.name)]
    if whole:
        yield Lever("COPY_OF_ALL = False", len(whole), sum(path.stat().st_size for path in whole))


def excesses(size: Size, host: Host) -> Iterator[str]:
    """Each limit of `host` that a site of `size` exceeds."""
    if host.files is not None and size.files > host.files:
        yield f"{size.files:,} files, at most {host.files:,}"
    entries = size.files + size.folders
    if host.entries is not None and entries > host.entries:
        yield f"{entries:,} files and folders, at most {host.entries:,}"
    if host.bytes is not None and size.bytes > host.bytes:
        yield f"{_megabytes(size.bytes)}, at most {_megabytes(host.bytes)}"
    if host.largest is not None and size.largest > host.largest:
        yield f"{size.largest_file} has {_megabytes(size.largest)}, at most {_megabytes(host.largest)} a file"


def report(size: Size, hosts: tuple[Host, ...], levers: Iterable[Lever] = ()) -> Iterator[str]:
    """Lines that tell what the site is, whether each host takes it and how long, or what to do."""
    yield f"{size.files:,} files in {size.folders:,} folders, {_megabytes(size.bytes)}"
    yield f"largest file: {size.largest_file}, {_megabytes(size.largest)}"
    for host in hosts:
        too_much = "; ".join(excesses(size, host))
        left = headroom(size, host)
        room = f", and {left[0]:,} more issues; {left[1]} would fill up first" if left else ""
        yield f"  {host.name:<34} {f'too much: {too_much}' if too_much else f'takes it{room}'}"
        if too_much or host.always:
            yield f"  {'':<34} → {host.advice}"
    for lever in levers:
        yield f"  {lever.setting} in publishconf.py: {_megabytes(lever.bytes)} less, {lever.files} file(s)"


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"
