"""Which articles belong to which province, section, source and author: their lists, and an index of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from bulletin.archive.archive import Archive
from bulletin.content.registry import Province, Registries
from bulletin.ledger import addresses
from bulletin.pages.cards import Card, CardOf, Link, province_path
from bulletin.pages.lists import ListHead, ProvinceNote, SourceNote, TopicNote, list_groups
from bulletin.pages.members import Members
from bulletin.pages.page import Page, PageGroup
from bulletin.pages.tile_map import TileMap, little_map, map_of_before, map_of_today
from bulletin.text.order import initial, order_key

CardsAt = Callable[[str], list[Card]]
# Anchors are typed and copied: letters as one types them.
_TELEX = {"Ă": "aw", "Â": "aa", "Đ": "dd", "Ê": "ee", "Ô": "oo", "Ơ": "ow", "Ư": "uw", "#": "khac"}
_ONE_DAY = timedelta(days=1)


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

    @property
    def letters(self) -> tuple[Letter, ...]:
        """The entries by their first letters, in order."""
        found: dict[str, list[IndexEntry]] = {}
        for entry in self.entries:
            found.setdefault(initial(entry.link.text), []).append(entry)
        return tuple(
            Letter(text, f"chu-{_TELEX.get(text, text.lower())}", tuple(entries))
            for text, entries in found.items()
        )


@dataclass(frozen=True, slots=True)
class ProvincesView:
    """The units of today with and without articles, by their codes, and the maps of today and of before."""

    title: str
    entries: tuple[IndexEntry, ...]
    without: tuple[IndexEntry, ...]
    today: TileMap
    before: TileMap


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of an index, the place where it begins, and its entries."""

    text: str
    anchor: str
    entries: tuple[IndexEntry, ...]


def index_groups(
    archive: Archive, card: CardOf, members: Members, provinces: tuple[IndexEntry, ...]
) -> Iterator[PageGroup]:
    """Every list and every index. `card` gives the card of an article, `members` those of each list."""

    def cards(path: str) -> list[Card]:
        return [card(stored) for stored in members.get(path, ())]

    yield from province_groups(archive, cards, provinces)
    yield from section_groups(archive, cards)
    yield from topic_groups(archive, cards)
    yield from source_groups(archive, cards)
    yield from author_groups(archive, cards, members)


def province_entries(archive: Archive, members: Members) -> tuple[IndexEntry, ...]:
    """The units of today by their official codes, each with the old ones it was made of."""

    def entry(province: Province, parts: tuple[IndexEntry, ...] = ()) -> IndexEntry:
        count = len(members.get(province_path(province), ()))
        return IndexEntry(_link(province), count, province.kind, parts)

    return tuple(
        entry(unit, tuple(entry(archive.registries.province_by_slug(slug)) for slug in unit.merged_from))
        for unit in sorted(archive.registries.provinces, key=lambda unit: unit.code)
        if not unit.is_old
    )


def province_groups(archive: Archive, cards: CardsAt, entries: tuple[IndexEntry, ...]) -> Iterator[PageGroup]:
    """The index of provinces, and a list for each unit old and new, those without an article too."""
    index = Link("Tỉnh, thành", addresses.PROVINCES)
    for unit in archive.registries.provinces:
        note = _province_note(unit, archive.registries)
        head = ListHead("Tỉnh, thành", unit.name, province_path(unit), index, province=note)
        yield from list_groups(head, cards(head.path))
    maps = tuple(
        make(archive.registries, lambda unit: len(cards(province_path(unit))))
        for make in (map_of_today, map_of_before)
    )
    yield PageGroup(_provinces_page, (index, entries, *maps), ("provinces",))


def _provinces_page(
    index: Link, entries: tuple[IndexEntry, ...], today: TileMap, before: TileMap
) -> Iterator[Page]:
    with_any = tuple(entry for entry in entries if entry.count)
    without = tuple(entry for entry in entries if not entry.count)
    view = ProvincesView(index.text, with_any, without, today, before)
    yield Page(index.path or "", "provinces", view)


