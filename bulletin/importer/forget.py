"""Undoes the import of an issue that was never published: files, record and addresses go, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.archive import content_folder
from bulletin.content.model import BulletinError
from bulletin.content.transaction import begun, write_all
from bulletin.importer import archive_issue, import_record
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.address_state import FORGOTTEN
from bulletin.ledger.author_addresses import author_key
from bulletin.ledger.author_names import author_names
from bulletin.ledger.ledger_file import Change, Row
from bulletin.text.dates import is_iso_day


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many files and addresses went."""

    files: int
    addresses: int


def day_of(typed: str) -> date:
    """The day that was typed. Raises BulletinError for what is none.

    >>> day_of("2023-12-12")
    datetime.date(2023, 12, 12)
    """
    if not is_iso_day(typed):
        raise BulletinError(f"{typed}: is no day; write it as 2023-12-12")
    return date.fromisoformat(typed)


def forget(content: Path, day: date) -> Forgotten:
    """Take the issue of `day` out of the folder `content`, as if it had never been imported.

    The ledger keeps its lines and gets one for each address that is free again. Raises BulletinError for an
    issue that is not there, was published, or is one that another address leads to.
    """
    with begun(content):
        there = archive_issue.load(content, day)
        own = _own(there.rows, day)
        if not own and not there.articles:
            raise BulletinError(f"{day}: there is no issue of that day in {content}")
        _refuse_known(own, there.rows)
        gone = [*own, *_authors_of_it_alone(content, day, there.rows)]
        changes = [Change(row.address, FORGOTTEN) for row in gone]
        files: dict[str, bytes | None] = {one.file: None for one in there.articles.values() if one.file}
        if there.record is not None:
            files[import_record.path_of(day)] = None
        count = sum((content / name).exists() for name in files)
        if changes:
            files[ledger_file.LEDGER] = ledger_file.appended(there.ledger, changes).encode()
        write_all(content, files)
    return Forgotten(count, len(gone))


def _own(rows: Sequence[Row], day: date) -> list[Row]:
    issue = f"/{addresses.issue(day)}"
    return [row for row in rows if row.kind in ("issue", "article") and row.address.startswith(issue)]


def _refuse_known(own: Sequence[Row], rows: Sequence[Row]) -> None:
    for row in own:
        if row.first is not None:
            raise BulletinError(
                f"{row.address} was published on {row.first}, and answers for ever; take it down instead: "
                f"invoke take-down {row.address} --reason …"
            )
    forgotten = {row.address for row in own}
    for row in rows:
        if row.target in forgotten and row.address not in forgotten:
            raise BulletinError(
                f"{row.address} leads to {row.target}, so that is known; let it lead elsewhere"
            )


def _authors_of_it_alone(content: Path, day: date, rows: Sequence[Row]) -> list[Row]:
    """Authors that no other issue names, and whose addresses were never published."""
    undated = {
        author_key(row.title): row
        for row in rows
        if row.kind == "author" and row.first is None and row.is_live
    }
    if not undated:
        return []
    stored = content_folder.read(content).stored
    named = {True: set[str](), False: set[str]()}
    for one in stored:
        named[one.article.date == day] |= {
            author_key(name) for name in author_names(one.article.author or "")
        }
    alone = named[True] - named[False]
    led_to = {row.target for row in rows if row.target}
    return [row for key, row in undated.items() if key in alone and row.address not in led_to]
