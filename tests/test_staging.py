"""The site's folder is whole at any moment: killed, out of space, read-only, or with two builds at once."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pelican import Pelican
from pelican.settings import read_settings

from bulletin.archive.record_addresses import record
from bulletin.build import stage as stage_module
from bulletin.build.stage import Stage
from bulletin.content.model import BulletinError
from tests.built_site import MINI, ROOT, build, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("KILLS", "100"))
# What changes the disk, by the names that Python's audit hooks give it.
_STEPS = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree")


class Shop:
    """A small archive in two states, the clean site of each, and an output that is built again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "output"
        self.old = Path(shutil.copytree(MINI / "in", folder / "old"))
        self.new = Path(shutil.copytree(MINI / "in", folder / "new"))
        for days in ("2026-03-02", "2026-03-03"):
            self._add_issue(self.new, days)
        for content in (self.old, self.new):
            record(content)

    @staticmethod
    def _add_issue(content: Path, day: str) -> None:
        folder = content / "articles" / day[:4] / day
        folder.mkdir(parents=True)
        (folder / "01-bai.md").write_text(
            f"Title: Bài ngày {day}\nDate: {day}\nNumber: 1\nSection: Chủ trương cải cách\n"
            f"Source: Tin Thử\nTags: Bắc Giang\nSlug: {day}-1\n\nThân bài.\n",
            encoding="utf-8",
        )

    def pelican(self, content: Path, output: Path, workers: int = 2) -> Pelican:
        overrides: dict[str, Any] = {
            "PATH": str(content),
            "OUTPUT_PATH": str(output),
            "CACHE_PATH": f"{output}.cache",
            "BUILD_WORKERS": workers,
        }
        return Pelican(read_settings(str(ROOT / "pelicanconf.py"), override=overrides))

    def stopped_build(self, content: Path, step: int) -> Callable[[], None]:
        """A build, all in one process, that kills itself before its step `step` that changes the disk."""

        def work() -> None:
            pelican = self.pelican(content, self.output, workers=1)
            _kill_at_step(step)
            pelican.run()

        return work

    def measured_build(self, content: Path) -> tuple[float, int]:
        """Build `content`; how many seconds that took, and in how many steps it changed the disk."""
        counted = self.folder / "steps"

        def work() -> None:
            pelican = self.pelican(content, self.output, workers=1)
            with counted.open("w") as steps:
                _at_each_step(lambda: steps.write("."))
                pelican.run()

        began = time.monotonic()
        os.waitpid(_in_child(work), 0)
        return time.monotonic() - began, counted.stat().st_size

    def clean(self, content: Path) -> dict[str, bytes]:
        output = self.folder / f"clean-{content.name}"
        self.pelican(content, output).run()
        return tree(output)


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def _command(content: Path, output: Path) -> list[str]:
    cache = f'CACHE_PATH="{output}.cache"'
    settings = ("-s", str(ROOT / "pelicanconf.py"), "-e", cache)
    return [sys.executable, "-m", "pelican", str(content), "-o", str(output), "--fatal=errors", *settings]


