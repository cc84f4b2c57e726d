"""Pelican's own generators of articles and pages, which give out the archive instead of reading files."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol

from pelican import signals
from pelican.contents import Category
from pelican.generators import ArticlesGenerator, PagesGenerator

from bulletin.archive.content_folder import Content
from bulletin.build.renderer import Renderer
from bulletin.pages.cards import cards_of
from bulletin.plugins.contents import ArchivePage, Lazy, PelicanArticle, metadata_of

# Who listens to these wants to hear of each article.
_OF_EACH = ("content_object_init", "article_generator_preread", "article_generator_context")


class BuiltSite(Protocol):
    """What a build gives the generators; `content` is None where it is refused and Pelican goes on."""

    content: Content | None

    @property
    def renderer(self) -> Renderer:
        """What makes HTML of Markdown."""
        ...

    def read(self) -> None:
        """Read the content."""
        ...

    def show_pages(self, generator: ArchiveArticles) -> None:
        """Send `content_written` for each page."""
        ...


class ArchiveArticles(ArticlesGenerator):
    """The articles of the archive, newest issue first; `site` is set where the generator takes its place."""

    site: BuiltSite

    def generate_context(self) -> None:
        """Read the archive; its articles are made into Pelican's objects when somebody looks at them."""
        self.site.read()
        content = self.site.content
        stored = content.stored if content else ()
        # By this `STATIC_PATHS` knows what is no static file.
        self.context["generated_content"].update(dict.fromkeys(one.path for one in stored))
        shown = content.archive.articles if content else ()
        self.articles = Lazy(lambda: list(self._made()), len(shown))
        signals.article_generator_pretaxonomy.send(self)
        # Here it is the property below.
        del self.tags
        self.dates = Lazy(
            lambda: sorted(self.articles, key=lambda one: one.date, reverse=self._is_newest_first)
        )
        self.categories = Lazy(
            lambda: self._named(lambda one: [one.category], self.settings["REVERSE_CATEGORY_ORDER"])
        )
        self.authors = Lazy(lambda: self._named(lambda one: getattr(one, "authors", ())))
        self._update_context(("articles", "drafts", "hidden_articles", "dates", "categories", "authors"))
        self.context["tags"] = Lazy(lambda: list(self.tags.items()))
        self._update_context(("related_posts",))
        self.context["period_archives"] = self.period_archives
        if any(getattr(signals, name).receivers for name in _OF_EACH):
            list(self.articles)
        signals.article_generator_finalized.send(self)

    @cached_property
    def tags(self) -> dict[Any, list[Any]]:
        """The articles of each province."""
        return self._by(lambda one: one.tags)

    def check_disabled_readers(self) -> None:
        """Nothing is read by Pelican's readers."""

    def refresh_metadata_intersite_links(self) -> None:
        """Do so where somebody has looked at the articles."""
        if self.articles.is_made:
            super().refresh_metadata_intersite_links()

    def generate_output(self, writer: object) -> None:
        """Write nothing, as the build does: tell those who listen."""
        if signals.article_generator_write_article.receivers:
            for article in self.articles:
                signals.article_generator_write_article.send(self, content=article)
        if signals.content_written.receivers:
            self.site.show_pages(self)
        signals.article_writer_finalized.send(self, writer=writer)

    @property
    def _is_newest_first(self) -> bool:
        return bool(self.context["NEWEST_FIRST_ARCHIVES"])

    def _named(self, names_of: Callable[[Any], Iterable[Any]], is_reversed: bool = False) -> list[Any]:
        return sorted(self._by(names_of).items(), key=lambda one: one[0], reverse=is_reversed)

    def _by(self, names_of: Callable[[Any], Iterable[Any]]) -> dict[Any, list[Any]]:
        found: dict[Any, list[Any]] = defaultdict(list)
        for article in self.articles:
            for name in names_of(article):
                found[name].append(article)
        return found

    def _made(self) -> Iterator[PelicanArticle]:
        if self.site.content is None:
            return
        archive, renderer = self.site.content.archive, self.site.renderer
        cards = cards_of(archive)
        for stored in (one for issue in reversed(archive.issues) for one in issue.articles):
            card = cards[stored.path]
            signals.article_generator_preread.send(self)
            known = metadata_of(card, stored.article.slug, self.settings)
            signals.article_generator_context.send(self, metadata=known)
            article = PelicanArticle(
                partial(renderer.html_elsewhere, stored.path, stored.digest, card.path),
                card.path,
                known,
                settings=self.settings,
                source_path=str(Path(self.path, stored.path)),
                context=self.context,
            )
            self.add_source_path(article)
            yield article


class ArchivePages(PagesGenerator):
    """The pages that editors wrote."""

    site: BuiltSite

    def generate_context(self) -> None:
        """Make each page one of Pelican's objects when somebody looks at them."""
        shown = self.site.content.pages if self.site.content else ()
        self.pages = Lazy(lambda: list(self._made()), len(shown))
        self._update_context(("pages", "hidden_pages", "draft_pages"))
        if signals.content_object_init.receivers:
            list(self.pages)
        signals.page_generator_finalized.send(self)

    def check_disabled_readers(self) -> None:
        """Nothing is read by Pelican's readers."""

    def refresh_metadata_intersite_links(self) -> None:
        """Do so where somebody has looked at the pages."""
        if self.pages.is_made:
            super().refresh_metadata_intersite_links()

    def generate_output(self, writer: object) -> None:
        """Write nothing, as the build does."""
        signals.page_writer_finalized.send(self, writer=writer)

    def _made(self) -> Iterator[ArchivePage]:
        for page in self.site.content.pages if self.site.content else ():
            signals.page_generator_preread.send(self)
            # Pelican calls it after the folder, and plugins expect one.
            category = Category("pages", self.settings)
            known = {"title": page.title, "slug": page.slug, "category": category}
            if page.summary:
                known["summary"] = html.escape(page.summary, quote=False)
            signals.page_generator_context.send(self, metadata=known)
            made = ArchivePage(
                partial(self.site.renderer.markdown, page.body, f"{self.settings['SITEURL']}/"),
                f"{page.slug}/",
                known,
                settings=self.settings,
                source_path=str(Path(self.path, "pages", f"{page.slug}.md")),
                context=self.context,
            )
            self.add_source_path(made)
            yield made
