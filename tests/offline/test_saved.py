"""Copies that the browser keeps: saved, read without the host, given up, never stale on line."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.bench.search.server import POLICY
from tests.built_site import build, settings_with
from tests.offline.made_copies import Made
from tests.offline.reader import ASK, Reader, wait

pytestmark = pytest.mark.browser

_LABELS = "() => [...document.querySelectorAll('#luu-danh-sach li')].map((one) => one.textContent)"
_STATUS = "() => document.getElementById('luu-trang-thai').textContent"
_CACHES = "async () => await caches.keys()"


class Host(ThreadingHTTPServer):
    """Serves a folder under a strict policy, and is not to be reached while `is_down`."""

    daemon_threads = True
    is_down = False
    is_slow = False

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, request: Any, client: Any, server: Host) -> None:
        super().__init__(request, client, server, directory=str(server.folder))

    def do_GET(self) -> None:
        assert isinstance(self.server, Host)
        if self.server.is_down:
            # As a cable that was pulled: the connection ends without an answer.
            self.close_connection = True
        elif self.server.is_slow and self.path.endswith(".zip"):
            # The first half, and then nothing until the browser gives up.
            data = Path(self.translate_path(self.path)).read_bytes()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2])
            self.wfile.flush()
            self.rfile.read(1)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Stay silent."""


@pytest.fixture(scope="module")
def host(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """The site with its copies on a host."""
    work = tmp_path_factory.mktemp("host")
    settings = settings_with(work, COPIES_PATH=str(made.copies))
    run = build(made.content, work / "output", "-s", str(settings))
    assert run.code == 0, run.err
    with Host(work / "output") as host:
        yield host
        host.shutdown()


def press(reader: Reader, name: str) -> None:
    reader.run(
        "(name) => document.querySelector(`#luu-danh-sach button[aria-label$='${name}']`).click()", name
    )


def test_a_year_is_saved_read_without_the_host_and_given_up(reader: Reader, host: Host) -> None:
    reader.open(f"{host.address}tai-ve/")
    wait(lambda: len(reader.run(_LABELS)) == 3)
    press(reader, "Năm 2023")
    wait(lambda: "đã lưu" in reader.run(_STATUS))
    assert reader.run(_CACHES) == ["ban-sao-diem-bao-2023"]
    assert "đã lưu" in next(one for one in reader.run(_LABELS) if one.startswith("Năm 2023"))
    # On line the pages are those of the host, the saved ones give way to them.
    reader.open(f"{host.address}ban-sao/doc/diem-bao-2023/2023/12/15/index.html#bai-3")
    assert reader.run("() => location.href") == f"{host.address}2023/12/15/#bai-3"
    page = host.folder / "2023/12/15/3/index.html"
    text = page.read_text(encoding="utf-8").replace(" (đã sửa)", "")
    page.unlink()
    page.write_text(text.replace("</h1>", " (đã sửa)</h1>"), encoding="utf-8")
    reader.open(f"{host.address}2023/12/15/3/")
    assert "(đã sửa)" in reader.run("() => document.querySelector('h1').textContent")
    host.is_down = True
    try:
        read_without_the_host(reader, host)
    finally:
        host.is_down = False
    reader.open(f"{host.address}tai-ve/")
    wait(lambda: len(reader.run(_LABELS)) == 3)
    press(reader, "Năm 2023")
    wait(lambda: "đã xóa" in reader.run(_STATUS))
    assert reader.run(_CACHES) == []
    registered = "async () => (await navigator.serviceWorker.getRegistrations()).length"
    wait(lambda: reader.run(registered) == 0)


def read_without_the_host(reader: Reader, host: Host) -> None:
    saved = f"{host.address}ban-sao/doc/diem-bao-2023/"
    reader.open(f"{host.address}2023/12/15/3/")
    assert reader.run("() => location.href") == f"{saved}2023/12/15/index.html#bai-3"
    assert reader.run("() => document.getElementById('bai-3') !== null")
    reader.open(f"{host.address}tim-kiem/?q=h%C3%A0nh+ch%C3%ADnh")
    wait(lambda: reader.run("() => document.querySelectorAll('#tim-ket-qua a').length"))
    answer = reader.run(ASK, "cai cach hanh chinh")
    assert answer["links"] and not answer["warning"]
    assert all(link.startswith(f"{saved}2023/12/") for link in answer["links"])
    reader.open(answer["links"][0])
    wait(lambda: reader.run("() => document.querySelectorAll('mark').length"))
    # What is not saved leads to what is.
    reader.open(f"{host.address}2024/01/03/")
    assert reader.run("() => [...document.links].map((link) => link.href)") == [f"{saved}index.html"]


def test_a_save_that_is_stopped_or_fails_leaves_nothing(reader: Reader, host: Host) -> None:
    file = host.folder / "ban-sao" / "diem-bao-2024.zip"
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(whole[:-100] + b"x" * 100)
    try:
        reader.open(f"{host.address}tai-ve/")
        wait(lambda: len(reader.run(_LABELS)) == 3)
        press(reader, "Năm 2024")
        wait(lambda: "không lưu được" in reader.run(_STATUS))
        assert reader.run(_CACHES) == []
    finally:
        file.unlink()
        file.write_bytes(whole)
    host.is_slow = True
    try:
        press(reader, "Năm 2024")
        wait(lambda: "đang tải" in reader.run(_STATUS))
        press(reader, "Năm 2024")
        wait(lambda: "đã dừng" in reader.run(_STATUS))
    finally:
        host.is_slow = False
    assert reader.run(_CACHES) == []
    assert {one.rstrip() for one in reader.run(_LABELS)} == {
        "Toàn bộ kho lưu trữLưu",
        "Năm 2024Lưu",
        "Năm 2023Lưu",
    }
