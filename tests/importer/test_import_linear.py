"""Nothing hangs: each place of a bulletin is filled with the worst that it can hold, at two lengths."""

import time

import pytest

from bulletin.content.model import BulletinError
from bulletin.content.registry import Registries
from bulletin.importer import document, parse
from bulletin.importer.source import BlockKind, Disposition, Form, Held, Source, SourceBlock
from bulletin.text.letters import without_spaces

# What patterns repeat: each alone, over and over, is the worst shape of one of them.
RUNS = (
    " ", ".", "…", "_", "\t", " .", "-", "1", "1.", "1. ", "(", ")", "[", "](", "<", "<a@", "&", "*", "`",
    "\\", "|", "|-", "trang 1,", "1/1 ", "ngày 1 tháng ", "thứ hai ", "[về đầu trang](", "./.", "a.", ";",
    ",", "xã Q", "Hà Nội-", " và ", "ảnh:", "PGS, ", "?", "DN ", "\u0301", "“", "a b ", "![", "(Plo.vn 1/1) ",
    "Plo.vn/", "http://a.vn ",
)  # fmt: skip
LIST = "CẢI CÁCH ĐỊA PHƯƠNG\t1\n1. Một bài\t1\n2. Hai bài{listed}\n\n"
HEAD = "THỨ HAI\n\nPhát hành: 11/12/2023{date}\n\n" + LIST
BODY = (
    "CẢI CÁCH ĐỊA PHƯƠNG\n\nMột bài\n\n{line}\n\n(VTV 10/12, {author})[Về đầu trang](#)\n\n"
    "Hai bài{title}\n\nHết."
)
PLACES = ("date", "listed", "line", "author", "title")
LENGTH = 3_000
# Twice as long may cost three times as much; what takes less than this is noise.
NOISE = 0.25
MOST = 3.0


def cost(text: str, registries: Registries) -> float:
    """The processor time, in seconds, that the parser takes for `text`: the better of two runs."""
    blocks = tuple(
        SourceBlock(BlockKind.LINE, line.strip(), f"line {number}", line=number)
        for number, line in enumerate(text.split("\n"), start=1)
        if line.strip()
    )
    total = sum(len(without_spaces(block.text)) for block in blocks)
    source = Source("a.txt", "0", Form.TEXT, blocks, Held(total, {Disposition.TEXT: total}))
    times = []
    for _ in range(2):
        start = time.process_time()
        try:
            parse.parse(document.of(source), registries)
        except BulletinError as refused:
            assert len(str(refused)) < 2_000 and "\n" not in str(refused)
        times.append(time.process_time() - start)
        if times[0] < NOISE / MOST:
            break
    return min(times)


@pytest.mark.parametrize("place", PLACES)
def test_work_grows_with_the_length(place: str, registries: Registries) -> None:
    for run in RUNS:
        once, twice = (
            cost(
                (HEAD + BODY).format(**dict.fromkeys(PLACES, "") | {place: run * (length // len(run)) + "x"}),
                registries,
            )
            for length in (LENGTH, 2 * LENGTH)
        )
        assert twice < max(NOISE, MOST * once), f"{run!r} as {place}: {once:.2f} s, {twice:.2f} s"


def test_work_grows_with_the_number_of_titles(registries: Registries) -> None:
    def bulletin(count: int, differs: str) -> str:
        titles = [f"Hà Nội: cải cách thủ tục hành chính lần thứ {n} tại quận" for n in range(count)]
        listed = "".join(f"{n}. {title}{differs}.....\t1\n" for n, title in enumerate(titles, start=1))
        body = "".join(f"{title}\n\nMột đoạn. (Plo.vn 1/1, Lan)[Về đầu trang](#)\n\n" for title in titles)
        return f"THỨ HAI\n\nPhát hành: 11/12/2023\n\nCẢI CÁCH\t1\n{listed}\nCẢI CÁCH\n\n{body}"

    for differs in ("", " nay"):
        once, twice = (cost(bulletin(count, differs), registries) for count in (100, 200))
        assert twice < max(NOISE, MOST * once), f"{differs!r}: {once:.2f} s, {twice:.2f} s"
