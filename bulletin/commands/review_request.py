"""Asks for a review of what came out of the inbox, as the host at hand does it; elsewhere a branch is all."""

from __future__ import annotations

import os
import shutil
import subprocess

from bulletin.commands.repository import Repository
from bulletin.content.model import BulletinError


def ask(repository: Repository, branch: str) -> None:
    """Push what is checked out to `branch`, and open a request to take it over. Raises BulletinError."""
    options = ["--force"]
    if os.environ.get("GITLAB_CI"):
        options += ["-o", "merge_request.create", "-o", f"merge_request.target={repository.branch}"]
        options += ["-o", "merge_request.remove_source_branch"]
    if not repository.push(branch, *options):
        raise BulletinError(
            f"{branch}: cannot be pushed; let the host take pushes to {branch.split('/')[0]}/*"
        )
    if os.environ.get("GITHUB_ACTIONS") and shutil.which("gh"):
        words = ("gh", "pr", "create", "--head", branch, "--base", repository.branch, "--fill")
        # There is one already where the branch was made anew.
        subprocess.run(words, cwd=repository.folder, check=False)
