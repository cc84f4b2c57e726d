"""Feeds of the newest articles: of the whole archive, and of each province, section, source and topic.

A feed needs the site's address, so a site without one has no feeds. An entry is known by its permanent
address and dated by its issue, at midnight in Việt Nam: no clock is asked, and a correction is not news.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.content.registry import Province
from bulletin.ledger import addresses
from bulletin.pages.cards import CardOf, province_path
from bulletin.pages.members import Members
from bulletin.pages.page import Bodies, Page, PageGroup
from bulletin.pages.site import Site
from bulletin.pages.whole_issue import FullArticle, full_article
from bulletin.text.dates import midnight, short_date
from bulletin.text.typography import refine_text

NEWEST = 30
NEWEST_OF_LIST = 20


@dataclass(frozen=True, slots=True)
class FeedView:
    """A feed: of which list (the empty path is the whole archive), its articles newest first."""

    kind: str
    name: str
    list_path: str
    articles: tuple[FullArticle, ...]


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """The feed of the whole archive in JSON Feed 1.1."""

    articles: tuple[FullArticle, ...]

    def text(self, site: Site, bodies: Bodies) -> str:
        """The feed with the articles in full."""
        items = [
            {
                "id": f"{site.url}/{one.card.path}",
                "url": f"{site.url}/{one.card.path}",
                "title": one.card.title,
                "content_html": _content(one, bodies),
                "summary": one.card.lead,
                "date_published": midnight(one.card.date),
                "authors": [{"name": author.text} for author in one.card.authors],
                "tags": [link.text for link in (one.card.section, *one.card.provinces)],
            }
            for one in self.articles
        ]
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": site.name,
            "description": site.subtitle,
            "home_page_url": f"{site.url}/",
            "feed_url": f"{site.url}/{addresses.JSON_FEED}",
            "language": site.language,
            "authors": [{"name": site.name}],
            "items": [{name: value for name, value in item.items() if value} for item in items],
        }
        known = {name: value for name, value in feed.items() if value != ""}
        return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def feed_groups(archive: Archive, card: CardOf, members: Members) -> Iterator[PageGroup]:
    """The feeds of `archive`, one group each; that of the whole is there in an empty archive too.

    `members` are the articles of each list.
    """

    def newest(articles: Sequence[StoredArticle], count: int) -> tuple[FullArticle, ...]:
        return tuple(full_article(stored, card(stored)) for stored in _newest(articles, count))

    whole = newest(archive.articles, NEWEST)
    yield PageGroup(_atom, (FeedView("", "", addresses.HOME, whole),), ("feeds/atom.xml",))
    yield PageGroup(_json, (JsonFeed(whole),), ())
    for path, (kind, name) in _names(archive).items():
        if path in members:
            view = FeedView(kind, name, path, newest(members[path], NEWEST_OF_LIST))
            yield PageGroup(_atom, (view,), ("feeds/atom.xml",))


def _newest(articles: Sequence[StoredArticle], count: int) -> list[StoredArticle]:
    """`count` of `articles`, the newest issue first, those of one issue in its order."""
    start = max(0, len(articles) - count)
    while start and articles[start - 1].article.date == articles[start].article.date:
        start -= 1
    return sorted(articles[start:], key=lambda stored: stored.article.date, reverse=True)[:count]


def _content(one: FullArticle, bodies: Bodies) -> str:
    """The article in full with what a reader has to know of it, like the content in `feeds/atom.xml`."""
    parts = [bodies.html_elsewhere(one.body.path, one.body.digest, one.card.path)]
    if one.extent_note:
        parts.append(f"<p><em>{one.extent_note}</em></p>")
    if one.card.is_digest and one.has_body:
        parts.append("<p><em>Bài tóm lược do kho lưu trữ viết lại, không phải nguyên văn bài báo.</em></p>")
    if one.trailer:
        parts.append(f"<p>{refine_text(one.trailer)}</p>")
    elif one.card.sources:
        parts.append(f"<p>Nguồn: {escape('; '.join(source.text for source in one.card.sources))}</p>")
    return "\n".join(parts)


def _atom(view: FeedView) -> Iterator[Page]:
    path = addresses.feed(view.list_path) if view.list_path else addresses.FEED_OF_ALL
    yield Page(path, "feeds/atom.xml", view)


def _json(view: JsonFeed) -> Iterator[Page]:
    yield Page(addresses.JSON_FEED, None, view)


def _time(unit: Province) -> str:
    """When a unit was there, as it tells it from another one of its name; empty for one that went on."""
    if unit.to:
        return f" (đến {short_date(unit.to)})"
    return f" (từ {short_date(unit.start)})" if unit.start else ""


def _names(archive: Archive) -> Mapping[str, tuple[str, str]]:
    """Kind and name of each list by its address, in a fixed order; a province is named with its time."""
    registries = archive.registries
    provinces = (
        (province_path(unit), ("Tỉnh, thành", f"{unit.name}{_time(unit)}")) for unit in registries.provinces
    )
    sections = ((f"{addresses.SECTIONS}{s.slug}/", ("Chuyên mục", s.name)) for s in registries.sections)
    sources = ((f"{addresses.SOURCES}{s.id}/", ("Nguồn", s.name)) for s in registries.sources)
    topics = ((f"{addresses.TOPICS}{t.slug}/", ("Chủ đề", t.name)) for t in registries.topics)
    return dict([*provinces, *sections, *sources, *topics])
