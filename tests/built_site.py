"""Build a site as a user would, by Pelican's own command, and read what came out."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "mini_site"


@dataclass(frozen=True)
class Run:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """The lines of `err` but for the warnings that the mini archive gives each build."""
        known = (": unknown-source ", ": withdrawn ")
        return [line for line in self.err.splitlines() if not any(one in line for one in known)]


def build(content: Path, output: Path, *options: str, cwd: Path = ROOT, **environment: str) -> Run:
    """Run Pelican on `content`; options are Pelican's, `environment` is added to ours."""
    command = [sys.executable, "-m", "pelican", str(content), "-o", str(output), "--fatal=errors"]
    settings = [] if "-s" in options else ["-s", str(ROOT / "pelicanconf.py")]
    # Each output has its state beside it, so that no test knows of another's builds.
    cache = f'CACHE_PATH="{output}.cache"'
    done = subprocess.run(
        [*command, *settings, *options, "-e", cache],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def settings_with(folder: Path, **settings: object) -> Path:
    """A settings file in `folder` that is our `pelicanconf.py` but for `settings`."""
    path = folder / "settings.py"
    own = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
    path.write_text(f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n{own}")
    return path


def built_at(address: str, output: Path, content: Path = ROOT / "content") -> Path:
    """`output` with the site of `content` for the public `address`; its settings file lies beside it."""
    output.parent.mkdir(parents=True, exist_ok=True)
    run = build(content, output, "-s", str(settings_with(output.parent, SITEURL=address)))
    assert run.code == 0, run.err
    return output


def tree(folder: Path, *without: str) -> dict[str, bytes]:
    """Every file below `folder` with its bytes, but for the top-level folders `without`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] not in without
    }
