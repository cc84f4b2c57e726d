"""What the last commit of the repository around a file holds of it; nothing where there is no such thing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def committed_text(path: Path) -> str | None:
    """The text of the file `path` in the last commit.

    None without git, outside of a repository, before the first commit, or where that has no such file:
    an archive need not be under version control.
    """
    # A hook's variables would point git at the repository that the hook runs in.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ("git", "-C", str(path.parent), "show", f"HEAD:./{path.name}")
    try:
        done = subprocess.run(command, capture_output=True, env=environment, check=False)
        return done.stdout.decode("utf-8") if done.returncode == 0 else None
    except (OSError, UnicodeDecodeError):
        return None
