"""`invoke publish`, `invoke doctor` and `invoke rollback`, but for the build."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bulletin.archive.record_publication import record_publication, today
from bulletin.build import host_headers, published_search
from bulletin.build.stage import Stage
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file
from bulletin.publishing import hosts, upload
from bulletin.publishing.target import Target, parse
from bulletin.search.manifest import published_names


def publish(typed: str, content: Path, site: Path, repository: Path, build: Callable[[], None]) -> None:
    """Build the site in the folder `site`, and bring it to the target that was typed, if one was.

    The ledger of `content` gets the day of each address that is out for the first time.

    Raises BulletinError, before anything is built if the target is none.
    """
    target = parse(typed) if typed else None
    build()
    if target is not None:
        _warn(site, target)
        upload.upload(site, target, repository, host_headers.load())
    published_search.remember(site, published_names(site))
    new = record_publication(content, site, today())
    print(f"Published: {typed}" if target else f"Ready for the host: {site}")
    if new:
        print(f"{new} address(es) published for the first time; commit {content / ledger_file.LEDGER}")


def doctor(site: Path) -> None:
    """Say how large the site in `site` is and which hosts take that."""
    for line in hosts.report(hosts.measure(site), hosts.load()):
        print(line)


def rollback(site: Path) -> None:
    """Make the version before this one the live one. Raises BulletinError where there is none."""
    if not site.is_dir():
        raise BulletinError(f"{site}: no such folder")
    stage = Stage(site)
    stage.enter(lambda line: print(line, file=sys.stderr))
    try:
        stage.go_back()
    finally:
        stage.leave()
    print(f"{site}: is the previous version again; the next build makes a new one from the content")


def _warn(site: Path, target: Target) -> None:
    host = next(host for host in hosts.load() if host.id == target.host)
    for excess in hosts.excesses(hosts.measure(site), host):
        print(f"Warning: {host.name}: {excess}; {host.advice}", file=sys.stderr)
