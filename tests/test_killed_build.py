"""A build that is killed at any moment does no lasting harm: the next one gives the clean site."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.bench.synthetic import make_archive
from tests.built_site import MINI, ROOT, build, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

KILLS = 12


def test_the_build_after_a_kill_is_the_clean_build(tmp_path: Path) -> None:
    content = Path(shutil.copytree(MINI / "in", tmp_path / "content"))
    clean = tmp_path / "clean"
    assert build(content, clean).code == 0
    expected = tree(clean)
    output = tmp_path / "output"
    dice = random.Random(1)
    command = _command(content, output)
    for _ in range(KILLS):
        # Each round begins with something to do: nothing there, or a part of it gone.
        if dice.random() < 0.5:
            shutil.rmtree(output, ignore_errors=True)
        elif output.exists():
            for path in (
                dice.sample(sorted(output.rglob("*.html")), k=3) if any(output.rglob("*.html")) else ()
            ):
                path.unlink()
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(dice.uniform(0.3, 1.3))
        if dice.random() < 0.5:
            os.killpg(running.pid, signal.SIGKILL)
        else:
            # What it split its work over is left behind, and the next build waits for its end.
            running.kill()
        running.wait()
        assert build(content, output).code == 0
        assert tree(output) == expected


def test_ctrl_c_ends_a_build_with_a_line_and_leaves_the_site(tmp_path: Path) -> None:
    content = tmp_path / "content"
    # Seconds of work, so that there is time to stop it.
    make_archive(content, issues=60, seed=1)
    output = tmp_path / "output"
    (output / "theme").mkdir(parents=True)
    lock = tmp_path / ".output.lock"
    running = subprocess.Popen(
        _command(content, output),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    while not (lock.exists() and lock.read_text()):
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    said, _ = running.communicate(timeout=60)
    assert (running.returncode, said) == (130, f"stopped by Ctrl-C; {output} is as it was\n")
    assert [path.name for path in output.rglob("*")] == ["theme"]


def _command(content: Path, output: Path) -> list[str]:
    command = [sys.executable, "-m", "pelican", str(content), "-o", str(output), "--fatal=errors"]
    return [*command, "-s", str(ROOT / "pelicanconf.py"), "-e", f'CACHE_PATH="{output}.cache"']
