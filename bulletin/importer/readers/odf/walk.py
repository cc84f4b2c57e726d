"""The walk over the text of an .odt: each element once, in order, with a stack of its own, however deep.

The frame of an element is a generator: up to `yield` for when it is entered, the rest for when it is
left. An element without one is read as if it were not there: sections, indexes, fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.content import FlowParagraph, NoteSign, TextBox
from bulletin.importer.readers.flow.links import end_link
from bulletin.importer.readers.flow.pieces import LINE_END
from bulletin.importer.readers.flow.xml_tree import child, number
from bulletin.importer.readers.odf.state import DEEPEST, OdfState
from bulletin.importer.readers.odf.styles import OdfLook
from bulletin.importer.readers.odf.tables import cell_frame, row_frame, table_frame
from bulletin.importer.source import Disposition

_MOST_SPACES = 1_000


def walk(part: Element, state: OdfState) -> None:
    """Read all that is in `part` into `state`."""
    stack: list[tuple[Element, Iterator[Element], Iterator[None] | None]] = []
    element: Element | None = part
    while stack or element is not None:
        if element is not None:
            opens = _FRAMES.get(element.tag)
            frame = opens(state, element) if opens is not None else None
            if frame is not None:
                next(frame, None)
            state.read(element.text)
            stack.append((element, iter(element), frame))
        else:
            left, _, frame = stack.pop()
            if frame is not None:
                next(frame, None)
            if stack:
                state.read(left.tail)
        element = next(stack[-1][1], None) if stack else None


def _paragraph(state: OdfState, element: Element) -> Iterator[None]:
    name = element.get("text:style-name")
    outer = state.paragraph, state.look
    level = (number(element.get("text:outline-level")) or 1) - 1 if element.tag == "text:h" else None
    # The automatic style of a list paragraph says nothing of a heading; its element does.
    state.look = state.styles.look("paragraph", name, OdfLook())
    state.paragraph = FlowParagraph(
        outline=level, capitals=state.look.caps, list_id=_mark(state, element, level)
    )
    state.paragraph.level = max(state.level, 0)
    if state.fate is Disposition.TEXT:
        state.content.append(state.paragraph)
    if state.look.hidden:
        with state.under(Disposition.HIDDEN):
            yield
    else:
        yield
    state.paragraph, state.look = outer


def _mark(state: OdfState, element: Element, level: int | None) -> str:
    """What is printed before a paragraph: the first of an item in a list has a number, and a heading may."""
    if state.fate is not Disposition.TEXT:
        return ""
    if state.counted is None:
        return state.lists.heading_mark(element, level) if level is not None else ""
    numbered, start = state.mark
    state.mark = (False, None)
    return state.lists.next_mark(state.counted, state.level, start) if numbered else ""


def _list(state: OdfState, element: Element) -> Iterator[None]:
    before = state.counted, state.level, state.mark
    state.counted = state.lists.begun(element) if state.counted is None else state.counted
    state.level += 1
    yield
    state.counted, state.level, state.mark = before


def _item(state: OdfState, element: Element) -> Iterator[None]:
    state.mark = element.tag == "text:list-item", number(element.get("text:start-value"))
    yield


def _span(state: OdfState, element: Element) -> Iterator[None]:
    before = state.look
    state.look = state.styles.look("text", element.get("text:style-name"), before)
    if state.look.hidden:
        with state.under(Disposition.HIDDEN):
            yield
    else:
        yield
    state.look = before


def _link(state: OdfState, element: Element) -> Iterator[None]:
    paragraph, address = state.paragraph, element.get("xlink:href", "")
    start = len(paragraph.pieces) if paragraph is not None else 0
    yield
    if paragraph is not None and state.fate is Disposition.TEXT and not address.startswith("#"):
        end_link(paragraph, start, address, state.account)


def _note(state: OdfState, element: Element) -> Iterator[None]:
    if state.fate is not Disposition.TEXT or state.paragraph is None:
        yield
        return
    citation = child(element, "text:note-citation")
    mark = "".join((citation.text or "").split()) if citation is not None else ""
    key = element.get("text:note-class", ""), f"{len(state.notes)} {element.get('text:id', '')}"
    state.paragraph.pieces.append(NoteSign(*key, mark=mark))
    state.notes[key] = []
    with state.inside(state.notes[key]):
        yield


def _box(state: OdfState, element: Element) -> Iterator[None]:
    """A shape or text box: its paragraphs stand beside the one that it is anchored in."""
    if state.paragraph is None or state.fate is not Disposition.TEXT or state.depth >= DEEPEST:
        yield
        return
    place = state.styles.place(element)
    box = TextBox(place.is_above(first_page=len(state.content) < 20), place.down)
    state.paragraph.boxes.append(box)
    with state.inside(box.content):
        yield


def _frame(state: OdfState, element: Element) -> Iterator[None]:
    """A frame holds one thing in several forms: the first counts."""
    first = next((each.tag for each in element if each.tag.startswith("draw:")), "")
    if first == "draw:image":
        state.leave("picture", "a picture")
    elif first in ("draw:object", "draw:object-ole", "draw:plugin", "draw:applet"):
        state.leave("object", "an embedded object")
    yield from _box(state, element)


def _comment(state: OdfState, element: Element) -> Iterator[None]:
    if state.fate is Disposition.TEXT:
        state.seen.comments += 1
        _aside(state, Disposition.COMMENT)
    with state.under(Disposition.COMMENT):
        yield


def _aside(state: OdfState, fate: Disposition) -> None:
    if state.paragraph is not None:
        state.paragraph.aside.add(fate)


def _deletion_sign(state: OdfState, element: Element) -> Iterator[None]:
    """Where something was deleted; what it was stands at the beginning of the document."""
    _aside(state, Disposition.DELETED)
    yield


def _changes(state: OdfState, element: Element) -> Iterator[None]:
    state.seen.changes |= len(element) > 0
    yield


def _author(state: OdfState, element: Element) -> Iterator[None]:
    """Who changed something and when: no part of what was deleted."""
    before, state.fate = state.fate, Disposition.MARKUP
    yield
    state.fate = before


def _under(fate: Disposition) -> Callable[[OdfState, Element], Iterator[None]]:
    def frame(state: OdfState, element: Element) -> Iterator[None]:
        with state.under(fate):
            yield

    return frame


def _hidden_if(key: str, hidden: str) -> Callable[[OdfState, Element], Iterator[None]]:
    def frame(state: OdfState, element: Element) -> Iterator[None]:
        with state.under(Disposition.HIDDEN if element.get(key) == hidden else Disposition.TEXT):
            yield

    return frame


def _sign(text: str) -> Callable[[OdfState, Element], Iterator[None]]:
    def frame(state: OdfState, element: Element) -> Iterator[None]:
        state.put(text * min(max(number(element.get("text:c")) or 1, 1), _MOST_SPACES))
        yield

    return frame


_FRAMES: dict[str, Callable[[OdfState, Element], Iterator[None]]] = {
    "text:p": _paragraph,
    "text:h": _paragraph,
    "text:list": _list,
    "text:list-item": _item,
    "text:list-header": _item,
    "text:span": _span,
    "text:a": _link,
    "text:note": _note,
    "text:s": _sign(" "),
    "text:tab": _sign("\t"),
    "text:line-break": _sign(LINE_END),
    "text:section": _hidden_if("text:display", "none"),
    "text:hidden-text": _hidden_if("text:is-hidden", "true"),
    "text:hidden-paragraph": _hidden_if("text:is-hidden", "true"),
    "text:variable-set": _hidden_if("text:display", "none"),
    "text:tracked-changes": _changes,
    "text:change": _deletion_sign,
    "text:deletion": _under(Disposition.DELETED),
    "office:change-info": _author,
    "office:annotation": _comment,
    "table:table": table_frame,
    "table:table-row": row_frame,
    "table:table-cell": cell_frame,
    "table:covered-table-cell": cell_frame,
    "draw:frame": _frame,
    "draw:custom-shape": _box,
    "draw:rect": _box,
    "draw:ellipse": _box,
    "draw:polygon": _box,
    "draw:path": _box,
    "draw:line": _box,
    **dict.fromkeys(
        ("text:note-citation", "svg:title", "svg:desc", "office:binary-data", "office:forms", "text:script",
         "text:number", "office:scripts"),
        _under(Disposition.MARKUP),
    ),
}  # fmt: skip
