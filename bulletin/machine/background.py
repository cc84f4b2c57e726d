"""One piece of work in a process of its own, while this process goes on with another."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Generic, NoReturn, TypeVar, cast

from bulletin.machine.parallel import KILLED, be_child_of, interrupts_held

M = TypeVar("M")
R = TypeVar("R")


class Beside(Generic[M, R]):
    """`work`, which begins at once in a forked process and may split itself over more of them.

    `work` is given a function that sends word (an M) to whoever asks for the result (an R). With one worker
    all is done in this process, when the result is asked for. The forked process ends with this one, however
    that ends.
    """

    def __init__(self, work: Callable[[Callable[[M], None]], R], workers: int) -> None:
        self._work = work
        self._child = 0
        if workers <= 1:
            return
        self._pipe, theirs = multiprocessing.Pipe(duplex=False)
        parent = os.getpid()
        # What is still to be printed would be printed by both.
        sys.stdout.flush()
        sys.stderr.flush()
        with interrupts_held():
            self._child = os.fork()
            if not self._child:
                self._pipe.close()
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
                try:
                    word, result, error = self._pipe.recv()
                except EOFError:
                    raise RuntimeError(KILLED) from None
                if error is not None:
                    raise error
                if word is None:
                    return cast(R, result)
                say(word)
        finally:
            self.stop()

    def stop(self) -> None:
        """End the work, if it is still going on."""
        if self._child:
            os.kill(self._child, signal.SIGKILL)
            os.waitpid(self._child, 0)
            self._pipe.close()
            self._child = 0


def _serve(work: Callable[[Callable[[M], None]], R], pipe: Connection, parent: int) -> NoReturn:
    """In the child: do the work and send what it says and comes to; never returns."""
    try:
        be_child_of(parent)
        try:
            pipe.send((None, work(lambda word: pipe.send((word, None, None))), None))
        except Exception as error:  # the parent raises it
            pipe.send((None, None, error))
    finally:
        os._exit(0)
