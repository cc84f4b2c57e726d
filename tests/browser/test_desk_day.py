"""The day of a clerk at the desk, in a real browser: from Word to the public, with what goes wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from bulletin.desk import server
from bulletin.desk.place import DeskPlace
from tests.browser.visitor import Visitor
from tests.built_site import ROOT, tree
from tests.importer.readers.word_file import word_bulletin

pytestmark = [pytest.mark.browser, pytest.mark.slow]

GIVEN = ("--name", "Thử", "--address", "https://diembao.vn/kho", "--contact", "toa-soan@diembao.vn")


class AtTheDesk:
    """A clerk before an archive of their own."""

    def __init__(self, visitor: Visitor, folder: Path) -> None:
        self.visitor, self.archive, self.public = visitor, folder / "kho", folder / "www"
        words = ("new", self.archive, *GIVEN)
        subprocess.run(
            [sys.executable, "-m", "invoke", *map(str, words)], cwd=ROOT, check=True, capture_output=True
        )
        self.open()

    def open(self) -> None:
        place = DeskPlace(self.archive, self.archive / "content", self.archive / "output")
        self.server, self.address = server.start(place)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.visitor.open(self.address)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def press(self, words: str) -> None:
        """The button with these words, by the keyboard."""
        path = f"//button[normalize-space()='{words}']"
        buttons = self.visitor.chromium.find_elements("xpath", path)
        before = self.visitor.first("html")
        next(one for one in buttons if one.is_displayed()).send_keys(Keys.ENTER)
        self.visitor.wait(lambda: self.visitor.see("html") not in ([], [before]), seconds=60)

    def said(self) -> str:
        return self.visitor.text("main > .said")

    def fill(self, selector: str, value: str) -> None:
        field = self.visitor.first(selector)
        field.clear()
        field.send_keys(value)

    def finish(self) -> None:
        """Wait for the end of the command at work, which has to end well."""
        ended = "return document.getElementById('ended').dataset.code"
        self.visitor.wait(lambda: self.visitor.run(ended) != "", seconds=120)
        assert self.visitor.run(ended) == "0", self.visitor.text("#lines")
        assert self.visitor.run("return document.getElementById('bar').value") == 100

    def publish(self) -> None:
        self.visitor.open(self.address)
        self.fill("#target", f"{self.public}/")
        self.press("Công bố")
        self.finish()
        assert "invoke publish --to" in self.visitor.text("main")

    def page(self, address: str) -> str:
        return (self.public / address / "index.html").read_text("utf-8")


@pytest.fixture
def desk(visitor: Visitor, tmp_path: Path) -> Iterator[AtTheDesk]:
    desk = AtTheDesk(visitor, tmp_path)
    yield desk
    desk.close()


def document(folder: Path, source: Path, day: str = "02/01/2024") -> Path:
    """The made-up bulletin as a Word file."""
    return word_bulletin(folder / f"Bản tin {day.replace('/', '-')}.docx", source, day)


def test_the_day_of_a_clerk_at_the_desk(desk: AtTheDesk, made_up_bulletins: Path, tmp_path: Path) -> None:
    see = desk.visitor
    source = made_up_bulletins / "2024-01-02.txt"
    see.first("#document").send_keys(str(document(tmp_path, source)))
    desk.press("Xem văn bản có gì")
    assert "invoke import" in desk.said() and "--dry-run" in desk.said()
    assert len(see.see(".report article")) == 9
    assert see.see(".line .said.doubt") and see.see("article .said.doubt")
    assert not list((desk.archive / "content").glob("articles/*"))
    open_doubts = len(see.see("button[aria-pressed=false]"))
    desk.press("Xem xong")
    assert len(see.see("button[aria-pressed=false]")) == open_doubts - 1
    # The window and the program are closed; what is half done is there again.
    desk.close()
    desk.open()
    see.first(".plain a").click()
    assert len(see.see("button[aria-pressed=true]")) == 1
    desk.press("Nhập vào kho")
    assert "02/01/2024" in desk.said()
    assert len(see.see("button[aria-pressed=true]")) == 1
    desk.publish()
    first = tree(desk.public)
    assert "Minh An" in desk.page("2024/01/02/1")
    assert see.complaints() == []

    # A mistake, which goes out and comes back.
    _correct(desk, 2, "Title", "Một nhan đề sai")
    desk.publish()
    assert "Một nhan đề sai" in desk.page("2024/01/02/2")
    see.open(desk.address)
    see.first("summary").click()
    desk.press("Lùi về bản trước")
    desk.finish()
    assert tree(desk.public) == first

    # The correction, with a second province, a name for a registry, and an article that has to go.
    _add_province(desk, 2)
    _correct(desk, 2, "Title", "Một nhan đề đúng")
    assert "invoke correct 2024-01-02/2" in desk.said()
    _correct(desk, 3, "Section", "Không có chuyên mục này")
    assert "Không có chuyên mục này" in see.text("#bai-3 [role=alert]")
    assert see.first("#Section-3").get_attribute("value") == "Không có chuyên mục này"
    see.open(desk.address)
    desk.fill("#entry", "baothu.vn")
    desk.fill("#name", "Báo Thử")
    desk.press("Thêm")
    assert "invoke add-name source baothu.vn" in desk.said()
    see.open(f"{desk.address}so/2024-01-02/")
    see.first("#bai-5 summary").click()
    desk.fill("#reason-5", "theo yêu cầu của toà soạn")
    desk.press("Gỡ bài")
    assert "invoke take-down 2024-01-02/5" in desk.said()

    # Another day that was imported by mistake, and goes again.
    see.open(desk.address)
    see.first("#document").send_keys(str(document(tmp_path, source, "03/01/2024")))
    desk.press("Xem văn bản có gì")
    desk.press("Nhập vào kho")
    desk.press("Bỏ số ngày 03/01/2024")
    assert "invoke forget 2024-01-03" in desk.said()

    see.open(desk.address)
    desk.press("Dựng các trang")
    desk.finish()
    see.open(f"{desk.address}trang/2024/01/02/2/")
    assert "Một nhan đề đúng" in see.text("h1")
    desk.publish()
    assert "Một nhan đề đúng" in desk.page("2024/01/02/2")
    assert "theo yêu cầu" in desk.page("2024/01/02/5") and 'id="p1"' not in desk.page("2024/01/02/5")
    assert not (desk.public / "2024/01/03").exists()
    see.open(desk.address)
    see.width(360)
    assert see.run("return document.documentElement.scrollWidth <= innerWidth")
    shutil.rmtree(desk.archive / ".desk")


def _add_province(desk: AtTheDesk, number: int) -> None:
    """Behind a comma the field offers the other provinces, by the browser's own list, which has its keys."""
    see = desk.visitor
    see.open(f"{desk.address}so/2024-01-02/")
    see.first(f"#bai-{number} summary").click()
    field = see.first(f"#Tags-{number}")
    field.clear()
    for typed, before in (("Bắc Gi", ""), ("ang, Hà", "Bắc Giang, "), (" Giang,", "Bắc Giang, Hà Giang, ")):
        field.send_keys(typed)
        offered = see.run("return [...arguments[0].list.options].map((one) => one.value)", field)
        names = [one.removeprefix(before) for one in offered]
        assert all(one.startswith(before) for one in offered) and "Hà Nội" in names
        assert ("Bắc Giang" in names) == (before == "") and len(names) > 50
    field.send_keys(Keys.BACKSPACE, Keys.ENTER)
    see.wait(lambda: see.see("main > .said"))
    assert "'--set=Tags=Bắc Giang, Hà Giang'" in desk.said()


def _correct(desk: AtTheDesk, number: int, key: str, value: str) -> None:
    desk.visitor.open(f"{desk.address}so/2024-01-02/")
    desk.visitor.first(f"#bai-{number} summary").click()
    desk.fill(f"#{key}-{number}", value)
    desk.press("Ghi lại")
