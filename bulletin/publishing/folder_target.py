"""A site in a folder, here or on another machine, by rsync; a folder with somebody else's files is refused.

The first thing that is written into an empty folder is a mark, and the last step takes it away. So a first
publication that was interrupted, at whatever moment, is taken up by the next one.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from bulletin.content.model import BulletinError
from bulletin.machine import file_lock
from bulletin.search.manifest import FOLDER, MANIFEST

MARK = ".first-publication"
_MARK_TEXT = "A site is on its way into this folder: files that are not part of it are removed.\n"
# The list of the search's files, which open pages read first: it comes after all it names.
_MANIFEST = f"/{FOLDER}/{MANIFEST}"
# What the host's keeper put into the folder stays there.
KEPT_THERE = ("/.htaccess", "/.well-known")
_SITE_HAS = frozenset({"index.html", "tim-kiem"})
_RSYNC = ("rsync", "-rt", "--chmod=D755,F644")
# Where rsync keeps what it has not put into place yet.
_DELAYED = ".~tmp~"


def upload(site: Path, folder: str) -> None:
    """Bring the site in the folder `site` to `folder`, as it was typed. Raises BulletinError.

    Where another publication writes into a folder of this machine, says so and waits for its end.
    """
    refuse_own(site, folder)
    with _alone(folder):
        if not _has_site(site, folder):
            _put_mark(folder)
        for command in commands(site, folder):
            _run(command)


def commands(site: Path, folder: str) -> Iterator[tuple[str, ...]]:
    """The calls of rsync that bring `site` to `folder`, in their order.

    New pages come into place together, at the end of their transfer.
    """
    source, goal = f"{site}/", _goal(folder)
    hashed = (f"--include=/{FOLDER}/", f"--exclude={_MANIFEST}", f"--include=/{FOLDER}/**", "--exclude=*")
    yield (*_RSYNC, *hashed, source, goal)
    yield (*_RSYNC, "--delay-updates", f"--exclude={_MANIFEST}", source, goal)
    yield (*_RSYNC, "--delete-after", *(f"--exclude={name}" for name in KEPT_THERE), source, goal)


def refuse_own(site: Path, folder: str) -> None:
    """Raise BulletinError where `folder`, as it was typed, holds the folder `site` or lies in it."""
    if not _is_here(folder):
        return
    target, output = Path(folder).resolve(), site.resolve()
    if target == output:
        raise BulletinError(f"{folder}: is the output itself; give another folder to publish to")
    if target.is_relative_to(output) or output.is_relative_to(target):
        raise BulletinError(f"{folder}: lies in the output, or the output in it; give a folder beside it")


def _has_site(site: Path, folder: str) -> bool:
    """Whether `folder` has a whole site of ours. One without may be empty, or have a part of our first site.

    Raises BulletinError where it holds anything else, as publishing removes what our site does not have.
    """
    names = _listed(folder) - {name.strip("/") for name in KEPT_THERE}
    if names >= _SITE_HAS:
        return True
    if not names or MARK in names:
        return False
    # Earlier publications began with the search instead of a mark, and one may have been interrupted.
    if FOLDER in names and all(_is_of(site, name) for name in _listed(folder, "--recursive")):
        return False
    raise BulletinError(
        f"{folder}: holds files and no site of ours ({', '.join(sorted(names)[:3])}); give an empty folder"
    )


def _listed(folder: str, *options: str) -> set[str]:
    """The names in `folder`, or with `--recursive` the paths below it."""
    listed = subprocess.run(
        ("rsync", "--list-only", "--8-bit-output", *options, _goal(folder)), capture_output=True, check=False
    )
    # A folder that is not there yet cannot be listed; a host out of reach fails again right after this.
    lines = listed.stdout.decode("utf-8", "surrogateescape").splitlines()
    return {line.split(maxsplit=4)[4] for line in lines if len(line.split(maxsplit=4)) == 5} - {"."}


def _is_of(site: Path, name: str) -> bool:
    """Whether the site has the path `name` of a target, or the file of which that is rsync's copy."""
    path = PurePosixPath(name)
    parts = [part for part in path.parts if part != _DELAYED]
    unfinished = path.name.startswith(".") and path.name.count(".") > 1
    final = path.name[1:].rpartition(".")[0] if unfinished else path.name
    return site.joinpath(*parts).exists() or site.joinpath(*parts[:-1], final).exists()


def _put_mark(folder: str) -> None:
    with tempfile.TemporaryDirectory() as made:
        mark = Path(made, MARK)
        mark.write_text(_MARK_TEXT, encoding="utf-8")
        _run((*_RSYNC, str(mark), _goal(folder)))


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Keep other publications out of a folder of this machine, which is made if need be."""
    if not _is_here(folder) or not file_lock.FOLDERS:
        yield
        return
    path = Path(folder)
    try:
        if not path.exists():
            path.mkdir()
            path.chmod(0o755)
        release = file_lock.take(path, wait=False)
        if release is None:
            print(f"{folder}: another publication is at work there; waiting for its end", file=sys.stderr)
            release = file_lock.take(path, wait=True)
    except OSError as error:
        raise BulletinError(f"{folder}: cannot be published to ({error.strerror})") from None
    assert release is not None
    try:
        yield
    finally:
        release()


def _is_here(folder: str) -> bool:
    """Whether a target is a folder of this machine: for rsync a colon before any slash names another one."""
    return ":" not in folder.partition("/")[0]


def _goal(folder: str) -> str:
    return f"{folder.rstrip('/')}/"


def _run(command: Sequence[str]) -> None:
    # The public reads what is published, whatever the umask of whoever publishes.
    done = subprocess.run(command, check=False, umask=0o022)
    if done.returncode:
        raise BulletinError(f"rsync failed with code {done.returncode}, see above; then publish again")
