"""Settings that are wrong: one line with file and line, before Pelican or anything else trusts them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bulletin.content.model import BulletinError
from bulletin.plugins.setting_fields import refuse_wrong, refuse_wrong_file
from tests.built_site import ROOT, build, settings_with


@pytest.mark.parametrize("name", ["pelicanconf.py", "publishconf.py"])
def test_the_shipped_settings_are_right(name: str) -> None:
    refuse_wrong_file(ROOT / name)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("SITENAME = 5", "settings.py:4: bad-sitename"),
        ("SITENAME = ''", "settings.py:4: bad-sitename"),
        ("SITENAME = 'a\\nb'", "settings.py:4: bad-sitename"),
        ("SITESUBTITLE = {}", "settings.py:4: bad-sitesubtitle"),
        ("SITEURL = 5", "settings.py:4: bad-siteurl"),
        ("SITEURL = 'javascript:alert(1)'", "settings.py:4: bad-siteurl"),
        ("SITEURL: str = 'a.vn'", "settings.py:4: bad-siteurl"),
        ("CONTACT = ['a']", "settings.py:4: bad-contact"),
        ("BUILD_WORKERS = 'many'", "settings.py:4: bad-build-workers"),
        ("BUILD_WORKERS = -1", "settings.py:4: bad-build-workers"),
        ("WITH_SEARCH = 'no'", "settings.py:4: bad-with-search"),
        ("THEME = 4", "settings.py:4: bad-theme"),
        ("COPIES_PATH = ''", "settings.py:4: bad-copies-path"),
        ("JINJA_ENVIRONMENT = 'x'", "settings.py:4: bad-jinja-environment"),
        ("PLUGINS = 'bulletin.plugins.site'", "settings.py:4: bad-plugins"),
        ("SITENAME = nobody", "settings.py:4: bad-settings NameError"),
        ("SITENAME = (", "settings.py:4: bad-settings SyntaxError"),
        ("raise SystemExit('no')", "settings.py:4: bad-settings SystemExit"),
        ("del SITENAME", "settings.py:1: missing-key"),
    ],
)
def test_a_wrong_setting_is_one_line_with_its_place(tmp_path: Path, line: str, said: str) -> None:
    file = settings_with(tmp_path)
    with file.open("a", encoding="utf-8") as settings:
        settings.write(f"{line}\n")
    with pytest.raises(BulletinError) as told:
        refuse_wrong_file(file)
    assert str(told.value).startswith(said)
    assert "\n" not in str(told.value)


def test_a_setting_of_the_file_that_is_built_upon_has_that_files_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A test before may have read the program's own.
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
    (tmp_path / "pelicanconf.py").write_text("SITENAME = 'A'\nSITEURL = 7\n")
    file = tmp_path / "publishconf.py"
    file.write_text(f"import sys\nsys.path.insert(0, {str(tmp_path)!r})\nfrom pelicanconf import *\n")
    with pytest.raises(BulletinError, match=r"^pelicanconf.py:2: bad-siteurl"):
        refuse_wrong_file(file)
    # Nothing of it stays behind for the next.
    refuse_wrong_file(ROOT / "publishconf.py")


def test_pelican_by_itself_says_it_in_one_line_too(tmp_path: Path) -> None:
    run = build(
        ROOT / "content", tmp_path / "output", "-s", str(settings_with(tmp_path, BUILD_WORKERS="many"))
    )
    assert run.code == 1
    assert run.err.strip().splitlines()[-1].startswith("settings: bad-build-workers BUILD_WORKERS is 'many'")
    assert "Traceback" not in run.err


def test_paths_may_be_paths() -> None:
    refuse_wrong({"SITENAME": "A", "THEME": Path("theme"), "BUILD_WORKERS": None, "CONTACT": None})
