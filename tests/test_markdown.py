"""Bodies as HTML: anchors, no raw HTML, and a fast path that gives what Python-Markdown gives."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from typogrify.filters import typogrify

from bulletin.text.markdown import BodyRenderer, lead_of
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
    assert refine_html(html) == typogrify(html, caps=False)


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
    assert refine_text(text) == typogrify(escaped, caps=False)
