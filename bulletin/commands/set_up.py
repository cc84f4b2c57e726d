"""Sets up `.venv` from the pinned packages and hands over to invoke, with nothing but Python installed.

It does what `make` and `.ci/venv.sh` do, and leaves the same stamp, so that either takes up the other's work.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_LOCKS = {"runtime": "requirements.lock", "test": "requirements-test.lock"}
_USAGE = "usage: python -m bulletin setup | serve | test [words for pytest]"
# What needs programs that pip cannot install is left to `make test`.
_WITHOUT_BROWSERS = ("-m", "not browser")


def main(words: Sequence[str]) -> int:
    """Do what is typed behind `python -m bulletin`; the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 (nothing has checked it before)
        print("Python 3.11 or newer is needed: https://www.python.org/downloads/", file=sys.stderr)
        return 1
    match list(words):
        case ["setup"]:
            return install(_ROOT, "test")
        case ["serve", *others]:
            return install(_ROOT, "runtime") or _run("invoke", "serve", *others)
        case ["test", *others]:
            code = install(_ROOT, "test")
            return code or _run("pytest", "-q", *(others or _WITHOUT_BROWSERS))
        case _:
            print(_USAGE, file=sys.stderr)
            return 2


def install(root: Path, wanted: str) -> int:
    """Make `.venv` in `root` hold the packages of the lock `wanted`, unless it does; the exit code of pip."""
    if is_ready(root, wanted) or is_ready(root, "test"):
        return 0
    lock = _LOCKS[wanted]
    print(f"Installing the pinned packages of {lock} into .venv (about half a minute) …", flush=True)
    for stamp in (root / ".venv").glob("ready-*"):
        stamp.unlink()
    if not python_of(root).exists():
        venv.create(root / ".venv", with_pip=True)
    words = ("--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
    code = subprocess.run(
        [python_of(root), "-m", "pip", "install", *words, "--only-binary", ":all:", "-r", lock],
        cwd=root,
        check=False,
    ).returncode
    if code:
        print(f"pip could not install {lock}, see above; then type this again", file=sys.stderr)
        return code
    for name in ("test", "runtime") if wanted == "test" else ("runtime",):
        (root / ".venv" / f"ready-{name}").write_bytes(_stamp(root, name))
    return 0


def is_ready(root: Path, wanted: str) -> bool:
    """Whether `.venv` in `root` was set up, here and by this Python, from the lock `wanted` as it is now."""
    try:
        written = (root / ".venv" / f"ready-{wanted}").read_bytes()
    except OSError:
        return False
    return python_of(root).exists() and written == _stamp(root, wanted)


def python_of(root: Path) -> Path:
    """The Python of `.venv` in `root`."""
    return root / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _stamp(root: Path, wanted: str) -> bytes:
    version = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    return f"{version} {root}\n".encode() + (root / _LOCKS[wanted]).read_bytes()


def _run(module: str, *words: str) -> int:
    try:
        return subprocess.run([python_of(_ROOT), "-m", module, *words], cwd=_ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 130
