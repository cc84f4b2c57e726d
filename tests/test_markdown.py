"""Bodies as HTML: anchors, no raw HTML, and a fast path that gives what Python-Markdown gives."""

import re
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typogrify.filters import process_ignores, typogrify

from bulletin.text.letters import squeeze
from bulletin.text.markdown import BodyRenderer, lead_of, plain_text
from bulletin.text.printed_signs import settle
from bulletin.text.typed_blocks import parted
from bulletin.text.typography import refine_html, refine_text

RENDERER = BodyRenderer()

letters = st.text("aáàđƯ ô.,;:“”\"'…-–%()/0123456789*_`<>&#[]!\\|=+~^{}\t", max_size=40)
lines = st.one_of(
    letters,
    letters.map(lambda text: f"- {text}"),
    letters.map(lambda text: f"1. {text}"),
    letters.map(lambda text: f"{text}  "),
    st.sampled_from(
        ["---", "===", "| a | b |\n|---|---|\n| 1 | 2 |", "> trích", "    mã", "[x]: http://a.b", "# Đầu"]
    ),
)
words = st.text("aáàđ “”;,.-", min_size=1, max_size=8)
cells = st.lists(st.one_of(words, st.sampled_from(["1", "64,55", "2.", ""])), min_size=1, max_size=3)
simple = st.one_of(
    st.lists(words, min_size=1, max_size=3).map(lambda all: "\n".join(f"- {one}" for one in all)),
    st.lists(words, min_size=1, max_size=3).map(
        lambda all: "\n".join(f"{n}. {one}" for n, one in enumerate(all, start=1))
    ),
    st.lists(cells, min_size=1, max_size=3).map(
        lambda rows: "\n".join(
            f"| {' | '.join(row)} |" for row in [rows[0], ["---"] * len(rows[0]), *rows[1:]]
        )
    ),
)
blocks = st.one_of(st.lists(lines, min_size=1, max_size=3).map("\n".join), words, simple)
bodies = st.lists(blocks, max_size=6).map("\n\n".join)


@given(bodies)
@settings(max_examples=400)
@example("- một\n\n- hai\n\nđoạn\n\n1. ba\n\n2. bốn")
@example("“Một” hai\n\n    mã\n\nba")
@example("một [x]\n\n[x]: http://a.b\n\nhai")
@example("một\n\n\n\nhai\n")
@example("một\n\n- hai\n- ba\n\nbốn\n\n1. năm\n2. sáu\n\nbảy\n\n| a | b |\n| --- | --- |\n| 1 | 2,5 |\n\ntám")
def test_fast_path_gives_what_the_parser_gives(body: str) -> None:
    assert RENDERER.to_html(body) == RENDERER.parse_all(body)


