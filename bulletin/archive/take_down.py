"""Takes an article down: one line in the ledger, with the reason that readers see."""

from __future__ import annotations

import re
from pathlib import Path

from bulletin.archive import content_folder
from bulletin.content.model import BulletinError
from bulletin.content.transaction import begun
from bulletin.ledger import ledger_file
from bulletin.ledger.ledger_file import Change, Row

_ID = re.compile(r"(\d{4})-(\d\d)-(\d\d)/([1-9]\d*)")
_ADDRESS = re.compile(r"(?:https?://\S+?)?(/\d{4}/\d\d/\d\d/[1-9]\d*)/?(?:#\S*)?")


def address_of(typed: str) -> str:
    """The address of the article that was typed. Raises BulletinError for what is none.

    >>> address_of("2023-12-11/5"), address_of("https://diembao.vn/kho/2023/12/11/5/#p3")
    ('/2023/12/11/5/', '/2023/12/11/5/')
    """
    if found := _ID.fullmatch(typed):
        return f"/{'/'.join(found.groups())}/"
    if found := _ADDRESS.fullmatch(typed):
        return f"{found[1]}/"
    raise BulletinError(f"{typed}: is no article; write 2023-12-11/5, or its address")


def take_down(content: Path, address: str, reason: str) -> Row:
    """Say in the ledger of `content` that the article at `address` is gone; gives its row as it was.

    Its file stays. Raises BulletinError without a reason, and for an address that is not live.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise BulletinError("no reason; readers see it, so write it in Vietnamese: --reason 'theo yêu cầu …'")
    with begun(content):
        rows, faults = content_folder.read_ledger(content)
        if faults:
            raise BulletinError(str(faults[0]))
        row = ledger_file.by_address(rows).get(address)
        if row is None:
            raise BulletinError(f"{address}: the ledger has no such article")
        if not row.is_live:
            raise BulletinError(f"{address}: is not there; the ledger says «{row.state}»")
        ledger_file.append(content / ledger_file.LEDGER, [Change(address, f"gone: {reason}")])
    return row
