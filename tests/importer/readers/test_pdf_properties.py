"""What holds for every PDF: text comes back as it was set, whatever its size, its columns and its pages."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.importer import document
from bulletin.importer.readers import pdf
from bulletin.importer.source import Disposition
from tests.importer.readers.pdf_layout import pdf_of, wrapped

_SYLLABLES = [
    *("hồ", "sơ", "thủ", "tục", "hành", "chính", "người", "dân", "nộp", "ở", "quầy", "một", "cửa", "của"),
    *("xã", "Ứng", "Hòa", "theo", "118/KH-BNV-2024", "từ", "1-4-2024", "trả", "lời", "tại", "chỗ", "nữa"),
]
FEW = settings(max_examples=10)


def sentences() -> st.SearchStrategy[str]:
    """Paragraphs of one to sixty syllables, which end as sentences do."""
    words = st.lists(st.sampled_from(_SYLLABLES), min_size=1, max_size=60)
    return words.map(lambda chosen: f"Rằng {' '.join(chosen)}.")


def texts(data: bytes) -> list[str]:
    """The blocks of a PDF; each character of it has its place."""
    source = pdf.read(data, "x.pdf")
    document.of(source)
    assert source.held.missing == 0
    return [block.text for block in source.blocks]


@FEW
@given(
    paragraphs=st.lists(sentences(), min_size=3, max_size=8),
    size=st.sampled_from([6, 9, 12.5, 20]),
    indent=st.sampled_from([1.0, 2.5]),
    column=st.sampled_from([24, 40]),
)
def test_indented_paragraphs_come_back(
    paragraphs: Sequence[str], size: float, indent: float, column: float
) -> None:
    if sum(len(wrapped(text, size, column * size, indent * size)) > 1 for text in paragraphs) < 2:
        # Where no line shows the edge, no indent can be seen.
        paragraphs = [*paragraphs, *[f"{'Rằng vì thế nên ' * 20}thôi."] * 2]
    edges = f"{5 * size}-{(5 + column) * size}"
    flows = [f"flow {size} {edges} + 1.3 {indent * size} {text}" for text in paragraphs]
    layout = "\n".join([f"page {60 * size} {400 * size}", f"{size} {5 * size} {390 * size} ĐẦU", *flows])
    assert texts(pdf_of(layout))[1:] == list(paragraphs)


@FEW
@given(
    paragraphs=st.lists(sentences(), min_size=3, max_size=8),
    space=st.sampled_from([0.4, 1.0]),
    kind=st.sampled_from(["flow", "ragged"]),
)
def test_paragraphs_with_space_between_come_back(paragraphs: Sequence[str], space: float, kind: str) -> None:
    flows = [f"{kind} 10 50-400 +{10 * space} 1.2 0 {text}" for text in paragraphs]
    long = f"{kind} 10 50-400 +{10 * space} 1.2 0 {'Rằng vì thế nên ' * 20}thôi."
    layout = "\n".join(["page 450 3000", "10 50 2900 ĐẦU", *flows, long, long])
    assert texts(pdf_of(layout))[1 : 1 + len(paragraphs)] == list(paragraphs)


@FEW
@given(paragraphs=st.lists(sentences(), min_size=6, max_size=12), lines=st.integers(6, 14))
def test_paragraphs_go_over_pages_and_running_lines_do_not(paragraphs: Sequence[str], lines: int) -> None:
    count = len(_SYLLABLES)
    long = [
        f"Rằng {' '.join(_SYLLABLES[(7 * at + 3 * word) % count] for word in range(45))}."
        for at in range(len(paragraphs))
    ]
    paragraphs = [each for pair in zip(paragraphs, long, strict=True) for each in pair]
    source = pdf.read(_on_pages(paragraphs, lines), "x.pdf")
    document.of(source)
    assert [block.text for block in source.blocks] == list(paragraphs)
    assert source.held.counts[Disposition.RUNNING_LINE] > 0


def _on_pages(paragraphs: Sequence[str], lines: int) -> bytes:
    """The paragraphs set over pages of so many lines, drawn out, with head and page number."""
    size, left, right, indent = 10.0, 50.0, 330.0, 20.0
    set_lines = [
        (line, left + indent * (at == 0), right if at < last else None)
        for text in paragraphs
        for last in [len(wrapped(text, size, right - left, indent)) - 1]
        for at, line in enumerate(wrapped(text, size, right - left, indent))
    ]
    layout: list[str] = []
    for page, begin in enumerate(range(0, len(set_lines), lines), start=1):
        layout += ["page 380 600", f"10 50 570 Điểm báo ngày {page + 3}/5", f"9 =190 20 Trang {page}"]
        for at, (line, x, edge) in enumerate(set_lines[begin : begin + lines]):
            where = f"{x}-{edge}" if edge else f"{x}"
            layout.append(f"10 {where} {540 - 13 * at} {line}")
    return pdf_of("\n".join(layout))


@FEW
@given(
    left=st.lists(sentences(), min_size=4, max_size=8),
    right=st.lists(sentences(), min_size=4, max_size=8),
    shift=st.sampled_from([0.0, 3.1, 6.5]),
)
def test_the_left_column_is_read_before_the_right_one(
    left: Sequence[str], right: Sequence[str], shift: float
) -> None:
    full = [f"{'Rằng vì thế nên ' * 20}thôi."] * 3
    left, right = [*full, *left], [*full, *right]
    layout = ["page 600 1600", "10 50 1550 MỘT DÒNG ĐẦU TRANG DÀI HƠN MỘT CỘT CHỮ Ở DƯỚI, QUA CẢ HAI CỘT CHỮ"]
    for edges, y, paragraphs in (("50-290", 1500.0, left), ("305-545", 1500.0 - shift, right)):
        for at, text in enumerate(paragraphs):
            layout.append(f"flow 10 {edges} {y if at == 0 else '+'} 1.3 15 {text}")
    assert texts(pdf_of("\n".join(layout)))[1:] == [*left, *right]


@FEW
@given(text=sentences(), size=st.sampled_from([8, 12, 30]))
def test_letters_and_marks_of_any_font_are_one(text: str, size: float) -> None:
    assert texts(pdf_of(f"page 14000 200\nmarks {size} 20 100 {text}")) == [text]
    assert texts(pdf_of(f"page 14000 200\nletters {size} 20 100 {text}")) == [text]
