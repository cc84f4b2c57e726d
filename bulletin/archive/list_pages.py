"""Closed pages of long lists in the ledger: publication enters them, and each does as its list does.

A page beyond the present end of its list leads to the list (`pages.departed`, which knows the lists); one
whose list moved or is gone goes with it. So none has a state of its own, and a take-down stays one line.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from bulletin.content.model import Finding
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.kinds import LIST_PAGE
from bulletin.ledger.ledger_file import LEDGER, Row


def list_page_row(of: Row, number: int) -> Row:
    """The address of page `number`, from the oldest, of the list at the address `of`."""
    return Row(f"/{addresses.closed_page(of.address[1:], number)}", LIST_PAGE, f"{of.title}, trang {number}")


def list_of(row: Row) -> str:
    """The address of the list of which `row` is a page: `/tinh-thanh/bac-giang/`."""
    return row.address.rpartition(addresses.closed_pages(""))[0]


def list_page_number(row: Row) -> int:
    """Which page of its list `row` is, counted from the oldest."""
    return int(row.address.rstrip("/").rpartition("/")[2])


def following(rows: Iterable[Row]) -> dict[str, Row]:
    """The row of each address of the ledger `rows`; a page of a list that moved or is gone has its state."""
    ledger = ledger_file.by_address(rows)
    for row in [row for row in ledger.values() if row.kind == LIST_PAGE and row.is_live]:
        of = ledger.get(list_of(row))
        if of is not None and not of.is_live:
            ledger[row.address] = replace(row, state=of.state, line=of.line)
    return ledger


def list_page_findings(rows: Iterable[Row], given: Container[str]) -> Iterator[Finding]:
    """Pages of lists with a state of their own, or of a list that is not among the addresses `given`."""
    for row in rows:
        if row.kind != LIST_PAGE:
            continue
        if not row.is_live:
            message = (
                f"{row.address} is a page of {list_of(row)} and does by itself as that does: take this line "
                f"out, or add the line «{row.address} live» where it was committed before"
            )
            yield Finding(LEDGER, row.line, "list-page-moved", message)
        elif list_of(row) not in given:
            message = (
                f"{row.address} is a page of {list_of(row)}, which no line of the ledger gives; add the line "
                "of that list, or take this one out"
            )
            yield Finding(LEDGER, row.line, "address-vanished", message)
