"""The commands of daily work, with the names that pelican-quickstart gives them: `invoke --list` shows all.

Only comfort: whatever belongs to the site is made by Pelican and the plugins, so a bare
`pelican -s publishconf.py` gives the same pages. Paths that are typed count from where they are typed, all
others from this file. Each command ends with an exit code other than 0 if it failed, and tells bad input in
one line.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from invoke.context import Context
from invoke.main import program
from invoke.tasks import Task, task

from bulletin.commands import several_paths, site_command
from bulletin.commands.site_command import (
    ARCHIVE,
    CONTENT,
    OUTPUT,
    PUBLISH_SETTINGS,
    SETTINGS,
    existing_folder,
    lint_theme,
    remove_site,
    run_module,
)
from bulletin.commands.task_errors import exit_unless_zero, one_line_errors
from bulletin.machine.terminal import replace_missing_letters
from tests.bench.tasks import bench, bench_livereload, bench_search
from tests.fuzz.tasks import fuzz

# Invoke finds the tasks of others by their names here.
__all__ = ["bench", "bench_livereload", "bench_search", "fuzz"]

PORT = "8000"

replace_missing_letters()

HELP = {
    "content": "folder of the editors (default: content)",
    "output": "folder for the site (default: output)",
    "settings": "Pelican's settings (default: pelicanconf.py)",
    "port": f"port to serve at (default: {PORT})",
}
BUILD_HELP = {name: HELP[name] for name in ("content", "output", "settings")}
OUTPUT_HELP = {"output": HELP["output"]}
REPOSITORY_HELP = {"remote": "git's remote (default: origin)", "branch": "its branch (default: main)"}
PREVIEW_HELP = {name: HELP[name] for name in ("content", "output")}


@task(help={"output": HELP["output"]})
@one_line_errors
def clean(_context: Context, output: str = OUTPUT) -> None:
    """Remove the built site."""
    remove_site(Path(output).resolve(), content=Path(CONTENT), own=Path(OUTPUT))


@task(help=BUILD_HELP)
@one_line_errors
def build(_context: Context, content: str = CONTENT, output: str = OUTPUT, settings: str = SETTINGS) -> None:
    """Build the site for this machine."""
    _pelican(content, output, settings)


@task(help=BUILD_HELP)
@one_line_errors
def rebuild(
    _context: Context, content: str = CONTENT, output: str = OUTPUT, settings: str = SETTINGS
) -> None:
    """Clean, then build."""
    remove_site(Path(output).resolve(), content=Path(CONTENT), own=Path(OUTPUT))
    _pelican(content, output, settings)


@task(help=BUILD_HELP)
@one_line_errors
def regenerate(
    _context: Context, content: str = CONTENT, output: str = OUTPUT, settings: str = SETTINGS
) -> None:
    """Build, and build again whenever content, theme or code changes."""
    from bulletin.commands.keep_building import keep_building

    _pelican(content, output, settings)
    print("Watching for changes (Ctrl-C stops)", flush=True)
    keep_building(content, output, settings)


@task(help=HELP)
@one_line_errors
def serve(
    _context: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    port: str = PORT,
) -> None:
    """Build, then serve the site at http://localhost:8000/."""
    _build_and_serve(content, output, settings, port)


@task(help=HELP)
@one_line_errors
def reserve(
    _context: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    port: str = PORT,
) -> None:
    """Rebuild, then serve."""
    remove_site(Path(output).resolve(), content=Path(CONTENT), own=Path(OUTPUT))
    _build_and_serve(content, output, settings, port)


@task(help=PREVIEW_HELP)
@one_line_errors
def preview(_context: Context, content: str = CONTENT, output: str = OUTPUT) -> None:
    """Build the site as it will be published."""
    _pelican(content, output, PUBLISH_SETTINGS)


@task(help=HELP)
@one_line_errors
def livereload(
    _context: Context,
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = SETTINGS,
    port: str = PORT,
) -> None:
    """Build and serve; build again and reload the browser whenever content, theme or code changes."""
    from bulletin.commands.keep_building import keep_building
    from bulletin.commands.preview_server import PreviewServer, Reloader, port_of

    number = port_of(port)
    _pelican(content, output, settings)
    reloader = Reloader()
    with PreviewServer(Path(output), number, reloader) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Serving {server.folder} at {server.address}, watching for changes (Ctrl-C stops)", flush=True)
        keep_building(content, output, settings, show=reloader.show)


