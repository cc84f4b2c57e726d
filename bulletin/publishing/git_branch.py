"""A site as the only commit of a branch that GitHub Pages or GitLab Pages shows."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.content.model import BulletinError

_GITLAB_FILE = Path(__file__).resolve().parents[2] / "deploy" / "gitlab" / "branch.gitlab-ci.yml"


@dataclass(frozen=True, slots=True)
class _Branch:
    """The branch in which a host looks for the site, the folder there, and a file that lies beside that."""

    name: str
    folder: str
    file: str
    text: bytes


def push(site: Path, repository: Path, remote: str, host: str) -> None:
    """Make the branch of `host` on `remote` hold the folder `site` and nothing else.

    The branch keeps no history, as the content's own history can give yesterday's site. Raises BulletinError
    where git fails.
    """
    branch = _branch(host)
    git = _Git(repository)
    # A repository's own index is not touched, and the next time only changed files are read.
    with_index = {"GIT_INDEX_FILE": str(git.folder / f"index-{branch.name}")}
    # No setting of whoever publishes, for line ends for example, may change the site.
    untouched = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    here = ("-c", "core.autocrlf=false", f"--work-tree={site}")
    git("add", "--all", "--force", ".", before=here, env={**with_index, **untouched}, cwd=site)
    tree = git("write-tree", env=with_index)
    beside = git("hash-object", "-w", "--stdin", data=branch.text)
    entries = f"100644 blob {beside}\t{branch.file}\n"
    if branch.folder:
        entries += f"040000 tree {tree}\t{branch.folder}\n"
    else:
        entries += git("ls-tree", tree) + "\n"
    whole = git("mktree", data=entries.encode())
    commit = git("commit-tree", whole, "-m", "Site")
    git("push", "--quiet", "--force", remote, f"{commit}:refs/heads/{branch.name}")


def _branch(host: str) -> _Branch:
    if host == "gitlab-pages":
        return _Branch("pages", "public", ".gitlab-ci.yml", _GITLAB_FILE.read_bytes())
    # Without this file GitHub has Jekyll read the site first, and leave out what begins with _.
    return _Branch("gh-pages", "", ".nojekyll", b"")


class _Git:
    """Git in one repository. Calls return what it prints; what it complains of is a BulletinError."""

    def __init__(self, repository: Path) -> None:
        self._repository = repository
        self.folder = Path(self("rev-parse", "--absolute-git-dir"))

    def __call__(
        self,
        *arguments: str,
        before: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
        data: bytes | None = None,
        cwd: Path | None = None,
    ) -> str:
        located = (f"--git-dir={self.folder}",) if cwd else ()
        done = subprocess.run(
            ("git", *located, *before, *arguments),
            cwd=cwd or self._repository,
            env={**os.environ, **(env or {})},
            input=data,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
            # What follows is advice, over several lines.
            reason = next((line for line in said if line.startswith(("fatal: ", "error: "))), said[-1])
            raise BulletinError(f"git {arguments[0]}: {reason.partition(': ')[2] or reason}")
        return done.stdout.decode("utf-8").strip("\n")
