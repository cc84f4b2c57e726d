"""Asks for a review of what came out of the inbox, as the host at hand does it; elsewhere a branch is all."""

from __future__ import annotations

import os
import shutil
import subprocess

from bulletin.commands.repository import Repository
from bulletin.content.model import BulletinError

# Where GitHub and GitLab keep the commits of requests, also of those that are closed.
_REQUESTS = ("refs/pull/*/head", "refs/merge-requests/*/head")
# What GitLab says where it took a branch and did not do what was asked with it.
_GITLAB_FAILED = "Error encountered with push options"
# GitHub takes 65,536 characters for what a request says.
_LONGEST = 60_000


def ask(repository: Repository, branch: str) -> None:
    """Push what is checked out to `branch`, and open a request to take it over. Raises BulletinError."""
    options = ["--force"]
    if _on_gitlab():
        options += ["-o", "merge_request.create", "-o", f"merge_request.target={repository.branch}"]
        options += ["-o", "merge_request.remove_source_branch"]
    said = repository.push_and_hear(branch, *options)
    if said is None:
        raise BulletinError(
            f"{branch}: cannot be pushed; let the host take pushes to {branch.split('/')[0]}/*"
        )
    # GitLab sets its messages in the middle of lines, between two drawn ones.
    words = " ".join(said.replace("remote:", " ").replace("=====", " ").split())
    if _on_gitlab() and _GITLAB_FAILED in words:
        asked, _, reason = words.partition(_GITLAB_FAILED)[2].rpartition("': ")
        remedy = "see that the project has merge requests and INBOX_TOKEN may open them"
        raise _unasked(branch, reason.strip(" =") or asked, remedy)
    if _on_github():
        _ask_github(repository, branch)


def is_asked(repository: Repository, commit: str) -> bool:
    """Whether the host has a request for `commit`, open or closed; True where hosts know of none."""
    return not (_on_github() or _on_gitlab()) or commit in repository.commits_of(*_REQUESTS)


def _ask_github(repository: Repository, branch: str) -> None:
    if shutil.which("gh") is None:
        raise _unasked(branch, "gh is not installed", "install it on the runner, https://cli.github.com")
    title, _, report = repository.git("log", "-1", "--format=%B").partition("\n")
    # Not --fill: gh would look for a branch of that name on this machine.
    words = ("gh", "pr", "create", "--head", branch, "--base", repository.branch)
    ran = subprocess.run(
        (*words, "--title", title, "--body-file", "-"),
        cwd=repository.folder,
        input=report.strip()[:_LONGEST],
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    # There is one already where the branch was made anew.
    if ran.returncode and "already exists" not in ran.stderr:
        reason = ran.stderr.strip().splitlines()[-1:] or ["no reason given"]
        remedy = "under Settings → Actions → General let GitHub Actions create pull requests"
        raise _unasked(branch, reason[0], remedy)


def _unasked(branch: str, reason: str, remedy: str) -> BulletinError:
    return BulletinError(
        f"{branch}: is pushed, but no review was asked for ({reason}); {remedy}, and run this again"
    )


def _on_github() -> bool:
    return bool(os.environ.get("GITHUB_ACTIONS"))


def _on_gitlab() -> bool:
    return bool(os.environ.get("GITLAB_CI"))
