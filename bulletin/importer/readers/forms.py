"""Every form that can be read, and its reader: bytes in, a `Source` out, whatever the file is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bulletin.content.model import BulletinError
from bulletin.importer import gate
from bulletin.importer.readers import docx, html, mail, odt, office, pdf, text
from bulletin.importer.readers.signatures import form_of
from bulletin.importer.source import Form, Source

READERS: Mapping[Form, Callable[[bytes, str], Source]] = {
    Form.TEXT: text.read,
    Form.DOCX: docx.read,
    Form.ODT: odt.read,
    Form.PDF: pdf.read,
    Form.HTML: html.read,
    Form.DOC: lambda data, name: office.read(data, name, Form.DOC),
    Form.RTF: lambda data, name: office.read(data, name, Form.RTF),
    Form.MAIL: lambda data, name: mail.read(data, name, _read_part),
}


def read(data: bytes, name: str) -> Source:
    """The document in `data`; `name` is its file name, for messages and the report.

    Raises BulletinError for what is no document, or none that can be read as Vietnamese.
    """
    return _read_as(form_of(data, name), data, name)


def _read_as(form: Form, data: bytes, name: str) -> Source:
    source = READERS[form](data, name)
    gate.refuse_garbled((block.text for block in source.blocks), name)
    return source


def _read_part(data: bytes, name: str, form: Form | None) -> Source:
    """A part of a mail, as the form it is said to be; a mail within it has had its turn."""
    own = form or form_of(data, name)
    if own is Form.MAIL:
        raise BulletinError(f"{name}: is another mail; save it and import that")
    return _read_as(own, data, name)
