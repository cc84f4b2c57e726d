"""The walk over a part of a .docx: each element once, in order, with a stack of its own, however deep.

What an element means for those inside it ends where the element ends. So the frame of an element is a
generator: up to `yield` for when it is entered, the rest for when it is left. An element without one is
read as if it were not there: content controls, smart tags, insertions, whatever Word has yet to invent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.content import Block, FlowTable, TextBox
from bulletin.importer.readers.flow.place import Depth
from bulletin.importer.readers.flow.xml_tree import child
from bulletin.importer.readers.word import boxes, drawings, formula, inline, properties
from bulletin.importer.readers.word.state import DEEPEST, WordState
from bulletin.importer.readers.word.xml import value
from bulletin.importer.source import Disposition

_TEXT = ("w:t", "m:t")


def walk(part: Element, state: WordState) -> None:
    """Read all that is in `part` into `state`."""
    stack: list[tuple[Iterator[Element], Iterator[None] | None]] = [(iter([part]), None)]
    while stack:
        inner, frame = stack[-1]
        element = next(inner, None)
        if element is None:
            stack.pop()
            if frame is not None:
                next(frame, None)
            continue
        leaf = _LEAVES.get(element.tag)
        if leaf is not None:
            leaf(state, element)
        opens = _FRAMES.get(element.tag)
        opened = opens(state, element) if opens is not None else None
        if opened is not None:
            next(opened, None)
        stack.append((iter(element), opened))


def text_under(element: Element) -> str:
    """All that is printed under `element`, without white space."""
    return "".join("".join((each.text or "").split()) for each in element.iter() if each.tag in _TEXT)


def _paragraph(state: WordState, element: Element) -> Iterator[None]:
    outer = state.paragraph, state.style, state.look
    state.paragraph, state.style = properties.paragraph(element, state.styles, state.numbering)
    state.append(state.paragraph)
    mark = child(child(element, "w:pPr"), "w:rPr")
    changes = ("w:ins", "w:del", "w:moveFrom", "w:moveTo")
    state.seen.changes |= any(child(mark, tag) is not None for tag in changes)
    yield
    state.first_page &= not properties.ends_page(element)
    state.paragraph, state.style, state.look = outer


def _table(state: WordState, element: Element) -> Iterator[None]:
    state.depth += 1
    if state.depth > DEEPEST:
        yield
    else:
        before = state.table, state.row, state.table_format
        state.table, state.row, state.paragraph = FlowTable(), None, None
        state.append(state.table)
        style = value(child(element, "w:tblPr"), "w:tblStyle")
        state.table_format = state.styles.style(style).run
        yield
        state.table, state.row, state.table_format = before
        state.paragraph = None
    state.depth -= 1


def _row(state: WordState, element: Element) -> Iterator[None]:
    if state.table is None or state.depth > DEEPEST:
        yield
        return
    deleted = properties.is_changed(element, "w:del")
    state.seen.changes |= deleted or properties.is_changed(element, "w:ins")
    hidden = properties.is_hidden_row(element)
    before = state.row
    state.row = properties.row(element)
    if deleted or hidden:
        with state.under(Disposition.DELETED if deleted else Disposition.HIDDEN):
            yield
    else:
        state.table.rows.append(state.row)
        yield
    state.row = before


def _cell(state: WordState, element: Element) -> Iterator[None]:
    if state.row is None or state.depth > DEEPEST:
        yield
        return
    made = properties.cell(element)
    state.row.cells.append(made)
    with state.inside(made.content):
        if properties.is_deleted_cell(element):
            state.seen.changes = True
            with state.under(Disposition.DELETED):
                yield
        else:
            yield


def _box(state: WordState, element: Element) -> Iterator[None]:
    state.depth += 1
    if state.depth > DEEPEST:
        yield
    else:
        content: list[Block] = []
        if state.shown:
            box = TextBox(state.place.is_above(state.first_page), state.place.down, content)
            state.open_paragraph().boxes.append(box)
        with state.inside(content):
            yield
    state.depth -= 1


def _placed(of: Callable[[Element], Depth]) -> Callable[[WordState, Element], Iterator[None]]:
    def frame(state: WordState, element: Element) -> Iterator[None]:
        before, state.place = state.place, of(element)
        yield
        state.place = before

    return frame


def _alternatives(state: WordState, element: Element) -> Iterator[None]:
    """Of several ways to say one thing, the first that has text counts, or else the first."""
    branches = [each for each in element if each.tag in ("mc:Choice", "mc:Fallback")]
    # Inside each other they would be compared again and again.
    if state.depth_of_copies < DEEPEST:
        texts = [text_under(each) for each in branches]
        chosen = next((at for at, text in enumerate(texts) if text), 0)
        if state.shown:
            state.seen.differing_copies += sum(text not in (texts[chosen], "") for text in texts)
    else:
        chosen = 0
    state.copies.update(branches[:chosen] + branches[chosen + 1 :])
    state.depth_of_copies += 1
    yield
    state.depth_of_copies -= 1


def _alternative(state: WordState, element: Element) -> Iterator[None]:
    if element in state.copies:
        with state.under(Disposition.DUPLICATE):
            yield
    else:
        yield


def _changed(fate: Disposition) -> Callable[[WordState, Element], Iterator[None]]:
    def frame(state: WordState, element: Element) -> Iterator[None]:
        state.seen.changes |= state.fate is Disposition.TEXT
        with state.under(fate):
            yield

    return frame


def _apart(state: WordState, element: Element) -> Iterator[None]:
    """Properties: nothing in them is printed."""
    with state.under(Disposition.MARKUP):
        yield


_LEAVES = inline.LEAVES | drawings.LEAVES
_FRAMES: dict[str, Callable[[WordState, Element], Iterator[None]]] = {
    **inline.FRAMES,
    **formula.FRAMES,
    **drawings.FRAMES,
    "w:p": _paragraph,
    "w:tbl": _table,
    "w:tr": _row,
    "w:tc": _cell,
    "w:txbxContent": _box,
    "wp:anchor": _placed(boxes.of_anchor),
    "v:shape": _placed(boxes.of_shape),
    "v:rect": _placed(boxes.of_shape),
    "v:roundrect": _placed(boxes.of_shape),
    "mc:AlternateContent": _alternatives,
    "mc:Choice": _alternative,
    "mc:Fallback": _alternative,
    "w:del": _changed(Disposition.DELETED),
    "w:moveFrom": _changed(Disposition.MOVED),
    "w:ins": _changed(Disposition.TEXT),
    "w:moveTo": _changed(Disposition.TEXT),
    **dict.fromkeys(("w:pPr", "w:rPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sdtPr", "w:sectPr"), _apart),
}
