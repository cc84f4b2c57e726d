"""Commands that take a while, run as they would be typed, one at a time, with what they say line by line."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.content.model import BulletinError

# What a build and a publication say in their course: how far they are by then, of a hundred.
_STEPS = (("pages:", 40), ("articles searchable", 60), ("Done:", 75), ("Published", 100), ("Ready for", 100))


@dataclass
class Job:
    """A command at work or done: its words, its lines so far, and its exit code once it is done."""

    words: tuple[str, ...]
    lines: list[str] = field(default_factory=list)
    code: int | None = None

    @property
    def command(self) -> str:
        """The command as it is typed."""
        return shlex.join(("invoke", *self.words))

    @property
    def percent(self) -> int:
        """How far it is."""
        if self.code is not None:
            return 100
        return max((done for line in self.lines for word, done in _STEPS if word in line), default=5)


class Jobs:
    """Runs one command at a time in the archive's folder, and keeps the last one to be looked at."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self.last: Job | None = None

    def start(self, *words: str) -> Job:
        """Begin the command. Raises BulletinError while another one is at work."""
        with self._lock:
            if self.last is not None and self.last.code is None:
                raise BulletinError(f"{self.last.command} is still at work; wait for its end")
            job = self.last = Job(words)
        threading.Thread(target=self._run, args=(job,), daemon=True).start()
        return job

    def _run(self, job: Job) -> None:
        try:
            with subprocess.Popen(
                [sys.executable, "-m", "invoke", *job.words],
                cwd=self._archive,
                env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            ) as child:
                assert child.stdout is not None
                for line in child.stdout:
                    if line.strip():
                        job.lines.append(line.rstrip())
            job.code = child.returncode
        except OSError as error:
            job.lines.append(str(error))
            job.code = 1
