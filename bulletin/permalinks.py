"""The ledger `permalinks.tsv`: every address ever given, with kind and title; it only grows."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin import addresses
from bulletin.model import Finding
from bulletin.text import match_key, slugify, squeeze

LEDGER = "registry/permalinks.tsv"
LIVE = "live"
KINDS = ("issue", "article", "author", "province", "section", "source", "page")
HEADER = (
    "# Every address ever given. Lines are added, never changed or removed; of two lines with one address\n"
    "# the last counts. First: the day of first publication. State: live, «moved → /other/address/»,\n"
    "# or «gone: reason».\n"
    "# address\tkind\tfirst\ttitle\tstate\n"
)
_ADDRESS = re.compile(r"/(?:[a-z0-9][a-z0-9.-]*/)+")
_STATE = re.compile(r"live|moved → /\S*|gone: \S.*")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ARTICLE = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/(\d+)/")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the ledger: the address (`/2023/12/11/5/`), what it is of, when it was first published."""

    address: str
    kind: str
    title: str
    first: date | None = None
    state: str = LIVE

    @property
    def is_live(self) -> bool:
        """Whether the address answers with its page."""
        return self.state == LIVE


def parse(text: str, path: str = LEDGER) -> tuple[tuple[Row, ...], tuple[Finding, ...]]:
    """The rows of a ledger's `text` and the faults of its lines; a faulty line gives no row.

    An address may have several rows, for its first publication or a new state; kind and title stay.
    """
    rows: list[Row] = []
    findings: list[Finding] = []
    first_rows: dict[str, Row] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        fault = _fault(line)
        if fault:
            findings.append(Finding(path, number, "bad-ledger", fault))
            continue
        address, kind, first, title, state = line.split("\t")
        row = Row(address, kind, title, date.fromisoformat(first) if first else None, state)
        known = first_rows.setdefault(address, row)
        if (known.kind, known.title) != (kind, title):
            message = (
                f"{address} is of the {known.kind} «{known.title}» already; an address keeps its meaning"
            )
            findings.append(Finding(path, number, "address-twice", message))
            continue
        rows.append(row)
    return tuple(rows), tuple(findings)


def render(rows: Iterable[Row]) -> str:
    """The lines of `rows`, without the header."""
    return "".join(
        "\t".join((row.address, row.kind, row.first.isoformat() if row.first else "", row.title, row.state))
        + "\n"
        for row in rows
    )


def appended(text: str, rows: Iterable[Row]) -> str:
    """The ledger's `text` (empty for a new one) with `rows` behind it; what is there stays byte for byte."""
    start = text or HEADER
    return start + ("" if start.endswith("\n") else "\n") + render(rows)


def append(path: Path, rows: Sequence[Row]) -> None:
    """Add `rows` to the ledger at `path`, all or none; the file is made where it is missing."""
    if not rows:
        return
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(appended(text, rows))
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def current(rows: Iterable[Row]) -> dict[str, Row]:
    """The row that counts for each address: the last."""
    return {row.address: row for row in rows}


def article_numbers(rows: Iterable[Row], day: date) -> dict[int, Row]:
    """The numbers ever given in the issue of `day`, each with the row that counts."""
    found: dict[int, Row] = {}
    for row in rows:
        match = _ARTICLE.fullmatch(row.address)
        if match and row.kind == "article" and "-".join(match.groups()[:3]) == day.isoformat():
            found[int(match.group(4))] = row
    return found


def author_addresses(rows: Iterable[Row]) -> dict[str, str]:
    """The address of each author in the ledger, by `author_key`."""
    return {author_key(row.title): row.address for row in rows if row.kind == "author"}


def author_key(name: str) -> str:
    """What two printings of one author's name share: case, spaces, placement of the tone mark."""
    return match_key(name)


def new_authors(rows: Sequence[Row], names: Iterable[str]) -> Iterator[Row]:
    """A row for each of `names` that the ledger does not know: its slug, or slug-2 where another has that.

    A name of which no slug is left has no address, and no row.
    """
    known = author_addresses(rows)
    taken = {row.address for row in rows}
    for name in names:
        slug = slugify(name)
        if not slug or author_key(name) in known:
            continue
        address, count = f"/{addresses.AUTHORS}{slug}/", 1
        while address in taken:
            count += 1
            address = f"/{addresses.AUTHORS}{slug}-{count}/"
        taken.add(address)
        known[author_key(name)] = address
        yield Row(address, "author", squeeze(name))


def _fault(line: str) -> str | None:
    columns = line.split("\t")
    if len(columns) != 5:
        return f"has {len(columns)} columns, not 5 with a tab between: address, kind, first, title, state"
    address, kind, first, title, state = columns
    if not _ADDRESS.fullmatch(address):
        return f"{address!r} is no address such as /2023/12/11/5/"
    if kind not in KINDS:
        return f"{kind!r} is no kind; known: {', '.join(KINDS)}"
    if not title.strip():
        return f"{address} has no title"
    if not _STATE.fullmatch(state):
        return f"{state!r} is no state: live, «moved → /address/» or «gone: reason»"
    if first:
        try:
            valid = bool(_ISO_DATE.fullmatch(first)) and bool(date.fromisoformat(first))
        except ValueError:
            valid = False
        if not valid:
            return f"{first!r} is no date such as 2023-12-11"
    return None
