"""`invoke publish`, `invoke doctor` and `invoke rollback`, but for the build."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bulletin.archive.record_publication import record_publication, refuse_unwritable, today
from bulletin.build import host_headers, published_search
from bulletin.build.lock import BuildLock
from bulletin.build.stage import Stage
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file
from bulletin.publishing import folder_target, hosts, upload
from bulletin.publishing.target import Target, parse
from bulletin.search.manifest import published_names


def publish(typed: str, content: Path, site: Path, repository: Path, build: Callable[[], None]) -> None:
    """Build the site in the folder `site`, and bring it to the target that was typed, if one was.

    The ledger of `content` gets the day of each address that is out for the first time.

    Raises BulletinError, before anything is built if the target is none, or if the ledger cannot be written.
    """
    target = parse(typed) if typed else None
    if target is not None and target.host == "folder":
        folder_target.refuse_own(site, target.value)
    refuse_unwritable(content)
    with _alone(site):
        build()
        with _unchanging(site):
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
    with _unchanging(site):
        Stage(site).go_back()
    print(f"{site}: is the previous version again; the next build makes a new one from the content")


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Publish one site at a time: whoever comes second says so and waits."""
    site.parent.mkdir(parents=True, exist_ok=True)
    lock = BuildLock(site.with_name(f".{site.name}.publishing.lock"), "publication")
    lock.take(_say)
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _unchanging(site: Path) -> Iterator[None]:
    """Keep builds from the site while it is read for its host."""
    stage = Stage(site)
    stage.enter(_say)
    try:
        yield
    finally:
        stage.leave()


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _warn(site: Path, target: Target) -> None:
    host = next(host for host in hosts.load() if host.id == target.host)
    for excess in hosts.excesses(hosts.measure(site), host):
        print(f"Warning: {host.name}: {excess}; {host.advice}", file=sys.stderr)
