"""Runs Pelican as hosting workflows do, and keeps a mistyped folder from costing somebody their files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from bulletin.build.stage import Stage
from bulletin.content.model import BulletinError
from bulletin.plugins.setting_fields import refuse_wrong_file

ROOT = Path(__file__).resolve().parents[2]
# What a command works on unless told otherwise: an archive made by `invoke new`, or that of the program.
ARCHIVE = Path(os.environ.get("BULLETIN_ARCHIVE") or ROOT).resolve()
CONTENT = str(ARCHIVE / "content")
OUTPUT = str(ARCHIVE / "output")
PUBLISH_SETTINGS = str(ARCHIVE / "publishconf.py")
_SECONDS_TO_STOP = 0.2
_SECONDS_TO_OBEY = 5.0
SETTINGS = str(ROOT / "pelicanconf.py") if ARCHIVE == ROOT else PUBLISH_SETTINGS


def run_pelican(content: str, output: str, settings: str) -> int:
    """Run Pelican in a process of its own; the first error it logs ends it. Returns its exit code.

    Raises BulletinError where there is no such content or settings, or the output folder may not be one.
    """
    content_folder, output_folder = existing_folder(content), Path(output).resolve()
    settings_file = Path(settings).resolve()
    if not settings_file.is_file():
        raise BulletinError(f"{settings}: no such settings file")
    refuse_wrong_file(settings_file)
    _refuse_if_precious(output_folder, content_folder)
    arguments = (str(content_folder), "-o", str(output_folder), "-s", str(settings_file), "--fatal=errors")
    return run_module("pelican", *arguments)


def run_module(name: str, *arguments: str) -> int:
    """Run a Python module at the root of the project, where our package can be imported; its exit code.

    After Ctrl-C it is the module that says so, and it is waited for.
    """
    child = subprocess.Popen([sys.executable, "-m", name, *arguments], cwd=ROOT)
    seconds = None
    while True:
        try:
            return child.wait(seconds)
        except KeyboardInterrupt:
            # A terminal tells both; who stops this process alone means both.
            seconds = _SECONDS_TO_STOP
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGINT)
            # Python drops an interrupt that comes while it cleans up something: it is told again then.
            seconds = _SECONDS_TO_OBEY


def lint_theme() -> int:
    """Check types and format of all JavaScript, and the format of the CSS; the first exit code not 0.

    Raises BulletinError where the programs that do so are not installed.
    """
    checks = ROOT / "tests" / "js"
    folders = ("theme/static", "theme/offline/js", "bulletin/desk/static")
    programs = checks / "node_modules" / ".bin"
    if not programs.is_dir():
        raise BulletinError(f"{programs}: no such folder; type: sh .ci/node.sh")
    commands = (
        (programs / "tsc", "-p", checks / "tsconfig.json"),
        (programs / "tsc", "-p", checks / "tsconfig.service-worker.json"),
        (programs / "prettier", "--log-level", "warn", "--check", *folders),
    )
    codes = [subprocess.run(command, cwd=ROOT, check=False).returncode for command in commands]
    return next((code for code in codes if code), 0)


def remove_site(output: Path, content: Path, own: Path) -> None:
    """Remove the built site in `output`, which must neither hold the folder `content` nor lie in it.

    Raises BulletinError for a folder other than `own` that does not look like a site.
    """
    if not output.exists():
        return
    _refuse_if_precious(output, content)
    if output != own and any(output.iterdir()) and not (output / "index.html").is_file():
        raise BulletinError(
            f"{output}: not removed, since without an index.html it does not look like a built site"
        )
    shutil.rmtree(output)
    for version in Stage(output).siblings():
        shutil.rmtree(version, ignore_errors=True)


def existing_folder(name: str) -> Path:
    """The folder called `name`, as a whole path. Raises BulletinError where there is none."""
    folder = Path(name).resolve()
    if not folder.is_dir():
        raise BulletinError(f"{name}: no such folder")
    return folder


def _refuse_if_precious(output: Path, content: Path) -> None:
    for precious in (ROOT, content, Path.home()):
        if precious.is_relative_to(output):
            raise BulletinError(f"{output}: cannot be the output folder, because {precious} lies in it")
    if output.is_relative_to(content):
        raise BulletinError(f"{output}: cannot be the output folder, because it lies in the content")
