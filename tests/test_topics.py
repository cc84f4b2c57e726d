"""An article belongs to a topic by its title, or by what is shown of its text, and by whole words only."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.archive import content_folder
from bulletin.content import registry_file
from bulletin.content.topic import Topic, topics_of
from tests.built_site import ROOT

TOPICS = (Topic("mot-cua", "Một cửa", ("một cửa",)), Topic("chi-so", "Chỉ số", ("PCI", "DDCI")))


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("Bộ phận Một cửa hiện đại", "", ("mot-cua",)),
        ("Tin", "Một cửa, và lại MỘT CỬA.", ("mot-cua",)),
        ("Tin", "Một cửa, chỉ một lần.", ()),
        ("Tin", "PCI tăng, DDCI giảm.", ("chi-so",)),
        ("Tin", "XPCI và DDCIX, PCI.", ()),
        ("Mười một cửa sổ", "", ("mot-cua",)),
        ("Một cửaa", "", ()),
    ],
)
def test_it_is_told_by_its_words(title: str, text: str, found: tuple[str, ...]) -> None:
    assert topics_of(TOPICS, title, text) == found


def test_what_is_not_shown_gives_no_topic(tmp_path: Path) -> None:
    registry = tmp_path / "registry"
    registry.mkdir()
    for file in (ROOT / "content" / "registry").glob("*.toml"):
        (registry / file.name).write_bytes(file.read_bytes())
    article = tmp_path / "articles" / "2024" / "2024-03-04" / "01-bai.md"
    article.parent.mkdir(parents=True)
    head = "Title: Tin\nDate: 2024-03-04\nNumber: 1\nSection: Cải cách địa phương\nSlug: 2024-03-04-1\n"
    article.write_text(f"{head}\nBộ phận một cửa và một cửa nữa.\n", encoding="utf-8")
    assert [one.topics for one in content_folder.load(tmp_path).stored] == [("mot-cua",)]
    sources = registry / "sources.toml"
    text = sources.read_text(encoding="utf-8").replace('extent = "full"', 'extent = "reference"', 1)
    sources.write_text(text, encoding="utf-8")
    assert [one.topics for one in content_folder.load(tmp_path).stored] == [()]


def test_every_word_of_the_shipped_topics_is_of_one_topic_alone() -> None:
    topics = registry_file.load(ROOT / "content" / "registry").topics
    words = [word.lower() for topic in topics for word in topic.words]
    assert len(words) == len(set(words)) > 40
