"""The ledger `permalinks.tsv`: every address ever given, with what became of it; it only grows.

A line of five columns gives an address, once. A later line with the address and a state alone changes
what became of it, so that a take-down is one line: `/2023/12/11/5/	gone: theo yêu cầu của tác giả`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from bulletin.content.model import Finding
from bulletin.ledger import addresses
from bulletin.ledger.address_state import FORGOTTEN
from bulletin.ledger.ledger_line import Change as Change
from bulletin.ledger.ledger_line import LedgerLine as LedgerLine
from bulletin.ledger.ledger_line import Row as Row
from bulletin.ledger.ledger_line import read_lines, text_of
from bulletin.machine.atomic_file import write_synced

LEDGER = "registry/permalinks.tsv"
HEADER = (
    "# Every address ever given, one line each. Lines are added, never changed or removed; only the day of\n"
    "# first publication is filled in. To move or withdraw a page, add a line at the end, a tab between:\n"
    "# /2023/12/11/5/	moved → /2023/12/12/1/\n"
    "# /2023/12/11/5/	gone: theo yêu cầu của tác giả\n"
    "# address\tkind\tfirst\ttitle\tstate\n"
)


def parse(text: str, path: str = LEDGER) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    r"""The addresses in a ledger's `text`, in the order in which they were given, and its faulty lines.

    A faulty line says nothing. No address is given twice, but one that was forgotten may be given again.

    >>> rows, faults = parse("/2023/\tyear\t\tNăm 2023\tlive\n/2023/\tgone: trống\n/2024/\tlive\n")
    >>> rows[0].state, faults[0].line, faults[0].message[:22]
    ('gone: trống', 3, '/2024/ was never given')
    """
    rows: dict[str, Row] = {}
    findings: list[Finding] = []
    for number, says in read_lines(text):
        if isinstance(says, str):
            findings.append(Finding(path, number, "bad-ledger", says))
        elif isinstance(says, Change):
            if says.address not in rows:
                message = f"{says.address} was never given: no line above has it with kind and title"
                findings.append(Finding(path, number, "bad-ledger", message))
            elif says.state == FORGOTTEN and (first := rows[says.address].first):
                message = (
                    f"{says.address} was published on {first}, and cannot be forgotten; say «gone: reason»"
                )
                findings.append(Finding(path, number, "bad-ledger", message))
            elif says.state == FORGOTTEN:
                del rows[says.address]
            else:
                rows[says.address] = replace(rows[says.address], state=says.state, line=number)
        elif (known := rows.setdefault(says.address, says)) is not says:
            message = (
                f"{says.address} was given to the {known.kind} «{known.title}» before; "
                "give this one another number or name, or write the address and its new state alone"
            )
            findings.append(Finding(path, number, "address-twice", message))
    return tuple(rows.values()), tuple(findings)


def lines(text: str) -> Iterator[LedgerLine]:
    r"""What each line of a ledger's `text` says by itself; faulty ones are left out.

    >>> list(lines("# address\n/2023/\tgone: trống\n"))
    [LedgerLine(number=2, says=Change(address='/2023/', state='gone: trống'))]
    """
    return (LedgerLine(number, says) for number, says in read_lines(text) if not isinstance(says, str))


def render(entries: Iterable[Row | Change]) -> str:
    r"""The lines of `entries`, without the header.

    >>> render([Row("/2023/", "year", "Năm 2023"), Change("/2022/", "gone: trống")])
    '/2023/\tyear\t\tNăm 2023\tlive\n/2022/\tgone: trống\n'
    """
    return "".join(f"{text_of(entry)}\n" for entry in entries)


def appended(text: str, entries: Iterable[Row | Change]) -> str:
    r"""The ledger's `text` (empty for a new one) with `entries` behind it; what is there stays as it is.

    >>> appended("# address", [Change("/2022/", "gone: trống")])
    '# address\n/2022/\tgone: trống\n'
    """
    start = text or HEADER
    return start + ("" if start.endswith("\n") else "\n") + render(entries)


def dated(text: str, published: Collection[str], day: date) -> str:
    r"""The ledger's `text` with `day` filled in as the first day of each of the `published` that has none.

    >>> dated("/2023/\tyear\t\tNăm 2023\tlive\n", {"/2023/"}, date(2023, 1, 2))
    '/2023/\tyear\t2023-01-02\tNăm 2023\tlive\n'
    """
    # One that was forgotten and is given again counts where it was given last.
    given = {line.says.address: line.number for line in lines(text) if isinstance(line.says, Row)}
    undated = {given[row.address] for row in parse(text)[0] if row.first is None and row.address in published}
    written = text.split("\n")
    for index, line in enumerate(written):
        columns = line.split("\t")
        if index + 1 in undated:
            written[index] = "\t".join((*columns[:2], day.isoformat(), *columns[3:]))
    return "\n".join(written)


def append(path: Path, entries: Collection[Row | Change]) -> None:
    r"""Add `entries` to the ledger at `path`, all or none; the file is made where it is missing.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     append(ledger := Path(folder, "permalinks.tsv"), [Row("/2023/", "year", "Năm 2023")])
    ...     ledger.read_text(encoding="utf-8") == HEADER + "/2023/\tyear\t\tNăm 2023\tlive\n"
    True
    """
    if entries:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        write_synced(path, appended(text, entries).encode())


def by_address(rows: Iterable[Row]) -> dict[str, Row]:
    """The row of each address.

    >>> by_address([Row("/2023/", "year", "Năm 2023")])
    {'/2023/': Row(address='/2023/', kind='year', title='Năm 2023', first=None, state='live')}
    """
    return {row.address: row for row in rows}


def destination(row: Row, rows: Mapping[str, Row]) -> str | None:
    """The address to which `row` leads in the end, over all moves; None where they go in a circle.

    >>> rows = Row("/a/", "page", "A", state="moved → /b/"), Row("/b/", "page", "B", state="moved → /c/")
    >>> destination(rows[0], by_address(rows))
    '/c/'
    """
    seen = {row.address}
    address = row.address
    while (target := rows[address].target if address in rows else None) is not None:
        if target in seen:
            return None
        seen.add(target)
        address = target
    return address


def article_numbers(rows: Iterable[Row], day: date) -> dict[int, Row]:
    """The numbers of articles ever given in the issue of `day`, each with its row.

    >>> list(article_numbers([Row("/2023/12/11/5/", "article", "Một cửa")], date(2023, 12, 11)))
    [5]
    """
    issue = f"/{addresses.issue(day)}"
    return {
        int(row.address[len(issue) : -1]): row
        for row in rows
        if row.kind == "article" and row.address.startswith(issue)
    }


def issue_days(rows: Iterable[Row]) -> Iterator[date]:
    """The days of the issues ever given.

    >>> list(issue_days([Row("/2023/12/11/", "issue", "Ngày 11/12/2023")]))
    [datetime.date(2023, 12, 11)]
    """
    return (date(*map(int, row.address.strip("/").split("/"))) for row in rows if row.kind == "issue")
