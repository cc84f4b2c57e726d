"""The pages of authors: each name has one, at an address fixed in the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bulletin.content.fields import RESERVED
from bulletin.ledger import addresses, ledger_file
from bulletin.ledger.author_names import author_names as author_names
from bulletin.ledger.ledger_file import Row
from bulletin.text.letters import match_key, slugify, squeeze


def author_key(name: str) -> str:
    """The key that all printings of one author's name share: case, spaces and place of the tone mark aside.

    >>> author_key("Minh  HOÀ") == author_key("Minh Hòa")
    True
    """
    return match_key(name)


def author_addresses(rows: Sequence[Row]) -> dict[str, str | None]:
    """The present address of each author's page, by `author_key`; None where the page is gone.

    A misprinted name whose address moved leads to the page of the right one.

    >>> misprint = Row("/tac-gia/mihn-an/", "author", "Mihn An", state="moved → /tac-gia/minh-an/")
    >>> author_addresses([Row("/tac-gia/minh-an/", "author", "Minh An"), misprint])
    {'minh an': '/tac-gia/minh-an/', 'mihn an': '/tac-gia/minh-an/'}
    """
    known = ledger_file.by_address(rows)

    def page(row: Row) -> str | None:
        end = known.get(ledger_file.destination(row, known) or "")
        return end.address if end and end.is_live and end.kind == "author" else None

    return {author_key(row.title): page(row) for row in rows if row.kind == "author"}


def new_authors(rows: Sequence[Row], names: Iterable[str]) -> Iterator[Row]:
    """Make a row for each of `names` that the ledger does not know.

    Its address has the slug of the name, or slug-2 where another author has that. A name without a letter or
    digit for a slug gets no row.

    >>> known = Row("/tac-gia/minh-hoa/", "author", "Minh Hoa")
    >>> [row.address for row in new_authors([known], ["MINH HOA", "Minh Hòa", "Hải Hà", "…"])]
    ['/tac-gia/minh-hoa-2/', '/tac-gia/hai-ha/']
    """
    known = {author_key(row.title) for row in rows if row.kind == "author"}
    # No folder of an author has a name that Windows keeps for itself.
    taken = {row.address for row in rows} | {f"/{addresses.AUTHORS}{name}/" for name in RESERVED}
    for name in names:
        slug = slugify(name)
        if not slug or author_key(name) in known:
            continue
        address, count = f"/{addresses.AUTHORS}{slug}/", 1
        while address in taken:
            count += 1
            address = f"/{addresses.AUTHORS}{slug}-{count}/"
        taken.add(address)
        known.add(author_key(name))
        yield Row(address, "author", squeeze(name))
