"""Queries of forty kinds, drawn from an archive of real articles by a seed, with the articles they mean."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.archive.content_folder import read_body
from bulletin.ledger import addresses
from bulletin.search import equivalents
from bulletin.search.documents import facts_of, paragraphs_of
from bulletin.search.index_text import fold, syllables
from bulletin.text.markdown import BodyRenderer
from tests.bench.search import mistyping
from tests.bench.search.queries import WAYS

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"\b\d{1,4}/\d{4}/[A-ZĐ]{2,}(?:-[A-ZĐ]{2,})+")
_NAME = re.compile(r"(?<![.“\"] )(?<=[a-zđ] )[A-ZĐ][^\W\d_A-ZĐ]+(?: [A-ZĐ][^\W\d_A-ZĐ]+){2}\b")
_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}\.\d{3}(?![\d.,])")
_QUESTIONS = (
    "{} mất bao lâu",
    "{} ở đâu",
    "{} là gì",
    "làm sao {}",
    "{} như thế nào",
    "{} khi nào",
    "vì sao {}",
)
_IDLE = ("thông tin về {}", "các bài viết về {}", "tin tức {} mới nhất", "cho tôi hỏi {}", "tìm hiểu về {}")
_FOREIGN = (
    ("Singapore", "Xin-ga-po", "Xingapo"),
    ("Indonesia", "In-đô-nê-xi-a", "Inđônêxia"),
    ("Malaysia", "Ma-lai-xi-a", "Malaixia"),
    ("Philippines", "Phi-líp-pin", "Philippin"),
    ("Australia", "Ô-xtrây-li-a", "Úc"),
    ("Myanmar", "Mi-an-ma", "Mianma"),
    ("Campuchia", "Cam-pu-chia", "Cambodia"),
    ("Moscow", "Mát-xcơ-va", "Matxcơva"),
    ("Washington", "Oa-sinh-tơn", "Oasinhtơn"),
    ("Canada", "Ca-na-đa", "Canađa"),
    ("Paris", "Pa-ri", "Pari"),
    ("Italy", "I-ta-li-a", "Italia"),
)
_I_AND_Y = {
    "kỹ": "kĩ",
    "lý": "lí",
    "mỹ": "mĩ",
    "sỹ": "sĩ",
    "tỷ": "tỉ",
    "ký": "kí",
    "kỷ": "kỉ",
    "ty": "ti",
    "sĩ": "sỹ",
    "bác sĩ": "bác sỹ",
}


@dataclass(frozen=True)
class View:
    """An article as queries are drawn from it."""

    path: str
    title: str
    body: str
    day: str
    source: str
    source_name: str
    section: str
    provinces: tuple[str, ...]
    author: str

    @cached_property
    def plain(self) -> str:
        """Title and body, their marks folded, with a space around each syllable."""
        return f"{plain(self.title)}|{plain(self.body)}"

    @cached_property
    def topics(self) -> list[str]:
        """Runs of two to four words of the title, without the first word."""
        words = _WORD.findall(self.title)
        runs = [words[at : at + size] for size in (3, 4) for at in range(1, len(words) - size + 1)]
        return [" ".join(run) for run in runs if " ".join(run) in self.title]


@dataclass(frozen=True, slots=True)
class Meant:
    """A query of a kind, and the addresses of all articles that it means."""

    kind: str
    text: str
    paths: frozenset[str]


def plain(text: str) -> str:
    """The folded syllables of `text` with a space around each."""
    return f" {' '.join(map(fold, syllables(text)))} "


def views(archive: Archive, content: Path) -> list[View]:
    """The articles of `archive`, which lie in `content`, as queries are drawn from them."""
    renderer = BodyRenderer()
    return [_view(archive, content, stored, renderer) for stored in archive.articles]


def _view(archive: Archive, content: Path, stored: StoredArticle, renderer: BodyRenderer) -> View:
    article, facts = stored.article, facts_of(archive, stored)
    paragraphs = paragraphs_of(read_body(content, stored.path, stored.digest), renderer)
    sources = archive.sources(article)
    section = archive.section(article)
    return View(
        path=addresses.article(article.date, article.number),
        title=article.title,
        body="\n".join(paragraph.text for paragraph in paragraphs),
        day=article.date.isoformat(),
        source=facts.sources[0] if facts.sources else "",
        source_name=(sources[0][1].name if sources and sources[0][1] else ""),
        section=section.name if section else "",
        provinces=facts.shown_provinces,
        author=article.author or "",
    )


Draw = Callable[[View, random.Random], "tuple[str, frozenset[str]] | None"]


class Kinds:
    """Draws queries of each kind."""

    def __init__(self, archive: Archive, content: Path, registry: Path) -> None:
        self.views = views(archive, content)
        self.groups = [
            [" ".join(phrase) for phrase in group]
            for group in equivalents.load(registry, archive.registries.provinces).groups
        ]
        self._titles = [plain(view.title) for view in self.views]

    def draw(self, each: int, seed: int) -> list[Meant]:
        """So many queries `each` kind; fewer where the archive has no more."""
        found: list[Meant] = []
        for kind, draw in self._kinds().items():
            chance = random.Random(f"{seed} {kind}")
            drawn: list[Meant] = []
            for view in chance.sample(self.views, len(self.views)):
                if len(drawn) == each:
                    break
                if (query := draw(view, chance)) and view.path in query[1]:
                    drawn.append(Meant(kind, *query))
            found += drawn
        return found

    def _kinds(self) -> Mapping[str, Draw]:
        own = self._own
        ways = {f"title piece, {way}": own(change) for way, change in WAYS.items()}
        spoilt = {
            "a space too many": mistyping.space_more,
            "a space too few": mistyping.space_less,
            "a letter wrong": mistyping.wrong_letter,
            "a letter missing": mistyping.missing_letter,
            "a letter doubled": mistyping.doubled_letter,
            "letters swapped": mistyping.swapped_letters,
        }
        return {
            "whole title": lambda view, _: (view.title, frozenset({view.path})),
            **ways,
            "question": self._around(_QUESTIONS),
            "idle words": self._around(_IDLE),
            **{kind: self._spoilt(spoil) for kind, spoil in spoilt.items()},
            "no spaces": own(lambda text: mistyping.toneless(_words(text)).replace(" ", "")),
            "Telex": own(lambda text: mistyping.telex(_words(text))),
            "VNI": own(lambda text: mistyping.vni(_words(text))),
            "words in another order": own(_shuffled),
            "topic + month": self._topic_and_month,
            "newspaper + topic": self._newspaper,
            "a day alone": self._day,
            "author": self._author,
            "author + topic": self._author_and_topic,
            "section + topic": self._section,
            "province + topic": self._province,
            "province + year": self._province_and_year,
            "abbreviation for long form": self._equivalent(from_short=False),
            "long form for abbreviation": self._equivalent(from_short=True),
            "foreign name": self._foreign,
            "i for y": self._i_for_y,
            "code": self._pattern(_CODE, str),
            "number without its dot": self._pattern(_NUMBER, lambda text: text.replace(".", "")),
            "phrase in quotes": self._phrase(4, '"{}"'),
            "phrase without quotes": self._phrase(4, "{}"),
            "phrase of six, no tones": self._phrase(6, "{}", mistyping.toneless),
            "scattered words": self._scattered,
            "short common words": self._short,
            "name": self._pattern(_NAME, str),
            "name without tones": self._pattern(_NAME, mistyping.toneless),
        }

    def _piece(self, view: View, chance: random.Random, least: int = 4, most: int = 6) -> str | None:
        """A run of words of the title that no other title has."""
        words = view.title.split()
        size = chance.randint(least, most)
        if len(words) < size:
            return None
        first = chance.randrange(len(words) - size + 1)
        piece = " ".join(words[first : first + size])
        wanted = plain(piece)
        is_own = sum(wanted in title for title in self._titles) == 1
        return piece if is_own and not set('"“”()') & set(piece) else None

    def _own(self, change: Callable[[str], str]) -> Draw:
        def draw(view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
            piece = self._piece(view, chance)
            return (change(piece), frozenset({view.path})) if piece else None

        return draw

    def _around(self, forms: Sequence[str]) -> Draw:
        def draw(view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
            piece = self._piece(view, chance, 3, 5)
            if not piece:
                return None
            text = chance.choice(forms).format(piece.lower())
            return (text if chance.random() < 0.6 else mistyping.toneless(text)), frozenset({view.path})

        return draw

    def _spoilt(self, spoil: Callable[[str, random.Random], str | None]) -> Draw:
        def draw(view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
            piece = self._piece(view, chance)
            if not piece:
                return None
            piece = piece.lower() if chance.random() < 0.5 else mistyping.toneless(piece)
            text = spoil(piece, chance)
            return (text, frozenset({view.path})) if text else None

        return draw

    def _all(self, holds: Callable[[View], bool]) -> frozenset[str]:
        return frozenset(view.path for view in self.views if holds(view))

    def _topic_and_month(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        if not view.topics:
            return None
        topic = chance.choice(view.topics)
        year, month, _ = view.day.split("-")
        form = chance.choice(("{t} tháng {m} năm {y}", "{t} {m}/{y}", "{t} tháng {m}/{y}"))
        wanted = plain(topic)
        paths = self._all(lambda one: one.day.startswith(view.day[:7]) and wanted in one.plain)
        return form.format(t=topic.lower(), m=int(month), y=year), paths

    def _newspaper(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        piece = self._piece(view, chance, 3, 4)
        if not piece or not view.source_name:
            return None
        name = chance.choice((view.source, view.source.split(".")[0], view.source_name))
        text = f"{name} {piece.lower()}" if chance.random() < 0.5 else f"{piece.lower()} {name}"
        return text, frozenset({view.path})

    def _day(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        year, month, day = view.day.split("-")
        forms = (
            "{d}/{m}/{y}",
            "{d:02}/{m:02}/{y}",
            "{d}-{m}-{y}",
            "ngày {d}/{m}/{y}",
            "ngày {d} tháng {m} năm {y}",
            "{d}.{m}.{y}",
        )
        text = chance.choice(forms).format(d=int(day), m=int(month), y=year)
        return text, self._all(lambda one: one.day == view.day)

    def _author(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        if " " not in view.author:
            return None
        text = view.author if chance.random() < 0.5 else mistyping.toneless(view.author)
        return text, self._all(lambda one: one.author == view.author)

    def _author_and_topic(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        piece = self._piece(view, chance, 3, 4)
        if not piece or " " not in view.author:
            return None
        return f"{view.author} {piece.lower()}", frozenset({view.path})

    def _section(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        piece = self._piece(view, chance, 3, 4)
        return (f"{view.section.lower()} {piece.lower()}", frozenset({view.path})) if piece else None

    def _province(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        piece = self._piece(view, chance, 3, 4)
        if not piece or not view.provinces or plain(view.provinces[0]) in plain(piece):
            return None
        text = f"{piece} {view.provinces[0]}"
        return (text if chance.random() < 0.5 else mistyping.toneless(text)), frozenset({view.path})

    def _province_and_year(self, view: View, _: random.Random) -> tuple[str, frozenset[str]] | None:
        if not view.provinces:
            return None
        name, year = view.provinces[0], view.day[:4]
        paths = self._all(lambda one: name in one.provinces and one.day[:4] == year)
        return f"{name.lower()} {year}", paths

    def _equivalent(self, from_short: bool) -> Draw:
        """The text has one form and the query the other, with two more words of the title."""

        def draw(view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
            # With its marks: «vật» is no VAT.
            title = f" {' '.join(syllables(view.title))} "
            for group in chance.sample(self.groups, len(self.groups)):
                short, *long = group if " " not in group[0] else group[::-1]
                if " " in short or not long:
                    continue
                has, asks = (short, long[0]) if from_short else (long[0], short)
                if f" {has} " not in title:
                    continue
                if plain(asks) in view.plain:
                    continue
                others = [word for word in _WORD.findall(view.title) if plain(word) not in plain(has)]
                if len(others) < 4:
                    continue
                first = chance.randrange(len(others) - 3)
                text = f"{asks} {' '.join(others[first : first + 4])}"
                return text, frozenset({view.path})
            return None

        return draw

    def _foreign(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        for forms in chance.sample(_FOREIGN, len(_FOREIGN)):
            has = [form for form in forms if plain(form) in view.plain]
            asks = [form for form in forms if plain(form) not in view.plain]
            words = [
                word
                for word in _WORD.findall(view.title)
                if all(plain(word) not in plain(one) for one in has)
            ]
            if has and asks and len(words) > 5:
                first = chance.randrange(len(words) - 3)
                return f"{chance.choice(asks)} {' '.join(words[first : first + 4])}", frozenset({view.path})
        return None

    def _i_for_y(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        piece = self._piece(view, chance)
        words = piece.lower().split() if piece else []
        changed = [_I_AND_Y.get(word, word) for word in words]
        return (" ".join(changed), frozenset({view.path})) if changed != words else None

    def _pattern(self, pattern: re.Pattern[str], change: Callable[[str], str]) -> Draw:
        def draw(view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
            found = pattern.findall(view.body)
            if not found:
                return None
            text = chance.choice(found)
            wanted = plain(text)
            return change(text), self._all(lambda one: wanted in one.plain)

        return draw

    def _phrase(self, size: int, form: str, change: Callable[[str], str] = str) -> Draw:
        def draw(view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
            words = list(_WORD.finditer(view.body))
            if len(words) < size + 20:
                return None
            first = chance.randrange(len(words) - size)
            phrase = view.body[words[first].start() : words[first + size - 1].end()]
            wanted = plain(phrase)
            paths = self._all(lambda one: wanted in one.plain)
            bad = set('"“”«»:-\n') & set(phrase) or len(paths) > 3
            return None if bad else (form.format(change(phrase)), paths)

        return draw

    def _scattered(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        """Two pairs of words of the body and two of the title, in no order."""
        body, title = _WORD.findall(view.body), _WORD.findall(view.title)
        if len(body) < 80 or len(title) < 6:
            return None
        pairs = [" ".join(body[at : at + 2]) for at in chance.sample(range(len(body) - 2), 2)]
        first = chance.randrange(len(title) - 2)
        pairs.append(" ".join(title[first : first + 2]))
        chance.shuffle(pairs)
        return " ".join(pairs).lower(), frozenset({view.path})

    def _short(self, view: View, chance: random.Random) -> tuple[str, frozenset[str]] | None:
        """Three short words of the title that do not stand side by side."""
        words = [word for word in _WORD.findall(view.title) if len(word) <= 4]
        if len(words) < 5:
            return None
        picked = sorted(chance.sample(range(0, len(words), 2), min(3, (len(words) + 1) // 2)))
        return mistyping.toneless(" ".join(words[at] for at in picked)), frozenset({view.path})


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text))


def _shuffled(text: str) -> str:
    words = text.lower().split()
    return " ".join([*words[len(words) // 2 :], *words[: len(words) // 2]])


def by_kind(queries: Sequence[Meant]) -> Iterator[tuple[str, list[int]]]:
    """The kinds in their order, each with the numbers of its queries."""
    for kind in dict.fromkeys(query.kind for query in queries):
        yield kind, [number for number, query in enumerate(queries) if query.kind == kind]
