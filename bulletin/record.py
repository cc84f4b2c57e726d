"""Record in the ledger the addresses of articles that an editor added by hand."""

from __future__ import annotations

from pathlib import Path

from bulletin import permalinks, store
from bulletin.content_lock import locked
from bulletin.model import BulletinError
from bulletin.permalinks import Row
from bulletin.site_addresses import missing_rows

_MENDED = ("address-unknown", "author-without-address")


def record(content: Path) -> tuple[Row, ...]:
    """Append to the ledger of `content` what its articles lack there; returns the new rows.

    Raises BulletinError where `check` has an error other than those which this mends, or an import runs.
    """
    with locked(content):
        loaded = store.load(content)
        others = [finding for finding in loaded.errors if finding.code not in _MENDED]
        if others:
            raise BulletinError(
                f"{others[0]}; the ledger only grows, so mend the content first (invoke check)"
            )
        rows, _ = store.read_ledger(content)
        missing = missing_rows(rows, (stored.article for stored in loaded.stored))
        permalinks.append(content / permalinks.LEDGER, missing)
    return missing
