"""A site in a folder, here or on another machine; a folder with somebody else's files is refused.

Files that are named by their content come first, then pages, then the list of the search's files, and what
goes at the end. The first thing that is written into an empty folder is a mark, and the last step takes it
away. So a first publication that was interrupted, at whatever moment, is taken up by the next one.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from bulletin.content.model import BulletinError
from bulletin.machine import file_lock
from bulletin.publishing.plain_folder import PlainFolder
from bulletin.publishing.rsync_folder import RsyncFolder
from bulletin.search.manifest import FOLDER

MARK = ".first-publication"
_MARK_TEXT = "A site is on its way into this folder: files that are not part of it are removed.\n"
# Where a system cannot lock a folder.
_LOCK = ".publishing.lock"
# What the host's keeper put into the folder stays there, as does what is held while it is written to.
_KEPT_THERE = (".htaccess", ".well-known", _LOCK)
_SITE_HAS = frozenset({"index.html", "tim-kiem"})
# Where rsync keeps what it has not put into place yet.
_DELAYED = ".~tmp~"
_DRIVE = re.compile(r"[A-Za-z]:")


def upload(site: Path, folder: str) -> None:
    """Bring the site in the folder `site` to `folder`, as it was typed. Raises BulletinError.

    Where another publication writes into a folder of this machine, says so and waits for its end.
    """
    refuse_own(site, folder)
    with alone(folder):
        try:
            for step in steps(site, folder):
                step()
        except OSError as error:
            where = error.filename2 or error.filename or folder
            raise BulletinError(f"{where}: {error.strerror}; mend that, and publish again") from None


def steps(site: Path, folder: str) -> Iterator[Callable[[], None]]:
    """What brings `site` to `folder`, in its order: after each of them a visitor gets a whole site.

    Raises BulletinError where `folder` holds anything else. The steps raise BulletinError or OSError.
    """
    goal = PlainFolder(site, Path(folder)) if is_here(folder) else RsyncFolder(site, folder)
    if not _has_site(site, goal, folder):
        yield lambda: goal.put(MARK, _MARK_TEXT)
    yield goal.bring_search
    yield goal.bring_pages
    yield lambda: goal.finish(_KEPT_THERE)


def refuse_own(site: Path, folder: str) -> None:
    """Raise BulletinError where `folder`, as it was typed, holds the folder `site` or lies in it."""
    if not is_here(folder):
        return
    target, output = Path(folder).resolve(), site.resolve()
    if target == output:
        raise BulletinError(f"{folder}: is the output itself; give another folder to publish to")
    if target.is_relative_to(output) or output.is_relative_to(target):
        raise BulletinError(f"{folder}: lies in the output, or the output in it; give a folder beside it")


def is_here(folder: str, on_windows: bool = os.name == "nt") -> bool:
    r"""Whether a target is a folder of this machine: a colon before any slash names another one, or a drive.

    >>> is_here("www/a:b"), is_here("host:/www"), is_here("C:\\www", on_windows=True)
    (True, False, True)
    """
    return ":" not in folder.partition("/")[0] or (on_windows and bool(_DRIVE.match(folder)))


def _has_site(site: Path, goal: PlainFolder | RsyncFolder, folder: str) -> bool:
    """Whether `folder` has a whole site of ours. One without may be empty, or have a part of our first site.

    Raises BulletinError where it holds anything else, as publishing removes what our site does not have.
    """
    names = goal.names() - set(_KEPT_THERE)
    if names >= _SITE_HAS:
        return True
    if not names or MARK in names:
        return False
    # Earlier publications began with the search instead of a mark, and one may have been interrupted.
    paths = (path for path in goal.paths() if path.partition("/")[0] not in _KEPT_THERE)
    if FOLDER in names and all(_is_of(site, path) for path in paths):
        return False
    raise BulletinError(
        f"{folder}: holds files and no site of ours ({', '.join(sorted(names)[:3])}); give an empty folder"
    )


def _is_of(site: Path, name: str) -> bool:
    """Whether the site has the path `name` of a target, or the file of which that is rsync's copy."""
    path = PurePosixPath(name)
    parts = [part for part in path.parts if part != _DELAYED]
    unfinished = path.name.startswith(".") and path.name.count(".") > 1
    final = path.name[1:].rpartition(".")[0] if unfinished else path.name
    return site.joinpath(*parts).exists() or site.joinpath(*parts[:-1], final).exists()


@contextmanager
def alone(folder: str) -> Iterator[None]:
    """Keep other publications out of a folder of this machine, which is made if need be."""
    if not is_here(folder):
        yield
        return
    path = Path(folder)
    lock = path if file_lock.FOLDERS else path / _LOCK
    try:
        if not path.exists():
            path.mkdir()
            path.chmod(0o755)
        release = file_lock.take(lock, wait=False)
        if release is None:
            print(f"{folder}: another publication is at work there; waiting for its end", file=sys.stderr)
            release = file_lock.take(lock, wait=True)
    except OSError as error:
        raise BulletinError(f"{folder}: cannot be published to ({error.strerror})") from None
    assert release is not None
    try:
        yield
    finally:
        release()
