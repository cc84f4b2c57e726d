"""The one place that switches Python's garbage collector, and why.

A build holds all that it read until its end, some million values of which none is garbage: looking through
them costs more than all the reading. And what a forked process only reads it shares with its parent; the
collector would touch, and so copy, every page of it.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Iterator


def pause() -> None:
    """Look for no garbage until `resume`."""
    gc.disable()
    gc.unfreeze()


def resume() -> None:
    """Look for garbage again, but in nothing that is there by now: the last look is at the program's end."""
    gc.freeze()
    gc.enable()


@contextlib.contextmanager
def shared() -> Iterator[None]:
    """Leave alone what is there now, as processes forked meanwhile share it."""
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    try:
        yield
    finally:
        if not was_frozen:
            gc.unfreeze()
