"""An article as schema.org describes it (JSON-LD), safe to stand inside a `script` element of a page."""

from __future__ import annotations

import json
from typing import Any

from bulletin.pages.citation import Reference

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
    known = {"@context": "https://schema.org", **_known(data)}
    text = _json(known)
    for sign, spelling in _IN_SCRIPT.items():
        text = text.replace(sign, spelling)
    return text


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}
