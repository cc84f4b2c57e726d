"""Which articles belong to which province, section, source and author: their lists, and an index of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bulletin import addresses
from bulletin.archive import Archive, StoredArticle
from bulletin.pages.cards import CardOf, Link, province_path
from bulletin.pages.lists import ListHead, ProvinceNote, SourceNote, list_groups
from bulletin.pages.page import Page, PageGroup
from bulletin.registry import Province
from bulletin.text import fold

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of an index: a link, how many articles are behind it, and what it is made of."""

    link: Link
    count: int
    note: str | None = None
    parts: tuple[IndexEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexView:
    """An index: its title and its entries, sorted."""

    title: str
    path: str
    kind: str
    entries: tuple[IndexEntry, ...]


def index_groups(archive: Archive, card: CardOf, provinces: tuple[IndexEntry, ...]) -> Iterator[PageGroup]:
    """Every list and every index. `card` gives the card of an article."""
    yield from province_groups(archive, card, provinces)
    yield from section_groups(archive, card)
    yield from source_groups(archive, card)
    yield from author_groups(archive, card)


def province_entries(archive: Archive) -> tuple[IndexEntry, ...]:
    """The units of today, each with the old ones it was made of."""
    counts = {slug: len(articles) for slug, articles in _by_province(archive).items()}

    def entry(province: Province, parts: tuple[IndexEntry, ...] = ()) -> IndexEntry:
        return IndexEntry(_link(province), counts.get(province.slug, 0), province.kind, parts)

    return tuple(
        entry(unit, tuple(entry(archive.registries.province_by_slug(slug)) for slug in unit.merged_from))
        for unit in archive.registries.provinces
        if not unit.is_old
    )


def province_groups(archive: Archive, card: CardOf, entries: tuple[IndexEntry, ...]) -> Iterator[PageGroup]:
    """The index of provinces, and a list for each unit old and new, those without an article too."""
    index = Link("Tỉnh, thành", addresses.PROVINCES)
    by_province = _by_province(archive)
    for unit in archive.registries.provinces:
        note = ProvinceNote(
            unit.is_old,
            unit.kind,
            _link(archive.registries.province_by_slug(unit.merged_into)) if unit.merged_into else None,
            tuple(_link(archive.registries.province_by_slug(slug)) for slug in unit.merged_from),
        )
        head = ListHead("Tỉnh, thành", unit.name, province_path(unit), index, province=note)
        yield from list_groups(head, [card(stored) for stored in by_province.get(unit.slug, ())])
    yield _index_group("provinces", index, "tỉnh, thành", entries)


def section_groups(archive: Archive, card: CardOf) -> Iterator[PageGroup]:
    """The index of sections in printed order, and a list for each."""
    index = Link("Chuyên mục", addresses.SECTIONS)
    found = _grouped(archive, lambda a: [s.slug] if (s := archive.section(a.article)) else [])
    entries = []
    for section in archive.registries.sections:
        articles = found.get(section.slug, ())
        head = ListHead("Chuyên mục", section.name, f"{addresses.SECTIONS}{section.slug}/", index)
        entries.append(IndexEntry(Link(head.name, head.path), len(articles)))
        yield from list_groups(head, [card(stored) for stored in articles])
    yield _index_group("index_list", index, "chuyên mục", tuple(entries))


def source_groups(archive: Archive, card: CardOf) -> Iterator[PageGroup]:
    """The index of the sources that were cited, by name, and a list for each and for those that were once."""
    index = Link("Nguồn", addresses.SOURCES)
    found = _grouped(
        archive, lambda a: dict.fromkeys(s.id for _, s in archive.sources(a.article) if s is not None)
    )
    vacant = {row.address for row in archive.vacant}
    entries = []
    for source in archive.registries.sources:
        path = f"{addresses.SOURCES}{source.id}/"
        if source.id not in found and f"/{path}" not in vacant:
            continue
        note = SourceNote(source.id, source.url, source.former_hosts)
        head = ListHead("Nguồn", source.name, path, index, source=note)
        articles = found.get(source.id, ())
        if articles:
            entries.append(IndexEntry(Link(head.name, head.path), len(articles), source.id))
        yield from list_groups(head, [card(stored) for stored in articles])
    yield _index_group("index_list", index, "nguồn", _by_name(entries))


def author_groups(archive: Archive, card: CardOf) -> Iterator[PageGroup]:
    """The index of authors by name, and a list for each and for those who had one."""
    index = Link("Tác giả", addresses.AUTHORS)
    names: dict[str, str] = {}
    for stored in archive.articles:
        for name, address in archive.authors(stored.article):
            names.setdefault(address, name)
    found = _grouped(archive, lambda a: dict.fromkeys(address for _, address in archive.authors(a.article)))
    entries = []
    for address, articles in found.items():
        head = ListHead("Tác giả", names[address], address.removeprefix("/"), index)
        entries.append(IndexEntry(Link(head.name, head.path), len(articles)))
        yield from list_groups(head, [card(stored) for stored in articles])
    for row in archive.vacant:
        if row.kind == "author":
            yield from list_groups(ListHead("Tác giả", row.title, row.address.removeprefix("/"), index), ())
    yield _index_group("index_list", index, "tác giả", _by_name(entries))


def _index_group(template: str, index: Link, kind: str, entries: tuple[IndexEntry, ...]) -> PageGroup:
    return PageGroup(_index_page, (template, index, kind, entries), (template,))


def _index_page(template: str, index: Link, kind: str, entries: tuple[IndexEntry, ...]) -> Iterator[Page]:
    path = index.path or ""
    yield Page(path, template, IndexView(index.text, path, kind, entries))


def _by_province(archive: Archive) -> dict[str, list[StoredArticle]]:
    """The articles of each unit by slug; a new unit has those of its old ones too."""

    def slugs(stored: StoredArticle) -> Iterable[str]:
        units = archive.provinces(stored.article)
        return dict.fromkeys(s for unit in units for s in (unit.slug, unit.merged_into) if s is not None)

    return _grouped(archive, slugs)


def _grouped(archive: Archive, keys: Callable[[StoredArticle], Iterable[K]]) -> dict[K, list[StoredArticle]]:
    groups: dict[K, list[StoredArticle]] = defaultdict(list)
    for stored in archive.articles:
        for key in keys(stored):
            groups[key].append(stored)
    return groups


def _link(province: Province) -> Link:
    return Link(province.name, province_path(province))


def _by_name(entries: Sequence[IndexEntry]) -> tuple[IndexEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (fold(entry.link.text), entry.link.text, entry.link.path)))
