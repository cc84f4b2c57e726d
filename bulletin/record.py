"""Record in the ledger the addresses of articles that an editor added by hand."""

from __future__ import annotations

from pathlib import Path

from bulletin import permalinks, store
from bulletin.model import BulletinError


def record(content: Path) -> tuple[permalinks.Row, ...]:
    """Append to the ledger of `content` what its articles lack there; returns the new rows.

    Raises BulletinError where the ledger has a fault, which rewriting it would hide.
    """
    articles = [stored.article for stored in store.load(content).archive.articles]
    rows, findings = permalinks.load(content)
    if findings:
        raise BulletinError(f"{findings[0]}; mend the ledger first")
    missing = permalinks.missing_rows(rows, articles)
    if missing:
        permalinks.save(content, [*rows, *missing])
    return missing
