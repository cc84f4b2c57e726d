"""Which articles stand in which list (of a section, source, province, author, topic), by its address."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.pages.cards import CardOf, province_path

Members = Mapping[str, Sequence[StoredArticle]]


def members_of(archive: Archive, card: CardOf) -> Members:
    """The articles of each list that has any, oldest first; a new province has those of its old ones too."""
    registries = archive.registries
    merged = {
        province_path(unit): province_path(registries.province_by_slug(unit.merged_into))
        for unit in registries.provinces
        if unit.merged_into
    }
    found: dict[str, list[StoredArticle]] = defaultdict(list)
    for stored in archive.articles:
        shown = card(stored)
        own = [
            link.path
            for link in (shown.section, *shown.sources, *shown.authors, *shown.provinces, *shown.topics)
        ]
        for path in dict.fromkeys([*own, *(merged.get(path or "") for path in own)]):
            if path:
                found[path].append(stored)
    return found
