"""Draws queries from an archive: phrases and pieces of titles whose article is known, the same each time."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bulletin.archive.archive import Archive, StoredArticle
from bulletin.archive.content_folder import read_body
from bulletin.ledger import addresses
from bulletin.search.documents import paragraphs_of
from bulletin.search.index_text import fold, syllables
from bulletin.text.markdown import BodyRenderer

COMMON = (
    "thủ tục hành chính",
    "cải cách hành chính",
    "một cửa",
    "doanh nghiệp",
    "người dân",
    "dịch vụ công trực tuyến",
    "chuyển đổi số",
    "quy định",
    "Quảng Trị",
    "Đắk Lắk",
    "CCHC",
)

# Words that seldom stand together, so that few of their neighbours are words.
MIXED = (
    "Bắc Giang doanh nghiệp",
    "đất đai Quảng Nam",
    "bác sĩ Cà Mau học sinh",
    "lấy ý kiến nông dân An Giang",
    "giao thông ùn tắc Hà Nội giảm",
)
# Typed key by key, so that what is typed so far is asked for as well.
SLOWLY = ("hồ sơ", "đầu tư nước ngoài", "Cà Mau", "giải phóng mặt bằng")

_PHRASE = 4
_WORD = re.compile(r"[^\W_]+")
_QUOTES = re.compile(r"[\"“”„«»]")
_NEW_PLACEMENT = re.compile(
    r"(o)([\u0300\u0301\u0303\u0309\u0323])([ae])(?!\w)|(u)([\u0300\u0301\u0303\u0309\u0323])(y)(?!\w)", re.I
)


def _old_placement(text: str) -> str:
    moved = _NEW_PLACEMENT.sub(
        lambda m: f"{m[1] or m[4]}{m[3] or m[6]}{m[2] or m[5]}", unicodedata.normalize("NFD", text)
    )
    return unicodedata.normalize("NFC", moved)


WAYS: Mapping[str, Callable[[str], str]] = {
    "with tones": lambda text: text,
    "without": lambda text: " ".join(fold(word.lower()) for word in text.split()),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "old tone placement": _old_placement,
    "capitals": str.upper,
    "d for đ": lambda text: text.replace("đ", "d").replace("Đ", "D"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """A query, the address of the article it was drawn from, and how many articles have it, marks aside."""

    text: str
    path: str
    articles: int

    @property
    def day(self) -> str:
        """The day of the article's issue, such as `2023-12-11`."""
        return "-".join(self.path.split("/")[:3])


def phrases(archive: Archive, content: Path, count: int, seed: int) -> list[Known]:
    """Phrases of four syllables out of the bodies of `count` articles."""
    renderer = BodyRenderer()
    chance = random.Random(seed)
    texts = {}
    for stored in archive.articles:
        paragraphs = paragraphs_of(read_body(content, stored.path, stored.digest), renderer)
        texts[stored.article.id] = [paragraph.text for paragraph in paragraphs]
    joined = {key: "|".join(map(_plain, of_article)) for key, of_article in texts.items()}
    found: list[Known] = []
    for stored in chance.sample(archive.articles, len(archive.articles)):
        if len(found) == count:
            break
        text = chance.choice(texts[stored.article.id] or [""])
        words = list(_WORD.finditer(text))
        if len(words) < _PHRASE:
            continue
        first = chance.randrange(len(words) - _PHRASE + 1)
        phrase = text[words[first].start() : words[first + _PHRASE - 1].end()]
        if not _QUOTES.search(phrase):
            wanted = _plain(phrase)
            found.append(Known(phrase, _path(stored), sum(wanted in text for text in joined.values())))
    return found


def title_pieces(archive: Archive, count: int, seed: int) -> list[Known]:
    """Pieces of five to seven words out of titles, without tones, that stand in one title only."""
    chance = random.Random(seed)
    titles = [_plain(stored.article.title) for stored in archive.articles]
    found: list[Known] = []
    for stored in chance.sample(archive.articles, len(archive.articles)):
        if len(found) == count:
            break
        words = stored.article.title.split()
        length = chance.randint(5, 7)
        if len(words) < length:
            continue
        first = chance.randrange(len(words) - length + 1)
        piece = " ".join(fold(word.lower()) for word in words[first : first + length])
        if sum(_plain(piece) in title for title in titles) == 1:
            found.append(Known(piece, _path(stored), 1))
    return found


def reciprocal_rank(known: Sequence[Known], answers: Sequence[Sequence[str]]) -> float:
    """The mean reciprocal rank of the known articles in the answers, which are lists of addresses."""
    ranks = (
        1 / (1 + list(found).index(one.path)) if one.path in found else 0.0
        for one, found in zip(known, answers, strict=True)
    )
    return sum(ranks) / max(1, len(known))


def _plain(text: str) -> str:
    return f" {' '.join(map(fold, syllables(text)))} "


def _path(stored: StoredArticle) -> str:
    return addresses.article(stored.article.date, stored.article.number)