def test_blocks_have_anchors_in_reading_order() -> None:
    html = RENDERER.to_html("Một.\n\n- hai\n- ba\n\nBốn.\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert html.startswith('<p id="p1">Một.</p>')
    assert '<li id="p2">hai</li>' in html
    assert '<li id="p3">ba</li>' in html
    assert '<p id="p4">Bốn.</p>' in html
    assert '<table id="p5">' in html


def test_raw_html_stays_text() -> None:
    html = RENDERER.to_html("Một <script>alert(1)</script> <b>hai</b>\n\n<div>\nba\n</div>")
    assert "<script" not in html
    assert "<b>" not in html
    assert "<div" not in html


@given(bodies)
@settings(max_examples=200)
def test_typography_is_typogrify_without_caps(body: str) -> None:
    html = RENDERER.to_html(body)
    assert refine_html(html) == typogrify(_settled(html), caps=False)


def _settled(html: str) -> str:
    return "".join(settle(part) if wanted else part for part, wanted in process_ignores(html))


@pytest.mark.parametrize(
    ("plain", "refined"),
    [
        ('"một cửa" và hơn', '<span class="dquo">&#8220;</span>một cửa&#8221; và&nbsp;hơn'),
        ("A & B <i>", 'A <span class="amp">&amp;</span> B&nbsp;&lt;i&gt;'),
    ],
)
def test_refined_text_is_escaped(plain: str, refined: str) -> None:
    assert refine_text(plain) == refined


def test_lead_is_plain_and_cut_at_a_word() -> None:
    assert lead_of("Một **hai** \\* ba.\n\nBốn.", RENDERER) == "Một hai * ba."
    lead = lead_of("chữ " * 100, RENDERER)
    assert lead.endswith("chữ…")
    assert len(lead) <= 221


@given(letters)
def test_text_is_refined_like_typogrify_does_it(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert refine_text(text) == typogrify(settle(escaped), caps=False)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (r"thư mục \\maychu\hoso", r"thư mục \\maychu\hoso"),
        (r"C:\temp\ và \"", r"C:\temp\ và \”"),
        (r"a\-b \. \`", r"a\-b \. \`"),
        ("Bộ phận ''một cửa''", "Bộ phận “một cửa”"),
        ("''Một cửa'' là", "“Một cửa” là"),
        ("O''Brien", "O''Brien"),
        ("một --- hai", "một — hai"),
        ("-----", "-----"),
        ('nói " một cửa " là', "nói “ một cửa ” là"),
        ('ông nói: " Tôi đi"', "ông nói: “ Tôi đi”"),
        ("năm '86", "năm ’86"),
        ("'86 năm qua' ông nói", "‘86 năm qua’ ông nói"),
        ("105° 51' 12\" Đông", "105° 51' 12\" Đông"),
        ('màn hình 65" và "một cửa"', 'màn hình 65" và “một cửa”'),
        ("H'Mông và \"H'Mông\"", "H’Mông và “H’Mông”"),
    ],
)
def test_signs_come_out_right_or_as_typed(typed: str, shown: str) -> None:
    for html in (str(refine_text(typed)), refine_html(f"<p>{escape(typed, quote=False)}</p>")):
        assert plain_text(html).replace("\xa0", " ") == shown


# Each sign that typography may turn, with what it may become; anything else has to stay.
_TURNED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "-", "–": "-", "…": ".", "\xa0": " "})


@given(st.text("aáĐ .,-–\"'`\\&<>86()…“”", max_size=60))
def test_typography_eats_no_sign(text: str) -> None:
    def bare(shown: str) -> str:
        # Quotes may be printed double or as two single ones, dashes and dots with more or fewer strokes.
        return re.sub(r"[\"'`]+", '"', re.sub(r"([-.])[-. ]*", r"\1", shown.translate(_TURNED)))

    assert squeeze(bare(plain_text(str(refine_text(text))))) == squeeze(bare(text))


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Ba việc:\n- một\n- hai", "p ul li li"),
        ("Ba việc:\n1. một\n2. hai", "p ol li li"),
        ("- một\n  - hai\n- ba", "ul li ul li li"),
        ("1. một\n   - hai\n2. ba", "ol li ul li li"),
        ("- một\n\n  đoạn\n- hai", "ul li p p li p"),
        ("- một\n    - hai\n        - ba", "ul li ul li ul li"),
        ("Bảng:\n| a | b |\n|---|---|\n| 1 | 2 |", "p table thead tr th th tbody tr td td"),
        ("Sinh năm\n2023. Đó là", "p"),
        ("Mở đầu\n- - -\nhết", "p hr p"),
        ("    mã\n    - x", "pre code"),
    ],
)
def test_typed_lists_and_tables_are_shown_as_such(body: str, shown: str) -> None:
    assert " ".join(re.findall(r"<([a-z]+\d?)", RENDERER.to_html(body))) == shown


@given(bodies)
def test_setting_lists_off_keeps_every_word_and_is_done_once(body: str) -> None:
    once = parted(body.split("\n"))
    assert "".join("".join(once).split()) == "".join(body.split())
    assert parted(once) == once


def test_alignment_of_a_table_is_a_class() -> None:
    html = RENDERER.to_html("| a | b | c |\n|---|--:|:-:|\n| 1 | 2 | 3 |")
    assert '<td>1</td>\n<td class="right">2</td>\n<td class="center">3</td>' in html
    assert "style" not in html
