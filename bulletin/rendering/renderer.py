"""Renders a page to bytes: its template gets the view, the site and the way to the root, nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateNotFound
from jinja2.meta import find_referenced_templates
from markupsafe import Markup

from bulletin import addresses, store
from bulletin.dates import long_date, short_date
from bulletin.markdown import BodyRenderer
from bulletin.model import BulletinError
from bulletin.pages.issue import Body
from bulletin.pages.page import Page
from bulletin.site import Site
from bulletin.typography import refine_html, refine_text


class Renderer:
    """Renders the pages of one site from one content folder.

    `environment` is Jinja's, as Pelican made it; the renderer adds its filters to it.
    """

    def __init__(self, environment: Environment, site: Site, content: Path) -> None:
        self._environment = environment
        self._site = site
        self._content = content
        self._bodies = BodyRenderer()
        # An article's body is asked for by its own page right after its issue's page.
        self._body_html = lru_cache(maxsize=64)(self._render_body)
        self._fingerprint = lru_cache(maxsize=64)(self._compute_fingerprint)
        environment.undefined = StrictUndefined
        environment.filters.update(
            typo=lru_cache(maxsize=1 << 16)(refine_text),
            body=self._body,
            body_in_issue=self._body_in_issue,
            markdown=self._markdown,
            short_date=short_date,
            long_date=long_date,
            iso=lambda day: day.isoformat(),
        )

    def fingerprint(self, templates: tuple[str, ...]) -> str:
        """What pages of these templates depend on besides their views: template texts and site constants."""
        return self._fingerprint(templates)

    def render(self, page: Page) -> bytes:
        """The file of `page`. Raises BulletinError where an article changed since it was read."""
        template = self._environment.get_template(f"{page.template}.html")
        html = template.render(
            view=page.view, site=self._site, path=page.path, root=addresses.root_from(page.path)
        )
        return html.encode("utf-8")

    def _compute_fingerprint(self, templates: tuple[str, ...]) -> str:
        digest = hashlib.sha256(repr(self._site).encode())
        for name in sorted(template_closure(self._environment, [f"{t}.html" for t in templates])):
            digest.update(f"{name}\n{template_source(self._environment, name)}".encode())
        return digest.hexdigest()

    def _render_body(self, body: Body) -> str:
        return refine_html(self._bodies.to_html(store.read_body(self._content, body.path, body.digest)))

    def _body(self, body: Body) -> Markup:
        return Markup(self._body_html(body))

    def _body_in_issue(self, body: Body, number: int) -> Markup:
        return Markup(self._body_html(body).replace(' id="p', f' id="b{number}-p'))

    def _markdown(self, text: str) -> Markup:
        return Markup(refine_html(self._bodies.to_html(text)))


def template_source(environment: Environment, name: str) -> str:
    """The text of the template `name`. Raises BulletinError where the theme has none."""
    try:
        assert environment.loader is not None
        return environment.loader.get_source(environment, name)[0]
    except TemplateNotFound as error:
        raise BulletinError(f"theme: there is no template {error.name}") from None


def template_closure(environment: Environment, names: Iterable[str]) -> set[str]:
    """`names` and every template that they extend, include or import, however far.

    Raises BulletinError for a name that is computed, since then nobody can tell what a page depends on.
    """
    closure: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in closure:
            continue
        closure.add(name)
        for reference in find_referenced_templates(environment.parse(template_source(environment, name))):
            if reference is None:
                raise BulletinError(
                    f"theme: {name} includes a template by a computed name; write the name out"
                )
            waiting.append(reference)
    return closure
