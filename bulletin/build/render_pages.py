"""Builds all pages into a folder, rendering only those whose inputs changed; cold means without state."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
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


def unchanged(inputs: str, renderer: Renderer, output: OutputFolder, state: BuildState) -> PagesBuilt | None:
    """What `build_pages` would say where it has nothing to do, else None; for that, no page is planned.

    There is nothing to do where `inputs` and the files in `output` are those of the last build:

        both as before                     PagesBuilt(pages=2, rendered=0, written=0, removed=0)
        2023/index.html edited by hand     None
    """
    if state.plan != _digest(f"{renderer.fingerprint(state.templates)} {inputs}"):
        return None
    done = state.stamps()
    return PagesBuilt(len(done), rendered=0, written=0, removed=0) if done == output.stamps() else None


def build_pages(
    plan: Callable[[], Iterable[PageGroup]],
    inputs: str,
    renderer: Renderer,
    output: OutputFolder,
    state: BuildState,
    workers: int,
    say: Callable[[str], None],
) -> PagesBuilt:
    """Make `output` hold the pages of `plan()` and nothing else, and bring `state` up to date.

    `inputs` is all that the plan is made from. `say` is told why each group is rendered. Raises
    BulletinError where an article changes meanwhile, or two pages have one address.

        the plan     2023/ with the view 2023, 2023/12/ with the view 2023-12; the last build had the first
        in `output`  2023/index.html, 2023/11/index.html
        said         2023/12/index.html: rendered, its inputs are new
        returned     PagesBuilt(pages=2, rendered=1, written=1, removed=1)
    """
    present = output.stamps()
    groups = list(plan())
    kept: dict[str, tuple[Stamp, ...]] = {}
    due: list[_Due] = []
    for group in groups:
        fingerprint = _fingerprint(group, renderer)
        before = state.outputs.get(fingerprint)
        if before is None:
            due.append(_Due(fingerprint, group, "its inputs are new"))
        elif any(present.get(stamp.file) != stamp for stamp in before):
            due.append(_Due(fingerprint, group, "its files are missing or were changed"))
        else:
            kept[fingerprint] = before
    state.touched = True
    state.templates = tuple(sorted({name for group in groups for name in group.templates}))
    state.plan = _digest(f"{renderer.fingerprint(state.templates)} {inputs}")
    # Until this build is over, nothing of what it renders counts as done.
    state.outputs = kept
    due.sort(key=lambda one: one.group.day)
    renderer.prepare(sorted({name for one in due for name in one.group.templates}))
    size = min(_PART, 1 + len(due) // (_PARTS_A_WORKER * workers))
    parts = in_parts(due, size)
    progress = Progress("page groups", len(due))

    def render_part(part: Sequence[_Due]) -> tuple[list[tuple[Stamp, ...]], int]:
        stamps, written = [], 0
        for one in part:
            of_group = []
            for page in one.group.pages():
                stamp, changed = output.write(page.file, renderer.render(page))
                of_group.append(stamp)
                written += changed
            stamps.append(tuple(of_group))
        return stamps, written

    counts: Counter[str] = Counter()
    for index, (stamps, written) in fork_map(render_part, parts, workers):
        for one, of_group in zip(parts[index], stamps, strict=True):
            kept[one.fingerprint] = of_group
            counts["rendered"] += len(of_group)
            say(f"{', '.join(stamp.file for stamp in of_group[:3])}: rendered, {one.reason}")
        counts["written"] += written
        progress.advance(len(parts[index]))
    progress.finish()
    files = Counter(stamp.file for stamps in kept.values() for stamp in stamps)
    if twice := [file for file, count in files.items() if count > 1]:
        raise BulletinError(f"{twice[0]}: two pages have this address; nothing was published")
    wanted = files.keys()
    removed = output.remove_all_but(wanted, present)
    return PagesBuilt(len(wanted), counts["rendered"], counts["written"], removed)


def _fingerprint(group: PageGroup, renderer: Renderer) -> str:
    return _digest(f"{renderer.fingerprint(group.templates)} {group.inputs}")


def _digest(inputs: str) -> str:
    return hashlib.blake2b(inputs.encode(), digest_size=20).hexdigest()
