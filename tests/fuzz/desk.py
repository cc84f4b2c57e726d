"""What an editor does with an archive, by hand and by command, each step one call."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType

from bulletin.archive import content_folder
from bulletin.archive.record_addresses import record
from bulletin.archive.record_publication import record_publication
from bulletin.content.model import BulletinError
from bulletin.importer import command
from bulletin.importer.readers import forms
from bulletin.importer.source import Source

TODAY = date(2026, 3, 31)
LEDGER = "registry/permalinks.tsv"
# Small registries are read at once.
_PROJECT = Path(__file__).resolve().parents[1] / "importer" / "project"
# What changes the disk, by the names that Python's audit hooks give it.
STEPS = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "open")
_SLUG = re.compile(r"^Slug: (\d{4})-(\d\d)-(\d\d)-(\d+)$", re.MULTILINE)


def quick_folder() -> Path | None:
    """Where a folder of this machine lies in memory; what is written there need not wait for a disk."""
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else None


class Here:
    """Reads documents in this process, as a thousand plays have no time for one of their own."""

    def __enter__(self) -> Here:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass

    def read(self, data: bytes, name: str) -> Source:
        return forms.read(data, name)


@dataclass(frozen=True, slots=True)
class Told:
    """How a command ended, and all that it printed."""

    code: int
    text: str


class Desk:
    """A content folder, and how the program's commands are called on it."""

    def __init__(self, folder: Path, document: Path | None = None) -> None:
        self.content = folder / "content"
        self.document = document or folder / "bulletin.txt"
        self.output = folder / "output"
        self.ledger = self.content / LEDGER
        if self.content.exists():
            return
        shutil.copytree(_PROJECT, self.content)
        (self.content / "pages" / "gioi-thieu.md").write_text("Title: Giới thiệu\nSlug: gioi-thieu\n\nMột.\n")

    def articles(self) -> dict[str, Path]:
        """The article files by their addresses, read without the program."""
        found = {}
        for file in sorted(self.content.glob("articles/*/*/*.md")):
            if slug := _SLUG.search(file.read_text(encoding="utf-8")):
                found["/" + "/".join(str(part) for part in slug.groups()) + "/"] = file
        return found

    def import_text(self, text: str, take: Sequence[str] = ()) -> Told:
        """Import a document."""
        return self.import_bytes(text.encode(), take)

    def import_bytes(self, data: bytes, take: Sequence[str] = ()) -> Told:
        """The same for a document that may be no UTF-8."""
        self.document.write_bytes(data)
        said = io.StringIO()
        wishes = command.Wishes(take=take, today=TODAY)
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = command.run([self.document], self.content, wishes)
        return Told(code, said.getvalue())

    def killed_import(self, text: str, step: int) -> bool:
        """The same, killed before its `step` that changes the disk; whether it got as far as that."""
        child = os.fork()
        if not child:
            _kill_at(step)
            with contextlib.suppress(BaseException):
                self.import_text(text)
            os._exit(0)
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])

    def add_line(self, line: str) -> None:
        """Type a line at the end of the ledger."""
        with self.ledger.open("a", encoding="utf-8") as ledger:
            ledger.write(line + "\n")

    def findings(self) -> str:
        """What `check` says, or why it cannot; and record first, as it advises."""
        with contextlib.suppress(BulletinError):
            record(self.content)
        try:
            errors = content_folder.load(self.content).errors
        except BulletinError as error:
            return str(error)
        return "\n".join(map(str, errors))

    def publish(self) -> set[str]:
        """The addresses of the articles that are published now; none where the content has an error."""
        if self.findings():
            return set()
        archive = content_folder.load(self.content).archive
        addresses = {"/" + one.article.slug.replace("-", "/") + "/" for one in archive.articles}
        for address in addresses:
            page = self.output / address.strip("/") / "index.html"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.touch()
        record_publication(self.content, self.output, TODAY)
        return addresses


def _kill_at(step: int) -> None:
    left = step

    def react(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in STEPS and not (event == "open" and arguments[1] not in ("w", "wb", "a")):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(react)
