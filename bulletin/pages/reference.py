"""The reference to an article as its page shows it, made of its card and the site's constants."""

from __future__ import annotations

from bulletin.pages.cards import Card
from bulletin.pages.citation import Reference
from bulletin.pages.site import Site


def reference_of(card: Card, site: Site) -> Reference:
    """What there is to cite of the article of `card`; of several newspaper dates the first."""
    return Reference(
        title=card.title,
        authors=tuple(author.text for author in card.authors),
        newspapers=tuple(source.text for source in card.sources),
        printed_on=card.source_dates[0] if card.source_dates else None,
        page=card.source_page,
        section=card.section.text,
        bulletin=site.name,
        issue_date=card.date,
        number=card.number,
        is_digest=card.is_digest,
        url=f"{site.public_url}/{card.path}" if site.public_url else None,
        language=site.language,
    )
