"""The Markdown of article bodies as HTML with an anchor a paragraph; raw HTML in it stays text."""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from bulletin.text.letters import squeeze
from bulletin.text.plain_blocks import parts_of
from bulletin.text.site_links import address_of_target
from bulletin.text.typed_blocks import parted

# Where a link may lead, besides pages of the site.
SAFE_TARGET = re.compile(r"https?://|mailto:|#", re.IGNORECASE)
EXTENSIONS = ("tables", "sane_lists")
_ANCHOR = re.compile(r"(<(?:p|li|table|pre|h[234])) id=\"p(\d+)\"")
_ANCHORED = {"p", "li", "table", "pre", "h2", "h3", "h4"}
_TAG = re.compile(r"<[^>]+>")
# Without any of these a block is its own plain text.
_MARKED_UP = re.compile(r"[\\`*_\[\]<>&#|!]|^[-+]|^\d+\.", re.MULTILINE)


class _Anchors(Treeprocessor):
    """Gives each block of the body the id `p1`, `p2` … in reading order: the address of a paragraph."""

    def run(self, root: Element) -> None:
        count = 0

        def walk(parent: Element) -> None:
            nonlocal count
            for child in parent:
                if child.tag in _ANCHORED:
                    count += 1
                    child.set("id", f"p{count}")
                # The paragraphs of a list entry share its anchor; a list in it has anchors of its own.
                walk(child) if child.tag not in _ANCHORED else walk_lists(child)

        def walk_lists(parent: Element) -> None:
            for child in parent:
                if child.tag in ("ul", "ol"):
                    walk(child)

        walk(root)


class _SafeLinks(Treeprocessor):
    """Takes the target from a link that leads anywhere but to the web, to mail, or to a page of the site."""

    def run(self, root: Element) -> None:
        for link in root.iter("a"):
            target = link.get("href", "").strip()
            if (address := address_of_target(target)) is not None:
                link.set("href", address)
            elif not SAFE_TARGET.match(target):
                link.attrib.pop("href", None)


class _Aligned(Treeprocessor):
    """Says by a class how a table's cell is aligned: the policy of the site refuses `style`."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("th", "td") and (style := cell.attrib.pop("style", None)):
                cell.set("class", style.removeprefix("text-align: ").removesuffix(";"))


class _TypedBlocks(Preprocessor):
    """Sets lists and tables off that stand right behind a line or are nested by two spaces."""

    def run(self, lines: list[str]) -> list[str]:
        return parted(lines)


class BulletinMarkdown(Extension):
    """Python-Markdown without raw HTML, with anchors, and with lists and tables as most editors show them."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.preprocessors.register(_TypedBlocks(md), "typed-blocks", 25)
        md.treeprocessors.register(_Anchors(md), "anchors", 5)
        md.treeprocessors.register(_SafeLinks(md), "safe-links", 4)
        md.treeprocessors.register(_Aligned(md), "aligned", 3)


class BodyRenderer:
    """Renders bodies one after the other with one parser that is reset between them.

    Most blocks of a press article are so plain that a parser is not needed. What comes out is what
    Python-Markdown gives for the whole body.
    """

    def __init__(self) -> None:
        self._markdown = markdown.Markdown(
            extensions=[*EXTENSIONS, BulletinMarkdown()], output_format="html", lazy_ol=False
        )

    def to_html(self, body: str) -> str:
        """The HTML of the Markdown text `body`, block by block on a line, each with its `id`."""
        html: list[str] = []
        count = 0
        for part in parts_of(body):
            if part.kind:
                html.append(part.html(count + 1))
                count += part.anchors
            else:
                parsed = self.parse_all(part.source)
                html.append(_ANCHOR.sub(partial(_moved, by=count), parsed) if count else parsed)
                count += len(_ANCHOR.findall(parsed))
        return "\n".join(one for one in html if one)

    def parse_all(self, body: str) -> str:
        """The same by the parser alone."""
        self._markdown.reset()
        return str(self._markdown.convert(body))


def _moved(anchor: re.Match[str], by: int) -> str:
    return f'{anchor.group(1)} id="p{int(anchor.group(2)) + by}"'


def plain_text(html: str) -> str:
    """The text of `html` as made by `BodyRenderer`, without tags, entities resolved."""
    return unescape(_TAG.sub("", html))


def lead_of(body: str, renderer: BodyRenderer, length: int = 220) -> str:
    """How the Markdown text `body` begins: its first block as plain text, at most `length` characters."""
    first = body.partition("\n\n")[0]
    text = squeeze(plain_text(renderer.to_html(first)) if _MARKED_UP.search(first) else first)
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
