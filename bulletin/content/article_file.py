"""The only place that knows the header of an article file: text to `ArticleFile` and back, without loss."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bulletin.content.header import Header, split_header
from bulletin.content.model import Article, ArticleFile, Certainty, Correction, Finding, Kind

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}$")


@dataclass(frozen=True, slots=True)
class _Key:
    """One header key: which field of `Article` it fills and how its value is read and written."""

    name: str
    field: str
    read: Callable[[str], Any]
    write: Callable[[Any], str]
    required: bool = False


def _date(value: str) -> date:
    if not _ISO_DATE.match(value):
        raise ValueError(f"is not a date such as 2023-12-11: {value!r}")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"is a date that cannot be: {value!r}") from None


def _number(value: str) -> int:
    if not (value.isascii() and value.isdigit() and value[0] != "0"):
        raise ValueError(f"is not a whole number from 1: {value!r}")
    return int(value)


def _text(value: str) -> str:
    if not value:
        raise ValueError("is empty; leave the line out where nothing was printed")
    return value


def _several(separator: str, read: Callable[[str], Any]) -> Callable[[str], tuple[Any, ...]]:
    return lambda value: tuple(read(part.strip()) for part in value.split(separator.strip()))


def _joined(separator: str, write: Callable[[Any], str] = str) -> Callable[[Any], str]:
    return lambda values: separator.join(write(value) for value in values)


def _one_of(kind: type[Certainty] | type[Kind]) -> Callable[[str], Any]:
    def read(value: str) -> Any:
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"is {value!r}, not one of {', '.join(kind)}") from None

    return read


_CORRECTION = re.compile(r"(\d{4}-\d{2}-\d{2}) +(\S.*)$")
# A note may hold a semicolon: only one with a day behind it begins the next.
_NEXT_CORRECTION = re.compile(r"\s*;\s*(?=\d{4}-\d{2}-\d{2} )")


def _corrections(value: str) -> tuple[Correction, ...]:
    found = []
    for part in _NEXT_CORRECTION.split(value):
        match = _CORRECTION.match(part)
        if not match:
            raise ValueError(f"is no day with what was corrected, 2024-01-05 Sửa …: {part!r}")
        found.append(Correction(_date(match[1]), match[2]))
    return tuple(found)


def _written_corrections(corrections: tuple[Correction, ...]) -> str:
    return "; ".join(f"{one.day.isoformat()} {one.note}" for one in corrections)


# The order here is the order in a file.
KEYS: tuple[_Key, ...] = (
    _Key("Title", "title", _text, str, required=True),
    _Key("Title_contents", "contents_title", _text, str),
    _Key("Date", "date", _date, date.isoformat, required=True),
    _Key("Date_from", "date_from", _date, date.isoformat),
    _Key("Number", "number", _number, str, required=True),
    _Key("Number_printed", "printed_number", _number, str),
    _Key("Section", "section", _text, str, required=True),
    _Key("Source", "sources", _several(";", _text), _joined("; ")),
    _Key("Source_date", "source_dates", _several(";", _date), _joined("; ", date.isoformat)),
    _Key("Source_page", "source_page", _text, str),
    _Key("Author", "author", _text, str),
    _Key("Tags", "provinces", _several(",", _text), _joined(", ")),
    _Key("Tags_by", "certainty", _one_of(Certainty), str),
    _Key("Trailer", "trailer", _text, str),
    _Key("Kind", "kind", _one_of(Kind), str),
    _Key("Corrected", "corrections", _corrections, _written_corrections),
    _Key("Slug", "slug", _text, str, required=True),
)
_BY_NAME = {key.name: key for key in KEYS}


def parse(text: str, path: str) -> tuple[ArticleFile | None, tuple[Finding, ...]]:
    """Read the `text` of the article file at `path` (used in findings only).

    Returns the article with its body, or None where a finding made that impossible, and the
    findings: every fault of the header, each with its line.
    """
    file, _, findings = parse_with_header(text, path)
    return file, findings


def parse_with_header(text: str, path: str) -> tuple[ArticleFile | None, Header, tuple[Finding, ...]]:
    """Like `parse`, with the header itself, for callers that need the lines of its keys."""
    header, findings = split_header(text, path, _BY_NAME)
    fields: dict[str, Any] = {}
    for name, value in header.values.items():
        key = _BY_NAME[name]
        try:
            fields[key.field] = key.read(value)
        except ValueError as error:
            findings.append(Finding(path, header.lines[name], _code(name), f"{name} {error}"))
    findings += [
        Finding(path, 1, "missing-key", f"the header has no {key.name}; add a line «{key.name}: …»")
        for key in KEYS
        if key.required and key.name not in header.values
    ]
    if findings:
        return None, header, tuple(findings)
    return ArticleFile(Article(**fields), header.body.strip("\n")), header, ()


def render(file: ArticleFile) -> str:
    """The text of an article file; `parse` gives the same `ArticleFile` back."""
    lines = [f"{key.name}: {key.write(value)}" for key, value in _present(file.article)]
    return "\n".join(lines) + "\n\n" + file.body.strip("\n") + "\n"


def _present(article: Article) -> Iterator[tuple[_Key, Any]]:
    for key in KEYS:
        value = getattr(article, key.field)
        if value is None or value == () or value is Kind.ARTICLE:
            continue
        yield key, value


def _code(name: str) -> str:
    return f"bad-{name.lower().replace('_', '-')}"
