"""Tells whether the files of a bundle are as they were written: a digest of their names, sizes and times.

Bundles are named by their content, but reading tens of thousands of files at each build to compare
would cost more than the build: so their listing is kept, outside the site, and compared.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from bulletin.machine.atomic_file import write_whole
from bulletin.machine.json_value import json_value

_BUNDLE = re.compile("[0-9a-f]{16}")


def load(file: Path | None) -> dict[str, str]:
    """The seal of each bundle by its name; none where the file is missing, damaged or foreign.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = (file := Path(folder, "seals.json")).write_bytes(b'{"0123456789abcdef": "2c26"}')
    ...     load(file), load(None)
    ({'0123456789abcdef': '2c26'}, {})
    """
    try:
        seals = json_value(file.read_bytes()) if file else {}
        # A name becomes that of a folder: nothing else may come of a damaged file.
        return {name: str(seal) for name, seal in seals.items() if _BUNDLE.fullmatch(name)}
    except (OSError, ValueError, AttributeError):
        return {}


def save(file: Path | None, folder: Path, kept: Iterable[str], made: Iterable[str]) -> None:
    """Seal the bundles `made` of `folder` as they are now; those `kept` are as `file` has them.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     (bundle := Path(folder, "0123456789abcdef")).mkdir()
    ...     save(file := Path(folder, "seals.json"), Path(folder), kept=(), made=[bundle.name])
    ...     load(file) == {"0123456789abcdef": seal_of(bundle)}
    True
    """
    if file is None:
        return
    before = load(file)
    seals = {name: before[name] for name in kept} | {name: seal_of(folder / name) for name in made}
    write_whole(file, json.dumps(seals, sort_keys=True).encode())


def seal_of(bundle: Path) -> str:
    """The seal of the folder `bundle`, empty where there is none.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as bundle:
    ...     before = seal_of(Path(bundle))
    ...     _ = Path(bundle, "articles.bin").write_bytes(b"a")
    ...     seal_of(Path(bundle)) == before, seal_of(Path("/no/bundle"))
    (False, '')
    """
    lines: list[str] = []

    def walk(folder: str, prefix: str) -> None:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    walk(entry.path, f"{prefix}{entry.name}/")
                else:
                    stat = entry.stat(follow_symlinks=False)
                    lines.append(f"{prefix}{entry.name} {stat.st_size} {stat.st_mtime_ns}")

    try:
        walk(str(bundle), "")
    except FileNotFoundError:
        return ""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
