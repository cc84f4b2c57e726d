"""Who may read what is written: a site is for everybody, whatever its maker keeps from others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

_READ_BY_ALL = 0o055


@contextmanager
def readable_by_all() -> Iterator[None]:
    """Let everybody read what is made meanwhile; who may write stays as it is."""
    before = os.umask(0o077)
    os.umask(before & ~_READ_BY_ALL)
    try:
        yield
    finally:
        os.umask(before)
