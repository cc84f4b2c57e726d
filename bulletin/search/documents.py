"""An article as the search sees it: tokens with their weights, and the text that results are shown from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.ledger.author_addresses import author_names
from bulletin.search.equivalents import Equivalents
from bulletin.search.index_text import TABLE, syllables, tokens_of
from bulletin.text.markdown import BodyRenderer
from bulletin.text.plain_blocks import parts_of
from bulletin.text.shown_text import shown_lines

TITLE: int = TABLE["weights"]["title"]
BODY: int = TABLE["weights"]["body"]
LONG_FORM: int = TABLE["weights"]["long_form"]

_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class IndexedParagraph:
    """A block of the body: `anchor` is its number on the article's page, `#p3`."""

    anchor: int
    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What an article is filtered by, as slugs (authors by name), and what a result shows beside its text."""

    date: date
    number: int
    section: str
    sources: tuple[str, ...]
    provinces: tuple[str, ...]
    authors: tuple[str, ...]
    shown_sources: tuple[str, ...]
    shown_provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as it is indexed; each token once, its weight by its best place and how often it stands.

    `length` is how many syllables the article has.
    """

    facts: Facts
    title: str
    author: str | None
    paragraphs: tuple[IndexedParagraph, ...]
    weights: Mapping[str, int]
    length: int


def facts_of(archive: Archive, stored: StoredArticle) -> Facts:
    """The facts of `stored`, its names resolved; a name that is in no registry is its own slug.

    >>> from bulletin.content.model import Article
    >>> from bulletin.content.registry import Registries, Section
    >>> archive = Archive((), Registries((), (Section("tin-tuc", "Tin tức"),), ()), {})
    >>> article = Article(date(2023, 12, 11), 5, "Một cửa", "TIN TỨC", "mot-cua", sources=("Báo A",))
    >>> facts = facts_of(archive, StoredArticle(article, "", "", ""))
    >>> facts.section, facts.sources
    ('tin-tuc', ('Báo A',))
    """
    article = stored.article
    section = archive.section(article)
    sources = archive.sources(article)
    provinces = archive.provinces(article)
    return Facts(
        date=article.date,
        number=article.number,
        section=section.slug if section else article.section,
        sources=tuple(dict.fromkeys(source.id if source else printed for printed, source in sources)),
        provinces=tuple(dict.fromkeys(province.slug for province in provinces)),
        authors=author_names(article.author) if article.author else (),
        shown_sources=article.sources,
        shown_provinces=tuple(province.name for province in provinces),
    )


def document(
    archive: Archive, stored: StoredArticle, body: str, renderer: BodyRenderer, equivalents: Equivalents
) -> IndexedArticle:
    """The article `stored` with the Markdown text `body` as it is indexed.

    >>> from bulletin.content.model import Article
    >>> from bulletin.content.registry import Registries
    >>> archive = Archive((), Registries((), (), ()), {})
    >>> stored = StoredArticle(Article(date(2023, 12, 11), 5, "Một cửa", "Tin", "mot-cua"), "", "", "")
    >>> found = document(archive, stored, "*Hai* cấp.", BodyRenderer(), Equivalents(()))
    >>> found.title, found.paragraphs[0].text, list(found.weights)[:2]
    ('Một cửa', 'Hai cấp.', ['ǀhaiǀ', 'ǀcấpǀ'])
    """
    paragraphs = paragraphs_of(body, renderer)
    title = stored.article.title
    author = stored.article.author
    texts = [one.text for one in paragraphs]
    return IndexedArticle(
        facts=facts_of(archive, stored),
        title=title,
        author=author,
        paragraphs=paragraphs,
        weights=weights_of(title, author, texts, equivalents),
        length=sum(len(syllables(text)) for text in (title, *texts)),
    )


def paragraphs_of(body: str, renderer: BodyRenderer) -> tuple[IndexedParagraph, ...]:
    r"""The blocks of the Markdown text `body`, with the numbers that `renderer` gives them.

    >>> paragraphs_of("Một  *cửa*.\n\n- Hai cấp.", BodyRenderer())
    (IndexedParagraph(anchor=1, text='Một cửa.'), IndexedParagraph(anchor=2, text='Hai cấp.'))
    """
    parts = parts_of(body)
    if all(part.kind == "p" for part in parts):
        texts = ((number, _even(part.source)) for number, part in enumerate(parts, start=1))
        return tuple(IndexedParagraph(number, text) for number, text in texts if text)
    shown: dict[int, str] = {}
    for line in shown_lines(renderer.to_html(body)):
        if line.anchor is not None:
            # A dot stands for the borders of cells.
            between = " · " if line.is_row else " "
            shown[line.anchor] = between.join([shown.get(line.anchor, ""), *line.texts])
    evened = ((anchor, _even(text)) for anchor, text in sorted(shown.items()))
    return tuple(IndexedParagraph(anchor, text) for anchor, text in evened if text)


def weights_of(
    title: str, author: str | None, paragraphs: Iterable[str], equivalents: Equivalents
) -> dict[str, int]:
    """The tokens of an article with the texts `paragraphs`: each has the weight of its best place, and on top
    of it up to 2 for how often it stands in the article. In a title's abbreviation the long form has 1 more.

    >>> weights_of("Một cửa", None, ["Một lần"], Equivalents(()))
    {'ǀmộtǀ': 48, 'ǀlầnǀ': 24, 'mộtǀlầnǀ': 24, 'ǀcửaǀ': 48, 'mộtǀcửaǀ': 48}
    """
    titles = [syllables(title)]
    texts = [syllables(paragraph) for paragraph in paragraphs]
    if author:
        texts.append(syllables(author))
    # The lowest weight first: whatever also stands higher takes the higher one.
    weights: dict[str, int] = {}
    for sequences, weight in ((texts, LONG_FORM), (titles, LONG_FORM + 1)):
        others = [phrase for sequence in sequences for phrase in equivalents.other_forms(sequence)]
        weights.update(dict.fromkeys(tokens_of(dict.fromkeys(others)), weight))
    counts = Counter(tokens_of(texts))
    weights.update({token: BODY + _level(count) for token, count in counts.items()})
    for token in tokens_of(titles):
        weights[token] = TITLE + _level(counts[token] + 1)
    return weights


def _level(count: int) -> int:
    """How often a word stands in an article, as one of three levels: once or twice, 3 or 4 times, and more.

    Twice would be a byte more for every fifth place of a word, and changed nothing in what is found.
    """
    return 0 if count <= 2 else 1 if count <= 4 else 2


def _even(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" ·")
