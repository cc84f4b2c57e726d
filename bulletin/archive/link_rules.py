"""Links from one article to another page of the site, held against the addresses that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bulletin.archive import site_addresses
from bulletin.archive.archive import StoredArticle
from bulletin.content.model import Finding
from bulletin.ledger import addresses
from bulletin.ledger.ledger_file import Row


def link_findings(
    articles: Sequence[StoredArticle], rows: Iterable[Row], others: Iterable[Row]
) -> Iterator[Finding]:
    """Links of `articles` to what is neither in the ledger `rows`, nor of `others`, nor the program's own."""
    linking = [stored for stored in articles if stored.links]
    if not linking:
        return
    known = {row.address for row in (*rows, *others)}
    days = {stored.article.date for stored in articles}
    known.update(f"/{addresses.issue(day)}" for day in days)
    known.update(row.address for row in site_addresses.calendar_rows(days))
    known.update(site_addresses.article_row(stored.article).address for stored in articles)
    for stored in linking:
        for address, line in stored.links:
            first = address.strip("/").partition("/")[0]
            is_own = address == "/" or (first in addresses.RESERVED and address.count("/") == 2)
            if address not in known and not is_own:
                message = f"link to {address!r}, which is no page of the site; look its address up there"
                yield Finding(stored.path, line, "no-such-page", message)
