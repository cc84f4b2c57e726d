"""Styles of an .odt: how paragraphs and words are printed, by chains of styles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.place import HEAD_OF_PAGE, Depth, length
from bulletin.importer.readers.flow.xml_tree import child

_OF_PAGE = ("page", "page-content")


@dataclass(frozen=True, slots=True)
class OdfLook:
    """How text is printed: in capitals, hidden, in which font, raised (`superscript`) or lowered."""

    caps: bool = False
    hidden: bool = False
    font: str = ""
    raised: str = ""


class OdfStyles:
    """The styles in `parts`, the roots of styles.xml and content.xml; a later one of a name counts."""

    def __init__(self, parts: Iterable[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._fonts: dict[str, str] = {}
        for part in parts:
            for element in part.iter("style:font-face"):
                family = element.get("svg:font-family", "").strip("'\"")
                self._fonts[element.get("style:name", "")] = family
            for element in part.iter():
                if element.tag in ("style:style", "style:default-style"):
                    self._styles[_key(element)] = element

    def chain(self, family: str, name: str | None) -> list[Element]:
        """The style and those it is based on, nearest first, the family's default behind them."""
        found: dict[str, Element] = {}
        while name is not None and (family, name) in self._styles and name not in found:
            found[name] = self._styles[family, name]
            name = found[name].get("style:parent-style-name")
        default = self._styles.get((family, ""))
        return [*found.values(), *([] if default is None else [default])]

    def look(self, family: str, name: str | None, base: OdfLook) -> OdfLook:
        """How text of that style is printed, inside what is printed as `base`."""
        for element in reversed(self.chain(family, name)):
            said = child(element, "style:text-properties")
            if said is not None:
                base = self._over(base, said)
        return base

    def place(self, frame: Element) -> Depth:
        """The place of a frame or shape."""
        down, of_page = length(frame.get("svg:y", "")), frame.get("text:anchor-type") == "page"
        for element in reversed(self.chain("graphic", frame.get("draw:style-name"))):
            said = child(element, "style:graphic-properties")
            if said is not None:
                of_page = of_page or said.get("style:vertical-rel") in _OF_PAGE
                if said.get("style:vertical-pos") in ("middle", "bottom"):
                    down = HEAD_OF_PAGE
        return Depth(down, of_page)

    def _over(self, base: OdfLook, said: Element) -> OdfLook:
        transform, display = said.get("fo:text-transform"), said.get("text:display")
        name = said.get("style:font-name", "")
        font = said.get("fo:font-family") or self._fonts.get(name, name)
        position = said.get("style:text-position", "").split()[:1]
        look = replace(base, font=font.strip("'\"") if font else base.font)
        if transform is not None:
            look = replace(look, caps=transform == "uppercase")
        if display is not None:
            look = replace(look, hidden=display == "none")
        if position:
            look = replace(look, raised=_raised(position[0]))
        return look


def _key(element: Element) -> tuple[str, str]:
    name = "" if element.tag == "style:default-style" else element.get("style:name", "")
    return element.get("style:family", ""), name


def _raised(position: str) -> str:
    if position == "super" or (position.rstrip("%").isdigit() and position.strip("0%")):
        return "superscript"
    return "subscript" if position.startswith(("sub", "-")) else ""
