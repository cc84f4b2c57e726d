"""Which search files the last publications had: they stay for a while, for pages that are open in a browser.

A page loads the list of search files once and goes on with it, so a file that it knows of must not be gone
when a new day is published. But what was taken down since goes at once, from the version before too. Kept
in a file beside the site's folder; if that is lost, all of it merely goes sooner.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bulletin.build import public_versions
from bulletin.machine.atomic_file import write_whole
from bulletin.machine.json_value import json_value

# How many publications that changed the search stay searchable, the newest among them: a working week.
KEPT = 5


@dataclass(frozen=True, slots=True)
class _Memory:
    """What may not be shown, by `Archive.withheld`, and the names of each publication, the newest first."""

    withheld: str | None
    search: tuple[tuple[str, ...], ...]


def search_names(live: Path, withheld: str) -> frozenset[str]:
    """The names of bundles and files of the search in the last publications of the folder `live`.

    Empty where `withheld` is another than at that time: those files may hold what must not be shown.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     withhold(live := Path(folder, "site"), Path(folder, "before"), "digest 1")
    ...     remember(live, ["names-1.bin"])
    ...     search_names(live, "digest 1"), search_names(live, "digest 2")
    (frozenset({'names-1.bin'}), frozenset())
    """
    memory = _read(live)
    return frozenset(name for names in memory.search for name in names if memory.withheld == withheld)


def remember(live: Path, names: Iterable[str]) -> None:
    """Note that the folder `live` was published, and that its search consists of the files `names`.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     remember(Path(folder, "site"), ["names-1.bin"])
    ...     json.loads(Path(folder, ".site.published").read_bytes())
    {'withheld': None, 'search': [['names-1.bin']]}
    """
    newest, memory = tuple(sorted(names)), _read(live)
    if memory.search[:1] != (newest,):
        others = (names for names in memory.search if names != newest)
        _write(live, _Memory(memory.withheld, (newest, *others)[:KEPT]))


def withhold(live: Path, previous: Path, withheld: str) -> None:
    """Forget the earlier versions of `live`, that in `previous` too, if `withheld` is another than before.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     remember(live := Path(folder, "site"), ["names-1.bin"])
    ...     withhold(live, Path(folder, "before"), "digest 1")
    ...     json.loads(Path(folder, ".site.published").read_bytes())
    {'withheld': 'digest 1', 'search': []}
    """
    if _read(live).withheld != withheld:
        shutil.rmtree(previous, ignore_errors=True)
        public_versions.forget_all(live)
        _write(live, _Memory(withheld, ()))


def _file_of(live: Path) -> Path:
    return live.with_name(f".{live.name}.published")


def _read(live: Path) -> _Memory:
    try:
        data = json_value(_file_of(live).read_bytes())
        withheld, search = data["withheld"], tuple(tuple(names) for names in data["search"])
    except (OSError, ValueError, TypeError, LookupError):
        return _Memory(None, ())
    # Names become paths in the output folder: nothing else may come of a damaged file.
    are_names = all(isinstance(name, str) and "/" not in name for names in search for name in names)
    if not are_names or not isinstance(withheld, str | None):
        return _Memory(None, ())
    return _Memory(withheld, search)


def _write(live: Path, memory: _Memory) -> None:
    data = {"withheld": memory.withheld, "search": memory.search}
    write_whole(_file_of(live), json.dumps(data, indent=1).encode() + b"\n")
