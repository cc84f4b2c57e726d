"""What is dropped into the inbox comes out: the workflow's own steps, played in local repositories."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from bulletin.archive import content_folder
from bulletin.commands import inbox
from bulletin.commands.repository import Repository
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file
from bulletin.publishing.git_branch import push
from tests.built_site import ROOT
from tests.importer.readers.word_file import word_bulletin

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

GIVEN = ("--name", "Thử", "--address", "https://diembao.vn/kho/", "--contact", "toa-soan@diembao.vn")


def git(folder: Path, *words: str) -> str:
    who = ("-c", "user.name=Chị Lan", "-c", "user.email=lan@diembao.vn", "-c", "core.quotePath=false")
    ran = subprocess.run(
        ("git", "-C", folder, *who, *words), capture_output=True, encoding="utf-8", check=True
    )
    return ran.stdout.strip()


class Host:
    """A host with one repository, and the jobs of its workflow, each in a clone of its own."""

    def __init__(self, folder: Path, host: str = "github") -> None:
        self.folder, self.remote, self.summary = folder, folder / "remote.git", folder / "summary.md"
        self.output = folder / "told"
        # What an earlier job hands on, where GitLab does so.
        self.artifacts: Path | None = None
        archive = folder / "kho"
        words = ("new", archive, *GIVEN, "--host", host)
        subprocess.run(
            [sys.executable, "-m", "invoke", *map(str, words)], cwd=ROOT, check=True, capture_output=True
        )
        git(folder, "clone", "--quiet", "--bare", str(archive), str(self.remote))
        presets = {"github": ".github/workflows/pages.yml", "gitlab": ".gitlab-ci.yml"}
        read = yaml.safe_load((archive / presets[host]).read_text(encoding="utf-8"))
        self._jobs = read["jobs"] if host == "github" else read

    def clone(self, name: str, branch: str = "main") -> Path:
        folder = self.folder / name
        shutil.rmtree(folder, ignore_errors=True)
        git(self.folder, "clone", "--quiet", "--branch", branch, str(self.remote), str(folder))
        return folder

    def drop(self, *files: Path, review: bool = False) -> None:
        """What the web page of a host does: a commit with the files."""
        clone = self.clone("browser")
        for file in files:
            shutil.copy(file, clone / "inbox" / file.name)
        if review:
            settings = clone / "publishconf.py"
            text = settings.read_text("utf-8").replace("INBOX_REVIEW = False", "INBOX_REVIEW = True")
            settings.write_text(text, "utf-8")
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "-m", "Add files via upload")
        git(clone, "push", "--quiet", "origin", "main")

    def edit(self, pattern: str, old: str, new: str) -> None:
        """What the pencil on a host's web page does: a commit with `new` for the first `old` in a file."""
        clone = self.clone("browser")
        (file,) = clone.glob(pattern)
        text, changes = re.subn(old, new, file.read_text("utf-8"), count=1, flags=re.M)
        assert changes == 1
        file.write_text(text, "utf-8")
        git(clone, "commit", "--quiet", "--all", "-m", f"Update {file.name}")
        git(clone, "push", "--quiet", "origin", "main")

    def publish(self) -> str:
        """What a push sets off: all jobs, one after another; what the public has then, as a tree of git."""
        self.job("take")
        built = self.job("build")
        # Stands for the host's own steps, which hand the ledger on and show the site.
        (self.folder / "published").mkdir(exist_ok=True)
        shutil.copy(built / "content" / ledger_file.LEDGER, self.folder / "published" / "permalinks.tsv")
        push(built / "output", built, "origin", "github-pages")
        self.job("keep")
        return git(self.remote, "rev-parse", "gh-pages^{tree}")

    def page(self, address: str) -> str:
        return git(self.remote, "show", f"gh-pages:{address}/index.html")

    def job(self, name: str, branch: str = "main") -> Path:
        """Run the steps of a job but for those that are GitHub's own, in a clone; where that lies."""
        clone = self.clone(f"job-{name}", branch)
        job = self._jobs[name]
        if "script" in job:
            address = "https://inbox:secret@gitlab.com/me/kho.git"
            scripts = ["\n".join(job["script"])]
            if self.artifacts:
                shutil.copytree(self.artifacts, clone, dirs_exist_ok=True)
        else:
            address = "https://x-access-token:secret@github.com/me/kho"
            scripts = [step["run"] for step in job["steps"] if "run" in step and "pip" not in step["run"]]
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "BULLETIN_PROGRAM": str(ROOT),
            # A machine of no host, also where one runs the tests: a branch is all that a review needs.
            "GITHUB_ACTIONS": "",
            "GITLAB_CI": "",
            "GH_TOKEN": "secret",
            "GITHUB_REPOSITORY": "me/kho",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_OUTPUT": str(self.output),
            "RUNNER_TEMP": str(self.folder),
            "INBOX_TOKEN": "secret",
            "CI_SERVER_HOST": "gitlab.com",
            "CI_PROJECT_PATH": "me/kho",
            "CI_DEFAULT_BRANCH": "main",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.file://{self.remote}.insteadOf",
            "GIT_CONFIG_VALUE_0": address,
        }
        for script in scripts:
            ran = subprocess.run(
                ["bash", "-euc", script],
                cwd=clone,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert ran.returncode == 0, ran.stdout + ran.stderr
            assert "secret" not in ran.stdout + ran.stderr
        return clone

    def files(self, branch: str = "main") -> list[str]:
        return git(self.remote, "ls-tree", "-r", "--name-only", branch).splitlines()


def document(folder: Path, day: str, source: Path) -> Path:
    """The made-up bulletin under another day."""
    year, month, number = day.split("-")
    text = source.read_text(encoding="utf-8").replace("02/01/2024", f"{number}/{month}/{year}")
    path = folder / f"Bản tin {day}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_from_the_drop_to_the_published_branch_with_a_mistake_a_correction_a_take_down_and_a_rollback(
    tmp_path: Path, made_up_bulletins: Path
) -> None:
    host = Host(tmp_path)
    source = made_up_bulletins / "2024-01-02.txt"
    bad = tmp_path / "thư mời.txt"
    bad.write_text("Kính mời các đồng chí dự họp.\n", encoding="utf-8")
    for day, *dropped in (
        ("2024-01-02", word_bulletin(tmp_path / "Bản tin 2024-01-02.docx", source), bad),
        ("2024-01-03", document(tmp_path, "2024-01-03", source)),
    ):
        host.drop(*dropped)
        good = host.publish()
        told = git(host.remote, "log", "-3", "--format=%an|%B", "main")
        assert f"Chị Lan|{dropped[0].name}: issue of {day}: 9 created" in told
        assert "none lost" in told
        rows, faults = content_folder.read_ledger(host.clone("after") / "content")
        address = f"/{day.replace('-', '/')}/1/"
        assert not faults and ledger_file.by_address(rows)[address].first is not None
        assert git(host.remote, "log", "-1", "--format=%s", "main") == "Days of publication [skip ci]"
        public = host.files("gh-pages")
        assert f"{address[1:]}index.html" in public
        assert not [name for name in public if "inbox" in name or "tin 2024" in name]
    files = host.files()
    assert [name for name in files if name.startswith("inbox/")] == [
        "inbox/README.md",
        "inbox/thư mời.txt",
        "inbox/thư mời.txt.refused.txt",
    ]
    refused = git(host.remote, "show", "main:inbox/thư mời.txt.refused.txt")
    assert refused.startswith("thư mời.txt: is no bulletin") and "\n" not in refused
    summary = host.summary.read_text(encoding="utf-8")
    assert f"- refused: {refused}" in summary and "- taken: Bản tin 2024-01-03.txt" in summary
    # What was refused is said once.
    assert git(host.remote, "log", "--format=%s", "main").count("Refused") == 1

    second = "content/articles/2024/2024-01-02/02-*.md"
    host.edit(second, "^Title: .*$", "Title: Một nhan đề sai")
    assert host.publish() != good and "Một nhan đề sai" in host.page("2024/01/02/2")
    # The button Revert of the host: the public has what it had, byte for byte.
    clone = host.clone("browser")
    git(clone, "revert", "--no-edit", git(clone, "log", "-1", "--format=%H", "--grep=Update 02"))
    git(clone, "push", "--quiet", "origin", "main")
    assert host.publish() == good
    host.edit(second, "^Title: .*$", "Title: Một nhan đề đúng")
    host.edit(f"content/{ledger_file.LEDGER}", r"\Z", "/2024/01/02/5/\\tgone: theo yêu cầu\n")
    host.publish()
    assert "Một nhan đề đúng" in host.page("2024/01/02/2")
    gone = host.page("2024/01/02/5")
    assert "theo yêu" in gone and 'id="p1"' not in gone


