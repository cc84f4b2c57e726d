"""An OpenDocument text (.odt): bytes in, a `Source` out, by the rules of a Word document (see `docx`)."""

from __future__ import annotations

import hashlib
from xml.etree.ElementTree import Element

from bulletin.content.model import BulletinError
from bulletin.importer.readers.flow import report
from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.blocks import Builder
from bulletin.importer.readers.flow.notes import Notes
from bulletin.importer.readers.flow.xml_tree import child
from bulletin.importer.readers.flow.zip_file import SEND_AGAIN, ZipParts
from bulletin.importer.readers.odf.lists import Lists
from bulletin.importer.readers.odf.state import OdfState
from bulletin.importer.readers.odf.styles import OdfStyles
from bulletin.importer.readers.odf.total import total
from bulletin.importer.readers.odf.walk import walk
from bulletin.importer.source import Disposition, Form, Source

_SAVE_AGAIN = "ask the sender to open it in LibreOffice and save it again"


def read(data: bytes, name: str) -> Source:
    """The document in `data`, the bytes of an .odt; `name` is its file name, for messages and the report.

    Raises BulletinError for what is no .odt, is locked, damaged, too large or without text: one line
    that says what it is, where, and what to ask the sender for. Nothing outside `data` is looked at.
    """
    if not data.startswith(b"PK"):
        raise BulletinError(f"{name}: is no OpenDocument text; ask the sender for the .odt")
    parts = ZipParts(data, name, _SAVE_AGAIN)
    _refuse_others(parts)
    content = parts.tree("content.xml")
    styles = parts.tree("styles.xml") if parts.has("styles.xml") else None
    roots = [root for root in (styles, content) if root is not None]
    account = Account()
    state = OdfState(OdfStyles(roots), Lists(roots), account)
    body = child(content, "office:body")
    if body is not None:
        walk(body, state)
    for root in (child(styles, "office:master-styles"), child(content, "office:master-styles")):
        _count(root, account)
    # Numbers are counted by the walk: lists of an .odt are elements, not names that paragraphs have.
    builder = Builder(lambda mark, level: mark, account, Notes(state.notes, {}))
    builder.add(state.content)
    if not builder.blocks:
        raise BulletinError(f"{name}: has no text; ask the sender for the document with its text")
    count = total(parts.read(part) for part in ("content.xml", "styles.xml") if parts.has(part))
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        form=Form.ODT,
        blocks=tuple(builder.blocks),
        held=account.closed(count),
        notes=(*report.notes(account, state.seen, builder.aside), *builder.left),
    )


def _refuse_others(parts: ZipParts) -> None:
    kind = parts.read("mimetype").decode("ascii", "replace").strip() if parts.has("mimetype") else ""
    for sign, what in (("spreadsheet", "a spreadsheet"), ("presentation", "a presentation")):
        if sign in kind:
            raise BulletinError(f"{parts.name}: is {what}; ask the sender for the text document")
    if not parts.has("content.xml"):
        raise BulletinError(f"{parts.name}: is no OpenDocument text, or has lost its content; {SEND_AGAIN}")
    if parts.has("META-INF/manifest.xml"):
        manifest = parts.tree("META-INF/manifest.xml")
        if next(manifest.iter("manifest:encryption-data"), None) is not None:
            raise BulletinError(f"{parts.name}: is locked with a password; ask the sender for it without one")


def _count(root: Element | None, account: Account) -> None:
    """Count headers and footers, and what else stands in the styles of pages."""
    for page in root if root is not None else ():
        account.take(f"{page.text or ''}{page.tail or ''}", Disposition.MARKUP)
        for part in page:
            fate = Disposition.FOOTER if part.tag.startswith("style:footer") else Disposition.HEADER
            account.take("".join(part.itertext()), fate)
            account.take(part.tail or "", Disposition.MARKUP)
    account.take((root.text or "") if root is not None else "", Disposition.MARKUP)
