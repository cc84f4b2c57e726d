"""The articles of a content folder in the few fields that every generator is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bulletin.content import article_file, registry_file
from bulletin.content.model import BulletinError
from tests.bench.synthetic import article_files


@dataclass(frozen=True, slots=True)
class Named:
    """Something with a page of its own: its part of the address, and its name."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An article; `body` is Markdown."""

    date: date
    number: int
    title: str
    section: Named
    source: Named
    provinces: tuple[Named, ...]
    author: str
    body: str

    @property
    def address(self) -> str:
        """`2023/12/11/5`."""
        return f"{self.date:%Y/%m/%d}/{self.number}"


def entries(content: Path) -> Iterator[Entry]:
    """The articles of `content`, oldest first. Raises BulletinError for a name that no registry has."""
    registries = registry_file.load(content / "registry")
    for path in article_files(content):
        file, findings = article_file.parse(path.read_text(encoding="utf-8"), path.name)
        if file is None:
            raise BulletinError(str(findings[0]))
        article = file.article
        section = registries.section(article.section)
        source = registries.source(article.sources[0]) if article.sources else None
        provinces = [registries.province(name, article.date) for name in article.provinces]
        if section is None or source is None:
            raise BulletinError(
                f"{path}: section or source is not registered; bench with a synthetic archive"
            )
        yield Entry(
            article.date,
            article.number,
            article.title,
            Named(section.slug, section.name),
            Named(source.id, source.id),
            tuple(Named(unit.slug, unit.name) for unit in provinces if unit),
            article.author or "",
            file.body,
        )