@task(
    help={
        "to": "a folder, host:/folder, s3://bucket or a host's name; see docs/publishing.md",
        "settings": "Pelican's settings (default: publishconf.py)",
        "dry-run": "build, tell what would be new, and publish nothing",
        "bring-back": "publish also what a rollback took from the public",
        **PREVIEW_HELP,
    }
)
@one_line_errors
def publish(
    _context: Context,
    to: str = "",
    content: str = CONTENT,
    output: str = OUTPUT,
    settings: str = PUBLISH_SETTINGS,
    dry_run: bool = False,
    bring_back: bool = False,
) -> None:
    """Build the site for the public and bring it to its host; without --to it stays in the output folder."""
    from bulletin.commands.publish_site import publish_site
    from bulletin.publishing.command import PublishWishes

    publish_site(to, content, output, settings, PublishWishes(dry_run, bring_back))


@task(help={"to": "where the public has it: the version before its last one goes there", **OUTPUT_HELP})
@one_line_errors
def rollback(_context: Context, output: str = OUTPUT, to: str = "") -> None:
    """Make the version before the last build the live one again, or that before the last publication."""
    from bulletin.publishing import command

    site = Path(output).resolve()
    if to:
        command.rollback_public(to, site, ARCHIVE)
    else:
        command.rollback(site)


@task(
    name="take-down",
    positional=["article"],
    help={
        "article": "2023-12-11/5, or its address",
        "reason": "why, in Vietnamese: readers see it",
        "content": HELP["content"],
    },
)
@one_line_errors
def take_down(_context: Context, article: str, reason: str = "", content: str = CONTENT) -> None:
    """Take an article down: the next publish removes its text, and its address says what was there."""
    from bulletin.archive import take_down as taking

    row = taking.take_down(existing_folder(content), taking.address_of(article), reason)
    print(f"{row.address} «{row.title}»: taken down; the next publish removes it")


@task(
    positional=["article"],
    iterable=["set"],
    help={
        "article": "2023-12-11/5, or its address",
        "set": "Author=Khánh Linh, by the keys of the file (may be repeated); an empty value removes it",
        "content": HELP["content"],
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
        "content": HELP["content"],
    },
)
@one_line_errors
def add_name(_context: Context, kind: str, entry: str, name: str, content: str = CONTENT) -> None:
    """Add a name to a registry, so that the import and the check know it."""
    from bulletin.content.registry_names import add_name as add

    print(f"{add(existing_folder(content), kind, entry, name)}: «{name}» added to {entry}")


@task(help={"port": "port to serve at (default: any that is free)", "no-browser": "only print the address"})
@one_line_errors
def desk(_context: Context, port: str = "0", no_browser: bool = False) -> None:
    """Open the clerk's desk: the day's work on pages in a browser, in Vietnamese, from this machine alone."""
    from bulletin.commands.preview_server import port_of
    from bulletin.desk import server
    from bulletin.desk.place import DeskPlace

    place = DeskPlace(ARCHIVE, Path(CONTENT), Path(OUTPUT))
    server.run(place, port_of(port), opens=not no_browser)


@task(positional=["day"], help={"day": "the issue's day, 2023-12-12", "content": HELP["content"]})
@one_line_errors
def forget(_context: Context, day: str, content: str = CONTENT) -> None:
    """Undo the import of an issue that was never published: its articles go, with their addresses."""
    from bulletin.importer.forget import day_of
    from bulletin.importer.forget import forget as forget_issue

    gone = forget_issue(existing_folder(content), day_of(day))
    print(f"{day}: forgotten, {gone.files} file(s) and {gone.addresses} address(es)")


@task(help={"output": HELP["output"]})
@one_line_errors
def doctor(_context: Context, output: str = OUTPUT) -> None:
    """Count the site's files and bytes against what each host takes."""
    from bulletin.publishing import command

    command.doctor(Path(output).resolve())


@task(help=PREVIEW_HELP)
@one_line_errors
def offline(_context: Context, content: str = CONTENT, output: str = OUTPUT) -> None:
    """Build the site for the public, and put copies that work from a disk into dist: it all, each year."""
    from bulletin.offline import command
    from bulletin.plugins.settings import settings_of

    _pelican(content, output, PUBLISH_SETTINGS)
    command.run(existing_folder(content), Path(output).resolve(), settings_of(Path(PUBLISH_SETTINGS)))
    # The page that offers them for download.
    _pelican(content, output, PUBLISH_SETTINGS)


