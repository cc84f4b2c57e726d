"""What the walk does with what stands inside paragraphs: text, signs, fields, links, notes, pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow import links
from bulletin.importer.readers.flow.account import letters
from bulletin.importer.readers.flow.content import NoteSign
from bulletin.importer.readers.flow.pieces import LINE_END, Piece
from bulletin.importer.readers.flow.symbols import Coding, as_unicode, coding, without_private
from bulletin.importer.readers.word import properties
from bulletin.importer.readers.word.state import WordState
from bulletin.importer.source import Disposition

_SPACES = re.compile(r"[ \r\n]+")
# What holds characters of a document.
TEXT_ELEMENTS = ("w:t", "m:t", "w:delText", "w:instrText", "w:delInstrText")
_HEX = re.compile(r"[0-9A-Fa-f]{2,4}")


def own_text(element: Element) -> str:
    """The characters of a text element, without spaces at its ends unless it says that they are meant."""
    text = (element.text or "") + "".join(inner.tail or "" for inner in element)
    text = text if element.get("xml:space") == "preserve" else text.strip(" \t\r\n")
    return _SPACES.sub(" ", text) if "\n" in text or "\r" in text else text


def _text(state: WordState, element: Element) -> None:
    text = own_text(element)
    fate = state.fate
    if fate is Disposition.TEXT and state.fields.in_code:
        fate = Disposition.FIELD_CODE
        state.seen.text_in_codes += letters(text)
    state.take(text, fate)
    state.put(text)


def _deleted_text(state: WordState, element: Element) -> None:
    shown = state.fate is Disposition.TEXT
    state.take(own_text(element), Disposition.DELETED if shown else state.fate)
    state.seen.changes = True


def _code(state: WordState, element: Element) -> None:
    shown = state.fate is Disposition.TEXT
    text = own_text(element)
    state.account.take(text, Disposition.FIELD_CODE if shown else state.fate)
    state.fields.read_code(text)


def _sign_of_field(state: WordState, element: Element) -> None:
    field = state.fields.sign(element)
    if field is None or not state.shown:
        return
    paragraph = state.open_paragraph()
    if element.get("w:fldCharType") == "separate":
        field.start = len(paragraph.pieces)
        last = paragraph.pieces[-1] if paragraph.pieces else None
        if field.is_page_number() and isinstance(last, Piece) and not last.text.endswith("\t"):
            state.put("\t")
    elif field.address():
        links.end_link(paragraph, field.start, field.address(), state.account)


def _line_end(state: WordState, element: Element) -> None:
    if element.get("w:type") in ("page", "column") and state.shown:
        state.first_page = False
    state.put(LINE_END)


def _page_end(state: WordState, element: Element) -> None:
    state.first_page = False


def _tab(state: WordState, element: Element) -> None:
    state.put("\t")


def _hyphen(state: WordState, element: Element) -> None:
    state.put_added("-")


def _sign(state: WordState, element: Element) -> None:
    """A `w:sym`: a code in a font of signs, or in any other font."""
    code = element.get("w:char", "")
    if not _HEX.fullmatch(code) or not state.shown:
        return
    font = coding(element.get("w:font", ""))
    sign = int(code, 16)
    if font in (Coding.TCVN3, Coding.TCVN3_CAPITALS, Coding.VNI):
        state.put(chr(sign % 0x100), font)
        state.account.add(chr(sign % 0x100))
        return
    text, unknown = without_private(as_unicode(chr(sign + 0xF000 if sign < 0x100 else sign), font))
    at_start = not any(
        isinstance(piece, Piece) and piece.text.strip() for piece in state.open_paragraph().pieces
    )
    if unknown and at_start:
        state.put_added("•")
    elif unknown:
        state.leave("sign", f"the sign {code} of the font {element.get('w:font', '')}")
    elif text.isprintable():
        state.put_added(text)


def _note_sign(state: WordState, element: Element) -> None:
    if state.shown:
        own_sign = element.get("w:customMarkFollows") in ("1", "true", "on")
        kind = element.tag.removeprefix("w:").removesuffix("Reference")
        sign = NoteSign(kind, element.get("w:id", ""), own_sign)
        state.open_paragraph().pieces.append(sign)
        state.references.append(sign)


def _comment_sign(state: WordState, element: Element) -> None:
    if state.shown and state.paragraph is not None:
        state.paragraph.aside.add(Disposition.COMMENT)


def _run(state: WordState, element: Element) -> Iterator[None]:
    before = state.look
    state.look = properties.look(element, state.style, state.table_format, state.styles)
    if state.look.hidden:
        with state.under(Disposition.HIDDEN):
            yield
    else:
        yield
    state.look = before


def _link(state: WordState, element: Element) -> Iterator[None]:
    relation = state.relations.get(element.get("r:id", ""))
    paragraph = state.open_paragraph() if state.shown else None
    start = len(paragraph.pieces) if paragraph else 0
    yield
    if paragraph and relation and relation.external:
        links.end_link(paragraph, start, relation.target, state.account)


LEAVES: dict[str, Callable[[WordState, Element], None]] = {
    "w:t": _text,
    "m:t": _text,
    "w:delText": _deleted_text,
    "w:instrText": _code,
    "w:delInstrText": _code,
    "w:fldChar": _sign_of_field,
    "w:br": _line_end,
    "w:cr": _line_end,
    "w:lastRenderedPageBreak": _page_end,
    "w:tab": _tab,
    "w:ptab": _tab,
    "w:noBreakHyphen": _hyphen,
    "w:sym": _sign,
    "w:commentReference": _comment_sign,
    "w:footnoteReference": _note_sign,
    "w:endnoteReference": _note_sign,
}
FRAMES: dict[str, Callable[[WordState, Element], Iterator[None]]] = {
    "w:r": _run,
    "m:r": _run,
    "w:hyperlink": _link,
}
