"""Record in the ledger the addresses of articles that an editor added by hand."""

from __future__ import annotations

from pathlib import Path

from bulletin.archive import content_folder
from bulletin.archive.ledger_rules import UNGUARDED
from bulletin.archive.site_addresses import missing_rows
from bulletin.content.model import BulletinError
from bulletin.content.transaction import settled
from bulletin.ledger import ledger_file
from bulletin.ledger.ledger_file import Row

_MENDED = ("address-unknown", "author-without-address")


def record(content: Path) -> tuple[Row, ...]:
    """Append to the ledger of `content` what its articles lack there; returns the new rows.

    Raises BulletinError where `check` has an error other than those which this mends, where the history of
    the ledger cannot be read, or an import runs.
    """
    with settled(content, wait=False):
        loaded = content_folder.read(content)
        # Without its history nobody knows whether an address is new.
        others = [finding for finding in loaded.findings if finding.code == UNGUARDED]
        others += [finding for finding in loaded.errors if finding.code not in _MENDED]
        if others:
            raise BulletinError(
                f"{others[0]}; the ledger only grows, so mend the content first (invoke check)"
            )
        rows, _ = content_folder.read_ledger(content)
        missing = missing_rows(rows, (stored.article for stored in loaded.stored))
        ledger_file.append(content / ledger_file.LEDGER, missing)
    return missing
