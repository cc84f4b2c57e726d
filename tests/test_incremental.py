"""An incremental build is byte for byte the clean build, whatever was edited, deleted or damaged."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pelican import Pelican
from pelican.settings import read_settings

from bulletin.archive import content_folder
from bulletin.archive.record_addresses import record
from bulletin.archive.record_publication import record_publication
from bulletin.content.article_file import parse, render
from bulletin.content.model import Article, ArticleFile
from bulletin.ledger import ledger_file
from bulletin.pages import lists
from tests.built_site import MINI, ROOT, tree

# Builds whole sites, or waits: make quick leaves it out.
pytestmark = pytest.mark.slow

EDITS = int(os.environ.get("EDITS", "300"))


class Desk:
    """An editor's and a designer's desk: content, theme and settings that change, and two outputs."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(MINI / "in", folder / "content"))
        self.theme = Path(shutil.copytree(ROOT / "theme", folder / "theme"))
        self.output, self.clean_output = folder / "output", folder / "clean"
        self.cache, self.clean_cache = folder / "cache", folder / "clean-cache"
        self.settings: dict[str, object] = {}

    def articles(self) -> list[Path]:
        return sorted((self.content / "articles").rglob("*.md"))

    def build(self, output: Path, cache: Path, workers: int = 1) -> None:
        overrides = {"PATH": str(self.content), "OUTPUT_PATH": str(output), "THEME": str(self.theme)}
        settings = read_settings(
            str(ROOT / "pelicanconf.py"),
            override={**overrides, "CACHE_PATH": str(cache), "BUILD_WORKERS": workers, **self.settings},
        )
        Pelican(settings).run()

    def both(self) -> tuple[dict[str, bytes], dict[str, bytes]]:
        self.build(self.output, self.cache, workers=2)
        # Nothing of the version before may help a clean build.
        for old in (self.clean_output, self.clean_cache, self.clean_output.with_name(".clean.previous")):
            shutil.rmtree(old, ignore_errors=True)
        self.build(self.clean_output, self.clean_cache)
        return tree(self.output), tree(self.clean_output)


def add_article(desk: Desk, dice: random.Random) -> None:
    day = f"{dice.choice((2023, 2024, 2025, 2026))}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
    folder = desk.content / "articles" / day[:4] / day
    number = 1 + max(
        ledger_file.article_numbers(content_folder.read_ledger(desk.content)[0], date.fromisoformat(day)),
        default=0,
    )
    folder.mkdir(parents=True, exist_ok=True)
    tags = dice.choice(("", "Tags: Bắc Giang\n", "Tags: Cao Bằng\n"))
    author = dice.choice(("", f"Author: Người Viết {dice.randint(1, 9)}\n"))
    (folder / f"{number:02d}-bai.md").write_text(
        f"Title: Bài {dice.random()}\nDate: {day}\nNumber: {number}\nSection: Chủ trương cải cách\n"
        f"Source: Tin Thử\n{author}{tags}Slug: {day}-{number}\n\nThân bài {dice.random()}.\n",
        encoding="utf-8",
    )


def correct_article(desk: Desk, dice: random.Random) -> None:
    path = dice.choice(desk.articles())
    file, _ = parse(path.read_text(encoding="utf-8"), path.name)
    assert file is not None
    changed = dice.choice(
        (
            ArticleFile(file.article, f"{file.body}\n\nĐính chính {dice.random()}."),
            ArticleFile(_retitled(file.article, f"Nhan đề {dice.random()}"), file.body),
        )
    )
    path.write_text(render(changed), encoding="utf-8")


def _retitled(article: Article, title: str) -> Article:
    return Article(**{name: getattr(article, name) for name in Article.__slots__} | {"title": title})


def delete_article(desk: Desk, dice: random.Random) -> None:
    """Delete the file, move its address or say that it is gone; take down an article with its file there."""
    rows = [
        row for row in content_folder.read_ledger(desk.content)[0] if row.kind == "article" and row.is_live
    ]
    if len(rows) > 3:
        row, other = dice.sample(rows, k=2)
        state = dice.choice(("gone: thử", f"moved → {other.address}"))
        if dice.random() < 0.7 or state.startswith("moved"):
            _file_of(desk, row.address).unlink()
        ledger_file.append(desk.content / ledger_file.LEDGER, [ledger_file.Change(row.address, state)])


