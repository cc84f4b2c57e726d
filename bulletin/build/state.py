"""What the last build knew: a cache in one file, thrown away whole when it is damaged, foreign or old."""

from __future__ import annotations

import hashlib
import importlib.metadata
import pickle
import platform
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from bulletin.archive.content_folder import ReadArticle
from bulletin.archive.source_files import SourceFile
from bulletin.build.template_cache import KnownTemplates
from bulletin.machine.atomic_file import write_whole
from bulletin.machine.code_fingerprint import code_fingerprint

_MAGIC = b"bulletin build state 2\n"
_LIBRARIES = ("pelican", "Jinja2", "MarkupSafe", "Markdown", "typogrify", "smartypants")
_PROTOCOL = pickle.HIGHEST_PROTOCOL
_OUTPUTS = "output/"
# What a page is made by; what only verifies, stages or indexes is not among it.
_CODE = (
    "bulletin.build.render_pages",
    "bulletin.build.sources",
    "bulletin.pages.site_plan",
    "bulletin.pages.downloads",
    "bulletin.pages.headers_file",
    "bulletin.pages.own_files",
)


class Stamp(NamedTuple):
    """A written file and what tells that nobody touched it since."""

    file: str
    size: int
    mtime_ns: int


_Source = tuple[SourceFile, ReadArticle]
_Stamps = tuple[Stamp, ...]
_Pickled = tuple[Mapping[str, Any], bytes]


@dataclass(slots=True)
class BuildState:
    """Sources as they were read, and the files of each group by its fingerprint.

    `registries` is the digest of those that the sources were checked with; `scanned_ns` is when
    the sources were listed.
    """

    registries: str = ""
    scanned_ns: int = 0
    sources: dict[str, _Source] = field(default_factory=dict)
    outputs: dict[str, _Stamps] = field(default_factory=dict)
    # What the whole plan was made from, and the templates of its pages.
    plan: str = ""
    templates: tuple[str, ...] = ()
    known_templates: KnownTemplates = field(default_factory=KnownTemplates)
    # Whether there is anything in it that its file does not have.
    touched: bool = False
    # The parts that its file has, so that saving makes only those anew in which something changed.
    pickled: dict[str, _Pickled] = field(default_factory=dict)

    def stamps(self) -> dict[str, Stamp]:
        """All written files by their paths."""
        return {stamp.file: stamp for stamps in self.outputs.values() for stamp in stamps}


def code_version() -> str:
    """A digest of the code that reads sources and renders pages, and of the libraries it stands on.

    >>> len(code_version())
    64
    """
    digest = hashlib.sha256(platform.python_version().encode())
    for library in _LIBRARIES:
        digest.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    digest.update(code_fingerprint(*_CODE).encode())
    return digest.hexdigest()


def load(path: Path, version: str) -> tuple[BuildState, str | None]:
    """The state in the file `path` if code `version` wrote it, else an empty one and why, in one line.

    A first build has no state: that is no reason to say anything.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(file := Path(folder, "build.state"), "code 1", BuildState(registries="a1", touched=True))
    ...     load(file, "code 1")[0].registries, load(file, "code 2")[1]
    ('a1', 'the program changed since the last build; building everything')
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return BuildState(), None
    except OSError as error:
        return BuildState(), f"{path}: cannot be read ({error.strerror}); building everything"
    head = _MAGIC + version.encode() + b"\n"
    if not data.startswith(_MAGIC):
        return BuildState(), f"{path}: is no build state; building everything"
    if not data.startswith(head):
        return BuildState(), "the program changed since the last build; building everything"
    checksum, payload = data[len(head) : len(head) + 32], data[len(head) + 32 :]
    if hashlib.sha256(payload).digest() != checksum:
        return BuildState(), f"{path}: is damaged; building everything"
    return _restored(*pickle.loads(payload)), None


def save(path: Path, version: str, state: BuildState) -> None:
    """Write `state`, whole or not at all, if there is anything new in it.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save(file := Path(folder, "build.state"), "code 1", BuildState(touched=False))
    ...     file.exists()
    False
    """
    if state.touched:
        write_whole(path, packed(version, state))


def packed(version: str, state: BuildState) -> bytes:
    r"""The bytes that the file of `state` has to hold; `state` then counts as saved.

    >>> packed("code 1", BuildState()).split(b"\n")[:2]
    [b'bulletin build state 2', b'code 1']
    """
    state.touched = False
    state.pickled = {
        name: _pickled(part, state.pickled.get(name)) for name, part in sorted(_parts(state).items())
    }
    known = state.known_templates
    fields = (state.registries, state.scanned_ns, state.plan, state.templates, known)
    payload = pickle.dumps((fields, {name: data for name, (_, data) in state.pickled.items()}), _PROTOCOL)
    head = _MAGIC + version.encode() + b"\n"
    return head + hashlib.sha256(payload).digest() + payload


def _parts(state: BuildState) -> dict[str, dict[str, Any]]:
    """The sources of each year, and the outputs by the first folder of their files."""
    parts: dict[str, dict[str, Any]] = defaultdict(dict)
    for path, source in state.sources.items():
        parts["/".join(path.split("/", 2)[:2])][path] = source
    for fingerprint, stamps in state.outputs.items():
        parts[f"{_OUTPUTS}{stamps[0].file.partition('/')[0] if stamps else ''}"][fingerprint] = stamps
    return parts


def _pickled(part: Mapping[str, Any], before: _Pickled | None) -> _Pickled:
    if before is not None and _is_same(part, before[0]):
        return before
    return part, pickle.dumps(part, _PROTOCOL)


def _is_same(part: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    # What did not change is not only equal, but the very value that was loaded.
    return len(part) == len(before) and all(before.get(key) is value for key, value in part.items())


def _restored(
    fields: tuple[str, int, str, tuple[str, ...], KnownTemplates], parts: Mapping[str, bytes]
) -> BuildState:
    registries, scanned_ns, plan, templates, known = fields
    state = BuildState(registries, scanned_ns, plan=plan, templates=templates, known_templates=known)
    for name, data in parts.items():
        part = pickle.loads(data)
        (state.outputs if name.startswith(_OUTPUTS) else state.sources).update(part)
        state.pickled[name] = part, data
    return state
