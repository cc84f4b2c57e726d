"""`invoke import`: bulletins, or folders of them, into a content folder; a refusal is one line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bulletin.content import registry_file
from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.content.transaction import begun, settled, write_all
from bulletin.importer import archive_issue, document, issue_day, merge, parse, report, report_page, takes
from bulletin.importer.inputs import Input, inputs_of
from bulletin.importer.merge import Outcome, Plan
from bulletin.importer.readers.apart import Apart
from bulletin.importer.started_files import Publisher, started_files
from bulletin.importer.takes import Takes
from bulletin.machine.atomic_file import write_whole
from bulletin.machine.progress import Progress

PROJECT_CONTENT = Path(__file__).resolve().parents[2] / "content"


@dataclass(frozen=True, slots=True)
class Wishes:
    """How to import: decisions on conflicts such as `5=document`, and whether only to look.

    A content folder without registry is started from `project_content`. `report` is where the
    report is written as a page. `today` is the clock's day unless it is given.
    """

    take: Sequence[str] = ()
    dry_run: bool = False
    report: Path | None = None
    today: date | None = None
    project_content: Path = PROJECT_CONTENT


def run(paths: Sequence[Path], content: Path, wishes: Wishes = Wishes()) -> int:
    """Import the documents at `paths` (files, folders, `-`) into `content`; return the exit code.

    The code is 1 where a document was refused or a conflict is open.
    """
    try:
        decisions = takes.parse(wishes.take)
        documents = inputs_of(paths)
        for wish, name in ((wishes.take, "--take"), (wishes.report, "--report")):
            if len(documents) > 1 and wish:
                raise BulletinError(f"{name} is for one document; name it alone")
        if wishes.report is not None and wishes.report.suffix.casefold() not in (".html", ".htm"):
            raise BulletinError(f"--report {wishes.report}: name a file that ends in .html")
        content = content.resolve()
        _refuse_inside(content)
        with settled(content) if wishes.dry_run else begun(content), Apart() as apart:
            return _Run(content, decisions, wishes, apart).all(documents)
    except BulletinError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        print(told(error, ", ".join(map(str, paths))), file=sys.stderr)
    return 1


def import_one(document: Input, content: Path, wishes: Wishes = Wishes()) -> Plan:
    """Import one document into `content`, and give what came of it instead of printing it.

    Raises BulletinError or OSError where it is refused; then nothing was written.
    """
    content = content.resolve()
    _refuse_inside(content)
    with settled(content) if wishes.dry_run else begun(content), Apart() as apart:
        return _Run(content, takes.parse(wishes.take), wishes, apart).one(document)


def told(error: BulletinError | OSError, name: str) -> str:
    """The one line about an error that stopped the import of `name`."""
    if isinstance(error, BulletinError):
        return str(error)
    return f"{error.filename or name}: {error.strerror or error}; nothing was written"


class _Run:
    """One run of the command: its documents go one after the other into one content folder."""

    def __init__(self, content: Path, decisions: Takes, wishes: Wishes, apart: Apart) -> None:
        self._apart = apart
        self._content = content
        self._decisions = decisions
        self._dry_run = wishes.dry_run
        self._report = wishes.report
        self._today = wishes.today or date.today()
        self._start = _start(content, wishes.project_content)
        place = wishes.project_content if self._start else content
        self._registries: Registries = registry_file.load(place / "registry")

    def all(self, documents: Sequence[Input]) -> int:
        """Import all `documents`, telling what came of each; return the exit code."""
        alone = len(documents) == 1
        progress = Progress("documents", len(documents))
        failed = 0
        for each in documents:
            try:
                plan = self.one(each)
            except (BulletinError, OSError) as error:
                failed += 1
                progress.tell(told(error, each.name), sys.stderr)
            else:
                failed += bool(plan.of(Outcome.CONFLICT))
                lines = report.full(plan) if alone else report.short(plan)
                if alone and not self._dry_run:
                    lines.append(report.saved(plan))
                if self._dry_run:
                    lines += ["", *report.files(plan), "Nothing was written: --dry-run"]
                progress.tell("\n".join(lines), sys.stdout)
            if not alone:
                progress.advance()
        if not alone:
            progress.finish()
            print(f"{len(documents)} documents, {failed} refused or with a conflict")
        return 1 if failed else 0

    def one(self, each: Input) -> Plan:
        """Import one document. Raises BulletinError where it is refused; then nothing is written."""
        issue = parse.parse(document.of(self._apart.read(each.read(), each.name)), self._registries)
        there = archive_issue.load(self._content, issue.date)
        odd = issue_day.doubts(issue, self._today, there.rows)
        plan = merge.plan(replace(issue, doubts=(*odd, *issue.doubts)), there, self._decisions)
        if self._report is not None:
            write_whole(self._report, report_page.render(plan).encode())
        if not self._dry_run:
            files = {name: None if text is None else text.encode() for name, text in plan.files.items()}
            write_all(self._content, {**self._start, **files})
            if self._start:
                print(f"{self._content.name}: started with the project's registries and pages")
                self._start = {}
        return plan


def _refuse_inside(content: Path) -> None:
    for parent in content.parents:
        if (parent / "registry" / "sections.toml").exists():
            raise BulletinError(f"{content}: lies in the archive {parent}; say --content {parent}")


def _start(content: Path, project_content: Path) -> dict[str, bytes]:
    """The files that a new content folder begins with; none for one that has its registry."""
    if (content / "registry").exists():
        return {}
    return dict(started_files(project_content, Publisher()))
