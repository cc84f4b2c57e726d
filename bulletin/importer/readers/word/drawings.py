"""What the walk does with what is drawn: pictures, charts and objects stay behind, words do not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.content import FlowParagraph, TextBox
from bulletin.importer.readers.flow.pieces import Piece
from bulletin.importer.readers.word.state import WordState


def _picture(state: WordState, element: Element) -> None:
    there = element.get("r:embed")
    key = there or element.get("r:id") or element.get("r:link")
    if key and not state.in_object:
        relation = state.relations.get(key)
        linked = not there and relation is not None and relation.external
        state.leave("picture", "a linked picture, not fetched," if linked else "a picture")


def _chart(state: WordState, element: Element) -> None:
    state.leave("chart", "a chart")


def _diagram(state: WordState, element: Element) -> None:
    state.leave("diagram", "a diagram (SmartArt)")


def _object(state: WordState, element: Element) -> None:
    state.leave("object", f"an embedded object ({element.get('ProgID') or 'of an unknown program'})")


def _control(state: WordState, element: Element) -> None:
    state.leave("object", "a form control")


def _drawn_text(state: WordState, element: Element) -> None:
    words = " ".join((element.text or "").split())
    if words:
        state.leave("drawing", f"words inside a drawing («{words}»)")


def _chunk(state: WordState, element: Element) -> None:
    relation = state.relations.get(element.get("r:id", ""))
    state.leave("part", f"a part of another document ({relation.target if relation else 'which is missing'})")


def _word_art(state: WordState, element: Element) -> None:
    """Words that VML draws along a line stand in an attribute: a text box of one line."""
    words = element.get("string", "").strip()
    if words and state.shown:
        box = TextBox(state.place.is_above(state.first_page), state.place.down)
        box.content.append(FlowParagraph(pieces=[Piece(words)]))
        state.open_paragraph().boxes.append(box)
        state.account.add(words)


def _object_frame(state: WordState, element: Element) -> Iterator[None]:
    before = state.in_object
    state.in_object = True
    yield
    state.in_object = before


LEAVES: dict[str, Callable[[WordState, Element], None]] = {
    "a:blip": _picture,
    "v:imagedata": _picture,
    "v:textpath": _word_art,
    "c:chart": _chart,
    "cx:chart": _chart,
    "dgm:relIds": _diagram,
    "o:OLEObject": _object,
    "w:control": _control,
    "a:t": _drawn_text,
    "w:altChunk": _chunk,
    "w:subDoc": _chunk,
}
FRAMES: dict[str, Callable[[WordState, Element], Iterator[None]]] = {"w:object": _object_frame}
