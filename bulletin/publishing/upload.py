"""Brings a finished site to its host: what others refer to first, pages after it, and removals at the end."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bulletin.build.host_headers import HostHeaders
from bulletin.build.public_versions import changed
from bulletin.content.model import BulletinError
from bulletin.publishing import folder_target, git_branch
from bulletin.publishing.target import Target
from bulletin.search.manifest import FOLDER, MANIFEST

# Each program with what to type where it is missing.
_INSTALL = {
    "rsync": "sudo apt-get install rsync",
    "wrangler": "npm install --global wrangler",
    "netlify": "npm install --global netlify-cli",
    "aws": "pip install awscli",
    "git": "sudo apt-get install git",
}
# The list of the search's files, which open pages read first: it comes after all it names.
_MANIFEST = f"/{FOLDER}/{MANIFEST}"


def upload(site: Path, target: Target, repository: Path, headers: HostHeaders, there: Path) -> None:
    """Bring the folder `site` to `target`. Raises BulletinError where that fails.

    `repository` is the git repository that has the remotes for GitHub Pages and GitLab Pages; `there` is the
    folder with the version that `target` has, if it is known here.
    """
    match target.host:
        case "folder":
            if not folder_target.is_here(target.value):
                _require("rsync")
            folder_target.upload(site, target.value)
        case "github-pages" | "gitlab-pages":
            _require("git")
            git_branch.push(site, repository, target.value or "origin", target.host)
        case "cloudflare-pages":
            _require("wrangler")
            _run(("wrangler", "pages", "deploy", str(site), "--project-name", target.value))
        case "netlify":
            _require("netlify")
            named = ("--site", target.value) if target.value else ()
            _run(("netlify", "deploy", "--prod", "--dir", str(site), *named))
        case "s3":
            _require("aws")
            with TemporaryDirectory() as made:
                _copy_unseen(site, there, Path(made))
                for command in s3_commands(site, target.value, headers, Path(made)):
                    _run(command)


def s3_commands(site: Path, bucket: str, headers: HostHeaders, unseen: Path) -> Iterator[tuple[str, ...]]:
    """The calls of Amazon's program that bring `site` to `bucket`, in their order.

    In the folder `unseen` lie the files of which it would not see that they changed.
    """
    sync = ("aws", "s3", "sync", "--only-show-errors")
    hashed = ("--cache-control", headers.cache_hashed)
    others = ("--cache-control", headers.cache_others)
    yield (*sync, *hashed, "--exclude", MANIFEST, f"{site}/{FOLDER}", f"{bucket}/{FOLDER}")
    if any(unseen.iterdir()):
        yield ("aws", "s3", "cp", "--recursive", "--only-show-errors", *others, str(unseen), bucket)
    yield (*sync, *others, "--exclude", f"{FOLDER}/*", str(site), bucket)
    yield ("aws", "s3", "cp", "--only-show-errors", *others, f"{site}{_MANIFEST}", f"{bucket}{_MANIFEST}")
    yield (*sync, *others, "--delete", str(site), bucket)


def _copy_unseen(site: Path, there: Path, folder: Path) -> None:
    """Copy to `folder` what `site` has in other bytes than the version `there`, but of the same size.

    Amazon's program takes such a file only where it is newer than what the bucket has, and in a version that
    comes back it is older.
    """
    if not there.is_dir():
        return
    for name in changed(there, site):
        ours, theirs = site / name, there / name
        if name.startswith(f"{FOLDER}/") or not (ours.exists() and theirs.exists()):
            continue
        if ours.stat().st_size == theirs.stat().st_size:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ours, folder / name)


def _require(program: str) -> None:
    if shutil.which(program) is None:
        raise BulletinError(f"{program} is needed for this and not installed; type: {_INSTALL[program]}")


def _run(command: Sequence[str]) -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise BulletinError(
            f"{' '.join(command[:2])} … failed with code {done.returncode}, see above; then publish again"
        )
