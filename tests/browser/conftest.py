"""One Chromium a session, and a built site served by our own preview under a strict security policy."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver

from bulletin.commands.preview_server import PreviewServer, _Handler
from tests.bench.search.chromium import chromium
from tests.browser.shipped import shipped_archive
from tests.browser.visitor import Visitor
from tests.built_site import ROOT, build

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class _StrictHandler(_Handler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


class StrictServer(PreviewServer):
    """Our preview, with the security policy that a careful host sends."""

    def finish_request(self, request: Any, client_address: Any) -> None:
        _StrictHandler(request, client_address, self, directory=self.folder)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped archive, of which one page moved and one is gone."""
    return shipped_archive(tmp_path_factory.mktemp("shipped"))


@pytest.fixture(scope="session")
def site(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the shipped archive at the root of a host."""
    folder = tmp_path_factory.mktemp("site") / "output"
    run = build(shipped, folder)
    assert run.code == 0, run.err
    with _served(folder) as address:
        yield address


@pytest.fixture(scope="session")
def site_below(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the shipped archive below `/sub/path/` of a host, which has its 404 page from there."""
    host = tmp_path_factory.mktemp("host")
    settings = host / "settings.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        'SITEURL = "https://kho.example/sub/path"\n',
        encoding="utf-8",
    )
    run = build(shipped, host / "sub" / "path", "-s", str(settings))
    assert run.code == 0, run.err
    shutil.copyfile(host / "sub" / "path" / "404.html", host / "404.html")
    with _served(host) as address:
        yield f"{address}sub/path/"


@pytest.fixture(scope="session")
def _chromium() -> Iterator[webdriver.Chrome]:
    driver = chromium(logs=["browser", "performance"])
    yield driver
    driver.quit()


@pytest.fixture
def visitor(_chromium: webdriver.Chrome) -> Iterator[Visitor]:
    """Somebody at the browser; what a test emulates ends with it."""
    visitor = Visitor(_chromium)
    visitor.forget()
    yield visitor
    visitor.reset()


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with StrictServer(folder, port=0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.address
        server.shutdown()
