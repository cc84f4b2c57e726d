"""The presets of `deploy/`: a real nginx, Apache and Caddy send what they promise."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

import pytest

from bulletin.build import host_headers
from tests.apache import apache, apache_by_htaccess
from tests.built_site import MINI, built_at, tree
from tests.caddy import caddy
from tests.nginx import nginx
from tests.web_server import Server

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

HEADERS = host_headers.load()
_HASHED = HEADERS.cache_hashed
_OTHERS = HEADERS.cache_others


class Serve(Protocol):
    """A server of the site in `root`, below `path` in it; the server's own files go to `folder`."""

    def __call__(self, folder: Path, root: Path, path: str = "") -> AbstractContextManager[Server]: ...


@pytest.fixture(scope="module")
def folders() -> Iterator[Callable[[str], Path]]:
    """New folders that a server of fewer rights can look into; those of pytest are for their owner alone."""
    with TemporaryDirectory() as name:
        top = Path(name)
        top.chmod(0o755)
        made = count()

        def new(kind: str) -> Path:
            folder = top / f"{kind}{next(made)}"
            folder.mkdir()
            return folder

        yield new


@pytest.fixture(scope="module")
def site(folders: Callable[[str], Path]) -> Path:
    folder = folders("site")
    return built_at("https://kho.example", folder / "output")


@pytest.fixture(scope="module")
def host(folders: Callable[[str], Path]) -> Path:
    """A host's folder with a site below a path, /sub/path: the one with addresses that moved or are gone."""
    folder = folders("host")
    built_at("https://kho.example/sub/path", folder / "root" / "sub" / "path", MINI / "in")
    return folder / "root"


@pytest.fixture(scope="module", params=[nginx, apache, apache_by_htaccess, caddy])
def serve(request: pytest.FixtureRequest) -> Serve:
    return cast(Serve, request.param)


@pytest.fixture(scope="module")
def server(serve: Serve, folders: Callable[[str], Path], site: Path) -> Iterator[Server]:
    with serve(folders("server"), site) as server:
        yield server


@pytest.fixture(scope="module")
def below(serve: Serve, folders: Callable[[str], Path], host: Path) -> Iterator[Server]:
    with serve(folders("server"), host, "/sub/path") as server:
        yield server


def test_every_file_is_served_as_it_is(serve: Serve, server: Server, site: Path) -> None:
    for name, data in tree(site).items():
        # Caddy hides what it reads its settings from.
        if serve is caddy and name == "redirects.caddy.conf":
            continue
        answer = server.get(f"/{name}")
        assert (answer.status, answer.body) == (200, data), name


def test_security_headers_come_with_every_answer(server: Server) -> None:
    for path in ("/", "/theme/css/site.css", "/search/manifest.json", "/khong-co/", "/2025", "/.hidden"):
        answer = server.get(path)
        for name, value in HEADERS.security.items():
            assert answer.headers.get_all(name) == [value], (path, name)
        # Apache tells its version unless its own configuration forbids it: no virtual host can.
        assert not answer.headers["Server"].startswith("nginx/")


def test_files_named_by_their_content_are_kept_and_no_others(server: Server, site: Path) -> None:
    for name in tree(site):
        is_hashed = name.startswith("search/") and name != "search/manifest.json"
        assert server.get(f"/{name}").headers.get_all("Cache-Control") == [
            _HASHED if is_hashed else _OTHERS
        ], name
    for path in ("/khong-co/", "/search/0123456789abcdef/khong-co.bin"):
        assert server.get(path).headers.get_all("Cache-Control") == [_OTHERS], path


def test_the_part_of_a_file_that_was_asked_for_is_sent_and_no_more(server: Server, site: Path) -> None:
    """As `fetch` asks for the text of one article: nothing may be compressed on the way."""
    (pack, *_) = sorted(site.glob("search/*/t/0.bin"))
    answer = server.get(
        f"/{pack.relative_to(site)}", **{"Range": "bytes=64-127", "Accept-Encoding": "identity"}
    )
    assert (answer.status, answer.body) == (206, pack.read_bytes()[64:128])


def test_what_did_not_change_is_not_sent_again(server: Server) -> None:
    for packed in ({}, {"Accept-Encoding": "gzip"}):
        tag = server.get("/", **packed).headers["ETag"]
        again = server.get("/", **packed, **{"If-None-Match": tag})
        assert (again.status, again.body) == (304, b""), packed
        assert server.get("/", **packed, **{"If-None-Match": '"other"'}).status == 200


