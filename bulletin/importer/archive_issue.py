"""What the archive has of one issue: article files, the record of its import, numbers in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.content import article_file
from bulletin.content.model import BulletinError
from bulletin.content.plain_file import LARGEST, LARGEST_LEDGER, read_plain
from bulletin.importer import import_record
from bulletin.importer.import_record import Record, RecordedArticle
from bulletin.ledger import ledger_file
from bulletin.ledger.ledger_file import Row


@dataclass(frozen=True, slots=True)
class ArchiveArticle:
    """An article that is there: as a file (`text`), in the record, or in the ledger alone.

    `file` is its path under the content folder, `text` None where the file is missing.
    """

    number: int
    title: str
    file: str | None = None
    text: str | None = None
    body: str = ""
    recorded: RecordedArticle | None = None


@dataclass(frozen=True, slots=True)
class ArchiveIssue:
    """The articles of an issue by number, every number ever given, the record, and the whole ledger."""

    articles: dict[int, ArchiveArticle]
    numbers: frozenset[int]
    record: Record | None
    ledger: str
    rows: tuple[Row, ...]


def load(content: Path, day: date) -> ArchiveIssue:
    """Read what the folder `content` has of the issue of `day`.

    Raises BulletinError for an article file, a record or a ledger that cannot be read.
    """
    ledger = _text(content / ledger_file.LEDGER, LARGEST_LEDGER) or ""
    rows, findings = ledger_file.parse(ledger)
    if findings:
        raise BulletinError(str(findings[0]))
    given = ledger_file.article_numbers(rows, day)
    path = import_record.path_of(day)
    text = _text(content / path)
    known = import_record.parse(text, path) if text is not None else None
    # One that is gone keeps its number, too, should the document have it again.
    articles = {number: ArchiveArticle(number, row.title) for number, row in given.items() if not row.target}
    for recorded in known.articles if known else ():
        articles[recorded.number] = ArchiveArticle(
            recorded.number, recorded.title, recorded.file, recorded=recorded
        )
    folder = content / "articles" / f"{day.year:04d}" / day.isoformat()
    for file in sorted(folder.glob("*.md")):
        article = _read(file, file.relative_to(content).as_posix(), known)
        if article.number in articles and articles[article.number].text is not None:
            raise BulletinError(
                f"{article.file}:1: number-twice the number {article.number} stands in "
                f"{articles[article.number].file}, too; correct one of them first"
            )
        articles[article.number] = article
    return ArchiveIssue(articles, frozenset(articles) | frozenset(given), known, ledger, rows)


def _read(file: Path, path: str, known: Record | None) -> ArchiveArticle:
    text = _text(file) or ""
    parsed, findings = article_file.parse(text, path)
    if parsed is None:
        raise BulletinError(f"{findings[0]}; correct it first")
    number = parsed.article.number
    recorded = known.article(number) if known else None
    return ArchiveArticle(number, parsed.article.title, path, text, parsed.body, recorded)


def _text(path: Path, largest: int = LARGEST) -> str | None:
    """The text of the file at `path` without a byte order mark; None where there is none."""
    try:
        return read_plain(path, largest).decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise BulletinError(f"{path.name}: is not UTF-8; correct it first") from None
    except BulletinError as error:
        raise BulletinError(f"{path.name}: {error}") from None
