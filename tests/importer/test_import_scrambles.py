"""A document comes again scrambled: each article keeps its number, or the importer asks; it never guesses.

Scrambled is what a newsroom does to an issue: another order, corrected titles and texts, articles more or
less. Half of the issues hold articles that are hard to tell apart: one title twice, one text under two
titles, two editions of one report.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.importer import import_record, matching, takes
from bulletin.importer.archive_issue import ArchiveArticle
from bulletin.importer.article import Draft
from bulletin.importer.document import LineNumber
from bulletin.importer.import_record import RecordedArticle
from tests.bench import vocabulary
from tests.bench.draft import Drafts
from tests.bench.newsroom import Newsroom

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

SCRAMBLES = 2_000
LINE = LineNumber(1, "line 1")
DAY = date(2024, 3, 5)
NO_TAKES = takes.parse([])


class Newsdesk:
    """Makes issues and scrambles them; a draft's trailer is its hidden name, which matching does not read."""

    def __init__(self, registries: Registries) -> None:
        words = vocabulary.load()
        drafts = Drafts(words, Newsroom(registries, words, seed=7))
        self.pool = [
            [
                replace(file, body="\n\n".join(file.body.split("\n\n")[:3]))
                for file in drafts.issue(day, 7, 12)
            ]
            for day in (DAY + timedelta(n) for n in range(40))
        ]
        self.words = [word for word in words.words if len(word) > 2][:1_000]

    def issue(self, dice: random.Random) -> list[Draft]:
        files = [(file.article, file.body) for file in dice.choice(self.pool[1:])]
        if dice.random() < 0.5:
            self._make_alike(files, dice)
        return [
            Draft(replace(article, date=DAY, trailer=f"({number})"), body, LINE, LINE).numbered(number)
            for number, (article, body) in enumerate(files, start=1)
        ]

    def _make_alike(self, files: list, dice: random.Random) -> None:  # type: ignore[type-arg]
        for _ in range(dice.randint(1, 3)):
            one, other = dice.sample(range(len(files)), k=2)
            (article, body), (second, own_body) = files[one], files[other]
            files[other] = dice.choice(
                (
                    (replace(second, title=article.title), own_body),
                    (second, body),
                    (second, self.edited(body, dice, 4)),
                    (replace(second, title=self.edited(article.title, dice, 1)), self.edited(body, dice, 8)),
                    (replace(second, title="Tin vắn"), own_body.split(". ")[0] + "."),
                )
            )

    def edited(self, text: str, dice: random.Random, changes: int) -> str:
        parts = re.split(r"( +|\n\n)", text)
        for _ in range(changes):
            at = 2 * dice.randrange((len(parts) + 1) // 2)
            parts[at] = dice.choice((dice.choice(self.words), parts[at].upper(), f"{parts[at]} {parts[at]}"))
        return "".join(parts)

    def scrambled(self, drafts: Sequence[Draft], dice: random.Random) -> list[Draft]:
        kept = dice.sample(drafts, k=len(drafts) - dice.choice((0, 0, 0, 1, 2, 3)))
        if dice.random() < 0.4:
            kept.sort(key=lambda draft: draft.article.number)
        again = [self._corrected(draft, dice) for draft in kept]
        # From an issue that is never the one scrambled: the same text again would be the same article.
        for file in dice.sample(self.pool[0], k=dice.choice((0, 0, 0, 1, 2, 3))):
            new = Draft(replace(file.article, date=DAY, trailer="(new)"), file.body, LINE, LINE)
            again.insert(dice.randint(0, len(again)), new)
        return [draft.numbered(number) for number, draft in enumerate(again, start=1)]

    def _corrected(self, draft: Draft, dice: random.Random) -> Draft:
        title, body = draft.article.title, draft.body
        if dice.random() < 0.4:
            title = self.edited(title, dice, dice.randint(1, 3))
        if dice.random() < 0.3:
            body = self.edited(body, dice, dice.randint(1, 10))
        if dice.random() < 0.1:
            body = body.partition("\n\n")[2] or body
        return replace(draft, article=replace(draft.article, title=title), body=body)


def archived(drafts: Sequence[Draft], desk: Newsdesk, dice: random.Random) -> Mapping[int, ArchiveArticle]:
    """The archive after the first import, some of its files edited since."""
    articles = {}
    for draft in drafts:
        text = matching.rendering(draft)
        number, title, made = draft.article.number, draft.article.title, import_record.digest(text)
        recorded = RecordedArticle(number, title, f"{number}.md", made, made)
        body = desk.edited(draft.body, dice, 5) if dice.random() < 0.1 else draft.body
        articles[number] = ArchiveArticle(number, title, recorded.file, text, body, recorded)
    return articles


def truth(drafts: Sequence[Draft], again: Sequence[Draft]) -> dict[int, int]:
    """The number that each entry of the scrambled document has to keep."""
    numbers = {draft.article.trailer: draft.article.number for draft in drafts}
    return {
        draft.article.number: numbers[draft.article.trailer]
        for draft in again
        if draft.article.trailer in numbers
    }


@pytest.fixture(scope="module")
def desk(registries: Registries) -> Newsdesk:
    return Newsdesk(registries)


def test_no_scramble_gives_an_article_another_number(desk: Newsdesk) -> None:
    asked, wrong = 0, []
    for seed in range(SCRAMBLES):
        dice = random.Random(seed)
        drafts = desk.issue(dice)
        archive = archived(drafts, desk, dice)
        again = desk.scrambled(drafts, dice)
        try:
            matched = matching.match(again, archive, NO_TAKES, "a.txt")
        except BulletinError as error:
            assert "--take" in str(error), seed
            asked += 1
            continue
        if matched != truth(drafts, again):
            wrong.append(seed)
    assert wrong == []
    # Asking always would be right, too, and of no use.
    assert asked < SCRAMBLES * 0.1
