"""Git in a clone that a host made for one job: what it says is given back, what fails is one line."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

from bulletin.content.model import BulletinError

# What stands before the name of a host in an address may be a password.
_SECRET = re.compile(r"//[^/@\s]+@")


class Repository:
    """The clone in `folder`, and the branch `branch` of the repository `remote` that it is to bring up."""

    def __init__(self, folder: Path, remote: str, branch: str) -> None:
        self.folder = folder
        self.branch = branch
        self._remote = remote

    def refuse_unclean(self) -> None:
        """Raise BulletinError where something is not committed: it would be lost, or be committed unseen."""
        changed = self.git("status", "--porcelain", "--untracked-files=no")
        changed = changed or self.git("status", "--porcelain", "--", "content", "inbox")
        if changed:
            name = changed.splitlines()[0][3:]
            raise BulletinError(f"{self.folder}: {name} is not committed yet; commit it, and push it")

    @property
    def head(self) -> str:
        """The commit that is checked out."""
        return self.git("rev-parse", "HEAD")

    def take_newest(self) -> None:
        """Check out what the branch is by now; what was done here and not pushed is left behind."""
        self.git("fetch", "--quiet", self._remote, f"refs/heads/{self.branch}")
        self.go_to("FETCH_HEAD")

    def go_to(self, commit: str) -> None:
        """Make the files those of `commit`, also below the content folder where nothing else may lie."""
        self.git("reset", "--quiet", "--hard", commit)
        self.git("clean", "--quiet", "-fd", "--", "content", "inbox")

    def commit(self, message: str, author: str = "") -> bool:
        """Commit all that changed in content and inbox; whether there was anything."""
        folders = [name for name in ("content", "inbox") if (self.folder / name).exists()]
        self.git("add", "--all", "--", *folders)
        if not self.git("status", "--porcelain", "--untracked-files=no"):
            return False
        by = [f"--author={author}"] if author else []
        self.git("commit", "--quiet", "--file=-", "--cleanup=whitespace", *by, data=message)
        return True

    def push(self, to: str = "", *options: str) -> bool:
        """Push what is checked out to the branch, or to `to`; False where that went on meanwhile."""
        return self.push_and_hear(to or self.branch, *options) is not None

    def push_and_hear(self, to: str, *options: str) -> str | None:
        """The same, with what the host says to it; None where `to` went on meanwhile."""
        ran = self._run("push", "--quiet", *options, self._remote, f"HEAD:refs/heads/{to}")
        said = ran.stderr.decode("utf-8", "replace")
        if ran.returncode == 0:
            return said
        if "rejected" in said or "cannot lock ref" in said or "failed to update ref" in said:
            return None
        raise _failed("push", said)

    def commits_of(self, *patterns: str) -> set[str]:
        """The commits that the names like `patterns` have in the repository, as `refs/pull/*/head`."""
        listed = self.git("ls-remote", "--quiet", self._remote, *patterns)
        return {line.split("\t")[0] for line in listed.splitlines()}

    def fetched(self, branch: str) -> bool:
        """Whether the repository has `branch`; then it is FETCH_HEAD."""
        return self._run("fetch", "--quiet", self._remote, f"refs/heads/{branch}").returncode == 0

    def author_of(self, path: str) -> str:
        """Who brought the file at `path`: name and address; empty where that is not known."""
        return self.git("log", "-1", "--format=%an <%ae>", "--", path)

    def git(self, *words: str, data: str = "") -> str:
        """What git says. Raises BulletinError with the first line of what it complains of."""
        ran = self._run(*words, data=data)
        if ran.returncode:
            raise _failed(words[0], ran.stderr.decode("utf-8", "replace"))
        return ran.stdout.decode("utf-8", "replace").strip("\n")

    def _run(self, *words: str, data: str = "") -> subprocess.CompletedProcess[bytes]:
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (("NAME", "Inbox"), ("EMAIL", "inbox@localhost"))
        }
        environment = {**who, **os.environ, "LC_ALL": "C"}
        command = ("git", "-C", str(self.folder), "-c", "core.quotePath=false", *words)
        return subprocess.run(command, env=environment, input=data.encode(), capture_output=True, check=False)


def _failed(word: str, said: str) -> BulletinError:
    lines = said.strip().splitlines() or ["no reason given"]
    reason = next((line for line in lines if line.startswith(("fatal: ", "error: "))), lines[-1])
    return BulletinError(f"git {word}: {_SECRET.sub('//', reason.partition(': ')[2] or reason)}")
