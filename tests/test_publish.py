"""`invoke publish`: where to, in which order, what is refused, and what stays for pages that are open."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.build import host_headers, published_search
from bulletin.content.model import BulletinError
from bulletin.ledger import ledger_file
from bulletin.machine import file_lock
from bulletin.publishing import command, folder_target, hosts, taken_back
from bulletin.publishing.git_branch import push
from bulletin.publishing.hosts import Host, Size
from bulletin.publishing.public_site import PublicSite
from bulletin.publishing.rsync_folder import RsyncFolder
from bulletin.publishing.target import Target, parse
from bulletin.publishing.upload import upload
from bulletin.search.manifest import ListedBundle, Manifest, published_names
from tests.built_site import ROOT, Run, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

HEADERS = host_headers.load()
PUBLIC = PublicSite("https://diembao.vn", "toa-soan@diembao.vn", "publishconf.py")


def invoke(*words: str | Path, **environment: str) -> Run:
    settings = ("--settings", ROOT / "tests" / "publishconf.py") if words[0] == "publish" else ()
    done = subprocess.run(
        [sys.executable, "-m", "invoke", *map(str, (*words, *settings))],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)


def add_issue(content: Path, day: str) -> None:
    folder = content / "articles" / day[:4] / day
    folder.mkdir(parents=True)
    (folder / "01-bai.md").write_text(
        f"Title: Khai trương cổng dịch vụ ngày {day}\nDate: {day}\nNumber: 1\nSection: Cải cách địa phương\n"
        f"Source: VTV\nSlug: {day}-1\n\nThân bài.\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("/var/www/diem-bao", Target("folder", "/var/www/diem-bao")),
        ("./trang", Target("folder", "./trang")),
        ("..", Target("folder", "..")),
        ("C:\\www\\kho", Target("folder", "C:\\www\\kho")),
        ("www\\kho", Target("folder", "www\\kho")),
        ("me@host:/var/www", Target("folder", "me@host:/var/www")),
        ("host:trang", Target("folder", "host:trang")),
        ("s3://kho/duoi/", Target("s3", "s3://kho/duoi")),
        ("github-pages", Target("github-pages", "")),
        ("gitlab-pages:upstream", Target("gitlab-pages", "upstream")),
        ("cloudflare-pages:diem-bao", Target("cloudflare-pages", "diem-bao")),
        ("netlify", Target("netlify", "")),
    ],
)
def test_targets(typed: str, target: Target) -> None:
    assert parse(typed) == target


@pytest.mark.parametrize(
    "typed",
    [
        "nowhere",
        "github",
        "cloudflare-pages",
        "s3://",
        "-e/bin/sh",
        "-oProxyCommand=x:/www",
        "github-pages:--exec=x",
    ],
)
def test_what_is_no_target_is_told_in_one_line_before_anything_is_built(typed: str, tmp_path: Path) -> None:
    run = invoke("publish", f"--to={typed}", "--output", tmp_path / "output")
    assert run.code == 1
    assert run.err.count("\n") == 1
    assert run.err.startswith("Error: ")
    assert not (tmp_path / "output").exists()


def test_every_target_is_a_host_that_is_known() -> None:
    ids = {host.id for host in hosts.load()}
    typed = ("./x", "s3://x", "github-pages", "gitlab-pages", "cloudflare-pages:x", "netlify")
    assert {parse(one).host for one in typed} == ids


class Desk:
    """A site that is published day by day into a folder."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.content, self.output, self.public = content, folder / "output", folder / "public"

    def publish(self) -> Run:
        run = invoke("publish", "--content", self.content, "--output", self.output, "--to", f"{self.public}/")
        assert run.code == 0, run.err
        return run


@pytest.fixture
def desk(tmp_path: Path, content: Path) -> Desk:
    return Desk(tmp_path, content)


def test_a_folder_is_brought_up_to_the_site_and_what_its_keeper_put_there_stays(desk: Desk) -> None:
    desk.publish()
    (desk.public / ".htaccess").write_text("of the host", encoding="utf-8")
    (desk.public / "old.html").write_text("of an earlier site", encoding="utf-8")
    add_issue(desk.content, "2026-03-02")
    assert invoke("record", "--content", desk.content).code == 0
    desk.publish()
    assert tree(desk.public) == {**tree(desk.output), ".htaccess": b"of the host"}
    assert (desk.public / "2026" / "03" / "02" / "index.html").is_file()


