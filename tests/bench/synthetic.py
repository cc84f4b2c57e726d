"""A made-up archive of any size, byte for byte the same for the same seed, whatever the machine.

An issue depends on the seed and its day alone, so a larger archive begins with all files of a smaller one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

from bulletin.archive import content_folder
from bulletin.archive.site_addresses import missing_rows
from bulletin.content import article_file, registry_file
from bulletin.content.model import Article, ArticleFile, BulletinError
from bulletin.importer.started_files import Publisher, started_files
from bulletin.ledger import ledger_file
from bulletin.text.letters import slugify
from tests.bench import vocabulary
from tests.bench.draft import Drafts
from tests.bench.newsroom import Newsroom
from tests.bench.working_days import FIRST_DAY, working_days

ARTICLES_AN_ISSUE = 12
PROJECT_CONTENT = Path(__file__).resolve().parents[2] / "content"
_SLUG_LENGTH = 60
_REGISTRIES = ("provinces.toml", "sections.toml", "sources.toml", "abbreviations.toml", "topics.toml")


def make_archive(
    content: Path,
    issues: int,
    seed: int,
    first: date = FIRST_DAY,
    like: Path = PROJECT_CONTENT,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[date, ...]:
    """Fill the folder `content`, which must be new or empty, with `issues` issues from the day `first` on.

    Registries are those of the content folder `like`, pages those of a new archive. `progress` is called with
    the number of issues written and `issues`. Returns the days of the issues, oldest first.
    """
    if content.exists() and any(content.iterdir()):
        raise BulletinError(f"{content}: is not empty; give a new folder for the synthetic archive")
    (content / "registry").mkdir(parents=True, exist_ok=True)
    for name in _REGISTRIES:
        shutil.copyfile(like / "registry" / name, content / "registry" / name)
    if (like / "pages").is_dir():
        shutil.copytree(like / "pages", content / "pages")
        # The program's own say what is true of its samples alone.
        for name, data in started_files(like, Publisher()):
            if name.startswith("pages/"):
                (content / name).write_bytes(data)
    drafts = _drafts(content, seed)
    days = tuple(islice(working_days(first), issues))
    articles: list[Article] = []
    for count, day in enumerate(days, start=1):
        articles += _write_issue(content, drafts, day, seed)
        if progress is not None:
            progress(count, issues)
    ledger_file.append(content / ledger_file.LEDGER, missing_rows((), articles))
    return days


def kept_archive(folder: Path, issues: int, seed: int) -> Path:
    """The archive in `folder`, made unless it is there; it gets its name once it is whole."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        # A run that was stopped leaves nothing to be taken for it.
        with tempfile.TemporaryDirectory(dir=folder.parent) as name:
            made = Path(name, "archive")
            make_archive(made, issues, seed)
            made.rename(folder)
    return folder


def add_day(content: Path, seed: int) -> date:
    """Write the next issue after the newest of `content`, record its addresses, and return its day."""
    newest = date.fromisoformat(_issue_folders(content)[-1].name)
    day = next(working_days(newest + timedelta(1)))
    articles = _write_issue(content, _drafts(content, seed), day, seed)
    rows, findings = content_folder.read_ledger(content)
    if findings:
        raise BulletinError(f"{findings[0]}; make the synthetic archive anew")
    ledger_file.append(content / ledger_file.LEDGER, missing_rows(rows, articles))
    return day


def correct_article(content: Path, share: float = 0.4) -> Path:
    """Correct the title and the first paragraph of one article, and return its file.

    `share` says how far back: 0 is the oldest issue, 1 the newest. Each call changes the text again.
    """
    folders = _issue_folders(content)
    folder = folders[min(int(share * len(folders)), len(folders) - 1)]
    path = sorted(folder.glob("*.md"))[0]
    file, findings = article_file.parse(path.read_text(encoding="utf-8"), path.name)
    if file is None:
        raise BulletinError(f"{findings[0]}; make the synthetic archive anew")
    title = file.article.title
    stem, _, number = title.rpartition(" (đính chính lần ")
    again = int(number.rstrip(")")) + 1 if stem else 1
    article = replace(file.article, title=f"{stem or title} (đính chính lần {again})")
    first, gap, rest = file.body.partition("\n\n")
    corrected = ArticleFile(article, f"{first} Tin đã được đính chính lần {again}.{gap}{rest}")
    _write(path, corrected)
    return path


def article_files(content: Path) -> Iterator[Path]:
    """The article files of `content`, oldest first."""
    for folder in _issue_folders(content):
        yield from sorted(folder.glob("*.md"))


def file_name(article: Article) -> str:
    """The name of the file of `article`: `05-bac-giang-doanh-nghiep-cham-diem.md`, cut between words."""
    slug = slugify(article.title)
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rpartition("-")[0]
    return f"{article.number:02d}-{slug}.md"


def _drafts(content: Path, seed: int) -> Drafts:
    words = vocabulary.load()
    return Drafts(words, Newsroom(registry_file.load(content / "registry"), words, seed))


def _write_issue(content: Path, drafts: Drafts, day: date, seed: int) -> list[Article]:
    folder = content / "articles" / f"{day:%Y}" / day.isoformat()
    folder.mkdir(parents=True)
    files = drafts.issue(day, seed, ARTICLES_AN_ISSUE)
    for file in files:
        _write(folder / file_name(file.article), file)
    return [file.article for file in files]


def _write(path: Path, file: ArticleFile) -> None:
    path.write_text(article_file.render(file), encoding="utf-8", newline="\n")


def _issue_folders(content: Path) -> list[Path]:
    folders = sorted((content / "articles").glob("*/*"), key=lambda folder: folder.name)
    if not folders:
        raise BulletinError(f"{content}: has no issue; make a synthetic archive there first")
    return folders
