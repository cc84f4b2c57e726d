"""Pelican plugin for the test beside it: the same pages by the slow road that stock Pelican takes.

Pelican's own ArticlesGenerator and MarkdownReader read the articles and typogrify refines them; the pages
of the plan are then written one after the other by Pelican's own Writer. Nothing of `bulletin.build`
takes part but the filters' names.
"""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from pelican import signals
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer
from typogrify.filters import typogrify

from bulletin.archive import content_folder
from bulletin.build.renderer import Renderer
from bulletin.ledger import addresses
from bulletin.pages.downloads import downloads_groups
from bulletin.pages.site import site_of
from bulletin.pages.site_plan import site_groups
from bulletin.pages.whole_issue import Body


class StockBodies(Renderer):
    """The project's filters over what Pelican's reader made of each article."""

    def __init__(self, generator: ArticlesGenerator, content: Path) -> None:
        self.by_path = {
            Path(article.source_path).relative_to(content).as_posix(): article
            for article in generator.articles
        }
        super().__init__(generator.env, site_of(generator.settings), content)
        titles = {article.metadata_title: article.title for article in generator.articles}
        generator.env.filters["typo"] = lambda text: Markup(titles.get(text) or _typogrified(text))

    def _render_body(self, body: Body) -> str:
        return str(self.by_path[body.path]._content)


def _typogrified(text: str) -> str:
    return str(typogrify(str(escape(text)).replace("&#34;", '"').replace("&#39;", "'"), caps=False))


def remember(generators: list[Any]) -> None:
    """Keep Pelican's articles generator within reach of the writer."""
    stock = next(generator for generator in generators if isinstance(generator, ArticlesGenerator))
    stock.generate_output = lambda writer: write_all(stock, writer)


def write_all(generator: ArticlesGenerator, writer: Writer) -> None:
    """Write every page that has a template."""
    content = Path(generator.path)
    loaded = content_folder.load(content)
    plain_titles = {stored.path: stored.article.title for stored in loaded.archive.articles}
    for article in generator.articles:
        article.metadata_title = plain_titles[Path(article.source_path).relative_to(content).as_posix()]
    assert len(generator.articles) == len(loaded.archive.articles)
    site = site_of(generator.settings)
    StockBodies(generator, content)
    groups = chain(site_groups(loaded.archive, loaded.pages, site), downloads_groups(()))
    for group in groups:
        for page in group.pages():
            if page.template is None:
                continue
            name = page.template if "." in page.template else f"{page.template}.html"
            writer.write_file(
                page.file,
                generator.env.get_template(name),
                generator.context,
                view=page.view,
                site=site,
                path=page.path,
                root=addresses.root_from(page.path),
            )


def register() -> None:
    """Called by Pelican."""
    signals.all_generators_finalized.connect(remember)
