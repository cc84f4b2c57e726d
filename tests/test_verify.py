"""A version with a fault is refused in one line, and the live site stays as it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.archive.record_addresses import record
from bulletin.build.verify import Version, verify_pages
from bulletin.content.model import BulletinError
from bulletin.ledger.ledger_file import Row
from bulletin.pages.site import site_of
from tests.built_site import MINI, ROOT, Run, build, settings_with, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

# A plugin that has the last part change the next version before it is looked at.
_DAMAGE = """
import gzip, json, shutil
from bulletin.build.others_part import OthersPart
from bulletin.search.packs import UNIT, filled

finish = OthersPart.finish

def replace(path, data):
    # The live site shares the file: whoever writes into it writes there too.
    path.unlink()
    path.write_bytes(data)

def empty_parts(size):
    return filled(gzip.compress(bytes(4)), "c") * (size // UNIT["c"])

def damaged(part):
    built, output = finish(part), part._target
    manifest = output / "search" / "manifest.json"
    search = json.loads(manifest.read_bytes())
    newest = output / "search" / search["bundles"][0]["name"]
    {damage}
    return built

OthersPart.finish = damaged

def register():
    pass
"""
_DAMAGES = {
    "(output / '2024/01/02/1/index.html').unlink()": "articles without a page (1): 2024/01/02/1/",
    "replace(output / '2024/01/02/1/index.html', b'')": "articles without a page (1): 2024/01/02/1/",
    "(output / '2024/01/02/index.html').unlink()": "issues without a page (1): 2024/01/02/index.html",
    "shutil.rmtree(newest / 'c')": "the search is damaged",
    "shutil.rmtree(newest / 't')": "the search is damaged",
    "[replace(one, one.read_bytes()[:9]) for one in (newest / 'c').iterdir()]": "the search is damaged",
    "[replace(one, empty_parts(one.stat().st_size)) for one in (newest / 'c').iterdir()]": "does not find",
    "shutil.rmtree(newest)": "is missing",
    "(output / 'search' / search['names']).unlink()": "is missing",
    "search['bundles'].pop(); replace(manifest, json.dumps(search).encode())": "the search has",
    "manifest.unlink()": "the search is damaged",
    "replace(manifest, b'[]')": "the search is damaged",
}


class Site:
    """A published site of the mini archive, and a change of it that is to be published."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(MINI / "in", folder / "content"))
        self.folder, self.output = folder, folder / "output"
        record(self.content)
        run = build(self.content, self.output)
        assert run.code == 0, run.err
        self.live = tree(self.output)
        page = self.content / "pages" / "gioi-thieu.md"
        page.write_text(page.read_text(encoding="utf-8") + "\n\nThêm.\n", encoding="utf-8")

    def refused(self, fault: str, **settings: object) -> Run:
        run = build(self.content, self.output, "-s", str(settings_with(self.folder, **settings)))
        assert run.code == 1, run.out
        lines = run.faults
        assert len(lines) == 1, run.err
        assert lines[0].startswith("not published: ")
        assert fault in lines[0]
        assert tree(self.output) == self.live
        return run

    def published(self) -> None:
        run = build(self.content, self.output)
        assert run.code == 0, run.err
        assert tree(self.output) != self.live


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="module")
def one_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """For faults of which nothing stays behind: the next build makes all good again."""
    return Site(tmp_path_factory.mktemp("one"))


@pytest.mark.parametrize("damage", _DAMAGES)
def test_a_damaged_version_is_refused(one_site: Site, damage: str) -> None:
    (one_site.folder / "damage.py").write_text(_DAMAGE.format(damage=damage), encoding="utf-8")
    plugins = ["bulletin.plugins.site", "damage"]
    paths = [str(ROOT), str(one_site.folder)]
    one_site.refused(_DAMAGES[damage], PLUGINS=plugins, PLUGIN_PATHS=paths)


def test_after_a_refusal_the_next_build_is_sound(site: Site) -> None:
    test_a_damaged_version_is_refused(site, "(output / '2024/01/02/1/index.html').unlink()")
    site.published()


def test_a_broken_link_is_refused(site: Site) -> None:
    templates = site.folder / "templates"
    templates.mkdir()
    page = (ROOT / "theme" / "templates" / "page.html").read_text(encoding="utf-8")
    wrong = page.replace("{% block main %}", '{% block main %}<a href="{{ root }}khong-co/?a#b">x</a>')
    (templates / "page.html").write_text(wrong, encoding="utf-8")
    site.refused(
        "links that lead nowhere (3): ban-quyen/index.html → ../khong-co/",
        THEME_TEMPLATES_OVERRIDES=[str(templates)],
    )


@pytest.mark.parametrize("link", ["#khong-co", "{{ root }}lich/#khong-co"])
def test_a_link_to_a_place_that_a_page_has_not_is_refused(site: Site, link: str) -> None:
    templates = site.folder / "templates"
    templates.mkdir(exist_ok=True)
    page = (ROOT / "theme" / "templates" / "page.html").read_text(encoding="utf-8")
    wrong = page.replace("{% block main %}", f'{{% block main %}}<a href="{link}">x</a>')
    (templates / "page.html").write_text(wrong, encoding="utf-8")
    shown = link.replace("{{ root }}", "")
    site.refused(
        f"links that lead nowhere (3): ban-quyen/index.html → {shown}",
        THEME_TEMPLATES_OVERRIDES=[str(templates)],
    )


def test_an_address_of_the_ledger_without_a_page_is_refused(one_site: Site) -> None:
    content = content_folder.load(one_site.content)
    ledger, _ = content_folder.read_ledger(one_site.content)
    version = Version(one_site.output, tree(one_site.output), [])
    constants = site_of({"SITENAME": "Kho"})
    verify_pages(version, content.archive, ledger, constants, workers=1)
    lost = Row("/2024/01/02/77/", "article", "Bài không có trang")
    with pytest.raises(BulletinError, match=r"ledger without a page \(1\): /2024/01/02/77/"):
        verify_pages(version, content.archive, [*ledger, lost], constants, workers=1)
