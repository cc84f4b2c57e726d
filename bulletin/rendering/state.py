"""What the last build knew: a cache in one file, thrown away whole when it is damaged, foreign or old."""

from __future__ import annotations

import hashlib
import importlib.metadata
import pickle
import platform
from dataclasses import dataclass, field
from pathlib import Path

from bulletin.compact import Compact
from bulletin.store import ReadArticle, SourceFile
from bulletin.whole_file import write_whole

_MAGIC = b"bulletin build state 1\n"
_LIBRARIES = ("pelican", "Jinja2", "MarkupSafe", "Markdown", "typogrify", "smartypants")
_PACKAGE = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Stamp(Compact):
    """A written file and what tells that nobody touched it since."""

    file: str
    size: int
    mtime_ns: int


@dataclass(slots=True)
class State:
    """Sources as they were read, and the files of each group by its fingerprint.

    `registries` is the digest of those that the sources were checked with; `scanned_ns` is when
    the sources were listed.
    """

    registries: str = ""
    scanned_ns: int = 0
    sources: dict[str, tuple[SourceFile, ReadArticle]] = field(default_factory=dict)
    outputs: dict[str, tuple[Stamp, ...]] = field(default_factory=dict)
    # What the whole plan was made from, and the templates of its pages.
    plan: str = ""
    templates: tuple[str, ...] = ()
    # Whether there is anything in it that its file does not have.
    touched: bool = False

    def stamps(self) -> dict[str, Stamp]:
        """All written files by their paths."""
        return {stamp.file: stamp for stamps in self.outputs.values() for stamp in stamps}


def code_version() -> str:
    """A digest of our own code and of the versions of all that takes part in rendering."""
    digest = hashlib.sha256(platform.python_version().encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        if path.relative_to(_PACKAGE).parts[0] not in ("importer", "bench", "search", "publishing"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def load(path: Path, version: str) -> tuple[State, str | None]:
    """The state in the file `path` if code `version` wrote it, else an empty one and why, in one line.

    A first build has no state: that is no reason to say anything.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return State(), None
    except OSError as error:
        return State(), f"{path}: cannot be read ({error.strerror}); building everything"
    head = _MAGIC + version.encode() + b"\n"
    if not data.startswith(_MAGIC):
        return State(), f"{path}: is no build state; building everything"
    if not data.startswith(head):
        return State(), "the program changed since the last build; building everything"
    checksum, payload = data[len(head) : len(head) + 32], data[len(head) + 32 :]
    if hashlib.sha256(payload).digest() != checksum:
        return State(), f"{path}: is damaged; building everything"
    return pickle.loads(payload), None


def save(path: Path, version: str, state: State) -> None:
    """Write `state`, whole or not at all, if there is anything new in it."""
    if not state.touched:
        return
    state.touched = False
    payload = pickle.dumps(state, protocol=pickle.HIGHEST_PROTOCOL)
    head = _MAGIC + version.encode() + b"\n"
    write_whole(path, head + hashlib.sha256(payload).digest() + payload)
