"""`invoke keep-days`: what a host's build dated in its copy of the ledger goes into the repository."""

from __future__ import annotations

from pathlib import Path

from bulletin.archive.keep_days import keep_days
from bulletin.commands.repository import Repository
from bulletin.content.model import BulletinError
from bulletin.content.plain_file import LARGEST_LEDGER, read_plain

_TRIES = 8
# GitHub and GitLab start no job for such a commit: nothing is to be built.
_MESSAGE = "Days of publication [skip ci]"


def commit_days(repository: Repository, ledger: Path) -> int:
    """Commit and push the days in the file `ledger`; how many addresses got one.

    Raises BulletinError where something is not committed, the ledger has a fault, or git fails.
    """
    published = read_plain(ledger, LARGEST_LEDGER).decode("utf-8")
    repository.refuse_unclean()
    for _ in range(_TRIES):
        repository.take_newest()
        count = keep_days(repository.folder / "content", published)
        if not repository.commit(_MESSAGE) or repository.push():
            return count
    raise BulletinError("others push all the time; the days of publication are not kept, so run this again")