def test_a_folder_of_other_files_is_refused(desk: Desk) -> None:
    desk.public.mkdir()
    (desk.public / "thư.txt").write_text("giữ lại", encoding="utf-8")
    run = invoke("publish", "--content", desk.content, "--output", desk.output, "--to", f"{desk.public}/")
    assert run.code == 1
    assert "holds files and no site of ours (thư.txt)" in run.err
    assert tree(desk.public) == {"thư.txt": "giữ lại".encode()}
    # What was not published keeps nothing.
    assert json.loads(desk.output.with_name(".output.published").read_bytes())["search"] == []


@pytest.mark.parametrize(
    ("below", "why"), [("output", "is the output itself"), ("output/www", "lies in"), (".", "lies in")]
)
def test_the_output_and_what_lies_in_or_around_it_is_no_target(desk: Desk, below: str, why: str) -> None:
    to = desk.output.parent / below
    run = invoke("publish", "--content", desk.content, "--output", desk.output, "--to", to)
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert why in run.err
    assert not desk.output.exists()


@pytest.fixture(params=["file by file", "by rsync"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to bring a site into a folder; rsync takes that of this machine for another one's."""
    if request.param == "by rsync":
        monkeypatch.setattr(folder_target, "is_here", lambda folder: False)


def _publish_until(number: int, site: Path, public: Path) -> None:
    """Take the steps of a publication up to that of `number`: half of what that brought is lost again."""
    for step in itertools.islice(folder_target.steps(site, str(public)), number):
        before = set(tree(public))
        step()
    for name in sorted(set(tree(public)) - before)[::2]:
        (public / name).unlink()


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_first_publication_that_was_interrupted_is_taken_up_by_the_next(
    number: int, small_site: Path, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    (small_site / "tim-kiem").mkdir()
    (small_site / "tim-kiem" / "index.html").write_text("Tìm", encoding="utf-8")
    _publish_until(number, small_site, public)
    # The content went on meanwhile.
    (small_site / "search" / "a" / "c" / "0.bin").rename(small_site / "search" / "b.bin")
    folder_target.upload(small_site, str(public))
    assert tree(public) == tree(small_site)


@pytest.mark.usefixtures("way")
def test_what_an_interrupted_publication_without_a_mark_left_is_taken_up(
    small_site: Path, tmp_path: Path
) -> None:
    public = tmp_path / "public"
    (public / "search" / "a" / "c").mkdir(parents=True)
    (public / "search" / "a" / "c" / ".0.bin.x4Z9kQ").write_bytes(b"half")
    folder_target.upload(small_site, str(public))
    assert tree(public) == tree(small_site)


@pytest.mark.usefixtures("way")
def test_a_search_folder_of_somebody_else_is_refused(small_site: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    (public / "search").mkdir(parents=True)
    (public / "search" / "của-tôi.txt").write_text("giữ lại", encoding="utf-8")
    with pytest.raises(BulletinError, match="holds files and no site of ours"):
        folder_target.upload(small_site, str(public))


@pytest.mark.parametrize("folders", [True, False])
def test_of_two_publications_into_one_folder_the_second_says_so_and_waits(
    folders: bool, small_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a system cannot lock a folder."""
    public = tmp_path / "public"
    code = (
        "import sys; from pathlib import Path; from bulletin.machine import file_lock; "
        f"file_lock.FOLDERS = {folders}; from bulletin.publishing import folder_target; "
        "folder_target.upload(Path(sys.argv[1]), sys.argv[2])"
    )
    monkeypatch.setattr(file_lock, "FOLDERS", folders)
    with folder_target.alone(str(public)):
        words = (sys.executable, "-c", code, str(small_site), str(public))
        second = subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, encoding="utf-8")
        assert second.stderr is not None
        assert "another publication is at work there; waiting" in second.stderr.readline()
        for step in folder_target.steps(small_site, str(public)):
            step()
        assert tree(public, ".publishing.lock") == tree(small_site)
    assert second.wait() == 0
    assert tree(public, ".publishing.lock") == tree(small_site)
    second.communicate()


def test_whoever_publishes_with_whatever_umask_the_public_may_read(desk: Desk) -> None:
    before = os.umask(0o077)
    try:
        desk.publish()
    finally:
        os.umask(before)
    for folder in (desk.public, desk.output):
        assert folder.stat().st_mode & 0o777 == 0o755
        modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in folder.rglob("*")}
        assert modes == {(True, 0o755), (False, 0o644)}


def test_where_the_day_cannot_be_kept_nothing_is_published(desk: Desk) -> None:
    # What stands for rights, as some who run this may write anywhere.
    (desk.content / "registry" / f".{Path(ledger_file.LEDGER).name}.trial").mkdir()
    words = ("--content", desk.content, "--output", desk.output, "--to", f"{desk.public}/")
    run = invoke("publish", *words)
    assert (run.code, run.err.count("\n")) == (1, 1), run.err
    assert "permalinks.tsv: cannot be written" in run.err
    assert not desk.public.exists()
    assert not desk.output.exists()


@pytest.mark.usefixtures("way")
def test_hashed_files_come_first_then_pages_then_the_manifest_and_removals(tmp_path: Path) -> None:
    site, public = tmp_path / "site", tmp_path / "public"
    for name in (
        "index.html",
        "2026/index.html",
        "search/manifest.json",
        "search/aa/c/0.bin",
        "search/n.bin",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    for name in ("index.html", "tim-kiem/index.html", "gone/gone/index.html", ".htaccess", ".well-known/x"):
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_text("", encoding="utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("of somebody else", encoding="utf-8")
    (public / "2026").symlink_to(outside)
    seen = []
    for step in folder_target.steps(site, str(public)):
        step()
        seen.append(set(tree(public)))
    kept = {".htaccess", ".well-known/x"}
    old = {"index.html", "tim-kiem/index.html", "gone/gone/index.html"}
    hashed = {"search/aa/c/0.bin", "search/n.bin"}
    pages = {"index.html", "2026/index.html"}
    assert seen == [
        kept | old | hashed,
        kept | old | hashed | pages,
        kept | hashed | pages | {"search/manifest.json"},
    ]
    assert (public / "index.html").read_text("utf-8") == "index.html"
    assert not (public / "gone").exists()
    assert tree(outside) == {"kept.txt": b"of somebody else"}


def test_rsync_copies_there_what_a_new_bundle_has_of_an_older_one(tmp_path: Path) -> None:
    site, public = tmp_path / "site", tmp_path / "public"
    newest, closed, corrected = ("0" * 16, "1" * 16, "2" * 16)

    def publish(name: str, packs: dict[str, bytes]) -> None:
        for pack, data in packs.items():
            (file := site / "search" / name / "c" / pack).parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            os.utime(file, (1_700_000_000, 1_700_000_000))
        days = ("2025-01-02", "2025-12-31", 9, 0, 9, 0)
        listed = tuple(ListedBundle(one, one, *days, files=2) for one in (newest, name))
        (site / "search" / "manifest.json").write_bytes(
            Manifest(None, "n.bin", "s.bin", "p.bin", {}, listed).to_json()
        )
        for step in (RsyncFolder(site, str(public)).bring_search, RsyncFolder(site, str(public)).bring_pages):
            step()

    public.mkdir()
    publish(closed, {"0.bin": b"same", "1.bin": b"before"})
    # What the host has, not what it is sent: told apart by other bytes of the same size and time.
    there = public / "search" / closed / "c" / "0.bin"
    there.write_bytes(b"host")
    os.utime(there, (1_700_000_000, 1_700_000_000))
    publish(corrected, {"0.bin": b"same", "1.bin": b"behind!"})
    found = tree(public / "search" / corrected)
    assert found == {"c/0.bin": b"host", "c/1.bin": b"behind!"}


def test_a_fault_of_the_disk_is_told_in_one_line(small_site: Path, tmp_path: Path) -> None:
    public = tmp_path / "public"
    (small_site / "tim-kiem").mkdir()
    (small_site / "tim-kiem" / "index.html").write_text("Tìm", encoding="utf-8")
    folder_target.upload(small_site, str(public))
    (small_site / "index.html").write_text("new", encoding="utf-8")
    (public / "index.html").unlink()
    # What stands for a disk that fails.
    (public / "index.html" / "x").mkdir(parents=True)
    with pytest.raises(BulletinError, match=r"index.html: Is a directory; mend that, and publish") as told:
        folder_target.upload(small_site, str(public))
    assert "\n" not in str(told.value)


def test_what_search_had_stays_for_some_publications(desk: Desk) -> None:
    desk.publish()
    first = published_names(desk.output)
    bundles = {name for name in first if "." not in name}
    kept = []
    for number in range(1, published_search.KEPT + 1):
        add_issue(desk.content, f"2026-03-{number:02d}")
        assert invoke("record", "--content", desk.content).code == 0
        desk.publish()
        kept.append(first <= set(os.listdir(desk.public / "search")))
        if kept[-1]:
            for name in bundles:
                count = len(list((desk.public / "search" / name).rglob("*.bin")))
                assert count > 5, name
    assert kept == [True] * published_search.KEPT
    # Nothing changed, so the one that is kept longest now goes at the next change alone.
    add_issue(desk.content, "2026-03-20")
    assert invoke("record", "--content", desk.content).code == 0
    desk.publish()
    assert not first <= set(os.listdir(desk.public / "search"))


def test_what_was_taken_down_stays_nowhere(desk: Desk) -> None:
    """Neither in search files that open pages may want, nor in the version before."""
    add_issue(desk.content, "2025-07-03")
    assert invoke("record", "--content", desk.content).code == 0
    desk.publish()
    title = "Khai trương cổng dịch vụ ngày 2025-07-03"
    assert title in _all_text(desk.public)
    add_issue(desk.content, "2025-07-04")
    assert invoke("record", "--content", desk.content).code == 0
    desk.publish()
    previous = desk.output.with_name(".output.previous")
    assert previous.is_dir()
    words = ("2025-07-03/1", "--reason", "theo yêu cầu")
    assert invoke("take-down", *words, "--content", desk.content).code == 0
    desk.publish()
    # Its title may be told on the page that says what was there, nowhere else.
    found = {name for name in tree(desk.public) if title in _text(desk.public / name)}
    assert {name.split("/")[0] for name in found} <= {"2025"}, found
    assert "Thân bài." not in _text(desk.public / "2025/07/03/1/index.html")
    assert not previous.exists()
    # Nor in the versions that the public had, to which a rollback would go back.
    assert invoke("rollback", "--output", desk.output, "--to", f"{desk.public}/").code == 1
    kept = [page.read_text(encoding="utf-8") for page in desk.output.parent.glob(".output*/2025/07/03/1/*")]
    assert kept and not any("Thân bài." in page for page in kept)


def _all_text(folder: Path) -> str:
    return "".join(_text(path) for path in folder.rglob("*") if path.is_file())


def _text(path: Path) -> str:
    data = path.read_bytes()
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    # What JSON writes by numbers is read as it is shown.
    return data.decode("utf-8", "replace")


def test_publishing_again_what_did_not_change_forgets_nothing(tmp_path: Path) -> None:
    live = tmp_path / "output"
    published_search.withhold(live, tmp_path / "previous", "nothing")
    for names in ("ab", "ac", "ac", "ac", "ac", "ac", "ac", "ab", "ac"):
        published_search.remember(live, names)
    assert published_search.search_names(live, "nothing") == {"a", "b", "c"}


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[1]", "{}", '{"withheld": "x", "search": 1}', '{"withheld": "x", "search": [1]}'),
        *('{"withheld": "x", "search": [["../x", "a"]]}', '{"withheld": "x", "search": [[null, "a"]]}'),
    ],
)
def test_a_damaged_list_of_publications_does_no_harm(tmp_path: Path, text: str) -> None:
    (tmp_path / ".output.published").write_text(text, encoding="utf-8")
    assert published_search.search_names(tmp_path / "output", "x") == frozenset()


def git(folder: Path, *words: str) -> str:
    done = subprocess.run(("git", *words), cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a remote, and settings of its owner that would change files."""
    settings = tmp_path / "gitconfig"
    ignored = tmp_path / "ignored"
    ignored.write_text("*.bin\n_headers\n", encoding="utf-8")
    settings.write_text(
        f"[user]\nname = Biên tập\nemail = b@kho.example\n"
        f"[core]\nautocrlf = true\nexcludesFile = {ignored}\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "init", "--quiet", "own")
    git(tmp_path / "own", "remote", "add", "origin", str(tmp_path / "remote.git"))
    return tmp_path / "own"


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    for name in ("index.html", "2026/03/02/index.html", "search/a/c/0.bin", "_headers", "crlf.csv"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(f"{name}\r\n".encode())
    return site


@pytest.mark.parametrize(
    ("host", "branch", "folder", "beside"),
    [("github-pages", "gh-pages", "", ".nojekyll"), ("gitlab-pages", "pages", "public", ".gitlab-ci.yml")],
)
def test_pages_branches_hold_the_site_and_nothing_else(
    repository: Path, small_site: Path, tmp_path: Path, host: str, branch: str, folder: str, beside: str
) -> None:
    for _ in range(2):
        (small_site / "index.html").write_text("new", encoding="utf-8")
        push(small_site, repository, "origin", host)
        (small_site / "crlf.csv").unlink(missing_ok=True)
    out = tmp_path / "out"
    git(tmp_path, "clone", "--quiet", "-c", "core.autocrlf=false", "-b", branch, "remote.git", str(out))
    assert git(out, "rev-list", "--count", "HEAD") == "1\n"
    found = tree(out, ".git")
    found.pop(beside)
    assert found == {f"{folder}/{name}".lstrip("/"): data for name, data in tree(small_site).items()}
    assert git(repository, "status", "--porcelain") == ""


def test_a_remote_that_is_not_there_is_told_in_one_line(repository: Path, small_site: Path) -> None:
    with pytest.raises(BulletinError, match=r"^git push: 'khong-co' does not appear") as told:
        push(small_site, repository, "khong-co", "github-pages")
    assert "\n" not in str(told.value)


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs that cannot be tried here, since they speak to hosts: they write down how they were called."""
    calls = tmp_path / "calls"
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("aws", "wrangler", "netlify"):
        program = folder / name
        program.write_text(f'#!/bin/sh\nprintf "%s|" "{name}" "$@" >>"{calls}"\necho >>"{calls}"\n')
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return calls


def test_other_hosts_programs_are_called_with_the_site(
    recorded: Path, small_site: Path, tmp_path: Path
) -> None:
    for typed in ("cloudflare-pages:kho", "netlify:kho-1", "s3://kho/duoi"):
        upload(small_site, parse(typed), ROOT, HEADERS, tmp_path / "nothing")
    lines = recorded.read_text(encoding="utf-8").replace(str(small_site), "SITE").splitlines()
    assert lines[:2] == [
        "wrangler|pages|deploy|SITE|--project-name|kho|",
        "netlify|deploy|--prod|--dir|SITE|--site|kho-1|",
    ]
    s3 = [re.sub(r"\|--only-show-errors", "", line) for line in lines[2:]]
    assert [line.split("|")[2] for line in s3] == ["sync", "sync", "cp", "sync"]
    assert f"|{HEADERS.cache_hashed}|--exclude|manifest.json|SITE/search|s3://kho/duoi/search|" in s3[0]
    assert "--delete" in s3[3] and not any("--delete" in line for line in s3[:3])


@pytest.mark.parametrize("typed", ["netlify", "cloudflare-pages:x", "s3://x", "host:/x", "github-pages"])
def test_a_missing_program_is_named_with_what_to_type(
    typed: str, small_site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BulletinError, match="is needed for this and not installed; type: "):
        upload(small_site, parse(typed), ROOT, HEADERS, tmp_path)


def test_what_s3_would_not_see_to_have_changed_is_brought_all_the_same(
    recorded: Path, small_site: Path, tmp_path: Path
) -> None:
    """A page that comes back by a rollback is older than the bucket's, and may be as large."""
    there = Path(shutil.copytree(small_site, tmp_path / "there"))
    (there / "index.html").write_text("index.htmx\r\n", encoding="utf-8", newline="")
    (there / "crlf.csv").write_text("longer than before", encoding="utf-8")
    program = recorded.parent / "bin" / "aws"
    program.write_text(
        f'#!/bin/sh\nPATH=/usr/bin:/bin\ncase "$3" in --recursive) cp -r "$7" "{tmp_path}/sent";; esac\n'
        f'echo "$2 $3" >>"{recorded}"\n'
    )
    upload(small_site, parse("s3://kho"), ROOT, HEADERS, there)
    assert tree(tmp_path / "sent") == {"index.html": (small_site / "index.html").read_bytes()}
    calls = [line.split()[0] for line in recorded.read_text(encoding="utf-8").splitlines()]
    assert calls == ["sync", "cp", "sync", "cp", "sync"]


def test_a_program_that_fails_ends_the_publication(recorded: Path, small_site: Path, tmp_path: Path) -> None:
    (recorded.parent / "bin" / "aws").write_text("#!/bin/sh\nexit 3\n")
    with pytest.raises(BulletinError, match="aws s3 … failed with code 3"):
        upload(small_site, parse("s3://x"), ROOT, HEADERS, tmp_path / "nothing")


def test_the_doctor_counts_and_says_what_to_do(small_site: Path) -> None:
    size = hosts.measure(small_site)
    assert size == Size(5, 6, 73, 23, "2026/03/02/index.html", 1)
    tight = Host("x", "Chật", "move out", files=4, entries=10, bytes=72, largest=22)
    wide = Host("y", "Rộng", "stay", files=5, entries=11, bytes=73, largest=23)
    lines = "\n".join(hosts.report(size, (tight, wide)))
    assert (
        "5 files, at most 4; 11 files and folders, at most 10; 0.0 MB, at most 0.0 MB; "
        "2026/03/02/index.html has 0.0 MB"
    ) in lines
    assert "move out" in lines
    assert re.search(r"Rộng +takes it", lines)
    assert "stay" not in lines


def test_the_doctor_says_how_many_issues_are_left_and_which_lever_helps(small_site: Path) -> None:
    (small_site / "ban-sao").mkdir()
    for name in ("diem-bao-toan-bo.zip", "diem-bao-2026.zip"):
        (small_site / "ban-sao" / name).write_bytes(b"z" * 1_000_000)
    size = hosts.measure(small_site)
    assert (size.files, size.issues) == (7, 1)
    tight = Host("x", "Chật", "move out", files=6)
    wide = Host("y", "Rộng", "stay", files=35, bytes=100_000_000, largest=2_000_001)
    unknown = Host("z", "Lạ", "ask")
    lines = list(hosts.report(size, (tight, wide, unknown), hosts.levers(small_site)))
    assert "too much: 7 files" in lines[2]
    assert re.search(r"Rộng +takes it, and 1 more issues; the bytes of ban-sao", lines[4])
    assert re.search(r"Lạ +takes it$", lines[5])
    assert lines[6] == "  COPY_OF_ALL = False in publishconf.py: 1.0 MB less, 1 file(s)"


def test_each_limit_says_where_it_is_from() -> None:
    lines = hosts.FILE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.match(r"(files|entries|bytes|largest) = ", line):
            above = re.split(r"\n(?!#)", "\n".join(lines[:number]))[-1]
            assert re.search(r"https://\S+, (# )?\d{4}-\d\d-\d\d", above.replace("\n", " ")), line


def test_doctor_without_a_site_says_so(tmp_path: Path) -> None:
    run = invoke("doctor", "--output", tmp_path)
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "no site here" in run.err


def test_too_large_a_site_is_warned_of_and_sent(
    recorded: Path, tmp_path: Path, content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "output"
    assert invoke("publish", "--content", content, "--output", output).code == 0
    for number in range(20_000):
        os.link(output / "robots.txt", output / "theme" / f"{number}.txt")
    # A paid plan takes more, so it is the host who decides.
    place = command.PublishedFolders(content, output, ROOT)
    command.publish("cloudflare-pages:kho", place, PUBLIC, lambda: None)
    warning = capsys.readouterr().err
    assert re.fullmatch(
        r"Warning: Cloudflare Pages: 20,\d{3} files, at most 20,000; a paid plan .*\n", warning
    )
    assert recorded.read_text(encoding="utf-8").startswith("wrangler|pages|deploy|")


def test_rollback_brings_the_previous_version_back(desk: Desk) -> None:
    words = ("--content", desk.content, "--output", desk.output)
    assert invoke("build", *words).code == 0
    before = tree(desk.output)
    page = desk.content / "pages" / "gioi-thieu.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n\nThêm.\n", encoding="utf-8")
    assert invoke("build", *words).code == 0
    assert tree(desk.output) != before
    assert invoke("rollback", "--output", desk.output).code == 0
    assert tree(desk.output) == before
    shutil.rmtree(desk.output.with_name(".output.previous"))
    run = invoke("rollback", "--output", desk.output)
    assert run.code == 1
    assert "no previous version" in run.err


def _introduce(desk: Desk, word: str) -> None:
    page = desk.content / "pages" / "gioi-thieu.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n\n{word}\n", encoding="utf-8")


def test_a_rollback_reaches_the_public_and_the_next_publish_says_what_it_would_bring_back(desk: Desk) -> None:
    desk.publish()
    before = tree(desk.public)
    _introduce(desk, "Một lỗi.")
    # Whoever looks at the pages builds, too: that is no version of the public's.
    assert invoke("build", "--content", desk.content, "--output", desk.output).code == 0
    desk.publish()
    assert tree(desk.public) != before
    run = invoke("rollback", "--output", desk.output, "--to", f"{desk.public}/")
    assert run.code == 0, run.err
    assert tree(desk.public) == before
    words = ("--content", desk.content, "--output", desk.output, "--to", f"{desk.public}/")
    run = invoke("publish", *words)
    assert (run.code, run.err.count("\n")) == (1, 1), run.err
    assert "it would bring back" in run.err and "/gioi-thieu/" in run.err and "--bring-back" in run.err
    assert tree(desk.public) == before
    run = invoke("rollback", "--output", desk.output, "--to", f"{desk.public}/")
    assert (run.code, run.err.count("\n")) == (1, 1)
    assert "no version before the last publication is kept" in run.err
    assert invoke("publish", *words, "--bring-back").code == 0
    assert tree(desk.public) == tree(desk.output) != before


def test_what_was_corrected_since_a_rollback_is_not_brought_back(tmp_path: Path) -> None:
    site, version = tmp_path / "output", tmp_path / "version"
    for folder in (site, version):
        for name in ("5/index.html", "6/index.html"):
            (folder / name).parent.mkdir(parents=True)
            (folder / name).write_text(name, encoding="utf-8")
    taken_back.remember(site, version, ["5/index.html", "6/index.html", "7/index.html", "theme/site.css"])
    assert taken_back.brought_back(site) == ("/5/", "/6/")
    (site / "5" / "index.html").write_text("corrected", encoding="utf-8")
    assert taken_back.brought_back(site) == ("/6/",)
    taken_back.forget(site)
    assert taken_back.brought_back(site) == ()


def test_a_dry_run_tells_what_would_be_new_and_publishes_nothing(desk: Desk) -> None:
    desk.publish()
    before, ledger = tree(desk.public), (desk.content / ledger_file.LEDGER).read_bytes()
    add_issue(desk.content, "2026-03-02")
    assert invoke("record", "--content", desk.content).code == 0
    recorded = (desk.content / ledger_file.LEDGER).read_bytes()
    words = ("--content", desk.content, "--output", desk.output, "--to", f"{desk.public}/", "--dry-run")
    run = invoke("publish", *words)
    assert run.code == 0, run.err
    assert "Nothing was published: --dry-run" in run.out
    assert re.search(r"  new +5 page\(s\): /2026/03/02/1/, /2026/03/02/, ", run.out), run.out
    assert tree(desk.public) == before
    assert (desk.content / ledger_file.LEDGER).read_bytes() == recorded != ledger


@pytest.mark.parametrize(
    ("site", "said"),
    [
        (PublicSite("https://diem-bao.example", "a@b.vn", "x/publishconf.py"), 'SITEURL = "https://'),
        (PublicSite("", "a@b.vn", "x/publishconf.py"), "SITEURL is empty"),
        (PublicSite("https://diembao.vn", " ", "x/publishconf.py"), "CONTACT is empty"),
    ],
)
def test_nobodys_address_and_an_empty_contact_are_not_published(
    site: PublicSite, said: str, tmp_path: Path, content: Path
) -> None:
    place = command.PublishedFolders(content, tmp_path / "output", ROOT)
    with pytest.raises(BulletinError, match=r"x/publishconf\.py: ") as told:
        command.publish(f"{tmp_path}/public", place, site, lambda: pytest.fail("was built"))
    assert said in str(told.value) and "\n" not in str(told.value)


def test_the_checkout_itself_cannot_be_published_as_it_comes(tmp_path: Path) -> None:
    words = ("publish", "--to", f"{tmp_path}/public", "--output", tmp_path / "output")
    done = subprocess.run(
        [sys.executable, "-m", "invoke", *map(str, words)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "publishconf.py: SITEURL is https://diem-bao.example" in done.stderr


def test_manifest_names_are_what_the_site_has(desk: Desk) -> None:
    assert invoke("build", "--content", desk.content, "--output", desk.output).code == 0
    names = published_names(desk.output)
    assert names | {"manifest.json"} == set(os.listdir(desk.output / "search"))
    assert json.loads((desk.output / "search" / "manifest.json").read_bytes())["names"] in names
