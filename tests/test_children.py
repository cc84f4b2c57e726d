"""Work beside other work: what it says and comes to arrives, and it never outlives who asked for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.machine.children import Child, fork_map
from tests.built_site import ROOT

# Goes on for ever, in a process of its own and in those that this one splits its work over.
_ENDLESS = """
import sys, time
from bulletin.machine.children import Child
from bulletin.machine.children import fork_map

def tick(name):
    while True:
        with open(f"{sys.argv[1]}/{name}", "a") as file:
            file.write(".")
        time.sleep(0.01)

child = Child(lambda say: list(fork_map(lambda name: say(tick(name)), ["one", "two"], 2)), 2)
time.sleep(60)
"""


# Python swallows what is raised in a hook such as this, and has some of its own.
_INTERRUPTED = """
import os, signal
from bulletin.machine.children import Child
from bulletin.machine.children import fork_map

signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
for fork in (lambda: Child(lambda say: None, 2), lambda: list(fork_map(lambda part: part, [1, 2], 2))):
    try:
        fork()
    except KeyboardInterrupt:
        print("raised", flush=True)
"""


@pytest.mark.parametrize("workers", [1, 2])
def test_what_it_says_comes_in_order_and_then_the_result(workers: int) -> None:
    def work(say: Callable[[str], None]) -> int:
        for word in ("one", "two", "three"):
            say(word)
        return sum(result for _, result in fork_map(lambda part: part * 2, [1, 2, 3], workers))

    said: list[str] = []
    assert Child(work, workers).result(said.append) == 12
    assert said == ["one", "two", "three"]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_raised_where_the_result_is_asked_for(workers: int) -> None:
    def work(say: Callable[[str], None]) -> None:
        raise BulletinError("x.md: changed meanwhile")

    child = Child(work, workers)
    with pytest.raises(BulletinError, match=r"x\.md: changed meanwhile"):
        child.result(print)


def test_an_error_about_an_end_of_data_is_none_of_a_killed_process() -> None:
    def work(say: Callable[[str], None]) -> None:
        raise EOFError("compressed file ended")

    with pytest.raises(EOFError, match="compressed file ended"):
        Child(work, 2).result()


def test_a_process_that_was_killed_is_told() -> None:
    child: Child[object, None] = Child(lambda say: os.kill(os.getpid(), signal.SIGKILL), 2)
    with pytest.raises(RuntimeError, match="was killed"):
        child.result(print)


def test_an_interrupt_is_not_lost_while_a_process_is_forked() -> None:
    # In a process of its own: like a build it has one thread, and a hook cannot be taken back.
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("raised\nraised\n", "")


def test_it_can_be_stopped(tmp_path: Path) -> None:
    def work(say: Callable[[str], None]) -> None:
        time.sleep(60)
        (tmp_path / "done").touch()

    started = time.monotonic()
    Child(work, 2).stop()
    assert time.monotonic() - started < 10
    assert not (tmp_path / "done").exists()


def test_it_ends_with_a_killed_parent(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ENDLESS, str(tmp_path)]
    parent = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE)
    names = (tmp_path / "one", tmp_path / "two")
    deadline = time.monotonic() + 20
    while not all(name.exists() for name in names):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    parent.kill()
    # The pipe of errors is at its end when the last process that could write into it is gone.
    assert parent.communicate(timeout=20)[1] == b""
    sizes = [name.stat().st_size for name in names]
    time.sleep(0.1)
    assert [name.stat().st_size for name in names] == sizes
