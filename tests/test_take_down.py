"""A take-down is a line with a reason; what is none is told in one line and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.archive.take_down import address_of, take_down
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file


def test_an_article_is_taken_down_once(content: Path) -> None:
    row = take_down(content, "/2023/12/11/5/", "theo  yêu cầu\n của toà soạn")
    assert row.title.startswith("Bắc Giang")
    rows, faults = content_folder.read_ledger(content)
    assert not faults
    assert ledger_file.by_address(rows)["/2023/12/11/5/"].reason == "theo yêu cầu của toà soạn"
    with pytest.raises(BulletinError, match="is not there; the ledger says"):
        take_down(content, "/2023/12/11/5/", "lần nữa")


@pytest.mark.parametrize(("typed", "reason"), [("2023-12-11/5", " "), ("2023-12-11/99", "x")])
def test_what_cannot_be_taken_down_changes_nothing(typed: str, reason: str, content: Path) -> None:
    before = (content / ledger_file.LEDGER).read_bytes()
    with pytest.raises(BulletinError):
        take_down(content, address_of(typed), reason)
    assert (content / ledger_file.LEDGER).read_bytes() == before


@pytest.mark.parametrize("typed", ["5", "2023-12-11", "/gioi-thieu/", "2023-12-11/0"])
def test_what_is_no_article_is_told(typed: str) -> None:
    with pytest.raises(BulletinError, match="is no article; write 2023-12-11/5"):
        address_of(typed)
