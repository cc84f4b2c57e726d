"""HTML as a tree of elements, as browsers read it: missing end tags are understood, faults forgiven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bulletin.importer.readers.flow.account import letters

# No page that a person made is nested deeper.
DEEPEST = 200
_VOID_TAGS = "area base br col embed hr img input link meta param source track wbr"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCK_TAGS = """
address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
footer form header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
_VOID = frozenset(_VOID_TAGS.split())
BLOCKS = frozenset((*_BLOCK_TAGS.split(), *HEADINGS))
# Which open elements a start tag ends, and the elements beyond which it looks for none.
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl", "table"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr", "caption", "colgroup"}), frozenset({"table"})),
    "thead": (frozenset({"thead", "tbody", "tfoot", "caption", "colgroup"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot", "caption", "colgroup"}), frozenset({"table"})),
    "tfoot": (frozenset({"thead", "tbody", "tfoot", "caption", "colgroup"}), frozenset({"table"})),
    "body": (frozenset({"head"}), frozenset()),
    "option": (frozenset({"option"}), frozenset({"select"})),
}
_CELLS = frozenset({"td", "th", "caption", "table"})
_OF_TABLES = frozenset({"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"})


class TooDeep(Exception):
    """The page is nested deeper than `DEEPEST`."""


@dataclass(slots=True)
class Element:
    """An element: its tag, its attributes, and what it holds: elements and texts in order.

    An end tag that comes too late cuts a block in two: the first half `is_cut`, the other `goes_on`.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    is_cut: bool = False
    goes_on: bool = False

    def classes(self) -> list[str]:
        """The names of its classes."""
        return self.attributes.get("class", "").split()

    def texts(self) -> Iterator[str]:
        """All texts in it, in order."""
        for child in self.children:
            if isinstance(child, str):
                yield child
            else:
                yield from child.texts()


def tree_of(html: str) -> Element:
    """The elements of the page `html` under one root. Raises TooDeep."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    return parser.root


def count_of(html: str) -> int:
    """How many characters the texts of `html` have, white space aside: counted without the tree."""
    counter = _Counter()
    counter.feed(html)
    counter.close()
    return counter.count


class _Counter(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.count = 0

    def handle_data(self, data: str) -> None:
        self.count += letters(data)


class _Parser(HTMLParser):
    """Opens and closes elements as the tags come."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS:
            self._end({"p", *HEADINGS} if tag != "li" else {"p"}, _CELLS | {"div", "li"})
        if tag in _ENDS:
            self._end(*_ENDS[tag])
        element = Element(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(element)
        if tag in _VOID:
            return
        if len(self._open) < DEEPEST:
            self._open.append(element)
        elif tag in BLOCKS or "style" in element.attributes:
            raise TooDeep

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML a slash closes nothing: <p/> opens a paragraph. Word's own elements do close so.
        self.handle_starttag(tag, attrs)
        if ":" in tag:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        found = self._place({tag}, frozenset() if tag in _OF_TABLES else _CELLS)
        if not found:
            return
        closed = self._open[found:]
        del self._open[found:]
        if tag in BLOCKS:
            return
        # The end of a span that comes within a later paragraph ends the span, not the paragraph.
        for element in closed[1:]:
            if element.tag in BLOCKS:
                element.is_cut = True
                rest = Element(element.tag, element.attributes, goes_on=True)
                self._open[-1].children.append(rest)
                self._open.append(rest)

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _end(self, tags: set[str] | frozenset[str], beyond: frozenset[str]) -> None:
        found = self._place(tags, beyond)
        if found:
            del self._open[found:]

    def _place(self, tags: set[str] | frozenset[str], beyond: frozenset[str]) -> int:
        """The place of the last open element with one of `tags`; 0 for none, or none before one `beyond`."""
        for place in range(len(self._open) - 1, 0, -1):
            tag = self._open[place].tag
            if tag in tags:
                return place
            if tag in beyond:
                break
        return 0
