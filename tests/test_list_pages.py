"""Years, months and closed pages of lists answer for ever, by the rules and without a line of the editor."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.ledger.kinds import LIST_PAGE
from bulletin.ledger.ledger_file import Row
from tests.publishing_desk import DAY, Desk

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

LIST = "tac-gia/nguoi-viet"
LAST = f"{LIST}/trang/2"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The mini-site, and an author with just enough articles for two closed pages; all of it is out."""
    desk = Desk(tmp_path)
    desk.write("2024-05-06", range(1, 61), "Người Viết")
    desk.publish()
    return desk


def entered(desk: Desk, *kinds: str) -> list[Row]:
    return [
        row for row in content_folder.read_ledger(desk.content)[0] if row.kind in kinds and row.first == DAY
    ]


def leads_to(desk: Desk, address: str) -> str:
    """Where the page at `address` forwards, relative to the site's root; empty where it does not."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', desk.page(address))
    return found[1].lstrip("./") if found else ""


def text(desk: Desk, address: str) -> str:
    return desk.page(address).replace("&nbsp;", " ")


def test_publication_enters_them_with_their_first_day(desk: Desk) -> None:
    assert entered(desk, "year", "month") == [
        Row("/2023/", "year", "2023", DAY),
        Row("/2023/12/", "month", "2023-12", DAY),
        Row("/2024/", "year", "2024", DAY),
        Row("/2024/05/", "month", "2024-05", DAY),
        Row("/2025/", "year", "2025", DAY),
        Row("/2025/07/", "month", "2025-07", DAY),
    ]
    pages = [row for row in entered(desk, LIST_PAGE) if row.address.startswith("/tac-gia")]
    assert pages == [
        Row(f"/{LIST}/trang/1/", LIST_PAGE, "Người Viết, trang 1", DAY),
        Row(f"/{LIST}/trang/2/", LIST_PAGE, "Người Viết, trang 2", DAY),
    ]
    assert desk.publish(date(2026, 1, 6)) == 0
    # A page that closes later is entered then.
    desk.write("2024-05-07", range(1, 21), "Người Viết")
    desk.publish(date(2026, 1, 7))
    (last,) = (
        row for row in content_folder.read_ledger(desk.content)[0] if row.address == f"/{LIST}/trang/3/"
    )
    assert last == Row(f"/{LIST}/trang/3/", LIST_PAGE, "Người Viết, trang 3", date(2026, 1, 7))


def test_a_page_past_the_end_of_its_list_leads_to_it_until_the_list_grows(desk: Desk) -> None:
    desk.say("/2023/12/28/3/", f"moved → /{LAST}/")
    desk.say("/2024/05/06/7/", "gone: theo yêu cầu")
    assert (run := desk.build()).code == 0, run.err
    assert leads_to(desk, LAST) == f"{LIST}/"
    # So does what was moved there.
    assert leads_to(desk, "2023/12/28/3") == f"{LIST}/"
    assert leads_to(desk, f"{LIST}/trang/1") == ""
    rules = (desk.output / "_redirects").read_text("utf-8").splitlines()
    assert f"/{LAST}/ /{LIST}/ 302" in rules
    # Servers would keep to their rules when the list has grown again, until they are told.
    for file in ("redirects.nginx.conf", "redirects.apache.conf", "redirects.caddy.conf"):
        assert "viet/trang" not in (desk.output / file).read_text("utf-8")
    assert desk.publish(date(2026, 1, 6)) == 0
    desk.write("2024-05-07", range(1, 2), "Người Viết")
    assert (run := desk.build()).code == 0, run.err
    assert "Trang 2" in desk.page(LAST) and leads_to(desk, LAST) == ""
    assert leads_to(desk, "2023/12/28/3") == f"{LAST}/"


def test_the_pages_of_a_list_follow_it(desk: Desk) -> None:
    desk.say(f"/{LIST}/", "moved → /tac-gia/thanh-mai/")
    assert (run := desk.build()).code == 0, run.err
    # The other author has their articles now, and as many pages.
    assert "Trang 2" in desk.page("tac-gia/thanh-mai/trang/2")
    for address in (LIST, f"{LIST}/trang/1", LAST):
        assert leads_to(desk, address) == "tac-gia/thanh-mai/"
    assert f"/{LAST}/ /tac-gia/thanh-mai/ 301" in (desk.output / "_redirects").read_text("utf-8")
    desk.say(f"/{LIST}/", "gone: không phải tên người")
    assert (run := desk.build()).code == 0, run.err
    for said in ("Trang này không còn", "Người Viết, trang 2", "không phải tên người", "05/01/2026"):
        assert said in text(desk, LAST)
    desk.say(f"/{LIST}/", "live")
    assert (run := desk.build()).code == 0, run.err
    assert "Trang 2" in desk.page(LAST)


def test_a_list_without_an_article_keeps_the_page_that_its_pages_lead_to(desk: Desk) -> None:
    for number in range(1, 61):
        desk.say(f"/2024/05/06/{number}/", "gone: thử")
    assert (run := desk.build()).code == 0, run.err
    assert leads_to(desk, LAST) == f"{LIST}/"
    assert "Chưa có bài nào" in desk.page(LIST)


def test_an_empty_page_of_an_author_is_filled_by_one_who_moves_there(desk: Desk) -> None:
    desk.write("2024-05-07", range(1, 2), "Viết Người")
    desk.publish()
    desk.say("/2024/05/07/1/", "gone: thử")
    (desk.content / "articles/2024/2024-05-07/01-bai.md").unlink()
    assert (run := desk.build()).code == 0, run.err
    assert "Chưa có bài nào" in desk.page("tac-gia/viet-nguoi")
    assert "no article is by «Viết Người»" in run.err
    desk.say(f"/{LIST}/", "moved → /tac-gia/viet-nguoi/")
    assert (run := desk.build()).code == 0, run.err
    assert "60 bài" in text(desk, "tac-gia/viet-nguoi")
    assert "no article is by «Viết Người»" not in run.err


def test_a_month_and_a_year_go_with_their_last_issue(desk: Desk) -> None:
    desk.say("/2025/07/02/1/", "gone: thử")
    assert (run := desk.build()).code == 0, run.err
    assert "Tháng này không còn số nào" in desk.page("2025/07")
    assert "Năm này không còn số nào" in desk.page("2025")
    assert "Tháng này" not in desk.page("2024/05")
    desk.say("/2025/07/", "moved → /2024/05/")
    desk.say("/2025/", "gone: in sai năm")
    assert (run := desk.build()).code == 0, run.err
    assert leads_to(desk, "2025/07") == "2024/05/"
    assert "Tháng 5/2024</a>" in text(desk, "2025/07")
    assert "in sai năm" in text(desk, "2025")
    desk.say("/2025/07/02/1/", "live")
    run = desk.build()
    assert run.code == 1
    assert [line.split(" ")[1:3] for line in run.faults[:-1]] == [
        ["address-moved", "/2025/"],
        ["address-moved", "/2025/07/"],
    ]
