"""Citations read back by the libraries that citation programs use; and the page's own description."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st

from bulletin.pages.citation import Reference, bibtex, coins, csl_json, ris, vietnamese
from bulletin.pages.structured_data import json_ld

REFERENCE = Reference(
    title="Bắc Giang: Doanh nghiệp chấm điểm sở ngành",
    authors=("Khánh Linh", "Hải Hà"),
    newspapers=("Baodautu.vn",),
    printed_on=date(2023, 12, 10),
    page="3",
    section="Cải cách địa phương",
    bulletin="Bản tin Điểm báo Cải cách hành chính",
    issue_date=date(2023, 12, 11),
    number=5,
    is_digest=False,
    url="https://diem-bao.example/2023/12/11/5/",
)
BARE = replace(REFERENCE, authors=(), newspapers=(), printed_on=None, page=None, url=None)
HARD = r"50% & 100$ #1 {a_b} ~ ^ \cmd «Quý I» “đ” @x, and"
TITLES = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" {}\\%$&#_~^\"'@,="), min_size=1
)


def test_vietnamese_style() -> None:
    assert vietnamese(REFERENCE) == (
        "Khánh Linh, Hải Hà (10/12/2023). Bắc Giang: Doanh nghiệp chấm điểm sở ngành. Baodautu.vn, trang 3. "
        "Dẫn theo Bản tin Điểm báo Cải cách hành chính, số ra ngày 11/12/2023, bài 5. "
        "https://diem-bao.example/2023/12/11/5/"
    )


def test_vietnamese_style_leaves_out_what_was_not_printed() -> None:
    assert vietnamese(BARE) == (
        "Bắc Giang: Doanh nghiệp chấm điểm sở ngành. "
        "Dẫn theo Bản tin Điểm báo Cải cách hành chính, số ra ngày 11/12/2023, bài 5."
    )
    assert vietnamese(replace(BARE, title="Vì sao?", printed_on=date(2023, 2, 1))).startswith(
        "Vì sao? (01/02/2023). Dẫn"
    )
    assert "[Bài tóm lược]. " in vietnamese(replace(BARE, is_digest=True))


def _read_bibtex(text: str) -> dict[str, str]:
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("article", "bantin-2023-12-11-5")
    return {field.key: field.value for field in entry.fields}


# The library drops braces that TeX would print, and takes the circumflex for an accent.
@pytest.mark.parametrize(
    "reference",
    [REFERENCE, BARE, replace(REFERENCE, title=re.sub(r"[{}]|\^ ", "", HARD), authors=("A & B",))],
)
def test_bibtex_is_read_back(reference: Reference) -> None:
    fields = _read_bibtex(bibtex(reference))
    assert _bare(fields["title"]) == reference.title
    assert [_bare(a) for a in fields.get("author", "").split(" and ") if a] == list(reference.authors)
    assert _bare(fields["journal"]) == reference.container
    assert fields["date"] == reference.date.isoformat()
    assert fields.get("url") == reference.url
    assert fields["note"] == reference.note


def test_bibtex_says_that_it_is_a_newspaper_in_vietnamese() -> None:
    fields = _read_bibtex(bibtex(REFERENCE))
    assert (fields["entrysubtype"], fields["langid"]) == ("newspaper", "vietnamese")
    assert "language" not in fields


@pytest.mark.parametrize("reference", [REFERENCE, BARE, replace(REFERENCE, title=HARD)])
def test_zotero_reads_a_newspaper_article_with_whole_names(reference: Reference) -> None:
    fields = parse_qs(coins(reference))
    assert fields["rft.type"] == ["newspaperArticle"]
    assert fields["rft.title"] == [reference.title]
    assert fields["rft.source"] == [reference.container]
    assert fields.get("rft.aulast", []) == list(reference.authors)
    assert fields["rft.date"] == [reference.date.isoformat()]


def test_bibtex_spells_out_braces_and_circumflex() -> None:
    title = r"{\textbraceleft{}a\textbraceright{} \textasciicircum{} \textbackslash{}x}"
    assert f"title = {{{title}}}" in bibtex(replace(REFERENCE, title=r"{a} ^ \x"))


@given(TITLES)
def test_no_title_breaks_bibtex(title: str) -> None:
    text = bibtex(replace(REFERENCE, title=title))
    # BibTeX counts braces whatever stands before them.
    assert text.count("{") == text.count("}")
    assert len(parse_string(text).entries) == 1


def _bare(text: str) -> str:
    return text.removeprefix("{").removesuffix("}")


@pytest.mark.parametrize("reference", [REFERENCE, BARE, replace(REFERENCE, title=HARD)])
def test_ris_is_read_back(reference: Reference) -> None:
    text = ris(reference)
    assert text.endswith("\r\nER  - \r\n")
    (record,) = rispy.loads(text.replace("\r\n", "\n"))
    assert record["type_of_reference"] == "NEWS"
    assert record["title"] == reference.title
    assert record.get("authors", []) == list(reference.authors)
    assert record["secondary_title"] == reference.container
    assert record["date"] == f"{reference.date:%Y/%m/%d}"
    assert record.get("urls", [None]) == [reference.url]
    assert record["notes"] == [reference.note]
    assert "unknown_tag" not in record


@pytest.mark.parametrize("reference", [REFERENCE, BARE, replace(REFERENCE, title=HARD)])
def test_csl_json_is_read_by_a_citation_processor(reference: Reference) -> None:
    source = CiteProcJSON(json.loads(csl_json(reference)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(Citation([CitationItem(reference.key)]))
    shown = str(bibliography.bibliography()[0])
    for part in (*reference.authors, "2023", reference.container):
        assert part in shown, shown
    assert re.sub(r"\W", "", reference.title) in re.sub(r"\W", "", shown)


def test_structured_data_cannot_end_its_element() -> None:
    title = "</script><!-- & “đ”"
    text = json_ld(replace(REFERENCE, title=title))
    assert not set(text) & set("<>&")
    data = json.loads(text)
    assert (data["@type"], data["headline"], data["isPartOf"]["datePublished"]) == (
        "NewsArticle",
        title,
        "2023-12-11",
    )


def test_structured_data_of_a_digest_is_based_on_the_newspaper_article() -> None:
    data = json.loads(json_ld(replace(REFERENCE, is_digest=True)))
    assert data["@type"] == "Article"
    assert "author" not in data
    assert data["isBasedOn"]["publisher"]["name"] == "Baodautu.vn"
    assert data["isBasedOn"]["datePublished"] == "2023-12-10"
