"""`invoke import`: a bulletin, or a folder of them, into a content folder; a refusal is one line."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from bulletin.content import registry
from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.importer import archive_issue, document, merge, parse, report, takes, write
from bulletin.importer.merge import Outcome, Plan
from bulletin.importer.readers import utf8_text
from bulletin.importer.takes import Takes
from bulletin.ledger import ledger_file

PROJECT_CONTENT = Path(__file__).resolve().parents[2] / "content"
# What a new content folder starts with, so that it can be built at once.
_STARTED_WITH = ("registry", "pages")
_BAR = 30


def run(path: Path, content: Path, take: Sequence[str] = (), project_content: Path = PROJECT_CONTENT) -> int:
    """Import the document at `path`, or each .txt in that folder, into `content`; return the exit code.

    `take` are decisions on conflicts, such as `5=document`. A content folder without registry is
    started from `project_content`. The code is 1 where a document was refused or a conflict is open.
    """
    try:
        decisions = takes.parse(take)
        documents = _documents(path)
        if path.is_dir() and take:
            raise BulletinError("--take is for one document; name it instead of its folder")
        content = content.resolve()
        _refuse_inside(content)
        with write.locked(content):
            return _run_all(documents, path, content, decisions, project_content)
    except BulletinError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or path}: {error.strerror or error}; nothing was written", file=sys.stderr)
    return 1


def import_document(
    file: Path, content: Path, decisions: Takes, registries: Registries, start: dict[str, bytes]
) -> Plan:
    """Import one document; `start` are files of a new content folder, written with it.

    Raises BulletinError where it is refused; then nothing is written.
    """
    issue = parse.parse(document.of(utf8_text.read(file.read_bytes(), _shown(file))), registries)
    plan = merge.plan(issue, archive_issue.load(content, issue.date), decisions)
    files = {name: None if text is None else text.encode() for name, text in plan.files.items()}
    write.write_all(content, {**start, **files})
    return plan


def _run_all(
    documents: Sequence[Path], path: Path, content: Path, decisions: Takes, project_content: Path
) -> int:
    start = _start(content, project_content)
    registries = registry.load((project_content if start else content) / "registry")
    failed = 0
    progress = _Progress(len(documents), sys.stdout)
    for file in documents:
        try:
            plan = import_document(file, content, decisions, registries, start)
        except (BulletinError, OSError) as error:
            failed += 1
            fault = "" if isinstance(error, BulletinError) else f"{_shown(file)}: nothing was written: "
            progress.tell(f"{fault}{error}", sys.stderr)
        else:
            if start:
                progress.tell(f"{content.name}: started with the project's registries and pages", sys.stdout)
                start = {}
            failed += bool(plan.of(Outcome.CONFLICT))
            if path.is_dir():
                progress.tell("\n".join([report.summary(plan), *report.conflicts(plan)]), sys.stdout)
            else:
                print(report.full(plan), end="")
        if path.is_dir():
            progress.step()
    if path.is_dir():
        progress.tell(f"{len(documents)} documents, {failed} refused or with a conflict", sys.stdout)
    return 1 if failed else 0


def _documents(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".txt" and file.is_file())
        if not found:
            raise BulletinError(f"{path}: has no .txt file; name a bulletin or a folder of them")
        return found
    if not path.exists():
        raise BulletinError(f"{path}: is not there; name a bulletin or a folder of them")
    return [path]


def _refuse_inside(content: Path) -> None:
    for parent in content.parents:
        if (parent / "registry" / "sections.toml").exists():
            raise BulletinError(f"{content}: lies in the archive {parent}; say --content {parent}")


def _shown(file: Path) -> str:
    """The name of `file`; a byte in it that is no UTF-8 is shown as a question mark."""
    return file.name.encode("utf-8", "replace").decode()


def _start(content: Path, project_content: Path) -> dict[str, bytes]:
    """The files that a new content folder begins with; none for one that has its registry."""
    if (content / "registry").exists():
        return {}
    return dict(started_files(project_content))


def started_files(project_content: Path) -> Iterator[tuple[str, bytes]]:
    """What a new archive begins with, from the content folder of the program: name and bytes of each file."""
    for folder in _STARTED_WITH:
        for file in sorted((project_content / folder).rglob("*")):
            name = file.relative_to(project_content).as_posix()
            # The ledger is of the project's own addresses.
            if file.is_file() and name != ledger_file.LEDGER:
                yield name, file.read_bytes()


class _Progress:
    """A bar on a terminal, below the lines that are told; elsewhere the lines alone."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._done = 0
        self._stream = stream
        self._shows = total > 1 and stream.isatty()

    def tell(self, line: str, stream: TextIO) -> None:
        if self._shows:
            print("\r\033[K", end="", file=self._stream, flush=True)
        print(line, file=stream, flush=True)

    def step(self) -> None:
        self._done += 1
        if self._shows and self._done < self._total:
            full = _BAR * self._done // self._total
            bar = "#" * full + "." * (_BAR - full)
            print(f"\r[{bar}] {self._done}/{self._total}", end="", file=self._stream, flush=True)
