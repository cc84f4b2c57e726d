"""Properties of paragraphs, rows and cells of a .docx, as the walk needs them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.content import Cell, FlowParagraph, TableRow
from bulletin.importer.readers.flow.xml_tree import child, number
from bulletin.importer.readers.word.numbering import Numbering
from bulletin.importer.readers.word.styles import RunFormat, WordLook, WordStyle, WordStyles
from bulletin.importer.readers.word.xml import switch, value

# Word knows no wider tables and no deeper lists.
_MOST_COLUMNS = 63
_MOST_LEVELS = 9
_DEEPEST_OUTLINE = 8


def paragraph(element: Element, styles: WordStyles, numbering: Numbering) -> tuple[FlowParagraph, WordStyle]:
    """The paragraph `element`, still without its pieces, and its style."""
    properties = child(element, "w:pPr")
    style_id = value(properties, "w:pStyle")
    style = styles.paragraph_style(style_id)
    numbers = child(properties, "w:numPr")
    own_list, own_level = number(value(numbers, "w:numId")), number(value(numbers, "w:ilvl"))
    list_id = style.list_id if own_list is None else own_list
    level = style.level if own_level is None else own_level
    if level is None:
        level = numbering.level_of(list_id, style_id)
    own_outline = number(value(properties, "w:outlineLvl"))
    outline = style.outline if own_outline is None else own_outline
    made = FlowParagraph(
        list_id=str(list_id) if list_id else "",
        level=min(max(level, 0), _MOST_LEVELS - 1),
        outline=outline if outline is not None and 0 <= outline <= _DEEPEST_OUTLINE else None,
        capitals=bool(style.run.caps),
        runs_on=_runs_on(properties, style, styles),
    )
    return made, style


def look(element: Element, paragraph_style: WordStyle, table: RunFormat, styles: WordStyles) -> WordLook:
    """How the run `element` is printed."""
    return _look(child(element, "w:rPr"), paragraph_style, table, styles)


def ends_page(element: Element) -> bool:
    """Whether a page ends with the paragraph `element`, or before it."""
    properties = child(element, "w:pPr")
    section = child(properties, "w:sectPr")
    if section is not None and value(section, "w:type") != "continuous":
        return True
    return bool(switch(properties, "w:pageBreakBefore"))


def is_changed(element: Element, tag: str) -> bool:
    """Whether the properties of the row `element` have the tracked change `tag`."""
    return child(child(element, "w:trPr"), tag) is not None


def is_hidden_row(element: Element) -> bool:
    """Whether the row `element` is hidden."""
    return bool(switch(child(element, "w:trPr"), "w:hidden"))


def row(element: Element) -> TableRow:
    """The row `element`, still without its cells."""
    properties = child(element, "w:trPr")
    return TableRow(
        before=_columns(value(properties, "w:gridBefore")), behind=_columns(value(properties, "w:gridAfter"))
    )


def cell(element: Element) -> Cell:
    """The cell `element`, still empty."""
    properties = child(element, "w:tcPr")
    goes_on = any(
        merge is not None and merge.get("w:val", "continue") == "continue"
        for merge in (child(properties, "w:vMerge"), child(properties, "w:hMerge"))
    )
    return Cell(span=max(_columns(value(properties, "w:gridSpan")), 1), goes_on=goes_on)


def is_deleted_cell(element: Element) -> bool:
    """Whether the cell `element` is a tracked deletion."""
    return child(child(element, "w:tcPr"), "w:cellDel") is not None


def _columns(text: str | None) -> int:
    return min(max(number(text) or 0, 0), _MOST_COLUMNS)


def _look(
    properties: Element | None, paragraph_style: WordStyle, table: RunFormat, styles: WordStyles
) -> WordLook:
    run_style = styles.style(value(properties, "w:rStyle"))
    return styles.look(styles.format(properties), run_style.run, paragraph_style.run, table)


def _runs_on(properties: Element | None, style: WordStyle, styles: WordStyles) -> bool:
    frame = child(properties, "w:framePr")
    if frame is not None and frame.get("w:dropCap") in ("drop", "margin"):
        return True
    mark = child(properties, "w:rPr")
    if child(mark, "w:del") is not None or child(mark, "w:moveFrom") is not None:
        return True
    return _look(mark, style, RunFormat(), styles).hidden
