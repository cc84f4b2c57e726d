"""Does a piece of work in a process of its own, to tell its seconds and its memory from the bench's."""

from __future__ import annotations

import multiprocessing
import resource
import time
from collections.abc import Callable

from bulletin.content.model import BulletinError


def apart(work: Callable[[], object]) -> tuple[float, float]:
    """Do `work` apart: its seconds, and the peak memory of it and its children in MB.

    Raises BulletinError if it fails.
    """
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def run() -> None:
        started = time.perf_counter()
        work()
        usage = (
            resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        )
        theirs.send((time.perf_counter() - started, max(usage) / 1024))

    child = context.Process(target=run)
    child.start()
    theirs.close()
    try:
        seconds, peak = ours.recv()
    except EOFError:
        raise BulletinError("the bench: a part of it failed; what it said stands above") from None
    finally:
        child.join()
    return float(seconds), float(peak)