def _province_note(unit: Province, registries: Registries) -> ProvinceNote:
    into = registries.province_by_slug(unit.merged_into) if unit.merged_into else None
    # A kind ends the day before the next one begins.
    firsts = (unit.start, *(former.to + _ONE_DAY for former in unit.former_kinds))
    kinds = (*(former.kind for former in unit.former_kinds), unit.kind)
    return ProvinceNote(
        tuple(zip(kinds, firsts, strict=True)),
        unit.to,
        unit.to + _ONE_DAY if unit.to else None,
        into.kind if into and into.merged_from == (unit.slug,) else None,
        _link(into) if into else None,
        tuple(_link(registries.province_by_slug(slug)) for slug in unit.merged_from),
        little_map(registries, unit),
    )


def section_groups(archive: Archive, cards: CardsAt) -> Iterator[PageGroup]:
    """The index of sections in printed order, and a list for each."""
    index = Link("Chuyên mục", addresses.SECTIONS)
    entries = []
    for section in archive.registries.sections:
        head = ListHead("Chuyên mục", section.name, f"{addresses.SECTIONS}{section.slug}/", index)
        shown = cards(head.path)
        entries.append(IndexEntry(Link(head.name, head.path), len(shown)))
        yield from list_groups(head, shown)
    yield _index_group("index_list", index, "chuyên mục", tuple(entries))


def topic_groups(archive: Archive, cards: CardsAt) -> Iterator[PageGroup]:
    """The index of topics as the registry has them, and a list for each."""
    index = Link("Chủ đề", addresses.TOPICS)
    entries = []
    for topic in archive.registries.topics:
        note = TopicNote(topic.words)
        head = ListHead("Chủ đề", topic.name, f"{addresses.TOPICS}{topic.slug}/", index, topic=note)
        shown = cards(head.path)
        entries.append(IndexEntry(Link(head.name, head.path), len(shown)))
        yield from list_groups(head, shown)
    yield _index_group("index_list", index, "chủ đề", tuple(entries))


def source_groups(archive: Archive, cards: CardsAt) -> Iterator[PageGroup]:
    """The index of the sources that were cited, by name, and a list for each and for those that were once."""
    index = Link("Nguồn", addresses.SOURCES)
    vacant = {row.address for row in archive.vacant}
    entries = []
    for source in archive.registries.sources:
        path = f"{addresses.SOURCES}{source.id}/"
        shown = cards(path)
        if not shown and f"/{path}" not in vacant:
            continue
        note = SourceNote(source.id, source.url, source.former_hosts)
        head = ListHead("Nguồn", source.name, path, index, source=note)
        if shown:
            entries.append(IndexEntry(Link(head.name, head.path), len(shown), source.id))
        yield from list_groups(head, shown)
    yield _index_group("index_letters", index, "nguồn", _by_name(entries))


def author_groups(archive: Archive, cards: CardsAt, members: Members) -> Iterator[PageGroup]:
    """The index of authors by name, and a list for each and for those who had one."""
    index = Link("Tác giả", addresses.AUTHORS)
    entries = []
    for path in members:
        if path.startswith(addresses.AUTHORS):
            shown = cards(path)
            # The name as it was printed first.
            name = next(author.text for author in shown[0].authors if author.path == path)
            entries.append(IndexEntry(Link(name, path), len(shown)))
            yield from list_groups(ListHead("Tác giả", name, path, index), shown)
    for row in archive.vacant:
        if row.kind == "author":
            yield from list_groups(ListHead("Tác giả", row.title, row.address.removeprefix("/"), index), ())
    yield _index_group("index_letters", index, "tác giả", _by_name(entries))


def _index_group(template: str, index: Link, kind: str, entries: tuple[IndexEntry, ...]) -> PageGroup:
    return PageGroup(_index_page, (template, index, kind, entries), (template,))


def _index_page(template: str, index: Link, kind: str, entries: tuple[IndexEntry, ...]) -> Iterator[Page]:
    path = index.path or ""
    yield Page(path, template, IndexView(index.text, path, kind, entries))


def _link(province: Province) -> Link:
    return Link(province.name, province_path(province))


def _by_name(entries: Sequence[IndexEntry]) -> tuple[IndexEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: (order_key(entry.link.text), entry.link.path)))
