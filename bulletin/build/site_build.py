"""One build of a site: what happens in which order, whatever the site consists of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from bulletin.build.stage import Stage
from bulletin.machine.children import Child
from bulletin.machine.file_rights import readable_by_all


class Built(Protocol):
    """What came of a part; as text it is one line for whoever waits at the terminal, or empty."""

    def __str__(self) -> str: ...


class Part(Protocol):
    """A part of a site, such as its pages or its search: each step is taken by all parts before the next."""

    def is_unchanged(self) -> bool:
        """Whether the live site has this part as this build would make it."""
        ...

    def prepare(self) -> None:
        """Take what has to be seen of the earlier version before that becomes the next one."""
        ...

    def begin(self, folder: Path) -> None:
        """Begin to write into the next version in `folder`; may go on beside the other parts."""
        ...

    def finish(self) -> Built:
        """Wait until all is written, once. Where nothing was begun, say what the live site has."""
        ...

    def check(self, folder: Path) -> None:
        """Hold what was written against what it was made from. Raises BulletinError."""
        ...

    def remember(self) -> Callable[[], object]:
        """Give the function that writes down what was built.

        It is called before the swap: where the disk is full it fails, and the live site stays as it was.
        """
        ...

    def clear_up(self) -> None:
        """Remove what must not stay once the site is as it should be."""
        ...


class SiteBuild:
    """A build of the site in the folder `live`, which consists of `parts`, by up to `workers` processes."""

    def __init__(self, live: Path, workers: int, parts: Sequence[Part] = ()) -> None:
        self.stage = Stage(live)
        self.workers = workers
        self.parts = parts

    def run(self, say: Callable[[str], None] = print, always: bool = False) -> None:
        """Build what changed and swap it in whole; `always` even if nothing did.

        `say` is told what came of each part. Raises BulletinError where a part is refused, OSError where
        the disk fails: the live site is then as it was.
        """
        if not self.stage.is_open:
            self.begin(say, always)
        with readable_by_all():
            self._end(say)

    def begin(self, say: Callable[[str], None], always: bool = False) -> None:
        """The first half of `run`: have each part begin to write, if anything is to be done."""
        if not self.stage.is_entered:
            self.stage.enter(say)
        # Each part is asked, as it may remember what it found.
        if not all([part.is_unchanged() for part in self.parts]) or always:
            for part in self.parts:
                part.prepare()
            with readable_by_all():
                folder = self.stage.open()
                for part in self.parts:
                    part.begin(folder)

    def _end(self, say: Callable[[str], None]) -> None:
        for part in self.parts:
            if line := str(part.finish()):
                say(line)
        if self.stage.is_open:
            # Checked in a process of its own, as what is to be written down takes as long.
            checked: Child[None, None] = Child(lambda _: self._check(self.stage.next), self.workers)
            self.stage.helpers.append(checked)
            memories = [part.remember() for part in self.parts]
            checked.result()
            for write in memories:
                write()
            self.stage.swap()
        for part in self.parts:
            part.clear_up()
        self.stage.leave()

    def _check(self, folder: Path) -> None:
        for part in self.parts:
            part.check(folder)
