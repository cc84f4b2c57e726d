"""Progress of long work: a bar with rate and time left on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_BAR = 24
_EVERY_TTY = 0.1
_EVERY_PLAIN = 5.0


class Progress:
    """Counts `total` steps of `what` (a plural noun) and shows them on `stream`; short work shows nothing.

    `since` is when the work began, by `time.monotonic()`, if before now.
    """

    def __init__(
        self, what: str, total: int, stream: TextIO | None = None, since: float | None = None
    ) -> None:
        self._what = what
        self._total = total
        self._stream = stream or sys.stderr
        self._started = self._shown = time.monotonic() if since is None else since
        self._done = 0
        self._visible = False

    def advance(self, steps: int = 1) -> None:
        """Say that `steps` more are done."""
        self._done += steps
        now = time.monotonic()
        every = _EVERY_TTY if self._stream.isatty() else _EVERY_PLAIN
        # One step is no progress.
        if self._total > 1 and now - self._shown >= every:
            self._shown = now
            self._show(now - self._started)

    def tell(self, line: str, stream: TextIO) -> None:
        """Print a `line` on `stream`, above the bar where there is one."""
        if self._visible and self._stream.isatty():
            self._stream.write("\r\x1b[K")
            self._stream.flush()
        print(line, file=stream, flush=True)

    def finish(self) -> None:
        """Say that the work is over; leaves the terminal on a new line."""
        if self._visible:
            self._show(time.monotonic() - self._started)
            if self._stream.isatty():
                self._stream.write("\n")
            self._stream.flush()

    def _show(self, seconds: float) -> None:
        self._visible = True
        rate = self._done / seconds if seconds else 0.0
        left = (self._total - self._done) / rate if rate else 0.0
        share = self._done / self._total if self._total else 1.0
        counts = f"{self._done}/{self._total} {self._what}, {rate:.0f}/s, {left:.0f} s left"
        if self._stream.isatty():
            bar = "#" * round(share * _BAR)
            self._stream.write(f"\r[{bar:<{_BAR}}] {counts}\x1b[K")
        else:
            self._stream.write(f"{counts}\n")
        self._stream.flush()