def test_text_is_compressed_and_what_is_compressed_is_not(server: Server, site: Path) -> None:
    packed = {"Accept-Encoding": "gzip"}
    for name in (
        "index.html",
        "theme/css/site.css",
        "theme/js/search/page.js",
        "search/manifest.json",
        "feeds/tat-ca.atom.xml",
        "sitemap.xml",
        "data/articles.csv",
        "data/articles.jsonl",
    ):
        answer = server.get(f"/{name}", **packed)
        assert answer.headers["Content-Encoding"] == "gzip", name
        assert "Accept-Encoding" in answer.headers["Vary"], name
        assert answer.body == (site / name).read_bytes()
    for path in sorted((site / "search").rglob("*.bin")):
        assert server.get(f"/{path.relative_to(site)}", **packed).headers["Content-Encoding"] is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html"),
        ("theme/css/site.css", "text/css"),
        # Either name is right for these two, and each server has its own.
        ("theme/js/search/page.js", "(application|text)/javascript"),
        ("feeds/tat-ca.atom.xml", "(application|text)/xml"),
        ("data/articles.csv", "text/csv"),
        ("data/articles.jsonl", "application/x-ndjson"),
        ("data/issues.json", "application/json"),
        ("robots.txt", "text/plain"),
    ],
)
def test_types_and_letters_are_named(server: Server, name: str, kind: str) -> None:
    assert re.fullmatch(f"{kind}; charset=utf-8", server.get(f"/{name}").headers["Content-Type"])


def test_unknown_addresses_get_our_page(server: Server, site: Path) -> None:
    for path in ("/khong-co/", "/2023/12/11/99/", "/search/", "/.hidden", "/theme/", "/.well-known/"):
        answer = server.get(path)
        assert (answer.status, answer.body) == (404, (site / "404.html").read_bytes()), path


def test_a_folder_without_its_slash_leads_to_the_page(server: Server, below: Server) -> None:
    assert server.get("/2025").leads_to == "/2025/"
    assert below.get("/sub/path/2025").leads_to == "/sub/path/2025/"


def test_below_a_path_all_stays_below_it(below: Server) -> None:
    assert below.get("/sub/path/").status == 200
    lost = below.get("/sub/path/khong-co/")
    assert lost.status == 404
    assert b'href="/sub/path/lich/"' in lost.body
    bundle = next(iter(json.loads(below.get("/sub/path/search/manifest.json").body)["bundles"]))["name"]
    assert below.get(f"/sub/path/search/{bundle}/articles.bin").headers["Cache-Control"] == _HASHED


@pytest.mark.parametrize("serve", [nginx, apache, caddy], scope="module")
def test_what_lies_beside_the_site_is_not_shown(below: Server) -> None:
    """A file .htaccess is for its own folder alone, so that it can do nothing here."""
    root = below.root
    assert (root / "sub" / ".path.lock").stat().st_size > 0
    assert below.get("/sub/.path.lock").status == 404


def test_of_what_is_hidden_only_certificates_are_shown(below: Server) -> None:
    for name, status in ((".well-known", 200), (".other", 404)):
        file = below.root / "sub" / "path" / name / "x"
        file.parent.mkdir(exist_ok=True)
        file.write_text("thử", encoding="utf-8")
        assert below.get(f"/sub/path/{name}/x").status == status, name


@pytest.mark.parametrize(
    "path", ["tac-gia/thanh-maii/", "tac%2Dgia/thanh%2dmaii/", "tac-gia/thanh-maii/?a=b"]
)
def test_a_moved_address_forwards(below: Server, path: str) -> None:
    answer = below.get(f"/sub/path/{path}")
    assert (answer.status, answer.leads_to) == (301, "/sub/path/tac-gia/thanh-mai/")
    assert below.get(answer.leads_to).status == 200


def test_an_address_that_is_gone_says_so_with_its_own_page(below: Server) -> None:
    page = below.root / "sub" / "path" / "2024" / "01" / "02" / "2" / "index.html"
    assert "yêu cầu của" in page.read_text(encoding="utf-8")
    answer = below.get("/sub/path/2024/01/02/2/")
    assert (answer.status, answer.body) == (410, page.read_bytes())
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    # It may be live again one day.
    assert answer.headers.get_all("Cache-Control") == [_OTHERS]
    for name, value in HEADERS.security.items():
        assert answer.headers.get_all(name) == [value], name
    # Not what is beside it, nor below it.
    assert below.get("/sub/path/2024/01/02/1/").status == 200
    assert below.get("/sub/path/2024/01/02/2/khong-co/").status == 404
