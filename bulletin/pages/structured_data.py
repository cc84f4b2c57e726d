"""Articles, issues and the site as schema.org has them (JSON-LD), safe in a `script` element of a page."""

from __future__ import annotations

import json
from typing import Any

from bulletin.ledger import addresses
from bulletin.pages.citation import Reference
from bulletin.pages.issue import IssueView
from bulletin.pages.site import Site

# Inside the element the text ends at `</script` and turns strange at `<!--`; JSON knows another spelling.
_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def json_ld(reference: Reference) -> str:
    """The newspaper article as part of an issue of the bulletin; a digest is said to be based on it."""
    newspaper = {"@type": "Organization", "name": reference.container} if reference.newspapers else None
    authors = [{"@type": "Person", "name": name} for name in reference.authors]
    article: dict[str, Any] = {
        "headline": reference.title,
        "author": authors,
        "publisher": newspaper,
        "datePublished": reference.date.isoformat(),
    }
    ours: dict[str, Any] = {
        "url": reference.url,
        "inLanguage": reference.language,
        "articleSection": reference.section,
        "position": reference.number,
        "isPartOf": {
            "@type": "PublicationIssue",
            "datePublished": reference.issue_date.isoformat(),
            "isPartOf": {"@type": "Periodical", "name": reference.bulletin},
        },
    }
    if reference.is_digest:
        based = {"isBasedOn": {"@type": "NewsArticle", **_known(article)}}
        day = reference.issue_date.isoformat()
        data: dict[str, Any] = {"@type": "Article", "headline": reference.title, **based, **ours}
        data["datePublished"] = day
    else:
        data = {"@type": "NewsArticle", **article, **ours}
    return _written(data)


def issue_json_ld(view: IssueView, site: Site) -> str:
    """An issue of the bulletin with its articles."""
    articles = [
        {
            "@type": "NewsArticle",
            "headline": one.card.title,
            "url": _url(site, one.card.path),
            "position": one.card.number,
        }
        for block in view.sections
        for one in block.articles
    ]
    return _written(
        {
            "@type": "PublicationIssue",
            "name": f"{site.name}, số ra ngày {view.span}",
            "datePublished": view.date.isoformat(),
            "url": _url(site, view.path),
            "inLanguage": site.language,
            "isPartOf": {"@type": "Periodical", "name": site.name},
            "hasPart": [_known(article) for article in articles],
        }
    )


def site_json_ld(site: Site) -> str:
    """The site and its search."""
    search = {
        "@type": "SearchAction",
        "target": f"{site.public_url}/{addresses.SEARCH}?q={{search_term_string}}",
        "query-input": "required name=search_term_string",
    }
    return _written(
        {
            "@type": "WebSite",
            "name": site.name,
            "description": site.subtitle,
            "url": _url(site, addresses.HOME),
            "inLanguage": site.language,
            "potentialAction": search if site.public_url else None,
        }
    )


def _url(site: Site, path: str) -> str | None:
    return f"{site.public_url}/{path}" if site.public_url else None


def _written(data: dict[str, Any]) -> str:
    text = _json({"@context": "https://schema.org", **_known(data)})
    for sign, spelling in _IN_SCRIPT.items():
        text = text.replace(sign, spelling)
    return text


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
