"""The frames of tables in the text of an .odt, as `walk` enters and leaves them."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from bulletin.importer.readers.flow.content import Cell, FlowTable, TableRow
from bulletin.importer.readers.flow.xml_tree import number
from bulletin.importer.readers.odf.state import DEEPEST, OdfState
from bulletin.importer.source import Disposition


def table_frame(state: OdfState, element: Element) -> Iterator[None]:
    """What is read until the frame ends stands in a table."""
    before = state.table, state.paragraph
    state.table, state.paragraph = FlowTable(), None
    if state.fate is Disposition.TEXT:
        state.content.append(state.table)
    yield
    state.table, state.paragraph = before


def row_frame(state: OdfState, element: Element) -> Iterator[None]:
    """A row; one that is folded away is hidden."""
    hidden = element.get("table:visibility") == "collapse"
    with state.under(Disposition.HIDDEN if hidden else Disposition.TEXT):
        if state.table is not None and state.fate is Disposition.TEXT:
            state.table.rows.append(TableRow())
        yield


def cell_frame(state: OdfState, element: Element) -> Iterator[None]:
    """A cell, or several that are alike and empty."""
    made = Cell(goes_on=element.tag == "table:covered-table-cell")
    placed = state.fate is not Disposition.TEXT
    if state.table is not None and state.table.rows and not placed and state.depth < DEEPEST:
        repeated = min(max(number(element.get("table:number-columns-repeated")) or 1, 1), 63)
        state.table.rows[-1].cells += [made, *(Cell() for _ in range(repeated - 1))]
        placed = True
    # A cell in no row, or too deep, is read as if it were none.
    if not placed:
        yield
        return
    with state.inside(made.content):
        yield
