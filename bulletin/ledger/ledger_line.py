"""A line of the ledger: it gives an address, or says what became of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from bulletin.ledger import address_state
from bulletin.ledger.address_state import FORGOTTEN, LIVE, no_state
from bulletin.ledger.kinds import kind_fault
from bulletin.text.dates import is_iso_day

_CHANGE = re.compile(r"(/\S*)\s+((?:live|moved|gone:|forgotten).*)")
_COLUMNS = (
    "an address is given by 5 with a tab between (address, kind, first, title, state), and changed by 2 "
    "(address, state)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """An address (`/2023/12/11/5/`), what it is of, when it was first published, and what became of it.

    `title` is that of the day when it was given. `line` is where the ledger says its present state.
    """

    address: str
    kind: str
    title: str
    first: date | None = None
    state: str = LIVE
    line: int = field(default=0, compare=False, repr=False)

    @property
    def is_live(self) -> bool:
        """Whether the address answers with its page."""
        return self.state == LIVE

    @property
    def target(self) -> str | None:
        """The address that a moved one leads to, else None."""
        return address_state.target(self.state)

    @property
    def reason(self) -> str | None:
        """Why the page of an address is gone, else None."""
        return address_state.reason(self.state)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an address that was given before."""

    address: str
    state: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line of the ledger by itself: its number, and the row or the change that it is."""

    number: int
    says: Row | Change


def read_lines(text: str) -> Iterator[tuple[int, Row | Change | str]]:
    r"""Each line of a ledger that says anything, with its number; a faulty one as what is wrong with it.

    >>> list(read_lines("# address\n/2023/\tgone: trống\n/2024/\tyear\t\t\tlive\n"))
    [(2, Change(address='/2023/', state='gone: trống')), (3, '/2024/ has no title')]
    """
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        line = line.rstrip("\r")
        if not line.strip() or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) == 5:
            yield number, _fault(columns) or _row(columns, number)
        elif change := _CHANGE.fullmatch(line.rstrip()):
            state = address_state.state(change[2])
            yield number, Change(change[1], state) if state else no_state(change[2])
        else:
            yield number, f"has {len(columns)} columns; {_COLUMNS}"


def text_of(entry: Row | Change) -> str:
    r"""The line of `entry`, without its end.

    >>> text_of(Row("/2023/", "year", "Năm 2023", date(2023, 1, 2)))
    '/2023/\tyear\t2023-01-02\tNăm 2023\tlive'
    """
    if isinstance(entry, Change):
        return f"{entry.address}\t{entry.state}"
    first = entry.first.isoformat() if entry.first else ""
    return "\t".join((entry.address, entry.kind, first, entry.title, entry.state))


def _row(columns: list[str], number: int) -> Row:
    address, kind, first, title, state = columns
    return Row(
        address,
        kind,
        title,
        date.fromisoformat(first) if first else None,
        address_state.state(state) or LIVE,
        number,
    )


def _fault(columns: list[str]) -> str | None:
    address, kind, first, title, state = columns
    if fault := kind_fault(address, kind):
        return fault
    if not title.strip():
        return f"{address} has no title"
    if not address_state.state(state) or state == FORGOTTEN:
        return no_state(state)
    if first and not is_iso_day(first):
        return f"{first!r} is no date such as 2023-12-11"
    return None
