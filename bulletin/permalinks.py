"""The ledger: every address ever given out, append-only, so that none changes its meaning or is used twice.

`content/registry/permalinks.tsv` has one row an address, columns separated by tabs: the address,
its kind, the date of its first publication (empty until then), the title it had then, its state.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin import addresses
from bulletin.authors import author_names
from bulletin.model import Article, Finding
from bulletin.text import slugify, squeeze

FILE = "registry/permalinks.tsv"
KINDS = ("issue", "article", "author")
HEAD = """\
# The ledger of addresses: every address this archive ever gave out. Append only: a row never
# disappears, and an address never gets another meaning. Written by `invoke import` and `invoke record`.
# address	kind	first published	title then	state (live | moved → /x/ | gone: reason)
"""
_STATE = re.compile(r"live$|moved → /\S*$|gone: .+$")


@dataclass(frozen=True, slots=True)
class Row:
    """One address: what kind of page it is, when it was first published (ISO date or empty), title, state."""

    address: str
    kind: str
    first: str
    title: str
    state: str = "live"


def load(content: Path) -> tuple[tuple[Row, ...], list[Finding]]:
    """The rows of the ledger of the folder `content`, none where it has no ledger yet, and their faults."""
    try:
        text = (content / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return (), []
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is no UTF-8; take the file back from version control"
        return (), [Finding(FILE, 1, "not-utf8", message)]
    return parse(text)


def parse(text: str) -> tuple[tuple[Row, ...], list[Finding]]:
    """The rows of the ledger `text`, and a finding for each line that is none or gives an address again."""
    rows: dict[str, Row] = {}
    findings: list[Finding] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if len(columns) != 5:
            message = f"has {len(columns)} columns, not 5 (address, kind, first published, title, state)"
            findings.append(Finding(FILE, number, "bad-ledger-row", message))
            continue
        row = Row(*columns)
        if row.kind not in KINDS or not _STATE.match(row.state) or not row.address.startswith("/"):
            message = (
                f"{row.address}: kind is one of {', '.join(KINDS)}; state is live, moved → /x/ or gone: …"
            )
            findings.append(Finding(FILE, number, "bad-ledger-row", message))
        elif row.address in rows:
            message = f"{row.address} has a row already; an address is never given twice"
            findings.append(Finding(FILE, number, "address-twice", message))
        else:
            rows[row.address] = row
    return tuple(rows.values()), findings


def render(rows: Iterable[Row]) -> str:
    """The text of a ledger; `parse` gives the same rows back."""
    return HEAD + "".join(
        f"{row.address}\t{row.kind}\t{row.first}\t{row.title}\t{row.state}\n" for row in rows
    )


def author_slugs(rows: Iterable[Row]) -> Mapping[str, str]:
    """The slug that was fixed for each author's name."""
    return {
        row.title: row.address.removeprefix(f"/{addresses.AUTHORS}").rstrip("/")
        for row in rows
        if row.kind == "author"
    }


def numbers_given(rows: Iterable[Row], issue: str) -> frozenset[int]:
    """The article numbers ever given in the issue at the address `issue` (`2023/12/11/`)."""
    pattern = re.compile(rf"/{re.escape(issue)}(\d+)/$")
    matches = (pattern.match(row.address) for row in rows)
    return frozenset(int(match.group(1)) for match in matches if match)


def missing_rows(rows: Sequence[Row], articles: Iterable[Article]) -> tuple[Row, ...]:
    """The rows that `articles` need and the ledger has not: issue, article and authors, in their order.

    An author's slug is fixed at first sight; names with one slug get `-2`, `-3` behind it.
    """
    given = {row.address for row in rows}
    authors = {row.title for row in rows if row.kind == "author"}
    missing: list[Row] = []

    def add(address: str, kind: str, title: str) -> None:
        given.add(address)
        missing.append(Row(address, kind, "", squeeze(title)))

    for article in articles:
        issue = f"/{addresses.issue(article.date)}"
        if issue not in given:
            add(issue, "issue", article.date.isoformat())
        own = f"/{addresses.article(article.date, article.number)}"
        if own not in given:
            add(own, "article", article.title)
        for name in author_names(article.author) if article.author else ():
            if name in authors:
                continue
            authors.add(name)
            stem = slugify(name) or "khong-ten"
            tries = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(given) + 2))
            slug = next(s for s in tries if f"/{addresses.AUTHORS}{s}/" not in given)
            add(f"/{addresses.AUTHORS}{slug}/", "author", name)
    return tuple(missing)


def save(content: Path, rows: Sequence[Row]) -> None:
    """Write the ledger of the folder `content`, whole or not at all."""
    target = content / FILE
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(".permalinks.part")
    part.write_text(render(rows), encoding="utf-8", newline="\n")
    os.replace(part, target)