def test_the_pipeline_of_gitlab_does_the_same(tmp_path: Path, made_up_bulletins: Path) -> None:
    host = Host(tmp_path, "gitlab")
    host.drop(document(tmp_path, "2024-01-02", made_up_bulletins / "2024-01-02.txt"))
    host.job("take")
    assert [name for name in host.files() if name.startswith("inbox/")] == ["inbox/README.md"]
    built = host.job("pages")
    assert (built / "public" / "2024" / "01" / "02" / "1" / "index.html").is_file()
    host.artifacts = tmp_path / "artifacts"
    host.artifacts.mkdir()
    shutil.copy(built / "published.tsv", host.artifacts)
    kept = host.job("keep")
    rows, _ = content_folder.read_ledger(kept / "content")
    assert ledger_file.by_address(rows)["/2024/01/02/1/"].first is not None
    assert git(host.remote, "log", "-1", "--format=%s", "main") == "Days of publication [skip ci]"


def test_two_at_once_both_come_out(tmp_path: Path, made_up_bulletins: Path) -> None:
    host = Host(tmp_path)
    source = made_up_bulletins / "2024-01-02.txt"
    host.drop(document(tmp_path, "2024-01-02", source))
    first = host.clone("first")
    host.drop(document(tmp_path, "2024-01-03", source))
    # The first job began before the second document was there; the second one is done before the first.
    inbox.take_in(Repository(host.clone("second"), str(host.remote), "main"))
    dropped = inbox.take_in(Repository(first, str(host.remote), "main"))
    assert [one.is_taken for one in dropped] == []
    loaded = content_folder.load(host.clone("after") / "content")
    assert not loaded.errors
    assert {stored.article.date.isoformat() for stored in loaded.stored} == {"2024-01-02", "2024-01-03"}
    assert not [name for name in host.files() if name.startswith("inbox/Bản")]
    with pytest.raises(BulletinError, match="not committed yet"):
        (first / "inbox" / "mới.txt").write_text("x")
        inbox.take_in(Repository(first, str(host.remote), "main"))
    assert (first / "inbox" / "mới.txt").exists()