@task(help={"content": HELP["content"]})
@one_line_errors
def zim(_context: Context, content: str = CONTENT) -> None:
    """Make a ZIM for Kiwix of the offline copy that `invoke offline` made; needs libzim."""
    from bulletin.commands import zim_file
    from bulletin.plugins.settings import settings_of

    for path in zim_file.make(existing_folder(content), settings_of(Path(PUBLISH_SETTINGS))):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


@task(
    name="import",
    iterable=["take"],
    positional=["path"],
    help={
        "path": "documents and folders of them; - is standard input",
        "content": HELP["content"],
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


@task(
    positional=["folder"],
    help={
        "folder": "where the archive is to be, beside the program",
        "name": "what the bulletin is called",
        "address": "the address of the site: https://…",
        "contact": "e-mail address or telephone number, shown on each page",
        "host": "who builds it: github, gitlab, netlify, cloudflare; nobody without it",
    },
)
@one_line_errors
def new(
    _context: Context, folder: str, name: str = "", address: str = "", contact: str = "", host: str = ""
) -> None:
    """Start an archive of your own: a folder with content, settings and a first commit."""
    from bulletin.commands import new_archive

    asked = new_archive.asked(name, address, contact, host)
    files = new_archive.make(Path(folder).resolve(), asked)
    print(f"{folder}: an archive of {len(files)} files. Look around: cd {folder} && ./run --list")


@task(help=REPOSITORY_HELP)
@one_line_errors
def inbox(_context: Context, remote: str = "origin", branch: str = "main") -> None:
    """Import what was dropped into inbox/, commit it with its report, and push; refused ones stay there."""
    from bulletin.commands import inbox as taking
    from bulletin.commands.repository import Repository
    from bulletin.plugins.settings import settings_of

    review = bool(settings_of(Path(PUBLISH_SETTINGS)).get("INBOX_REVIEW"))
    for line in taking.tell(taking.take_in(Repository(ARCHIVE, remote, branch), review)):
        print(line)


@task(
    name="keep-days",
    positional=["ledger"],
    help={"ledger": "the ledger as it was published", **REPOSITORY_HELP},
)
@one_line_errors
def keep_days(_context: Context, ledger: str, remote: str = "origin", branch: str = "main") -> None:
    """Commit and push the days of publication that a host's build entered in its copy of the ledger."""
    from bulletin.commands.commit_days import commit_days
    from bulletin.commands.repository import Repository

    print(f"{commit_days(Repository(ARCHIVE, remote, branch), Path(ledger))} day(s) of publication kept")


@task(help={"content": HELP["content"]})
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


@task(help={"content": HELP["content"]})
@one_line_errors
def record(_context: Context, content: str = CONTENT) -> None:
    """Give articles added by hand, and their authors, their permanent addresses in the ledger."""
    from bulletin.archive.record_addresses import record as record_missing

    rows = record_missing(existing_folder(content))
    for row in rows:
        print(f"{row.kind}\t{row.address}\t{row.title}")
    print(f"{len(rows)} address(es) recorded")


@task
@one_line_errors
def test(_context: Context) -> None:
    """Run the tests, two at a time; what follows `--` goes to pytest: invoke test -- -k import -n 0."""
    # Taken from the command line itself, because invoke joins the words and loses the quotes.
    words = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    two_at_a_time = ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder")
    exit_unless_zero(run_module("pytest", "-q", *two_at_a_time, *words))


@task
@one_line_errors
def lint(_context: Context) -> None:
    """Check format, style and types, of Python and of JavaScript; all of it, even if the first fails."""
    commands = (("ruff", "format", "--check"), ("ruff", "check"), ("mypy",))
    codes = [*(run_module(*command) for command in commands), lint_theme()]
    exit_unless_zero(next((code for code in codes if code), 0))


def _build_and_serve(content: str, output: str, settings: str, port: str) -> None:
    from bulletin.commands.preview_server import PreviewServer, port_of, serve

    number = port_of(port)
    _pelican(content, output, settings)
    serve(PreviewServer(Path(output), number))


def _pelican(content: str, output: str, settings: str) -> None:
    """Build with Pelican; a build that fails ends the task."""
    exit_unless_zero(site_command.run_pelican(content, output, settings))


# Invoke reads the words behind its own options once all tasks are known.
if getattr(program, "core", None):
    _NAMES = [each.name or each.__name__ for each in list(globals().values()) if isinstance(each, Task)]
    program.core.unparsed[:] = several_paths.joined(program.core.unparsed, _NAMES)
