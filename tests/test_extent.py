"""Text that may not be shown is in no file of the site: pages, feeds, data, and the search taken apart."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.archive import content_folder
from bulletin.content import registry_file
from bulletin.content.extent import Extent, body_within, lead_within
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file
from bulletin.ledger.ledger_file import Change
from bulletin.search.bundle_files import unzipped
from bulletin.text.letters import squeeze
from bulletin.text.markdown import BodyRenderer, plain_text
from tests.built_site import MINI, build, settings_with, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

# The search's lists of words leave out what a word shares with the one before: its beginning may be missing.
TITLE, LEAD, REST = "wanhande", "jymodau", "zophansau"
FILE = "articles/2023/2023-12-28/02-bac-giang-tin-van.md"
OWN_PAGE = "2023/12/28/2/index.html"
RENDERER = BodyRenderer()


class Desk:
    """The mini-site with an article of a source of its own, and words in it that stand nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(MINI / "in", folder / "content"))
        self.output = folder / "output"
        self.settings = settings_with(folder, SITEURL="https://a.example")
        header, _, body = (self.content / FILE).read_text("utf-8").partition("\n\n")
        header = header.replace("Báo lạ", "Rieng.example").replace("Tin vắn", f"Tin vắn {TITLE}")
        body = f"Mở đầu {LEAD}. {body}\n\nPhần sau {REST}.\n"
        (self.content / FILE).write_text(f"{header}\n\n{body}", "utf-8")
        self.sources = (self.content / "registry" / "sources.toml").read_text("utf-8")
        self.allow()

    def allow(self, source: Extent = Extent.FULL, site: Extent = Extent.FULL) -> None:
        own = f'[[source]]\nid = "rieng.example"\nname = "Báo Riêng"\nextent = "{source}"\n'
        text = f'extent = "{site}"\n{self.sources}\n{own}'
        (self.content / "registry" / "sources.toml").write_text(text, "utf-8")

    def files_with(self, *words: str) -> list[set[str]]:
        """For each of the words, the files of the site that hold it in any form."""
        assert (run := build(self.content, self.output, "-s", str(self.settings))).code == 0, run.err
        texts = {name: _opened(data).lower() for name, data in tree(self.output, "theme").items()}
        return [{name for name, text in texts.items() if word[2:].encode() in text} for word in words]

    def in_cache(self, *words: str) -> set[str]:
        """Those of the words that anything keeps which lies beside the site."""
        kept = [path for path in self.output.parent.glob("output.*/*") if path.is_file()]
        assert kept
        return {word for word in words for path in kept if word.encode() in path.read_bytes()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def _opened(data: bytes) -> bytes:
    """The bytes of a file, unpacked where it is a packed one."""
    try:
        return unzipped(data)
    except (OSError, ValueError):
        return data


def kinds(names: set[str]) -> set[str]:
    """Of what kinds the files are; the search has texts of results (t) and lists of words (c)."""
    parts = [name.split("/") for name in names]
    return {f"search {part[2]}" if part[0] == "search" and len(part) > 2 else part[0] for part in parts}


EVERYWHERE = {"2023", "data", "feeds", "search t", "search c"}


def test_text_is_shown_to_the_extent_allowed_and_nowhere_else(desk: Desk) -> None:
    title, lead, rest = desk.files_with(TITLE, LEAD, REST)
    assert kinds(title) >= EVERYWHERE and kinds(lead) >= EVERYWHERE and kinds(rest) >= EVERYWHERE
    for narrowed in ({"source": Extent.EXCERPT}, {"site": Extent.EXCERPT}):
        desk.allow(**narrowed)
        title, lead, rest = desk.files_with(TITLE, LEAD, REST)
        assert kinds(title) >= EVERYWHERE and kinds(lead) >= EVERYWHERE
        assert rest == set()
        assert "chỉ trích phần đầu bài" in (desk.output / OWN_PAGE).read_text("utf-8")
    for narrowed in ({"source": Extent.REFERENCE}, {"site": Extent.REFERENCE, "source": Extent.EXCERPT}):
        desk.allow(**narrowed)
        title, lead, rest = desk.files_with(TITLE, LEAD, REST)
        assert kinds(title) >= EVERYWHERE
        assert lead == rest == set()
        assert desk.in_cache(LEAD, REST) == set()
        assert "chỉ ghi xuất xứ" in (desk.output / OWN_PAGE).read_text("utf-8")
    desk.allow()
    assert kinds(desk.files_with(REST)[0]) >= EVERYWHERE


def test_a_take_down_is_one_line(desk: Desk) -> None:
    assert len(desk.files_with(REST)[0]) > 5
    ledger_file.append(desk.content / ledger_file.LEDGER, [Change("/2023/12/28/2/", "gone: theo yêu cầu")])
    title, lead, rest = desk.files_with(TITLE, LEAD, REST)
    assert title == lead == rest == set()
    assert desk.in_cache(TITLE, LEAD, REST) == set()
    # The title that the ledger has is told at the address, and only there.
    page = (desk.output / OWN_PAGE).read_text("utf-8")
    assert "Bắc Giang: Tin" in page and "theo yêu" in page
    ledger_file.append(desk.content / ledger_file.LEDGER, [Change("/2023/12/28/2/", "live")])
    assert kinds(desk.files_with(REST)[0]) >= EVERYWHERE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            'extent = "some"\n[[source]]\nid = "a"\nname = "A"\n',
            "bad-extent extent is 'some', not one of",
        ),
        (
            '[[source]]\nid = "a"\nname = "A"\nextent = "no"\n',
            "bad-extent extent is",
        ),
        ('extend = "full"\n[[source]]\nid = "a"\nname = "A"\n', "unknown-key extend is not one of ours"),
    ],
)
def test_a_mistyped_switch_is_refused(desk: Desk, text: str, said: str) -> None:
    (desk.content / "registry" / "sources.toml").write_text(text, "utf-8")
    with pytest.raises(BulletinError, match=said):
        registry_file.load(desk.content / "registry")


