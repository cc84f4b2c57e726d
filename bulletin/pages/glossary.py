"""The page of abbreviations with what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bulletin.content.abbreviation import Abbreviation
from bulletin.ledger import addresses
from bulletin.pages.page import Page, PageGroup
from bulletin.text.order import order_key


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """All abbreviations, by their letters."""

    abbreviations: tuple[Abbreviation, ...]


def glossary_group(abbreviations: Sequence[Abbreviation]) -> PageGroup:
    """The page of `abbreviations`."""
    ordered = tuple(sorted(abbreviations, key=lambda one: order_key(one.short)))
    return PageGroup(_page, (GlossaryView(ordered),), ("glossary",))


def _page(view: GlossaryView) -> Iterator[Page]:
    yield Page(addresses.GLOSSARY, "glossary", view)
