"""Documents are read in a process of their own: what is damaged or made to do harm ends that, not the import.

The process has a limit of memory and of time. It is kept for the documents that follow, and replaced where
it ended.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, cast

from bulletin.content.model import BulletinError
from bulletin.importer.readers import forms
from bulletin.importer.source import Source
from bulletin.machine.children import end_with_parent, interrupts_held

try:
    import resource
except ImportError:  # Windows has no such limits.
    resource = None  # type: ignore[assignment]

MEMORY = 1_000_000_000
SECONDS = 30.0
# How long a process that is told to end may take to end what it has started.
_GRACE = 2.0
_CAN_FORK = hasattr(os, "fork")
_READ, _REFUSED, _MEMORY, _FAULT = "read", "refused", "memory", "fault"
_SAVE_AGAIN = "ask the sender to open it and save it again, or for another form of it"


class Apart:
    """Reads documents in a process of its own, which begins with the first of them and ends with `close`.

    `fork` is there to be switched off in tests: where there is none, a fresh Python is started.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY, fork: bool = _CAN_FORK) -> None:
        self._seconds = seconds
        self._memory = memory
        self._context: Any = multiprocessing.get_context("fork" if fork else "spawn")
        self._process: Any = None
        self._pipe: Connection | None = None
        self._folder: Path | None = None

    def __enter__(self) -> Apart:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, data: bytes, name: str) -> Source:
        """The document in `data`; `name` is its file name, for messages and the report.

        Raises BulletinError where it is refused, or ends the process: by memory, by time or by a fault.
        """
        pipe = self._pipe or self._start()
        try:
            pipe.send((data, name))
            answered = pipe.poll(self._seconds)
            outcome, value = pipe.recv() if answered else ("", None)
        except (EOFError, OSError):
            raise BulletinError(f"{name}: {self._how_it_ended()}; {_SAVE_AGAIN}") from None
        except BaseException:
            self.close()
            raise
        if outcome == _READ:
            return cast(Source, value)
        if outcome == _REFUSED:
            raise BulletinError(value)
        self.close()
        if outcome == _FAULT:
            raise BulletinError(f"{name}: cannot be read: {value}: report this fault with the document")
        raise BulletinError(f"{name}: {self._too_much(outcome == _MEMORY)}; {_SAVE_AGAIN}")

    def close(self) -> None:
        """End the process, and all that it has started."""
        if self._process is not None:
            self._process.terminate()
            self._process.join(_GRACE)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._process = self._pipe = self._folder = None

    def _start(self) -> Connection:
        self._folder = Path(tempfile.mkdtemp(prefix="bulletin-"))
        self._pipe, theirs = self._context.Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self._process = self._context.Process(
            target=_serve, args=(theirs, self._pipe, os.getpid(), self._folder, self._memory), daemon=True
        )
        with interrupts_held():
            self._process.start()
        theirs.close()
        return self._pipe

    def _too_much(self, memory: bool) -> str:
        limit = (
            f"more than {self._memory // 1_000_000} MB of memory" if memory else f"{self._seconds:g} seconds"
        )
        return f"takes {'' if memory else 'longer than '}{limit} to read: it is damaged, or no bulletin"

    def _how_it_ended(self) -> str:
        """What ended the process, in words; it is cleared away."""
        self._process.join(_GRACE)
        code = self._process.exitcode
        self.close()
        if code is not None and -code == getattr(signal, "SIGXCPU", 0):
            return self._too_much(memory=False)
        ended = f"signal {-code}" if code is not None and code < 0 else f"code {code}"
        return f"is damaged, or takes too much memory: reading it ended with {ended}"


def read_apart(document: Path | bytes, name: str) -> Source:
    """One document, read in a process of its own. Raises BulletinError as `Apart.read`."""
    with Apart() as apart:
        return apart.read(document.read_bytes() if isinstance(document, Path) else document, name)


def _serve(pipe: Connection, theirs: Connection, parent: int, folder: Path, memory: int) -> NoReturn:
    """In the process: read what comes, and say what came of it, until nobody is there any more."""
    theirs.close()
    end_with_parent(parent)
    signal.signal(signal.SIGTERM, _end)
    # Ctrl-C reaches this process, too: its parent ends it, once, so that it can end what it has started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = str(folder)
    # What C libraries say when they die is for nobody.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if resource:
        _limit(resource.RLIMIT_AS, memory)
        _limit(resource.RLIMIT_CORE, 0)
    try:
        while True:
            data, name = pipe.recv()
            if resource:
                _limit(resource.RLIMIT_CPU, int(time.process_time() + SECONDS) + 1)
            pipe.send(_answer(data, name))
    except (EOFError, OSError):
        pass
    finally:
        os._exit(0)


def _answer(data: bytes, name: str) -> tuple[str, object]:
    try:
        return _READ, forms.read(data, name)
    except BulletinError as error:
        return _REFUSED, str(error)
    except MemoryError:
        return _MEMORY, None
    except Exception as error:  # a fault of a reader is one line, too
        last = traceback.extract_tb(error.__traceback__)[-1]
        return _FAULT, f"{type(error).__name__} in {Path(last.filename).name}, line {last.lineno}"


def _limit(what: int, most: int) -> None:
    """Set a limit of this process; those that it starts may raise it again."""
    _, hard = resource.getrlimit(what)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end(number: int, frame: object) -> NoReturn:
    raise SystemExit
