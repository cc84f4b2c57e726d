"""Issues as a ministry sends them, and sends again corrected; each article has a number of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from random import Random

_TEXT = (
    "cải cách hành chính thủ tục công dân một cửa tỉnh huyện xã phường cán bộ hồ sơ trực tuyến dịch vụ quyết "
    "định nghị kế hoạch chỉ số hài lòng người doanh nghiệp đầu tư xây dựng đất đai giáo dục y tế giao thông "
    "môi trường nông thôn du lịch văn hóa lao động việc làm tiền lương bảo hiểm ngân sách thuế điện tử ký "
    "trung tâm phục kiểm tra giám sát tổng kết báo cáo sáng kiến mô hình đổi mới cấp phép lái xe khai sinh"
)
_SYLLABLES = _TEXT.split()
_WEEKDAYS = ("HAI", "BA", "TƯ", "NĂM", "SÁU", "BẢY", "CHỦ NHẬT")
MARK = "Hồ sơ số "


@dataclass(frozen=True, slots=True)
class Piece:
    """One article of a document: its own number, which stands in its text, title and paragraphs."""

    key: int
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """What one document says."""

    day: date
    pieces: tuple[Piece, ...]

    def text(self) -> str:
        """The document, as plain text."""
        listed = "\n".join(f"{n}. {piece.title}\t{n}" for n, piece in enumerate(self.pieces, start=1))
        articles = "\n\n".join(
            "\n\n".join((piece.title, *piece.paragraphs, "(Plo.vn, Minh An) [Về đầu trang](#)"))
            for piece in self.pieces
        )
        weekday = _WEEKDAYS[self.day.weekday()]
        return (
            f"{'' if weekday.startswith('CHỦ') else 'THỨ '}{weekday}\n\nPhát hành: {self.day:%d/%m/%Y}\n\n"
            f"CẢI CÁCH HÀNH CHÍNH\n\nCHỦ TRƯƠNG CẢI CÁCH\t1\n{listed}\n\nCHỦ TRƯƠNG CẢI CÁCH\n\n{articles}\n"
        )


class Newsroom:
    """Writes issues and corrects them, by chance."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._keys = count(100_001)

    def issue(self, day: date) -> Issue:
        """A new issue of three to six articles."""
        return Issue(day, tuple(self._piece() for _ in range(self._dice.randint(3, 6))))

    def corrected(self, issue: Issue) -> Issue:
        """The issue as it may come a second time: each article by chance other than before."""
        dice = self._dice
        pieces = [self._changed(piece) for piece in issue.pieces]
        if len(pieces) > 2 and dice.random() < 0.2:
            pieces.pop(dice.randrange(len(pieces)))
        if dice.random() < 0.3:
            pieces.insert(dice.randint(0, len(pieces)), self._piece())
        if dice.random() < 0.2:
            dice.shuffle(pieces)
        return replace(issue, pieces=tuple(pieces))

    def _piece(self) -> Piece:
        key = next(self._keys)
        texts = [self._sentences(3) for _ in range(self._dice.randint(1, 3))]
        return Piece(key, self._words(self._dice.randint(6, 12)), (f"{MARK}{key}. {texts[0]}", *texts[1:]))

    def _changed(self, piece: Piece) -> Piece:
        chance = self._dice.random()
        if chance < 0.15:
            return replace(piece, title=self._with_another_word(piece.title))
        if chance < 0.3:
            return replace(piece, paragraphs=tuple(map(self._with_another_word, piece.paragraphs)))
        if chance < 0.35:
            return replace(piece, title=self._words(9))
        if chance < 0.4:
            # Another article that begins as this one does.
            key = next(self._keys)
            texts = (piece.paragraphs[0].replace(str(piece.key), str(key)), self._sentences(1))
            return Piece(key, self._words(9), texts)
        return piece

    def _with_another_word(self, text: str) -> str:
        words = text.split(" ")
        # What stands before is the number by which it is known.
        words[self._dice.randrange(4, len(words))] = self._dice.choice(_SYLLABLES)
        return " ".join(words)

    def _sentences(self, number: int) -> str:
        return " ".join(f"{self._words(self._dice.randint(8, 20))}." for _ in range(number))

    def _words(self, number: int) -> str:
        return " ".join(self._dice.choices(_SYLLABLES, k=number)).capitalize()
