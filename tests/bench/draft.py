"""One made-up article as an article file: title, section, names, and a body that keeps to its subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from bulletin.content.model import Article, ArticleFile, Certainty
from bulletin.content.registry import Province, Section
from bulletin.text.letters import nfc
from tests.bench.newsroom import Newsroom
from tests.bench.prose import Subject, Writer, grouped
from tests.bench.vocabulary import Vocabulary

_FIELD = re.compile(r"\{(\w+)\}")
# Words so frequent that they say nothing about an article, and so rare that many are misspelled.
_KEYWORDS = range(220, 2_600)
_INTERNATIONAL = "quoc_te"
# One article in eight writes hoá, thuỷ for hóa, thủy, as newspapers do.
_OLD_PLACEMENT_SHARE = 0.12
_OLD_PLACEMENT = tuple(
    (vowels[0] + mark + vowels[1], vowels + mark)
    for vowels in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0303\u0309\u0323"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an article plays; `province` is None for national news, `prefixed` if the title begins so."""

    province: Province | None
    prefixed: bool
    name: str


class Drafts:
    """Makes the articles of an issue, each from the numbers of the issue's own random source."""

    def __init__(self, vocabulary: Vocabulary, newsroom: Newsroom) -> None:
        self._vocabulary = vocabulary
        self._newsroom = newsroom
        self._topic_words = {name: self._words_of(name) for name in vocabulary.topics}
        self._weights = cache(vocabulary.topic_weights)

    def issue(self, day: date, seed: int, articles: int) -> tuple[ArticleFile, ...]:
        """The `articles` articles of the issue of `day`; the same whatever was made before."""
        rng = Random(f"issue/{seed}/{day.isoformat()}")
        writer = Writer(self._vocabulary, rng)
        sections = self._newsroom.sections(rng, articles)
        return tuple(
            self._article(rng, writer, day, number, section)
            for number, section in enumerate(sections, start=1)
        )

    def _article(self, rng: Random, writer: Writer, day: date, number: int, section: Section) -> ArticleFile:
        place = self._place(rng, day, section)
        last = section == self._newsroom.last_section
        subject, topic = self._subject(rng, day, place, _INTERNATIONAL if last else None)
        title, key = self._title(rng, writer, subject, topic, place, day)
        body = self._body(rng, writer, subject, key, day)
        if rng.random() < _OLD_PLACEMENT_SHARE:
            title, body = _old_placement(title), _old_placement(body)
        source = self._newsroom.source(rng, place.province)
        printed = source.id[0].upper() + source.id[1:]
        source_date = self._newsroom.source_date(rng, day)
        author = self._newsroom.author(rng)
        behind = f", {author}" if author else ""
        article = Article(
            date=day,
            number=number,
            title=title,
            section=section.name,
            slug=f"{day.isoformat()}-{number}",
            sources=(printed,),
            source_dates=(source_date,),
            author=author,
            provinces=(place.province.name,) if place.province else (),
            certainty=(Certainty.TITLE_PREFIX if place.prefixed else Certainty.TITLE)
            if place.province
            else None,
            trailer=f"({printed} {source_date.day}/{source_date.month}{behind})",
        )
        return ArticleFile(article, body)

    def _place(self, rng: Random, day: date, section: Section) -> _Place:
        share = 0.96 if section.local else 0.12
        province = self._newsroom.province(rng, day) if rng.random() < share else None
        prefixed = province is not None and section.local and rng.random() < 0.75
        return _Place(province, prefixed, self._newsroom.place(rng, day))

    def _subject(self, rng: Random, day: date, place: _Place, fixed: str | None) -> tuple[Subject, str]:
        names = list(self._vocabulary.topics)
        topic = fixed or rng.choices(names, self._weights(day.year))[0]
        shares: Mapping[str, float] = self._vocabulary.domain["common"]
        common = [phrase for phrase, share in shares.items() if rng.random() < share]
        own = rng.sample(self._vocabulary.topics[topic], 4)
        subject = Subject(
            words=tuple(rng.sample(_KEYWORDS, 14)),
            topic_words=self._topic_words[topic],
            phrases=(*own, *common),
            place=place.name,
            institutions=self._newsroom.institutions(rng, place.province, 3),
            posts=tuple(rng.sample(self._vocabulary.names("institutions", "posts"), 2)),
            people=tuple(self._newsroom.person(rng) for _ in range(2)),
            year=day.year,
        )
        return subject, topic

    def _title(
        self, rng: Random, writer: Writer, subject: Subject, topic: str, place: _Place, day: date
    ) -> tuple[str, str]:
        """The title, and the words in it that are this article's own."""
        key = writer.run(subject, 1) + " " + self._keywords(rng, subject)
        kind = "prefixed" if place.prefixed else "local" if place.province else "central"
        pattern = rng.choice(self._vocabulary.names("titles", kind))
        phrases = self._vocabulary.topics[topic]
        fields: dict[str, Callable[[], str]] = {
            "topic": lambda: phrases[int(rng.random() ** 1.5 * len(phrases))],
            "verb": lambda: rng.choice(self._vocabulary.names("prose", "verbs")),
            "words": lambda: key,
            "place": lambda: place.name,
            "person": lambda: subject.people[0],
            "province": lambda: place.province.name if place.province else "",
            "institution": lambda: subject.institutions[0],
            "number": lambda: (
                f"hơn {grouped(int(10 ** (1 + rng.random() * 4)))} "
                + rng.choice(self._vocabulary.names("prose", "units_of"))
            ),
            "share": writer.share,
            "year": lambda: str(day.year + rng.randrange(2)),
        }

        def filled(match: re.Match[str]) -> str:
            text = fields[match.group(1).lower()]()
            return text[0].upper() + text[1:] if match.group(1)[0].isupper() else text

        title = _FIELD.sub(filled, pattern)
        title = title[0].upper() + title[1:]
        return (f"{place.province.name}: {title}" if place.prefixed and place.province else title), key

    def _keywords(self, rng: Random, subject: Subject) -> str:
        return " ".join(self._vocabulary.words[index] for index in rng.sample(subject.words[:5], 2))

    def _body(self, rng: Random, writer: Writer, subject: Subject, key: str, day: date) -> str:
        lead = writer.paragraph(subject)
        missing = [phrase for phrase in subject.phrases[4:] if phrase not in lead]
        blocks = [f"{lead} {subject.place[0].upper()}{subject.place[1:]}: {key}."]
        wanted = round(rng.triangular(4, 14, 6))
        blocks += [writer.paragraph(subject) for _ in range(wanted - 1)]
        if rng.random() < 0.16:
            blocks.insert(rng.randrange(1, len(blocks) + 1), writer.listing(subject))
        if rng.random() < 0.02:
            units = [self._newsroom.place(rng, day) for _ in range(rng.randrange(4, 12))]
            blocks.insert(rng.randrange(1, len(blocks) + 1), writer.table(subject, units))
        text = "\n\n".join(blocks)
        left = [phrase for phrase in missing if phrase not in text]
        if left:
            text += f" {subject.institutions[0]} {writer.run(subject, 3)} " + ", ".join(left) + "."
        return text

    def _words_of(self, topic: str) -> tuple[int, ...]:
        return tuple(Random(f"topic/{topic}").sample(range(120, len(self._vocabulary.words)), 110))


def _old_placement(text: str) -> str:
    for new, old in _OLD_PLACEMENT:
        text = text.replace(nfc(new), nfc(old))
    return text
