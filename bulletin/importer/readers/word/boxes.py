"""Where drawings stand, as DrawingML and VML say it."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.place import HEAD_OF_PAGE, Depth, length
from bulletin.importer.readers.flow.xml_tree import child, number

_TOP = re.compile(r"(?:^|;)\s*margin-top:([^;]*)")
_RELATIVE = re.compile(r"mso-position-vertical-relative:\s*([a-z-]+)")
_OF_PAGE = ("page", "margin", "topMargin", "top-margin-area")


def of_anchor(element: Element) -> Depth:
    """The place of a drawing `wp:anchor`."""
    position = child(element, "wp:positionV")
    if position is None:
        return Depth()
    aligned, offset = child(position, "wp:align"), child(position, "wp:posOffset")
    of_page = position.get("relativeFrom") in _OF_PAGE
    if aligned is not None:
        return Depth(0 if (aligned.text or "").strip() == "top" else HEAD_OF_PAGE, of_page)
    return Depth(number(offset.text if offset is not None else None) or 0, of_page)


def of_shape(element: Element) -> Depth:
    """The place of a shape in VML, which says it in a style as CSS does."""
    style = element.get("style", "")
    top, relative = _TOP.search(style), _RELATIVE.search(style)
    return Depth(length(top[1]) if top else 0, bool(relative and relative[1] in _OF_PAGE))
