"""The walk over a page: its elements to paragraphs and tables, and what became of each character."""

from __future__ import annotations

import re
from collections.abc import Callable

from bulletin.importer.readers.flow.content import (
    Cell,
    FlowTable,
    NoteSign,
    OuterLink,
    TableRow,
)
from bulletin.importer.readers.flow.pieces import LINE_END, Piece
from bulletin.importer.readers.web.marks import Counter, word_level, word_mark
from bulletin.importer.readers.web.state import WebState
from bulletin.importer.readers.web.styles import look_of
from bulletin.importer.readers.web.tree import BLOCKS, HEADINGS, Element
from bulletin.importer.source import Disposition

_SPACES = re.compile(r"[ \t\r\n\f]+")
_FATES = {
    "script": Disposition.MARKUP, "style": Disposition.MARKUP, "template": Disposition.MARKUP,
    "title": Disposition.MARKUP, "noscript": Disposition.MARKUP, "xml": Disposition.MARKUP,
    "option": Disposition.MARKUP, "textarea": Disposition.MARKUP, "iframe": Disposition.MARKUP,
    "object": Disposition.MARKUP, "svg": Disposition.MARKUP, "math": Disposition.TEXT,
    "del": Disposition.DELETED,
}  # fmt: skip
_WORD_PARTS = (
    ("comment", Disposition.COMMENT), ("header", Disposition.HEADER), ("footer", Disposition.FOOTER),
)  # fmt: skip
# How Word and LibreOffice name the signs of notes, the notes, and the way back.
_NOTE = re.compile(r"#(?:_(?P<word>ftn|edn)|sd(?P<office>footnote|endnote))(?P<id>\d+)(?:sym)?")
_OWN_NOTE = re.compile(r"(?:(?P<word>ftn|edn)|sd(?P<office>footnote|endnote))(?P<id>\d+)")
_BACK = re.compile(r"#(?:_(?:ftn|edn)ref\d+|sd(?:foot|end)note\d+anc)")
_OUTSIDE = re.compile(r"(?:https?|mailto|ftp):", re.IGNORECASE)
_MOST_COLUMNS = 63


def walk(element: Element, state: WebState) -> None:
    """Read all that `element` holds."""
    for child in element.children:
        if isinstance(child, str):
            state.read(child)
        else:
            _walk_element(child, state)


def _walk_element(element: Element, state: WebState) -> None:
    declared = state.sheet.of(element)
    is_block = element.tag in BLOCKS or declared.get("display") == "block"
    if is_block and not element.goes_on:
        state.paragraph = None
    with state.printed(_fate(element, declared, state), look_of(element, declared, state.look)):
        _READERS.get(element.tag, _walk_other)(element, declared, state)
    if is_block and not element.is_cut:
        state.paragraph = None


def _fate(element: Element, declared: dict[str, str], state: WebState) -> Disposition:
    # LibreOffice says it in the title.
    part = declared.get("mso-element", element.attributes.get("title", "") if element.tag == "div" else "")
    names = " ".join(element.classes()).lower()
    if part.startswith("comment") or "msocomment" in names:
        state.seen.comments += part == "comment"
        return Disposition.COMMENT
    for begin, fate in _WORD_PARTS:
        if part.startswith(begin):
            return fate
    state.seen.changes = state.seen.changes or element.tag in ("del", "ins")
    return _FATES.get(element.tag, Disposition.TEXT)


def _walk_other(element: Element, declared: dict[str, str], state: WebState) -> None:
    own = _OWN_NOTE.fullmatch(element.attributes.get("id", ""))
    if own and element.tag == "div":
        with state.inside(state.notes.setdefault(_note(own), [])):
            walk(element, state)
        return
    walk(element, state)


def _note(found: re.Match[str]) -> tuple[str, str]:
    kind = found["word"] or found["office"]
    return ("endnote" if kind in ("edn", "endnote") else "footnote"), found["id"]


def _walk_paragraph(element: Element, declared: dict[str, str], state: WebState) -> None:
    before = state.outline
    if element.tag in HEADINGS:
        state.outline = HEADINGS.index(element.tag)
    mark, parts = word_mark(element)
    if mark:
        state.mark = (mark, word_level(declared))
        _take_out(element, parts, state)
    walk(element, state)
    state.mark = ("", 0) if mark else state.mark
    state.outline = before


def _take_out(element: Element, parts: list[Element | str], state: WebState) -> None:
    """Take the mark that Word wrote out of the text: the builder prints it anew."""
    kept: list[Element | str] = []
    for child in element.children:
        if any(child is part for part in parts):
            texts = [child] if isinstance(child, str) else child.texts()
            for text in texts:
                state.account.take(text, Disposition.MARKUP)
            continue
        if isinstance(child, Element):
            _take_out(child, parts, state)
        kept.append(child)
    element.children = kept


