"""Feeds, sitemaps, robots.txt and OpenSearch of a built site, read by libraries and held to their rules."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import feedparser
import pytest
import xmlschema

from tests.built_site import MINI, build, settings_with

URL = "https://a.example/kho"
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PROTOCOL = xmlschema.XMLSchema(Path(__file__).with_name("sitemap.xsd"))
OPENSEARCH = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("feeds") / "output"
    run = build(MINI / "in", output, "-s", str(settings_with(output.parent, SITEURL=URL)))
    assert run.code == 0, run.err
    return output


def _feeds(site: Path) -> list[Path]:
    return sorted((site / "feeds").rglob("*.atom.xml"))


def _file_behind(site: Path, address: str) -> Path:
    assert address.startswith(f"{URL}/")
    path = site / address.removeprefix(f"{URL}/")
    return path / "index.html" if address.endswith("/") else path


def test_every_list_with_articles_has_a_feed_and_no_other(site: Path) -> None:
    names = [path.relative_to(site / "feeds").as_posix() for path in _feeds(site)]
    lists = [
        path.parent.relative_to(site).as_posix()
        for folder in ("tinh-thanh", "chuyen-muc", "chu-de", "nguon")
        for path in (site / folder).glob("*/index.html")
        if 'class="cards' in path.read_text(encoding="utf-8")
    ]
    assert names == sorted([*(f"{name}.atom.xml" for name in lists), "tat-ca.atom.xml"])


def test_a_feed_reader_reads_every_feed(site: Path) -> None:
    for path in _feeds(site):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, (path, feed.get("bozo_exception"))
        assert feed.version == "atom10"
        assert feed.entries
        assert feed.feed.updated == max(entry.updated for entry in feed.entries)
        (self_link,) = [link.href for link in feed.feed.links if link.rel == "self"]
        assert _file_behind(site, self_link) == path
        assert _file_behind(site, feed.feed.link).is_file()
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            assert entry.id == entry.link
            assert _file_behind(site, entry.link).is_file()
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+07:00", entry.updated)


def test_the_feed_of_all_has_the_articles_in_full_newest_first(site: Path) -> None:
    feed = feedparser.parse((site / "feeds/tat-ca.atom.xml").read_bytes())
    assert [entry.id.removeprefix(URL) for entry in feed.entries] == [
        "/2025/07/02/1/",
        "/2024/01/02/1/",
        "/2023/12/28/1/",
        "/2023/12/28/2/",
    ]
    last = feed.entries[-2]
    assert last.title == 'Quy định mới về "một cửa" & dịch vụ công <trực tuyến>'
    assert [author.name for author in last.authors] == ["Thanh Mai", "Thành Mai"]
    assert "Bước&nbsp;hai." in last.content[0].value
    assert '<td class="right">120</td>' in last.content[0].value
    assert f'<a href="{URL}/2023/12/28/1/#p7">bảng</a>' in last.content[0].value
    assert "tr3, Thanh Mai" in last.content[0].value
    assert "Bài tóm lược" in feed.entries[1].content[0].value


def test_the_feed_of_a_new_province_has_the_articles_of_its_old_ones(site: Path) -> None:
    feed = feedparser.parse((site / "feeds/tinh-thanh/bac-ninh-2025.atom.xml").read_bytes())
    assert [entry.id.removeprefix(URL) for entry in feed.entries] == [
        "/2025/07/02/1/",
        "/2024/01/02/1/",
        "/2023/12/28/2/",
    ]


def test_json_feed_says_the_same_as_atom(site: Path) -> None:
    feed = json.loads((site / "feeds/tat-ca.json").read_text(encoding="utf-8"))
    atom = feedparser.parse((site / "feeds/tat-ca.atom.xml").read_bytes())
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert _file_behind(site, feed["feed_url"]) == site / "feeds/tat-ca.json"
    assert [item["id"] for item in feed["items"]] == [entry.id for entry in atom.entries]
    assert [item["date_published"] for item in feed["items"]] == [entry.published for entry in atom.entries]
    assert all(item["content_html"] for item in feed["items"])
    assert feed["items"][-2]["title"] == 'Quy định mới về "một cửa" & dịch vụ công <trực tuyến>'
    content = ElementTree.parse(site / "feeds/tat-ca.atom.xml").findall(f"{ATOM}entry/{ATOM}content")
    assert [item["content_html"].strip() for item in feed["items"]] == [
        c.text.strip() for c in content if c.text
    ]


def _locations(path: Path, of: str) -> list[str]:
    """The addresses in a file that a validator finds to keep the protocol."""
    PROTOCOL.validate(path)
    # What a schema cannot say: the size of the file, and that it speaks of its own host.
    assert path.stat().st_size <= 50 * 2**20
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{SITEMAP}{of}"
    locations = [location.text or "" for location in root.iter(f"{SITEMAP}loc")]
    assert all(location.startswith(f"{URL}/") for location in locations)
    return locations


def test_the_validator_knows_the_protocol(site: Path, tmp_path: Path) -> None:
    text = min(site.glob("sitemap-*.xml")).read_text(encoding="utf-8")
    faulty = tmp_path / "sitemap.xml"
    for right, wrong in (
        ("https:", "ftp:"),
        ("<loc>", "<loc>é"),
        ("<lastmod>20", "<lastmod>1/2/20"),
    ):
        faulty.write_text(text.replace(right, wrong), encoding="utf-8")
        with pytest.raises(xmlschema.XMLSchemaValidationError):
            PROTOCOL.validate(faulty)


def test_the_sitemaps_list_every_page_once(site: Path) -> None:
    parts = [_file_behind(site, part) for part in _locations(site / "sitemap.xml", "sitemapindex")]
    assert sorted(parts) == sorted(site.glob("sitemap-*.xml"))
    listed = [location for part in parts for location in _locations(part, "urlset")]
    assert len(listed) == len(set(listed))
    pages = {
        path
        for path in site.rglob("index.html")
        if "trang" not in path.parts and b'content="noindex"' not in path.read_bytes()
    }
    assert {_file_behind(site, location) for location in listed} == pages


def test_the_sitemaps_tell_the_day_of_the_last_change_by_the_content(site: Path) -> None:
    found = {
        str(entry.findtext(f"{SITEMAP}loc")).removeprefix(URL): entry.findtext(f"{SITEMAP}lastmod")
        for name in ("sitemap.xml", "sitemap-2023.xml", "sitemap-trang.xml")
        for entry in ElementTree.parse(site / name).getroot()
    }
    # The second article of the day was corrected a week later.
    assert (found["/2023/12/28/1/"], found["/2023/12/28/2/"]) == ("2023-12-28", "2024-01-05")
    for of_it in ("/2023/12/28/", "/2023/12/", "/2023/", "/sitemap-2023.xml"):
        assert found[of_it] == "2024-01-05"
    assert found["/gioi-thieu/"] is None


def test_robots_txt_lets_all_read_and_names_the_sitemap(site: Path) -> None:
    robots = RobotFileParser()
    robots.parse((site / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert robots.site_maps() == [f"{URL}/sitemap.xml"]
    assert robots.can_fetch("*", f"{URL}/2023/12/28/1/")


def test_opensearch_keeps_to_the_lengths_and_names_the_search_page(site: Path) -> None:
    root = ElementTree.parse(site / "opensearch.xml").getroot()
    assert root.tag == f"{OPENSEARCH}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{OPENSEARCH}ShortName") or "") <= 16
    assert 0 < len(root.findtext(f"{OPENSEARCH}LongName") or "") <= 48
    url = root.find(f"{OPENSEARCH}Url")
    assert url is not None
    assert url.get("template") == f"{URL}/tim-kiem/?q={{searchTerms}}"
    assert (site / "tim-kiem/index.html").is_file()


def test_pages_name_feeds_that_are_there(site: Path) -> None:
    for page in (
        site / "index.html",
        site / "tinh-thanh/bac-giang/index.html",
        site / "2023/12/28/1/index.html",
    ):
        links = re.findall(r'<link rel="alternate"[^>]*href="([^"]+)"', page.read_text(encoding="utf-8"))
        assert links
        assert all((page.parent / link).resolve() in _feeds(site) for link in links)
    author = next((site / "tac-gia").glob("*/index.html")).read_text(encoding="utf-8")
    assert author.count('rel="alternate"') == 1


def test_a_site_without_an_address_has_nothing_that_needs_one(tmp_path: Path) -> None:
    assert build(MINI / "in", tmp_path / "output").code == 0
    for name in ("feeds", "sitemap.xml", "opensearch.xml"):
        assert not (tmp_path / "output" / name).exists()
    assert "Sitemap" not in (tmp_path / "output/robots.txt").read_text(encoding="utf-8")
    home = (tmp_path / "output/index.html").read_text(encoding="utf-8")
    assert "atom" not in home
    assert "opensearch" not in home
