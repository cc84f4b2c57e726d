"""Typographic refinement by typogrify, without `caps` (which knows ASCII only): never changes a letter."""

from __future__ import annotations

import re
from itertools import groupby

from markupsafe import Markup, escape
from typogrify.filters import amp, initial_quotes, process_ignores, smartypants, widont

_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r'<p id="p\d+">.*</p>\Z')
# What smartypants reacts to besides three dots: quotes, dashes, the backslash that shields them.
_SMART = re.compile(r"[\"'`\\]|--|\. \. \.")
_FIRST_QUOTE = re.compile(r"[\"']|&[lr]dquo;|&[lr]squo;|&#82(?:16|20);")
# Text without tags, perhaps in a paragraph: all but the last word, the space, the last word.
_LAST_WORD = re.compile(r'((?:<p id="p\d+">)?[^<>]*[^<>\s])\s+([^<>\s]+\s*(?:</p>)?)\Z')


def refine_html(html: str) -> str:
    """`html` with typographic quotes, dashes and ellipses, and no lonely last word.

    The same as `typogrify(html, caps=False)`, which rebuilds its patterns and tokens for every text:
    here whole paragraphs are done one by one, and a filter whose trigger does not occur is skipped.
    """
    if "<pre" in html or "<code" in html:
        return "".join(_refine(part) if wanted else part for part, wanted in process_ignores(html))
    runs = groupby(html.split("\n"), _PARAGRAPH.match)
    return "\n".join(
        "\n".join(map(_refine, lines)) if paragraph else _refine("\n".join(lines))
        for paragraph, lines in ((bool(match), list(lines)) for match, lines in runs)
    )


def refine_text(text: str) -> Markup:
    """Plain `text`, escaped and refined, as HTML for use outside attributes."""
    return Markup(_refine(str(escape(text)).replace("&#34;", '"').replace("&#39;", "'")))


def _refine(html: str) -> str:
    shown = _TAG.sub("", html)
    if "&" in shown:
        html = amp(html)
    if _SMART.search(shown) or html.count("...") != shown.count("..."):
        html = smartypants(html)
    elif "..." in shown:
        html = html.replace("...", "&#8230;")
    if _FIRST_QUOTE.search(html):
        html = initial_quotes(html)
    last = _LAST_WORD.match(html)
    return f"{last.group(1)}&nbsp;{last.group(2)}" if last else str(widont(html))