def test_a_review_stands_between_where_it_is_wanted(tmp_path: Path, made_up_bulletins: Path) -> None:
    host = Host(tmp_path)
    host.drop(document(tmp_path, "2024-01-02", made_up_bulletins / "2024-01-02.txt"), review=True)
    before = host.files()
    for _ in range(2):
        host.output.unlink(missing_ok=True)
        host.job("take")
        (branch,) = json.loads(host.output.read_text("utf-8").removeprefix("branches="))
    assert host.files() == before
    assert branch.startswith("inbox/ban-tin-2024-01-02-")
    # Its pages can be looked at before.
    assert (host.job("look", branch) / "output/2024/01/02/1/index.html").is_file()
    git(host.remote, "update-ref", "refs/heads/main", branch)
    host.output.unlink()
    host.job("take")
    assert host.output.read_text("utf-8") == "branches=[]\n"
    assert not [name for name in host.files() if name.startswith("inbox/Bản")]


def _reviewed(host: Host) -> list[inbox.Dropped]:
    return inbox.take_in(Repository(host.clone("job"), str(host.remote), "main"), review=True)


def _program(folder: Path, name: str, says: str, code: int) -> None:
    """A program that writes down how it was called, and what it read."""
    path = folder / name
    path.write_text(
        f"#!/bin/sh\nPATH=/usr/bin:/bin\nprintf '%s|' \"$@\" >'{path}.calls'\ncat >>'{path}.calls'\n"
        f"printf '%s\\n' {shlex.quote(says)} >&2\nexit {code}\n"
    )
    path.chmod(0o755)


