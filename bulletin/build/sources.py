"""Reads the content folder again, but only the files that changed since the last build."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

from bulletin.archive import content_folder
from bulletin.archive.content_folder import Content, ReadArticle
from bulletin.archive.source_files import SourceFile, files_below
from bulletin.build.state import BuildState
from bulletin.content.model import Finding
from bulletin.content.plain_file import read_plain
from bulletin.content.transaction import settled
from bulletin.ledger.history import History, history_of, memory_of
from bulletin.ledger.ledger_file import LEDGER
from bulletin.machine.children import fork_map, in_parts
from bulletin.text.markdown import BodyRenderer

# A file written in the moment of the last scan may have changed after it with the same time stamp.
_RACY_NS = 2_000_000_000
_PART = 250


def load_changed(content: Path, state: BuildState, workers: int, cache: Path | None = None) -> Content:
    """The whole content of the folder, like `content_folder.load`; brings `state` up to it.

    What was read of the ledger's history is remembered in the folder `cache`. Raises BulletinError where
    there is no such folder or a registry cannot be read.

    After somebody corrected article 2 of an issue, one file is read:

        in `state` from before  01-mot-cua.md  02-hai-cap.md  03-ba-buoc.md
        changed since           02-hai-cap.md
        read again              02-hai-cap.md
    """
    with settled(content):
        history = history_of(content / LEDGER, memory_of(cache, content) if cache else None)
        return _read_changed(content, state, workers, history)


def _read_changed(content: Path, state: BuildState, workers: int, history: History) -> Content:
    registries = content_folder.registries_of(content)
    digest = _registries_digest(content)
    if state.registries != digest:
        state.registries, state.sources = digest, {}
    findings: list[Finding] = []
    scanned_ns = time.time_ns()
    files = list(files_below(content, "articles", findings))
    known = {file.path: state.sources[file.path] for file in files if _is_known(file, state)}
    unread = [file for file in files if file.path not in known]
    parts = in_parts(unread, _PART)
    renderer = BodyRenderer()

    def read_part(part: Sequence[SourceFile]) -> list[ReadArticle]:
        return [content_folder.read_article(content, file.path, registries, renderer) for file in part]

    for index, reads in fork_map(read_part, parts, workers):
        known.update((file.path, (file, read)) for file, read in zip(parts[index], reads, strict=True))
    reads = [known[file.path][1] for file in files]
    findings += [finding for read in reads for finding in read.findings]
    stored = [read.stored for read in reads if read.stored]
    whole = content_folder.assemble(content, registries, stored, findings, history)
    # Nothing of what was taken down stays in the cache, though its file may stay in the folder.
    hidden = {one.path for one in stored} - {one.path for one in whole.archive.articles}
    sources = {file.path: known[file.path] for file in files if file.path not in hidden}
    if sources.keys() != state.sources.keys() or any(file.path not in hidden for file in unread):
        state.touched, state.scanned_ns = True, scanned_ns
    state.sources = sources
    return whole


def _is_known(file: SourceFile, state: BuildState) -> bool:
    before = state.sources.get(file.path)
    return before is not None and before[0] == file and file.mtime_ns <= state.scanned_ns - _RACY_NS


def _registries_digest(content: Path) -> str:
    """What the findings of a file depend on besides its text."""
    digest = hashlib.sha256()
    for path in sorted((content / "registry").glob("*.toml")):
        digest.update(read_plain(path))
    return digest.hexdigest()
