"""A web page, or a Word document saved as one: bytes in, a `Source` out, by the rules of a Word document."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Sequence

from bulletin.content.model import BulletinError
from bulletin.importer.readers.decoding import Decoded, decode, decode_shown
from bulletin.importer.readers.flow import report
from bulletin.importer.readers.flow.account import Account
from bulletin.importer.readers.flow.blocks import Builder
from bulletin.importer.readers.flow.content import Block, FlowParagraph, FlowTable, NoteSign
from bulletin.importer.readers.flow.notes import NoteFormat, Notes
from bulletin.importer.readers.plain.wrapped import is_wrapped
from bulletin.importer.readers.web.state import WebState
from bulletin.importer.readers.web.styles import StyleSheet
from bulletin.importer.readers.web.tree import DEEPEST, Element, TooDeep, count_of, tree_of
from bulletin.importer.readers.web.walk import walk
from bulletin.importer.source import Form, Source
from bulletin.text.letters import nfc

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_OLD_FONT = re.compile(rb"\.Vn[A-Z]|VNI[-_ ][A-Z]", re.IGNORECASE)
_HEAD = 4096
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Control characters are nothing to see: they go the way of those without a width.
_CONTROL = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20)], "\u200b")
_CONDITION = re.compile(r"<!\[(?!endif\]--)[^<>]*>")
_MOST_OPEN = 1_000
_OF_MARKUP = frozenset("<>&\"'")
_LARGEST = 20_000_000
_NUMBERED = {"footnote": NoteFormat("decimal", 1), "endnote": NoteFormat("lowerRoman", 1)}


def read(data: bytes, name: str) -> Source:
    """The page in `data`, the bytes of the file `name`; nothing that it refers to is looked at.

    Raises BulletinError for a page without text, one too large or nested too deeply, and one whose
    lines are wrapped, each a paragraph of its own.
    """
    if len(data) > _LARGEST:
        raise BulletinError(
            f"{name}: is a web page of {len(data) // 1_000_000} MB; ask the sender for the Word file"
        )
    decoded = _decoded(data, name)
    page = _letters_of(_mended(decoded.text))
    if page.count("<") > 2 * page.count(">") + _MOST_OPEN:
        raise BulletinError(f"{name}: is damaged: its tags have no end; ask the sender to save it again")
    try:
        root = tree_of(page)
    except TooDeep:
        raise BulletinError(
            f"{name}: is nested deeper than {DEEPEST} elements; ask the sender for the Word file"
        ) from None
    account = Account()
    state = WebState(StyleSheet(_sheets(root)), account)
    walk(root, state)
    content = [*state.content, *_unused(state)]
    if is_wrapped(_lines(content)):
        raise BulletinError(
            f"{name}: its lines were wrapped by a program, each is a paragraph of its own; "
            "ask the sender for the Word file or the PDF"
        )
    builder = Builder(lambda mark, level: mark, account, Notes(state.notes, _NUMBERED))
    builder.add(content)
    if not builder.blocks:
        raise BulletinError(f"{name}: has no text; ask the sender for the document with its text")
    return Source(
        name=name,
        sha256=hashlib.sha256(data).hexdigest(),
        form=Form.HTML,
        blocks=tuple(builder.blocks),
        held=account.closed(count_of(page)),
        notes=(*decoded.notes, *report.notes(account, state.seen, builder.aside), *builder.left),
        decoder=decoded.decoder,
    )


def _decoded(data: bytes, name: str) -> Decoded:
    found = _CHARSET.search(data[:_HEAD])
    declared = found[1].decode("ascii") if found else ""
    if _OLD_FONT.search(data):
        return Decoded(decode_shown(data, declared))
    return decode(data, name, declared)


def _mended(page: str) -> str:
    """The page without Word's conditions `<![if …]>`; what begins a comment that never ends is text."""
    bare = _CONDITION.sub("", page).replace("<![", "&lt;![")
    end = bare.rfind("-->") + 1
    return bare[:end] + bare[end:].replace("<!--", "&lt;!--")


def _letters_of(page: str) -> str:
    """The page with references as the characters they are, but for those that would be markup."""

    def character(found: re.Match[str]) -> str:
        text = html.unescape(found.group())
        return found.group() if text[:1] in _OF_MARKUP or text == found.group() else text

    return nfc(_REFERENCE.sub(character, page)).translate(_CONTROL)


def _sheets(root: Element) -> list[str]:
    found: list[str] = []
    open_elements = [root]
    while open_elements:
        element = open_elements.pop()
        inner = [child for child in element.children if isinstance(child, Element)]
        found += ["".join(element.texts())] if element.tag == "style" else []
        open_elements += reversed(inner)
    return found


def _unused(state: WebState) -> list[Block]:
    """What notes hold to which no sign in the text refers: it is printed at the end."""
    used = {(sign.kind, sign.note_id) for sign in _signs(state.content)}
    return [block for key, content in state.notes.items() if key not in used for block in content]


def _signs(content: Sequence[Block]) -> list[NoteSign]:
    found: list[NoteSign] = []
    for block in content:
        if isinstance(block, FlowTable):
            for row in block.rows:
                for cell in row.cells:
                    found += _signs(cell.content)
        else:
            found += [piece for piece in block.pieces if isinstance(piece, NoteSign)]
    return found


def _lines(content: Sequence[Block]) -> list[str]:
    """The lines of the paragraphs outside of lists and tables, as the page breaks them."""
    own = (block for block in content if isinstance(block, FlowParagraph) and not block.list_id)
    lines = "\n".join(block.raw for block in own).split("\n")
    return [line.strip() for line in lines if line.strip()]
