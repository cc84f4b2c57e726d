"""The header of an article file: what is written is read back, what is wrong is told with its line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.content.article_file import parse, render
from bulletin.content.header import body_of
from bulletin.content.model import Article, ArticleFile, Certainty, Correction, Kind

GOOD = """\
Title: Bắc Giang: Doanh nghiệp chấm điểm sở ngành
Date: 2023-12-11
Number: 5
Section: Cải cách địa phương
Slug: 2023-12-11-5

Thân bài.
"""

words = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12)
dates = st.dates(date(1990, 1, 1), date(2090, 1, 1))
articles = st.builds(
    Article,
    date=dates,
    number=st.integers(1, 99),
    title=words,
    section=words,
    slug=words,
    contents_title=st.none() | words,
    date_from=st.none() | dates,
    printed_number=st.none() | st.integers(1, 99),
    sources=st.lists(words, max_size=3).map(tuple),
    source_dates=st.lists(dates, max_size=3).map(tuple),
    source_page=st.none() | words,
    author=st.none() | words,
    provinces=st.lists(words, max_size=3).map(tuple),
    certainty=st.none() | st.sampled_from(Certainty),
    trailer=st.none() | words,
    kind=st.sampled_from(Kind),
    corrections=st.lists(st.builds(Correction, dates, words), max_size=3).map(tuple),
)


@given(articles, words)
def test_what_is_written_is_read_back(article: Article, body: str) -> None:
    file = ArticleFile(article, body)
    assert parse(render(file), "x.md") == (file, ())


@pytest.mark.parametrize(
    ("line", "instead", "finding"),
    [
        ("Date: 2023-12-11", "Date: 11/12/2023", "x.md:2: bad-date"),
        ("Date: 2023-12-11", "Date: 2023-02-31", "x.md:2: bad-date"),
        ("Number: 5", "Number: 05", "x.md:3: bad-number"),
        ("Number: 5", "Nummer: 5", "x.md:3: unknown-key Nummer is not one of ours; did you mean Number?"),
        ("Number: 5", "Number: 5\nNumber: 6", "x.md:4: key-twice"),
        ("Section: Cải cách địa phương\n", "", "x.md:1: missing-key the header has no Section"),
        ("Slug: 2023-12-11-5", "một dòng lạc", "x.md:5: bad-header"),
        ("Slug: 2023-12-11-5", "Slug: 2023-12-11-5\nKind: blog", "x.md:6: bad-kind"),
        ("Slug: 2023-12-11-5", "Slug: 2023-12-11-5\nAuthor:", "x.md:6: bad-author"),
    ],
)
def test_each_fault_is_told_with_its_line(line: str, instead: str, finding: str) -> None:
    assert line in GOOD
    file, findings = parse(GOOD.replace(line, instead), "x.md")
    assert file is None
    assert any(str(one).startswith(finding) for one in findings), [str(one) for one in findings]


def test_a_note_on_a_correction_may_hold_a_semicolon() -> None:
    line = "Corrected: 2024-01-05 Sửa tên; sửa số liệu; 2024-02-01 Sửa ngày đăng"
    file, _ = parse(GOOD.replace("Slug:", f"{line}\nSlug:"), "x.md")
    assert file is not None
    assert file.article.corrections == (
        Correction(date(2024, 1, 5), "Sửa tên; sửa số liệu"),
        Correction(date(2024, 2, 1), "Sửa ngày đăng"),
    )
    assert line in render(file)


def test_a_header_between_dashes_is_read_as_editors_in_a_browser_write_it() -> None:
    plain = (
        'Title: Bắc Giang: "một cửa"\nDate: 2023-12-11\nNumber: 5\nSection: Tin\nSlug: 2023-12-11-5\n\nMột.\n'
    )
    head, _, body = plain.partition("\n\n")
    quoted = head.replace('Bắc Giang: "một cửa"', '"Bắc Giang: \\"một cửa\\""').replace("Tin", "'Tin'")
    for fenced in (
        f"---\n{head}\n---\n\n{body}",
        f"---\n{quoted}\n---\n{body}",
        f"---\n{quoted}\n\n---\n{body}",
    ):
        assert parse(fenced, "a.md") == parse(plain, "a.md")
        assert body_of(fenced) == "Một."
    _, findings = parse(f"---\n{head}\nOops\n---\n{body}", "a.md")
    assert [finding.line for finding in findings] == [7]
