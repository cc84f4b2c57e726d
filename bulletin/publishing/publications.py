"""Which search files the last publications had: they stay for a while, for pages that are open in a browser.

A page loads the list of search files once and goes on with it, so a file that it knows of must not be gone
when a new day is published. Kept in a file beside the site's folder; if that is lost, they merely go sooner.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from bulletin.whole_file import write_whole

# So many publications that changed the search stay searchable, the newest among them: a working week.
KEPT = 5


def search_names(live: Path) -> frozenset[str]:
    """The names of bundles and files of the search in the last publications of the folder `live`."""
    return frozenset(name for names in _read(_file_of(live)) for name in names)


def remember(live: Path, names: Iterable[str]) -> None:
    """The folder `live`, whose search consists of `names`, was published."""
    file, newest = _file_of(live), sorted(names)
    before = _read(file)
    if before[:1] != [newest]:
        kept = [newest, *(names for names in before if names != newest)][:KEPT]
        write_whole(file, json.dumps(kept, indent=1).encode() + b"\n")


def _file_of(live: Path) -> Path:
    return live.with_name(f".{live.name}.published")


def _read(file: Path) -> list[list[str]]:
    try:
        publications = json.loads(file.read_bytes())
        # Names become paths in the output folder: nothing else may come of a damaged file.
        return [[name for name in map(str, names) if "/" not in name] for names in publications]
    except (OSError, ValueError, TypeError):
        return []
