"""The real bulletin, and the made-up one with every awkward form, held against what a person read in them."""

import json
from pathlib import Path

import pytest

from bulletin.content import article_file
from bulletin.content.model import Certainty
from bulletin.content.registry import Registries
from bulletin.importer import command, document, parse
from bulletin.importer.parse import IssueDraft
from bulletin.importer.readers import text


def read(bulletins: Path, name: str, registries: Registries) -> IssueDraft:
    return parse.parse(document.of(text.read((bulletins / name).read_bytes(), name)), registries)


@pytest.fixture(scope="module")
def real(bulletins: Path, registries: Registries) -> IssueDraft:
    return read(bulletins, "2023-12-11.txt", registries)


@pytest.fixture(scope="module")
def awkward(made_up_bulletins: Path, registries: Registries) -> IssueDraft:
    return read(made_up_bulletins, "2024-01-02.txt", registries)


def test_real_articles_and_sections(real: IssueDraft) -> None:
    assert (str(real.date), real.masthead.weekday) == ("2023-12-11", "THỨ HAI")
    assert real.sections == ("CHỦ TRƯỞNG CẢI CÁCH", "CẢI CÁCH ĐỊA PHƯƠNG")
    assert [draft.article.number for draft in real.drafts] == list(range(1, 12))
    assert [draft.article.section for draft in real.drafts] == (
        ["Chủ trương cải cách"] * 2 + ["Cải cách địa phương"] * 9
    )


def test_real_title_that_differs(real: IssueDraft) -> None:
    differing = [draft.article for draft in real.drafts if draft.article.contents_title]
    assert [article.number for article in differing] == [5]
    assert differing[0].title.startswith("Bắc Giang: Doanh nghiệp chấm điểm")
    assert (differing[0].contents_title or "").startswith("Bắc Giang: DN chấm điểm")


def test_real_joins(real: IssueDraft) -> None:
    assert [(join.first_line, join.second_line) for join in real.joins] == [(83, 85), (103, 105), (197, 199)]


def test_real_list_of_article_10(real: IssueDraft) -> None:
    starts = [
        line[:3] for line in real.drafts[9].body.splitlines() if line[:1].isdigit() and line[1:3] == ". "
    ]
    assert starts == [f"{number}. " for number in range(1, 7)]


def test_real_provinces(real: IssueDraft) -> None:
    found = [(draft.article.provinces, draft.article.certainty) for draft in real.drafts]
    prefix = Certainty.TITLE_PREFIX
    assert found == [
        ((), None),
        ((), None),
        (("Hà Nội",), prefix),
        (("Hà Nội",), prefix),
        (("Bắc Giang",), prefix),
        (("Quảng Trị",), prefix),
        (("Hải Dương",), prefix),
        (("Thừa Thiên Huế",), prefix),
        (("Lạng Sơn",), prefix),
        (("Thanh Hóa",), prefix),
        (("Quảng Nam",), Certainty.TITLE),
    ]
    assert len({name for names, _ in found for name in names}) == 8


def test_real_trailers(real: IssueDraft) -> None:
    assert [draft.article.number for draft in real.drafts if draft.article.author is None] == [2]
    assert all(len(draft.article.sources) == len(draft.article.source_dates) == 1 for draft in real.drafts)
    assert not [doubt for doubt in real.doubts if doubt.code in ("trailer", "no-trailer", "no-link", "cut")]


def test_real_accounts(real: IssueDraft) -> None:
    assert real.accounting.unplaced == ()
    assert sum(real.accounting.counts.values()) == real.accounting.total == real.document.characters > 24_000


def test_awkward_as_expected(awkward: IssueDraft, made_up_bulletins: Path, registries: Registries) -> None:
    expected = json.loads((made_up_bulletins / "2024-01-02.expected.json").read_text(encoding="utf-8"))
    assert (str(awkward.date), awkward.masthead.weekday) == (expected["date"], expected["weekday"])
    assert list(awkward.sections) == expected["sections"]
    codes = {unit.name: unit.code for unit in registries.provinces if not unit.is_new}
    assert len(awkward.drafts) == len(expected["articles"])
    for draft, wanted in zip(awkward.drafts, expected["articles"], strict=True):
        article = draft.article
        section = expected["sections"][wanted["section"] - 1]
        assert article.number == wanted["no"]
        assert registries.section(article.section) == registries.section(section) is not None
        assert [str(day) for day in article.source_dates] == wanted["source_dates"]
        assert len(article.sources) == len(wanted["sources"])
        for printed, source in zip(article.sources, wanted["sources"], strict=True):
            # A question mark: the file leaves open which of the agency's papers it is.
            found = registries.source(printed)
            assert source.endswith("?") or printed == source or (found is not None and found.id == source)
        if "author" in wanted:
            assert article.author == wanted["author"]
        if "title" in wanted:
            assert article.title == wanted["title"]
        assert article.source_page == wanted.get("page")
        if "provinces" in wanted:
            assert [codes[name] for name in article.provinces] == wanted["provinces"]
        assert len(draft.joins) == wanted.get("page_splits", 0)
        assert ("|---|" in draft.body) == wanted.get("has_table", False)


def test_awkward_is_reported(awkward: IssueDraft) -> None:
    doubts = {(doubt.number, doubt.code) for doubt in awkward.doubts}
    assert {(3, "no-source-date"), (6, "province"), (7, "no-trailer"), (7, "no-link")} <= doubts
    assert "Bà Rịa - Vũng Tàu" in next(
        d.message for d in awkward.doubts if (d.number, d.code) == (6, "province")
    )


def test_files_read_back_and_second_import_changes_nothing(
    bulletins: Path, made_up_bulletins: Path, tmp_path: Path
) -> None:
    documents = [bulletins / "2023-12-11.txt", made_up_bulletins / "2024-01-02.txt"]
    content = tmp_path / "content"
    assert command.run(documents, content) == 0
    before = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in content.rglob("*") if path.is_file()
    }
    articles = sorted((content / "articles").rglob("*.md"))
    assert len(articles) == 20
    for path in articles:
        parsed, findings = article_file.parse(path.read_text(encoding="utf-8"), path.name)
        assert parsed is not None and not findings
        assert article_file.render(parsed).encode() == path.read_bytes()
    assert command.run(documents, content) == 0
    after = {
        path: (path.read_bytes(), path.stat().st_mtime_ns) for path in content.rglob("*") if path.is_file()
    }
    assert after == before


@pytest.mark.parametrize("form", ["docx"])
def test_another_form_of_an_issue_changes_no_article(
    form: str, bulletins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = tmp_path / "content"
    assert command.run([bulletins / "2023-12-11.txt"], content) == 0
    before = {path: path.read_bytes() for path in (content / "articles").rglob("*.md")}
    capsys.readouterr()
    assert command.run([bulletins / f"2023-12-11.{form}"], content) == 0
    assert "11 unchanged" in capsys.readouterr().out.splitlines()[0]
    assert {path: path.read_bytes() for path in (content / "articles").rglob("*.md")} == before
