"""All lines that the ledger ever had: of every commit of its file, and of what builds remember of it.

The last commit alone is not enough: a line that was lost and committed so would never be missed.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bulletin.machine.atomic_file import write_whole

_DIFF = (
    "-p",
    "-U0",
    "--format=",
    "--reverse",
    "--no-color",
    "--no-ext-diff",
    "--no-textconv",
    "--no-renames",
)
_COLUMNS, _FIRST = 5, 2


@dataclass(frozen=True, slots=True)
class History:
    """The `text` of a ledger with every line that a commit had, oldest first, and why it may lack some.

    `unread` is empty where all of it was read, or where there is no repository.
    """

    text: str = ""
    unread: str = ""


def history_of(ledger: Path, memory: Path | None = None) -> History:
    """The lines of the file `ledger` in all commits of the repository around it.

    `memory` is a file in a cache. It keeps the lines of all commits up to the newest that was read, as
    reading ten years of commits takes ten seconds. Its lines count also where the repository is shallow, or
    is gone. An archive need not be under version control.

    >>> history_of(Path("/no/repository/here/permalinks.tsv"))
    History(text='', unread='')
    """
    known_head, known = _remembered(memory)
    try:
        head = _git(ledger.parent, "rev-parse", "--verify", "HEAD")
        if head == known_head:
            return History(known)
        is_after = bool(known_head) and _is_ancestor(ledger.parent, known_head, head)
        union = _Union(known, _version(ledger, known_head) if is_after else "")
        commits = f"{known_head}..{head}" if is_after else head
        union.take(_changes(ledger, commits, "--first-parent", "-m"))
        if _git(ledger.parent, "rev-list", "--merges", "--max-count=1", commits):
            # What stood on the other side of a merge, and was lost in it.
            union.add(_changes(ledger, commits, "--full-history", "--no-merges"))
        shallow = _git(ledger.parent, "rev-parse", "--is-shallow-repository") == "true"
    except _Unread as error:
        return History(known, error.why)
    text = union.text()
    _remember(memory, head, text)
    why = "this clone has no more than the newest commits; type: git fetch --unshallow"
    return History(text, why if shallow and not known else "")


def memory_of(cache: Path, content: Path) -> Path:
    """The file in the folder `cache` that keeps the history of the ledger of the folder `content`.

    >>> memory_of(Path("/cache"), Path("/archive/content")).name
    'ledger-a544292899fdf846.tsv'
    """
    return cache / f"ledger-{hashlib.sha256(str(content.resolve()).encode()).hexdigest()[:16]}.tsv"


class _Unread(Exception):
    """Git could not be asked; `why` is empty where there is nothing that it could be asked about."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class _Union:
    """Lines as they were added. One that was removed stays, unless it came back with its first day."""

    def __init__(self, text: str, version: str) -> None:
        """`text` has the lines known before; `version` is the file as the changes taken next found it."""
        self._lines = text.splitlines()
        self._places: dict[str, list[int]] = {}
        for place, line in enumerate(self._lines):
            self._places.setdefault(line, []).append(place)
        self._present = Counter(version.splitlines())

    def take(self, changes: Iterable[str]) -> None:
        """Take over the lines of a diff, oldest commit first, each with `+` or `-` before it."""
        for change in changes:
            line = change[1:]
            if change[0] == "-":
                self._present[line] -= 1
                continue
            self._present[line] += 1
            if self._present[line] > len(self._places.get(line, ())):
                undated = self._places.get(_undated(line), [])
                if line != _undated(line) and undated:
                    place = undated.pop(0)
                    self._lines[place] = line
                else:
                    place = len(self._lines)
                    self._lines.append(line)
                self._places.setdefault(line, []).append(place)

    def add(self, changes: Iterable[str]) -> None:
        """Take over the added lines of a diff that are not there at all."""
        present = set(self._lines) | {_undated(line) for line in self._lines}
        self._lines += [c[1:] for c in changes if c[0] == "+" and c[1:] not in present]

    def text(self) -> str:
        """All lines."""
        return "".join(f"{line}\n" for line in self._lines)


def _undated(line: str) -> str:
    """A row without its day of first publication."""
    columns = line.split("\t")
    if len(columns) == _COLUMNS:
        columns[_FIRST] = ""
    return "\t".join(columns)


def _changes(ledger: Path, commits: str, *how: str) -> list[str]:
    """The lines that `commits` added to the file and took from it, read as `how` says."""
    said = _git(ledger.parent, "log", *how, *_DIFF, commits, "--", ledger.name)
    return [line for line in said.split("\n") if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")]


def _version(ledger: Path, commit: str) -> str:
    """The text of the file in `commit`; empty where that has none."""
    try:
        return _git(ledger.parent, "show", f"{commit}:./{ledger.name}")
    except _Unread:
        return ""


def _is_ancestor(folder: Path, earlier: str, later: str) -> bool:
    try:
        _git(folder, "merge-base", "--is-ancestor", earlier, later)
    except _Unread:
        return False
    return True


def _git(folder: Path, *words: str) -> str:
    """What git says. Raises _Unread."""
    # A hook's variables would point git at the repository that the hook runs in.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment["LC_ALL"] = "C"
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *words], capture_output=True, env=environment, check=False
        )
    except OSError as error:
        raise _Unread(f"git cannot be run ({error.strerror})" if _repository(folder) else "") from None
    if done.returncode == 0:
        return done.stdout.decode("utf-8", "replace").rstrip("\n")
    said = done.stderr.decode("utf-8", "replace")
    if "dubious ownership" in said:
        raise _Unread(
            "git does not trust a repository of another user; run this as the owner of the files, or type: "
            f"git config --global --add safe.directory {_repository(folder)}"
        )
    is_none = "not a git repository" in said or "Needed a single revision" in said or "No such file" in said
    lines = said.strip().splitlines()
    raise _Unread("" if is_none else f"git says: {lines[0] if lines else done.returncode}")


def _repository(folder: Path) -> Path | None:
    """The folder of the repository around `folder`, found without git."""
    return next((one for one in (folder, *folder.parents) if (one / ".git").exists()), None)


def _remembered(memory: Path | None) -> tuple[str, str]:
    """The commit up to which a memory goes, and the lines in it; nothing where it is damaged."""
    try:
        head, digest, text = memory.read_text(encoding="utf-8").split("\n", 2) if memory else ("", "", "")
    except (OSError, ValueError):
        return "", ""
    return (head, text) if digest == _digest(text) else ("", "")


def _remember(memory: Path | None, head: str, text: str) -> None:
    if memory is not None:
        memory.parent.mkdir(parents=True, exist_ok=True)
        write_whole(memory, f"{head}\n{_digest(text)}\n{text}".encode())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
