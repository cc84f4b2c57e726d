"""The shipped archive as browsers see it, of which one page moved and one is gone."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from bulletin.ledger import ledger_file
from bulletin.ledger.ledger_file import Change, Row
from tests.built_site import ROOT

DEPARTED = (
    Row("/2023/12/11/98/", "article", "Bài đánh số nhầm", date(2023, 12, 12)),
    Row("/2023/12/11/97/", "article", "Nhan đề của bài bị gỡ", date(2023, 12, 12)),
    Change("/2023/12/11/98/", "moved → /2023/12/11/5/"),
    Change("/2023/12/11/97/", "gone: theo yêu cầu của toà soạn"),
)


def shipped_archive(folder: Path) -> Path:
    """A copy of the shipped content in `folder`, with what departed from it in the ledger."""
    content = Path(shutil.copytree(ROOT / "content", folder / "content"))
    ledger_file.append(content / ledger_file.LEDGER, DEPARTED)
    return content
