"""Enter in the ledger what a publication brought out: the day of it at each address published first."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from bulletin.archive import content_folder, site_addresses
from bulletin.archive.list_pages import list_page_row
from bulletin.content.model import BulletinError
from bulletin.content.transaction import settled
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.ledger_file import Row
from bulletin.machine.atomic_file import write_synced

# No daylight saving time, and none since 1975.
_VIETNAM = timezone(timedelta(hours=7))


def today() -> date:
    """The day in Việt Nam, whatever the machine's time zone."""
    return datetime.now(_VIETNAM).date()


def refuse_unwritable(content: Path) -> None:
    """Raise BulletinError where the days of a publication could not be entered in the ledger of `content`.

    It is tried: neither rights nor room on a disk can be told by asking.
    """
    ledger = content / ledger_file.LEDGER
    trial = ledger.with_name(f".{ledger.name}.trial")
    try:
        ledger.parent.mkdir(parents=True, exist_ok=True)
        try:
            write_synced(trial, ledger.read_bytes() if ledger.exists() else b"")
        finally:
            trial.unlink(missing_ok=True)
    except OSError as error:
        raise BulletinError(
            f"{ledger}: cannot be written ({error.strerror}), so the day of publication could not be kept; "
            "nothing was published"
        ) from None


def record_publication(content: Path, output: Path, day: date) -> int:
    """Date the addresses of the ledger of `content` that have a page in the site `output` for the first time.

    Sections, provinces, sources and pages of editors come from lists of their own and are entered now, once
    they are out; so are years and months with an issue, and the closed pages of long lists. Returns how many
    addresses were new. Raises BulletinError where a registry cannot be read.
    """
    with settled(content):
        rows, faults = content_folder.read_ledger(content)
        if faults:
            raise BulletinError(f"{faults[0]}; the days of publication could not be kept: publish again")
        known = ledger_file.by_address(rows)
        unknown = (row for row in _given_now(content, output, rows) if row.address not in known)
        fresh = [replace(row, first=day) for row in unknown if _is_out(output, row.address)]
        undated = [row.address for row in rows if row.first is None and row.is_live]
        dated = {address for address in undated if _is_out(output, address)}
        if fresh or dated:
            ledger = content / ledger_file.LEDGER
            text = ledger.read_text(encoding="utf-8") if ledger.exists() else ""
            text = ledger_file.appended(ledger_file.dated(text, dated, day), fresh)
            write_synced(ledger, text.encode())
    return len(fresh) + len(dated)


def _given_now(content: Path, output: Path, rows: Sequence[Row]) -> Iterator[Row]:
    """The addresses that nothing gave before publication, or would give; a list comes before its pages."""
    registries = content_folder.registries_of(content)
    lists = [
        *site_addresses.listed_rows(registries),
        *(site_addresses.source_row(source) for source in registries.sources),
    ]
    yield from lists
    yield from (site_addresses.page_row(page) for _, page in content_folder.read_pages(content)[0])
    yield from site_addresses.calendar_rows(ledger_file.issue_days(rows))
    for of in (*lists, *(row for row in rows if row.kind == "author")):
        yield from (list_page_row(of, number) for number in _numbers_out(output, of))


def _numbers_out(output: Path, of: Row) -> list[int]:
    """The numbers of the folders that the list `of` has for its closed pages, in their order."""
    try:
        names = os.listdir(f"{output}/{addresses.closed_pages(of.address[1:])}")
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted({int(name) for name in names if name.isdecimal()})


def _is_out(output: Path, address: str) -> bool:
    return (output / addresses.file_of(address.removeprefix("/"))).is_file()
