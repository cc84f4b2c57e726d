"""Whether an article is the archive's, a new one, or asked about: on both sides of each line."""

from __future__ import annotations

from datetime import date
from itertools import count
from pathlib import Path

import pytest

from bulletin.content.model import Article, BulletinError
from bulletin.importer import matching, merge, takes
from bulletin.importer.archive_issue import ArchiveArticle
from bulletin.importer.article import Draft
from bulletin.importer.document import LineNumber

DAY = date(2024, 3, 5)
LINE = LineNumber(1, "line 1")
NO_TAKES = takes.parse([])
_fresh = count()


def words(number: int) -> list[str]:
    """So many words that stand nowhere else."""
    return [f"từ{next(_fresh)}" for _ in range(number)]


def like(text: str, hundredths: int) -> str:
    """A text of as many words that has so many of a hundred pairs of words in common with `text`."""
    of = text.split()
    return " ".join([*of[:hundredths], *words(len(of) - hundredths)])


def a_text() -> str:
    """A text with a hundred pairs of neighbouring words, beginning and end counted as words."""
    return " ".join(words(99))


def draft(entry: int, title: str, body: str) -> Draft:
    article = Article(title=title, date=DAY, number=entry, section="Tin", slug=f"{DAY}-{entry}")
    return Draft(article, body, LINE, LINE)


def archived(number: int, title: str, body: str) -> ArchiveArticle:
    """An article that an editor wrote."""
    return ArchiveArticle(number, title, f"{number}.md", "text" if body else None, body)


def came_of(drafts: list[Draft], *archive: ArchiveArticle) -> dict[int, int] | str:
    """What was matched, or what was asked."""
    try:
        return matching.match(drafts, {each.number: each for each in archive}, NO_TAKES, "a.txt")
    except BulletinError as asked:
        return str(asked)


@pytest.mark.parametrize(
    ("title", "text", "comes"),
    [
        (20, 19, "new"),
        (20, 20, "the texts are alike, the titles are not"),
        (30, 15, "title and text are a little alike"),
        (49, 89, "the texts are alike, the titles are not"),
        (50, 89, "same"),
        (50, 20, "same"),
        (50, 19, "the titles are alike, the texts are not"),
        # The same opening line and nothing else in common.
        (0, 99, "the texts are alike, the titles are not"),
        (9, 99, "the texts are alike, the titles are not"),
        (10, 90, "same"),
        (10, 89, "the texts are alike, the titles are not"),
        # One title for another text.
        (99, 0, "the titles are alike, the texts are not"),
    ],
)
def test_an_article_is_the_same_only_where_both_title_and_text_say_so(
    title: int, text: int, comes: str
) -> None:
    other_title, other_text = a_text(), a_text()
    old_title, old_text = a_text(), a_text()
    came = came_of(
        [draft(1, other_title, other_text), draft(2, like(old_title, title), like(old_text, text))],
        archived(1, other_title, other_text),
        archived(2, old_title, old_text),
    )
    if comes == "same":
        assert came == {1: 1, 2: 2}
    elif comes == "new":
        assert came == {1: 1}
    else:
        assert comes in str(came)
        assert "--take 2=entry2, or --take new=entry2" in str(came)


@pytest.mark.parametrize(("title", "matched"), [(60, {1: 1}), (59, {})])
def test_an_article_of_the_ledger_alone_is_known_by_its_title(title: int, matched: dict[int, int]) -> None:
    old = a_text()
    assert came_of([draft(1, like(old, title), a_text())], archived(1, old, "")) == matched


@pytest.mark.parametrize(("second", "asks"), [(86, True), (84, False)])
def test_two_that_are_about_as_like_are_asked_about(second: int, asks: bool) -> None:
    title, text = a_text(), a_text()
    came = came_of([draft(1, title, text)], archived(1, title, text), archived(2, title, like(text, second)))
    assert ("--take 2=entry1" in came) if isinstance(came, str) else not asks
    assert isinstance(came, str) == asks


@pytest.mark.parametrize(("of", "refused"), [(4, False), (5, True)])
def test_a_document_with_less_than_half_of_the_issue_is_another_one(of: int, refused: bool) -> None:
    there = [archived(number, a_text(), a_text()) for number in range(1, of + 1)]
    again = [draft(each.number, each.title, each.body) for each in there[:2]]
    came = came_of([*again, draft(9, a_text(), a_text())], *there)
    assert ("second document for the issue" in str(came)) == refused


def test_a_file_name_has_sixty_letters_of_its_title_at_most_and_whole_syllables() -> None:
    def name(title: str) -> str:
        return Path(merge._file(draft(1, title, "Thân."))).stem

    assert name("a" * 30 + " " + "b" * 29) == "01-" + "a" * 30 + "-" + "b" * 29
    assert name("a" * 30 + " " + "b" * 30) == "01-" + "a" * 30
    assert name("a" * 70) == "01-" + "a" * 60
