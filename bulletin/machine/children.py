"""Work in other processes, by `fork`: they inherit everything, and only what they say travels back.

A `Child` does one piece of work beside this process; `fork_map` splits a list over several. Where there is
no `fork`, as on Windows, or with one worker, all is done in this process. A child ends with its parent,
however that ends.
"""

from __future__ import annotations

import contextlib
import ctypes
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NoReturn, TypeVar, cast

from bulletin.machine import garbage

KILLED = "a worker process was killed; run the command again"
# Linux: the signal that a process gets when its parent is gone (prctl(2)).
_PARENT_GONE = 1
M = TypeVar("M")
R = TypeVar("R")
T = TypeVar("T")


def cores() -> int:
    """How many processes can run at once here; 1 where there is no `fork`."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Child(Generic[M, R]):
    """`work`, which begins at once in a forked process and may split itself over more of them.

    `work` is given a function that sends word (an M) to whoever asks for the result (an R). With one worker
    all is done in this process, when the result is asked for.
    """

    def __init__(self, work: Callable[[Callable[[M], None]], R], workers: int) -> None:
        self._work = work
        self._child = 0
        if workers <= 1 or not hasattr(os, "fork"):
            return
        self.pipe, theirs = multiprocessing.Pipe(duplex=False)
        parent = os.getpid()
        # What is still to be printed would be printed by both.
        sys.stdout.flush()
        sys.stderr.flush()
        with interrupts_held():
            self._child = os.fork()
            if not self._child:
                self.pipe.close()
                _serve(work, theirs, parent)
        theirs.close()

    def result(self, say: Callable[[M], None] = lambda _: None) -> R:
        """What the work comes to, waited for; `say` is told on the way what the work sends.

        Raises what the work raised.
        """
        if not self._child:
            return self._work(say)
        try:
            while True:
                is_result, word = self.receive()
                if is_result:
                    return cast(R, word)
                say(cast(M, word))
        finally:
            self.stop()

    def receive(self) -> tuple[bool, M | R]:
        """The next that the work sends, and whether that is its result. Raises what the work raised."""
        try:
            is_result, word, error = self.pipe.recv()
        except EOFError:
            raise RuntimeError(KILLED) from None
        if error is not None:
            raise error
        return is_result, word

    def stop(self) -> None:
        """End the work, if it is still going on."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self.pipe.close()
            self._child = 0


def fork_map(work: Callable[[T], R], parts: Sequence[T], workers: int) -> Iterator[tuple[int, R]]:
    """`work(part)` for each of `parts`, as they come, each with the index of its part.

    The order is not that of `parts`: who needs one sorts by index. An exception of `work` is
    raised here. With one worker, or one part, all is done in this process.
    """
    if workers <= 1 or len(parts) <= 1 or not hasattr(os, "fork"):
        for index, part in enumerate(parts):
            yield index, work(part)
        return
    turn: Any = multiprocessing.get_context("fork").Value("l", 0)

    def take_turns(say: Callable[[tuple[int, R]], None]) -> None:
        while True:
            with turn.get_lock():
                index = turn.value
                turn.value += 1
            if index >= len(parts):
                return
            say((index, work(parts[index])))

    children: list[Child[tuple[int, R], None]] = []
    with garbage.shared():
        try:
            for _ in range(min(workers, len(parts))):
                children.append(Child(take_turns, workers))
            yield from _said(children)
        finally:
            for child in children:
                child.stop()


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
    """`items` in runs of `size`, in their order; the last may have fewer.

    >>> in_parts([1, 2, 3, 4, 5], 2)
    [[1, 2], [3, 4], [5]]
    """
    return [items[start : start + size] for start in range(0, len(items), size)]


def _said(children: Sequence[Child[M, Any]]) -> Iterator[M]:
    """What the `children` send, as it comes, until all of them are done."""
    at_work: dict[Any, Child[M, Any]] = {child.pipe: child for child in children}
    while at_work:
        for pipe in wait(list(at_work)):
            is_result, word = at_work[pipe].receive()
            if is_result:
                del at_work[pipe]
            else:
                yield word


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C wait while a process is forked: what Python does on the way there would swallow it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(work: Callable[[Callable[[M], None]], R], pipe: Connection, parent: int) -> NoReturn:
    """In the child: do the work and send what it says and comes to; never returns."""
    try:
        end_with_parent(parent)
        # Where the parent was killed, nobody is left to be told of it.
        with contextlib.suppress(BrokenPipeError):
            try:
                pipe.send((True, work(lambda word: pipe.send((False, word, None))), None))
            except BrokenPipeError:
                raise
            except Exception as error:  # the parent raises it
                pipe.send((False, None, error))
    finally:
        os._exit(0)


def end_with_parent(parent: int) -> None:
    """In the child: leave Ctrl-C to the process `parent`, and end when that is gone.

    Linux sends a signal then. Elsewhere the next word that the child sends finds nobody and ends it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    if sys.platform == "linux" and hasattr(os, "fork"):
        ctypes.CDLL(None).prctl(_PARENT_GONE, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
