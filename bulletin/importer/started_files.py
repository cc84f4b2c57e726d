"""What a new archive begins with: the program's registries, and pages that are true of any archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from bulletin.ledger import ledger_file

_PAGES = Path(__file__).resolve().parents[2] / "deploy" / "archive" / "content" / "pages"
# The page about searching is true of every archive.
_SHARED = ("registry", "pages/cach-tim-kiem.md")


@dataclass(frozen=True, slots=True)
class Publisher:
    """What the first pages say of an archive, as parts of a sentence: what it holds, and whom to write to."""

    title: str = "bản tin điểm báo"
    contact: str = "địa chỉ liên hệ ở chân trang"


def started_files(project_content: Path, of: Publisher) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file of a new content folder, from that of the program; pages name `of`.

    The program's own pages say what is true of its samples alone, and its ledger has their addresses.
    """
    for shared in _SHARED:
        place = project_content / shared
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            name = file.relative_to(project_content).as_posix()
            if file.is_file() and name != ledger_file.LEDGER:
                yield name, file.read_bytes()
    for template in sorted(_PAGES.glob("*.in")):
        text = Template(template.read_text(encoding="utf-8"))
        words = {"title": of.title, "contact": of.contact}
        yield f"pages/{template.stem}", text.substitute(words).encode()
