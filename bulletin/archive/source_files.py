"""The files of a content folder, in the order of their paths, and their texts; each fault is a finding."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bulletin.content.model import BulletinError, Finding, Severity
from bulletin.content.plain_file import LARGEST, read_plain


class SourceFile(NamedTuple):
    """A file of the content folder (`path` is relative to it) with what tells that it changed."""

    path: str
    size: int
    mtime_ns: int
    ctime_ns: int


def files_below(content: Path, folder: str, findings: list[Finding]) -> Iterator[SourceFile]:
    """The Markdown files below `folder`, in the order of their paths; what else is there is a finding."""
    try:
        entries = sorted(os.scandir(content / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if entry.is_symlink():
            findings.append(Finding(path, 1, "symlink", "is a symbolic link; put the file itself here"))
        elif entry.is_dir():
            yield from files_below(content, path, findings)
        elif not entry.is_file():
            findings.append(Finding(path, 1, "stray-file", "is no plain file, so it is not read; remove it"))
        elif entry.name.endswith(".md"):
            stat = entry.stat()
            if stat.st_size > LARGEST:
                message = f"has {stat.st_size >> 20} MB, which no article or page has; remove it"
                findings.append(Finding(path, 1, "stray-file", message))
                continue
            yield SourceFile(path, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
        elif not entry.name.startswith("."):
            message = "is no .md file; only article and page files belong here"
            findings.append(Finding(path, 1, "stray-file", message, Severity.WARNING))


def read_text(content: Path, path: str, largest: int = LARGEST) -> tuple[str | None, tuple[Finding, ...]]:
    """The text of a file, or the finding why there is none. Raises FileNotFoundError."""
    try:
        return decoded(read_plain(content / path, largest), path)
    except BulletinError as error:
        return None, (Finding(path, 1, "stray-file", str(error)),)


def decoded(data: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text in `data`, the bytes of the file `path`, or the finding why it is none."""
    try:
        # An editor's program may begin with a byte order mark, and end lines as Windows does.
        return data.decode("utf-8-sig").replace("\r\n", "\n"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte {error.start} is no UTF-8; save the file as UTF-8"
        return None, (Finding(path, line, "not-utf8", message),)
