"""Typographic refinement by typogrify, without `caps` (which knows ASCII only): never changes a letter.

Where smartypants would eat a sign or turn a quote the wrong way, `printed_signs` decides before it.
"""

from __future__ import annotations

import re
from itertools import groupby

from markupsafe import Markup, escape
from typogrify.filters import amp, initial_quotes, process_ignores, smartypants, widont

from bulletin.text.letters import has_any
from bulletin.text.printed_signs import settle

_TAG = re.compile(r"<[^>]*>")
# A paragraph without a tag inside.
_TEXT = re.compile(r'(<p id="p\d+">)([^<>]*)</p>\Z')
# What smartypants reacts to besides three dots: quotes, dashes, the backslash that shields them.
_SMART = ('"', "'", "`", "\\", "--", ". . .")
# What a quote at the beginning may be written with: itself or its entity.
_QUOTE = ('"', "'", "&")
# Text without tags, perhaps in a paragraph: all but the last word, the space, the last word.
_LAST_WORD = re.compile(r'((?:<p id="p\d+">)?[^<>]*[^<>\s])\s+([^<>\s]+\s*(?:</p>)?)\Z')


def refine_html(html: str) -> str:
    """`html` with typographic quotes, dashes and ellipses, and no lonely last word.

    The same as `typogrify(settle(html), caps=False)`, which rebuilds its patterns and tokens for every text:
    here whole paragraphs are done one by one, and a filter whose trigger does not occur is skipped.
    """
    if "<pre" in html or "<code" in html:
        return "".join(_refine(part) if wanted else part for part, wanted in process_ignores(html))
    return "\n".join(
        "\n".join(map(_refine, lines)) if paragraph else _refine("\n".join(lines))
        for paragraph, lines in groupby(html.split("\n"), _is_paragraph)
    )


def refine_text(text: str) -> Markup:
    """Plain `text`, escaped and refined, as HTML for use outside attributes."""
    return Markup(_refine(str(escape(text)).replace("&#34;", '"').replace("&#39;", "'")))


def _is_paragraph(line: str) -> bool:
    return line.startswith('<p id="p') and line.endswith("</p>")


def _refine(html: str) -> str:
    paragraph = _TEXT.match(html)
    shown = paragraph.group(2) if paragraph else _TAG.sub("", html)
    refined = html
    if "&" in shown:
        refined = amp(refined)
    if has_any(shown, _SMART) or html.count("...") != shown.count("..."):
        refined = smartypants(settle(refined))
    elif "..." in shown:
        refined = refined.replace("...", "&#8230;")
    if refined is not html or has_any(shown, _QUOTE):
        refined = initial_quotes(refined)
    if paragraph and refined is html:
        words = shown.rsplit(maxsplit=1)
        if len(words) == 2 and shown.endswith(words[1]):
            return f"{paragraph.group(1)}{words[0]}&nbsp;{words[1]}</p>"
    last = _LAST_WORD.match(refined)
    return f"{last.group(1)}&nbsp;{last.group(2)}" if last else str(widont(refined))
