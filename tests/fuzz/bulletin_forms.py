"""The made-up bulletin in every form that is read, each with a picture that lies on a host that is named."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage
from html import escape
from pathlib import Path

from tests.importer.readers.odt_file import odt_file
from tests.importer.readers.pdf_layout import pdf_of
from tests.importer.readers.word_file import paragraph, word_file

_TESTS = Path(__file__).resolve().parents[1]
_READERS = _TESTS / "importer" / "readers"
# A page of a PDF has so many of its lines.
_A_PAGE = 45


def bulletin() -> str:
    """The made-up bulletin as text."""
    return (_TESTS / "bulletins" / "2024-01-02.txt").read_text(encoding="utf-8")


def forms_of(text: str, host: str) -> Iterator[tuple[str, bytes]]:
    """`text` in each form: the name of a file and its bytes; `host` is where their pictures lie."""
    lines = [line for line in text.split("\n") if line.strip()]
    picture = f"{host}a.png"
    yield "a.txt", text.encode()
    yield "a.utf-16.txt", text.encode("utf-16")
    yield "a.docx", _docx(lines, picture)
    yield "a.odt", _odt(lines, picture)
    yield "a.html", _html(lines, picture)
    yield "a.rtf", _rtf(lines, picture)
    yield "a.pdf", pdf_of("\n".join(_pages(lines)))
    yield "body.eml", _mail(text)
    yield "attachment.eml", _mail("Kính gửi anh chị bản tin.", _docx(lines, picture))
    yield "a.doc", (_READERS / "office" / "a.doc").read_bytes()


def _docx(lines: list[str], picture: str) -> bytes:
    drawn = '<w:p><w:r><w:pict><v:shape><v:imagedata r:id="rId77"/></v:shape></w:pict></w:r></w:p>'
    paragraphs = "".join(paragraph(escape(line)).replace("\t", "</w:t><w:tab/><w:t>") for line in lines)
    return word_file({"document": paragraphs + drawn}, links=f"rId77 image {picture} External")


def _odt(lines: list[str], picture: str) -> bytes:
    paragraphs = (f"<text:p>{escape(line)}</text:p>".replace("\t", "<text:tab/>") for line in lines)
    drawn = f'<draw:frame><draw:image xlink:href="{picture}"/></draw:frame>'
    return odt_file(f"{''.join(paragraphs)}<text:p>{drawn}</text:p>")


def _html(lines: list[str], picture: str) -> bytes:
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    head = f'<meta charset="utf-8"><link rel="stylesheet" href="{picture}">'
    return f'<!DOCTYPE html><html><head>{head}</head><body>{body}<img src="{picture}"></body></html>'.encode()


def _rtf(lines: list[str], picture: str) -> bytes:
    def shown(line: str) -> str:
        signs = (sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in line.replace("\\", "\\\\"))
        return "".join(signs).replace("{", "\\{").replace("\t", "\\tab ")

    drawn = f'{{\\field{{\\*\\fldinst INCLUDEPICTURE "{picture}" \\\\d}}{{\\fldrslt }}}}'
    return ("{\\rtf1\\ansi\\uc1 " + "\\par\n".join(map(shown, lines)) + drawn + "}").encode("ascii")


def _pages(lines: list[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        if at % _A_PAGE == 0:
            yield "page"
        yield f"10 40 {800 - 16 * (at % _A_PAGE)} {line}".replace("\t", "  ")


def _mail(text: str, document: bytes = b"") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Bản tin"
    message.set_content(text)
    if document:
        kind = "vnd.openxmlformats-officedocument.wordprocessingml.document"
        message.add_attachment(document, maintype="application", subtype=kind, filename="bản tin.docx")
    return message.as_bytes()
