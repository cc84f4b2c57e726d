"""Reading apart: whatever a document does to its reader, the import goes on and says so in one line."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer.readers import forms
from bulletin.importer.readers.apart import MEMORY, Apart, read_apart

ROOT = Path(__file__).resolve().parents[3]
TEXT = "Sáng nay, cơ quan đăng ký đất đai mở thêm hai dịch vụ công trực tuyến.\n".encode()
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def children_of(parent: int) -> list[int]:
    """The processes that `parent` has started, but for the one by which Python keeps its own accounts."""
    stats = (path.read_text() for path in Path("/proc").glob("[0-9]*/stat") if path.exists())
    fields = [(stat.split(" ", 1)[0], stat.rpartition(") ")[2].split()) for stat in stats]
    found = [pid for pid, (state, above, *_) in fields if int(above) == parent and state != "Z"]
    return [int(pid) for pid in found if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.fixture
def others() -> set[int]:
    """The processes that other tests have left running, such as a browser."""
    return set(children_of(os.getpid()))


@pytest.mark.parametrize("fork", [True, False], ids=["forked", "fresh"])
def test_it_reads_what_the_readers_read(fork: bool) -> None:
    with Apart(fork=fork) as apart:
        for name in ("a.txt", "b.txt"):
            assert apart.read(TEXT, name) == forms.read(TEXT, name)
        with pytest.raises(BulletinError, match=r"^c\.txt: is empty"):
            apart.read(b"", "c.txt")
        assert apart.read(TEXT, "a.txt") == read_apart(TEXT, "a.txt")


@needs_fork
def test_one_process_reads_many_documents_and_leaves_nothing(temporary: Path, others: set[int]) -> None:
    with Apart() as apart:
        apart.read(TEXT, "a.txt")
        (first,) = set(children_of(os.getpid())) - others
        apart.read(TEXT, "b.txt")
        assert set(children_of(os.getpid())) - others == {first}
    assert set(children_of(os.getpid())) <= others
    assert list(temporary.iterdir()) == []


def ends_soon(process: int) -> bool:
    """Whether a process is gone, or ended and not yet asked how, within two seconds."""
    stat = Path(f"/proc/{process}/stat")
    for _ in range(100):
        try:
            if stat.read_text().rpartition(") ")[2][0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def loops(data: bytes, name: str) -> None:
    while True:
        pass


def takes_memory(data: bytes, name: str) -> None:
    kept = [bytearray(100_000_000) for _ in range(20)]
    raise AssertionError(len(kept))


def dies(data: bytes, name: str) -> None:
    faulthandler.disable()
    os.abort()


def ends(data: bytes, name: str) -> None:
    os._exit(3)


def is_at_fault(data: bytes, name: str) -> None:
    raise ValueError("a\nb")


def goes_too_deep(data: bytes, name: str) -> None:
    goes_too_deep(data, name)


def starts_a_program(data: bytes, name: str) -> None:
    program = subprocess.Popen(["sleep", "100"], start_new_session=True)
    try:
        program.wait()
    finally:
        program.kill()


@needs_fork
@pytest.mark.parametrize(
    ("reader", "said"),
    [
        (loops, "takes longer than 0.5 seconds to read: it is damaged, or no bulletin; ask the sender"),
        (starts_a_program, "takes longer than 0.5 seconds to read"),
        (takes_memory, "takes more than 1000 MB of memory to read"),
        (dies, "is damaged, or takes too much memory: reading it ended with signal 6; ask the sender"),
        (ends, "is damaged, or takes too much memory: reading it ended with code 3"),
        (is_at_fault, "cannot be read: ValueError in test_apart.py, line [0-9]+: report this fault"),
        (goes_too_deep, "cannot be read: RecursionError"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_what_a_document_does_is_one_line(
    reader: Callable[[bytes, str], None],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    temporary: Path,
    others: set[int],
) -> None:
    seconds = 0.5 if "seconds" in said else 20
    # What the tests themselves take counts, too.
    memory = MEMORY if "memory" in said else 8 * MEMORY
    with Apart(seconds=seconds, memory=memory) as apart:
        with monkeypatch.context() as patch:
            patch.setattr(forms, "read", reader)
            with pytest.raises(BulletinError, match=rf"^a\.doc: {said}") as told:
                apart.read(TEXT, "a.doc")
        assert "\n" not in str(told.value)
        assert list(temporary.iterdir()) == []
        assert apart.read(TEXT, "a.txt") == forms.read(TEXT, "a.txt")
    assert set(children_of(os.getpid())) <= others


PROGRAM = """
    import subprocess, sys
    from bulletin.importer.readers import forms
    from bulletin.importer.readers.apart import Apart

    def reads_for_ever(data, name):
        program = subprocess.Popen(["sleep", "1000"], start_new_session=True)
        try:
            # Whoever hears of it may end this process at once.
            print(program.pid, flush=True)
            program.wait()
        finally:
            program.kill()

    forms.read = reads_for_ever
    with Apart() as apart:
        apart.read(b"a", "a.txt")
"""


@needs_fork
def test_an_interrupt_leaves_nothing_behind(temporary: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(PROGRAM)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert running.stdout is not None
    started = int(running.stdout.readline())
    # As a terminal does: all that runs in the foreground gets it.
    os.killpg(running.pid, signal.SIGINT)
    running.wait(timeout=10)
    running.stdout.close()
    assert ends_soon(started)
    assert list(temporary.iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it ends with its next word")
def test_it_ends_with_a_parent_that_is_killed(temporary: Path) -> None:
    program = PROGRAM.replace("program.wait()", "import time; time.sleep(1000)")
    running = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert running.stdout is not None
    os.kill(int(running.stdout.readline()), signal.SIGKILL)
    (child,) = children_of(running.pid)
    running.kill()
    running.wait()
    running.stdout.close()
    assert ends_soon(child)
