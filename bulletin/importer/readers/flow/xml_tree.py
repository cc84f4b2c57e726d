"""XML parts as trees with short names: a paragraph is `w:p`, in strict files of Word too, or `text:p`."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from defusedxml.ElementTree import DefusedXMLParser

# Both families of namespaces: ECMA-376 part 1 (strict, purl.oclc.org) and part 4 (transitional).
_OFFICE = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
_PREFIXES = {
    **{f"{root}{path}": prefix for prefix, path in (
        ("w", "wordprocessingml/2006/main"),
        ("r", "officeDocument/2006/relationships"),
        ("m", "officeDocument/2006/math"),
        ("wp", "drawingml/2006/wordprocessingDrawing"),
        ("a", "drawingml/2006/main"),
        ("pic", "drawingml/2006/picture"),
        ("c", "drawingml/2006/chart"),
        ("dgm", "drawingml/2006/diagram"),
        ("lc", "drawingml/2006/lockedCanvas"),
    ) for root, path in ((_OFFICE[0], path), (_OFFICE[1], path.replace("2006/", "")))},
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
    **{f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0": prefix for prefix, path in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("manifest", "manifest"),
    )},
    "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0": "loext",
    "http://www.w3.org/1999/xlink": "xlink",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://www.w3.org/XML/1998/namespace": "xml",
}  # fmt: skip
# An issue has a few thousand, or fifty thousand where Word cut all its words into pieces.
_MOST_ELEMENTS = 600_000


class TooLarge(ValueError):
    """An XML part has more elements than can be held."""


class _Tree:
    """A target for the parser: elements with short names and attributes."""

    def __init__(self) -> None:
        self._short: dict[str, str] = {}
        self._open: list[Element] = []
        self._last: Element | None = None
        self._ended = False
        self._count = 0
        self._text: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise TooLarge
        names = {self._name(key): value for key, value in attributes.items()}
        if self._open:
            element = SubElement(self._open[-1], self._name(tag), names)
        else:
            element = Element(self._name(tag), names)
        self._open.append(element)
        self._last, self._ended = element, False

    def end(self, tag: str) -> None:
        self._flush()
        self._last, self._ended = self._open.pop(), True

    def data(self, text: str) -> None:
        self._text.append(text)

    def close(self) -> Element:
        assert self._last is not None  # The parser refuses a part without an element.
        return self._last

    def _flush(self) -> None:
        if self._text and self._last is not None:
            text = "".join(self._text)
            if self._ended:
                self._last.tail = text
            else:
                self._last.text = text
        self._text = []

    def _name(self, name: str) -> str:
        if name not in self._short:
            namespace, brace, local = name.removeprefix("{").rpartition("}")
            prefix = _PREFIXES.get(namespace)
            self._short[name] = f"{prefix}:{local}" if brace and prefix else name
        return self._short[name]


def tree(data: bytes) -> Element:
    """The root of the XML in `data`, with short names; unknown namespaces keep their long ones.

    Raises ParseError, LookupError or ValueError (DefusedXmlException for a document type or an
    entity, `TooLarge`) for what is no XML of Word's.
    """
    parser = DefusedXMLParser(target=_Tree(), forbid_dtd=True)
    parser.feed(data)
    root: Element = parser.close()
    return root


def child(parent: Element | None, tag: str) -> Element | None:
    """The first child `tag` of `parent`, if there is one. `Element.find` wants no colon in a name."""
    if parent is not None:
        for element in parent:
            if element.tag == tag:
                return element
    return None


def number(text: str | None) -> int | None:
    """The whole number that `text` is; None for anything else, and for what no document counts to.

    >>> number("12"), number("twelve"), number("9999999999")
    (12, None, None)
    """
    plain = (text or "").strip()
    digits = plain.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
        return None
    return int(plain)
