"""The ledger of addresses: checked with lines, only ever added to; an author's is fixed at first sight."""

from datetime import date
from pathlib import Path

import pytest

from bulletin import permalinks
from bulletin.authors import author_names
from bulletin.permalinks import Row

ROWS = (
    Row("/2023/12/11/", "issue", "2023-12-11", date(2023, 12, 12)),
    Row("/2023/12/11/5/", "article", "Bắc Giang: Một bài"),
    Row("/2023/12/11/12/", "article", "Một bài khác"),
    Row("/2023/12/11/5/", "article", "Bắc Giang: Một bài", state="gone: withdrawn"),
    Row("/tac-gia/thanh-mai/", "author", "Thanh Mai"),
)


def test_round_trip() -> None:
    text = permalinks.appended("", ROWS)
    assert permalinks.parse(text) == (ROWS, ())
    assert permalinks.appended(text, ()) == text
    assert permalinks.appended(text.rstrip("\n"), ROWS[:1]) == text + permalinks.render(ROWS[:1])


def test_last_row_counts_and_numbers_stay_taken() -> None:
    assert not permalinks.current(ROWS)["/2023/12/11/5/"].is_live
    assert sorted(permalinks.article_numbers(ROWS, date(2023, 12, 11))) == [5, 12]
    assert permalinks.article_numbers(ROWS, date(2023, 12, 1)) == {}


@pytest.mark.parametrize(
    "line",
    [
        "/2023/12/11/\tissue\t\t2023-12-11",
        "2023/12/11/\tissue\t\t2023-12-11\tlive",
        "/2023/12/11/\tpost\t\t2023-12-11\tlive",
        "/2023/12/11/\tissue\t11/12/2023\t2023-12-11\tlive",
        "/2023/12/11/\tissue\t2023-02-30\t2023-12-11\tlive",
        "/2023/12/11/\tissue\t\t\tlive",
        "/2023/12/11/\tissue\t\t2023-12-11\tdead",
        "/../x/\tissue\t\t2023-12-11\tlive",
    ],
)
def test_faults_have_their_line(line: str) -> None:
    rows, findings = permalinks.parse(permalinks.HEADER + line + "\n")
    assert rows == ()
    assert [(finding.line, finding.code) for finding in findings] == [(5, "bad-ledger")]


def test_an_address_keeps_its_meaning() -> None:
    text = permalinks.appended("", [*ROWS, Row("/tac-gia/thanh-mai/", "author", "Thành Mai")])
    rows, findings = permalinks.parse(text)
    assert rows == ROWS
    assert [(finding.line, finding.code) for finding in findings] == [(10, "address-twice")]


def test_authors() -> None:
    new = list(
        permalinks.new_authors(
            ROWS, ["Thành Mai", "THANH MAI", "Thanh Mai", "Hoà", "Hòa", "***", "Thánh Mai"]
        )
    )
    assert [(row.address, row.title) for row in new] == [
        ("/tac-gia/thanh-mai-2/", "Thành Mai"),
        ("/tac-gia/hoa/", "Hoà"),
        ("/tac-gia/thanh-mai-3/", "Thánh Mai"),
    ]


def test_append_leaves_what_is_there(tmp_path: Path) -> None:
    ledger = tmp_path / "registry" / "permalinks.tsv"
    permalinks.append(ledger, ROWS[:2])
    before = ledger.read_bytes()
    permalinks.append(ledger, ())
    permalinks.append(ledger, ROWS[2:])
    assert ledger.read_bytes() == before + permalinks.render(ROWS[2:]).encode()
    assert [path.name for path in ledger.parent.iterdir()] == ["permalinks.tsv"]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Khánh Linh", ("Khánh Linh",)),
        ("Minh An - Hải Hà", ("Minh An", "Hải Hà")),
        ("Minh An – Hải Hà; Thu, Lan & Mai/Cúc", ("Minh An", "Hải Hà", "Thu", "Lan", "Mai", "Cúc")),
        ("TS. Nguyễn Văn A (ghi)", ("TS. Nguyễn Văn A (ghi)",)),
        ("Xuân-Thu", ("Xuân-Thu",)),
        ("An, An", ("An",)),
    ],
)
def test_author_names(printed: str, names: tuple[str, ...]) -> None:
    assert author_names(printed) == names
