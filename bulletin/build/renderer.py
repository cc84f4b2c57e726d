"""Renders a page to bytes: its template gets the view, the site and the way to the root, nothing else."""

from __future__ import annotations

import gzip
import hashlib
import html
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from bulletin.archive import content_folder
from bulletin.build.epub_file import as_xml, epub
from bulletin.build.template_cache import KnownTemplates
from bulletin.build.templates import Templates
from bulletin.content.abbreviation import Abbreviation
from bulletin.content.model import BulletinError
from bulletin.ledger import addresses
from bulletin.pages.book import Book
from bulletin.pages.citation import bibtex, coins, csl_json, ris, vietnamese
from bulletin.pages.own_files import OwnFile
from bulletin.pages.page import Page, Written
from bulletin.pages.reference import reference_of
from bulletin.pages.site import Site
from bulletin.pages.structured_data import issue_json_ld, json_ld, site_json_ld
from bulletin.pages.whole_issue import Body
from bulletin.text.body_text import body_text
from bulletin.text.dates import long_date, midnight, short_date
from bulletin.text.markdown import BodyRenderer
from bulletin.text.numbers import grouped
from bulletin.text.short_forms import explain
from bulletin.text.site_links import led_from
from bulletin.text.typography import refine_html, refine_text

# The address of a paragraph, or a link to one, in a tag; in text there is no bare `<`.
_PARAGRAPH = re.compile(r'(<[a-z][^<>]* (?:id="|href="#))p(?=\d+")')
_TO_PLACE = re.compile(r'(?<=<a) href="#([^"]*)"')
# What each template gets.
_GIVEN = frozenset({"view", "site", "path", "root"})


class Renderer:
    """Renders the pages of one site from one content folder.

    `environment` is Jinja's, as Pelican made it; the renderer adds its filters to it. `known` are templates
    that an earlier build compiled.
    """

    def __init__(
        self, environment: Environment, site: Site, content: Path, known: KnownTemplates | None = None
    ) -> None:
        self._site = site
        self._content = content
        self._bodies = BodyRenderer()
        # An article's body is asked for by its own page right after its issue's page, and by several feeds.
        self._body_html = lru_cache(maxsize=1024)(self._render_body)
        self._fingerprint = lru_cache(maxsize=64)(self._compute_fingerprint)
        environment.undefined = StrictUndefined
        filters: dict[str, Callable[..., object]] = dict(
            typo=lru_cache(maxsize=1 << 14)(refine_text),
            body=self._body,
            body_in_feed=self._body_in_feed,
            body_in_issue=self._body_in_issue,
            markdown=self.markdown,
            short_date=short_date,
            long_date=long_date,
            grouped=grouped,
            iso=lambda day: day.isoformat(),
            midnight=midnight,
            reference=lambda card: reference_of(card, site),
            bibtex=bibtex,
            coins=coins,
            # Quotation marks need another spelling only in attributes.
            csl_json=lambda reference: Markup(html.escape(csl_json(reference), quote=False)),
            json_ld=lambda reference: Markup(json_ld(reference)),
            issue_json_ld=lambda view: Markup(issue_json_ld(view, site)),
            site_json_ld=lambda described: Markup(site_json_ld(described)),
            ris=ris,
            vietnamese=vietnamese,
        )
        for kind, taken in (
            ("filter", filters.keys() & environment.filters),
            ("global", _GIVEN & environment.globals.keys()),
        ):
            if taken:
                raise BulletinError(
                    f"JINJA_{kind.upper()}S: {min(taken)} is a {kind} of the site's; give yours another name"
                )
        environment.filters.update(filters)
        self._templates = Templates(environment, known)

    def fingerprint(self, templates: tuple[str, ...]) -> str:
        """What pages of these templates depend on besides their views: texts, Jinja's setup, the site."""
        return self._fingerprint(templates)

    def prepare(self, templates: Iterable[str]) -> None:
        """Compile `templates` in this process, so that those forked later need not."""
        self._templates.prepare(map(_file_of, templates))

    def render(self, page: Page) -> bytes:
        """The file of `page`. Raises BulletinError where an article changed since it was read."""
        if page.template is not None:
            return self._text(page.template, page.view, page.path).encode("utf-8")
        view: Written | OwnFile | Book = page.view
        if isinstance(view, OwnFile):
            return view.read(self._content)
        if isinstance(view, Book):
            return epub(
                (part.file, as_xml(self._text(part.template, part.view, page.path))) for part in view.parts()
            )
        data = view.text(self._site, self).encode("utf-8")
        # Neither clock nor system stands in what is packed.
        return gzip.compress(data, mtime=0) if page.path.endswith(".gz") else data

    def _text(self, template: str, view: object, path: str) -> str:
        return self._templates.render(
            _file_of(template), view=view, site=self._site, path=path, root=addresses.root_from(path)
        )

    def html_elsewhere(self, path: str, digest: str, page: str) -> str:
        """The HTML of a body, whose links to a paragraph lead to it on the article's `page`."""
        html = self._body_html(Body(path, digest)).replace('href="#', f'href="{self._site.url}/{page}#')
        return led_from(html, f"{self._site.url}/")

    def plain(self, path: str, digest: str) -> str:
        """The text of a body as its data has it."""
        return body_text(content_folder.read_body(self._content, path, digest), self._bodies)

    def _compute_fingerprint(self, templates: tuple[str, ...]) -> str:
        texts = self._templates.closure(map(_file_of, templates))
        return hashlib.sha256(repr((self._site, self._templates.setup, texts)).encode()).hexdigest()

    def _render_body(self, body: Body) -> str:
        text = self._bodies.to_html(content_folder.read_body(self._content, body.path, body.digest))
        # Where only a part of the body is shown, a link may name a paragraph that is not in it.
        return refine_html(_TO_PLACE.sub(lambda to: to[0] if f' id="{to[1]}"' in text else "", text))

    def _body(self, body: Body, root: str, abbreviations: Iterable[Abbreviation] = ()) -> Markup:
        html = explain(self._body_html(body), ((one.short, one.long[0]) for one in abbreviations))
        return Markup(led_from(html, root))

    def _body_in_issue(self, body: Body, number: int, root: str) -> Markup:
        return Markup(led_from(_PARAGRAPH.sub(rf"\g<1>b{number}-p", self._body_html(body)), root))

    def _body_in_feed(self, body: Body, path: str) -> Markup:
        return Markup(self.html_elsewhere(body.path, body.digest, path))

    def markdown(self, text: str, root: str) -> Markup:
        """The HTML of a page that editors wrote, for a page whose root is at `root`."""
        return Markup(led_from(refine_html(self._bodies.to_html(text)), root))


def _file_of(template: str) -> str:
    return template if "." in template else f"{template}.html"
