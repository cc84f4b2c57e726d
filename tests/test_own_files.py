"""Files of the site's own are published byte for byte, each time, and never over a page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.built_site import build

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

LOGO = bytes(range(256))


def test_they_lie_at_the_root_come_and_go_and_follow_a_change(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    (content / "static" / ".well-known").mkdir(parents=True)
    (content / "static" / "CNAME").write_text("diem-bao.gov.vn\n")
    (content / "static" / "logo.png").write_bytes(LOGO)
    (content / "static" / ".well-known" / "security.txt").write_text("Contact: mailto:a@b.vn\n")
    assert build(content, output).code == 0
    assert (output / "CNAME").read_text() == "diem-bao.gov.vn\n"
    assert (output / "logo.png").read_bytes() == LOGO
    assert (output / ".well-known" / "security.txt").is_file()
    (content / "static" / "CNAME").write_text("bao.gov.vn\n")
    (content / "static" / "logo.png").unlink()
    changed = build(content, output)
    assert "1 written, 1 removed" in changed.out, changed.out
    assert (output / "CNAME").read_text() == "bao.gov.vn\n"
    assert not (output / "logo.png").exists()
    assert "0 rendered, 0 written, 0 removed" in build(content, output).out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("index.html", "index.html: two pages have this address"),
        ("2023/12/11/index.html", "two pages have this address"),
        ("search/x.txt", "static/search/x.txt: the site has such a folder itself"),
        ("theme/x.css", "static/theme/x.css: the site has such a folder itself"),
    ],
)
def test_one_that_would_lie_over_the_site_is_refused_in_one_line(
    name: str, said: str, content: Path, tmp_path: Path
) -> None:
    file = content / "static" / name
    file.parent.mkdir(parents=True)
    file.write_text("x")
    run = build(content, tmp_path / "output")
    assert run.code == 1
    assert [said in line for line in run.faults] == [True], run.err
    assert not (tmp_path / "output").exists()


def test_links_and_pipes_are_refused(content: Path, tmp_path: Path) -> None:
    (content / "static").mkdir()
    (content / "static" / "passwd").symlink_to("/etc/passwd")
    assert "static/passwd: is no plain file" in build(content, tmp_path / "output").err
    (content / "static" / "passwd").unlink()
    os.mkfifo(content / "static" / "pipe")
    assert "static/pipe: is no plain file" in build(content, tmp_path / "output").err
