"""Old Word documents and RTF through LibreOffice: as a Word document, without a request, without a trace."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.importer.readers import forms, office
from bulletin.importer.source import Disposition, Form, Source

HERE = Path(__file__).resolve().parent / "office"
# Starts LibreOffice time and again: make quick leaves it out.
pytestmark = pytest.mark.slow
# In CI it has to be there.
needs_office = pytest.mark.skipif(
    office._program() is None and not os.environ.get("CI"), reason="LibreOffice is not installed"
)
# A page of LibreOffice in one file, with a picture, a section and a template that lie on a server.
LINKED = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:mimetype="application/vnd.oasis.opendocument.text" office:version="1.2"><office:body><office:text>
<text:p>Chữ <draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char"><draw:image
 xlink:href="{0}a.png" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>
<text:section text:name="s"><text:section-source xlink:href="{0}b.odt"/><text:p>và chữ</text:p></text:section>
</office:text></office:body></office:document>"""


@pytest.fixture
def requests() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and what was asked of it so far."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def shown(source: Source) -> list[str]:
    return [" | ".join(block.cells) or block.text for block in source.blocks]


@needs_office
@pytest.mark.parametrize(("file", "form"), [("a.rtf", Form.RTF), ("a.doc", Form.DOC)])
def test_it_is_read_as_a_word_document(file: str, form: Form) -> None:
    source = forms.read((HERE / file).read_bytes(), file)
    assert source.form is form
    assert shown(source) == ["CHỦNG TA", "Nộp hồ sơ tại xã, chờ kết quả.", "Sở A | 120", "Sở B | 75", "Hết."]
    assert source.held.counts[Disposition.HIDDEN] == 5


@needs_office
def test_nothing_is_asked_of_any_host(
    requests: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, asked = requests
    # The settings alone have to do where the system has no network of its own for a program.
    monkeypatch.setattr(office, "_without_network", lambda: [])
    source = forms.read(LINKED.format(address).encode(), "a.doc")
    assert shown(source) == ["Chữ", "và chữ"]
    assert asked == []


@needs_office
def test_what_takes_too_long_leaves_nothing_running(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(office, "_SECONDS", 0.5)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(BulletinError, match="seconds; ask the sender"):
        forms.read((HERE / "a.rtf").read_bytes(), "a.rtf")
    assert list(tmp_path.iterdir()) == []
    commands = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    assert not [command for command in commands if str(tmp_path).encode() in command]


@needs_office
def test_what_it_cannot_open_is_refused() -> None:
    with pytest.raises(BulletinError, match="cannot be opened by LibreOffice"):
        forms.read(b"{\\rtf1 " + b"\\pard{" * 3000, "a.rtf")


def test_where_it_is_missing_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_PLACES", ())
    with pytest.raises(BulletinError, match="is an RTF document: install LibreOffice to import it"):
        forms.read((HERE / "a.rtf").read_bytes(), "a.rtf")