def restore_article(desk: Desk, dice: random.Random) -> None:
    """Show an article again that was taken down."""
    rows = [
        row for row in content_folder.read_ledger(desk.content)[0] if row.kind == "article" and row.reason
    ]
    for row in rows[:1]:
        if _file_of(desk, row.address).exists():
            ledger_file.append(desk.content / ledger_file.LEDGER, [ledger_file.Change(row.address, "live")])


def _file_of(desk: Desk, address: str) -> Path:
    year, month, day, number = address.strip("/").split("/")
    folder = desk.content / "articles" / year / f"{year}-{month}-{day}"
    return next(folder.glob(f"{int(number):02d}-*.md"), folder / "gone.md")


def move_author(desk: Desk, dice: random.Random) -> None:
    """Lead the page of an author to another's; the pages of the list go with it."""
    rows = [
        row for row in content_folder.read_ledger(desk.content)[0] if row.kind == "author" and row.is_live
    ]
    if len(rows) > 3:
        row, other = dice.sample(rows, k=2)
        change = ledger_file.Change(row.address, f"moved → {other.address}")
        ledger_file.append(desk.content / ledger_file.LEDGER, [change])


def publish(desk: Desk, dice: random.Random) -> None:
    record_publication(desk.content, desk.output, date(2026, 1, dice.randint(1, 31)))


def rename_article(desk: Desk, dice: random.Random) -> None:
    path = dice.choice(desk.articles())
    path.rename(path.with_name(f"{path.name[:2]}-ten-khac-{dice.randint(1, 99)}.md"))


def change_registry(desk: Desk, dice: random.Random) -> None:
    path = desk.content / "registry" / dice.choice(("sections.toml", "sources.toml", "provinces.toml"))
    text = path.read_text(encoding="utf-8")
    for old, new in (("Báo Mẫu", "Báo Mẫu Mới"), ('Chủ trương cải cách"', 'Chủ trương cải cách" # sửa')):
        text = text.replace(new, old) if new in text else text.replace(old, new)
    path.write_text(text + f"# {dice.random()}\n", encoding="utf-8")


def change_extent(desk: Desk, dice: random.Random) -> None:
    """Show more or less of all articles, or of those of one source."""
    path = desk.content / "registry" / "sources.toml"
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("extent")]
    first = next(at for at, line in enumerate(lines) if line == "[[source]]")
    lines.insert(
        dice.choice((first, first + 1)), f'extent = "{dice.choice(("full", "excerpt", "reference"))}"'
    )
    path.write_text("\n".join(lines), encoding="utf-8")


def change_page(desk: Desk, dice: random.Random) -> None:
    path = desk.content / "pages" / "gioi-thieu.md"
    path.write_text(path.read_text(encoding="utf-8") + f"\n\nThêm {dice.random()}.\n", encoding="utf-8")


def change_template(desk: Desk, dice: random.Random) -> None:
    path = dice.choice(sorted(path for path in (desk.theme / "templates").rglob("*") if path.is_file()))
    path.write_text(path.read_text(encoding="utf-8") + f"{{# {dice.random()} #}}", encoding="utf-8")
    shown = desk.theme / "templates" / dice.choice(("base.html", "article.html", "list.html", "_card.html"))
    text = shown.read_text(encoding="utf-8").replace("</p>", f"{dice.randint(0, 9)}</p>", 1)
    shown.write_text(text, encoding="utf-8")


def change_style(desk: Desk, dice: random.Random) -> None:
    folder = desk.theme / "static" / "css"
    own = folder / "moi.css"
    if own.exists():
        own.unlink()
    else:
        own.write_text(f"/* {dice.random()} */")


def change_setting(desk: Desk, dice: random.Random) -> None:
    desk.settings[dice.choice(("SITESUBTITLE", "CONTACT"))] = f"giá trị {dice.random()}"
    desk.settings["SITEURL"] = dice.choice(("", "https://a.example", "https://b.example/duoi"))


