"""Record in the ledger the addresses of articles that an editor added by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from bulletin import addresses, permalinks, store
from bulletin.authors import author_names
from bulletin.model import Article, BulletinError
from bulletin.permalinks import Row
from bulletin.text import squeeze


def record(content: Path) -> tuple[Row, ...]:
    """Append to the ledger of `content` what its articles lack there; returns the new rows.

    Raises BulletinError where `check` has an error other than the one this mends.
    """
    loaded = store.load(content)
    others = [finding for finding in loaded.errors if finding.code != "author-without-address"]
    if others:
        raise BulletinError(f"{others[0]}; the ledger only grows, so mend the content first (invoke check)")
    articles = [stored.article for stored in loaded.archive.articles]
    rows, _ = store.read_ledger(content)
    missing = missing_rows(rows, articles)
    permalinks.append(content / permalinks.LEDGER, missing)
    return missing


def missing_rows(rows: Sequence[Row], articles: Iterable[Article]) -> tuple[Row, ...]:
    """The rows that `articles` need and the ledger lacks: issues and articles in order, then authors."""
    given = {row.address for row in rows}
    missing: dict[str, Row] = {}
    names: list[str] = []
    for article in articles:
        issue = f"/{addresses.issue(article.date)}"
        own = f"/{addresses.article(article.date, article.number)}"
        missing.setdefault(issue, Row(issue, "issue", article.date.isoformat()))
        missing.setdefault(own, Row(own, "article", squeeze(article.title)))
        names += author_names(article.author) if article.author else ()
    fresh = [row for address, row in missing.items() if address not in given]
    return (*fresh, *permalinks.new_authors([*rows, *fresh], names))
