"""Titles by their first letters, as a search field suggests them while the reader types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from bulletin.archive.archive import StoredArticle
from bulletin.ledger import addresses
from bulletin.search.index_text import fold, syllables

_LETTERS = 2
# This number of titles is some 12 kB compressed. Where more begin so, readers want the newest.
_MOST = 500

# A title and the address of its article.
Titled = tuple[str, str]


def titles_of(articles: Iterable[StoredArticle]) -> Mapping[str, list[Titled]]:
    """The titles of `articles`, by their first letters; `articles` come oldest first, titles newest first.

    >>> from datetime import date
    >>> from bulletin.content.model import Article
    >>> article = Article(date(2023, 12, 11), 5, "Đắk Lắk đổi mới", "Tin", "dak-lak")
    >>> titles_of([StoredArticle(article, "", "", "")])
    {'da': [('Đắk Lắk đổi mới', '2023/12/11/5/')]}
    """
    found: dict[str, list[Titled]] = defaultdict(list)
    for stored in reversed(tuple(articles)):
        article = stored.article
        key = beginning(article.title)
        if len(key) == _LETTERS and len(found[key]) < _MOST:
            found[key].append((article.title, addresses.article(article.date, article.number)))
    return dict(sorted(found.items()))


def beginning(title: str) -> str:
    """The first letters of `title`, its marks folded.

    >>> beginning("“Đắk Lắk” đổi mới"), beginning("Ở A Lưới")
    ('da', 'o ')
    """
    return " ".join(map(fold, syllables(title)))[:_LETTERS]
