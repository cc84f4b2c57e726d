"""What the pages of the desk show, read anew each time from the archive: issues, articles, doubts, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.archive import content_folder
from bulletin.archive.correct import KEYS
from bulletin.archive.source_files import files_below
from bulletin.content import article_file
from bulletin.content.model import Article, BulletinError
from bulletin.content.plain_file import read_plain
from bulletin.importer import import_record
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.ledger_file import Row
from bulletin.machine.json_value import json_value
from bulletin.text.order import order_key

_NEWEST = 12


@dataclass(frozen=True, slots=True)
class ShownIssue:
    """An issue in the list: its day, how many articles it has, and when it was published first, if it was."""

    day: date
    articles: int
    first: date | None


@dataclass(frozen=True, slots=True)
class ShownDoubt:
    """A doubt of the last import: its code, what the importer said, and which article it is about."""

    code: str
    message: str
    number: int | None

    @property
    def key(self) -> str:
        """What it is remembered by, once it was looked at."""
        return f"{self.number or ''}/{self.code}/{self.message}"


@dataclass(frozen=True, slots=True)
class EditedArticle:
    """An article of an issue: the values that can be corrected, and what became of its address."""

    number: int
    address: str
    title: str
    values: tuple[tuple[str, str], ...]
    first: date | None
    reason: str | None


def newest_issues(content: Path) -> list[ShownIssue]:
    """The newest issues, the last first."""
    rows, _ = content_folder.read_ledger(content)
    found = []
    issues = sorted((row for row in rows if row.kind == "issue"), key=lambda row: row.address, reverse=True)
    for row in issues[:_NEWEST]:
        day = date(*map(int, row.address.strip("/").split("/")))
        numbers = ledger_file.article_numbers(rows, day)
        live = sum(one.is_live for one in numbers.values())
        found.append(ShownIssue(day, live, min(filter(None, (row.first, *_firsts(numbers))), default=None)))
    return found


def articles_of(content: Path, day: date) -> list[EditedArticle]:
    """The articles of the issue of `day`, by number. Raises BulletinError for a file with a fault."""
    rows, _ = content_folder.read_ledger(content)
    known = ledger_file.by_address(rows)
    shown = []
    for source in files_below(content, f"articles/{day.year:04d}/{day.isoformat()}", []):
        text = read_plain(content / source.path).decode("utf-8-sig", "replace").replace("\r\n", "\n")
        file, findings = article_file.parse(text, source.path)
        if file is None:
            raise BulletinError(str(findings[0]))
        address = f"/{addresses.issue(day)}{file.article.number}/"
        row = known.get(address)
        shown.append(
            EditedArticle(
                file.article.number,
                address,
                file.article.title,
                tuple(_values(file.article)),
                row.first if row else None,
                row.reason if row else None,
            )
        )
    return sorted(shown, key=lambda one: one.number)


def doubts_of(content: Path, day: date) -> list[ShownDoubt]:
    """The doubts that the record of the issue's import has; none where it was written by hand."""
    try:
        values = json_value(read_plain(content / import_record.path_of(day)))
        return [
            ShownDoubt(str(one["code"]), str(one["message"]), one.get("number")) for one in values["doubts"]
        ]
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return []


def names_of(content: Path) -> Mapping[str, Sequence[str]]:
    """The names to offer for each key, from the registries, and those of authors from the ledger."""
    registries = content_folder.registries_of(content)
    provinces = dict.fromkeys(one.name for one in registries.provinces)
    rows, _ = content_folder.read_ledger(content)
    authors = {row.title for row in rows if row.kind == "author" and row.is_live}
    return {
        "Section": [one.name for one in registries.sections],
        "Source": [one.name for one in registries.sources],
        "Author": sorted(authors, key=order_key),
        "Tags": list(provinces),
    }


def _firsts(numbers: Mapping[int, Row]) -> list[date]:
    return [row.first for row in numbers.values() if row.first]


def _values(article: Article) -> list[tuple[str, str]]:
    keys = {key.name: key for key in article_file.KEYS}
    found = []
    for name in KEYS:
        value = getattr(article, keys[name].field)
        found.append((name, keys[name].write(value) if value else ""))
    return found
