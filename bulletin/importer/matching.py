"""Which article of the archive is which of the document: told by their words, one to one, never by guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bulletin.content import article_file
from bulletin.content.model import ArticleFile, BulletinError
from bulletin.importer.archive_issue import ArchiveArticle
from bulletin.importer.article import Draft
from bulletin.importer.import_record import digest
from bulletin.importer.takes import Takes
from bulletin.text.letters import match_form

_WORD = re.compile(r"\w+")
# Likeness of titles and of texts are each 0 to 1. Unrelated articles of one subject reach 0.3 in sum; from
# here on a person is asked, where both would be left over.
_MAYBE = 0.4
# Two candidates closer to each other than this, in sum, are for a person to tell apart.
_CLEAR = 0.15
# Articles of one form ("Tin vắn", "Tỉnh … đạt …%") are like each other in one half alone. With less than this
# of its title or of its text an article may be another one, however like the other half is.
_TITLE = 0.5
_TEXT = 0.2
# A title may have less where the text was kept, but not nothing.
_TEXT_KEPT = 0.9
_TITLE_LEFT = 0.1
# Of an article that only the ledger has, no text is known.
_TITLE_ALONE = 0.6


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How like two articles are, 0 to 1; of one that only the ledger has no text is known."""

    title: float
    text: float | None

    @property
    def sum(self) -> float:
        return self.title + (self.text or 0.0)

    @property
    def doubt(self) -> str:
        """Why it takes a person to say that they are one; empty where it does not."""
        if self.text is None:
            return "" if self.title >= _TITLE_ALONE else "the titles are alike"
        has_text = self.text >= _TEXT
        has_title = self.title >= (_TITLE_LEFT if self.text >= _TEXT_KEPT else _TITLE)
        if has_text and has_title:
            return ""
        if has_text == has_title:
            return "title and text are a little alike"
        like, unlike = ("texts", "titles") if has_text else ("titles", "texts")
        return f"the {like} are alike, the {unlike} are not"


@dataclass(frozen=True, slots=True)
class _Words:
    """The pairs of neighbouring words in the title and in the body of an article."""

    title: frozenset[tuple[str, str]]
    body: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, title: str, body: str) -> _Words:
        return cls(_pairs(title), _pairs(body))

    def likeness(self, other: _Words) -> _Likeness:
        """To an article of the archive; one without text was not kept as a file."""
        text = _dice(self.body, other.body) if other.body else None
        return _Likeness(_dice(self.title, other.title), text)


def rendering(draft: Draft) -> str:
    """The text of the article file that `draft` makes."""
    return article_file.render(ArticleFile(draft.article, draft.body))


def match(
    drafts: Sequence[Draft], archive: Mapping[int, ArchiveArticle], takes: Takes, name: str
) -> dict[int, int]:
    """The number in the archive for each draft (by its number in the contents list) that is there already.

    Raises BulletinError where two articles are equally like or one is half like, or where less than half of
    the archive's articles are in the document: then it is another document.
    """
    matched = _decided(drafts, archive, takes, name)
    matched |= _same_rendering(_left(drafts, matched), _free(archive, matched))
    new = {entry for entry, number in takes.entries.items() if number is None}
    matched |= _by_words(
        [draft for draft in _left(drafts, matched) if draft.article.number not in new],
        _free(archive, matched),
        name,
    )
    here = {number for number, article in archive.items() if _counts(article)}
    found = here & set(matched.values())
    if len(found) * 2 < len(here):
        day = drafts[0].article.date
        raise BulletinError(
            f"{name}: is a second document for the issue of {day}, which has other articles: only "
            f"{len(found)} of its {len(here)} are in here; correct the date, or delete "
            f"articles/{day.year}/{day} and imports/{day.year}/{day}.json first if this one is right"
        )
    return matched


def _counts(article: ArchiveArticle) -> bool:
    """Whether the document should have the article: not one that only the ledger has, or that was let go."""
    if article.recorded is not None:
        return article.recorded.document is not None
    return article.text is not None


def _decided(
    drafts: Sequence[Draft], archive: Mapping[int, ArchiveArticle], takes: Takes, name: str
) -> dict[int, int]:
    entries = {draft.article.number for draft in drafts}
    chosen = {entry: number for entry, number in takes.entries.items() if number is not None}
    for entry, number in takes.entries.items():
        if entry not in entries or (number is not None and number not in archive):
            raise BulletinError(
                f"{name}: --take {number or 'new'}=entry{entry}: there is no such article or entry"
            )
    if len(set(chosen.values())) < len(chosen):
        raise BulletinError(f"{name}: --take gives two entries to one article; give each its own")
    return chosen


def _left(drafts: Sequence[Draft], matched: Mapping[int, int]) -> list[Draft]:
    return [draft for draft in drafts if draft.article.number not in matched]


def _free(archive: Mapping[int, ArchiveArticle], matched: Mapping[int, int]) -> list[ArchiveArticle]:
    return [article for number, article in archive.items() if number not in matched.values()]


def _same_rendering(drafts: Sequence[Draft], articles: Sequence[ArchiveArticle]) -> dict[int, int]:
    """The drafts that make exactly what an earlier document made, so that one title twice is no doubt."""
    matched: dict[int, int] = {}
    for article in articles:
        recorded = article.recorded
        if recorded is None or recorded.document is None:
            continue
        for draft in _left(drafts, matched):
            # The title is in the rendering, and compared at less cost.
            if draft.article.title != recorded.title:
                continue
            if digest(rendering(draft.numbered(article.number))) == recorded.document:
                matched[draft.article.number] = article.number
                break
    return matched


def _by_words(drafts: Sequence[Draft], articles: Sequence[ArchiveArticle], name: str) -> dict[int, int]:
    old = {article.number: _Words.of(article.title, article.body) for article in articles}
    new = {draft.article.number: _Words.of(draft.article.title, draft.body) for draft in drafts}
    likeness = {
        (entry, number): like
        for entry, words in new.items()
        for number in old
        if (like := words.likeness(old[number])).sum >= _MAYBE
    }
    pairs = sorted((-like.sum, entry, number) for (entry, number), like in likeness.items())
    wanted = {article.number for article in articles if _counts(article)}
    matched: dict[int, int] = {}
    for score, entry, number in pairs:
        if entry in matched or number in matched.values():
            continue
        doubt = likeness[entry, number].doubt
        if doubt and number not in wanted:
            continue
        rivals = [
            (other_entry, other_number)
            for other, other_entry, other_number in pairs
            if (other_entry == entry) != (other_number == number)
            and other_entry not in matched
            and other_number not in matched.values()
            and other - score < _CLEAR
        ]
        if rivals or doubt:
            _ask([(entry, number), *rivals], doubt or "title and text are alike", name)
        matched[entry] = number
    return matched


def _ask(choices: Sequence[tuple[int, int]], why: str, name: str) -> None:
    typed = " or ".join(f"--take {number}=entry{entry}" for entry, number in choices)
    entry = choices[0][0]
    raise BulletinError(
        f"{name}: it is not clear which article of the archive entry {entry} is, or whether it is new "
        f"({why}); say which with {typed}, or --take new=entry{entry}"
    )


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    words = ["", *_WORD.findall(match_form(text)), ""]
    return frozenset(pairwise(words)) if len(words) > 2 else frozenset()


def _dice(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def unused(numbers: frozenset[int], count: int) -> Iterator[int]:
    """The next `count` numbers after all that were ever given in the issue."""
    first = max(numbers, default=0) + 1
    yield from range(first, first + count)