def _in_child(work: Callable[[], None]) -> int:
    """Run `work` in a child process, a session of its own; its number. The parent's imports are shared."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    try:
        work()
    finally:
        os._exit(0)


def test_killed_at_any_moment_the_site_is_the_old_or_the_new_one(shop: Shop) -> None:
    """KILLS=1000 plays more; half of the kills come at a step that changes the disk, half at any time."""
    sites = {content: shop.clean(content) for content in (shop.old, shop.new)}
    shop.pelican(shop.old, shop.output).run()
    seconds, steps = shop.measured_build(shop.new)
    dice = random.Random(1)
    live, finished = shop.new, 0
    for round_ in range(KILLS):
        # Each build has something to do.
        content = shop.old if live == shop.new else shop.new
        if round_ % 2:
            child = _in_child(shop.pelican(content, shop.output).run)
            time.sleep(dice.uniform(0, 1.1 * seconds))
        else:
            child = _in_child(shop.stopped_build(content, dice.randint(1, steps)))
            os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = tree(shop.output)
        assert now in sites.values(), f"round {round_}: neither the old site nor the new one"
        if now == sites[content]:
            live, finished = content, finished + 1
    # Both have to come about, or the test would say nothing.
    assert 0 < finished < KILLS
    shop.pelican(shop.old, shop.output).run()
    assert tree(shop.output) == sites[shop.old]


def _at_each_step(react: Callable[[], object]) -> None:
    """Have `react` called right before each step of this process that changes the disk."""

    def hook(event: str, _: Any) -> None:
        if event in _STEPS:
            react()

    sys.addaudithook(hook)


def _kill_at_step(number: int) -> None:
    steps = itertools.count(1)

    def react() -> None:
        if next(steps) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    _at_each_step(react)


@pytest.mark.parametrize("step", range(1, 9))
def test_where_two_folders_cannot_be_exchanged_an_interrupted_swap_is_finished(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    monkeypatch.setattr(stage_module, "exchange", lambda one, other: False)
    names = ("old", "new", "newer")
    live = shop.folder / "site"

    def publish(name: str) -> None:
        stage = Stage(live)
        stage.enter(print)
        folder = stage.open()
        (folder / "version").unlink(missing_ok=True)
        (folder / "version").write_text(name, encoding="utf-8")
        stage.swap()
        stage.leave()

    for name in names[:2]:
        publish(name)

    def work() -> None:
        _kill_at_step(step)
        publish("newer")

    os.waitpid(_in_child(work), 0)
    stage = Stage(live)
    stage.enter(print)
    stage.leave()
    assert (live / "version").read_text(encoding="utf-8") in names[1:]
    publish("last")
    assert (live / "version").read_text(encoding="utf-8") == "last"


def test_the_previous_version_is_kept_and_can_be_had_back(shop: Shop) -> None:
    for content in (shop.old, shop.new, shop.old, shop.new):
        shop.pelican(content, shop.output).run()
    new = tree(shop.output)
    stage = Stage(shop.output)
    old = tree(stage.previous)
    assert old == shop.clean(shop.old)
    stage.go_back()
    assert (tree(shop.output), tree(stage.previous)) == (old, new)
    # The content is as it was, so the next build makes the new version again.
    shop.pelican(shop.new, shop.output).run()
    assert tree(shop.output) == new


def test_without_a_previous_version_there_is_nothing_to_go_back_to(tmp_path: Path) -> None:
    with pytest.raises(BulletinError, match="no previous version"):
        Stage(tmp_path / "output").go_back()


def test_an_empty_folder_is_no_version(shop: Shop) -> None:
    shop.output.mkdir()
    shop.pelican(shop.old, shop.output).run()
    assert tree(shop.output) == shop.clean(shop.old)
    assert not Stage(shop.output).previous.exists()


def test_what_did_not_change_is_shared_by_the_versions(shop: Shop) -> None:
    for content in (shop.old, shop.new):
        shop.pelican(content, shop.output).run()
    previous = Stage(shop.output).previous
    page = "2023/12/28/1/index.html"
    assert os.path.samefile(shop.output / page, previous / page)
    assert not os.path.samefile(shop.output / "index.html", previous / "index.html")


def test_nothing_is_staged_where_nothing_changed(shop: Shop) -> None:
    shop.pelican(shop.old, shop.output).run()
    before = shop.output.stat().st_ino
    shop.pelican(shop.old, shop.output).run()
    assert shop.output.stat().st_ino == before
    assert not any(sibling.exists() for sibling in Stage(shop.output).siblings())


def test_the_second_of_two_builds_waits_and_says_so(shop: Shop) -> None:
    first = Stage(shop.output)
    first.enter(print)
    with subprocess.Popen(
        _command(shop.old, shop.output),
        cwd=ROOT,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        encoding="utf-8",
    ) as second:
        assert second.stderr is not None
        line = second.stderr.readline()
        assert f"another build is at work there (process {os.getpid()}); waiting for its end" in line
        assert second.poll() is None
        assert not shop.output.exists()
        first.leave()
        assert second.wait(60) == 0
    assert (shop.output / "index.html").is_file()


def test_many_builds_at_once_end_with_a_sound_site(shop: Shop) -> None:
    children = [
        _in_child(shop.pelican(content, shop.output).run)
        for content in (shop.old, shop.new)
        for _ in range(2)
    ]
    for child in children:
        os.waitpid(child, 0)
    assert tree(shop.output) in (shop.clean(shop.old), shop.clean(shop.new))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of some megabytes, where one may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here; the limit on file sizes is tested all the same")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def _fails_with(content: Path, output: Path, *words: str) -> None:
    run = build(content, output, "-e", f'CACHE_PATH="{content.parent / "cache"}"')
    assert run.code == 1, run.out
    lines = run.faults
    assert len(lines) == 1, run.err
    for word in (*words, "is as it was"):
        assert word in lines[0]


def test_a_full_disk_leaves_the_site_as_it_is(shop: Shop, small_disk: Path) -> None:
    output = small_disk / "output"
    assert build(shop.old, output, "-e", f'CACHE_PATH="{shop.folder / "cache"}"').code == 0
    before = tree(output)
    free = shutil.disk_usage(small_disk).free
    filler = small_disk / "filler"
    filler.write_bytes(bytes(free - 40_000))
    _fails_with(shop.new, output, "No space left on device")
    assert tree(output) == before
    filler.unlink()
    assert build(shop.new, output, "-e", f'CACHE_PATH="{shop.folder / "cache"}"').code == 0
    assert tree(output) == shop.clean(shop.new)


def test_a_read_only_disk_leaves_the_site_as_it_is(shop: Shop, small_disk: Path) -> None:
    output = small_disk / "output"
    assert build(shop.old, output, "-e", f'CACHE_PATH="{shop.folder / "cache"}"').code == 0
    before = tree(output)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    _fails_with(shop.new, output, "Read-only file system")
    assert tree(output) == before


def test_a_mounted_folder_is_no_place_for_a_site(shop: Shop, small_disk: Path) -> None:
    run = build(shop.old, small_disk)
    assert run.code == 1
    assert "another disk is mounted there" in run.err
    assert "Traceback" not in run.err


def test_a_file_that_may_not_grow_leaves_the_site_as_it_is(shop: Shop) -> None:
    shop.pelican(shop.old, shop.output).run()
    before = tree(shop.output)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(
        _command(shop.new, shop.output),
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        preexec_fn=limited,
    )
    assert done.returncode == 1, done.stdout
    assert "File too large" in done.stderr
    assert "is as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(shop.output) == before
