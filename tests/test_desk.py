"""The desk answers its own window alone, says what is refused, and keeps what is half done."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from flask.testing import FlaskClient

from bulletin.archive import content_folder
from bulletin.archive.correct import correct
from bulletin.content import registry_file
from bulletin.content.model import BulletinError
from bulletin.content.registry_names import add_name
from bulletin.desk.app import make
from bulletin.desk.drafts import Drafts
from bulletin.desk.place import DeskPlace
from tests.built_site import ROOT, tree

TOKEN = "secret-token"
HOST = "127.0.0.1:4000"
OWN = {"Origin": f"http://{HOST}", "Host": HOST}


@pytest.fixture
def place(tmp_path: Path) -> DeskPlace:
    shutil.copytree(ROOT / "content" / "registry", tmp_path / "content" / "registry")
    (tmp_path / "content" / "registry" / "permalinks.tsv").unlink()
    return DeskPlace(tmp_path, tmp_path / "content", tmp_path / "output")


@pytest.fixture
def client(place: DeskPlace) -> Iterator[FlaskClient]:
    with make(place, TOKEN).test_client() as client:
        yield client


def drop(client: FlaskClient, name: str, data: bytes) -> str:
    """Drop a document; where that leads."""
    sent = client.post(f"/{TOKEN}/tha", data={"document": (io.BytesIO(data), name)}, headers=OWN)
    assert sent.status_code == 302
    return sent.headers["Location"]


@pytest.mark.parametrize(
    ("path", "headers", "code"),
    [
        (f"/{TOKEN}/", {"Host": HOST}, 200),
        ("/", {"Host": HOST}, 404),
        ("/another-token/", {"Host": HOST}, 404),
        (f"/{TOKEN}/", {"Host": "evil.vn:4000"}, 403),
        (f"/{TOKEN}/-/../app.py", {"Host": HOST}, 404),
        (f"/{TOKEN}/trang/../content/registry/sources.toml", {"Host": HOST}, 404),
    ],
)
def test_only_the_window_with_the_token_is_answered(
    client: FlaskClient, path: str, headers: dict[str, str], code: int
) -> None:
    answer = client.get(path, headers=headers)
    assert answer.status_code == code
    if code == 200:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert TOKEN not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("origin", [None, "https://evil.vn", "null", "http://127.0.0.1:5000"])
def test_nothing_is_done_for_another_page(client: FlaskClient, place: DeskPlace, origin: str | None) -> None:
    before = tree(place.archive)
    headers = {"Host": HOST} | ({"Origin": origin} if origin else {})
    data = {"kind": "source", "entry": "evil.vn", "name": "Evil"}
    assert client.post(f"/{TOKEN}/ten", data=data, headers=headers).status_code == 403
    assert tree(place.archive) == before


def test_a_refused_document_is_told_and_nothing_is_written(client: FlaskClient, place: DeskPlace) -> None:
    before = tree(place.content)
    where = drop(client, "thư mời.docx", b"PK\x03\x04 not a document")
    page = client.get(where, headers={"Host": HOST}).get_data(as_text=True)
    assert 'role="alert"' in page and "thư mời.docx: bị hỏng" in page
    assert tree(place.content) == before


def test_a_conflict_is_settled_by_a_button_and_is_kept(
    client: FlaskClient, place: DeskPlace, made_up_bulletins: Path
) -> None:
    text = (made_up_bulletins / "2024-01-02.txt").read_text("utf-8")
    where = drop(client, "a.txt", text.encode())
    assert client.post(f"{where}nhap", headers=OWN).headers["Location"] == f"/{TOKEN}/so/2024-01-02/"
    stored = next(one for one in content_folder.read(place.content).stored if one.article.number == 1)
    body = (place.content / stored.path).read_text("utf-8").split("\n\n")[1][:40]
    correct(place.content, "/2024/01/02/1/", {"Author": "Biên Tập"})
    assert body in text
    changed = text.replace(body, f"Tin thêm. {body}")
    where = drop(client, "b.txt", changed.encode())
    assert "Xung đột" in client.get(where, headers={"Host": HOST}).get_data(as_text=True)
    client.post(f"{where}chon", data={"take": "1=edited"}, headers=OWN)
    # Another desk, as after the window and the program were closed.
    with make(place, TOKEN).test_client() as later:
        page = later.get(where, headers={"Host": HOST}).get_data(as_text=True)
        assert "Xung đột" not in page and "--take 1=edited" in page
        assert later.post(f"{where}nhap", headers=OWN).headers["Location"].endswith("/so/2024-01-02/")
    assert "Biên Tập" in [one.article.author for one in content_folder.read(place.content).stored]


def test_articles_that_the_import_cannot_tell_apart_are_told_apart_by_a_button(
    client: FlaskClient, place: DeskPlace, made_up_bulletins: Path
) -> None:
    text = (made_up_bulletins / "2024-01-02.txt").read_text("utf-8")
    client.post(f"{drop(client, 'a.txt', text.encode())}nhap", headers=OWN)
    correct(place.content, "/2024/01/02/2/", {"Title": "Nhan đề của biên tập"})
    where = drop(client, "b.txt", text.replace("Năm 2024 tập trung", "Năm 2024 sẽ tập trung").encode())
    page = client.get(where, headers={"Host": HOST}).get_data(as_text=True)
    assert 'value="2=entry2"' in page and 'value="new=entry2"' in page
    client.post(f"{where}chon", data={"take": "2=entry2"}, headers=OWN)
    page = client.get(where, headers={"Host": HOST}).get_data(as_text=True)
    assert "2=entry2" in page and "Bài nào là bài nào?" not in page


def test_a_refused_correction_is_told_in_vietnamese_beside_what_was_typed(
    client: FlaskClient, made_up_bulletins: Path
) -> None:
    text = (made_up_bulletins / "2024-01-02.txt").read_bytes()
    issue = client.post(f"{drop(client, 'a.txt', text)}nhap", headers=OWN).headers["Location"]
    headers = OWN | {"Referer": f"http://{HOST}{issue}"}
    for key, value, said in (
        ("Section", "Không có", "chuyên mục «Không có» chưa có trong danh mục; không có tên nào gần giống"),
        ("Section", " ", "bài phải có chuyên mục"),
        ("Title", "", "bài phải có nhan đề"),
        ("Tags", "Hà Nộ", "gần giống: Hà Nội"),
        ("Tags", "Hà Nội, , Cà Mau", "giữa hai dấu phẩy không có tên tỉnh"),
        ("Source", "a; ; b", "giữa hai dấu chấm phẩy không có tên báo nào"),
        ("Source_date", "hôm qua", "phải viết như 2023-12-11, không phải «hôm qua»"),
        ("Source_date", "2023-02-31", "«2023-02-31» không có trong lịch"),
        ("Title", "Một\x07chữ", "có ký tự điều khiển"),
    ):
        data = {key: value, "Author": "Người Gõ"}
        sent = client.post(f"{issue}bai/3/sua", data=data, headers=headers)
        assert sent.headers["Location"] == f"{issue}#bai-3"
        page = client.get(issue, headers={"Host": HOST}).get_data(as_text=True)
        card = page.partition('id="bai-3"')[2].partition('id="bai-4"')[0]
        told = card.partition('role="alert"')[2].partition("</div>")[0]
        assert said in told and "chưa có gì thay đổi" in told and 'lang="en"' not in told
        assert "<details open>" in card and 'value="Người Gõ"' in card
        assert page.count('role="alert"') == page.count("<details open>") == 1
    assert "Người Gõ" not in client.get(issue, headers={"Host": HOST}).get_data(as_text=True)


@pytest.mark.parametrize(
    ("kind", "entry", "name", "said"),
    [
        ("source", "plo.vn", "Báo An ninh Thủ đô", "sẽ chỉ cả plo.vn lẫn anninhthudo.vn"),
        ("section", "khong-co", "Mục lạ", "khong-co: không phải mã của chuyên mục nào"),
        ("province", "khong-co", "Tỉnh lạ", "khong-co: không phải mã của tỉnh"),
        ("source", "báo lạ", "Báo lạ", "báo lạ: không phải địa chỉ của một báo"),
    ],
)
def test_a_refused_name_is_told_in_vietnamese_and_stays_in_its_form(
    client: FlaskClient, kind: str, entry: str, name: str, said: str
) -> None:
    data = {"kind": kind, "entry": entry, "name": name}
    client.post(f"/{TOKEN}/ten", data=data, headers=OWN)
    page = client.get(f"/{TOKEN}/", headers={"Host": HOST}).get_data(as_text=True)
    told = page.partition('role="alert"')[2].partition("</div>")[0]
    assert said in told and 'lang="en"' not in told
    assert f'value="{entry}"' in page and f'value="{name}"' in page
    assert f'<option value="{kind}" selected>' in page


def test_a_page_that_is_not_built_yet_says_so_and_how(client: FlaskClient) -> None:
    answer = client.get(f"/{TOKEN}/trang/2024/01/02/1/", headers={"Host": HOST})
    assert answer.status_code == 404 and "Trang này chưa được dựng" in answer.get_data(as_text=True)


def test_a_damaged_draft_is_no_end_of_the_desk(client: FlaskClient, place: DeskPlace) -> None:
    draft = Drafts(place.drafts).add("../../x\n.docx", b"x")
    assert draft.name == "x.docx"
    (place.drafts / draft.id / "draft.json").write_text("{")
    assert client.get(f"/{TOKEN}/", headers={"Host": HOST}).status_code == 200
    assert client.get(f"/{TOKEN}/nhap/{draft.id}/", headers={"Host": HOST}).status_code == 404


def test_what_check_would_refuse_is_not_written(content: Path) -> None:
    before = tree(content)
    for values in ({"Section": "Không có"}, {"Source_date": "hôm qua"}, {"Tags": "Atlantis"}, {"Title": " "}):
        with pytest.raises(BulletinError):
            correct(content, "/2023/12/11/5/", values)
    with pytest.raises(BulletinError, match="cannot be corrected here"):
        correct(content, "/2023/12/11/5/", {"Slug": "x"})
    with pytest.raises(BulletinError, match="no such article"):
        correct(content, "/2023/12/11/99/", {"Title": "x"})
    assert tree(content) == before


def test_a_new_author_gets_an_address_and_provinces_are_the_editors(content: Path) -> None:
    # As a Mac types it, and with the sign that is left over from choosing names.
    typed = {"Author": normalize("NFD", "Người Mới"), "Tags": "Hà Nội, Bắc Giang, "}
    article = correct(content, "/2023/12/11/5/", typed)
    assert (article.author, article.provinces, article.certainty) == (
        "Người Mới",
        ("Hà Nội", "Bắc Giang"),
        "editor",
    )
    loaded = content_folder.load(content)
    assert not loaded.errors
    assert "Người Mới" in [row.title for row in loaded.ledger if row.kind == "author"]


def test_names_are_added_to_registries_and_taken_ones_are_refused(content: Path) -> None:
    add_name(content, "source", "baomoi-thu.vn", "Báo Mới Thử")
    add_name(content, "source", "plo.vn", "Pháp luật Sài Gòn")
    add_name(content, "section", "cai-cach-dia-phuong", "Cải cách ở địa phương")
    add_name(content, "province", "bac-giang", "Tỉnh Bắc Giang cũ")
    registries = registry_file.load(content / "registry")
    for name, key in (("Báo Mới Thử", "baomoi-thu.vn"), ("pháp luật sài gòn", "plo.vn")):
        found = registries.source(name)
        assert found is not None and found.id == key
    assert registries.section("Cải cách ở địa phương") is not None
    before = tree(content)
    for words in (
        ("source", "plo.vn", "Báo An ninh Thủ đô"),
        ("section", "khong-co", "X"),
        ("planet", "x", "X"),
        ("source", "không phải địa chỉ", "X"),
        ("source", "x.vn", " "),
    ):
        with pytest.raises(BulletinError):
            add_name(content, *words)
    assert tree(content) == before
