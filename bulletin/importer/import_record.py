"""What an import remembers: the document, what it wrote of each article, its report: a JSON file."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any

from bulletin.content import fields, json_file
from bulletin.content.fields import Field, read_fields
from bulletin.content.model import BulletinError
from bulletin.importer.doubt import Doubt
from bulletin.importer.parse import IssueDraft
from bulletin.importer.source import Disposition


def _file(value: Any) -> str:
    path = fields.text(value)
    if path.startswith("/") or ".." in path.split("/") or not path.startswith("articles/"):
        raise ValueError(f"is {path!r}, no file under articles/")
    return path


def _hash(value: Any) -> str | None:
    if value is not None and not (isinstance(value, str) and _HASH.fullmatch(value)):
        raise ValueError(f"is {value!r}, no SHA-256")
    return value


def _words(value: Any) -> str:
    # As they are: the name of a document may be any.
    if not isinstance(value, str):
        raise ValueError(f"is {value!r}, no words")
    return value


def _document(value: Any) -> tuple[str, str]:
    if not isinstance(value, dict) or sorted(value) != ["name", "sha256"]:
        raise ValueError("is no document with name and sha256")
    return _words(value["name"]), _words(value["sha256"])


def _articles(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError("is no list of articles")
    return value


def _anything(value: Any) -> Any:
    return value


_HASH = re.compile(r"[0-9a-f]{64}")
_ARTICLE = {
    "number": Field(fields.number, required=True),
    "title": Field(_words, required=True),
    "file": Field(_file, required=True),
    "document": Field(_hash, required=True),
    "written": Field(_hash, required=True),
}
# What a record tells people besides is read by no program.
_TOLD = ("characters", "date", "date_from", "doubts", "joins", "sections", "weekday")
_RECORD = {
    "articles": Field(_articles, required=True),
    "document": Field(_document, required=True),
    **{key: Field(_anything) for key in _TOLD},
}


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
    """The record in `text`, the file at `path`.

    Raises BulletinError for its first fault, as `file:line: code message`.
    """
    try:
        return _record(text, path)
    except BulletinError as error:
        raise BulletinError(f"{error}; restore the record from the last commit") from None


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


def _record(text: str, path: str) -> Record:
    def place(key: str, number: int = 0) -> str:
        return f"{path}:{json_file.line_of(text, key or 'number', number)}"

    values = read_fields(json_file.parse(text, path), _RECORD, place)
    articles = tuple(
        RecordedArticle(**read_fields(value, _ARTICLE, partial(place, number=at)))
        for at, value in enumerate(values["articles"])
    )
    known: set[int] = set()
    for at, article in enumerate(articles):
        if article.number in known:
            raise BulletinError(
                f"{place('number', at)}: number-twice article {article.number} stands here twice"
            )
        known.add(article.number)
    name, sha256 = values["document"]
    return Record(name, sha256, articles, text)
