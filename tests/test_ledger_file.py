"""The ledger of addresses: given once, only ever added to; an author's is fixed at first sight."""

from datetime import date
from pathlib import Path

import pytest

from bulletin.ledger import ledger_file
from bulletin.ledger.author_addresses import author_addresses, author_names, new_authors
from bulletin.ledger.ledger_file import Change, Row

ROWS = (
    Row("/2023/12/11/", "issue", "2023-12-11", date(2023, 12, 12)),
    Row("/2023/12/11/5/", "article", "Bắc Giang: Một bài"),
    Row("/2023/12/11/12/", "article", "Một bài khác"),
    Row("/tac-gia/thanh-mai/", "author", "Thanh Mai"),
)


def test_round_trip() -> None:
    text = ledger_file.appended("", ROWS)
    assert ledger_file.parse(text) == (ROWS, ())
    assert ledger_file.appended(text, ()) == text
    assert ledger_file.appended(text.rstrip("\n"), ROWS[:1]) == text + ledger_file.render(ROWS[:1])


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("/2023/12/11/5/\tgone: theo yêu cầu", "gone: theo yêu cầu"),
        ("/2023/12/11/5/  gone: theo yêu cầu ", "gone: theo yêu cầu"),
        ("/2023/12/11/5/\tmoved → /2023/12/11/12/\r", "moved → /2023/12/11/12/"),
        ("/2023/12/11/5/\tmoved -> /2023/12/11/12/", "moved → /2023/12/11/12/"),
        ("/2023/12/11/5/\tgone: nhầm\n/2023/12/11/5/\tlive", "live"),
    ],
)
def test_a_line_with_address_and_state_changes_what_became_of_it(typed: str, state: str) -> None:
    text = ledger_file.appended("", ROWS)
    rows, findings = ledger_file.parse(f"{text}{typed}\n")
    assert findings == ()
    assert [row.state for row in rows] == ["live", state, "live", "live"]
    assert rows[1].title == "Bắc Giang: Một bài"
    change = Change("/2023/12/11/5/", state)
    assert ledger_file.parse(ledger_file.appended(text, [change]))[0] == rows


def test_numbers_stay_taken() -> None:
    text = ledger_file.appended("", [*ROWS, Change("/2023/12/11/5/", "gone: nhầm")])
    rows, _ = ledger_file.parse(text)
    assert sorted(ledger_file.article_numbers(rows, date(2023, 12, 11))) == [5, 12]
    assert ledger_file.article_numbers(rows, date(2023, 12, 1)) == {}


def test_publication_fills_in_a_date_once() -> None:
    text = ledger_file.appended("", [*ROWS, Change("/2023/12/11/5/", "gone: nhầm")])
    published = ["/2023/12/11/", "/2023/12/11/12/"]
    dated = ledger_file.dated(text, published, date(2023, 12, 13))
    assert dated == text.replace("/12/\tarticle\t\t", "/12/\tarticle\t2023-12-13\t")
    assert ledger_file.dated(dated, published, date(2024, 1, 1)) == dated


def test_moves_are_followed_to_the_end() -> None:
    rows: list[Row | Change] = [
        *ROWS,
        Change("/2023/12/11/5/", "moved → /2023/12/11/12/"),
        Change("/2023/12/11/12/", "moved → /tac-gia/thanh-mai/"),
    ]
    known = ledger_file.by_address(ledger_file.parse(ledger_file.appended("", rows))[0])
    for address in ("/2023/12/11/5/", "/2023/12/11/12/", "/tac-gia/thanh-mai/"):
        assert ledger_file.destination(known[address], known) == "/tac-gia/thanh-mai/"
    rows.append(Change("/tac-gia/thanh-mai/", "moved → /2023/12/11/5/"))
    known = ledger_file.by_address(ledger_file.parse(ledger_file.appended("", rows))[0])
    assert ledger_file.destination(known["/2023/12/11/5/"], known) is None


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
        "/2023/12/11/\tarticle\t\tMột bài\tlive",
        "/2023/12/11/5/\tpage\t\tMột bài\tlive",
        "/2023/02/30/5/\tarticle\t\tMột bài\tlive",
        "/2023/12/11/5/\tgone:",
        "/2023/12/11/5/\tgone: chưa có địa chỉ",
    ],
)
def test_faults_have_their_line(line: str) -> None:
    rows, findings = ledger_file.parse(ledger_file.HEADER + line + "\n")
    assert rows == ()
    assert [(finding.line, finding.code) for finding in findings] == [(6, "bad-ledger")]


def test_an_address_is_given_once() -> None:
    text = ledger_file.appended("", [*ROWS, Row("/tac-gia/thanh-mai/", "author", "Thành Mai"), ROWS[1]])
    rows, findings = ledger_file.parse(text)
    assert rows == ROWS
    assert [(finding.line, finding.code) for finding in findings] == [
        (10, "address-twice"),
        (11, "address-twice"),
    ]


def test_authors() -> None:
    new = list(new_authors(ROWS, ["Thành Mai", "THANH MAI", "Thanh Mai", "Hoà", "Hòa", "***", "Thánh Mai"]))
    assert [(row.address, row.title) for row in new] == [
        ("/tac-gia/thanh-mai-2/", "Thành Mai"),
        ("/tac-gia/hoa/", "Hoà"),
        ("/tac-gia/thanh-mai-3/", "Thánh Mai"),
    ]


def test_a_misprinted_author_leads_to_the_right_one() -> None:
    rows = [
        *ROWS,
        Row("/tac-gia/thanh-maii/", "author", "Thanh Maii", state="moved → /tac-gia/thanh-mai/"),
        Row("/tac-gia/x/", "author", "X", state="gone: không phải tên người"),
    ]
    assert author_addresses(rows) == {
        "thanh mai": "/tac-gia/thanh-mai/",
        "thanh maii": "/tac-gia/thanh-mai/",
        "x": None,
    }


def test_append_leaves_what_is_there(tmp_path: Path) -> None:
    ledger = tmp_path / "registry" / "permalinks.tsv"
    ledger_file.append(ledger, ROWS[:2])
    before = ledger.read_bytes()
    ledger_file.append(ledger, ())
    ledger_file.append(ledger, ROWS[2:])
    assert ledger.read_bytes() == before + ledger_file.render(ROWS[2:]).encode()
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
