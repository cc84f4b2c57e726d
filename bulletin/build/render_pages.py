"""Builds all pages into a folder, rendering only those whose inputs changed; cold means without state."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bulletin.build.output_folder import OutputFolder
from bulletin.build.renderer import Renderer
from bulletin.build.state import BuildState, Stamp
from bulletin.content.model import BulletinError
from bulletin.machine.children import fork_map, in_parts
from bulletin.machine.progress import Progress
from bulletin.pages.page import PageGroup

# Groups that a process takes at a time: many, since groups of one time show the same cards, but not so many
# that the others have nothing to do.
_PART, _PARTS_A_WORKER = 16, 4


@dataclass(frozen=True, slots=True)
class PagesBuilt:
    """What a build did: how many pages there are, were rendered, written with other bytes, and removed."""

    pages: int
    rendered: int
    written: int
    removed: int

    def __str__(self) -> str:
        did = f"{self.rendered} rendered, {self.written} written, {self.removed} removed"
        return f"{self.pages} pages: {did}"


@dataclass(frozen=True, slots=True)
class _Due:
    """A group that has to be rendered, and why."""

    fingerprint: str
    group: PageGroup
    reason: str


@dataclass(frozen=True, slots=True)
class PagesBuild:
    """A build of pages: what renders them, what is known of those made before, and with how many processes.

    `say` is told why each group is rendered.
    """

    renderer: Renderer
    state: BuildState
    workers: int
    say: Callable[[str], None]

    def unchanged(self, inputs: str, output: OutputFolder) -> PagesBuilt | None:
        """What `run` would say where it has nothing to do, else None; for that, no page is planned.

        There is nothing to do where `inputs` and the files in `output` are those of the last build:

            both as before                     PagesBuilt(pages=2, rendered=0, written=0, removed=0)
            2023/index.html edited by hand     None
        """
        if self.state.plan != self._plan_of(inputs):
            return None
        done = self.state.stamps()
        return PagesBuilt(len(done), rendered=0, written=0, removed=0) if done == output.stamps() else None

    def run(self, plan: Callable[[], Iterable[PageGroup]], inputs: str, output: OutputFolder) -> PagesBuilt:
        """Make `output` hold the pages of `plan()` and nothing else, and bring the state up to date.

        `inputs` is all that the plan is made from. Raises BulletinError where an article changes meanwhile,
        or two pages have one address.

            the plan     2023/ and 2023/12/, of which the last build had the first
            in `output`  2023/index.html, 2023/11/index.html
            said         2023/12/index.html: rendered, its inputs are new
            returned     PagesBuilt(pages=2, rendered=1, written=1, removed=1)
        """
        present = output.stamps()
        groups = list(plan())
        kept, due = self._compared(groups, present)
        self.state.touched = True
        self.state.templates = tuple(sorted({name for group in groups for name in group.templates}))
        self.state.plan = self._plan_of(inputs)
        # Until this build is over, nothing of what it renders counts as done.
        self.state.outputs = kept
        rendered, written = self._rendered(due, output)
        files = Counter(stamp.file for stamps in kept.values() for stamp in stamps)
        if twice := [file for file, count in files.items() if count > 1]:
            raise BulletinError(f"{twice[0]}: two pages have this address; nothing was published")
        removed = output.remove_all_but(files.keys(), present)
        return PagesBuilt(len(files), rendered, written, removed)

    def _compared(
        self, groups: Iterable[PageGroup], present: Mapping[str, Stamp]
    ) -> tuple[dict[str, tuple[Stamp, ...]], list[_Due]]:
        """The files of the groups that stay as they are, by fingerprint, and the groups to render."""
        kept: dict[str, tuple[Stamp, ...]] = {}
        due: list[_Due] = []
        for group in groups:
            fingerprint = _digest(f"{self.renderer.fingerprint(group.templates)} {group.inputs}")
            before = self.state.outputs.get(fingerprint)
            if before is None:
                due.append(_Due(fingerprint, group, "its inputs are new"))
            elif any(present.get(stamp.file) != stamp for stamp in before):
                due.append(_Due(fingerprint, group, "its files are missing or were changed"))
            else:
                kept[fingerprint] = before
        return kept, sorted(due, key=lambda one: one.group.day)

    def _rendered(self, due: Sequence[_Due], output: OutputFolder) -> tuple[int, int]:
        """Render `due` and enter each into the state; how many pages there are, and how many were written."""
        self.renderer.prepare(sorted({name for one in due for name in one.group.templates}))
        parts = in_parts(due, min(_PART, 1 + len(due) // (_PARTS_A_WORKER * self.workers)))
        progress = Progress("page groups", len(due))

        def render_part(part: Sequence[_Due]) -> tuple[list[tuple[Stamp, ...]], int]:
            stamps, written = [], 0
            for one in part:
                of_group = []
                for page in one.group.pages():
                    stamp, changed = output.write(page.file, self.renderer.render(page))
                    of_group.append(stamp)
                    written += changed
                stamps.append(tuple(of_group))
            return stamps, written

        counts: Counter[str] = Counter()
        for index, (stamps, written) in fork_map(render_part, parts, self.workers):
            for one, of_group in zip(parts[index], stamps, strict=True):
                self.state.outputs[one.fingerprint] = of_group
                counts["rendered"] += len(of_group)
                self.say(f"{', '.join(stamp.file for stamp in of_group[:3])}: rendered, {one.reason}")
            counts["written"] += written
            progress.advance(len(parts[index]))
        progress.finish()
        return counts["rendered"], counts["written"]

    def _plan_of(self, inputs: str) -> str:
        return _digest(f"{self.renderer.fingerprint(self.state.templates)} {inputs}")


def _digest(inputs: str) -> str:
    return hashlib.blake2b(inputs.encode(), digest_size=20).hexdigest()
