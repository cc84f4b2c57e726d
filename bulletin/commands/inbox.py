"""`invoke inbox`: documents that were dropped into `inbox/` by the host's own web page become articles.

Each one is imported and committed with its report as the message, and is removed from the inbox; a refused
one stays, beside `NAME.refused.txt`. Where somebody else pushed meanwhile, all is done again on what there
is now: importing gives the same again, and the lines of two in the ledger cannot be mixed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bulletin.archive import content_folder
from bulletin.commands import review_request
from bulletin.commands.repository import Repository
from bulletin.content.model import BulletinError
from bulletin.importer import report
from bulletin.importer.command import Wishes, import_one, told
from bulletin.importer.inputs import Input
from bulletin.importer.merge import Outcome
from bulletin.text.letters import slugify

FOLDER = "inbox"
_REFUSED, _TAKES = ".refused.txt", ".take.txt"
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Dropped:
    """What came of a document: one line, whether it was taken, and the branch where it is to be reviewed.

    `unasked` is why that review could not be asked for.
    """

    name: str
    line: str
    is_taken: bool
    branch: str = ""
    unasked: str = ""


def take_in(repository: Repository, review: bool = False) -> list[Dropped]:
    """Import all that lies in the inbox, and push it; for `review` each document to a branch of its own.

    Raises BulletinError where something is not committed, or git fails.
    """
    repository.refuse_unclean()
    for _ in range(_TRIES):
        start = repository.head
        dropped = [_one(repository, path, review) for path in documents(repository.folder)]
        # What was taken in is built by the same run of the host; GitLab would start another one.
        quiet = ("-o", "ci.skip") if os.environ.get("GITLAB_CI") else ()
        if repository.head == start or repository.push("", *quiet):
            return dropped
        repository.take_newest()
    raise BulletinError("others push all the time; nothing was taken from the inbox, so run this again")


def documents(archive: Path) -> list[Path]:
    """The documents in the inbox, by their names."""
    folder = archive / FOLDER
    if not folder.is_dir():
        return []
    return [
        path
        for path in sorted(folder.iterdir())
        if not path.name.startswith(".")
        and path.name != "README.md"
        and not path.name.endswith((_REFUSED, _TAKES))
    ]


def tell(dropped: list[Dropped]) -> Iterator[str]:
    """A line for each document; GitHub shows them on the job's page, and is told the branches, too."""
    lines = [f"{'taken' if one.is_taken else 'refused'}: {one.line}" for one in dropped]
    lines += [f"not asked for: {one.unasked}" for one in dropped if one.unasked]
    if page := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(page).open("a", encoding="utf-8") as summary:
            summary.writelines(f"- {line}\n" for line in lines)
    if output := os.environ.get("GITHUB_OUTPUT"):
        branches = json.dumps([one.branch for one in dropped if one.branch])
        with Path(output).open("a", encoding="utf-8") as told_on:
            told_on.write(f"branches={branches}\n")
    yield from lines or ["the inbox is empty"]


def refuse_unasked(dropped: list[Dropped]) -> None:
    """Raise BulletinError where a review could not be asked for, once all the others are done."""
    if unasked := [one.unasked for one in dropped if one.unasked]:
        more = f" ({len(unasked) - 1} more like it)" if len(unasked) > 1 else ""
        raise BulletinError(f"{unasked[0]}{more}")


def _one(repository: Repository, path: Path, review: bool) -> Dropped:
    start = repository.head
    name = path.relative_to(repository.folder).as_posix()
    author = repository.author_of(name)
    branch = _branch(path) if review else ""
    if review and _waits(repository, branch):
        return Dropped(path.name, f"{path.name}: waits for its review in {branch}", True, branch)
    try:
        message = _imported(repository.folder, path)
    except (BulletinError, OSError) as error:
        repository.go_to(start)
        line = told(error, path.name)
        path.with_name(path.name + _REFUSED).write_text(f"{line}\n", encoding="utf-8")
        repository.commit(f"Refused: {path.name}\n\n{line}\n")
        return Dropped(path.name, line, False)
    for beside in (path, *(path.with_name(path.name + end) for end in (_REFUSED, _TAKES))):
        beside.unlink(missing_ok=True)
    repository.commit(message, author)
    unasked = ""
    if review:
        try:
            review_request.ask(repository, branch)
        except BulletinError as error:
            branch, unasked = "", str(error)
        repository.go_to(start)
    return Dropped(path.name, message.splitlines()[0], True, branch, unasked)


def _waits(repository: Repository, branch: str) -> bool:
    """Whether `branch` has come out of the inbox as it is now, and somebody was asked to look at it."""
    if not repository.fetched(branch) or repository.git("rev-parse", "FETCH_HEAD^") != repository.head:
        return False
    return review_request.is_asked(repository, repository.git("rev-parse", "FETCH_HEAD"))


def _imported(archive: Path, path: Path) -> str:
    """Import the document at `path`; the whole report. Raises BulletinError, also for an open conflict."""
    if path.is_symlink():
        raise BulletinError(f"{path.name}: is a link; drop the document itself")
    content = archive / "content"
    typed = path.with_name(path.name + _TAKES)
    decisions = typed.read_text(encoding="utf-8-sig").split() if typed.exists() else []
    plan = import_one(Input(path.name, path), content, Wishes(take=decisions))
    if plan.of(Outcome.CONFLICT):
        first = next(iter(report.conflicts(plan)))
        raise BulletinError(
            f"{path.name}: a conflict with what is there: {first}; write 5=document or 5=edited "
            f"into {FOLDER}/{path.name}{_TAKES}"
        )
    errors = content_folder.load(content, archive / ".cache").errors
    if errors:
        raise BulletinError(f"{path.name}: the site would not be built: {errors[0]}")
    return "\n".join([*report.full(plan), report.saved(plan)]) + "\n"


def _branch(path: Path) -> str:
    return f"{FOLDER}/{slugify(path.stem) or 'document'}-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
