"""Made-up Vietnamese prose about one subject, of words that really stand together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.bench.vocabulary import Vocabulary

# The shares of words that come from the word before, from the words of the article, and from its topic; the
# others are drawn by frequency alone. Different syllables and pairs of neighbours with these: 1,056 and 4,104
# in 7,000 syllables (the real bulletin of 11 December 2023: 893 and 3,772 in 6,424), 3,201 and 193,784 in
# a million (the legal code: 4,318 and 98,636). So large archives have more pairs than legal texts have; an
# index of neighbouring syllables comes out larger here, not smaller.
_FOLLOWS = 0.78
_OWN = 0.03
_TOPIC = 0.11
# Words that want another behind them.
_OPEN = (
    "và|của|các|có|được|trong|về|việc|cho|theo|không|tại|đối với|là|để|số|trên|từ|phải|do|với|đến|khi|bằng"
    "|vào|ở|một|những|bị|đã|thì|mà|như|hoặc|sẽ|cũng|nếu|vẫn|thuộc|giữa|sau|trước|cùng|nhiều"
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What one article is about; its prose comes back to this again and again.

    `words` are the article's own (indexes), `topic_words` those of its topic, `phrases` what is put between,
    `place` and `institutions` who acts, `year` the year of the issue.
    """

    words: tuple[int, ...]
    topic_words: tuple[int, ...]
    phrases: tuple[str, ...]
    place: str
    institutions: tuple[str, ...]
    posts: tuple[str, ...]
    people: tuple[str, ...]
    year: int


class Writer:
    """Writes prose with the numbers of one random source, which alone decides what comes out."""

    def __init__(self, vocabulary: Vocabulary, rng: Random) -> None:
        self._vocabulary = vocabulary
        self._rng = rng
        self._pick = rng.random
        self._open = frozenset(_OPEN.split("|"))

    def one_of(self, choices: Sequence[str]) -> str:
        """One of `choices`, each as likely."""
        return choices[int(self._pick() * len(choices))]

    def run(self, subject: Subject, count: int) -> str:
        """`count` words, most of them such as stand together; the last does not want another behind it."""
        words, followers = self._vocabulary.words, self._vocabulary.followers
        slots, pick = self._vocabulary.slots, self._pick
        own, topic = subject.words, subject.topic_words
        out: list[str] = []
        last = -1
        while len(out) < count or (words[last] in self._open and len(out) < count + 4):
            draw = pick()
            after = followers[last] if last >= 0 else ()
            if draw < _FOLLOWS and after:
                # To that power, so that the likelier ones at the front come more often.
                chosen = after[int(pick() ** 2.6 * len(after))]
            elif draw < _FOLLOWS + _OWN:
                chosen = own[int(pick() ** 1.5 * len(own))]
            elif draw < _FOLLOWS + _OWN + _TOPIC:
                chosen = topic[int(pick() ** 2 * len(topic))]
            else:
                chosen = slots[int(pick() * len(slots))]
            if chosen != last:
                out.append(words[chosen])
                last = chosen
        return " ".join(out)

    def number(self, subject: Subject) -> str:
        """A figure with what it counts: `7.114 hồ sơ`, `98,5% doanh nghiệp`, `ngày 22/11`."""
        draw = self._pick()
        unit = self.one_of(self._vocabulary.names("prose", "units_of"))
        if draw < 0.45:
            return f"{grouped(int(10 ** (0.7 + self._pick() * 4)))} {unit}"
        if draw < 0.75:
            return f"{self.share()} {unit}"
        if draw < 0.9:
            return f"ngày {1 + int(self._pick() * 28)}/{1 + int(self._pick() * 12)}/{subject.year}"
        return f"năm {subject.year - int(self._pick() * 3)}"

    def share(self) -> str:
        """A percentage: `98,5%`."""
        return f"{100 - self._pick() ** 2 * 90:.1f}%".replace(".", ",").replace(",0%", "%")

    def sentence(self, subject: Subject) -> str:
        """One sentence of about 35 syllables, with a capital and its full stop."""
        draw = self._pick()
        if draw < 0.13:
            return self._quotation(subject)
        begin = self.one_of(self._vocabulary.names("prose", "openers")) + " " if draw < 0.45 else ""
        clauses = [self._clause(subject) for _ in range(1 + int(self._pick() * 3.4))]
        text = begin + (", " if self._pick() < 0.8 else "; ").join(clauses)
        return text[0].upper() + text[1:] + ("..." if draw > 0.985 else ".")

    def paragraph(self, subject: Subject) -> str:
        """A paragraph of one to three sentences."""
        return " ".join(self.sentence(subject) for _ in range(1 + int(self._pick() * 2.7)))

    def listing(self, subject: Subject) -> str:
        """A paragraph that leads to a list, and the list, numbered or with dashes."""
        numbered = self._pick() < 0.4
        lead = f"{self._clause(subject)} {self.one_of(self._vocabulary.names('prose', 'list_leads'))}"
        entries = [self.sentence(subject) for _ in range(3 + int(self._pick() * 4))]
        lines = [
            f"{index}. {entry}" if numbered else f"- {entry}" for index, entry in enumerate(entries, start=1)
        ]
        return lead[0].upper() + lead[1:] + "\n\n" + "\n".join(lines)

    def table(self, subject: Subject, units: Sequence[str]) -> str:
        """A table of scores, as rankings of units have them."""
        rows = [
            f"| {index} | {unit} | {60 + self._pick() * 38:.2f} |".replace(".", ",")
            for index, unit in enumerate(units, start=1)
        ]
        year = subject.year - 1
        return "\n".join([f"| Hạng | Đơn vị | Điểm năm {year} |", "| --- | --- | --- |", *rows])

    def _clause(self, subject: Subject) -> str:
        parts: list[str] = []
        draw = self._pick()
        if draw < 0.13:
            parts.append(self.one_of(subject.institutions))
        elif draw < 0.17:
            parts.append(subject.place)
        if self._pick() < 0.11:
            parts.append(self.one_of(self._vocabulary.names("prose", "news")))
        parts.append(self.run(subject, 3 + int(self._pick() * 6)))
        inserted: list[Callable[[], str]] = []
        if self._pick() < 0.22:
            inserted.append(lambda: self.one_of(subject.phrases))
        if self._pick() < 0.11:
            inserted.append(lambda: self.number(subject))
        for make in inserted:
            parts += [make(), self.run(subject, 1 + int(self._pick() * 4))]
        return " ".join(parts)

    def _quotation(self, subject: Subject) -> str:
        who = f"{self.one_of(subject.posts)} {self.one_of(subject.people)}"
        says = self.one_of(self._vocabulary.names("prose", "says"))
        words = f"{self._clause(subject)}, {self._clause(subject)}"
        words = words[0].upper() + words[1:]
        if self._pick() < 0.5:
            return f"“{words}”, {who} {says}."
        return f"{who[0].upper()}{who[1:]} {says}: “{words}”."


def grouped(number: int) -> str:
    """`number` with a point for each thousand: `7.114`."""
    return f"{number:,}".replace(",", ".")
