"""A link from one article to another leads there from every page that shows the article, and from feeds."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.built_site import built_at

# Builds a site: make quick leaves it out.
pytestmark = pytest.mark.slow


def test_links_to_pages_of_the_site_lead_there_from_everywhere(content: Path, tmp_path: Path) -> None:
    folder = content / "articles" / "2025" / "2025-07-02"
    article = sorted(folder.iterdir())[0]
    other = "{filename}../../2023/2023-12-11/05-bac-giang-doanh-nghiep.md#p2"
    article.write_text(f"{article.read_text('utf-8')}\n[bài 6](/2023/12/11/6/), [bài 5]({other}).\n", "utf-8")
    page = content / "pages" / "gioi-thieu.md"
    page.write_text(f"{page.read_text('utf-8')}\n\n[số đầu](/2019/12/10/)\n", "utf-8")
    site = built_at("https://kho.vn/duoi", tmp_path / "site" / "output", content)
    for name, root in (
        ("2025/07/02/1/index.html", "../../../../"),
        ("2025/07/02/index.html", "../../../"),
        ("feeds/tat-ca.atom.xml", "https://kho.vn/duoi/"),
        ("feeds/tat-ca.json", "https://kho.vn/duoi/"),
    ):
        text = (site / name).read_text("utf-8").replace('\\"', '"').replace("&#34;", '"')
        for target in ("2023/12/11/6/", "2023/12/11/5/#p2"):
            assert f'href="{root}{target}"' in text, (name, target)
    assert 'href="../2019/12/10/"' in (site / "gioi-thieu" / "index.html").read_text("utf-8")
