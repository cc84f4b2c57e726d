"""The place beside a site's folder where its next version is made, and from where it is swapped in whole.

Beside the live folder `output` lie, hidden, `.output.previous`, the version before, and during a build
`.output.next`. A build takes the previous version, brings it up to date by links to files of the live one,
changes it and lets the two folders change names. So nothing is copied, a new day costs what is new, and
whoever looks at `output` sees one whole version at any moment, also where the build is killed. Files are
shared by the versions: they are replaced, never written into.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bulletin.build.lock import BuildLock
from bulletin.content.model import BulletinError
from bulletin.machine.children import Child
from bulletin.machine.exchange import exchange


class Stage:
    """The live folder of a site and its siblings; `next` exists from `open` on until `swap`."""

    def __init__(self, live: Path) -> None:
        self.live = live
        self.next = _sibling(live, "next")
        self.previous = _sibling(live, "previous")
        # Only where two folders cannot change names at once: a verified version on its way.
        self._ready = _sibling(live, "ready")
        self._lock = BuildLock(_sibling(live, "lock"))
        # Who else writes into the next version, as long as this process has the lock.
        self.helpers: list[Child[Any, Any]] = []
        self.is_open = False
        self.is_entered = False

    def enter(self, say: Callable[[str], None]) -> None:
        """Let no other build in until `leave`, and finish a swap that was interrupted.

        Raises BulletinError for a folder that can never be swapped, OSError where nothing can be
        written beside it.
        """
        self.live.parent.mkdir(parents=True, exist_ok=True)
        if self.live.exists() and self.live.stat().st_dev != self.live.parent.stat().st_dev:
            raise BulletinError(
                f"{self.live}: another disk is mounted there, so no new version can be swapped in whole; "
                "give --output a folder inside it"
            )
        self._lock.take(lambda line: say(f"{self.live}: {line}"))
        self.is_entered = True
        if self._ready.exists():
            self._ready.rename(self.next if self.live.exists() else self.live)

    @property
    def earlier(self) -> Path:
        """What `open` will take for the next version: an earlier one, or what a killed build left."""
        return self.next if self.next.exists() else self.previous

    def open(self) -> Path:
        """The folder for the next version, with what lay in `earlier`."""
        if self.earlier != self.next:
            if self.earlier.exists():
                self.earlier.rename(self.next)
            else:
                self.next.mkdir()
                if self.live.exists():
                    shutil.copymode(self.live, self.next)
        self.is_open = True
        return self.next

    def swap(self) -> None:
        """Make the next version the live one, and the live one the previous."""
        if not self.live.exists() or not any(self.live.iterdir()):
            self.next.rename(self.live)
        elif _exchanged(self.next, self.live):
            _replace(self.next, self.previous)
        else:
            # Two steps with a moment between them without a site; `enter` finishes what was interrupted.
            self.next.rename(self._ready)
            _replace(self.live, self.previous)
            self._ready.rename(self.live)
        self.is_open = False

    def go_back(self) -> None:
        """Make the previous version the live one again. Raises BulletinError where there is none."""
        if not self.previous.exists() or not self.live.exists():
            raise BulletinError(f"{self.live}: there is no previous version to go back to")
        if not _exchanged(self.previous, self.live):
            self.live.rename(self.next)
            self.previous.rename(self.live)
            self.next.rename(self.previous)

    def leave(self) -> None:
        """Let the next build in; nobody writes for this one any more."""
        while self.helpers:
            self.helpers.pop().stop()
        self._lock.release()
        self.is_entered = False

    def siblings(self) -> tuple[Path, ...]:
        """The other versions that may lie beside the live folder."""
        return (self.next, self.previous, self._ready)


def _sibling(live: Path, role: str) -> Path:
    return live.with_name(f".{live.name}.{role}")


def _exchanged(one: Path, other: Path) -> bool:
    try:
        return exchange(one, other)
    except OSError as error:
        if error.errno in (errno.EBUSY, errno.EXDEV):
            raise BulletinError(
                f"{other}: cannot be swapped ({error.strerror}), as it is mounted or in use; "
                "give --output a folder inside it"
            ) from None
        raise


def _replace(folder: Path, target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
    os.rename(folder, target)
