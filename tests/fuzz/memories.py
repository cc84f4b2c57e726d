"""What the program remembers and what a host sets, damaged: the site is the clean one, or a line says why."""

from __future__ import annotations

import shutil
import warnings
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from bulletin.build import host_headers
from bulletin.content.model import BulletinError
from bulletin.pages import copies
from bulletin.plugins.setting_fields import refuse_wrong_file
from bulletin.publishing import hosts
from tests.built_site import MINI, ROOT, Run, build, settings_with, tree
from tests.fuzz.mutations import damaged

_ADDED = "\n\nMột câu được thêm vào bài.\n"


def fuzz(folder: Path, rounds: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Damage what a build remembers and build so many times, and read ten times as many damaged settings."""
    counts, wrong = _damage_memories(folder, rounds, Random(seed))
    more, faults = _damage_settings(folder / "settings", 10 * rounds, Random(seed))
    return counts + more, wrong + faults


def _damage_memories(folder: Path, rounds: int, dice: Random) -> tuple[Counter[str], list[str]]:
    """Builds of two contents in turn, with a memory of the build before damaged."""
    contents = [Path(shutil.copytree(MINI / "in", folder / name)) for name in ("one", "other")]
    article = next(iter(sorted(contents[1].glob("articles/*/*/*.md"))))
    article.write_text(article.read_text(encoding="utf-8") + _ADDED, encoding="utf-8")
    content, site = folder / "content", folder / "site"
    settings = settings_with(folder, SITEURL="https://dbtest.gov.vn", CONTACT="a@dbtest.gov.vn")
    clean: list[dict[str, bytes]] = []
    for number, each in enumerate(contents):
        shutil.rmtree(content, ignore_errors=True)
        shutil.copytree(each, content)
        assert build(content, folder / f"clean-{number}", "-s", str(settings)).code == 0
        clean.append(tree(folder / f"clean-{number}"))
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for round_ in range(rounds):
        shutil.rmtree(content)
        shutil.copytree(contents[round_ % 2], content)
        what = "nothing"
        if memories := _memories(folder, site):
            file = dice.choice(memories)
            file.write_bytes(damaged(file.read_bytes(), dice))
            what = file.relative_to(folder).as_posix()
        run = build(content, site, "-s", str(settings))
        counts["builds after a damaged memory"] += 1
        if fault := _fault(run, site, clean[round_ % 2]):
            wrong.append(f"round {round_}, {what}: {fault}")
            shutil.rmtree(site, ignore_errors=True)
    return counts, wrong


def _memories(folder: Path, site: Path) -> list[Path]:
    """What the builds of `site` left for the next, beside it and in it."""
    beside = [*folder.glob("site.cache/*"), *folder.glob(f".{site.name}.*")]
    inside = [file for file in sorted(site.glob("search/**/*")) if file.is_file()]
    # Of the many files of the search as many as there are of the others.
    kept = [file for file in sorted(beside) if file.is_file()]
    return [*kept, *inside[:: max(1, len(inside) // max(1, len(kept)))]]


def _fault(run: Run, site: Path, clean: dict[str, bytes]) -> str:
    if run.code or "Traceback" in run.err:
        return run.err.strip()[-300:]
    made = tree(site)
    # Searches of earlier versions stay for those whose page is open.
    differing = [name for name, data in clean.items() if made.get(name) != data]
    more = [name for name in made if name not in clean and not name.startswith("search/")]
    return f"differs: {[*differing, *more][:5]}" if differing or more else ""


def _damage_settings(folder: Path, rounds: int, dice: Random) -> tuple[Counter[str], list[str]]:
    folder.mkdir()
    listing = folder / copies.LISTING
    listing.write_text('{"content": "a", "withheld": "b", "copies": [{"file": "c.zip", "year": null}]}')
    own = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    (folder / "settings.py").write_text(own, encoding="utf-8")
    for name in ("hosts.toml", "headers.toml"):
        shutil.copyfile(ROOT / "deploy" / name, folder / name)
    readers: dict[str, Callable[[Path], object]] = {
        "settings.py": refuse_wrong_file,
        "hosts.toml": hosts.load,
        "headers.toml": host_headers.load,
        listing.name: lambda file: (copies.load(file.parent, folder, "b"), copies.listed_files(file.parent)),
    }
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for round_ in range(rounds):
        name = dice.choice(sorted(readers))
        file = folder / name
        data = file.read_bytes()
        file.write_bytes(damaged(data, dice))
        counts[f"{name} read"] += 1
        try:
            with warnings.catch_warnings(action="ignore"):
                readers[name](file)
        except BulletinError as error:
            if "\n" in str(error).strip() or name not in str(error):
                wrong.append(f"settings, round {round_}, {name}: {str(error)[:200]!r}")
        except Exception as error:
            wrong.append(f"settings, round {round_}, {name}: {error!r}")
        file.write_bytes(data)
    return counts, wrong
