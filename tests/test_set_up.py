"""`python -m bulletin` sets up what make does, and either takes up the other's work."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.commands import set_up
from tests.built_site import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what the set-up reads, and a Python where `.venv` has it."""
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    for lock in ("requirements.lock", "requirements-test.lock"):
        shutil.copy(ROOT / lock, tmp_path)
    set_up.python_of(tmp_path).parent.mkdir(parents=True)
    set_up.python_of(tmp_path).symlink_to(sys.executable)
    return tmp_path


def test_what_it_set_up_make_takes_for_ready(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []
    real = subprocess.run

    def run(command: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        calls.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert not set_up.is_ready(checkout, "runtime")
    assert set_up.install(checkout, "test") == 0
    assert [("-r" in call and call[-1], "--require-hashes" in call) for call in calls] == [
        ("requirements-test.lock", True)
    ]
    assert set_up.install(checkout, "runtime") == 0 and len(calls) == 1
    for wanted in ("runtime", "test"):
        ran = real(["sh", ".ci/venv.sh", wanted], cwd=checkout, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout) == (0, ""), ran.stdout + ran.stderr
    (checkout / "requirements.lock").write_text("other\n")
    assert not set_up.is_ready(checkout, "runtime")


@pytest.mark.parametrize("words", [[], ["fly"], ["setup", "now"]])
def test_anything_else_is_told_how_to_type_it(words: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-S", "-m", "bulletin", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("usage: python -m bulletin") and ran.stderr.count("\n") == 1
