"""Work split over the cores by `fork`: the children inherit everything, only results travel back."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import TypeVar, cast

KILLED = "a worker process was killed; run the command again"
_LOOK_EVERY = 0.25
T = TypeVar("T")
R = TypeVar("R")


def cores() -> int:
    """How many processes can run at once here; 1 where there is no `fork`."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def fork_map(work: Callable[[T], R], parts: Sequence[T], workers: int) -> Iterator[tuple[int, R]]:
    """`work(part)` for each of `parts`, as they come, each with the index of its part.

    The order is not that of `parts`: who needs one sorts by index. An exception of `work` is
    raised here. With one worker, or one part, all is done in this process.
    """
    if workers <= 1 or len(parts) <= 1:
        for index, part in enumerate(parts):
            yield index, work(part)
        return
    context = multiprocessing.get_context("fork")
    turn = context.Value("l", 0)
    # What exists now is shared with the children; the collector would touch, and so copy, every page.
    was_frozen = gc.get_freeze_count() > 0
    gc.freeze()
    children = []
    pipes: list[Connection] = []
    try:
        for _ in range(min(workers, len(parts))):
            mine, theirs = context.Pipe(duplex=False)
            child = context.Process(target=_serve, args=(work, parts, turn, theirs, os.getpid()), daemon=True)
            with interrupts_held():
                child.start()
            theirs.close()
            children.append(child)
            pipes.append(mine)
        yield from _results(pipes)
    finally:
        for child in children:
            child.terminate()
            child.join()
        if not was_frozen:
            gc.unfreeze()


def fork_in_order(work: Callable[[T], R], parts: Sequence[T], workers: int) -> Iterator[R]:
    """The results of `fork_map` in the order of `parts`, each as soon as it and all before it are there."""
    waiting: dict[int, R] = {}
    given = 0
    for index, result in fork_map(work, parts, workers):
        waiting[index] = result
        while given in waiting:
            yield waiting.pop(given)
            given += 1


def in_parts(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """`items` in runs of so many, in their order; the last may have fewer."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def _results(pipes: list[Connection]) -> Iterator[tuple[int, R]]:
    open_pipes = set(pipes)
    while open_pipes:
        for pipe in wait(list(open_pipes)):
            try:
                index, result, error = cast(Connection, pipe).recv()
            except EOFError:
                raise RuntimeError(KILLED) from None
            if error is not None:
                raise error
            if index is None:
                open_pipes.discard(cast(Connection, pipe))
            else:
                yield index, result


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait while a process is forked: what Python does on the way there would swallow it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def be_child_of(parent: int) -> None:
    """In a forked process: leave Ctrl-C to the process `parent`, and end soon after it, however that ends.

    By a timer: a thread that waits would be in the way of forking again.
    """

    def look(number: int, frame: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK_EVERY, _LOOK_EVERY)


def _serve(work: Callable[[T], R], parts: Sequence[T], turn: object, pipe: Connection, parent: int) -> None:
    """In a child: take the next part until there is none, and send each result."""
    be_child_of(parent)
    gc.disable()
    # Where the parent was killed, nobody is left to be told of it.
    with contextlib.suppress(BrokenPipeError), pipe:
        try:
            while True:
                with turn.get_lock():  # type: ignore[attr-defined]
                    index = turn.value  # type: ignore[attr-defined]
                    turn.value += 1  # type: ignore[attr-defined]
                if index >= len(parts):
                    break
                pipe.send((index, work(parts[index]), None))
            pipe.send((None, None, None))
        except Exception as error:  # the parent raises it
            pipe.send((None, None, error))
