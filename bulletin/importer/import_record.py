"""What an import remembers: the document, what it wrote of each article, its report: a JSON file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from bulletin.content.model import BulletinError
from bulletin.importer.doubt import Doubt
from bulletin.importer.parse import IssueDraft
from bulletin.importer.source import Disposition


@dataclass(frozen=True, slots=True)
class RecordedArticle:
    """What was written of one article.

    `document` is the hash of what the document made of it, None once the document has it no more;
    `written` is the hash of the file as the import wrote it, None for one that it did not write.
    """

    number: int
    title: str
    file: str
    document: str | None
    written: str | None


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one issue, `text` as it stands on disk."""

    name: str
    sha256: str
    articles: tuple[RecordedArticle, ...]
    text: str

    def article(self, number: int) -> RecordedArticle | None:
        """The record of article `number`."""
        return next((article for article in self.articles if article.number == number), None)


def path_of(day: date) -> str:
    """Where the record of the issue of `day` stands, relative to the content folder."""
    return f"imports/{day.year:04d}/{day.isoformat()}.json"


def digest(text: str) -> str:
    """The hash of a file's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse(text: str, path: str) -> Record:
    """The record in `text`, the file at `path`; raises BulletinError where it is none."""
    try:
        values = json.loads(text)
        articles = tuple(
            RecordedArticle(
                number=int(article["number"]),
                title=str(article["title"]),
                file=_file(article["file"]),
                document=article["document"],
                written=article["written"],
            )
            for article in values["articles"]
        )
        return Record(str(values["document"]["name"]), str(values["document"]["sha256"]), articles, text)
    except (ValueError, KeyError, TypeError) as error:
        raise BulletinError(
            f"{path}: is no record of an import ({error!r}); restore it from the last commit"
        ) from None


def render(
    issue: IssueDraft,
    doubts: Iterable[Doubt],
    numbers: dict[int, int],
    articles: Iterable[RecordedArticle],
) -> str:
    """The record and report of an import; nothing in it depends on the clock, the machine or the folder.

    `numbers` gives the article's number for that in the contents list; `doubts` have it already.
    """
    drafts = {draft.article.number: draft for draft in issue.drafts}
    values: dict[str, Any] = {
        "date": issue.date.isoformat(),
        "date_from": issue.masthead.date_from.isoformat() if issue.masthead.date_from else None,
        "weekday": issue.masthead.weekday,
        "document": {"name": issue.document.name, "sha256": issue.document.sha256},
        "sections": list(issue.sections),
        "articles": [asdict(article) for article in sorted(articles, key=lambda a: a.number)],
        "characters": {
            **{place.value: count for place, count in issue.accounting.counts.items()},
            "unplaced": sum(each.characters for each in issue.accounting.unplaced),
            "total": issue.accounting.total,
            "left out": {
                str(left): count
                for left, count in issue.document.source.held.counts.items()
                if count and left is not Disposition.TEXT
            },
        },
        "joins": [
            {"number": numbers[number], **asdict(join)}
            for number, draft in drafts.items()
            for join in draft.joins
        ],
        "doubts": [asdict(doubt) for doubt in doubts],
    }
    return json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _file(value: Any) -> str:
    path = str(value)
    if path.startswith("/") or ".." in path.split("/") or not path.startswith("articles/"):
        raise ValueError(f"{path!r} is no file under articles/")
    return path
