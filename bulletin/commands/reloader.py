"""Wakes open pages when there is something new to show."""

from __future__ import annotations

import threading
from collections.abc import Mapping


class Reloader:
    """Tells all open pages, each waiting in a thread of its own, that there is something new to show.

    `ahead` are pages, by their files, that are shown in place of those of the last build.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._builds = 0
        self.ahead: Mapping[str, bytes] = {}

    @property
    def builds(self) -> int:
        """How many times there was something new."""
        return self._builds

    def show(self, ahead: Mapping[str, bytes]) -> None:
        """Show the site as it was rebuilt, with the pages `ahead` before it; wake all who wait."""
        with self._changed:
            self.ahead = ahead
            self._builds += 1
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> int:
        """Wait for what comes after the first `seen`, for some seconds at most; how many there were."""
        with self._changed:
            self._changed.wait_for(lambda: self._builds > seen, seconds)
            return self._builds