def _walk_list(element: Element, declared: dict[str, str], state: WebState) -> None:
    before = state.lists
    state.lists = (*before, Counter(element, declared))
    walk(element, state)
    state.lists = before


def _walk_item(element: Element, declared: dict[str, str], state: WebState) -> None:
    if state.lists and not element.goes_on:
        state.mark = (state.lists[-1].mark(element), len(state.lists) - 1)
    walk(element, state)
    state.mark = ("", 0)


def _walk_kept_lines(element: Element, declared: dict[str, str], state: WebState) -> None:
    before = state.keeps_lines
    state.keeps_lines = True
    walk(element, state)
    state.keeps_lines = before


def _walk_link(element: Element, declared: dict[str, str], state: WebState) -> None:
    address = element.attributes.get("href", "").strip()
    note = _NOTE.fullmatch(address)
    if note or _BACK.fullmatch(address):
        for text in element.texts():
            state.account.take(text, Disposition.MARKUP)
        if note and state.fate is Disposition.TEXT:
            state.open().pieces.append(NoteSign(*_note(note)))
        return
    paragraph = state.paragraph
    start = len(paragraph.pieces) if paragraph else 0
    walk(element, state)
    if state.paragraph is not None and _OUTSIDE.match(address) and paragraph in (state.paragraph, None):
        state.paragraph.links.append(OuterLink(start, len(state.paragraph.pieces), address))


def _walk_break(element: Element, declared: dict[str, str], state: WebState) -> None:
    if state.fate is Disposition.TEXT and state.paragraph is not None:
        state.paragraph.pieces.append(Piece(LINE_END))


def _walk_picture(element: Element, declared: dict[str, str], state: WebState) -> None:
    # Pictures of one point are there to be counted, not to be seen.
    if element.attributes.get("width") != "1" and element.attributes.get("height") != "1":
        state.leave("picture", "a picture")


def _walk_object(element: Element, declared: dict[str, str], state: WebState) -> None:
    state.leave("object", "an embedded object")
    with state.printed(Disposition.MARKUP, state.look):
        walk(element, state)


def _walk_table(element: Element, declared: dict[str, str], state: WebState) -> None:
    table = FlowTable()
    if state.fate is not Disposition.TEXT:
        walk(element, state)
        return
    below: dict[int, int] = {}
    for part in list(element.children):
        _walk_part_of_table(part, table, below, state)
    state.paragraph = None
    state.content.append(table)


def _walk_part_of_table(
    part: Element | str, table: FlowTable, below: dict[int, int], state: WebState
) -> None:
    if isinstance(part, str):
        state.read(part)
    elif part.tag in ("thead", "tbody", "tfoot", "tr"):
        declared = state.sheet.of(part)
        with state.printed(_fate(part, declared, state), look_of(part, declared, state.look)):
            if part.tag == "tr" and state.fate is Disposition.TEXT:
                _walk_row(part, table, below, state)
            else:
                for child in part.children:
                    _walk_part_of_table(child, table, below, state)
    else:
        _walk_element(part, state)


def _walk_row(element: Element, table: FlowTable, below: dict[int, int], state: WebState) -> None:
    """Read a row; `below` says for how many rows cells above go on, by their columns."""
    row = TableRow()
    column = 0

    def fill() -> None:
        nonlocal column
        while below.get(column, 0):
            below[column] -= 1
            row.cells.append(Cell(goes_on=True))
            column += 1

    for part in element.children:
        if isinstance(part, str) or part.tag not in ("td", "th"):
            _walk_part_of_table(part, table, below, state)
            continue
        fill()
        cell = Cell(span=_span(part, "colspan"))
        for own in range(column, column + cell.span):
            below[own] = _span(part, "rowspan") - 1
        column += cell.span
        with state.inside(cell.content):
            _walk_element(part, state)
        row.cells.append(cell)
    fill()
    table.rows.append(row)


def _span(element: Element, name: str) -> int:
    text = element.attributes.get(name, "").strip()
    return min(int(text), _MOST_COLUMNS) if text.isdecimal() and len(text) < 6 and int(text) else 1


_READERS: dict[str, Callable[[Element, dict[str, str], WebState], None]] = {
    **dict.fromkeys(("p", *HEADINGS), _walk_paragraph),
    **dict.fromkeys(("ul", "ol"), _walk_list),
    **dict.fromkeys(("object", "embed", "iframe", "audio", "video", "canvas", "svg"), _walk_object),
    "li": _walk_item,
    "pre": _walk_kept_lines,
    "a": _walk_link,
    "br": _walk_break,
    "img": _walk_picture,
    "table": _walk_table,
}