def test_a_request_that_github_does_not_open_is_told_and_asked_for_again(
    tmp_path: Path, made_up_bulletins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = Host(tmp_path)
    host.drop(document(tmp_path, "2024-01-02", made_up_bulletins / "2024-01-02.txt"))
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "git").symlink_to(shutil.which("git") or "")
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.delenv("GITLAB_CI", raising=False)
    (one,) = _reviewed(host)
    assert one.branch == "" and "(gh is not installed); install it on the runner" in one.unasked
    said = "pull request create failed: GraphQL: GitHub Actions is not permitted to create pull requests"
    _program(programs, "gh", said, 1)
    (one,) = _reviewed(host)
    assert one.is_taken and f"({said}); under Settings → Actions" in one.unasked
    with pytest.raises(BulletinError, match=r"no review was asked for .* \(1 more like it\)$"):
        inbox.refuse_unasked([one, one])
    _program(programs, "gh", "a pull request for branch x into branch main already exists:", 1)
    (one,) = _reviewed(host)
    assert one.branch and one.unasked == ""
    _program(programs, "gh", "", 0)
    (one,) = _reviewed(host)
    called = (programs / "gh.calls").read_text("utf-8")
    title = "Bản tin 2024-01-02.txt: issue of 2024-01-02: 9 created"
    assert called.startswith(f"pr|create|--head|{one.branch}|--base|main|--title|{title}")
    assert "none lost" in called
    # Once there is a request, it is let be.
    git(host.remote, "update-ref", "refs/pull/1/head", one.branch)
    (programs / "gh").unlink()
    (one,) = _reviewed(host)
    assert "waits for its review" in one.line and one.unasked == ""


def test_a_request_that_gitlab_does_not_open_is_told_and_asked_for_again(
    tmp_path: Path, made_up_bulletins: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = Host(tmp_path)
    host.drop(document(tmp_path, "2024-01-02", made_up_bulletins / "2024-01-02.txt"))
    git(host.remote, "config", "receive.advertisePushOptions", "true")
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    drawn = "=" * 72
    for said, unasked in (
        (
            f"\n{drawn}\n\n  WARNINGS: Error encountered with push options\n"
            f"  'merge_request.create' 'merge_request.target=main':\n  Merge requests are off\n\n{drawn}\n",
            "(Merge requests are off); see that the project has merge requests",
        ),
        ("View merge request for inbox/x:\n  https://gitlab.com/me/kho/-/merge_requests/1", ""),
    ):
        _program(host.remote / "hooks", "post-receive", said, 0)
        (one,) = _reviewed(host)
        assert (unasked in one.unasked) if unasked else (one.unasked == "" and one.branch), one.unasked
    git(host.remote, "update-ref", "refs/merge-requests/1/head", one.branch)
    (one,) = _reviewed(host)
    assert "waits for its review" in one.line


def test_a_conflict_is_refused_and_settled_by_a_file_beside_it(
    tmp_path: Path, made_up_bulletins: Path
) -> None:
    host = Host(tmp_path)
    source = made_up_bulletins / "2024-01-02.txt"
    host.drop(source)
    inbox.take_in(Repository(host.clone("first"), str(host.remote), "main"))
    clone = host.clone("editor")
    article = next((clone / "content/articles").rglob("01-*.md"))
    article.write_text(article.read_text("utf-8") + "\nSửa tay.\n", "utf-8")
    changed = tmp_path / "2024-01-02.txt"
    first_body = article.read_text("utf-8").split("\n\n")[1].strip()
    text = source.read_text("utf-8")
    assert first_body[:40] in text
    changed.write_text(text.replace(first_body[:40], f"Tin thêm. {first_body[:40]}"), "utf-8")
    shutil.copy(changed, clone / "inbox")
    git(clone, "add", "--all")
    git(clone, "commit", "-qm", "x")
    git(clone, "push", "-q", "origin", "main")
    (one,) = inbox.take_in(Repository(host.clone("job"), str(host.remote), "main"))
    assert not one.is_taken and "a conflict" in one.line and "2024-01-02.txt.take.txt" in one.line
    decision = tmp_path / "2024-01-02.txt.take.txt"
    decision.write_text("1=edited\n", "utf-8")
    host.drop(decision)
    (one,) = inbox.take_in(Repository(host.clone("job"), str(host.remote), "main"))
    assert one.is_taken, one.line
    assert [name for name in host.files() if name.startswith("inbox/")] == ["inbox/README.md"]
