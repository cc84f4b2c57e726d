"""Commands that bring the site to its readers: to a host, into copies, into an archive of its own."""

from __future__ import annotations

from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

from bulletin.commands.site_command import (
    ARCHIVE,
    CONTENT,
    OUTPUT,
    PUBLISH_SETTINGS,
    existing_folder,
    run_pelican,
)
from bulletin.commands.task_errors import exit_unless_zero, one_line_errors
from bulletin.tasks.options import CONTENT_HELP, OUTPUT_HELP, PREVIEW_HELP, REPOSITORY_HELP


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


@task(help=OUTPUT_HELP)
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

    exit_unless_zero(run_pelican(content, output, PUBLISH_SETTINGS))
    command.run(existing_folder(content), Path(output).resolve(), settings_of(Path(PUBLISH_SETTINGS)))
    # The page that offers them for download.
    exit_unless_zero(run_pelican(content, output, PUBLISH_SETTINGS))


@task(help=CONTENT_HELP)
@one_line_errors
def zim(_context: Context, content: str = CONTENT) -> None:
    """Make a ZIM for Kiwix of the offline copy that `invoke offline` made; needs libzim."""
    from bulletin.commands import zim_file
    from bulletin.plugins.settings import settings_of

    for path in zim_file.make(existing_folder(content), settings_of(Path(PUBLISH_SETTINGS))):
        print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


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
    dropped = taking.take_in(Repository(ARCHIVE, remote, branch), review)
    for line in taking.tell(dropped):
        print(line)
    taking.refuse_unasked(dropped)


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
