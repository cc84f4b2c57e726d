"""Commands of the editor: from the document to a content folder without faults."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from bulletin.commands import several_paths
from bulletin.commands.site_command import ARCHIVE, CONTENT, OUTPUT, existing_folder
from bulletin.commands.task_errors import exit_unless_zero, one_line_errors
from bulletin.tasks.options import CONTENT_HELP


@task(
    name="import",
    iterable=["take"],
    positional=["path"],
    help={
        "path": "documents and folders of them; - is standard input",
        **CONTENT_HELP,
        "take": "settle a conflict: NUMBER=document or NUMBER=edited (may be repeated)",
        "dry-run": "show all that would come of it, and write nothing",
        "report": "a file (out.html) for the report as a page: the document beside its articles",
    },
)
@one_line_errors
def import_(
    _context: Context,
    path: str,
    take: list[str],
    content: str = CONTENT,
    dry_run: bool = False,
    report: str = "",
) -> None:
    """Turn bulletins (.docx, .doc, .odt, .rtf, .pdf, .html, .eml, .txt) into article files."""
    from bulletin.importer import command

    # Invoke takes what comes first for the path, whatever it looks like.
    if path in ("-h", "--help"):
        print("Help on a command: invoke --help import")
        return
    wishes = command.Wishes(take, dry_run, Path(report) if report else None)
    paths = [Path(each) for each in several_paths.parted(path)]
    exit_unless_zero(command.run(paths, Path(content).resolve(), wishes))


@task(help=CONTENT_HELP)
@one_line_errors
def check(_context: Context, content: str = CONTENT) -> None:
    """Check all that the editors own, and list each finding with file, line and code."""
    from bulletin.archive import content_folder

    loaded = content_folder.load(existing_folder(content), ARCHIVE / ".cache")
    for finding in loaded.findings:
        print(finding)
    counts = f"{len(loaded.archive.articles)} articles, {len(loaded.archive.issues)} issues"
    print(f"{counts}: {len(loaded.errors)} error(s), {len(loaded.findings) - len(loaded.errors)} warning(s)")
    exit_unless_zero(1 if loaded.errors else 0)


@task(help=CONTENT_HELP)
@one_line_errors
def record(_context: Context, content: str = CONTENT) -> None:
    """Give articles added by hand, and their authors, their permanent addresses in the ledger."""
    from bulletin.archive.record_addresses import record as record_missing

    rows = record_missing(existing_folder(content))
    for row in rows:
        print(f"{row.kind}\t{row.address}\t{row.title}")
    print(f"{len(rows)} address(es) recorded")


@task(
    positional=["article"],
    iterable=["set"],
    help={
        "article": "2023-12-11/5, or its address",
        "set": "Author=Khánh Linh, by the keys of the file (may be repeated); an empty value removes it",
        **CONTENT_HELP,
    },
)
@one_line_errors
def correct(_context: Context, article: str, set: list[str], content: str = CONTENT) -> None:
    """Correct the header of an article; what check would refuse is not written."""
    from bulletin.archive import correct as correcting
    from bulletin.archive.take_down import address_of

    values = correcting.values_of(set)
    corrected = correcting.correct(existing_folder(content), address_of(article), values)
    print(f"{corrected.id} «{corrected.title}»: corrected")


@task(
    name="add-name",
    positional=["kind", "entry", "name"],
    help={
        "kind": "source, section or province",
        "entry": "a newspaper's host (it is added if it is not there), or the slug of a section or province",
        "name": "the name as it is printed",
        **CONTENT_HELP,
    },
)
@one_line_errors
def add_name(_context: Context, kind: str, entry: str, name: str, content: str = CONTENT) -> None:
    """Add a name to a registry, so that the import and the check know it."""
    from bulletin.content.registry_names import add_name as add

    print(f"{add(existing_folder(content), kind, entry, name)}: «{name}» added to {entry}")


@task(positional=["day"], help={"day": "the issue's day, 2023-12-12", **CONTENT_HELP})
@one_line_errors
def forget(_context: Context, day: str, content: str = CONTENT) -> None:
    """Undo the import of an issue that was never published: its articles go, with their addresses."""
    from bulletin.importer.forget import day_of
    from bulletin.importer.forget import forget as forget_issue

    gone = forget_issue(existing_folder(content), day_of(day))
    print(f"{day}: forgotten, {gone.files} file(s) and {gone.addresses} address(es)")


@task(
    name="take-down",
    positional=["article"],
    help={
        "article": "2023-12-11/5, or its address",
        "reason": "why, in Vietnamese: readers see it",
        **CONTENT_HELP,
    },
)
@one_line_errors
def take_down(_context: Context, article: str, reason: str = "", content: str = CONTENT) -> None:
    """Take an article down: the next publish removes its text, and its address says what was there."""
    from bulletin.archive import take_down as taking

    row = taking.take_down(existing_folder(content), taking.address_of(article), reason)
    print(f"{row.address} «{row.title}»: taken down; the next publish removes it")


@task(help={"port": "port to serve at (default: any that is free)", "no-browser": "only print the address"})
@one_line_errors
def desk(_context: Context, port: str = "0", no_browser: bool = False) -> None:
    """Open the clerk's desk: the day's work on pages in a browser, in Vietnamese, from this machine alone."""
    from bulletin.commands.preview_server import port_of
    from bulletin.desk import server
    from bulletin.desk.place import DeskPlace

    place = DeskPlace(ARCHIVE, Path(CONTENT), Path(OUTPUT))
    server.run(place, port_of(port), opens=not no_browser)
