"""A PDF as a text tells to lay it out, line by line; the golden cases of the reader are such texts.

page 420 595                         begin a page of that size; alone, A4
12 70 760 Một dòng chữ               size, x, baseline, text; `12b` is bold
12 70-525 760 Một dòng               drawn out from x to x
12 =297 760 Giữa                     centred on x
12 525< 760 Phải                     ends at x
flow 12 70-525 760 1.3 28 Một đoạn   a paragraph in lines: drawn out, baselines 1.3 apart, first line 28 in
flow 12 70-525 + 1.3 0 Đoạn khác     below the line before; `+6` with 6 points more; `ragged` for `flow`
leader 12 70-525 700 Tiêu đề 3       dots from the title to the page
letters 12 70 700 Từng chữ           each letter for itself, no spaces drawn
twice 12 70 700 Đậm giả              drawn twice, a third of a point off
marks 12 70 700 Dấu                  letters first, then their marks
accents 12 70 700 Dấu                letters, and accents that stand by themselves over them
hidden 12 70 700 Chữ ẩn              drawn invisible
aslant 60 150 300 DỰ THẢO            turned by 45 degrees
rule 70 100 200 100.5                a ruled line: left, bottom, right, top
grid 70,200,400 500,480,460          ruled lines at these x and y
picture 100 100 300 300
"""

from __future__ import annotations

import unicodedata

from tests.importer.readers.pdf_file import PdfFile, width

ACCENTS = {"\u0300": "`", "\u0301": "\u00b4", "\u0302": "\u02c6", "\u0303": "\u02dc", "\u0306": "\u02d8"}


def pdf_of(layout: str) -> bytes:
    """The PDF that `layout` tells."""
    maker = _Maker()
    for line in layout.splitlines():
        if line.strip() and not line.startswith("#"):
            maker.line(line)
    return maker.file.data()


