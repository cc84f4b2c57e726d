"""A page may use its view, the site's constants and its address: what reads anything else stops the build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.built_site import MINI, ROOT, build

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        # All of them are known to Pelican's own templates.
        ("article.html", "{% block main %}", "{% block main %}{{ articles | length }}"),
        ("list.html", "{% block main %}", "{% block main %}{{ archive.articles | length }}"),
        ("base.html", "<body", "{{ SITENAME }}<body"),
        # A macro remembers what it gave for its arguments, so it may not look at the page around it.
        ("_card.html", '<article class="card">', '<article class="card">{{ path }}'),
        ("_macros.html", '<dl class="record">', '<dl class="record">{{ view.full.card.title }}'),
    ],
)
def test_a_page_that_reads_outside_its_view_stops_the_build(
    tmp_path: Path, template: str, before: str, after: str
) -> None:
    theme = Path(shutil.copytree(ROOT / "theme", tmp_path / "theme"))
    file = theme / "templates" / template
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    run = build(MINI / "in", tmp_path / "output", "-t", str(theme))
    assert run.code != 0
    assert "is undefined" in run.err
    assert "Traceback" not in run.err
    assert template in run.err
    assert not (tmp_path / "output").exists()
