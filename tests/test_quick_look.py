"""What livereload shows of a saved article before the build is what the build makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletin.commands.quick_look import QuickLook
from tests.built_site import build, settings_with, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

DAY = "2025/07/02"


def test_it_shows_what_the_build_makes(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    settings = settings_with(tmp_path, WITH_SEARCH=False, CACHE_PATH=f"{output}.cache")
    assert build(content, output, "-s", str(settings)).code == 0
    look = QuickLook(content, output, settings)
    folder = content / "articles" / "2025" / "2025-07-02"
    articles = sorted(folder.glob("*.md"))
    text = articles[0].read_text(encoding="utf-8")

    articles[0].write_text(text.replace("Title: ", "Title: Nhan đề mới, "), encoding="utf-8")
    shown = look.pages(articles[:1])
    assert len(shown) == 1 + len(articles)
    assert "Nhan đề mới" in shown[f"{DAY}/1/index.html"].decode()

    before = tree(output)
    assert build(content, output, "-s", str(settings)).code == 0
    after = tree(output)
    assert {name: after[name] for name in shown} == shown
    assert {name for name in after if after[name] != before[name]} >= {
        f"{DAY}/index.html",
        f"{DAY}/1/index.html",
    }


def test_faulty_content_is_left_to_the_build(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    settings = settings_with(tmp_path, WITH_SEARCH=False, CACHE_PATH=f"{output}.cache")
    assert build(content, output, "-s", str(settings)).code == 0
    look = QuickLook(content, output, settings)
    article = min((content / "articles" / "2025" / "2025-07-02").glob("*.md"))
    text = article.read_text(encoding="utf-8")

    article.write_text(text.replace("Number: 1", "Number: x"), encoding="utf-8")
    assert look.pages([article]) == {}
    article.write_text(f"{text}\nCâu vừa thêm.\n", encoding="utf-8")
    assert "Câu vừa" in look.pages([article])[f"{DAY}/1/index.html"].decode()
    article.unlink()
    assert look.pages([article]) == {}
