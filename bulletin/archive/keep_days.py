"""Takes over the days of publication from the ledger of a copy of the archive that a host published."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from bulletin.content.model import BulletinError
from bulletin.content.transaction import settled
from bulletin.ledger import ledger_file
from bulletin.machine.atomic_file import write_synced


def keep_days(content: Path, published: str) -> int:
    """Enter in the ledger of `content` what the ledger text `published` dates and this one does not.

    The content may have gone on since. Returns how many addresses got a day. Raises BulletinError for a
    ledger with a fault.
    """
    rows, faults = ledger_file.parse(published)
    if faults:
        raise BulletinError(f"{faults[0]}; no day of publication was taken over")
    with settled(content):
        ledger = content / ledger_file.LEDGER
        text = ledger.read_text(encoding="utf-8") if ledger.exists() else ""
        own, faults = ledger_file.parse(text)
        if faults:
            raise BulletinError(f"{faults[0]}; no day of publication was taken over")
        known = ledger_file.by_address(own)
        days: dict[date, set[str]] = defaultdict(set)
        for row in rows:
            if row.first and row.address in known and known[row.address].first is None:
                days[row.first].add(row.address)
        # What was forgotten meanwhile was published after all: it has its address.
        fresh = [row for row in rows if row.first and row.address not in known]
        for day, dated in sorted(days.items()):
            text = ledger_file.dated(text, dated, day)
        if days or fresh:
            write_synced(ledger, ledger_file.appended(text, fresh).encode())
    return sum(map(len, days.values())) + len(fresh)
