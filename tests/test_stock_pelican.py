"""What the fast path writes is what stock Pelican writes: 1,000 articles both ways, every page compared.

And a Pelican without anything of ours reads the content folder, by the settings that docs/pelican.md prints.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from bulletin.archive import content_folder
from tests.bench.synthetic import make_archive
from tests.built_site import ROOT, build, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

# Pelican's own reading of the same files, with the same Markdown and the same typogrify filters.
STOCK = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from bulletin.text.markdown import EXTENSIONS, BulletinMarkdown
from pelicanconf import *
SITEURL = "https://diem-bao.example"
PLUGIN_PATHS = [{str(ROOT)!r}, {str(ROOT / "tests" / "stock")!r}]
PLUGINS = ["stock_site"]
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = []
THEME_STATIC_PATHS = []
DIRECT_TEMPLATES = []
ARTICLE_TRANSLATION_ID = None
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
ARTICLE_SAVE_AS = ""
ARTICLE_ORDER_BY = "slug"
MARKDOWN = {{
    "extensions": [*EXTENSIONS, "meta", BulletinMarkdown()],
    "extension_configs": {{}},
    "output_format": "html",
    "lazy_ol": False,
}}
TYPOGRIFY = True
TYPOGRIFY_OMIT_FILTERS = ["caps"]
"""
ISSUES = 84


def test_every_page_is_what_stock_pelican_writes(tmp_path: Path) -> None:
    content = tmp_path / "content"
    make_archive(content, issues=ISSUES, seed=7)
    settings = tmp_path / "stock.py"
    settings.write_text(STOCK, encoding="utf-8")
    stock_run = build(content, tmp_path / "stock", "-s", str(settings))
    assert stock_run.code == 0, stock_run.err
    run = build(content, tmp_path / "ours", "-s", str(ROOT / "publishconf.py"))
    assert run.code == 0, run.err
    stock = tree(tmp_path / "stock")
    ours = tree(tmp_path / "ours", "search", "theme")
    assert set(stock) <= set(ours)
    assert {name for name in ours if name.endswith(".html")} <= set(stock)
    assert len(stock) > ISSUES * 12
    assert [name for name in stock if stock[name] != ours[name]] == []


def test_a_bare_pelican_gets_the_section_as_category(tmp_path: Path) -> None:
    printed = re.search(
        r"^```python\n(.*?)^```", (ROOT / "docs" / "pelican.md").read_text("utf-8"), re.M | re.S
    )
    assert printed
    # Each article's page says what a theme knows of it.
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "article.html").write_text(
        "{{ [article.date.date() | string, article.title, article.category | string, "
        "article.tags | default([]) | map('string') | list, article.author | default('') | string] "
        "| tojson }}",
        encoding="utf-8",
    )
    settings = tmp_path / "pelicanconf.py"
    # Without the plugins that other tests have installed.
    overrides = f"THEME_TEMPLATES_OVERRIDES = [{str(tmp_path / 'templates')!r}]\nPLUGINS = []\n"
    settings.write_text(printed[1] + overrides, encoding="utf-8")
    run = build(ROOT / "content", tmp_path / "out", "-s", str(settings))
    assert run.code == 0, run.err
    articles = [stored.article for stored in content_folder.load(ROOT / "content").stored]
    for one in articles:
        known = json.loads((tmp_path / "out" / f"{one.slug}.html").read_text("utf-8"))
        assert known == [one.date.isoformat(), one.title, one.section, list(one.provinces), one.author or ""]
    sections = {one.section for one in articles}
    assert len(list((tmp_path / "out" / "category").iterdir())) == len(sections) > 1