class _Maker:
    def __init__(self) -> None:
        self.file = PdfFile()
        self._y = 0.0

    def line(self, line: str) -> None:
        """One line of a layout."""
        word, _, rest = line.partition(" ")
        if not word[0].isdigit():
            getattr(self, f"_{word}")(rest)
            return
        x, y, text = rest.split(" ", 2)
        self._place(*_size(word), x, self._down_to(y, 0), text)

    def _page(self, rest: str) -> None:
        self.file.page(*map(float, rest.split()))

    def _place(self, size: float, bold: bool, x: str, y: float, text: str) -> None:
        if x.startswith("="):
            self.file.text(float(x[1:]) - width(text, size) / 2, y, text, size, bold)
        elif x.endswith("<"):
            self.file.text(float(x[:-1]) - width(text, size), y, text, size, bold)
        elif "-" in x:
            left, right = map(float, x.split("-"))
            self._drawn_out(size, bold, (left, right), y, text)
        else:
            self.file.text(float(x), y, text, size, bold)

    def _drawn_out(self, size: float, bold: bool, edges: tuple[float, float], y: float, text: str) -> None:
        words = text.split(" ")
        spare = edges[1] - edges[0] - width(text, size)
        more = spare / (len(words) - 1) if len(words) > 1 else 0.0
        x = edges[0]
        for word in words:
            self.file.text(x, y, f"{word} ", size, bold)
            x += width(f"{word} ", size) + more

    def _down_to(self, y: str, pitch: float) -> float:
        self._y = self._y - pitch - float(y[1:] or 0) if y.startswith("+") else float(y)
        return self._y

    def _flow(self, rest: str, drawn_out: bool = True) -> None:
        size_of, edges, y, pitch, indent, text = rest.split(" ", 5)
        size, bold = _size(size_of)
        left, right = map(float, edges.split("-"))
        lines = wrapped(text, size, right - left, float(indent))
        for at, line in enumerate(lines):
            down = self._down_to(y if at == 0 else "+", float(pitch) * size)
            begin = left + (float(indent) if at == 0 else 0)
            if drawn_out and at < len(lines) - 1:
                self._drawn_out(size, bold, (begin, right), down, line)
            else:
                self.file.text(begin, down, line, size, bold)

    def _ragged(self, rest: str) -> None:
        self._flow(rest, drawn_out=False)

    def _leader(self, rest: str) -> None:
        size, edges, y, text = rest.split(" ", 3)
        title, _, page = text.rpartition(" ")
        left, right = map(float, edges.split("-"))
        number = float(size)
        dots = int((right - left - width(title, number) - width(page, number)) / width(".", number))
        down = self._down_to(y, 1.3 * number)
        self.file.text(left, down, title + "." * dots, number)
        self.file.text(right - width(page, number), down, page, number)

    def _letters(self, rest: str) -> None:
        size, x, y, text = _parts(rest)
        for at, letter in enumerate(text):
            if letter != " ":
                self.file.text(x + width(text[:at], size), y, letter, size)

    def _twice(self, rest: str) -> None:
        size, x, y, text = _parts(rest)
        self.file.text(x, y, text, size)
        self.file.text(x + 0.3, y, text, size)

    def _hidden(self, rest: str) -> None:
        size, x, y, text = _parts(rest)
        self.file.text(x, y, text, size, before="3 Tr")

    def _marks(self, rest: str) -> None:
        size, x, y, text = _parts(rest)
        apart = [unicodedata.normalize("NFD", letter) for letter in text]
        self.file.text(x, y, "".join(letter[0] for letter in apart), size)
        for at, letter in enumerate(apart):
            end = x + width(text[:at], size) + width(letter[0], size)
            for mark in letter[1:]:
                self.file.text(end, y, mark, size, bold=True)

    def _accents(self, rest: str) -> None:
        size, x, y, text = _parts(rest)
        for at, letter in enumerate(text):
            base, *marks = list(unicodedata.normalize("NFD", letter))
            here = x + width(text[:at], size)
            if not all(mark in ACCENTS for mark in marks):
                self.file.text(here, y, letter, size)
                continue
            self.file.text(here, y, base, size)
            for mark in marks:
                accent = ACCENTS[mark]
                over = here + (width(base, size) - width(accent, size)) / 2
                self.file.text(over, y, accent, size)

    def _aslant(self, rest: str) -> None:
        size, x, y, text = rest.split(" ", 3)
        self.file.turned_text(f"0.7071 0.7071 -0.7071 0.7071 {x} {y}", text, float(size))

    def _rule(self, rest: str) -> None:
        self.file.rule(*map(float, rest.split()))

    def _grid(self, rest: str) -> None:
        xs, ys = (list(map(float, each.split(","))) for each in rest.split())
        for x in xs:
            self.file.rule(x, min(ys), x + 0.5, max(ys))
        for y in ys:
            self.file.rule(min(xs), y, max(xs), y + 0.5)

    def _picture(self, rest: str) -> None:
        self.file.picture(*map(float, rest.split()))


def wrapped(text: str, size: float, column: float, indent: float = 0.0) -> list[str]:
    """`text` in lines no wider than `column`, the first by `indent` less; codes are cut behind hyphens."""
    lines: list[str] = [""]
    for word in text.split(" "):
        pieces = word.replace("-", "-\0").split("\0") if any(map(str.isdigit, word)) else [word]
        for at, piece in enumerate(filter(None, pieces)):
            space = " " if at == 0 and lines[-1] else ""
            room = column - (indent if len(lines) == 1 else 0.0)
            if lines[-1] and width(lines[-1] + space + piece, size) > room:
                lines.append(piece)
            else:
                lines[-1] += space + piece
    return lines


def _size(word: str) -> tuple[float, bool]:
    return float(word.rstrip("b")), word.endswith("b")


def _parts(rest: str) -> tuple[float, float, float, str]:
    size, x, y, text = rest.split(" ", 3)
    return float(size), float(x), float(y), text