def change_jinja(desk: Desk, dice: random.Random) -> None:
    jinja = {"autoescape": True, "lstrip_blocks": True, "extensions": []}
    desk.settings["JINJA_ENVIRONMENT"] = {**jinja, "trim_blocks": dice.random() < 0.5}


def delete_outputs(desk: Desk, dice: random.Random) -> None:
    files = [path for path in sorted(desk.output.rglob("*")) if path.is_file()]
    for path in dice.sample(files, k=min(5, len(files))):
        path.unlink()


def damage_outputs(desk: Desk, dice: random.Random) -> None:
    files = [path for path in sorted(desk.output.rglob("*")) if path.is_file()]
    for path in dice.sample(files, k=min(5, len(files))):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    (desk.output / "la.html").write_text("một tệp lạ", encoding="utf-8")


def damage_state(desk: Desk, dice: random.Random) -> None:
    for path in sorted(desk.cache.glob("*")):
        data = path.read_bytes()
        kind = dice.randint(0, 3)
        if kind == 0:
            path.write_bytes(data[: dice.randint(0, len(data))])
        elif kind == 1:
            path.write_bytes(b"something else entirely")
        elif kind == 2:
            # What another version of Pelican, or of our code, left behind.
            path.write_bytes(data.replace(([*data.split(b"\n"), data])[1], b"0" * 64, 1))
        else:
            path.unlink()


Edit = Callable[[Desk, random.Random], None]
CONTENT_EDITS: tuple[Edit, ...] = (
    add_article,
    correct_article,
    delete_article,
    restore_article,
    rename_article,
    move_author,
    publish,
)
OTHER_EDITS: tuple[Edit, ...] = (
    change_registry,
    change_extent,
    change_page,
    change_template,
    change_style,
    change_setting,
    change_jinja,
    delete_outputs,
    damage_outputs,
    damage_state,
)


@pytest.mark.parametrize("seed", range(3))
def test_random_edits(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # Lists long enough for closed pages, which take-downs open again.
    for of_lists in (lists.list_groups, lists.closed_pages):
        monkeypatch.setattr(of_lists, "__defaults__", (2,))
    dice = random.Random(seed)
    desk = Desk(tmp_path)
    desk.both()
    done: list[str] = []
    for _ in range(EDITS // 3):
        edit = dice.choice(CONTENT_EDITS if dice.random() < 0.5 else OTHER_EDITS)
        edit(desk, dice)
        record(desk.content)
        done.append(edit.__name__)
        built, clean = desk.both()
        assert sorted(built) == sorted(clean), done
        assert [name for name in built if built[name] != clean[name]] == [], done


def test_nothing_is_rendered_when_nothing_changed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path)
    desk.build(desk.output, desk.cache)
    stamps = {path: path.stat().st_mtime_ns for path in desk.output.rglob("*")}
    capfd.readouterr()
    desk.build(desk.output, desk.cache)
    assert " 0 rendered, 0 written, 0 removed" in capfd.readouterr().out
    assert {path: path.stat().st_mtime_ns for path in desk.output.rglob("*")} == stamps


def test_a_correction_renders_the_pages_that_show_it_and_no_others(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path)
    desk.build(desk.output, desk.cache)
    before = tree(desk.output)
    path = next(path for path in desk.articles() if "2024-01-02" in str(path))
    path.write_text(path.read_text(encoding="utf-8").replace("Tin vắn", "Tin rất vắn"), encoding="utf-8")
    desk.build(desk.output, desk.cache)
    after = tree(desk.output, "search")
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        "2024/01/02/index.html",
        "2024/01/02/1/index.html",
        "2024/01/index.html",
        "chuyen-muc/cai-cach-dia-phuong/index.html",
        "data/articles-2024.csv",
        "data/articles-2024.jsonl",
        "data/articles.csv",
        "data/articles.jsonl",
        "tinh-thanh/bac-giang/index.html",
        "tinh-thanh/bac-ninh-2025/index.html",
    }
