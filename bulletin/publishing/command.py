"""What `invoke publish`, `invoke doctor` and `invoke rollback` do, the build aside."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bulletin.archive.record_publication import record_publication, refuse_unwritable, today
from bulletin.build import host_headers, public_versions, published_search
from bulletin.build.lock import BuildLock
from bulletin.build.public_versions import PublicVersions
from bulletin.build.stage import Stage
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file
from bulletin.publishing import folder_target, hosts, public_site, taken_back, upload
from bulletin.publishing.public_site import PublicSite
from bulletin.publishing.target import Target, parse
from bulletin.search.manifest import published_names


@dataclass(frozen=True, slots=True)
class PublishedFolders:
    """What is published: the folder of the editors, that of the site, and the repository they lie in."""

    content: Path
    site: Path
    repository: Path


@dataclass(frozen=True, slots=True)
class PublishWishes:
    """How to publish: `dry_run` only tells what would be, `bring_back` brings what a rollback took, too."""

    dry_run: bool = False
    bring_back: bool = False


def publish(
    typed: str,
    place: PublishedFolders,
    public: PublicSite,
    build: Callable[[], None],
    wishes: PublishWishes = PublishWishes(),
) -> None:
    """Build the site of `place`, and bring it to the target that was typed, if one was.

    The ledger of the content gets the day of each address that is out for the first time.

    Raises BulletinError before anything is built where the target is none, the address of `public` is
    nobody's, or the ledger cannot be written. Raises it before anything is sent where this would bring back
    what a rollback took back.
    """
    site = place.site
    target = parse(typed) if typed else None
    if target is not None:
        if target.host == "folder":
            folder_target.refuse_own(site, target.value)
        public_site.refuse_nobodys(public)
    refuse_unwritable(place.content)
    with _alone(site):
        build()
        with _unchanging(site):
            if wishes.dry_run:
                _tell(typed, site, target)
                return
            _refuse_taken_back(site, wishes)
            if target is not None:
                _warn(site, target)
                versions = _versions(site, target)
                upload.upload(site, target, place.repository, host_headers.load(), versions.public)
                versions.keep()
            taken_back.forget(site)
            published_search.remember(site, published_names(site))
        new = record_publication(place.content, site, today())
    print(f"Published: {typed}" if target else f"Ready for the host: {site}")
    if new:
        print(f"{new} address(es) published for the first time; commit {place.content / ledger_file.LEDGER}")


def doctor(site: Path) -> None:
    """Say how large the site in `site` is and which hosts take that."""
    for line in hosts.report(hosts.measure(site), hosts.load(), hosts.levers(site)):
        print(line)


def rollback(site: Path) -> None:
    """Make the version before this one the live one. Raises BulletinError where there is none."""
    if not site.is_dir():
        raise BulletinError(f"{site}: no such folder")
    with _unchanging(site):
        Stage(site).go_back()
    print(f"{site}: is the previous version again; the next build makes a new one from the content")


def rollback_public(typed: str, site: Path, repository: Path) -> None:
    """Bring the version before the last publication to the target that was typed; `site` stays as it is.

    Raises BulletinError where no such version is kept, as after a take-down, or it cannot be brought there.
    """
    target = parse(typed)
    with _alone(site), _unchanging(site):
        versions = _versions(site, target)
        if not versions.before.is_dir():
            raise BulletinError(
                f"{typed}: no version before the last publication is kept beside {site}; correct the content "
                "or take an article down, and publish"
            )
        names = list(public_versions.changed(versions.before, versions.public))
        taken_back.remember(site, versions.public, names)
        upload.upload(versions.before, target, repository, host_headers.load(), versions.public)
        lost = [name for name in names if not (versions.before / name).exists()]
        versions.went_back()
        published_search.remember(site, published_names(versions.public))
    print(f"{typed}: the version before is public again")
    addresses = _addresses(lost)
    if addresses:
        print(f"Not there any more: {taken_back.listed(addresses)}")
    print("The content is as it was: correct it; the next publish says what it would bring back")


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


def _versions(site: Path, target: Target) -> PublicVersions:
    return PublicVersions(site, f"{target.host}:{target.value.rstrip('/')}")


def _refuse_taken_back(site: Path, wishes: PublishWishes) -> None:
    back = taken_back.brought_back(site)
    if back and not wishes.bring_back:
        raise BulletinError(
            f"not published: it would bring back what the rollback took from the public, "
            f"{taken_back.listed(back)}; correct the content, or say --bring-back"
        )


def _tell(typed: str, site: Path, target: Target | None) -> None:
    """Say what a publication would bring, and change nothing of it."""
    if back := taken_back.brought_back(site):
        print(f"It would bring back what the rollback took from the public, {taken_back.listed(back)}")
    if target is not None:
        _warn(site, target)
        public = _versions(site, target).public
        if public.is_dir():
            names = list(public_versions.changed(public, site))
            pages = [name for name in names if name.endswith(".html")]
            for title, found in (
                ("new", [name for name in pages if not (public / name).exists()]),
                ("changed", [name for name in pages if (public / name).exists() and (site / name).exists()]),
                ("gone", [name for name in pages if not (site / name).exists()]),
            ):
                print(f"  {title:<8} {taken_back.listed(_addresses(found)) if found else 'no page'}")
        else:
            print(f"{typed}: nothing was published there from here yet; all pages are new")
    print("Nothing was published: --dry-run")


def _addresses(files: list[str]) -> list[str]:
    return [f"/{name.removesuffix('index.html')}" for name in files if name.endswith(".html")]
