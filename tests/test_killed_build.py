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

from built_site import MINI, ROOT, build, tree

KILLS = 12


def test_the_build_after_a_kill_is_the_clean_build(tmp_path: Path) -> None:
    content = Path(shutil.copytree(MINI / "in", tmp_path / "content"))
    clean = tmp_path / "clean"
    assert build(content, clean).code == 0
    expected = tree(clean)
    output = tmp_path / "output"
    dice = random.Random(1)
    command = [sys.executable, "-m", "pelican", str(content), "-o", str(output), "--fatal=errors"]
    settings = ["-s", str(ROOT / "pelicanconf.py"), "-e", f'CACHE_PATH="{output}.cache"']
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
            [*command, *settings],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(dice.uniform(0.3, 1.3))
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        assert build(content, output).code == 0
        assert tree(output) == expected