def test_it_can_be_told_when_less_may_be_shown_than_before(desk: Desk) -> None:
    def withheld() -> str:
        return content_folder.load(desk.content).archive.withheld

    seen = [withheld()]
    ledger_file.append(desk.content / ledger_file.LEDGER, [Change("/2024/01/02/2/", "gone: lý do khác")])
    assert withheld() == seen[0]
    for narrowed in ({"source": Extent.EXCERPT}, {"source": Extent.REFERENCE}, {"site": Extent.EXCERPT}):
        desk.allow(**narrowed)
        seen.append(withheld())
    ledger_file.append(desk.content / ledger_file.LEDGER, [Change("/2023/12/28/2/", "gone: theo yêu cầu")])
    seen.append(withheld())
    assert len(set(seen)) == len(seen)


def test_of_several_sources_the_strictest_counts(desk: Desk) -> None:
    desk.allow(source=Extent.EXCERPT)
    registries = registry_file.load(desk.content / "registry")
    assert registries.extent(["Tin Thử"]) is Extent.FULL
    assert registries.extent(["Tin Thử", "RIENG.example"]) is Extent.EXCERPT
    assert registries.extent(["báo không quen"]) is Extent.FULL


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=80)
    | st.text("aĐ. 1-+*_`#&;<>|[]()\\!~=/:@{}\n")
)
def test_an_excerpt_shows_what_lists_show(body: str) -> None:
    lead = lead_within(Extent.EXCERPT, body, RENDERER)
    assert squeeze(plain_text(RENDERER.to_html(body_within(Extent.EXCERPT, body)))) == lead
    assert body_within(Extent.REFERENCE, body) == ""
    assert body_within(Extent.FULL, body) == body
