"""What the benchmark asks of a generator, and the steps that are alike in all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from pathlib import Path

from bulletin.content.model import BulletinError
from tests.bench.peers.entry import Entry

FILES = Path(__file__).resolve().parent


class Unavailable(BulletinError):
    """A generator that cannot be installed here; the table says so."""


class Peer(ABC):
    """A generator with its theme. `tools` is where it is installed, `project` where it builds."""

    name: str
    version: str
    output = "output"
    environment: Mapping[str, str] = {}

    def __init__(self, tools: Path, project: Path) -> None:
        self.tools = tools / self.name
        self.project = project / self.name

    @abstractmethod
    def install(self) -> None:
        """Bring the tool into `tools` unless it is there. Raises Unavailable."""

    @abstractmethod
    def command(self) -> list[str]:
        """The command that builds the project, run in its folder."""

    @abstractmethod
    def sources(self, entries: Iterable[Entry]) -> Mapping[str, str]:
        """The content files of the project by their path there."""

    def prepare(self) -> None:
        """Make the project anew: settings and theme, from the folder of the peer's name beside this file."""
        shutil.rmtree(self.project, ignore_errors=True)
        for source in sorted((FILES / self.name).rglob("*")):
            if source.is_file():
                # Settings in Python end in «.in», so that nobody takes them for modules of this package.
                name = str(source.relative_to(FILES / self.name)).removesuffix(".in")
                target = self.project / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)

    def sync(self, entries: Iterable[Entry]) -> None:
        """Write the content files that are not there as they should be; the others keep their time."""
        for name, text in self.sources(entries).items():
            target = self.project / name
            if target.is_file() and target.read_text(encoding="utf-8") == text:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")

    def python(self, *requirements: str) -> Path:
        """The interpreter of the peer's own environment, with `requirements` in it."""
        interpreter = self.tools / "bin" / "python"
        done = self.tools / ".installed"
        if not (done.is_file() and done.read_text(encoding="utf-8") == " ".join(requirements)):
            self.call([sys.executable, "-m", "venv", "--clear", str(self.tools)])
            self.call([str(interpreter), "-m", "pip", "install", "--quiet", *requirements])
            done.write_text(" ".join(requirements), encoding="utf-8")
        return interpreter

    def call(self, command: list[str]) -> None:
        """Run a step of the installation. Raises Unavailable where it fails."""
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable(f"cannot be installed: {error}") from None
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise Unavailable(f"cannot be installed: {said[-1] if said else command[0]}")
