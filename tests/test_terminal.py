"""Each command says what it did in one line, on whatever terminal, and ends with the right code."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from invoke.context import Context
from invoke.exceptions import Exit

from bulletin.commands.preview_server import PreviewServer, port_of
from bulletin.commands.task_errors import one_line_errors
from bulletin.content.model import BulletinError
from tests.built_site import ROOT

# Builds a site: make quick leaves it out.
pytestmark = pytest.mark.slow

BULLETIN = ROOT / "tests" / "bulletins" / "2024-01-02.txt"


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "invoke", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="ascii",
        check=False,
    )


def test_every_command_works_on_a_terminal_without_vietnamese_letters(tmp_path: Path) -> None:
    where = ("--content", tmp_path / "content")
    to = ("--output", tmp_path / "output")
    settings = ("--settings", ROOT / "tests" / "publishconf.py")
    commands: tuple[tuple[str | Path, ...], ...] = (
        ("import", BULLETIN, *where),
        ("import", BULLETIN, *where, "--dry-run"),
        ("check", *where),
        ("record", *where),
        ("build", *where, *to),
        ("publish", *where, *to, *settings, "--to", tmp_path / "public"),
        ("doctor", *to),
        ("rollback", *to),
    )
    for words in commands:
        ended = run(*words, PYTHONIOENCODING="ascii")
        assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), (words, ended.stderr)
        assert ended.stdout


@pytest.mark.parametrize("typed", ["80a", "", "-1", "65536", "8 000", "٣"])
def test_what_is_no_port_is_told(typed: str) -> None:
    with pytest.raises(BulletinError, match="is not a port: take one from 1 to 65535"):
        port_of(typed)


def test_a_port_that_another_server_has_at_the_other_localhost_is_in_use(tmp_path: Path) -> None:
    try:
        other = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("no IPv6 here")
    with other, pytest.raises(BulletinError, match="is already in use"):
        PreviewServer(tmp_path, other.getsockname()[1])


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyboardInterrupt(), 130, "Stopped by Ctrl-C."),
        (PermissionError(13, "Permission denied", "x.md"), 1, "Error: x.md: Permission denied"),
        (OSError(28, "No space left on device"), 1, "Error: No space left on device"),
    ],
)
def test_a_task_that_cannot_go_on_ends_with_one_line(error: BaseException, code: int, message: str) -> None:
    @one_line_errors
    def task(_context: Context) -> None:
        raise error

    with pytest.raises(Exit) as ended:
        task(Context())
    assert (ended.value.code, ended.value.message) == (code, message)


def test_ctrl_c_that_only_invoke_is_told_stops_its_build_too(tmp_path: Path) -> None:
    words = (sys.executable, "-m", "invoke", "build", "--output", str(tmp_path / "output"))
    build = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8")
    while not (tmp_path / ".output.lock").exists():
        time.sleep(0.01)
    build.send_signal(signal.SIGINT)
    _, said = build.communicate(timeout=60)
    assert (build.returncode, said.count("\n")) == (130, 1), said
