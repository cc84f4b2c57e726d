"""What the walk does with formulas and readings printed above words: signs that only the layout says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.xml_tree import child
from bulletin.importer.readers.word.state import WordState


def _around(before: str, behind: str) -> Callable[[WordState, Element], Iterator[None]]:
    def frame(state: WordState, element: Element) -> Iterator[None]:
        state.put_added(before)
        yield
        state.put_added(behind)

    return frame


def _delimited(state: WordState, element: Element) -> Iterator[None]:
    properties = child(element, "m:dPr")
    signs = [child(properties, tag) for tag in ("m:begChr", "m:endChr")]
    before, behind = (
        default if sign is None else sign.get("m:val", "") for sign, default in zip(signs, "()", strict=True)
    )
    state.put_added(before)
    yield
    state.put_added(behind)


def _operator(state: WordState, element: Element) -> Iterator[None]:
    sign = child(child(element, "m:naryPr"), "m:chr")
    state.put_added("∫" if sign is None else sign.get("m:val", ""))
    yield


def _raised(raised: str) -> Callable[[WordState, Element], Iterator[None]]:
    def frame(state: WordState, element: Element) -> Iterator[None]:
        before, state.raised = state.raised, raised
        yield
        state.raised = before

    return frame


FRAMES: dict[str, Callable[[WordState, Element], Iterator[None]]] = {
    "w:rt": _around("(", ")"),
    "m:num": _around("", "/"),
    "m:rad": _around("√", ""),
    "m:d": _delimited,
    "m:nary": _operator,
    "m:sup": _raised("superscript"),
    "m:sub": _raised("subscript"),
}
