"""An article as the search sees it: tokens with their weights, and the text that results are shown from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import ClassVar

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.ledger.author_addresses import author_names
from bulletin.search.equivalents import Equivalents
from bulletin.search.index_text import TABLE, all_tokens, syllables
from bulletin.text.markdown import BodyRenderer
from bulletin.text.plain_blocks import parts_of

TITLE: int = TABLE["weights"]["title"]
BODY: int = TABLE["weights"]["body"]
LONG_FORM: int = TABLE["weights"]["long_form"]

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class IndexedParagraph:
    """A block of the body: `anchor` is its number on the article's page, `#p3`."""

    anchor: int
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article is filtered by, as slugs (authors by name), and what a result shows beside its text."""

    date: date
    number: int
    section: str
    sources: tuple[str, ...]
    provinces: tuple[str, ...]
    authors: tuple[str, ...]
    shown_sources: tuple[str, ...]
    shown_provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as it is indexed; each token once, with the highest weight it has in the article."""

    facts: Facts
    title: str
    author: str | None
    paragraphs: tuple[IndexedParagraph, ...]
    weights: Mapping[str, int]


def facts_of(archive: Archive, stored: StoredArticle) -> Facts:
    """The facts of `stored`, its names resolved; a name that is in no registry is its own slug."""
    article = stored.article
    section = archive.section(article)
    sources = archive.sources(article)
    provinces = archive.provinces(article)
    return Facts(
        date=article.date,
        number=article.number,
        section=section.slug if section else article.section,
        sources=tuple(dict.fromkeys(source.id if source else printed for printed, source in sources)),
        provinces=tuple(dict.fromkeys(province.slug for province in provinces)),
        authors=author_names(article.author) if article.author else (),
        shown_sources=article.sources,
        shown_provinces=tuple(province.name for province in provinces),
    )


def document(
    archive: Archive, stored: StoredArticle, body: str, renderer: BodyRenderer, equivalents: Equivalents
) -> IndexedArticle:
    """The article `stored` with the Markdown text `body` as it is indexed."""
    paragraphs = paragraphs_of(body, renderer)
    title = stored.article.title
    author = stored.article.author
    return IndexedArticle(
        facts=facts_of(archive, stored),
        title=title,
        author=author,
        paragraphs=paragraphs,
        weights=weights_of(title, author, [one.text for one in paragraphs], equivalents),
    )


def paragraphs_of(body: str, renderer: BodyRenderer) -> tuple[IndexedParagraph, ...]:
    """The blocks of the Markdown text `body`, with the numbers that `renderer` gives them."""
    parts = parts_of(body)
    if all(part.kind == "p" for part in parts):
        texts = ((number, _even(part.source)) for number, part in enumerate(parts, start=1))
        return tuple(IndexedParagraph(number, text) for number, text in texts if text)
    parser = _Paragraphs()
    parser.feed(renderer.to_html(body))
    parser.close()
    return tuple(parser.paragraphs())


def weights_of(
    title: str, author: str | None, paragraphs: Iterable[str], equivalents: Equivalents
) -> dict[str, int]:
    """The tokens of an article with the texts `paragraphs`, each with its highest weight."""
    titles = [syllables(title)]
    texts = [syllables(paragraph) for paragraph in paragraphs]
    if author:
        texts.append(syllables(author))
    others = [phrase for sequence in titles + texts for phrase in equivalents.other_forms(sequence)]
    # The lowest weight first: whatever also stands higher takes the higher one.
    weights = dict.fromkeys(all_tokens(dict.fromkeys(others)), LONG_FORM)
    weights.update(dict.fromkeys(all_tokens(texts), BODY))
    weights.update(dict.fromkeys(all_tokens(titles), TITLE))
    return weights


def _even(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ·")


class _Paragraphs(HTMLParser):
    """Collects the text of each element that has an anchor, without that of anchored elements inside it."""

    _VOID = frozenset({"br", "hr", "img"})
    # What stands for the borders of cells where a table is shown as text.
    _BETWEEN: ClassVar = {"td": " · ", "th": " · ", "br": " ", "p": " "}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[int | None] = []
        self._texts: dict[int, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        anchor = dict(attrs).get("id") or ""
        own = int(anchor[1:]) if anchor[:1] == "p" and anchor[1:].isdecimal() else None
        current = own or (self._open[-1] if self._open else None)
        if current is not None:
            self._texts.setdefault(current, []).append(self._BETWEEN.get(tag, ""))
        if tag not in self._VOID:
            self._open.append(current)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and (current := self._open[-1]) is not None:
            self._texts[current].append(data)

    def paragraphs(self) -> Iterator[IndexedParagraph]:
        for anchor, texts in sorted(self._texts.items()):
            if text := _even("".join(texts)):
                yield IndexedParagraph(anchor, text)
