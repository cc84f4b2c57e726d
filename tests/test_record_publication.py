"""Publication dates each address once it is out; what was published keeps its page, or the build stops."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.ledger import ledger_file
from bulletin.ledger.ledger_file import Change
from tests.publishing_desk import DAY, Desk

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_is_out_is_dated_once(desk: Desk) -> None:
    ledger_file.append(desk.ledger, [ledger_file.Row("/tac-gia/chua-co-ai/", "author", "Chưa Có Ai")])
    before = content_folder.read_ledger(desk.content)[0]
    new = desk.publish()
    rows, findings = content_folder.read_ledger(desk.content)
    assert findings == () and content_folder.load(desk.content).errors == ()
    assert [row.address for row in rows[: len(before)]] == [row.address for row in before]
    for row, old in zip(rows, before, strict=False):
        due = old.first is None and row.address != "/tac-gia/chua-co-ai/"
        assert row.first == (DAY if due else old.first)
    added = {row.address for row in rows[len(before) :]}
    assert {"/tinh-thanh/bac-ninh-2025/", "/chuyen-muc/cai-cach-dia-phuong/", "/gioi-thieu/"} <= added
    assert added >= {"/nguon/bao-mau.example/", "/nguon/tin-thu.example/"}
    assert new == len(added) + sum(row.first is None for row in before) - 1
    text = desk.ledger.read_bytes()
    assert desk.publish(date(2026, 1, 6)) == 0
    assert desk.ledger.read_bytes() == text


def test_a_slug_that_was_published_may_not_vanish(desk: Desk) -> None:
    desk.publish()
    sections = desk.content / "registry" / "sections.toml"
    sections.write_text(sections.read_text("utf-8").replace('"cai-cach-dia-phuong"', '"dia-phuong"'), "utf-8")
    run = desk.build()
    assert run.code == 1
    assert "address-vanished the section «Cải cách địa phương»" in run.err
    ledger_file.append(
        desk.ledger, [Change("/chuyen-muc/cai-cach-dia-phuong/", "moved → /chuyen-muc/dia-phuong/")]
    )
    assert (run := desk.build()).code == 0, run.err
    assert "url=../../chuyen-muc/dia-phuong/" in desk.page("chuyen-muc/cai-cach-dia-phuong")


def test_published_lists_stay_when_their_last_article_goes(desk: Desk) -> None:
    desk.publish()
    gone = [Change(f"/{address}/", "gone: thử") for address in ("2023/12/28/1", "2025/07/02/1")]
    ledger_file.append(desk.ledger, gone)
    run = desk.build()
    assert run.code == 0, run.err
    for address in ("nguon/bao-mau.example", "tac-gia/thanh-mai"):
        assert "Chưa có bài nào" in desk.page(address)
        assert address not in desk.page(address.split("/")[0])
    assert "Số này không còn" in desk.page("2025/07/02")
    assert not (desk.output / "feeds").exists()


def test_a_misprinted_author_is_listed_at_the_right_one(desk: Desk) -> None:
    file = desk.content / "articles" / "2024" / "2024-01-02" / "01-bac-giang-tin-van.md"
    file.write_text(file.read_text("utf-8").replace("Section:", "Author: Thanh Maii\nSection:"), "utf-8")
    assert (run := desk.build()).code == 0, run.err
    assert "Bắc Giang: Tin" in desk.page("tac-gia/thanh-mai")
    assert '<a href="../../../../tac-gia/thanh-mai/">Thanh Maii</a>' in desk.page("2024/01/02/1")


def test_what_was_never_published_leaves_nothing(desk: Desk) -> None:
    ledger_file.append(
        desk.ledger, [Change("/2023/12/28/1/", "gone: thử"), Change("/2025/07/02/1/", "gone: thử")]
    )
    assert (run := desk.build()).code == 0, run.err
    assert not (desk.output / "nguon" / "bao-mau.example").exists()
