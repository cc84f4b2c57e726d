"""Enter in the ledger what a publication brought out: the day of it at each address published first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from bulletin import addresses, permalinks, site_addresses, store

# No daylight saving time, and none since 1975.
_VIETNAM = timezone(timedelta(hours=7))


def today() -> date:
    """The day in Việt Nam, whatever the machine's time zone."""
    return datetime.now(_VIETNAM).date()


def record_publication(content: Path, output: Path, day: date) -> int:
    """Date the addresses of the ledger of `content` that have a page in the site `output` for the first time.

    Sections, provinces, sources and pages of editors come from lists of their own and are entered now, once
    they are out. Returns how many addresses were new. Raises BulletinError where a registry cannot be read.
    """
    rows, _ = store.read_ledger(content)
    known = permalinks.by_address(rows)
    registries = store.registries_of(content)
    listed = (
        *site_addresses.listed_rows(registries),
        *(site_addresses.source_row(source) for source in registries.sources),
        *(site_addresses.page_row(page) for _, page in store.read_pages(content)[0]),
    )
    fresh = [
        replace(row, first=day) for row in listed if row.address not in known and _is_out(output, row.address)
    ]
    undated = {
        row.address for row in rows if row.first is None and row.is_live and _is_out(output, row.address)
    }
    if not fresh and not undated:
        return 0
    ledger = content / permalinks.LEDGER
    text = ledger.read_text(encoding="utf-8") if ledger.exists() else ""
    permalinks.write(ledger, permalinks.appended(permalinks.dated(text, undated, day), fresh))
    return len(fresh) + len(undated)


def _is_out(output: Path, address: str) -> bool:
    return (output / addresses.file_of(address.removeprefix("/"))).is_file()
